import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  audienceOfDraft,
  draftCondition,
  draftGroup,
  draftOfAudience,
} from '../../src/app/audience-draft';
import { evaluateAudience } from '../../src/core/audience/evaluate-audience';
import { anyAudience, anyTable, factsOf } from '../fixtures/audiences';

describe('a draft of an audience', () => {
  it('means the same customers', () => {
    fc.assert(
      fc.property(anyTable, anyAudience, (table, audience) => {
        const facts = factsOf(table);
        // Nobody chooses no value at all: such a condition is not there yet.
        fc.pre(!/"oneOf":\[\]|"of":\[\]|"kind":"confidence"\}/u.test(JSON.stringify(audience)));
        const again = audienceOfDraft(draftOfAudience(audience));
        expect(evaluateAudience(again, facts)).toEqual(evaluateAudience(audience, facts));
      }),
      { numRuns: 400, seed: 41 },
    );
  });
});

describe('audienceOfDraft', () => {
  it('leaves conditions out that lack a value', () => {
    const column = { subject: 'column', column: 'age' } as const;
    const draft = draftGroup('all', [
      draftCondition({ ...column, how: 'least' }),
      draftCondition({ ...column, how: 'between', low: '3' }),
      draftCondition({ ...column, how: 'level' }),
      draftCondition({ subject: 'words', how: 'words', text: '  ' }),
      draftGroup('any', []),
      draftCondition({ ...column, how: 'under', low: '7.5' }),
    ]);
    expect(audienceOfDraft(draft)).toEqual({
      kind: 'all',
      of: [{ kind: 'number', column: 'age', under: 7.5 }],
    });
  });

  it('is everyone while nothing is chosen, whichever way it matches', () => {
    for (const match of ['all', 'any', 'none'] as const)
      expect(audienceOfDraft(draftGroup(match))).toEqual({ kind: 'all', of: [] });
  });

  it('turns "none of these" round', () => {
    const young = draftCondition({ subject: 'column', column: 'age', how: 'under', low: '20' });
    const app = draftCondition({ subject: 'column', column: 'app', how: 'yes' });
    expect(audienceOfDraft(draftGroup('none', [young, app]))).toEqual({
      kind: 'not',
      of: {
        kind: 'any',
        of: [
          { kind: 'number', column: 'age', under: 20 },
          { kind: 'flag', column: 'app', yes: true },
        ],
      },
    });
  });
});

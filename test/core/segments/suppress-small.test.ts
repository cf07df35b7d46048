import { describe, expect, it } from 'vitest';
import { suppressSmall } from '../../../src/core/segments/suppress-small';
import type { Trait } from '../../../src/core/segments/traits';

const trait = (kind: Trait['kind'], inside: number): Trait => ({
  column: 'city',
  kind,
  inside,
  outside: 0,
  effect: 1,
  z: 9,
});
const phrase = (count: number) => ({
  phrase: `${count}`,
  count,
  share: 0.1,
  elsewhere: 0,
  score: 1,
});

describe('suppressSmall', () => {
  it('tells nothing of fewer than five people', () => {
    expect(
      suppressSmall({
        size: 4,
        traits: [trait('higher', 3)],
        keyphrases: [phrase(4)],
        quotes: ['mine'],
      }),
    ).toEqual({ size: 4, traits: [], keyphrases: [], quotes: [] });
  });

  it('tells of no share and no phrase that fewer than five stand behind', () => {
    const told = suppressSmall({
      size: 40,
      traits: [
        trait('level', 0.1),
        trait('level', 0.125),
        trait('silent', 0.05),
        trait('lower', 2),
      ],
      keyphrases: [phrase(4), phrase(5)],
      quotes: ['mine'],
    });
    // A tenth of forty is four, an eighth five; a middle value is no share.
    expect(told.traits.map(({ kind, inside }) => [kind, inside])).toEqual([
      ['level', 0.125],
      ['lower', 2],
    ]);
    expect(told.keyphrases.map(({ count }) => count)).toEqual([5]);
    expect(told.quotes).toEqual(['mine']);
  });
});

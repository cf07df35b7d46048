import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Audience } from '../../src/core/audience/audience';
import { audienceSentence, misfitSentence, tellAudience } from '../../src/words/audience';
import { WORDS } from '../../src/words/words';
import { anyAudience } from '../fixtures/audiences';

const names = ['Tea lovers', 'Late and angry'];
const audience: Audience = {
  kind: 'all',
  of: [
    { kind: 'number', column: 'spend', least: 1500, under: 20000 },
    {
      kind: 'any',
      of: [
        { kind: 'not', of: { kind: 'level', column: 'city', oneOf: ['Bonn', 'Rome'] } },
        { kind: 'date', column: 'joined', from: '2024-01-31' },
      ],
    },
    { kind: 'segment', oneOf: [2] },
  ],
};

it('is said in English', () => {
  expect(tellAudience(audience, WORDS.en, names)).toBe(
    'spend is 1500 or more, but less than 20,000, and (city is neither “Bonn” nor “Rome”, or joined is on or after Jan 31, 2024), and they are in “Late and angry”',
  );
  expect(audienceSentence({ kind: 'all', of: [] }, WORDS.en, names)).toBe(
    WORDS.en.audience.sentenceEveryone,
  );
});

it('is said in Chinese', () => {
  expect(tellAudience(audience, WORDS.zh, names)).toBe(
    'spend不低于 1500 且低于 20,000，并且（city不是“Bonn”或“Rome”，或者joined在 2024年1月31日 当天或之后），并且属于“Late and angry”',
  );
});

it('says something of every audience in every language', () => {
  fc.assert(
    fc.property(anyAudience, (some) => {
      for (const words of Object.values(WORDS)) {
        const said = tellAudience(some, words, names);
        expect(said).not.toBe('');
        expect(said).not.toMatch(/undefined|NaN|\[object/u);
      }
    }),
    { numRuns: 200, seed: 51 },
  );
});

it('tells what does not fit with the column', () => {
  for (const words of Object.values(WORDS)) {
    expect(misfitSentence({ problem: 'column-missing', of: 'spend' }, words)).toContain('spend');
    expect(misfitSentence({ problem: 'segment-missing', of: '9' }, words)).toContain('9');
  }
});

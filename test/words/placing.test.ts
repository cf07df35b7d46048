import { describe, expect, it } from 'vitest';
import type { ShareShift } from '../../src/core/segments/share-shifts';
import type { Mismatches } from '../../src/study/place-file';
import { mismatchSentences, points, shiftBounds, shiftSentence } from '../../src/words/placing';
import { WORDS } from '../../src/words/words';

const shift = (before: number, now: number, change: ShareShift['change']): ShareShift => ({
  before: before * 1000,
  now: now * 1000,
  shareBefore: before,
  shareNow: now,
  drift: 0,
  low: now - before - 0.02,
  high: now - before + 0.02,
  change,
});
const NOTHING: Mismatches = {
  missing: [],
  unheard: [],
  added: [],
  withoutTexts: false,
  levels: [],
  unknown: [],
  silent: 0,
};

describe('what became of a segment', () => {
  it.each([
    [0.08, 0.16, 'more', '“Delivery” doubled, from 8% to 16%.'],
    [0.08, 0.3, 'more', '“Delivery” more than doubled, from 8% to 30%.'],
    [0, 0.1, 'more', '“Delivery” more than doubled, from 0% to 10%.'],
    [0.2, 0.25, 'more', '“Delivery” grew from 20% to 25%.'],
    [0.2, 0.1, 'less', '“Delivery” halved, from 20% to 10%.'],
    [0.2, 0, 'less', '“Delivery” fell to less than half, from 20% to 0%.'],
    [0.25, 0.2, 'less', '“Delivery” shrank from 25% to 20%.'],
    [0.2, 0.3, 'same', undefined],
  ] as const)('from %f to %f, %s', (before, now, change, said) => {
    expect(shiftSentence('Delivery', shift(before, now, change), WORDS.en)).toBe(said);
  });

  it('is bounded without signs', () => {
    expect(shiftBounds(shift(0.08, 0.16, 'more'), WORDS.en)).toBe('Between 6 and 10 points more.');
    expect(shiftBounds(shift(0.16, 0.08, 'less'), WORDS.en)).toBe('Between 6 and 10 points less.');
    expect(points(-0.1234, 'en')).toBe('−12.3');
    expect(points(0.05, 'en')).toBe('+5');
  });
});

describe('what is not as in the first file', () => {
  it('is nothing where all is as it was', () => {
    expect(mismatchSentences(NOTHING, WORDS.en)).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('is said in sentences, in %s', (language) => {
    const said = mismatchSentences(
      {
        missing: ['rating', 'city'],
        unheard: ['consent'],
        added: ['colour'],
        withoutTexts: false,
        levels: ['a', 'b', 'c', 'd', 'e', 'f'].map((level) => ({
          column: 'channel',
          level,
          customers: 2,
        })),
        unknown: [{ column: 'age', customers: 4 }],
        silent: 3,
        language: { before: 'en', now: 'zh' },
      },
      WORDS[language],
    );
    expect(said).toHaveLength(7);
    expect(said.every((sentence) => /[.。]$/u.test(sentence))).toBe(true);
    const levels = said.find((sentence) => sentence.includes('channel'));
    expect(levels).toContain('12');
    expect(levels).toContain('e, …');
  });
});

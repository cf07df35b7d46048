import { describe, expect, it } from 'vitest';
import { compareWords, type ComparedStretch } from '../../../src/core/text/compare-words';
import { fc } from '../../fixtures/properties';

const joined = (stretches: readonly ComparedStretch[]) =>
  stretches.map(({ text }) => text).join('');
const kept = (stretches: readonly ComparedStretch[]) =>
  stretches
    .filter(({ changed }) => !changed)
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, '');

describe('compareWords', () => {
  it('marks what the other text lacks', () => {
    expect(compareWords('call me at 0123 now', 'call me at [phone] now')).toEqual([
      [
        { text: 'call me at ', changed: false },
        { text: '0123 ', changed: true },
        { text: 'now', changed: false },
      ],
      [
        { text: 'call me at ', changed: false },
        { text: '[phone] ', changed: true },
        { text: 'now', changed: false },
      ],
    ]);
  });

  it('compares Chinese by characters', () => {
    expect(compareWords('味道很好！！！！', '味道很好！！！')[0]).toEqual([
      { text: '味道很好！！！', changed: false },
      { text: '！', changed: true },
    ]);
  });

  it('knows that all is gone, and that nothing is', () => {
    expect(compareWords('all of it', '')).toEqual([[{ text: 'all of it', changed: true }], []]);
    expect(compareWords('the same', 'the same')[0]).toEqual([{ text: 'the same', changed: false }]);
  });

  it('loses no letter, and what is kept is the same on both sides', () => {
    const text = fc
      .array(fc.constantFrom('a', 'bc', ' ', '！', '好', '[x]', '9.5', '\n'), { maxLength: 30 })
      .map((pieces) => pieces.join('').trim());
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = compareWords(a, b);
        expect(joined(left)).toBe(a);
        expect(joined(right)).toBe(b);
        expect(kept(left)).toBe(kept(right));
      }),
    );
  });
});

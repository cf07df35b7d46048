import { describe, expect, it } from 'vitest';
import { litPieces, strengthOf } from '../../src/ui/why/word-strength';

describe('words that are marked', () => {
  it('have three steps to either side, weak ones none', () => {
    expect([1, 0.7, 0.5, 0.3, 0.2].map((pull) => strengthOf(pull, 1))).toEqual([3, 3, 2, 1, 0]);
    expect([-1, -0.5, -0.1].map((pull) => strengthOf(pull, 1))).toEqual([-3, -2, 0]);
    expect(strengthOf(0.003, 0.003)).toBe(0);
  });

  it('stand in the text as it is', () => {
    const text = 'My parcel is late, again!';
    const words = [
      { start: 0, end: 2, pull: 0.01 },
      { start: 3, end: 9, pull: 0.2 },
      { start: 13, end: 17, pull: -0.1 },
    ];
    const pieces = litPieces(text, words);
    expect(pieces).toEqual([
      { text: 'My ', strength: 0 },
      { text: 'parcel', strength: 3 },
      { text: ' is ', strength: 0 },
      { text: 'late', strength: -2 },
      { text: ', again!', strength: 0 },
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(litPieces(text, [])).toEqual([{ text, strength: 0 }]);
  });
});

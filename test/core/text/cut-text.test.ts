import { describe, expect, it } from 'vitest';
import { cutText } from '../../../src/core/text/cut-text';

describe('cutText', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'longe…'],
    ['', 3, ''],
    ['味道很好', 2, '味道…'],
    ['ab😀', 4, 'ab😀'],
    ['ab😀c', 4, 'ab😀…'],
    ['ab😀c', 3, 'ab…'],
    ['😀😀', 1, '…'],
    // Half of a pair that the text has itself stays as it is.
    ['a\ud83db', 2, 'a\ud83d…'],
  ])('%j at %i is %j', (text, longest, cut) => {
    expect(cutText(text, longest)).toBe(cut);
  });
});

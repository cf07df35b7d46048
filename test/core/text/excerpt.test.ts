import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../src/core/text/excerpt';

describe('excerpt', () => {
  const text = 'The parcel came late and nobody answered the telephone';

  it('shows a stretch of whole words, with an ellipsis where the text goes on', () => {
    expect(excerpt(text, 8, 30)).toBe('…came late and…');
    expect(excerpt(text, -5, 13)).toBe('The parcel…');
    expect(excerpt(text, 0, 500)).toBe(text);
  });

  it('cuts between characters where there are no words, and none in half', () => {
    expect(excerpt('味道很好，下次还会再来买', 2, 6)).toBe('…很好，下…');
    expect(excerpt('a😀b', 2, 9)).toBe('…b');
    expect(excerpt('a😀b', 0, 2)).toBe('a…');
  });

  it('writes on one line', () => {
    expect(excerpt('one\n\n two', 0, 99)).toBe('one two');
  });
});

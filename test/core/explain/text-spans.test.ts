import { describe, expect, it } from 'vitest';
import { sentenceSpans, withoutSpans, wordSpans } from '../../../src/core/explain/text-spans';
import { fc } from '../../fixtures/properties';

const said = (text: string, spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => text.slice(start, end));

describe('the words of a text', () => {
  it('are whole words, whatever an encoder makes of them', () => {
    const text = "The re-delivery wasn't on-time, AT&T said.";
    expect(said(text, wordSpans(text))).toEqual([
      'The',
      're-delivery',
      "wasn't",
      'on-time',
      'AT&T',
      'said',
    ]);
  });

  it('are told apart in Chinese', () => {
    const text = '快递太慢了，客服不理人。';
    const words = said(text, wordSpans(text));
    expect(words.join('')).toBe('快递太慢了客服不理人');
    expect(words.length).toBeGreaterThan(3);
    expect(words).toContain('快递');
  });

  it('stand one after the other in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        let before = 0;
        for (const { start, end } of wordSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toMatch(/[\p{L}\p{N}]/u);
          before = end;
        }
      }),
    );
  });
});

describe('the sentences of a text', () => {
  it('are where they stand', () => {
    const text = 'It came late. It came late. Why?';
    const spans = sentenceSpans(text, 'en');
    expect(said(text, spans)).toEqual(['It came late.', 'It came late.', 'Why?']);
    expect(spans[1].start).toBe(14);
  });
});

describe('a text without some of it', () => {
  it('has no blanks too many', () => {
    const text = 'My parcel is late';
    const [, parcel, is] = wordSpans(text);
    expect(withoutSpans(text, [parcel])).toBe('My is late');
    expect(withoutSpans(text, [is, parcel])).toBe('My late');
    expect(withoutSpans(text, wordSpans(text))).toBe('');
    expect(withoutSpans(text, [])).toBe(text);
  });
});

import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/core/text/language';
import { planParts } from '../../../src/core/text/parts';
import { splitSentences } from '../../../src/core/text/sentences';
import { fc } from '../../fixtures/properties';

const CASES: [Language, string[]][] = [
  ['en', ['It came late.', 'It was cold!', 'Why?']],
  ['en', ['Mr. Smith of No. 5 paid 3.5 for e.g. tea.', 'He left.']],
  ['en', ['Dr. A. B. Jones lives in the U.S. now.', 'So do I.', 'Good.']],
  ['en', ['it was late.', 'the driver was rude.', 'i called']],
  ['en', ['We open at 9 a.m. every day.', 'Come at 5 p.m.', 'Bring milk, bread, etc.', 'Thanks.']],
  ['en', ['well... it works', 'Second line']],
  ['en', ['"Is it lost?"', 'she asked.', 'No!!!', 'Not yet...', 'Wait.']],
  ['en', ['1. Open the box.', '2. Press the button.']],
  ['en', ['Version 2.0.1 of example.com is out.', 'Get it.']],
  ['en', ['Tea Ltd. sent Inc. papers to St. Paul vs. me.']],
  ['en', ['One; two, three: four.']],
  ['zh', ['味道很好。', '送餐太慢了！', '为什么？', '下次再来']],
  ['zh', ['分量足；', '包装好;', '价格贵。']],
  ['zh', ['他说：“很好。”', '我也觉得好。']],
  ['zh', ['等了2.5小时……', '太慢了!', '差评']],
  ['other', ['Das ist gut.', 'Sehr gut!', 'Danke.']],
];

const bare = (text: string) => text.replace(/\s+/gu, '');

describe('sentences', () => {
  for (const [language, sentences] of CASES) {
    const glue = language === 'zh' ? '' : sentences.includes('Second line') ? '\n' : ' ';
    const text = sentences.join(glue);
    it.each([true, false])(`of ${JSON.stringify(text)}, with the engine: %s`, (segmenting) => {
      expect(splitSentences(text, language, segmenting)).toEqual(sentences);
    });
  }

  it('has none in nothing', () => {
    for (const text of ['', '  \n ']) expect(splitSentences(text, 'en')).toEqual([]);
    expect(splitSentences('...', 'en')).toEqual(['...']);
  });

  it('keeps every character in order', () => {
    const piece = fc.constantFrom(
      ...'abAB12 ,.!?;:…\n。！？；"”)好',
      'Mr.',
      'No. 5',
      'e.g. ',
      '. ',
      '😀',
      '? a',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom<Language>('en', 'zh', 'other'),
        fc.boolean(),
        (pieces, language, segmenting) => {
          const text = pieces.join('');
          const sentences = splitSentences(text, language, segmenting);
          expect(bare(sentences.join(''))).toBe(bare(text));
          for (const sentence of sentences) expect(sentence).toBe(sentence.trim());
          expect(sentences).not.toContain('');
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('parts', () => {
  const size = (stretch: string) => bare(stretch).length;
  const cut = (text: string, limit: number) =>
    planParts(text, limit, size).map((part) => part.text);

  it('is the text itself where it is short', () => {
    expect(planParts(' Short. Text. ', 11, size)).toEqual([{ text: 'Short. Text.', weight: 1 }]);
    expect(planParts(' \n', 20, size)).toEqual([]);
  });

  it('holds whole sentences, weighed by their size', () => {
    expect(planParts('One two. Three four. Five six seven. Eight.', 20, size)).toEqual([
      { text: 'One two. Three four.', weight: 17 / 36 },
      { text: 'Five six seven. Eight.', weight: 19 / 36 },
    ]);
  });

  it('cuts a long sentence between words, or after a clause', () => {
    expect(cut('alpha beta gamma delta epsilon', 12)).toEqual([
      'alpha beta',
      'gamma delta',
      'epsilon',
    ]);
    expect(cut('今天的菜很好吃，送餐的师傅也很客气', 11)).toEqual([
      '今天的菜很好吃，',
      '送餐的师傅也很客气',
    ]);
    for (const part of cut('abcdefghij', 4)) expect(size(part)).toBeLessThanOrEqual(4);
  });

  it('cuts Chinese without marks between words', () => {
    const parts = cut('我们公司的同事都喜欢这家餐厅的红烧牛肉面', 8);
    expect(parts.every((part) => size(part) <= 8)).toBe(true);
    expect(parts.join('').replace(/ /g, '')).toBe('我们公司的同事都喜欢这家餐厅的红烧牛肉面');
    for (const word of ['公司', '同事', '喜欢', '餐厅', '牛肉面'])
      expect(parts.some((part) => part.includes(word))).toBe(true);
  });

  it('never cuts a character in two', () => {
    for (const part of cut('😀'.repeat(50), 7)) expect(part).toMatch(/^(?:😀| )+$/u);
  });

  it('fills parts by whatever size is counted', () => {
    const words = (stretch: string) => stretch.trim().split(/\s+/u).length;
    const text =
      'We came late. You all came in time. They wait. One two three four five six seven eight nine ten.';
    const parts = planParts(text, 7, words);
    expect(parts.slice(0, 2)).toEqual([
      { text: 'We came late.', weight: 3 / 20 },
      { text: 'You all came in time. They wait.', weight: 7 / 20 },
    ]);
    expect(bare(parts.map((part) => part.text).join(''))).toBe(bare(text));
    for (const part of parts) expect(words(part.text)).toBeLessThanOrEqual(7);
  });

  it('refuses a limit that holds nothing', () => {
    expect(() => planParts('text', 0, size)).toThrow(RangeError);
    expect(() => planParts('text', Number.NaN, size)).toThrow(RangeError);
  });

  it('has every character in order, each part under the limit, weights that add up to 1', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-zA-Z]{1,12}[.!?,]?$/),
      fc.stringMatching(/^[好吃快送餐很的。，！]{1,12}$/),
      fc.constantFrom('😀', 'Mr.', '\n', '3.5', '👩‍👩‍👧'),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 80 }),
        fc.integer({ min: 2, max: 60 }),
        (words, limit) => {
          const text = words.join(' ');
          const parts = planParts(text, limit, size);
          expect(bare(parts.map((part) => part.text).join(''))).toBe(bare(text));
          if (bare(text) === '') {
            expect(parts).toEqual([]);
            return;
          }
          for (const part of parts) {
            expect(size(part.text)).toBeLessThanOrEqual(limit);
            expect(part.weight).toBeGreaterThan(0);
            expect(part.text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
          }
          expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

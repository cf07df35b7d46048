import { describe, expect, it } from 'vitest';
import { PREPARED_PARTS } from '../../src/study/preparation';
import { preparationSentence, type TakenPreparation } from '../../src/words/preparing';
import { WORDS } from '../../src/words/words';

const plain: TakenPreparation = {
  source: 'file',
  parts: [],
  missing: [],
  added: [],
  readOtherwise: false,
};
const en = (taken: Partial<TakenPreparation>) =>
  preparationSentence({ ...plain, ...taken }, WORDS.en);
const zh = (taken: Partial<TakenPreparation>) =>
  preparationSentence({ ...plain, ...taken }, WORDS.zh);

describe('what is said of a preparation that was taken', () => {
  it('is what it changed', () => {
    expect(en({ parts: ['roles', 'dates'] })).toBe(
      'The preparation is applied: roles of columns and how dates and numbers are read.',
    );
    expect(zh({ parts: ['roles', 'dates'] })).toBe(
      '已采用准备方案：各列的用途和日期与数字的读法。',
    );
    expect(en({ source: 'kept', parts: ['reading'] })).toBe(
      'Read as you set it for the last file with these columns: how the file is read.',
    );
  });

  it('is that it changed nothing', () => {
    expect(en({})).toBe('The preparation is applied; it asks for nothing but what is proposed.');
    expect(en({ source: 'kept' })).toBe('Read as you set it for the last file with these columns.');
  });

  it('is what did not fit, many columns by their number', () => {
    const told = en({
      missing: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      added: ['x'],
      encoder: 'small',
      readOtherwise: true,
    });
    expect(told).toContain('Not in this file: a, b, c, d, e and 2 more.');
    expect(told).toContain('New in this file and as proposed: x.');
    expect(told).toContain('The language model small is not installed here');
    expect(told).toContain('does not fit this file');
    expect(zh({ added: ['a', 'b'] })).toContain('本文件新增、按建议处理：a、b。');
    expect(zh({ missing: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })).toContain(
      '本文件中没有：a、b、c、d、e，另有 2 项。',
    );
  });

  it('has words for every part', () => {
    for (const words of Object.values(WORDS))
      expect(Object.keys(words.preparing.parts)).toEqual([...PREPARED_PARTS]);
  });
});

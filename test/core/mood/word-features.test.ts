import { describe, expect, it } from 'vitest';
import { wordFeatures } from '../../../src/core/mood/word-features';

const of = (text: string, language: 'en' | 'zh') =>
  Object.fromEntries(wordFeatures(text, language));

describe('features of English words', () => {
  it('turn what is negated, up to three words behind and not beyond a comma', () => {
    expect(of('not very good, nice', 'en')).toEqual({
      not: 1,
      not_very: 1,
      very: -0.5,
      'not very': 1,
      not_good: 1.3,
      good: -0.65,
      'very good': 1.3,
      nice: 1,
    });
  });

  it('know contractions, also where texts part them', () => {
    for (const text of ["isn't good", "is n't good", 'isn’t good'])
      expect(of(text, 'en')).toMatchObject({ "isn't": 1, not_good: 1, good: -0.5 });
  });

  it('count what stands behind "but" more than what stands before', () => {
    const found = of('good but bad', 'en');
    expect(found.good).toBe(0.5);
    expect(found.bad).toBe(1.5);
    expect(of('good. but bad', 'en').good).toBe(1);
  });

  it('count nothing more than twice and know marks and faces', () => {
    expect(of('good good good good', 'en').good).toBe(2);
    expect(of('fine!! :) 😡', 'en')).toEqual({ fine: 1, '!': 1, ':)': 1, '😡': 1 });
  });

  it('take names of built-in things as words', () => {
    expect(of('constructor __proto__', 'en')).toMatchObject({ constructor: 1, proto: 1 });
  });
});

describe('features of Chinese', () => {
  it('are runs of up to four characters, negations among them', () => {
    expect(of('不好吃', 'zh')).toEqual({ 不: 1, 不好: 1, 不好吃: 1, 好: 1, 好吃: 1, 吃: 1 });
  });

  it('count less before a turn and more behind it', () => {
    const found = of('好看，但是慢', 'zh');
    expect(found.好看).toBe(0.5);
    expect(found.慢).toBe(1.5);
    expect(of('不但好看', 'zh').好看).toBe(1);
    expect(of('再好不过了', 'zh').好).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import type { MoodModel, Signal } from '../../../src/core/mood/mood-model';
import { SIGNALS } from '../../../src/core/mood/mood-model';
import { readMood, weighVector } from '../../../src/core/mood/read-mood';
import { readSignals } from '../../../src/core/mood/read-signals';
import { textMood } from '../../../src/core/mood/text-mood';

const none = { bias: -9, weights: [0, 0] };
const model: MoodModel = {
  version: 'test',
  language: 'en',
  words: {
    bias: 0,
    scale: 10,
    weights: new Map([
      ['good', 20],
      ['not_good', -30],
      ['constructor', 10],
    ]),
  },
  byWords: { polarity: [0, 2, 0], says: [0, 1, -1] },
  heads: {
    encoder: 'two',
    polarity: { bias: 0.5, weights: [1, -1] },
    says: { bias: 0, weights: [0, 2] },
    signals: {
      ...(Object.fromEntries(SIGNALS.map((signal) => [signal, none])) as Record<
        Signal,
        typeof none
      >),
      surprise: { bias: 0, weights: [3, 0] },
      churn: { bias: -3, weights: [0, 0] },
    },
    blend: { polarity: [1, 1, 0.25], says: [1, 1, -1] },
  },
};

describe('the mood of a text', () => {
  it('by words: damped sum, polarity, taking a side', () => {
    // good: 2 / sqrt(2 + 1) = 1.1547; polarity 2.3094; says 1.3094.
    const { positive, negative, neutral, strength, side } = readMood('good', undefined, model);
    expect(positive).toBeCloseTo(0.787401 * 0.909655, 4);
    expect(negative).toBeCloseTo(0.787401 * 0.090345, 4);
    expect(neutral).toBeCloseTo(0.212599, 4);
    expect(strength).toBeCloseTo(positive - negative, 12);
    expect(side).toBe('positive');
  });

  it('a negation turns it', () => {
    // not_good 1 and good -0.5: (-3 - 1) / sqrt(2 + 1 + 0.25) = -2.2188.
    const { side, strength } = readMood('not good', undefined, model);
    expect(side).toBe('negative');
    expect(strength).toBeLessThan(-0.9);
  });

  it('by a vector too: both sums together', () => {
    // Head 0.5 + 0.6 - 0.8 = 0.3, words 0: polarity 0.55; says 1.6 + 0.55 - 1 = 1.15.
    const { positive, neutral } = readMood('it', Float32Array.of(0.6, 0.8), model);
    expect(neutral).toBeCloseTo(1 - 0.759511, 5);
    expect(positive).toBeCloseTo(0.759511 * 0.634136, 5);
  });

  it('says nothing of words that are not known', () => {
    const { side, strength } = readMood('', undefined, model);
    expect(side).toBe('neutral');
    expect(strength).toBe(0);
  });

  it('refuses vectors of another encoder', () => {
    expect(() => weighVector(Float32Array.of(1, 2, 3), none)).toThrow(RangeError);
  });
});

describe('clauses that disagree', () => {
  const whole = { side: 'positive', strength: 0.3 } as const;
  const of = (...strengths: number[]) => strengths.map((strength) => ({ strength }));
  it('make a text mixed', () => {
    expect(textMood(whole, of(0.8, -0.6))).toBe('mixed');
    expect(textMood(whole, of(0.8, -0.4))).toBe('positive');
    // 0.6 of 2.6 is less than three tenths.
    expect(textMood(whole, of(1, 1, -0.6))).toBe('positive');
    expect(textMood({ side: 'negative', strength: -0.95 }, of(0.8, -0.8))).toBe('negative');
    expect(textMood(whole, [])).toBe('positive');
  });
});

describe('signals', () => {
  const even = { strength: 0 };
  const told = (text: string, vector?: Float32Array, mood = even, language: 'en' | 'zh' = 'en') =>
    readSignals(text, vector, mood, { ...model, language }).map(({ signal }) => signal);

  it.each([
    ['Please cancel my account', ['churn']],
    ['I’ll never order here again', ['churn']],
    ['Where can I buy this?', ['intent']],
    ['We will definitely be back', ['intent']],
    ['I do not want to buy it', []],
    ['It is blue', []],
  ])('of plain English words: %s', (text, signals) => {
    expect(told(text)).toEqual(signals);
  });

  it.each([
    ['再也不会来了', ['churn']],
    ['我要注销账号', ['churn']],
    ['想再买一个，求链接', ['intent']],
    ['不会再回购', ['churn']],
    ['不想买', []],
    ['吃出头发，恶心', ['disgust']],
  ])('of plain Chinese words: %s', (text, signals) => {
    expect(told(text, undefined, even, 'zh')).toEqual(signals);
  });

  it('of heads, and of both together', () => {
    expect(told('it', Float32Array.of(1, 0))).toEqual(['surprise']);
    expect(told('it', Float32Array.of(0.1, 0))).toEqual([]);
    // The head is against it (-3), the words add 4: 0.73.
    expect(told('cancel my account', Float32Array.of(0, 0))).toEqual(['churn']);
  });

  it('are not told of a text of the other mood', () => {
    expect(told('cancel my account', undefined, { strength: 0.5 })).toEqual([]);
  });
});

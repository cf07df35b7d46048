import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { readCorpus } from '../../../src/core/text/corpus';
import { stemWord } from '../../../src/core/text/stem';
import { chooseDiverse } from '../../../src/core/themes/choose-diverse';
import { chooseWords } from '../../../src/core/themes/choose-words';
import { classTfidf } from '../../../src/core/themes/class-tfidf';
import { diversityOf, npmi } from '../../../src/core/themes/coherence';
import { countTerms, termKey } from '../../../src/core/themes/count-terms';
import { rankTerms } from '../../../src/core/themes/theme-words';
import golden from '../../golden/themes.json';

describe('stems', () => {
  it('are those of Porter as nltk finds them', () => {
    const words = Object.keys(golden.stems);
    expect(words.length).toBeGreaterThan(100);
    expect(Object.fromEntries(words.map((word) => [word, stemWord(word)]))).toEqual(golden.stems);
  });

  it('leave other scripts and short words alone', () => {
    expect(['快递', 'größe', 'as', '4g'].map(stemWord)).toEqual(['快递', 'größe', 'as', '4g']);
  });
});

describe('class TF-IDF', () => {
  it('is counted by hand', () => {
    // Two classes with 4 and 2 terms: 3 on average. The first term stands 3 times in the first class
    // and nowhere else, the second once in the one and twice in the other.
    const scores = classTfidf(Float64Array.of(3, 0, 1, 2), 2);
    expect(scores[0]).toBeCloseTo((3 / 4) * Math.log(1 + 3 / 3), 12);
    expect(scores[1]).toBe(0);
    expect(scores[2]).toBeCloseTo((1 / 4) * Math.log(1 + 3 / 3), 12);
    expect(scores[3]).toBeCloseTo((2 / 2) * Math.log(1 + 3 / 3), 12);
  });

  it('ranks as BERTopic does, which rounds the mean to a whole number', () => {
    const { counts, scores } = golden.tfidf;
    const own = classTfidf(Float64Array.from(counts), 4);
    const totals = [0, 1, 2, 3].map((one) =>
      counts.reduce((sum, count, at) => sum + (at % 4 === one ? count : 0), 0),
    );
    const mean = totals.reduce((sum, total) => sum + total, 0) / 4;
    own.forEach((score, at) => {
      const term = Math.floor(at / 4);
      const total = counts.slice(4 * term, 4 * term + 4).reduce((sum, one) => sum + one, 0);
      const whole = Math.log(1 + Math.floor(mean) / total);
      expect((score / Math.log(1 + mean / total)) * whole).toBeCloseTo(scores[at], 10);
    });
  });
});

describe('maximal marginal relevance', () => {
  const vectors: Matrix = { data: Float32Array.from(golden.mmr.vectors), rows: 9, cols: 5 };

  it.each(Object.entries(golden.mmr.chosen))('with diversity %s is BERTopic’s', (of, chosen) => {
    const found = chooseDiverse(golden.mmr.relevance, vectors, 5, 1 - Number(of));
    expect([...found].sort()).toEqual([...chosen].sort());
  });

  it('is chosen by hand: a twin of the first gives way to something else', () => {
    const three: Matrix = { data: Float32Array.of(1, 0, 1, 0, 0, 1), rows: 3, cols: 2 };
    expect(chooseDiverse([0.9, 0.8, 0.4], three, 3, 0.5)).toEqual([0, 2, 1]);
    expect(chooseDiverse([0.9, 0.8, 0.4], three, 2, 1)).toEqual([0, 1]);
  });
});

describe('coherence', () => {
  const postings = new Map([
    ['tea', Int32Array.of(0, 1)],
    ['pot', Int32Array.of(0, 1)],
    ['late', Int32Array.of(1, 2)],
    ['never', Int32Array.of(3)],
  ]);

  it('is normalised pointwise mutual information, counted by hand', () => {
    // tea and pot only stand together: 1. tea and late: p = 1/4, chance 1/4: 0. tea and never: -1.
    expect(npmi(['tea', 'pot'], postings, 4)).toBeCloseTo(1, 12);
    expect(npmi(['tea', 'late'], postings, 4)).toBeCloseTo(0, 12);
    expect(npmi(['tea', 'never'], postings, 4)).toBe(-1);
    expect(npmi(['tea', 'pot', 'late'], postings, 4)).toBeCloseTo(1 / 3, 12);
    // Of 8 texts: p = 1/8, chance 1/16, so log 2 / log 8.
    expect(npmi(['tea', 'late'], postings, 8)).toBeCloseTo(1 / 3, 12);
  });

  it('has diversity as the share of distinct words', () => {
    expect(
      diversityOf([
        ['a', 'b'],
        ['b', 'c'],
      ]),
    ).toBe(0.75);
  });
});

describe('the words of a theme', () => {
  it('stand together in its texts, and are not those of a larger theme', () => {
    const texts = [
      ...Array.from({ length: 6 }, () => 'courier parcel'),
      ...Array.from({ length: 4 }, () => 'courier teapot spout'),
      'teapot lonely courier',
      'lonely spout',
    ];
    const corpus = drain(readCorpus(texts));
    const themes = Int32Array.from(texts, (_, at) => (at < 6 ? 0 : 1));
    const [first, second] = drain(chooseWords(corpus, themes, 2, 3));
    expect(first.slice(0, 2)).toEqual(['parcel', 'courier']);
    expect(second.slice(0, 2).sort()).toEqual(['spout', 'teapot']);
    expect(second).not.toContain('courier');
  });
});

describe('terms', () => {
  it('are one in all their forms and orders, but not with and without a negation', () => {
    const key = (words: string, stops: boolean[]) => termKey(words.split(' '), stops);
    expect(key('parcel was late', [false, true, false])).toBe(key('late parcels', [false, false]));
    expect(key('deliveries', [false])).toBe(key('delivery', [false]));
    expect(key('not late', [true, false])).not.toBe(key('late', [false]));
  });

  it('count a text once, whichever forms it holds, and tell themes apart', () => {
    const texts = [
      'the parcel was late, a late parcel again',
      'late parcels',
      'my parcel was late',
      'late parcels, a late parcel',
      'lovely green tea',
      'green tea is lovely',
      'green teas',
    ];
    const corpus = drain(readCorpus(texts));
    const counted = drain(countTerms(corpus, Int32Array.of(0, 0, 0, 0, 1, 1, -1), 2));
    const late = counted.terms.findIndex(({ key }) => key === 'late parcel');
    expect([...counted.counts.subarray(3 * late, 3 * late + 3)]).toEqual([4, 0, 0]);
    expect(counted.terms[late].total).toBe(4);
    // A form that one text has, "green teas", is not counted.
    const tea = counted.terms.findIndex(({ key }) => key === 'green tea');
    expect([...counted.counts.subarray(3 * tea, 3 * tea + 3)]).toEqual([0, 2, 0]);
    expect(counted.sizes).toEqual([4, 2, 1]);
    const [first, second] = rankTerms(corpus, counted, 3);
    expect(first.map(({ key }) => key)).toContain('late parcel');
    expect(second.map(({ key }) => key)).not.toContain('late parcel');
    expect(first.every(({ share, elsewhere }) => share > elsewhere)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import {
  countTerms,
  findTerms,
  meaningFloor,
  readQuery,
  searchTexts,
} from '../../../src/core/explore/search-texts';
import { drain } from '../../../src/core/steps';
import { STOP_WORDS } from '../../../src/core/text/stop-words';

const read = (query: string) => readQuery(query, STOP_WORDS.en);

describe('readQuery', () => {
  it('drops stop words and endings, unless nothing else is left', () => {
    expect(read('the late Deliveries').terms).toEqual(['late', 'deliver']);
    expect(read('what is it').terms).toEqual(['what', 'is', 'it']);
    expect(read('').terms).toEqual([]);
  });
});

describe('findTerms', () => {
  it('marks whole words that begin with a term, and characters anywhere', () => {
    expect(findTerms('Delivered late, undelivered.', read('delivery'))).toEqual([
      { from: 0, to: 9 },
    ]);
    expect(findTerms('送餐太慢，太慢', read('太慢'))).toEqual([
      { from: 2, to: 4 },
      { from: 5, to: 7 },
    ]);
  });

  it('marks nothing where small letters are longer than large ones', () => {
    expect(findTerms('İstanbul delivery', read('delivery'))).toEqual([]);
  });
});

describe('countTerms', () => {
  it('counts words at their beginnings', () => {
    expect(countTerms('the parcel was redelivered', read('delivery parcel'))).toBe(1);
    expect(countTerms('parcel delivered', read('delivery parcel'))).toBe(2);
  });
});

describe('searchTexts', () => {
  const texts = ['delivery was late', 'late again', 'parcel never came', 'nice tea', 'good tea'];

  it('finds texts that hold all words', () => {
    const found = drain(searchTexts(texts, read('late delivery')));
    expect(found.map(({ text }) => text)).toEqual([0]);
  });

  it('adds what means something like it, after what says it', () => {
    const data = Float32Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 0 : 1));
    data.set([1, 0], 2 * 2);
    const many = Array.from({ length: 20 }, (_, at) => texts[at] ?? `tea ${at}`);
    const found = drain(
      searchTexts(many, read('late delivery'), {
        vectors: { data, rows: 20, cols: 2 },
        query: Float32Array.of(1, 0),
      }),
    );
    expect(found.map(({ text, held }) => [text, held])).toEqual([
      [0, 2],
      [2, 0],
    ]);
  });

  it('asks for 2.5 standard deviations above the mean', () => {
    expect(meaningFloor(Float64Array.of(0, 0.2))).toBeCloseTo(0.1 + 2.5 * 0.1, 12);
  });
});

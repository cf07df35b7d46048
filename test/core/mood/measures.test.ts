import { readFileSync } from 'node:fs';
import { fc } from '../../fixtures/properties';
import { describe, expect, it } from 'vitest';
import { findRatings, sideOfRating } from '../../../src/core/mood/find-ratings';
import { holdsPhrase } from '../../../src/core/mood/holds-phrase';
import {
  differenceInterval,
  meanInterval,
  sumsOf,
  without,
} from '../../../src/core/mood/mean-interval';
import { rankCorrelation } from '../../../src/core/mood/rank-correlation';
import { readTable } from '../../../src/core/table/read-table';

const golden = JSON.parse(
  readFileSync(new URL('../../golden/mood.json', import.meta.url), 'utf8'),
) as {
  ranks: { a: number[]; b: number[]; correlation: number };
  difference: { a: number[]; b: number[]; statistic: number };
};

describe('means', () => {
  it('with their interval: 1, 2, 3, 4 have 2.5, a deviation of 1.29 and half of it by root of four', () => {
    const found = meanInterval(sumsOf([1, 2, 3, 4]));
    expect(found?.mean).toBe(2.5);
    expect(found?.high).toBeCloseTo(2.5 + (1.96 * Math.sqrt(5 / 3)) / 2, 12);
    expect(found?.low).toBeCloseTo(2.5 - (1.96 * Math.sqrt(5 / 3)) / 2, 12);
    expect(meanInterval(sumsOf([1]))).toBeUndefined();
  });

  it('and their difference as scipy has it', () => {
    const { a, b, statistic } = golden.difference;
    const found = differenceInterval(sumsOf(a), sumsOf(b));
    if (found === undefined) throw new Error('no difference');
    expect((found.mean / (found.high - found.mean)) * 1.96).toBeCloseTo(statistic, 9);
    const all = sumsOf([...a, ...b]);
    const again = differenceInterval(sumsOf(a), without(all, sumsOf(a)));
    expect(again?.low).toBeCloseTo(found.low, 9);
  });
});

describe('rank correlation', () => {
  it('is what scipy says, ties and all', () => {
    const { a, b, correlation } = golden.ranks;
    expect(rankCorrelation(a, b)).toBeCloseTo(correlation, 12);
  });

  it('is 1 with itself, -1 turned, and nothing of what does not vary', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 2 }), (values) => {
        expect(rankCorrelation(values, values)).toBeCloseTo(1, 9);
        expect(
          rankCorrelation(
            values,
            values.map((value) => -value),
          ),
        ).toBeCloseTo(-1, 9);
      }),
    );
    expect(rankCorrelation([1, 1], [1, 2])).toBeNaN();
  });
});

describe('ratings', () => {
  const tableOf = (csv: string) => readTable(csv, { delimiter: ',', header: true }).table;

  it('are a column with a telling name and whole numbers', () => {
    const found = findRatings(tableOf('id,Star Rating\na,5\nb,1\nc,\nd,3'));
    expect(found?.column).toBe('Star Rating');
    expect([...(found?.values ?? [])]).toEqual([5, 1, NaN, 3]);
    expect(found?.best).toBe(5);
    expect(findRatings(tableOf('nps\n0\n9\n10'))?.best).toBe(10);
    expect(findRatings(tableOf('评分\n1\n5\n4'))?.best).toBe(5);
  });

  it('are not fractions, codes, two values or another name', () => {
    for (const csv of [
      'rating\n1.5\n2\n3',
      'rating\n1\n2\n300',
      'rating\n1\n5',
      'age\n1\n2\n3',
      'generating\n1\n2\n3',
    ])
      expect(findRatings(tableOf(csv)), csv).toBeUndefined();
  });

  it('take a side but in the middle', () => {
    expect([1, 2, 3, 4, 5].map((value) => sideOfRating(value, 5))).toEqual([-1, -1, 0, 1, 1]);
    expect([0, 4, 5, 6, 7, 10].map((value) => sideOfRating(value, 10))).toEqual([
      -1, -1, 0, 0, 1, 1,
    ]);
  });
});

describe('a phrase in a text', () => {
  it('stands as whole words where a script has such', () => {
    expect(holdsPhrase('The Cable is short', 'cable')).toBe(true);
    expect(holdsPhrase('cables', 'cable')).toBe(false);
    expect(holdsPhrase('scable cable', 'cable')).toBe(true);
    expect(holdsPhrase('物流很快', '物流')).toBe(true);
    expect(holdsPhrase('anything', '')).toBe(false);
  });
});

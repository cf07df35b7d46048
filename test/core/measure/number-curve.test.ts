import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../src/core/cluster/methods';
import { gapStatistic } from '../../../src/core/measure/gap-statistic';
import {
  type NumberPoint,
  numbersToTry,
  preferNumbers,
  prepareNumbers,
} from '../../../src/core/measure/number-curve';
import { predictionStrength } from '../../../src/core/measure/prediction-strength';
import type { Cluster } from '../../../src/core/measure/stability';
import { drain } from '../../../src/core/steps';
import { blobs, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/judging.json';

const features = readMatrix(golden.features);
const by =
  (method: 'kmeans' | 'ward') =>
  (k: number): Cluster =>
    function* (rows, seed) {
      return (yield* METHODS[method](rows, { k: Math.min(k, rows.rows), seed })).labels;
    };

/** A method that gives the labels of scikit-learn, whatever it is shown. */
const given =
  (numbers: readonly { k: number; labels: readonly number[] }[]) =>
  (k: number): Cluster =>
    function* (rows) {
      yield { done: 0, total: 1 };
      const labels = numbers.find((number) => number.k === k)?.labels ?? [];
      return Int32Array.from(labels.slice(0, rows.rows));
    };

describe.each(golden.curves)('measures over the number of segments, $method', (curve) => {
  it('are those of scikit-learn for its labels', () => {
    const measure = drain(prepareNumbers(features, features, given(curve.numbers), 1));
    for (const number of curve.numbers) {
      const point = drain(measure(number.k));
      expect(point.k).toBe(number.k);
      expect(point.silhouette).toBeCloseTo(number.silhouette, 5);
      expect(point.calinskiHarabasz / number.calinskiHarabasz).toBeCloseTo(1, 5);
      expect(point.daviesBouldin).toBeCloseTo(number.daviesBouldin, 5);
    }
  });

  it('are as good for our own labels', () => {
    const method = curve.method as 'kmeans' | 'ward';
    const measure = drain(prepareNumbers(features, features, by(method), 1));
    for (const number of curve.numbers.filter(({ k }) => k <= 6))
      expect(drain(measure(number.k)).silhouette).toBeGreaterThan(number.silhouette - 0.01);
  });
});

describe('prepareNumbers', () => {
  it('gives the gap and the strength of the whole runs, k by k', () => {
    const some = blobs([40, 35, 30], 3, 4).features;
    const measure = drain(prepareNumbers(some, some, by('kmeans'), 3));
    const gaps = drain(gapStatistic(some, { seed: 3, most: 4, references: 10, starts: 3 }));
    const strengths = drain(predictionStrength(some, { seed: 3, most: 4, starts: 3 }));
    for (const k of [3, 1, 4]) {
      const point = drain(measure(k));
      expect(point.gap).toBe(gaps.tried[k - 1].gap);
      expect(point.gapError).toBe(gaps.tried[k - 1].error);
      expect(point.strength).toBe(strengths.tried[k - 1].strength);
    }
  });

  it('leaves out what one segment cannot have', () => {
    const point = drain(drain(prepareNumbers(features, features, by('kmeans'), 1))(1));
    expect(point).toMatchObject({ k: 1, silhouette: NaN, weakest: NaN, strength: 1 });
    expect(Number.isFinite(point.gap)).toBe(true);
  });

  const curveOf = (rows: ReturnType<typeof randomMatrix>) => {
    const measure = drain(prepareNumbers(rows, rows, by('kmeans'), 1));
    return [1, 2, 3, 4, 5, 6, 7].map((k) => drain(measure(k)));
  };

  it('prefers the true number by every measure', () => {
    const found = preferNumbers(curveOf(blobs([90, 80, 70, 60], 4, 9).features));
    expect(found).toEqual({
      silhouette: 4,
      calinskiHarabasz: 4,
      daviesBouldin: 4,
      gap: 4,
      strength: 4,
      weakest: 4,
    });
  });

  it('prefers one in a cloud, where a measure can', () => {
    const found = preferNumbers(curveOf(randomMatrix(300, 4, 5)));
    expect(found.gap).toBe(1);
    expect(found.strength).toBe(1);
  });
});

describe('preferNumbers', () => {
  const NOTHING = { strength: NaN, strengthError: NaN, gapError: 0, stability: NaN };
  const points = (figures: readonly Partial<NumberPoint>[]): NumberPoint[] =>
    figures.map((figure, i) => ({
      value: i + 1,
      k: i + 1,
      silhouette: NaN,
      calinskiHarabasz: NaN,
      daviesBouldin: NaN,
      gap: NaN,
      weakest: NaN,
      ...NOTHING,
      ...figure,
    }));

  it('takes no end of a curve for its height, by hand', () => {
    const rising = points([{}, { silhouette: 0.2 }, { silhouette: 0.3 }, { silhouette: 0.4 }]);
    expect(preferNumbers(rising).silhouette).toBeUndefined();
    const hill = points([{}, { silhouette: 0.2 }, { silhouette: 0.5 }, { silhouette: 0.4 }]);
    expect(preferNumbers(hill).silhouette).toBe(3);
  });

  it('takes the fewest whose gap is within an error of the highest, by hand', () => {
    const gaps = [0.5, 0.4, 0.86, 0.9, 0.2].map((gap) => ({ gap, gapError: 0.05 }));
    expect(preferNumbers(points(gaps)).gap).toBe(3);
  });

  it('takes the most with no segment that dissolves, and one where there is none', () => {
    const stable = [NaN, 0.9, 0.7, 0.76, 0.5].map((weakest) => ({ weakest }));
    expect(preferNumbers(points(stable)).weakest).toBe(4);
    const loose = [NaN, 0.6, 0.5].map((weakest) => ({ weakest }));
    expect(preferNumbers(points(loose)).weakest).toBe(1);
  });
});

describe('numbersToTry', () => {
  it('begins with one, ends where segments are too small, goes on for many texts', () => {
    expect(numbersToTry(40, false)).toEqual([1, 2, 3, 4, 5]);
    expect(numbersToTry(2000, false)).toHaveLength(15);
    expect(numbersToTry(2000, true).slice(15)).toEqual([20, 30, 50, 80]);
    expect(numbersToTry(650, true).slice(15)).toEqual([20, 30]);
  });
});

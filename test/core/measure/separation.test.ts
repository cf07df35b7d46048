import { describe, expect, it } from 'vitest';
import {
  calinskiHarabasz,
  COMPARED,
  daviesBouldin,
  pairDistances,
  silhouette,
  silhouetteOf,
} from '../../../src/core/measure/separation';
import { createMatrix, type Matrix, takeRows } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { blobs, distanceOf, matrixOf, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/separation.json';

describe('measures of separation', () => {
  it.each(golden.cases.map((given, at) => ({ at, ...given })))(
    'are what scikit-learn gives (case $at)',
    (given) => {
      const features = readMatrix(given.features);
      const labels = Int32Array.from(given.labels);
      const k = Math.max(...given.labels) + 1;
      expect(drain(silhouette(features, labels))).toBeCloseTo(given.silhouette, 5);
      expect(calinskiHarabasz(features, labels, k) / given.calinskiHarabasz).toBeCloseTo(1, 5);
      expect(daviesBouldin(features, labels, k)).toBeCloseTo(given.daviesBouldin, 5);
    },
  );

  const line = matrixOf([[0], [2], [10], [14]]);
  const pairs = Int32Array.of(0, 0, 1, 1);

  it('are computed by hand on four points', () => {
    const by = [
      (12 - 2) / 12, // of 0: 2 to its own, (10 + 14) / 2 to the others
      (10 - 2) / 10,
      (9 - 4) / 9,
      (13 - 4) / 13,
    ];
    const mean = by.reduce((sum, s) => sum + s, 0) / 4;
    expect(drain(silhouette(line, pairs))).toBeCloseTo(mean, 6);
    // Means 1, 12 and 6.5; within 2 + 8, between 2 * 5.5^2 * 2.
    expect(calinskiHarabasz(line, pairs, 2)).toBeCloseTo(121 / 1 / (10 / 2), 6);
    expect(daviesBouldin(line, pairs, 2)).toBeCloseTo((1 + 2) / 11, 6);
  });

  it('a segment of one counts 0, and who is nowhere is left out', () => {
    const distances = drain(pairDistances(matrixOf([[0], [2], [10], [500]])));
    const [a, b] = [(10 - 2) / 10, (8 - 2) / 8];
    expect(silhouetteOf(distances, Int32Array.of(0, 0, 1, -1))).toBeCloseTo((a + b + 0) / 3, 6);
  });

  it('are those of the others where some are nowhere', () => {
    const { features, truth } = blobs([30, 20, 10], 3, 4);
    const some = truth.map((label, row) => (row % 5 === 0 ? -1 : label));
    const rest = Array.from(some.keys()).filter((row) => some[row] >= 0);
    const left = takeRows(features, rest);
    const labels = Int32Array.from(rest, (row) => some[row]);
    expect(calinskiHarabasz(features, some, 3)).toBeCloseTo(calinskiHarabasz(left, labels, 3), 9);
    expect(daviesBouldin(features, some, 3)).toBeCloseTo(daviesBouldin(left, labels, 3), 9);
  });

  it('equal rows in one segment and in two', () => {
    const same = matrixOf([[1], [1], [1], [1]]);
    expect(drain(silhouette(same, pairs))).toBe(0);
    expect(daviesBouldin(same, pairs, 2)).toBe(0);
    expect(calinskiHarabasz(same, pairs, 2)).toBe(1);
  });
});

describe('pairDistances', () => {
  it('is symmetric, zero on the diagonal and right across its blocks', () => {
    const features = randomMatrix(71, 5, 2);
    const distances = drain(pairDistances(features));
    for (let a = 0; a < 71; a++) {
      expect(distances[a * 71 + a]).toBe(0);
      for (let b = 0; b < 71; b += 3) {
        expect(distances[a * 71 + b]).toBe(distances[b * 71 + a]);
        expect(Math.abs(distances[a * 71 + b] - distanceOf(features, a, b))).toBeLessThan(1e-3);
      }
    }
  });
});

describe('silhouette of many rows', () => {
  const cases = golden.many;

  it.each([8, 50])('compares the first rows with all, as scikit-learn does: %i segments', (k) => {
    const { features, labels } = waves(6000, k);
    const given = cases.find((one) => one.k === k);
    expect(features.data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(given?.sum ?? 0, 1);
    const found = drain(silhouette(features, labels));
    expect(found).toBeCloseTo(given?.ofFirst ?? 0, 5);
    expect(Math.abs(found - (given?.ofAll ?? 0))).toBeLessThan(0.005);
  });

  it('of more rows still is as good as that of all', () => {
    const { features, labels } = waves(COMPARED + 4000, 50);
    const given = cases.find((one) => one.k === 50);
    expect(Math.abs(drain(silhouette(features, labels)) - (given?.ofAll ?? 0))).toBeLessThan(0.005);
  });

  it('is a number where the first rows stand in one segment', () => {
    const features = randomMatrix(COMPARED + 2, 2, 1);
    const labels = new Int32Array(features.rows);
    labels[features.rows - 1] = 1;
    expect(drain(silhouette(features, labels))).not.toBeNaN();
  });
});

/** Rows that any language can make: groups that overlap a little, in turn. */
function waves(rows: number, k: number): { features: Matrix; labels: Int32Array } {
  const features = createMatrix(rows, 5);
  for (let i = 0; i < rows; i++)
    for (let j = 1; j <= 5; j++)
      features.data[i * 5 + j - 1] =
        3 * Math.sin(1.7 * (i % k) * j + j) + Math.sin(0.61803 * i * (j + 2));
  return { features, labels: Int32Array.from({ length: rows }, (_, i) => i % k) };
}

import { describe, expect, it } from 'vitest';
import { assignToNearest } from '../../../src/core/cluster/assign-to-nearest';
import { kmeans, sphericalKmeans } from '../../../src/core/cluster/kmeans';
import { type Matrix, normalise, rowOf } from '../../../src/core/matrix';
import { adjustedRandIndex } from '../../../src/core/measure/agreement';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, partsAlike, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/kmeans.json';

describe('kmeans against scikit-learn', () => {
  // In a cloud without groups single starts differ by more.
  const within: Record<string, number> = { shapeless: 0.03 };

  it.each(golden.cases)('$name: inertia no worse than the best of ten starts', (given) => {
    const slack = within[given.name] ?? 0.005;
    for (const seed of [1, 2, 3]) {
      const found = drain(kmeans(readMatrix(given.features), { k: given.k, seed }));
      expect(found.k).toBe(given.k);
      expect(found.inertia).toBeLessThan(given.inertia * (1 + slack));
      // Lower than ten starts found would mean that inertia is counted differently.
      expect(found.inertia).toBeGreaterThan(given.inertia * 0.97);
    }
  });

  it('finds the same groups where they stand apart', () => {
    const [separated] = golden.cases;
    const { labels } = drain(kmeans(readMatrix(separated.features), { k: 5, seed: 1 }));
    expect(partsAlike(labels, separated.labels)).toBe(true);
    expect(partsAlike(labels, separated.truth)).toBe(true);
  });
});

describe('kmeans', () => {
  it('parts four points on a line', () => {
    const found = drain(kmeans(matrixOf([[0], [1], [10], [11]]), { k: 2, seed: 1 }));
    expect([...found.labels]).toEqual([0, 0, 1, 1]);
    expect([...found.centres.data]).toEqual([0.5, 10.5]);
    expect(found.inertia).toBe(1);
  });

  it('leaves every row at the centre nearest to it', () => {
    const features = randomMatrix(400, 5, 8);
    const found = drain(kmeans(features, { k: 7, seed: 3 }));
    const nearest = assignToNearest(features, found.centres);
    const elsewhere = nearest.filter((label, row) => label !== found.labels[row]).length;
    expect(elsewhere).toBeLessThan(6);
  });

  it('keeps far strays from emptying a centre', () => {
    const features = matrixOf([...Array.from({ length: 40 }, (_, i) => [i / 100]), [1e4], [-1e4]]);
    const found = drain(kmeans(features, { k: 3, seed: 1 }));
    expect(found.k).toBe(3);
    expect([...found.labels].slice(-2).sort()).toEqual([1, 2]);
  });
});

describe('sphericalKmeans', () => {
  it('groups by direction, whatever the length', () => {
    const features = matrixOf([
      [1, 0.1],
      [100, 0],
      [0, 5],
      [0.01, 0.2],
      [3, 0.2],
      [-1, -1],
    ]);
    const found = drain(sphericalKmeans(features, { k: 3, seed: 1 }));
    expect([...found.labels]).toEqual([0, 0, 1, 1, 0, 2]);
  });

  it('gives the labels of k-means where all rows have length 1', () => {
    const { features } = blobs([40, 30, 20], 8, 3);
    for (let row = 0; row < features.rows; row++) normalise(rowOf(features, row));
    const plain = drain(kmeans(features, { k: 3, seed: 2 }));
    const spherical = drain(sphericalKmeans(features, { k: 3, seed: 2 }));
    expect(partsAlike(plain.labels, spherical.labels)).toBe(true);
  });

  it('takes rows of zeros', () => {
    const found = drain(
      sphericalKmeans(
        matrixOf([
          [0, 0],
          [1, 0],
          [0, 1],
          [0, 0],
          [2, 0],
        ]),
        { k: 2, seed: 1 },
      ),
    );
    expect(found.labels.every((label) => label >= 0)).toBe(true);
    expect(Number.isNaN(found.inertia)).toBe(false);
  });
});

describe('assignToNearest', () => {
  it('picks by Euclidean distance, not by product; the first of equals', () => {
    const centres = matrixOf([
      [1, 0],
      [10, 0],
    ]);
    const features = matrixOf([
      [2, 0],
      [9, 3],
      [5.5, 0],
      [-4, 0],
    ]);
    expect([...assignToNearest(features, centres)]).toEqual([0, 1, 0, 0]);
  });
});

describe('the bounds of k-means', () => {
  /** Lloyd's rounds in doubles, every row beside every centre. */
  function plainly(features: Matrix, first: Matrix): number[] {
    const rows = Array.from({ length: features.rows }, (_, row) => [...rowOf(features, row)]);
    let centres = Array.from({ length: first.rows }, (_, at) => [...rowOf(first, at)]);
    let labels: number[] = [];
    for (let round = 0; round < 100; round++) {
      const squared = (a: number[], b: number[]) =>
        a.reduce((sum, x, i) => sum + (x - b[i]) ** 2, 0);
      const next = rows.map((row) => {
        const all = centres.map((centre) => squared(row, centre));
        return all.indexOf(Math.min(...all));
      });
      if (next.every((label, row) => label === labels[row])) break;
      labels = next;
      const before = centres;
      centres = centres.map((centre, at) => {
        const own = rows.filter((_, row) => labels[row] === at);
        if (own.length === 0) return centre;
        return centre.map((_, col) => own.reduce((sum, row) => sum + row[col], 0) / own.length);
      });
      const shift = centres.reduce((sum, centre, at) => sum + squared(centre, before[at]), 0);
      if (shift <= 1e-4 * meanVariance(rows)) break;
    }
    return labels;
  }

  function meanVariance(rows: number[][]): number {
    const variances = rows[0].map((_, col) => {
      const mean = rows.reduce((sum, row) => sum + row[col], 0) / rows.length;
      return rows.reduce((sum, row) => sum + (row[col] - mean) ** 2, 0) / rows.length;
    });
    return variances.reduce((sum, variance) => sum + variance, 0) / variances.length;
  }

  it('leave every label as rounds without them find it', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const random = createRandom(seed);
      const [rows, cols, k] = [700, 2 + (seed % 3) * 6, 3 + seed];
      const data = Float32Array.from(
        { length: rows * cols },
        (_, i) => 2 * (Math.floor(i / cols) % k) * ((i % cols) + 1) * 0.3 + random.normal(),
      );
      const features = { data, rows, cols };
      const centres = { data: data.slice(0, k * cols), rows: k, cols };
      const found = drain(kmeans(features, { k, seed, starts: 0, centres }));
      expect(adjustedRandIndex(found.labels, Int32Array.from(plainly(features, centres)))).toBe(1);
    }
  });
});

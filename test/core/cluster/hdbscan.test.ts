import { describe, expect, it } from 'vitest';
import {
  type DensityClustering,
  clusterSpanning,
  hdbscan,
} from '../../../src/core/cluster/hdbscan';
import { spanRows } from '../../../src/core/cluster/mutual-reachability';
import { findMembership } from '../../../src/core/cluster/soft-membership';
import { takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, partsAlike, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/density.json';

const cases = golden.hdbscan.map((given) => ({
  ...given,
  name: `${given.set} ${given.method} ${given.minClusterSize}/${given.minSamples} epsilon ${given.epsilon}${given.allowSingle ? ' single' : ''}`,
  features: readMatrix(golden.sets[given.set as keyof typeof golden.sets]),
  options: {
    minClusterSize: given.minClusterSize,
    minSamples: given.minSamples,
    method: given.method as 'eom' | 'leaf',
    clusterSelectionEpsilon: given.epsilon,
    allowSingle: given.allowSingle,
  },
}));

function expectClose(ours: ArrayLike<number>, theirs: readonly number[], within: number): void {
  expect(ours.length).toBe(theirs.length);
  const worst = theirs.reduce((most, value, i) => Math.max(most, Math.abs(ours[i] - value)), 0);
  expect(worst).toBeLessThan(within);
}

/** For each of our labels the one that most of its rows have there. */
function matchLabels(ours: Int32Array, theirs: readonly number[], k: number): number[] {
  return Array.from({ length: k }, (_, label) => {
    const there = theirs.filter((_, row) => ours[row] === label);
    const count = (name: number) => there.filter((other) => other === name).length;
    return [...new Set(there)].sort((a, b) => count(b) - count(a))[0];
  });
}

/** The share of rows that are with the same others in both labellings, noise with noise. */
function agreement(ours: Int32Array, theirs: readonly number[], k: number): number {
  const match = matchLabels(ours, theirs, k);
  const same = theirs.filter((label, row) => label === (ours[row] < 0 ? -1 : match[ours[row]]));
  return same.length / theirs.length;
}

const sorted = (values: ArrayLike<number>) => Array.from(values).sort((a, b) => a - b);

describe('hdbscan against scikit-learn', () => {
  it.each(cases.filter((given) => given.sklearn !== undefined))('$name', (given) => {
    const found = drain(hdbscan(given.features, given.options));
    const theirs = given.sklearn!;
    expect(partsAlike(found.labels, theirs.labels)).toBe(true);
    expectClose(found.probabilities, theirs.probabilities, 1e-6);
    // Ties taken by the order of the rows move a row or two.
    expect(agreement(found.labels, theirs.asItIs, found.k)).toBeGreaterThan(0.98);
  });
});

describe('hdbscan against the hdbscan package', () => {
  it.each(cases)('$name', (given) => {
    const found = drain(hdbscan(given.features, given.options));
    expect(partsAlike(found.labels, given.labels)).toBe(true);
    expectClose(found.probabilities, given.probabilities, 1e-6);
    expectClose(found.outliers, given.outliers, 1e-6);
    expectClose(sorted(found.persistence), sorted(given.persistence), 1e-6);
    expectClose(drain(spanRows(given.features, given.options)).reach, given.heights, 1e-6);
    if (given.package !== undefined)
      expect(agreement(found.labels, given.package.labels, found.k)).toBeGreaterThan(0.98);
  });

  it.each(cases.filter((given) => given.package?.membership !== undefined))(
    'soft membership: $name',
    (given) => {
      const found = drain(hdbscan(given.features, given.options));
      const { membership, labels, outliers } = given.package!;
      const soft = drain(findMembership(given.features, found));
      const { k } = found;
      const match = matchLabels(found.labels, labels, k);
      const total = (vector: readonly number[]) => vector.reduce((sum, value) => sum + value, 0);
      let worst = 0;
      let compared = 0;
      labels.forEach((label, row) => {
        const same = label === (found.labels[row] < 0 ? -1 : match[found.labels[row]]);
        if (!same || Math.abs(outliers[row] - found.outliers[row]) > 1e-6) return;
        compared++;
        const ours = Array.from(soft.data.subarray(row * k, (row + 1) * k));
        const there = match.map((name) => membership![row * k + name]);
        // How much a row belongs to any segment is read there from the first of the segments that it
        // parts from last, here from the nearest of them; for noise these differ.
        const [a, b] = label < 0 ? [total(ours), total(there)] : [1, 1];
        ours.forEach((value, i) => {
          worst = Math.max(worst, Math.abs(value / a - there[i] / b));
        });
      });
      expect(worst).toBeLessThan(1e-4);
      expect(compared).toBeGreaterThan(0.98 * labels.length);
    },
  );
});

const line = (...values: number[]) => matrixOf(values.map((value) => [value]));

describe('hdbscan', () => {
  const two = line(0, 1, 2, 20, 21, 22, 23, 60);

  it('finds two groups on a line and leaves the stray out, by hand', () => {
    const found = drain(hdbscan(two, { minClusterSize: 3, minSamples: 1 }));
    expect([...found.labels]).toEqual([1, 1, 1, 0, 0, 0, 0, -1]);
    // All hold together from 1/18 on; neighbours are 1 apart; the stray leaves at 1/37.
    expect(found.tree.clusters.map(({ size }) => size)).toEqual([8, 4, 3]);
    expect(found.tree.clusters[1]).toMatchObject({ parent: 0, birth: 1 / 18, death: 1 });
    expect(found.tree.clusters[1].stability).toBeCloseTo(4 * (1 - 1 / 18), 12);
    expect(found.tree.rowDensity[7]).toBeCloseTo(1 / 37, 12);
    expect([...found.probabilities]).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
    expect(found.outliers[7]).toBeCloseTo(1 - 1 / 37, 12);
    expect(found.persistence[0]).toBeCloseTo(1 - 1 / 18, 12);
  });

  it('takes three groups that come apart at one distance as three', () => {
    const found = drain(
      hdbscan(line(0, 1, 2, 12, 13, 14, 24, 25, 26), { minClusterSize: 3, minSamples: 1 }),
    );
    expect(partsAlike(found.labels, [0, 0, 0, 1, 1, 1, 2, 2, 2])).toBe(true);
    expect(found.tree.clusters[0].children).toEqual([1, 2, 3]);
  });

  it('joins what parts below the epsilon, and may take everyone for one', () => {
    const options = { minClusterSize: 3, minSamples: 1 };
    const gaps = line(0, 1, 2, 6, 7, 8, 40, 41, 42, 43, 44, 45);
    const leaf = { ...options, method: 'leaf' as const };
    expect(drain(hdbscan(gaps, leaf)).k).toBe(3);
    expect(drain(hdbscan(gaps, { ...leaf, clusterSelectionEpsilon: 5 })).k).toBe(2);
    const one = line(0, 1, 2, 3, 4, 5, 6, 7);
    expect(drain(hdbscan(one, options)).k).toBe(0);
    expect(drain(hdbscan(one, { ...options, allowSingle: true })).k).toBe(1);
  });

  it('gives the same for any order of the rows, equal rows included', () => {
    const { features } = blobs([40, 30, 20], 4, 5, 1.5);
    const doubled = takeRows(
      features,
      Array.from({ length: 120 }, (_, i) => i % 90),
    );
    const options = { minClusterSize: 6, minSamples: 4, method: 'leaf' as const };
    const found = drain(hdbscan(doubled, options));
    expect(found.k).toBeGreaterThan(1);
    for (const seed of [1, 2, 3]) {
      const order = shuffled(120, createRandom(seed));
      const again = drain(hdbscan(takeRows(doubled, order), options));
      const back = (values: ArrayLike<number>) => Array.from(order, (row) => values[row]);
      expect(partsAlike(again.labels, back(found.labels))).toBe(true);
      expect([...again.probabilities]).toEqual(back(found.probabilities));
      expect([...again.outliers]).toEqual(back(found.outliers));
      expect(sorted(again.persistence)).toEqual(sorted(found.persistence));
    }
  });

  it('gives the same for a whole-number grid in any order', () => {
    const grid = matrixOf(
      Array.from({ length: 81 }, (_, i) => [i % 9, Math.floor(i / 9) + (i % 9 > 4 ? 3 : 0)]),
    );
    const options = { minClusterSize: 4, minSamples: 3 };
    const found = drain(hdbscan(grid, options));
    for (const seed of [4, 5, 6]) {
      const order = shuffled(81, createRandom(seed));
      const again = drain(hdbscan(takeRows(grid, order), options));
      expect(
        partsAlike(
          again.labels,
          Array.from(order, (row) => found.labels[row]),
        ),
      ).toBe(true);
    }
  });

  it('does not mind a constant column, and leaves its input alone', () => {
    const { features } = blobs([30, 20], 3, 8);
    const kept = features.data.slice();
    const wider = matrixOf(
      Array.from({ length: 50 }, (_, row) => [
        ...features.data.subarray(row * 3, row * 3 + 3),
        1000,
      ]),
    );
    const plain = drain(hdbscan(features, { minClusterSize: 5 }));
    const found = drain(hdbscan(wider, { minClusterSize: 5 }));
    expect([...found.labels]).toEqual([...plain.labels]);
    expect([...found.probabilities]).toEqual([...plain.probabilities]);
    expect(features.data).toEqual(kept);
  });

  it('takes nobody, one row, two rows and rows that are all equal', () => {
    const expectWhole = (found: DensityClustering, rows: number) => {
      expect(found.labels.length).toBe(rows);
      for (const values of [found.probabilities, found.persistence, found.outliers])
        expect(Array.from(values).every((value) => value >= 0 && value <= 1)).toBe(true);
    };
    for (const rows of [0, 1, 2, 12])
      for (const allowSingle of [false, true]) {
        const equal = matrixOf(new Array<number[]>(rows).fill([3, 4]));
        const found = drain(hdbscan({ ...equal, cols: 2 }, { minClusterSize: 5, allowSingle }));
        expectWhole(found, rows);
        expect(found.k).toBe(allowSingle && rows > 0 ? 1 : 0);
      }
  });

  it('can be stopped at any step', () => {
    const steps = hdbscan(randomMatrix(600, 8, 3), { minClusterSize: 5 });
    for (let i = 0; i < 4; i++) {
      const step = steps.next();
      expect(step.done).toBe(false);
      const { done, total } = step.value as { done: number; total: number };
      expect(done).toBeLessThanOrEqual(total);
    }
    steps.return(undefined as never);
    expect(steps.next().done).toBe(true);
  });

  it('gives memberships between 0 and 1 that agree with the segments', () => {
    const { features } = blobs([50, 40, 30], 5, 2, 0.8);
    const found = drain(hdbscan(features, { minClusterSize: 8, minSamples: 4 }));
    const soft = drain(findMembership(features, found));
    expect(found.k).toBe(3);
    for (let row = 0; row < features.rows; row++) {
      const own = soft.data.subarray(row * 3, row * 3 + 3);
      expect(own.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(own.reduce((sum, value) => sum + value, 0)).toBeLessThan(1 + 1e-9);
      if (found.labels[row] >= 0) expect(own[found.labels[row]]).toBe(Math.max(...own));
    }
  });
});

describe('clusterSpanning', () => {
  it('reads other settings from the same tree', () => {
    const { features } = blobs([40, 30, 20], 4, 5, 1.5);
    const spanning = drain(spanRows(features, { minSamples: 4 }));
    for (const minClusterSize of [4, 8, 16]) {
      const found = drain(hdbscan(features, { minClusterSize, minSamples: 4 }));
      expect(clusterSpanning(spanning, { minClusterSize }).labels).toEqual(found.labels);
    }
  });
});

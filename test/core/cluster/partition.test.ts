import { describe, expect, it } from 'vitest';
import { bisecting, cutDivisions, divideRows } from '../../../src/core/cluster/bisecting';
import { kMedoids, MEDOID_ROWS } from '../../../src/core/cluster/k-medoids';
import {
  averageLinkage,
  completeLinkage,
  LINKAGE_ROWS,
  mergeByLinkage,
  singleLinkage,
} from '../../../src/core/cluster/linkage';
import { miniBatchKmeans } from '../../../src/core/cluster/mini-batch-kmeans';
import { seedCentres } from '../../../src/core/cluster/seed-centres';
import { cutTree } from '../../../src/core/cluster/ward';
import { createMatrix, type Matrix } from '../../../src/core/matrix';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, partsAlike, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/partition.json';

const LINKAGES = { single: singleLinkage, complete: completeLinkage, average: averageLinkage };

describe.each(['single', 'complete', 'average'] as const)('%s linkage against SciPy', (kind) => {
  it.each(golden.linkages.cases)('$name: the same heights and the same cuts', (given) => {
    const features = readMatrix(given.features);
    const merges = drain(mergeByLinkage(features, kind));
    const { heights, cuts } = given.trees[kind];
    expect(merges.length).toBe(heights.length);
    merges.forEach(({ height }, i) => expect(height).toBeCloseTo(heights[i], 3));
    for (const { k, labels } of cuts) {
      expect(partsAlike(cutTree(merges, features.rows, k), labels)).toBe(true);
      expect(partsAlike(drain(LINKAGES[kind](features, { k, seed: 1 })).labels, labels)).toBe(true);
    }
  });
});

describe('linkage', () => {
  it('takes a row of weight n for n rows in the average', () => {
    const { features, weights, heights } = golden.linkages.weighted;
    const merges = drain(
      mergeByLinkage(readMatrix(features), 'average', Float64Array.from(weights)),
    );
    merges.forEach(({ height }, i) => expect(height).toBeCloseTo(heights[i], 3));
  });

  it('joins four points by hand', () => {
    const line = matrixOf([[0], [1], [3], [7]]);
    const heights = (kind: 'single' | 'complete' | 'average') =>
      drain(mergeByLinkage(line, kind)).map(({ height }) => height);
    expect(heights('single')).toEqual([1, 2, 4]);
    expect(heights('complete')).toEqual([1, 3, 7]);
    expect(heights('average')[1]).toBeCloseTo(2.5, 5);
    expect(heights('average')[2]).toBeCloseTo((7 + 6 + 4) / 3, 5);
    expect(drain(mergeByLinkage(line, 'single'))[2]).toMatchObject({ a: 3, b: 5 });
  });

  it('starts from small groups in a large file, and finds what stands apart', () => {
    const { features, truth } = blobs([5000, 3500, LINKAGE_ROWS - 8000], 3, 4);
    const found = drain(averageLinkage(features, { k: 3, seed: 1 }));
    expect(partsAlike(found.labels, truth)).toBe(true);
  });
});

describe('kMedoids', () => {
  it.each(golden.medoids.cases)('$name: as good as the best of fifty starts elsewhere', (given) => {
    const found = drain(kMedoids(readMatrix(given.features), { k: given.k, seed: 1 }));
    expect(found.deviation).toBeLessThan(given.deviation * 1.01);
    expect(found.deviation).toBeGreaterThan(given.deviation * 0.9999);
    if (given.name === 'grouped')
      expect([...found.medoids].sort((a, b) => a - b)).toEqual(given.medoids);
  });

  it('stands a customer for each segment, unmoved by a stray', () => {
    const line = matrixOf([[0], [1], [2], [50], [51], [52], [53], [150]]);
    const found = drain(kMedoids(line, { k: 2, seed: 1 }));
    expect([...found.labels]).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
    expect([...found.medoids]).toEqual([5, 1]);
    expect(found.deviation).toBe(2 + 2 + 1 + 1 + 98);
  });

  it('searches samples of a large file', () => {
    const { features, truth } = blobs([MEDOID_ROWS, 900, 300], 3, 6);
    const found = drain(kMedoids(features, { k: 3, seed: 1 }));
    expect(partsAlike(found.labels, truth)).toBe(true);
    expect(new Set(Array.from(found.medoids, (row) => truth[row])).size).toBe(3);
  });
});

function waves(): Matrix {
  const features = createMatrix(6000, 5);
  for (let i = 0; i < 6000; i++)
    for (let j = 1; j <= 5; j++)
      features.data[i * 5 + j - 1] =
        3 * Math.sin(1.7 * (i % 8) * j + j) + Math.sin(0.61803 * i * (j + 2));
  return features;
}

describe('on 6,000 rows that scikit-learn was given too', () => {
  const features = waves();

  it('has the same rows', () => {
    expect(features.data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(golden.halving.sum, 1);
  });

  it('mini-batch k-means ends no higher, and no lower than k-means can', () => {
    for (const seed of [1, 2, 3]) {
      const { inertia } = drain(miniBatchKmeans(features, { k: 8, seed }));
      expect(inertia).toBeLessThan(golden.halving.miniBatch * 1.005);
      expect(inertia).toBeGreaterThan(golden.halving.kmeans * 0.999);
    }
  });

  it('bisecting k-means ends as low', () => {
    const { inertia } = drain(bisecting(features, { k: 8, seed: 1 }));
    expect(inertia / golden.halving.bisecting).toBeLessThan(1.01);
    expect(inertia / golden.halving.bisecting).toBeGreaterThan(0.95);
  });
});

describe('divideRows', () => {
  const line = matrixOf([[0], [1], [10], [12], [40], [41]]);

  it('halves the widest part, by hand', () => {
    const found = drain(divideRows(line, { k: 4, seed: 1 }));
    expect(found.divisions.map(({ part }) => part)).toEqual([
      0,
      expect.any(Number),
      expect.any(Number),
    ]);
    const cut = (k: number) => cutDivisions(found, k);
    expect(partsAlike(cut(1), [0, 0, 0, 0, 0, 0])).toBe(true);
    expect(partsAlike(cut(2), [0, 0, 0, 0, 1, 1])).toBe(true);
    expect(partsAlike(cut(3), [0, 0, 1, 1, 2, 2])).toBe(true);
    expect(partsAlike(cut(4), [0, 0, 1, 2, 3, 3])).toBe(true);
    // Six on a line around 52/3 fall apart into four around 5.75 and two around 40.5.
    expect(found.divisions[0].gain).toBeCloseTo(((4 * 2) / 6) * (40.5 - 5.75) ** 2, 3);
  });

  it('stops where no two rows differ', () => {
    const same = matrixOf([[1], [1], [1], [5]]);
    expect(drain(divideRows(same, { k: 4, seed: 1 })).divisions.length).toBe(1);
  });
});

describe('seedCentres', () => {
  it('takes every group once where groups are far apart', () => {
    const { features, truth } = blobs([50, 50, 50, 50, 50], 4, 9, 0.01);
    for (const seed of [1, 2, 3]) {
      const picks = drain(seedCentres(features, 5, createRandom(seed)));
      expect(new Set(Array.from(picks, (row) => truth[row])).size).toBe(5);
    }
  });

  it('does not draw a row without weight', () => {
    const weights = new Float64Array(40).map((_, row) => (row < 20 ? 1 : 0));
    const picks = drain(seedCentres(randomMatrix(40, 2, 1), 8, createRandom(1), weights));
    expect(picks.every((row) => row < 20)).toBe(true);
  });
});

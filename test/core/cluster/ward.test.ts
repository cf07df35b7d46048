import { describe, expect, it } from 'vitest';
import { cutTree, mergeByWard, ward } from '../../../src/core/cluster/ward';
import { drain } from '../../../src/core/steps';
import { matrixOf, partsAlike, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/ward.json';

const ones = (rows: number) => new Float64Array(rows).fill(1);

describe('Ward against SciPy', () => {
  it.each(golden.cases)('$name: the same heights and the same cuts', (given) => {
    const features = readMatrix(given.features);
    const merges = drain(mergeByWard(features, ones(features.rows)));
    expect(merges.length).toBe(given.heights.length);
    merges.forEach(({ height }, i) =>
      expect(Math.abs(height - given.heights[i])).toBeLessThan(1e-3 + 1e-4 * given.heights[i]),
    );
    for (const { k, labels } of given.cuts) {
      expect(partsAlike(cutTree(merges, features.rows, k), labels)).toBe(true);
      const found = drain(ward(features, { k, seed: 1 }));
      expect(found.k).toBe(k);
      expect(partsAlike(found.labels, labels)).toBe(true);
    }
  });

  it('takes a row of weight n for n rows', () => {
    const { features, weights, heights } = golden.weighted;
    const merges = drain(mergeByWard(readMatrix(features), Float64Array.from(weights)));
    merges.forEach(({ height }, i) => expect(Math.abs(height - heights[i])).toBeLessThan(1e-3));
  });
});

describe('mergeByWard', () => {
  it('joins three points by hand', () => {
    const merges = drain(mergeByWard(matrixOf([[0], [10], [1]]), ones(3)));
    expect(merges[0]).toEqual({ a: 0, b: 2, height: 1 });
    expect(merges[1]).toMatchObject({ a: 1, b: 3 });
    // Two points around 0.5 and one at 10: sqrt(2 * 2 * 1 / 3) * 9.5.
    expect(merges[1].height).toBeCloseTo(Math.sqrt(4 / 3) * 9.5, 5);
  });

  it('never joins lower than what it joins', () => {
    for (const { features } of golden.cases) {
      const matrix = readMatrix(features);
      const merges = drain(mergeByWard(matrix, ones(matrix.rows)));
      const joined = new Set<number>();
      merges.forEach(({ a, b, height }, i) => {
        if (i > 0) expect(height).toBeGreaterThanOrEqual(merges[i - 1].height);
        for (const part of [a, b]) {
          expect(part).toBeLessThan(matrix.rows + i);
          expect(joined.has(part)).toBe(false);
          joined.add(part);
        }
      });
      expect(joined.size).toBe(2 * (matrix.rows - 1));
    }
  });

  it('ends where all rows are equal', () => {
    const merges = drain(mergeByWard(matrixOf(new Array(20).fill([1, 2])), ones(20)));
    expect(merges.length).toBe(19);
    expect(merges.every(({ height }) => height < 0.01)).toBe(true);
  });

  it('has nothing to join in a single row', () => {
    expect(drain(mergeByWard(matrixOf([[1]]), ones(1)))).toEqual([]);
  });
});

describe('cutTree', () => {
  const merges = [
    { a: 0, b: 2, height: 1 },
    { a: 1, b: 3, height: 2 },
    { a: 4, b: 5, height: 3 },
  ];

  it('undoes the last merges', () => {
    expect(partsAlike(cutTree(merges, 4, 1), [0, 0, 0, 0])).toBe(true);
    expect(partsAlike(cutTree(merges, 4, 2), [0, 1, 0, 1])).toBe(true);
    expect(partsAlike(cutTree(merges, 4, 3), [0, 1, 0, 2])).toBe(true);
    expect(partsAlike(cutTree(merges, 4, 4), [0, 1, 2, 3])).toBe(true);
    expect(partsAlike(cutTree(merges, 4, 9), [0, 1, 2, 3])).toBe(true);
  });
});

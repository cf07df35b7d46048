import { describe, expect, it } from 'vitest';
import { findLookAlikes, likenessOf, usualDistance } from '../../../src/core/graph/look-alikes';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { findDuplicates, findOutliers } from '../../../src/core/graph/outliers';
import { drain } from '../../../src/core/steps';
import { blobs, distanceOf, graphOf, matrixOf, randomMatrix } from '../../fixtures/matrices';

describe('usualDistance', () => {
  it('is the mean squared distance of all pairs', () => {
    const rows = randomMatrix(40, 3, 2);
    let sum = 0;
    for (let a = 0; a < 40; a++) for (let b = 0; b < a; b++) sum += distanceOf(rows, a, b) ** 2;
    expect(usualDistance(rows)).toBeCloseTo(sum / ((40 * 39) / 2), 4);
  });

  it('is nothing for one row', () => {
    expect(usualDistance(matrixOf([[3, 4]]))).toBe(0);
  });
});

describe('findLookAlikes', () => {
  it('tells the nearest first, with their likeness', () => {
    // On a line at 0, 1, 3 and 9 pairs are 1, 9, 81, 4, 64 and 36 apart, squared: 32.5 in the mean.
    const line = matrixOf([[0], [1], [3], [9]]);
    expect(usualDistance(line)).toBeCloseTo(32.5, 6);
    const found = findLookAlikes(drain(findNeighbours(line, 3)), 0, 2, usualDistance(line));
    expect(found.map(({ row }) => row)).toEqual([1, 2]);
    expect(found[0].likeness).toBeCloseTo(1 - 1 / 32.5, 5);
    expect(found[1].likeness).toBeCloseTo(1 - 9 / 32.5, 5);
  });

  it('gives 1 to equals, 0 to the farthest, and never less', () => {
    expect(likenessOf(0, 4)).toBe(1);
    expect(likenessOf(2, 4)).toBe(0);
    expect(likenessOf(9, 4)).toBe(0);
    expect(likenessOf(0, 0)).toBe(1);
  });

  it('gives no more than there are', () => {
    expect(findLookAlikes(graphOf([[1], [0]]), 0, 5, 1)).toHaveLength(1);
  });
});

describe('findOutliers', () => {
  it('finds who is put far from a crowd, the farthest first', () => {
    const { features } = blobs([120, 80], 3, 4);
    const rows = [...Array(200).keys()].map((row) => [
      ...features.data.slice(row * 3, row * 3 + 3),
    ]);
    const far = matrixOf([...rows, [60, 0, 0], [0, 300, 0]]);
    const found = findOutliers(drain(findNeighbours(far, 10)));
    expect(found.slice(0, 2).map(({ row }) => row)).toEqual([201, 200]);
    expect(found[0].times).toBeGreaterThan(found[1].times);
    expect(found.length).toBeLessThan(6);
    expect(findOutliers(drain(findNeighbours(far, 10)), 1)).toHaveLength(1);
  });

  it('finds nobody in an even crowd, nor where all are the same', () => {
    const grid = Array.from({ length: 400 }, (_, at) => [at % 20, Math.floor(at / 20)]);
    expect(findOutliers(drain(findNeighbours(matrixOf(grid), 4)))).toEqual([]);
    expect(findOutliers(drain(findNeighbours(matrixOf(grid.map(() => [1, 1])), 4)))).toEqual([]);
  });
});

describe('findDuplicates', () => {
  it('gathers equals, however many, and asks whether they are the same', () => {
    const rows = matrixOf([
      ...Array.from({ length: 30 }, () => [1, 1]),
      [2, 2],
      [2, 2],
      [5, 5],
      [2, 2.0000001],
    ]);
    const graph = drain(findNeighbours(rows, 5));
    const all = findDuplicates(graph, 1e-4, () => true);
    expect(all.map((group) => group.length)).toEqual([30, 3]);
    const asked = findDuplicates(graph, 1e-4, (a, b) => a !== 33 && b !== 33);
    expect(asked[1]).toEqual([30, 31]);
    expect(findDuplicates(graph, 1e-4, () => false)).toEqual([]);
  });
});

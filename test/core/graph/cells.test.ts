import { describe, expect, it } from 'vitest';
import { searchCells } from '../../../src/core/graph/cells';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { drain } from '../../../src/core/steps';
import { blobs, distanceOf, matrixOf } from '../../fixtures/matrices';

describe('searchCells', () => {
  const { features } = blobs([900, 700, 500, 400, 300, 200], 16, 5, 1);
  const k = 10;
  const { lists } = drain(searchCells(features, k));

  it('finds nearly all of the true neighbours where cells have no gaps between them', () => {
    const exact = drain(findNeighbours(features, k));
    let found = 0;
    for (let row = 0; row < features.rows; row++) {
      const listed = new Set(lists.indices.subarray(row * k, (row + 1) * k));
      for (const other of exact.indices.subarray(row * k, (row + 1) * k))
        if (listed.has(other)) found++;
    }
    expect(found / (features.rows * k)).toBeGreaterThan(0.98);
  });

  it('lists k different others for every row, nearest first, at their true distances', () => {
    for (let row = 0; row < features.rows; row += 7) {
      const others = [...lists.indices.subarray(row * k, (row + 1) * k)];
      expect(new Set(others).size).toBe(k);
      expect(others).not.toContain(row);
      others.forEach((other, n) => {
        const squared = lists.squared[row * k + n];
        expect(Math.abs(Math.sqrt(squared) - distanceOf(features, row, other))).toBeLessThan(2e-3);
        if (n > 0) expect(squared).toBeGreaterThanOrEqual(lists.squared[row * k + n - 1]);
      });
    }
  });

  it('is the same each time', () => {
    expect(drain(searchCells(features, k)).lists.indices).toEqual(lists.indices);
  });

  it('fills the lists of rows that stand alone and of rows that are all the same', () => {
    const lonely = matrixOf([
      ...Array.from({ length: 60 }, () => [0, 0]),
      [1000, 1000],
      [-1000, 1000],
    ]);
    const { indices } = drain(searchCells(lonely, 5)).lists;
    expect(indices.includes(-1)).toBe(false);
    for (let row = 0; row < lonely.rows; row++)
      expect([...indices.subarray(row * 5, row * 5 + 5)]).not.toContain(row);
  });
});

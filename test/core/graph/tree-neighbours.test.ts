import { describe, expect, it } from 'vitest';
import { growTree } from '../../../src/core/graph/box-tree';
import { EXACT_ROWS, findNeighbours } from '../../../src/core/graph/neighbours';
import { findByTree, listByTree } from '../../../src/core/graph/tree-neighbours';
import { type Matrix, takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { HARD_COLUMNS } from '../../fixtures/hard-columns';
import { randomMatrix } from '../../fixtures/matrices';
import { fc } from '../../fixtures/properties';

function squaredBetween({ data, cols }: Matrix, a: number, b: number): number {
  let sum = 0;
  for (let col = 0; col < cols; col++) sum += (data[a * cols + col] - data[b * cols + col]) ** 2;
  return sum;
}

/** The k nearest others of a row by comparing it with all. */
function compareAll(features: Matrix, row: number, k: number): { row: number; squared: number }[] {
  return Array.from({ length: features.rows }, (_, other) => ({
    row: other,
    squared: squaredBetween(features, row, other),
  }))
    .filter((other) => other.row !== row)
    .sort((p, q) => p.squared - q.squared || p.row - q.row)
    .slice(0, k);
}

describe('listByTree', () => {
  it.each(Object.entries(HARD_COLUMNS))('%s: those of comparing every pair', (_, make) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 150 }),
        fc.integer(),
        fc.integer({ min: 1, max: 20 }),
        (rows, seed, k) => {
          const features = make(rows, seed);
          const wanted = Math.min(k, rows - 1);
          const lists = drain(listByTree(drain(growTree(features)), wanted));
          for (let row = 0; row < rows; row++) {
            const all = compareAll(features, row, wanted);
            const [from, to] = [row * wanted, (row + 1) * wanted];
            expect([...lists.indices.subarray(from, to)]).toEqual(all.map((other) => other.row));
            expect([...lists.squared.subarray(from, to)]).toEqual(
              all.map((other) => other.squared),
            );
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('looks at few of many rows that are equal, or equally far', () => {
    // A search that looked at all ties would look at every pair.
    for (const make of [HARD_COLUMNS['equal rows'], HARD_COLUMNS['few rows that differ']]) {
      const features = make(20000, 1);
      const found = drain(findByTree(features, 5));
      expect(found).toBeDefined();
      expect([...found!.indices.subarray(0, 5)]).toEqual(
        compareAll(features, 0, 5).map(({ row }) => row),
      );
    }
  });
});

describe('findNeighbours', () => {
  it('is exact for many rows of few columns, and sees the rows in any order alike', () => {
    const features = randomMatrix(EXACT_ROWS + 500, 3, 5);
    const graph = drain(findNeighbours(features, 4));
    expect(graph.exact).toBe(true);
    for (const row of [0, 777, 20499]) {
      const all = compareAll(features, row, 4);
      expect([...graph.indices.subarray(row * 4, row * 4 + 4)]).toEqual(all.map((o) => o.row));
      expect([...graph.distances.subarray(row * 4, row * 4 + 4)]).toEqual(
        all.map((other) => Math.fround(Math.sqrt(other.squared))),
      );
    }
    const order = shuffled(features.rows, createRandom(2));
    const again = drain(findNeighbours(takeRows(features, order), 4));
    for (let place = 0; place < features.rows; place += 97)
      for (let n = 0; n < 4; n++) {
        expect(order[again.indices[place * 4 + n]]).toBe(graph.indices[order[place] * 4 + n]);
        expect(again.distances[place * 4 + n]).toBe(graph.distances[order[place] * 4 + n]);
      }
  });

  it('leaves the tree where it would look at nearly everyone', () => {
    expect(drain(findByTree(randomMatrix(1500, 40, 1), 15))).toBeUndefined();
    expect(drain(findByTree(randomMatrix(1500, 4, 1), 15))).toBeDefined();
    expect(drain(findByTree(randomMatrix(100, 4, 1), 15))).toBeUndefined();
    expect(drain(findByTree(randomMatrix(1500, 100, 1), 15))).toBeUndefined();
  });
});

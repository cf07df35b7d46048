import { describe, expect, it } from 'vitest';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { drain } from '../../../src/core/steps';
import { fc } from '../../fixtures/properties';
import { distanceOf, matrixOf, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/neighbours.json';

describe('findNeighbours', () => {
  it('finds those of scikit-learn', () => {
    const graph = drain(findNeighbours(readMatrix(golden.features), golden.k));
    expect(graph).toMatchObject({ rows: 300, k: 10, exact: true });
    expect([...graph.indices]).toEqual(golden.indices);
    graph.distances.forEach((distance, i) =>
      expect(Math.abs(distance - golden.distances[i])).toBeLessThan(1e-4),
    );
  });

  it('orders equal distances by row number and never lists a row for itself', () => {
    const square = matrixOf([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    const graph = drain(findNeighbours(square, 3));
    expect([...graph.indices]).toEqual([1, 2, 3, 0, 3, 2, 0, 3, 1, 1, 2, 0]);
    expect([...graph.distances.subarray(0, 3)]).toEqual([1, 1, Math.fround(Math.SQRT2)]);
  });

  it('gives at most rows - 1 neighbours', () => {
    const graph = drain(findNeighbours(matrixOf([[0], [2]]), 15));
    expect(graph.k).toBe(1);
    expect([...graph.indices]).toEqual([1, 0]);
    expect([...graph.distances]).toEqual([2, 2]);
  });

  it('gives equal rows the distance 0, never a root of something negative', () => {
    const row = Array.from({ length: 37 }, (_, i) => Math.fround(Math.sin(i) * 3));
    const graph = drain(findNeighbours(matrixOf([row, row, row, row]), 2));
    expect(graph.distances.every((distance) => distance >= 0 && distance < 0.01)).toBe(true);
  });

  it('agrees with comparing every pair, across the borders of its blocks', () => {
    const features = randomMatrix(530, 3, 4);
    const graph = drain(findNeighbours(features, 5));
    for (const row of [0, 255, 256, 257, 511, 512, 529]) {
      const others = Array.from({ length: 530 }, (_, i) => i).filter((other) => other !== row);
      others.sort((a, b) => distanceOf(features, row, a) - distanceOf(features, row, b));
      expect([...graph.indices.subarray(row * 5, row * 5 + 5)]).toEqual(others.slice(0, 5));
    }
  });

  it('leaves its input as it was and tells its progress up to the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer(), (rows, seed) => {
        const features = randomMatrix(rows, 4, seed);
        const before = features.data.slice();
        const steps = findNeighbours(features, 3);
        let last = { done: 0, total: 1 };
        for (let step = steps.next(); !step.done; step = steps.next()) last = step.value;
        expect(last.done).toBe(last.total);
        expect(features.data).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});

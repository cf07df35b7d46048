import { describe, expect, it } from 'vitest';
import { spanRows } from '../../../src/core/cluster/mutual-reachability';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import type { Matrix } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { blobs, distanceOf, matrixOf, randomMatrix } from '../../fixtures/matrices';

/** Heights of the minimum spanning tree by Prim's method on all pairs. */
function heightsByPrim(features: Matrix, minSamples: number): number[] {
  const { rows } = features;
  const all = Array.from({ length: rows }, (_, a) =>
    Array.from({ length: rows }, (_, b) => distanceOf(features, a, b)),
  );
  const core = all.map((row) => [...row].sort((p, q) => p - q)[minSamples - 1]);
  const best = new Array<number>(rows).fill(Infinity);
  const inside = new Set([0]);
  const heights: number[] = [];
  for (let last = 0; inside.size < rows;) {
    let next = -1;
    for (let row = 0; row < rows; row++) {
      if (inside.has(row)) continue;
      best[row] = Math.min(best[row], Math.max(all[last][row], core[last], core[row]));
      if (next < 0 || best[row] < best[next]) next = row;
    }
    heights.push(best[next]);
    inside.add(next);
    last = next;
  }
  return heights.sort((p, q) => p - q);
}

describe('spanRows', () => {
  const far = blobs([90, 80, 70, 5], 6, 4).features;

  it.each([
    ['a cloud', randomMatrix(240, 5, 9), 1],
    ['a cloud', randomMatrix(240, 5, 9), 6],
    ['many columns', randomMatrix(150, 60, 2), 4],
    ['groups far apart', far, 5],
    ['groups far apart', far, 1],
    ['more samples than neighbours listed', randomMatrix(120, 3, 1), 50],
  ])('%s, minSamples %#: as light as by Prim', (_, features, minSamples) => {
    const tree = drain(spanRows(features, { minSamples }));
    const heights = heightsByPrim(features, minSamples);
    expect(tree.exact).toBe(true);
    expect(tree.reach.length).toBe(heights.length);
    heights.forEach((height, i) => expect(tree.reach[i]).toBeCloseTo(height, 10));
  });

  it('is the same tree from short lists, which leave rows to be scanned', () => {
    const long = drain(spanRows(far, { minSamples: 3 }));
    const short = drain(spanRows(far, { minSamples: 3, graph: drain(findNeighbours(far, 3)) }));
    expect(short.scanned).toBeGreaterThan(0);
    expect(long.scanned).toBeLessThan(short.scanned);
    expect([...short.reach]).toEqual([...long.reach]);
    expect([...short.apart]).toEqual([...long.apart]);
  });

  it('spans all rows from approximate lists', () => {
    const graph = { ...drain(findNeighbours(far, 4)), exact: false };
    const tree = drain(spanRows(far, { minSamples: 3, graph }));
    expect(tree.exact).toBe(false);
    expect(tree.reach.length).toBe(far.rows - 1);
    const least = heightsByPrim(far, 3).reduce((sum, height) => sum + height, 0);
    const weight = tree.reach.reduce((sum, height) => sum + height, 0);
    expect(weight).toBeGreaterThan(least - 1e-9);
    expect(weight).toBeLessThan(1.05 * least);
  });

  it('keeps small distances far from the origin apart', () => {
    const tree = drain(spanRows(matrixOf([[4096], [4096.5], [4097.5], [4100]]), { minSamples: 1 }));
    expect([...tree.reach]).toEqual([0.5, 1, 2.5]);
  });
});

import { describe, expect, it } from 'vitest';
import { dbscan } from '../../../src/core/cluster/dbscan';
import { createSets } from '../../../src/core/cluster/disjoint-sets';
import { hdbscan } from '../../../src/core/cluster/hdbscan';
import { spanRows } from '../../../src/core/cluster/mutual-reachability';
import { joinWithin, spanByTree, spanTree } from '../../../src/core/cluster/span-by-tree';
import { growTree } from '../../../src/core/graph/box-tree';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { type Matrix, takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { HARD_COLUMNS } from '../../fixtures/hard-columns';
import { blobs, distanceOf, partsAlike } from '../../fixtures/matrices';
import { fc } from '../../fixtures/properties';

/** The minimum spanning tree of all pairs by Kruskal's method: by mutual reachability, then distance. */
function spanByKruskal(features: Matrix, minSamples: number): [number, number][] {
  const { rows } = features;
  const all = Array.from({ length: rows }, (_, a) =>
    Array.from({ length: rows }, (_, b) => distanceOf(features, a, b)),
  );
  const core = all.map((row) => [...row].sort((p, q) => p - q)[minSamples - 1]);
  const pairs = all.flatMap((row, a) =>
    row.slice(0, a).map((apart, b) => ({ a, b, apart, reach: Math.max(apart, core[a], core[b]) })),
  );
  pairs.sort((p, q) => p.reach - q.reach || p.apart - q.apart);
  const sets = createSets(rows);
  return pairs.filter(({ a, b }) => sets.join(a, b)).map(({ reach, apart }) => [reach, apart]);
}

describe('spanTree', () => {
  it.each(Object.entries(HARD_COLUMNS))('%s: as light as the lightest of all', (_, make) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 130 }),
        fc.integer(),
        fc.integer({ min: 1, max: 12 }),
        (rows, seed, wanted) => {
          const features = make(rows, seed);
          const minSamples = Math.min(wanted, rows);
          const { edges } = drain(spanTree(drain(growTree(features)), minSamples));
          const best = spanByKruskal(features, minSamples);
          expect([...edges.reach]).toEqual(best.map(([reach]) => reach));
          expect([...edges.apart]).toEqual(best.map(([, apart]) => apart));
          const sets = createSets(rows);
          edges.a.forEach((a, at) => {
            expect(a).toBeLessThan(edges.b[at]);
            expect(sets.join(a, edges.b[at])).toBe(true);
            expect(distanceOf(features, a, edges.b[at])).toBe(edges.apart[at]);
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is the very tree that lists of neighbours and scans give', () => {
    const { features } = blobs([700, 500, 300, 9], 4, 3);
    const graph = drain(findNeighbours(features, 20));
    const scanned = drain(spanRows(features, { minSamples: 5, graph }));
    const found = drain(spanByTree(features, 5));
    expect(found?.edges).toEqual({
      a: scanned.a,
      b: scanned.b,
      reach: scanned.reach,
      apart: scanned.apart,
    });
    expect(found?.core).toEqual(scanned.core);
    expect(drain(spanRows(features, { minSamples: 5 })).reach).toEqual(scanned.reach);
  });
});

describe('segments by density over a tree', () => {
  const strewn = blobs([800, 500, 300, 40], 3, 8, 1.2).features;
  const doubled = takeRows(
    strewn,
    Array.from({ length: 2000 }, (_, at) => at % strewn.rows),
  );

  it.each([
    ['groups, some rows twice', doubled],
    ['marks from 1 to 3', HARD_COLUMNS['marks from 1 to 3'](1200, 6)],
  ])('%s: HDBSCAN gives the same for any order of the rows', (_, features) => {
    const options = { minClusterSize: 12, minSamples: 4, method: 'leaf' as const };
    const found = drain(hdbscan(features, options));
    for (const seed of [1, 2]) {
      const order = shuffled(features.rows, createRandom(seed));
      const again = drain(hdbscan(takeRows(features, order), options));
      expect(
        partsAlike(
          again.labels,
          Array.from(order, (row) => found.labels[row]),
        ),
      ).toBe(true);
      expect([...again.probabilities]).toEqual(
        Array.from(order, (row) => found.probabilities[row]),
      );
    }
  });

  it.each([0.05, 0.2, 0.5, 3])('DBSCAN with eps %d joins what hangs together', (eps) => {
    const { rows } = doubled;
    const found = drain(dbscan(doubled, { eps, minSamples: 4 }));
    const dense = [...found.core.keys()].filter((row) => found.core[row] === 1);
    const sets = createSets(rows);
    for (const [at, row] of dense.entries())
      for (const other of dense.slice(0, at))
        if (distanceOf(doubled, row, other) <= eps) sets.join(row, other);
    const at = (of: (row: number) => number) => dense.map(of);
    expect(
      partsAlike(
        at((row) => found.labels[row]),
        at((row) => sets.find(row)),
      ),
    ).toBe(true);
    expect(new Set(at((row) => found.labels[row])).size).toBe(found.k);
  });

  it('joins nothing that is farther apart than eps', () => {
    const line = HARD_COLUMNS['one column'](1500, 2);
    const joined = drain(joinWithin(line, 0.001));
    expect(joined).toBeDefined();
    const { edges, count } = joined!;
    const sorted = [...line.data].sort((p, q) => p - q);
    const near = sorted.filter((value, at) => at > 0 && value - sorted[at - 1] <= 0.001).length;
    expect(count).toBe(near);
    expect(Math.max(...edges.apart.subarray(0, count))).toBeLessThanOrEqual(0.001);
  });
});

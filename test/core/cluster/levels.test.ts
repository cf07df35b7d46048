import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleLabels } from '../../../src/core/cluster/clustering';
import { kmeans } from '../../../src/core/cluster/kmeans';
import {
  buildLevels,
  offerLevels,
  parentsOf,
  type SegmentTree,
} from '../../../src/core/cluster/levels';
import { averageLinkage, completeLinkage, singleLinkage } from '../../../src/core/cluster/linkage';
import { cutLevel, lastMerges } from '../../../src/core/cluster/part-tree';
import { splitRows } from '../../../src/core/cluster/split-rows';
import { mergeByWard, ward } from '../../../src/core/cluster/ward';
import { takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, partsAlike, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/levels.json';

const LINKAGES = {
  ward,
  average: averageLinkage,
  complete: completeLinkage,
  single: singleLinkage,
} as const;

const distinct = (labels: Int32Array) => new Set(labels.filter((label) => label >= 0)).size;

/** Whether each label of the finer one lies within one of the coarser. */
function isWithin(finer: Int32Array, coarser: Int32Array): boolean {
  const of = new Map<number, number>();
  return finer.every((label, row) => {
    if (label < 0) return coarser[row] < 0;
    if (!of.has(label)) of.set(label, coarser[row]);
    return of.get(label) === coarser[row];
  });
}

function sizesOf(labels: Int32Array): number[] {
  const sizes = new Map<number, number>();
  for (const label of labels) if (label >= 0) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return [...sizes.values()];
}

function levelsOf(rows: number, k: number, seed: number) {
  const features = randomMatrix(rows, 3, seed);
  const found = drain(kmeans(features, { k, seed, starts: 2 }));
  return { features, found, tree: drain(buildLevels(features, found)) };
}

describe('the hierarchy around segments that were found', () => {
  it('nests every level in the one above, down to whole segments', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 160 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 99 }),
        (rows, k, seed) => {
          const { found, tree } = levelsOf(rows, k, seed);
          const most = tree.merges.length + 1;
          const least = Math.max(5, Math.ceil(rows * 0.01));
          let above = cutLevel(tree, 1);
          expect(distinct(above)).toBe(1);
          for (let count = 2; count <= most; count++) {
            const level = cutLevel(tree, count);
            expect(distinct(level)).toBe(count);
            expect(isWithin(level, above)).toBe(true);
            // What is smaller was found as small.
            if (count > found.k) {
              const halved = sizesOf(level).filter((size) => size < least);
              expect(halved.length).toBe(
                sizesOf(found.labels).filter((size) => size < least).length,
              );
            }
            above = level;
          }
          expect(partsAlike(cutLevel(tree, found.k), found.labels)).toBe(true);
          expect(tree.sizes.reduce((sum, size) => sum + size, 0)).toBe(rows);
        },
      ),
      { numRuns: 40, seed: 5 },
    );
  });

  it('is the same again', () => {
    const first = levelsOf(300, 5, 8);
    expect(levelsOf(300, 5, 8).tree).toEqual(first.tree);
  });

  it('does not depend on the order of the rows', () => {
    const { features, found, tree } = levelsOf(240, 4, 3);
    for (const seed of [1, 2, 3]) {
      const order = shuffled(features.rows, createRandom(seed));
      const moved = takeRows(features, order);
      const labels = Int32Array.from(order, (row) => found.labels[row]);
      const other = drain(buildLevels(moved, settleLabels(moved, labels)));
      expect(other.merges.length).toBe(tree.merges.length);
      for (const count of [2, 3, 4, 7, 11, 20])
        expect(
          partsAlike(
            cutLevel(other, count),
            Int32Array.from(order, (row) => cutLevel(tree, count)[row]),
          ),
        ).toBe(true);
    }
  });

  it('leaves those out who are in no segment', () => {
    const { features, truth } = blobs([40, 30, 20], 3, 4);
    const labels = truth.map((label, row) => (row % 7 === 0 ? -1 : label));
    const tree = drain(buildLevels(features, settleLabels(features, labels)));
    for (const count of [1, 2, 3, 5])
      cutLevel(tree, count).forEach((label, row) => expect(label < 0).toBe(labels[row] < 0));
  });

  it('joins the two groups that lie together, and halves the one that is two', () => {
    const places = [0, 1, 10, 11, 50].flatMap((at) =>
      Array.from({ length: 12 }, (_, i) => [at + i * 0.01]),
    );
    const labels = Int32Array.from(places, (_, row) => [0, 1, 2, 2, 3][Math.floor(row / 12)]);
    const features = matrixOf(places);
    const tree = drain(buildLevels(features, settleLabels(features, labels)));
    const three = cutLevel(tree, 3);
    expect(distinct(three.slice(0, 24))).toBe(1);
    expect(distinct(three.slice(24, 48))).toBe(1);
    const five = cutLevel(tree, 5);
    expect(five[24]).not.toBe(five[36]);
    expect(distinct(five.slice(24, 36))).toBe(1);
  });

  it('never parts equal rows, and never splits what is all equal', () => {
    const features = matrixOf([
      ...new Array<number[]>(30).fill([1, 2]),
      ...new Array<number[]>(20).fill([4, 0]),
      ...new Array<number[]>(10).fill([4, 1]),
    ]);
    const found = settleLabels(features, new Int32Array(60));
    const tree = drain(buildLevels(features, found));
    expect(tree.merges.length).toBe(2);
    expect(
      partsAlike(
        tree.parts,
        Int32Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : i < 50 ? 1 : 2)),
      ),
    ).toBe(true);
  });

  it('weighs rows by what they count', () => {
    const features = matrixOf([[0], [0.1], [1], [1.1], [3], [3.1]]);
    const found = settleLabels(features, Int32Array.of(0, 0, 1, 1, 2, 2));
    const heavy = drain(buildLevels(features, found, Float64Array.of(1, 1, 99, 99, 99, 99)));
    // 2·2·198 / 200 · 1², as two masses of 2 and 198 at a distance of 1.
    expect(heavy.merges[0].height).toBeCloseTo(Math.sqrt((2 * 2 * 198) / 200), 5);
  });
});

describe('against SciPy', () => {
  it.each(golden.own)('$name: the same heights and cuts as fcluster', (given) => {
    const features = readMatrix(given.features);
    const method = LINKAGES[given.method as keyof typeof LINKAGES];
    const found = drain(method(features, { k: given.k, seed: 1 }));
    const tree = drain(buildLevels(features, found));
    expect(tree.own).toBe(true);
    expect(tree.merges.length).toBe(60);
    tree.merges.forEach(({ height }, i) =>
      expect(Math.abs(height - given.heights[i])).toBeLessThan(1e-3 * (1 + given.heights[i])),
    );
    for (const { k, labels } of given.cuts)
      expect(partsAlike(cutLevel(tree, k), labels), `${k}`).toBe(true);
  });

  it.each(golden.upward)('joins given segments as Ward joins rows at their means', (given) => {
    const features = readMatrix(given.features);
    const found = settleLabels(features, Int32Array.from(given.labels));
    const tree = drain(buildLevels(features, found));
    expect(tree.own).toBe(false);
    tree.merges
      .slice(-given.heights.length)
      .forEach(({ height }, i) => expect(height).toBeCloseTo(given.heights[i], 3));
    for (const { k, labels } of given.cuts)
      expect(partsAlike(cutLevel(tree, k), labels), `${k}`).toBe(true);
  });
});

describe('lastMerges', () => {
  it('keeps the cuts of the whole tree', () => {
    const features = randomMatrix(90, 4, 2);
    const merges = drain(mergeByWard(features, new Float64Array(90).fill(1)));
    const whole = lastMerges(merges, 90, 200);
    expect(whole.merges.length).toBe(89);
    const last = lastMerges(merges, 90, 12);
    expect(last.merges.length).toBe(12);
    expect(new Set(last.parts).size).toBe(13);
    for (const k of [1, 2, 5, 13])
      expect(partsAlike(cutLevel(last, k), cutLevel(whole, k))).toBe(true);
  });
});

describe('offerLevels', () => {
  const offer = (found: number, heights: readonly number[]): number[] => {
    const merges = heights.map((height) => ({ a: 0, b: 0, height }));
    const tree: SegmentTree = {
      parts: new Int32Array(0),
      sizes: new Int32Array(0),
      merges,
      found,
      own: true,
    };
    return offerLevels(tree);
  };

  it('takes of each band the number before the costliest join', () => {
    // 12 parts; the joins that leave 5 and 2 segments are followed by a far higher one.
    expect(offer(12, [1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 90])).toEqual([2, 5, 12]);
  });

  it('offers finer ones, two bands of them', () => {
    const heights = Array.from({ length: 59 }, (_, i) => 1 + i * 0.001);
    const offered = offer(3, heights);
    expect(offered[0]).toBe(3);
    expect(offered.length).toBe(3);
    expect(offered[1]).toBeGreaterThanOrEqual(4);
    expect(offered[2]).toBeLessThanOrEqual(16);
  });

  it('is nested and a real step wherever it is asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 0, max: 40 }),
        (found, more) => {
          const heights = Array.from({ length: found + more - 1 }, (_, i) => i ** 2 + 1);
          const offered = offer(found, heights);
          expect(offered).toContain(found);
          offered.forEach((count, i) => {
            expect(count).toBeLessThanOrEqual(found + more);
            if (i > 0) expect(count).toBeGreaterThanOrEqual(offered[i - 1] * 1.25);
          });
        },
      ),
      { seed: 7 },
    );
  });
});

describe('parentsOf', () => {
  it('names the coarser segment that holds most', () => {
    const labels = Int32Array.of(0, 0, 0, 1, 1, 2, -1);
    expect([...parentsOf(labels, 4, Int32Array.of(7, 7, 5, 5, 7, 5, 5))]).toEqual([7, 5, 5, -1]);
  });
});

describe('splitRows', () => {
  it('finds two groups, however uneven', () => {
    const { features, truth } = blobs([90, 11], 6, 9);
    const split = drain(
      splitRows(
        features,
        truth.map((_, row) => row),
        5,
      ),
    );
    expect(partsAlike(split?.sides ?? [], truth)).toBe(true);
  });

  it('takes away what the means say', () => {
    const features = matrixOf([[0], [2], [10], [12]]);
    const split = drain(splitRows(features, Int32Array.of(0, 1, 2, 3), 1));
    expect([...(split?.sides ?? [])].sort()).toEqual([0, 0, 1, 1]);
    expect(split?.gain).toBeCloseTo(100, 6);
  });

  it('leaves both sides as many as asked for, or nothing', () => {
    const features = matrixOf([[0], [0.1], [0.2], [0.3], [50]]);
    const split = drain(splitRows(features, Int32Array.of(0, 1, 2, 3, 4), 2));
    expect(split?.sides.reduce((sum, side) => sum + side, 0)).toBe(2);
    expect(drain(splitRows(features, Int32Array.of(0, 1, 2, 3, 4), 3))).toBeUndefined();
  });
});

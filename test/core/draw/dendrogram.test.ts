import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kmeans } from '../../../src/core/cluster/kmeans';
import { buildLevels } from '../../../src/core/cluster/levels';
import { cutLevel } from '../../../src/core/cluster/part-tree';
import { ward } from '../../../src/core/cluster/ward';
import {
  branchesAtCut,
  countAtPlace,
  layOutDendrogram,
  placeOfCut,
} from '../../../src/core/draw/dendrogram';
import { drain } from '../../../src/core/steps';
import { randomMatrix } from '../../fixtures/matrices';

const TREE = {
  merges: [
    { a: 0, b: 1, height: 1 },
    { a: 2, b: 3, height: 2 },
    { a: 4, b: 5, height: 4 },
  ],
  sizes: [5, 2, 9, 1],
  found: 4,
  own: true,
};

describe('the drawing of a tree', () => {
  it('has the root at the left, parts at the right, larger branches first', () => {
    const { branches, across } = layOutDendrogram(TREE, () => 1);
    expect(across).toBe(4);
    expect(branches.map(({ size }) => size)).toEqual([5, 2, 9, 1, 7, 10, 17]);
    expect(branches.map(({ y }) => y)).toEqual([2.5, 3.5, 0.5, 1.5, 3, 1, 2]);
    expect(branches.slice(0, 4).every(({ x }) => x === 1)).toBe(true);
    expect(branches[6].x).toBe(0);
    expect(branches[5].x).toBeGreaterThan(branches[6].x);
    expect(branches[4].x).toBeGreaterThan(branches[5].x);
    expect(branches[6]).toMatchObject({ parent: -1, joins: [5, 4], from: 0, to: 4 });
  });

  it('is cut into as many branches as there are segments on that level', () => {
    for (const own of [true, false])
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 50 }), (k, seed) => {
          const features = randomMatrix(120, 3, seed);
          const method = own ? ward : kmeans;
          const found = drain(method(features, { k, seed, starts: 2 }));
          const tree = drain(buildLevels(features, found));
          const drawn = layOutDendrogram(tree, () => 1);
          const most = tree.merges.length + 1;
          for (let count = 1; count <= most; count++) {
            const cut = branchesAtCut(drawn, count);
            expect(cut.length).toBe(count);
            const sizes = new Map<number, number>();
            for (const label of cutLevel(tree, count))
              sizes.set(label, (sizes.get(label) ?? 0) + 1);
            const sorted = (list: number[]) => list.sort((a, b) => a - b);
            expect(sorted(cut.map(({ size }) => size))).toEqual(sorted([...sizes.values()]));
            const place = placeOfCut(drawn, count);
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThanOrEqual(1);
            if (count > 1) expect(place).toBeGreaterThanOrEqual(placeOfCut(drawn, count - 1));
          }
        }),
        { numRuns: 12, seed: 3 },
      );
  });

  it('finds the number again from where the line stands', () => {
    const drawn = layOutDendrogram(TREE, () => 1);
    for (const count of [2, 3, 4])
      expect(countAtPlace(drawn, placeOfCut(drawn, count))).toBe(count);
    expect(countAtPlace(drawn, -1)).toBe(1);
    expect(countAtPlace(drawn, 2)).toBe(4);
  });
});

import { describe, expect, it } from 'vitest';
import {
  chooseAmongMany,
  findPeak,
  MOST_MANY,
  numbersAmong,
} from '../../../src/core/cluster/choose-among-many';
import { kmeans } from '../../../src/core/cluster/kmeans';
import { kmeansFromTree, sphericalFromTree } from '../../../src/core/cluster/kmeans-from-tree';
import { directionsOf, takeRows } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { blobs, partsAlike, randomMatrix } from '../../fixtures/matrices';

describe('numbersAmong', () => {
  it('tries every number up to 24, then every twelfth part more, while segments are worth it', () => {
    expect(numbersAmong(4000)).toEqual([
      ...Array.from({ length: 23 }, (_, at) => 2 + at),
      27,
      30,
      34,
      38,
      43,
      48,
      54,
      60,
      67,
      75,
      84,
      94,
      105,
      118,
      132,
      148,
      166,
      186,
    ]);
    expect(numbersAmong(160).at(-1)).toBe(10);
    expect(numbersAmong(10)).toEqual([2, 3]);
    expect(numbersAmong(100000).at(-1)).toBeLessThanOrEqual(MOST_MANY);
  });
});

describe('chooseAmongMany', () => {
  it.each([3, 8, 15, 43])('finds %i groups that stand apart', (groups) => {
    const { features } = blobs(
      new Array<number>(groups).fill(Math.floor(1200 / groups)),
      24,
      groups,
      0.6,
    );
    expect(drain(chooseAmongMany(features)).k).toBe(groups);
  });

  it.each([8, 15])('finds %i groups where the sample is drawn to its neighbours', (groups) => {
    const { features } = blobs(
      new Array<number>(groups).fill(Math.floor(1200 / groups)),
      24,
      groups,
      2,
    );
    expect(drain(chooseAmongMany(features, true)).k).toBe(groups);
  });

  it('sees no more of a larger file: what lies beyond the sample draws nobody', () => {
    const features = directionsOf(randomMatrix(4300, 6, 5));
    const first = takeRows(
      features,
      Int32Array.from({ length: 4000 }, (_, row) => row),
    );
    expect(drain(chooseAmongMany(features, true))).toEqual(drain(chooseAmongMany(first, true)));
  });

  it('does not go on to ever smaller segments where there are no groups', () => {
    const { k, tried } = drain(chooseAmongMany(randomMatrix(1200, 24, 5)));
    expect(k).toBeLessThan(8);
    expect(tried.at(-1)?.silhouette).toBeLessThan(0.05);
  });
});

describe('findPeak', () => {
  const curve = (points: readonly (readonly [number, number])[]) =>
    points.map(([k, silhouette]) => ({ k, silhouette }));

  it('takes the middle of a broad peak, not the luckiest number at its edge', () => {
    const points = [
      [12, 0.28],
      [13, 0.29],
      [15, 0.311],
      [17, 0.326],
      [19, 0.324],
      [21, 0.323],
      [24, 0.315],
      [27, 0.29],
    ] as const;
    expect(findPeak(curve(points))).toBe(19);
  });

  it('takes a sharp peak among few segments as it stands', () => {
    const points = [
      [2, 0.6],
      [3, 0.9],
      [4, 0.75],
      [5, 0.7],
      [6, 0.65],
    ] as const;
    expect(findPeak(curve(points))).toBe(3);
  });

  it('never takes the fewest, which has a rule of its own', () => {
    expect(
      findPeak(
        curve([
          [2, 0.9],
          [3, 0.1],
        ]),
      ),
    ).toBe(3);
  });
});

describe('k-means from the tree', () => {
  it('is k-means where few segments are wanted', () => {
    const { features } = blobs([50, 40, 30], 4, 2);
    const options = { k: 3, seed: 4 };
    expect(drain(kmeansFromTree(features, options))).toEqual(drain(kmeans(features, options)));
  });

  it.each([kmeansFromTree, sphericalFromTree])('finds forty groups, all of them', (method) => {
    const { features, truth } = blobs(new Array<number>(40).fill(30), 16, 9, 0.4);
    const found = drain(method(features, { k: 40, seed: 1 }));
    expect(partsAlike(found.labels, truth)).toBe(true);
  });

  it('is never farther from its centres than the same drawn starts alone', () => {
    for (const seed of [1, 2, 3]) {
      const features = randomMatrix(600, 8, seed);
      const options = { k: 30, seed, starts: 2 };
      const [tree, drawn] = [kmeansFromTree, kmeans].map((method) =>
        drain(method(features, options)),
      );
      expect(tree.inertia).toBeLessThanOrEqual(drawn.inertia * (1 + 1e-6));
    }
  });
});

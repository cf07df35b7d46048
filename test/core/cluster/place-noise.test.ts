import { describe, expect, it } from 'vitest';
import { hdbscan } from '../../../src/core/cluster/hdbscan';
import { placeNoise } from '../../../src/core/cluster/place-noise';
import { findMembership } from '../../../src/core/cluster/soft-membership';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { drain } from '../../../src/core/steps';
import { blobs, graphOf, matrixOf } from '../../fixtures/matrices';

const features = matrixOf([[0], [2], [10], [12], [4], [6]]);
const labels = Int32Array.of(0, 0, 1, 1, -1, -1);

describe('placeNoise', () => {
  it('places by the nearest mean, by hand; between two, in the larger', () => {
    const found = drain(placeNoise(features, labels));
    expect([...found.labels]).toEqual([0, 0, 1, 1, 0, 0]);
    // The means are 1 and 11: 3 and 7 away, 5 and 5 away.
    expect(found.confidence[4]).toBeCloseTo(4 / 7, 6);
    expect(found.confidence[5]).toBe(0);
    expect([...found.confidence.subarray(0, 4)]).toEqual([1, 1, 1, 1]);
    expect(found.placed).toBe(2);
  });

  it('leaves noise out when asked, and where there are no segments', () => {
    const left = drain(placeNoise(features, labels, { how: 'leave' }));
    expect([...left.labels]).toEqual([...labels]);
    expect([...left.confidence]).toEqual([1, 1, 1, 1, 0, 0]);
    const none = new Int32Array(6).fill(-1);
    expect(drain(placeNoise(features, none))).toMatchObject({ labels: none, placed: 0 });
  });

  it('places by neighbours in waves, and by the mean where no wave comes', () => {
    const graph = graphOf([
      [1, 2],
      [0, 2],
      [3, 1],
      [2, 1],
      [2, 3],
      [4, 0],
    ]);
    const found = drain(placeNoise(features, labels, { how: 'neighbours', graph }));
    expect([...found.labels]).toEqual([0, 0, 1, 1, 1, 0]);
    expect([...found.confidence.subarray(4)]).toEqual([1, 0.5]);
    const apart = graphOf([[1], [0], [3], [2], [5], [4]]);
    const far = drain(placeNoise(features, labels, { how: 'neighbours', graph: apart }));
    expect([...far.labels]).toEqual([0, 0, 1, 1, 0, 0]);
  });

  it('places everyone where the known groups are, each way', () => {
    const { features: rows, truth } = blobs([60, 50, 40], 4, 6, 1);
    const found = drain(hdbscan(rows, { minClusterSize: 10, minSamples: 8 }));
    expect(found.k).toBe(3);
    // Those near the edges of their groups are taken for noise.
    const labels = found.labels.map((label, row) => (found.probabilities[row] < 0.6 ? -1 : label));
    expect(labels.filter((label) => label < 0).length).toBeGreaterThan(10);
    const before = labels.slice();
    const membership = drain(findMembership(rows, found));
    const graph = drain(findNeighbours(rows, 10));
    for (const placing of [
      { how: 'centre' },
      { how: 'neighbours', graph },
      { how: 'membership', membership },
    ] as const) {
      const placed = drain(placeNoise(rows, labels, placing));
      const right = [...placed.labels].filter((label, row) => {
        const own = before.findIndex((other, at) => other >= 0 && truth[at] === truth[row]);
        return label === before[own];
      });
      expect(right.length).toBeGreaterThan(147);
      expect(placed.confidence.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
    expect(labels).toEqual(before);
  });
});

import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../src/core/cluster/methods';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { smoothRows } from '../../../src/core/graph/smooth';
import { createMatrix, type Matrix, takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { placeCustomers } from '../../../src/core/segments/place-customers';
import {
  chooseReferences,
  learnFit,
  type SegmentModel,
  settleFit,
  voteByDistance,
} from '../../../src/core/segments/segment-model';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, randomMatrix } from '../../fixtures/matrices';

function modelOf(features: Matrix, labels: Int32Array, k: number, smoothed = false): SegmentModel {
  const graph = drain(findNeighbours(features, 15));
  const rows = smoothed ? smoothRows(features, graph) : features;
  const references = { features, rows, labels, k };
  return { ...references, fit: drain(learnFit(references, smoothed ? 'half' : 'none', 5, graph)) };
}

const layoutOf = ({ features }: SegmentModel) => new Float32Array(features.rows * 2);
const place = (model: SegmentModel, features: Matrix, layout = layoutOf(model)) =>
  drain(placeCustomers(model, features, layout));

describe('placing customers', () => {
  const { features, truth } = blobs([300, 200, 100], 6, 11);
  const half = 400;
  const first = takeRows(
    features,
    Array.from({ length: half }, (_, i) => i),
  );
  const next = takeRows(
    features,
    Array.from({ length: 200 }, (_, i) => half + i),
  );
  const model = modelOf(first, truth.slice(0, half), 3);

  it('puts each into the segment that it came from', () => {
    const { labels, nearest, misfits } = place(model, next);
    expect([...nearest]).toEqual([...truth.slice(half)]);
    expect(misfits.reduce((sum, misfit) => sum + misfit, 0)).toBeLessThanOrEqual(8);
    labels.forEach((label, row) => expect(label).toBe(misfits[row] === 1 ? -1 : nearest[row]));
  });

  it('gives the very customers their own segment back, by either rule', () => {
    const random = createRandom(3);
    const noisy = Int32Array.from(truth.slice(0, half), (label) =>
      random.next() < 0.2 ? random.below(3) : label,
    );
    for (const rule of ['neighbours', 'centres'] as const) {
      const learnt = modelOf(first, noisy, 3, true);
      const forced = { ...learnt, fit: { ...learnt.fit, rule } };
      expect([...place(forced, first).nearest]).toEqual([...noisy]);
    }
  });

  it('does not mind who else is placed, nor in which order', () => {
    const all = place(model, next);
    const order = shuffled(next.rows, createRandom(8));
    const other = place(model, takeRows(next, order));
    order.forEach((row, at) => {
      expect(other.labels[at]).toBe(all.labels[row]);
      expect(other.confidence[at]).toBe(all.confidence[row]);
      expect(other.map[at * 2]).toBe(all.map[row * 2]);
    });
  });

  it('is as sure as the share of like customers in the same segment, itself included', () => {
    const { labels, confidence } = place(model, next);
    labels.forEach((label, row) => expect(confidence[row]).toBe(label < 0 ? 0 : 1));
    const mixed = modelOf(
      first,
      Int32Array.from(first.data.subarray(0, half), (_, i) => i % 2),
      2,
    );
    for (const sure of place(mixed, next).confidence)
      expect([0, ...Array.from({ length: 16 }, (_, n) => (n + 1) / 16)]).toContain(sure);
  });

  it('lets who is far from everybody fit nowhere, and a whole group that is new', () => {
    const far = createMatrix(40, 6);
    const random = createRandom(4);
    for (let i = 0; i < far.data.length; i++) far.data[i] = 40 + random.normal() * 0.3;
    const { labels, misfits, confidence, strangeness } = place(model, far);
    expect(misfits.every((misfit) => misfit === 1)).toBe(true);
    expect(labels.every((label) => label === -1)).toBe(true);
    expect(confidence.every((sure) => sure === 0)).toBe(true);
    expect(Math.min(...strangeness)).toBeGreaterThan(5);
  });

  it('lets about 1 in 100 customers of the same kind fit nowhere', () => {
    let [misfits, rows] = [0, 0];
    for (let seed = 0; seed < 6; seed++) {
      const cloud = randomMatrix(3000, 5, 20 + seed);
      const found = drain(
        METHODS.kmeans(
          takeRows(
            cloud,
            Array.from({ length: 1500 }, (_, i) => i),
          ),
          {
            k: 4,
            seed: 1,
            settings: {},
          },
        ),
      );
      const learnt = modelOf(
        takeRows(
          cloud,
          Array.from({ length: 1500 }, (_, i) => i),
        ),
        found.labels,
        4,
      );
      const placed = place(
        learnt,
        takeRows(
          cloud,
          Array.from({ length: 1500 }, (_, i) => 1500 + i),
        ),
      );
      misfits += placed.misfits.reduce((sum, misfit) => sum + misfit, 0);
      rows += 1500;
    }
    expect(misfits / rows).toBeGreaterThan(0.006);
    expect(misfits / rows).toBeLessThan(0.014);
  });

  it('stands on the map among the neighbours of its own segment', () => {
    const layout = new Float32Array(half * 2);
    for (let row = 0; row < half; row++) layout.set([truth[row] * 10, -truth[row]], row * 2);
    const { map, nearest } = place(model, next, layout);
    nearest.forEach((label, row) => {
      expect(map[row * 2]).toBeCloseTo(label * 10, 4);
      expect(map[row * 2 + 1]).toBeCloseTo(-label, 4);
    });
  });

  it('is taken by the centres only where they do better and nobody is in none', () => {
    const rings = createMatrix(400, 2);
    const random = createRandom(6);
    const labels = Int32Array.from({ length: 400 }, (_, row) => row % 2);
    labels.forEach((label, row) => {
      const angle = random.next() * 2 * Math.PI;
      rings.data.set([Math.cos(angle) * (label + 1), Math.sin(angle) * (label + 1)], row * 2);
    });
    expect(modelOf(rings, labels, 2).fit.rule).toBe('neighbours');
    const cloud = randomMatrix(600, 8, 9);
    const cut = Int32Array.from({ length: 600 }, (_, row) => (cloud.data[row * 8] > 0 ? 0 : 1));
    expect(modelOf(cloud, cut, 2).fit.rule).toBe('centres');
    expect(modelOf(cloud, cut.with(0, -1), 2).fit.rule).toBe('neighbours');
  });

  it('leaves customers in none where the file left such in none', () => {
    const labels = truth.slice(0, half).map((label) => (label === 2 ? -1 : label));
    const loose = modelOf(first, labels, 2);
    const { labels: placed, nearest, misfits } = place(loose, next);
    truth.slice(half).forEach((label, row) => {
      expect(nearest[row]).toBe(label === 2 ? -1 : label);
      if (label === 2) expect(placed[row]).toBe(-1);
    });
    expect(misfits.reduce((sum, misfit) => sum + misfit, 0)).toBeLessThanOrEqual(8);
  });

  it('works among two customers, and among equal ones', () => {
    const two = modelOf(matrixOf([[0], [1]]), Int32Array.of(0, 1), 2);
    expect([...place(two, matrixOf([[0], [1], [0.2]])).nearest]).toEqual([0, 1, 0]);
    const equal = modelOf(
      matrixOf(Array.from({ length: 60 }, () => [1, 2])),
      new Int32Array(60),
      1,
    );
    const { misfits } = place(
      equal,
      matrixOf([
        [1, 2],
        [1, 2.1],
      ]),
    );
    expect([...misfits]).toEqual([0, 1]);
  });
});

describe('votes of neighbours', () => {
  const lists = (distances: number[]) => ({
    rows: 1,
    k: distances.length,
    indices: Int32Array.from(distances.keys()),
    distances: Float32Array.from(distances),
  });

  it('count one over the squared distance', () => {
    // 1 / 1 against 1 / 4 + 1 / 4, then against five quarters.
    expect([...voteByDistance(lists([1, 2, 2]), Int32Array.of(1, 0, 0), 2)]).toEqual([1]);
    expect([
      ...voteByDistance(lists([1, 2, 2, 2, 2, 2]), Int32Array.of(1, 0, 0, 0, 0, 0), 2),
    ]).toEqual([0]);
  });

  it('are those of equal customers alone, and go to the larger segment when they tie', () => {
    expect([...voteByDistance(lists([0, 0.1, 0.1]), Int32Array.of(1, 0, 0), 2)]).toEqual([1]);
    expect([...voteByDistance(lists([1, 1]), Int32Array.of(1, 0), 2)]).toEqual([0]);
    expect([...voteByDistance(lists([1]), Int32Array.of(-1), 2)]).toEqual([-1]);
  });
});

describe('who fits', () => {
  const quantiles = (limit: number | null) => ({ members: 5, median: 1, limit });

  it('is within the limit of its segment, or between segments, or nowhere', () => {
    const strict = [quantiles(2), quantiles(null)];
    expect(settleFit(0, 2, strict)).toEqual({ label: 0, misfit: false });
    expect(settleFit(0, 2.1, strict)).toEqual({ label: -1, misfit: true });
    const loose = [quantiles(2), quantiles(3)];
    expect(settleFit(0, 2.1, loose)).toEqual({ label: -1, misfit: false });
    expect(settleFit(-1, 2.1, loose)).toEqual({ label: -1, misfit: false });
    expect(settleFit(-1, 3.1, loose)).toEqual({ label: -1, misfit: true });
  });
});

describe('references', () => {
  it('are everybody, or a sample that the seed decides', () => {
    expect([...chooseReferences(4, 1)]).toEqual([0, 1, 2, 3]);
    const some = chooseReferences(1000, 1, 100);
    expect(some.length).toBe(100);
    expect(new Set(some).size).toBe(100);
    expect([...some]).toEqual([...some].sort((a, b) => a - b));
    expect(chooseReferences(1000, 1, 100)).toEqual(some);
    expect(chooseReferences(1000, 2, 100)).not.toEqual(some);
  });
});

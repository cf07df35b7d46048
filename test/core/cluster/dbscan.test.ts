import { describe, expect, it } from 'vitest';
import { dbscan, findKnee, suggestEps } from '../../../src/core/cluster/dbscan';
import { takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import {
  blobs,
  distanceOf,
  matrixOf,
  partsAlike,
  randomMatrix,
  readMatrix,
} from '../../fixtures/matrices';
import golden from '../../golden/density.json';

describe('dbscan against scikit-learn', () => {
  it.each(golden.dbscan)('$set, eps $eps', (given) => {
    const features = readMatrix(golden.sets[given.set as keyof typeof golden.sets]);
    const found = drain(dbscan(features, given));
    const core = [...found.core.keys()].filter((row) => found.core[row] === 1);
    expect(core).toEqual(given.core);
    const at = (labels: ArrayLike<number>) => core.map((row) => labels[row]);
    expect(partsAlike(at(found.labels), at(given.labels))).toBe(true);
    given.labels.forEach((label, row) => {
      expect(found.labels[row] < 0).toBe(label < 0);
      if (label < 0 || found.core[row] === 1) return;
      const nearest = core.reduce((best, other) =>
        distanceOf(features, row, other) < distanceOf(features, row, best) ? other : best,
      );
      expect(found.labels[row]).toBe(found.labels[nearest]);
    });
  });
});

describe('dbscan', () => {
  it('parts five points on a line, by hand', () => {
    const features = matrixOf([[0], [1], [2], [7], [8], [20]]);
    const found = drain(dbscan(features, { eps: 1, minSamples: 3 }));
    expect([...found.labels]).toEqual([0, 0, 0, -1, -1, -1]);
    expect([...found.core]).toEqual([0, 1, 0, 0, 0, 0]);
    expect([...drain(dbscan(features, { eps: 1, minSamples: 2 })).labels]).toEqual([
      0, 0, 0, 1, 1, -1,
    ]);
  });

  it('gives a border row to the nearer dense row, at equal distance to the larger segment', () => {
    const left = [0, 0.1, 0.2, 0.3];
    const right = [2.5, 2.6, 2.7, 2.8, 2.9, 3];
    const place = (border: number) => {
      const rows = [...left, border, ...right].map((value) => [value]);
      const found = drain(dbscan(matrixOf(rows), { eps: 1.125, minSamples: 4 }));
      expect(found.core[4]).toBe(0);
      return found.labels[4];
    };
    expect(place(1.39)).toBe(1);
    expect(place(1.41)).toBe(0);
    const even = matrixOf([[0], [-0.25], [-0.5], [-0.75], [1], [2], [2.25], [2.5], [2.75], [3]]);
    const found = drain(dbscan(even, { eps: 1, minSamples: 4 }));
    expect(found.labels[4]).toBe(found.labels[9]);
    expect(found.k).toBe(2);
  });

  it('gives the same for any order of the rows', () => {
    const features = randomMatrix(150, 2, 7);
    const options = { eps: 0.3, minSamples: 4 };
    const found = drain(dbscan(features, options));
    expect(found.k).toBeGreaterThan(1);
    for (const seed of [1, 2, 3]) {
      const order = shuffled(150, createRandom(seed));
      const again = drain(dbscan(takeRows(features, order), options));
      const back = Array.from(order, (row) => found.labels[row]);
      expect(partsAlike(again.labels, back)).toBe(true);
    }
  });

  it('takes nobody, one row and rows that are all equal', () => {
    expect(drain(dbscan({ ...matrixOf([]), cols: 2 }, { eps: 1, minSamples: 2 })).k).toBe(0);
    expect([...drain(dbscan(matrixOf([[1]]), { eps: 1, minSamples: 1 })).labels]).toEqual([0]);
    expect([...drain(dbscan(matrixOf([[1]]), { eps: 1, minSamples: 2 })).labels]).toEqual([-1]);
    const equal = matrixOf(new Array<number[]>(50).fill([1, 2]));
    expect(drain(dbscan(equal, { eps: 0.1, minSamples: 40 })).k).toBe(1);
    expect(drain(dbscan(equal, { eps: 0.1, minSamples: 51 })).k).toBe(0);
  });

  it('can be stopped', () => {
    const steps = dbscan(randomMatrix(500, 4, 1), { eps: 1, minSamples: 4 });
    expect(steps.next().done).toBe(false);
    steps.return(undefined as never);
    expect(steps.next().done).toBe(true);
  });
});

describe('suggestEps', () => {
  it('finds the knee of a bent line, by hand', () => {
    expect(findKnee(Float64Array.of(1, 1, 1, 1, 5, 9))).toBe(3);
    expect(findKnee(Float64Array.of(2, 2, 2))).toBe(2);
  });

  it('parts groups that stand apart', () => {
    const { features, truth } = blobs([60, 50, 40], 3, 6);
    const { eps, distances } = drain(suggestEps(features, 5));
    expect(distances.length).toBe(150);
    const found = drain(dbscan(features, { eps, minSamples: 5 }));
    const kept = [...found.labels.keys()].filter((row) => found.labels[row] >= 0);
    expect(kept.length).toBeGreaterThan(120);
    const at = (labels: Int32Array) => kept.map((row) => labels[row]);
    expect(partsAlike(at(found.labels), at(truth))).toBe(true);
  });

  it('is above 0 where most rows are equal', () => {
    const rows = [...new Array<number[]>(30).fill([0]), [1], [2]];
    expect(drain(suggestEps(matrixOf(rows), 4)).eps).toBeGreaterThan(0);
  });
});

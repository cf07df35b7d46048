import { describe, expect, it } from 'vitest';
import { dbcv } from '../../../src/core/measure/density-validity';
import { takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { matrixOf, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/density.json';

describe('dbcv against hdbscan.validity', () => {
  it.each(golden.validity)('$set: $score', (given) => {
    const features = readMatrix(golden.sets[given.set as keyof typeof golden.sets]);
    const { score, each } = drain(dbcv(features, Int32Array.from(given.labels)));
    expect(Math.abs(score - given.score)).toBeLessThan(1e-5);
    given.each.forEach((value, label) => expect(Math.abs(each[label] - value)).toBeLessThan(1e-5));
  });
});

describe('dbcv', () => {
  it('scores two pairs by hand', () => {
    // A pair 1 apart: core distance 1, no inner rows, sparseness 1; the gap is 9.
    const { score, each } = drain(
      dbcv(matrixOf([[0], [1], [10], [11]]), Int32Array.of(0, 0, 1, 1)),
    );
    expect([...each]).toEqual([8 / 9, 8 / 9]);
    expect(score).toBeCloseTo(8 / 9, 12);
  });

  it('counts noise and single rows as 0', () => {
    const features = matrixOf([[0], [1], [10], [11], [50], [70]]);
    const { score } = drain(dbcv(features, Int32Array.of(0, 0, 1, 1, 2, -1)));
    expect(score).toBeCloseTo((8 / 9) * (4 / 6), 12);
    expect(drain(dbcv(features, Int32Array.of(0, 0, 0, 0, 0, 0))).score).toBe(0);
    expect(drain(dbcv(features, new Int32Array(6).fill(-1))).score).toBe(0);
  });

  it('does not depend on the order of the rows', () => {
    const features = randomMatrix(90, 4, 2);
    const labels = Int32Array.from({ length: 90 }, (_, row) =>
      features.data[row * 4] > 0.5 ? 1 : 0,
    );
    const { score } = drain(dbcv(features, labels));
    const order = shuffled(90, createRandom(3));
    const moved = Int32Array.from(order, (row) => labels[row]);
    expect(drain(dbcv(takeRows(features, order), moved)).score).toBeCloseTo(score, 9);
  });

  it('keeps its numbers in many columns, where powers overflow', () => {
    const features = randomMatrix(60, 400, 5);
    for (let i = 0; i < features.data.length; i++) features.data[i] *= 0.01;
    const labels = Int32Array.from({ length: 60 }, (_, row) => row % 2);
    const { score } = drain(dbcv(features, labels));
    expect(score).toBeGreaterThan(-1);
    expect(score).toBeLessThan(0);
  });

  it('takes equal rows', () => {
    const rows = [...new Array<number[]>(6).fill([1, 1]), ...new Array<number[]>(6).fill([2, 2])];
    const labels = Int32Array.from({ length: 12 }, (_, row) => (row < 6 ? 0 : 1));
    expect(drain(dbcv(matrixOf(rows), labels)).score).toBe(1);
  });
});

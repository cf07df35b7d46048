import { describe, expect, it } from 'vitest';
import { meansByLabel, settleLabels } from '../../../src/core/cluster/clustering';
import { matrixOf } from '../../fixtures/matrices';

const line = matrixOf([[0], [2], [10], [12], [14], [100]]);

describe('settleLabels', () => {
  it('numbers by size, equal sizes by their first row', () => {
    const found = settleLabels(line, Int32Array.of(7, 7, 3, 3, 3, 5));
    expect([...found.labels]).toEqual([1, 1, 0, 0, 0, 2]);
    expect(found.k).toBe(3);
    expect([...settleLabels(line, Int32Array.of(9, 1, 9, 1, 4, 4)).labels]).toEqual([
      0, 1, 0, 1, 2, 2,
    ]);
  });

  it('gives the mean rows and the sum of squared distances to them', () => {
    const found = settleLabels(line, Int32Array.of(7, 7, 3, 3, 3, 5));
    expect([...found.centres.data]).toEqual([12, 1, 100]);
    expect(found.inertia).toBe(1 + 1 + 4 + 0 + 4);
  });

  it('leaves out who is nowhere, and labels that hold nobody', () => {
    const found = settleLabels(line, Int32Array.of(-1, 4, 4, -1, 2, 4));
    expect([...found.labels]).toEqual([-1, 0, 0, -1, 1, 0]);
    expect(found.k).toBe(2);
    expect(found.centres.data[1]).toBe(14);
    expect(found.inertia).toBeCloseTo(
      (2 - 112 / 3) ** 2 + (10 - 112 / 3) ** 2 + (100 - 112 / 3) ** 2,
      3,
    );
  });
});

describe('meansByLabel', () => {
  it('averages each column, and gives zeros for a label without rows', () => {
    const features = matrixOf([
      [1, 10],
      [3, 20],
      [7, 70],
      [9, 9],
    ]);
    const means = meansByLabel(features, Int32Array.of(0, 0, 2, -1), 3);
    expect(means).toMatchObject({ rows: 3, cols: 2 });
    expect([...means.data]).toEqual([2, 15, 0, 0, 7, 70]);
  });
});

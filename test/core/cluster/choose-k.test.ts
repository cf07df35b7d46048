import { describe, expect, it } from 'vitest';
import { chooseNumber, decide, FEWEST, MOST } from '../../../src/core/cluster/choose-k';
import { FIND_NUMBER, MATRIX_METHOD_IDS } from '../../../src/core/cluster/method-ids';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf } from '../../fixtures/matrices';

const tried = (...silhouettes: number[]) =>
  silhouettes.map((silhouette, i) => ({ k: i + 2, silhouette }));

describe('decide', () => {
  it.each<[string, number[], number]>([
    ['the best from 3 up', [0.3, 0.4, 0.5, 0.3], 4],
    ['the fewest within 95 % of the best', [0.3, 0.476, 0.5, 0.3], 3],
    ['not one just below 95 %', [0.3, 0.474, 0.5, 0.3], 4],
    ['two where half as clear again as anything finer', [0.75, 0.5, 0.5], 2],
    ['not two where a little less clear', [0.74, 0.5, 0.5], 3],
    ['the fewest of equals', [0.1, 0.4, 0.4, 0.4], 3],
    ['the best where all are negative', [-0.1, -0.5, -0.2, -0.3], 4],
    ['two where only that was tried', [0.2], 2],
    ['one where nothing could be tried', [], 1],
  ])('takes %s', (_, silhouettes, k) => {
    expect(decide(tried(...silhouettes))).toBe(k);
  });

  it('does not need to have tried two', () => {
    expect(decide(tried(0.9, 0.3, 0.4).slice(1))).toBe(4);
  });
});

describe('chooseNumber', () => {
  it.each(MATRIX_METHOD_IDS.filter((id) => !FIND_NUMBER.has(id)))(
    'finds five groups that stand apart with %s',
    (method) => {
      const { features } = blobs([80, 70, 60, 50, 40], 6, 12);
      const choice = drain(chooseNumber(features, method, 1));
      expect(choice.k).toBe(5);
      expect(choice.tried.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(choice.tried[3].silhouette).toBeGreaterThan(0.8);
    },
  );

  it('finds two groups where there are but two', () => {
    const { features } = blobs([120, 100], 5, 3, 0.2);
    expect(drain(chooseNumber(features, 'kmeans', 1)).k).toBe(2);
  });

  it('asks for 25 customers a segment, but looks at three at least', () => {
    const few = blobs([30, 30, 30, 30], 3, 1).features;
    expect(drain(chooseNumber(few, 'kmeans', 1)).tried.map(({ k }) => k)).toEqual([2, 3, 4]);
    const tiny = blobs([4, 4, 4], 3, 1).features;
    expect(drain(chooseNumber(tiny, 'kmeans', 1)).tried.map(({ k }) => k)).toEqual([2, 3]);
    expect([FEWEST, MOST]).toEqual([2, 10]);
  });

  it('makes one segment of two or three customers that cannot be tried, and of equal ones', () => {
    expect(drain(chooseNumber(matrixOf([[0], [1], [2]]), 'kmeans', 1))).toEqual({
      k: 1,
      tried: [],
    });
    const same = matrixOf(new Array(60).fill([1, 1]));
    expect(drain(chooseNumber(same, 'kmeans', 1)).k).toBe(1);
  });
});

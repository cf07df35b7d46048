import { expect, it } from 'vitest';
import { smoothRows } from '../../../src/core/graph/smooth';
import { graphOf, matrixOf } from '../../fixtures/matrices';

it('draws every row half-way to the mean of its neighbours', () => {
  const features = matrixOf([
    [0, 0],
    [4, 0],
    [0, 8],
  ]);
  const smoothed = smoothRows(
    features,
    graphOf([
      [1, 2],
      [0, 2],
      [0, 1],
    ]),
  );
  expect([...smoothed.data]).toEqual([1, 2, 2, 2, 1, 4]);
  expect([...features.data]).toEqual([0, 0, 4, 0, 0, 8]);
});

it('looks at the ten nearest and no further', () => {
  const features = matrixOf([[0], ...Array.from({ length: 10 }, () => [2]), [1000]]);
  const neighbours = Array.from({ length: 12 }, () => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(smoothRows(features, graphOf(neighbours)).data[0]).toBe(1);
});

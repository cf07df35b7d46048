import { expect, it } from 'vitest';
import {
  createMatrix,
  dot,
  firstRows,
  normalise,
  rowOf,
  squaredNorms,
  takeRows,
} from '../../src/core/matrix';
import { matrixOf } from '../fixtures/matrices';

const three = matrixOf([
  [3, 4],
  [0, 0],
  [-5, 12],
]);

it('gives a row as a view', () => {
  const matrix = createMatrix(2, 3);
  rowOf(matrix, 1).set([1, 2, 3]);
  expect([...matrix.data]).toEqual([0, 0, 0, 1, 2, 3]);
});

it('measures, scales and multiplies', () => {
  expect([...squaredNorms(three)]).toEqual([25, 0, 169]);
  expect(dot([3, 4], [-5, 12])).toBe(33);
  const vector = Float32Array.of(3, 4);
  normalise(vector);
  expect([...vector]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  const zero = new Float32Array(3);
  normalise(zero);
  expect([...zero]).toEqual([0, 0, 0]);
});

it('takes rows as a copy and first rows as a view', () => {
  const taken = takeRows(three, [2, 0, 2]);
  expect(taken).toMatchObject({ rows: 3, cols: 2 });
  expect([...taken.data]).toEqual([-5, 12, 3, 4, -5, 12]);
  const first = firstRows(three, 1);
  expect(first).toMatchObject({ rows: 1, cols: 2 });
  expect(first.data.buffer).toBe(three.data.buffer);
  expect([...first.data]).toEqual([3, 4]);
});

import { describe, expect, it } from 'vitest';
import { createMatrix, dot, type Matrix, rowOf } from '../../../src/core/matrix';
import { reduceRows } from '../../../src/core/project/reduce-rows';
import { findEigen } from '../../../src/core/project/symmetric-eigen';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { distanceOf, matrixOf, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/space.json';

const features = readMatrix(golden.features);
const reduce = (matrix: Matrix, variance: number, most?: number, seed = 1) =>
  drain(reduceRows(matrix, { seed, variance, ...(most === undefined ? {} : { most }) }));

describe('findEigen', () => {
  it('knows the answer by hand', () => {
    const { values, vectors } = findEigen([2, 1, 1, 2], 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(Math.abs(vectors[0])).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[0] / vectors[1]).toBeCloseTo(1, 12);
  });

  it.each([1, 3, 17, 60])('makes the matrix again from its parts, at size %i', (size) => {
    const random = createRandom(size);
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++)
        matrix[i * size + j] = matrix[j * size + i] = Math.round(random.normal() * 4);
    const { values, vectors } = findEigen(matrix, size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        let sum = 0;
        let upright = 0;
        for (let c = 0; c < size; c++) {
          sum += values[c] * vectors[c * size + i] * vectors[c * size + j];
          upright += vectors[i * size + c] * vectors[j * size + c];
        }
        expect(sum).toBeCloseTo(matrix[i * size + j], 9);
        expect(upright).toBeCloseTo(Number(i === j), 10);
      }
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
  });
});

describe('reduceRows', () => {
  it('finds the subspace and the variances of randomized_svd', () => {
    const { axes, variances } = reduce(features, 1, 12);
    expect(axes.rows).toBe(12);
    golden.variances.forEach((variance, c) => expect(variances[c] / variance).toBeCloseTo(1, 3));
    // The first ten span what the golden twelve span.
    for (let c = 0; c < 10; c++) {
      let inside = 0;
      for (const axis of golden.axes) inside += dot(rowOf(axes, c), axis) ** 2;
      expect(inside).toBeGreaterThan(0.998);
    }
  });

  it.each([0.5, 0.8, 0.95])('keeps as many components as %f of the variance takes', (share) => {
    const { rows, kept } = reduce(features, share);
    const key = `${share}` as keyof typeof golden.components;
    expect(rows.cols).toBe(golden.components[key]);
    expect(kept).toBeCloseTo(golden.kept[key], 4);
  });

  it('finds the same by power iterations as exactly', () => {
    // 200 columns for at most 20 components: the random subspace serves; without a limit the exact way.
    const wide = createMatrix(400, 200);
    const random = createRandom(3);
    for (let row = 0; row < 400; row++)
      for (let col = 0; col < 200; col++) wide.data[row * 200 + col] = random.normal() * 0.9 ** col;
    const few = reduce(wide, 1, 20);
    const all = reduce(wide, 0.9999);
    for (let c = 0; c < 15; c++) {
      expect(few.variances[c] / all.variances[c]).toBeCloseTo(1, 4);
      expect(dot(rowOf(few.axes, c), rowOf(all.axes, c))).toBeGreaterThan(0.999);
    }
  });

  it('also where columns are too many to make all their pairs', () => {
    const wide = createMatrix(60, 1100);
    const random = createRandom(9);
    for (let row = 0; row < 60; row++) {
      const [a, b] = [random.normal() * 9, random.normal() * 5];
      for (let col = 0; col < 1100; col++)
        wide.data[row * 1100 + col] = (col % 2 === 0 ? a : b) + random.normal() * 0.1;
    }
    const { rows, kept } = reduce(wide, 0.99);
    expect(rows.cols).toBe(2);
    expect(kept).toBeGreaterThan(0.99);
  });

  it('keeps distances when it keeps everything', () => {
    const { rows, kept } = reduce(features, 1);
    expect(kept).toBeCloseTo(1, 6);
    for (let row = 1; row < 40; row++)
      expect(distanceOf(rows, row, row - 1)).toBeCloseTo(distanceOf(features, row, row - 1), 3);
  });

  it('is the same for the same seed, and leaves its input as it was', () => {
    const before = features.data.slice();
    expect(reduce(features, 0.8, 40)).toEqual(reduce(features, 0.8, 40));
    expect(features.data).toEqual(before);
  });

  it('takes one row, one column, and rows that are all the same', () => {
    expect(reduce(matrixOf([[1, 2, 3]]), 0.9).rows).toMatchObject({ rows: 1, cols: 0 });
    expect(reduce(randomMatrix(9, 1, 1), 0.9).rows.cols).toBe(1);
    expect(reduce(matrixOf(new Array(5).fill([2, 3])), 0.9)).toMatchObject({ kept: 1 });
  });
});

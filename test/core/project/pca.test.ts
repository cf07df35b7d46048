import { describe, expect, it } from 'vitest';
import { createMatrix, dot, rowOf } from '../../../src/core/matrix';
import { findPrincipal, projectRows } from '../../../src/core/project/pca';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { matrixOf, randomMatrix, readMatrix } from '../../fixtures/matrices';
import layout from '../../golden/layout.json';
import golden from '../../golden/pca.json';

describe('findPrincipal', () => {
  const features = readMatrix(golden.features);
  const found = drain(findPrincipal(features, 4, 1));

  it('finds the axes and deviations of scikit-learn', () => {
    found.mean.forEach((mean, col) => expect(mean).toBeCloseTo(golden.mean[col], 5));
    golden.axes.forEach((axis, c) => {
      expect(found.deviations[c] / golden.deviations[c]).toBeCloseTo(1, 3);
      expect(Math.abs(dot(rowOf(found.axes, c), axis))).toBeGreaterThan(0.9995);
    });
  });

  it('finds the axes where one deviation is close to the next', () => {
    const digits = matrixOf(
      layout.digits.map((row) => [...row].map((letter) => letter.charCodeAt(0) - 97)),
    );
    const plane = drain(findPrincipal(digits, 3, 1));
    layout.axes.forEach((axis, c) => {
      expect(plane.deviations[c] / layout.deviations[c]).toBeCloseTo(1, 2);
      expect(Math.abs(dot(rowOf(plane.axes, c), axis))).toBeGreaterThan(0.99);
    });
  });

  it('turns every axis so that its largest entry is positive, and keeps them upright', () => {
    for (let a = 0; a < 4; a++) {
      const axis = rowOf(found.axes, a);
      const peak = axis.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
      expect(peak).toBeGreaterThan(0);
      for (let b = 0; b < 4; b++)
        expect(dot(axis, rowOf(found.axes, b))).toBeCloseTo(a === b ? 1 : 0, 5);
    }
  });

  it('finds nearly the same from another seed', () => {
    const other = drain(findPrincipal(features, 4, 99));
    for (let c = 0; c < 4; c++)
      expect(dot(rowOf(found.axes, c), rowOf(other.axes, c))).toBeGreaterThan(0.999);
    expect(drain(findPrincipal(features, 4, 1))).toEqual(found);
  });

  it('gives no more axes than rows or columns allow', () => {
    expect(drain(findPrincipal(matrixOf([[1, 2, 3]]), 2, 1)).axes.rows).toBe(1);
    expect(drain(findPrincipal(matrixOf([[1], [2], [4]]), 2, 1)).axes.rows).toBe(1);
    expect(drain(findPrincipal(randomMatrix(3, 9, 1), 8, 1)).axes.rows).toBe(2);
  });

  it('takes rows that are all equal', () => {
    const flat = drain(findPrincipal(matrixOf(new Array(5).fill([2, 3])), 2, 1));
    expect([...flat.mean]).toEqual([2, 3]);
    expect([...flat.deviations]).toEqual([0, 0]);
  });

  it('finds the same plane from every few-th row of many', () => {
    const many = createMatrix(3000, 6);
    const random = createRandom(4);
    const scale = [6, 4, 1, 1, 0.5, 0.5];
    for (let i = 0; i < many.data.length; i++) many.data[i] = random.normal() * scale[i % 6];
    const whole = drain(findPrincipal(many, 2, 1, 3000));
    const part = drain(findPrincipal(many, 2, 1, 500));
    for (let c = 0; c < 2; c++)
      expect(dot(rowOf(whole.axes, c), rowOf(part.axes, c))).toBeGreaterThan(0.98);
  });
});

describe('projectRows', () => {
  it('measures along the axes from the middle', () => {
    const features = matrixOf([
      [1, 0],
      [3, 0],
      [2, 5],
    ]);
    const axes = matrixOf([
      [0, 1],
      [0.6, 0.8],
    ]);
    const projected = projectRows(features, {
      axes,
      mean: Float64Array.of(2, 0),
      deviations: Float64Array.of(1, 1),
    });
    const expected = [0, -0.6, 0, 0.6, 5, 4];
    expect(projected).toMatchObject({ rows: 3, cols: 2 });
    projected.data.forEach((x, i) => expect(x).toBeCloseTo(expected[i], 6));
  });
});

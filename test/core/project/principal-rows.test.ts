import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../src/core/matrix';
import { findPrincipal, projectRows } from '../../../src/core/project/pca';
import { principalRows } from '../../../src/core/project/principal-rows';
import { drain } from '../../../src/core/steps';
import { matrixOf, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/pca.json';

describe('principalRows', () => {
  const features = readMatrix(golden.features);

  it('finds the deviations of scikit-learn and the rows along its axes', () => {
    const { rows, variances } = drain(principalRows(features, 4));
    const found = drain(findPrincipal(features, 4, 1));
    const plainly = projectRows(features, found);
    golden.deviations.forEach((deviation, c) => {
      const unbiased = (variances[c] * features.rows) / (features.rows - 1);
      expect(Math.sqrt(unbiased) / deviation).toBeCloseTo(1, 3);
      const sign = Math.sign(rows.data[c] * plainly.data[c]);
      for (let row = 0; row < features.rows; row++)
        expect(rowOf(rows, row)[c]).toBeCloseTo(sign * rowOf(plainly, row)[c], 1);
    });
  });

  it('learns from some rows and places all', () => {
    const line = matrixOf([
      [0, 0],
      [2, 2],
      [4, 4],
      [1, 3],
      [9, -9],
    ]);
    const { rows, variances } = drain(principalRows(line, 2, Int32Array.of(0, 1, 2)));
    expect(variances[0]).toBeCloseTo((8 + 0 + 8) / 3, 5);
    expect(variances[1]).toBeCloseTo(0, 5);
    const along = [-2, 0, 2, 0, -2].map((x) => x * Math.SQRT2);
    const sign = Math.sign(rows.data[4]);
    [0, 1, 2, 3].forEach((row) => expect(sign * rows.data[row * 2]).toBeCloseTo(along[row], 4));
    expect(Math.abs(rows.data[3 * 2 + 1])).toBeCloseTo(Math.SQRT2, 4);
    expect(Math.abs(rows.data[4 * 2 + 1])).toBeCloseTo(9 * Math.SQRT2, 4);
  });

  it('gives more rows than one block holds the same places', () => {
    const many = randomMatrix(700, 6, 2);
    const all = drain(principalRows(many, 6)).rows;
    for (const row of [0, 255, 256, 511, 699]) {
      const [before, after] = [rowOf(many, row), rowOf(all, row)];
      const other = rowOf(many, 3);
      const apart = Math.hypot(...before.map((value, col) => value - other[col]));
      expect(Math.hypot(...after.map((value, c) => value - all.data[3 * 6 + c]))).toBeCloseTo(
        apart,
        4,
      );
    }
  });
});

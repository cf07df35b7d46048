import { createMatrix, type Matrix, takeRows } from '../matrix';
import type { Steps } from '../steps';
import { projectAlong } from './project-along';
import { findEigen } from './symmetric-eigen';

/** Rows as seen from their middle, along their axes of greatest variance. */
export interface PrincipalRows {
  /** rows x components. */
  readonly rows: Matrix;
  /** Variance along each axis, the greatest first. */
  readonly variances: Float64Array;
}

/**
 * Principal components by the products of all pairs of columns: exact, in O(rows x cols^2 + cols^3), on blocks that
 * fit the cache. For up to some hundred columns; `findPrincipal` is for more.
 *
 * @param components wanted; at most as many as there are columns.
 * @param learnt the rows that middle and axes are learnt from; all when absent.
 */
export function* principalRows(
  features: Matrix,
  components: number,
  learnt?: Int32Array,
): Steps<PrincipalRows> {
  const { cols } = features;
  const sample = learnt === undefined ? features : takeRows(features, learnt);
  const mean = new Float64Array(cols);
  for (let row = 0, at = 0; row < sample.rows; row++)
    for (let col = 0; col < cols; col++, at++) mean[col] += sample.data[at] / sample.rows;
  const turned = createMatrix(cols, sample.rows);
  for (let row = 0, at = 0; row < sample.rows; row++)
    for (let col = 0; col < cols; col++, at++)
      turned.data[col * sample.rows + row] = sample.data[at] - mean[col];
  const { values, vectors } = findEigen((yield* projectAlong(turned, turned)).data, cols);
  const count = Math.min(components, cols);
  const axes: Matrix = {
    data: Float32Array.from(vectors.subarray(0, count * cols)),
    rows: count,
    cols,
  };
  return {
    rows: yield* projectAlong(features, axes, mean),
    variances: values.slice(0, count).map((value) => Math.max(0, value) / sample.rows),
  };
}

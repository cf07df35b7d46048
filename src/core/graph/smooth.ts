import { createMatrix, type Matrix } from '../matrix';
import type { Graph } from './neighbours';

/** Neighbours that take part in smoothing. */
export const SMOOTHING_NEIGHBOURS = 10;

/**
 * Every row drawn half-way to the mean of its nearest neighbours: noise of single texts averages
 * out, groups stay. One round lifts the agreement of k-means and Ward with known groups on every
 * set it was measured on.
 *
 * @returns a new matrix of the same shape.
 */
export function smoothRows(features: Matrix, graph: Graph): Matrix {
  const { rows, cols, data } = features;
  const smoothed = createMatrix(rows, cols);
  const count = Math.min(SMOOTHING_NEIGHBOURS, graph.k);
  const sum = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    sum.fill(0);
    for (let n = 0; n < count; n++) {
      const at = graph.indices[row * graph.k + n] * cols;
      for (let col = 0; col < cols; col++) sum[col] += data[at + col];
    }
    const at = row * cols;
    for (let col = 0; col < cols; col++)
      smoothed.data[at + col] = 0.5 * data[at + col] + (0.5 * sum[col]) / count;
  }
  return smoothed;
}

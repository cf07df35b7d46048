import { createMatrix, type Matrix } from '../matrix';
import { createRandom } from '../random';
import type { Steps } from '../steps';

/** Directions of greatest variance, and where the middle is. */
export interface Principal {
  /** components x cols, each of length 1, its largest entry positive. */
  readonly axes: Matrix;
  readonly mean: Float64Array;
  /** Standard deviation along each axis. */
  readonly deviations: Float64Array;
}

const ROUNDS = 12;
const EXTRA = 6;

/**
 * The first principal components by subspace iteration with a seeded start (Halko, Martinsson and
 * Tropp 2011, doi:10.1137/090771806). Above `sample` rows every few-th row serves.
 *
 * @param components wanted; fewer come back when the rows or columns do not allow them.
 */
export function* findPrincipal(
  features: Matrix,
  components: number,
  seed: number,
  sample = 5000,
): Steps<Principal> {
  const { cols, data } = features;
  const step = Math.max(1, Math.ceil(features.rows / sample));
  const rows: number[] = [];
  for (let row = 0; row < features.rows; row += step) rows.push(row);
  const count = Math.min(components, cols, Math.max(1, rows.length - 1));
  const width = Math.min(cols, count + EXTRA);

  const mean = new Float64Array(cols);
  for (const row of rows)
    for (let col = 0; col < cols; col++) mean[col] += data[row * cols + col] / rows.length;

  const random = createRandom(seed);
  let basis = Array.from({ length: width }, () =>
    Float64Array.from({ length: cols }, () => random.normal()),
  );
  orthonormalise(basis);
  const projected = new Float64Array(width);
  let lengths: Float64Array = new Float64Array(width);
  for (let round = 0; round < ROUNDS; round++) {
    const image = Array.from({ length: width }, () => new Float64Array(cols));
    for (let i = 0; i < rows.length; i++) {
      const at = rows[i] * cols;
      for (let c = 0; c < width; c++) {
        let sum = 0;
        const axis = basis[c];
        for (let col = 0; col < cols; col++) sum += (data[at + col] - mean[col]) * axis[col];
        projected[c] = sum;
      }
      for (let c = 0; c < width; c++) {
        const target = image[c];
        const weight = projected[c];
        for (let col = 0; col < cols; col++) target[col] += weight * (data[at + col] - mean[col]);
      }
      if ((i & 255) === 255) yield { done: round + i / rows.length, total: ROUNDS };
    }
    lengths = orthonormalise(image);
    basis = image;
  }

  const order = Array.from(basis.keys()).sort((a, b) => lengths[b] - lengths[a] || a - b);
  const axes = createMatrix(count, cols);
  const deviations = new Float64Array(count);
  for (let c = 0; c < count; c++) {
    const axis = basis[order[c]];
    let peak = 0;
    for (let col = 1; col < cols; col++)
      if (Math.abs(axis[col]) > Math.abs(axis[peak]) + 1e-9) peak = col;
    const sign = axis[peak] < 0 ? -1 : 1;
    for (let col = 0; col < cols; col++) axes.data[c * cols + col] = sign * axis[col];
    deviations[c] = Math.sqrt(lengths[order[c]] / Math.max(1, rows.length - 1));
  }
  return { axes, mean, deviations };
}

/** Gram-Schmidt in place, twice for accuracy; returns the lengths that the vectors had left. */
function orthonormalise(vectors: Float64Array[]): Float64Array {
  const lengths = new Float64Array(vectors.length);
  for (let i = 0; i < vectors.length; i++) {
    const vector = vectors[i];
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = vectors[j];
        let product = 0;
        for (let col = 0; col < vector.length; col++) product += vector[col] * other[col];
        for (let col = 0; col < vector.length; col++) vector[col] -= product * other[col];
      }
    }
    let length = 0;
    for (let col = 0; col < vector.length; col++) length += vector[col] * vector[col];
    length = Math.sqrt(length);
    lengths[i] = length;
    const scale = length > 1e-12 ? 1 / length : 0;
    for (let col = 0; col < vector.length; col++) vector[col] *= scale;
  }
  return lengths;
}

/** Coordinates of the rows on the axes, rows x components. */
export function projectRows(features: Matrix, principal: Principal): Matrix {
  const { axes, mean } = principal;
  const { cols, data } = features;
  const projected = createMatrix(features.rows, axes.rows);
  for (let row = 0; row < features.rows; row++)
    for (let c = 0; c < axes.rows; c++) {
      let sum = 0;
      for (let col = 0; col < cols; col++)
        sum += (data[row * cols + col] - mean[col]) * axes.data[c * cols + col];
      projected.data[row * axes.rows + c] = sum;
    }
  return projected;
}

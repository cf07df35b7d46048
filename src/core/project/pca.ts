import { createMatrix, dot, type Matrix } from '../matrix';
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

const ROUNDS = 8;
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
  const row = new Float64Array(cols);
  let image = basis;
  for (let round = 0; round < ROUNDS; round++) {
    image = Array.from({ length: width }, () => new Float64Array(cols));
    for (let i = 0; i < rows.length; i++) {
      const at = rows[i] * cols;
      for (let col = 0; col < cols; col++) row[col] = data[at + col] - mean[col];
      alongAxes(row, basis, projected);
      addAlong(row, projected, image);
      if ((i & 255) === 255) yield { done: round + i / rows.length, total: ROUNDS };
    }
    if (round === ROUNDS - 1) break;
    orthonormalise(image);
    basis = image;
  }

  // Rayleigh-Ritz: the spread within the subspace, turned to its own axes.
  const { values, vectors } = symmetricEigen(
    basis.map((axis) => image.map((row) => dot(axis, row))),
  );
  const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b);
  const axes = createMatrix(count, cols);
  const deviations = new Float64Array(count);
  for (let c = 0; c < count; c++) {
    const axis = new Float64Array(cols);
    for (let i = 0; i < width; i++)
      for (let col = 0; col < cols; col++) axis[col] += vectors[i][order[c]] * basis[i][col];
    let peak = 0;
    for (let col = 1; col < cols; col++)
      if (Math.abs(axis[col]) > Math.abs(axis[peak]) + 1e-9) peak = col;
    const sign = axis[peak] < 0 ? -1 : 1;
    for (let col = 0; col < cols; col++) axes.data[c * cols + col] = sign * axis[col];
    deviations[c] = Math.sqrt(Math.max(0, values[order[c]]) / Math.max(1, rows.length - 1));
  }
  return { axes, mean, deviations };
}

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan,
 * Matrix Computations, 8.5).
 *
 * @returns eigenvectors as columns.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): {
  values: number[];
  vectors: number[][];
} {
  const size = matrix.length;
  const a = matrix.map((row, i) => row.map((value, j) => (value + matrix[j][i]) / 2));
  const vectors = a.map((_, i) => a.map((_, j) => Number(i === j)));
  const scale = Math.max(...a.map((row, i) => Math.abs(row[i])));
  for (let sweep = 0; sweep < 30; sweep++) {
    let most = 0;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        most = Math.max(most, Math.abs(a[p][q]));
        if (Math.abs(a[p][q]) <= 1e-16 * scale) continue;
        const tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        const sine = tangent * cosine;
        for (let i = 0; i < size; i++) {
          [a[i][p], a[i][q]] = [
            cosine * a[i][p] - sine * a[i][q],
            sine * a[i][p] + cosine * a[i][q],
          ];
          [vectors[i][p], vectors[i][q]] = [
            cosine * vectors[i][p] - sine * vectors[i][q],
            sine * vectors[i][p] + cosine * vectors[i][q],
          ];
        }
        for (let i = 0; i < size; i++)
          [a[p][i], a[q][i]] = [
            cosine * a[p][i] - sine * a[q][i],
            sine * a[p][i] + cosine * a[q][i],
          ];
      }
    if (most <= 1e-14 * scale) break;
  }
  return { values: a.map((row, i) => row[i]), vectors };
}

/** Gram-Schmidt in place, twice for accuracy. */
function orthonormalise(vectors: Float64Array[]): void {
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
    const scale = length > 1e-12 ? 1 / length : 0;
    for (let col = 0; col < vector.length; col++) vector[col] *= scale;
  }
}

/** The product of a row with each axis; four axes at a time, since each sum has to wait for itself. */
function alongAxes(row: Float64Array, axes: readonly Float64Array[], out: Float64Array): void {
  let c = 0;
  for (; c + 4 <= axes.length; c += 4) {
    const [a0, a1, a2, a3] = [axes[c], axes[c + 1], axes[c + 2], axes[c + 3]];
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let col = 0; col < row.length; col++) {
      const value = row[col];
      s0 += value * a0[col];
      s1 += value * a1[col];
      s2 += value * a2[col];
      s3 += value * a3[col];
    }
    out[c] = s0;
    out[c + 1] = s1;
    out[c + 2] = s2;
    out[c + 3] = s3;
  }
  for (; c < axes.length; c++) out[c] = dot(row, axes[c]);
}

/** Adds to each of `sums` the row times the weight of it. */
function addAlong(row: Float64Array, weights: Float64Array, sums: readonly Float64Array[]): void {
  for (let c = 0; c < sums.length; c++) {
    const sum = sums[c];
    const weight = weights[c];
    for (let col = 0; col < row.length; col++) sum[col] += weight * row[col];
  }
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

import { createRandom } from '../random';
import type { Steps } from '../steps';
import type { SparseRows } from './sparse-rows';
import { timesDense, timesTransposed } from './sparse-rows';

/** The strongest singular values with their vectors. */
export interface TruncatedSvd {
  readonly values: Float64Array;
  /** k vectors, one entry per row of the matrix. */
  readonly left: readonly Float64Array[];
  /** k vectors, one entry per column. */
  readonly right: readonly Float64Array[];
}

const ROUNDS = 10;
const EXTRA = 10;

/**
 * The first k singular values of a sparse matrix by subspace iteration with a seeded start, then
 * one-sided Jacobi within the subspace.
 *
 * @param k at most the number of rows and of columns.
 * @param rounds more bring values that lie close together nearer to what they are.
 * @see Halko, Martinsson and Tropp 2011, doi:10.1137/090771806
 */
export function* findSvd(
  matrix: SparseRows,
  k: number,
  seed: number,
  rounds = ROUNDS,
): Steps<TruncatedSvd> {
  const width = Math.min(matrix.rows, matrix.cols, k + EXTRA);
  const random = createRandom(seed);
  let basis: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: matrix.cols }, () => random.normal()),
  );
  for (let round = 0; round < rounds; round++) {
    orthonormalise(basis);
    yield { done: round, total: rounds };
    const image = timesDense(matrix, basis);
    orthonormalise(image);
    yield { done: round + 0.5, total: rounds };
    basis = timesTransposed(matrix, image);
  }
  orthonormalise(basis);
  // A V is as wide as the subspace; turning its columns until they are orthogonal gives U and the values.
  // The turns are found on the triangle of its QR factors, which is small.
  const wide = timesDense(matrix, basis);
  const axes = wide.map((vector) => vector.slice());
  orthonormalise(axes);
  yield { done: rounds, total: rounds };
  const triangle = wide.map((vector) => Float64Array.from(axes, (axis) => product(axis, vector)));
  const turns = wide.map((_, at) => Float64Array.from(wide, (_, i) => (i === at ? 1 : 0)));
  makeOrthogonal(triangle, turns);
  const image = turnBy(wide, turns);
  basis = turnBy(basis, turns);
  const lengths = Float64Array.from(image, lengthOf);
  const order = Array.from(lengths.keys()).sort((a, b) => lengths[b] - lengths[a] || a - b);
  const kept = order.slice(0, k);
  return {
    values: Float64Array.from(kept, (at) => lengths[at]),
    left: kept.map((at) => image[at].map((value) => (lengths[at] > 0 ? value / lengths[at] : 0))),
    right: kept.map((at) => basis[at]),
  };
}

/** Vectors combined by the entries of each turn. */
function turnBy(vectors: readonly Float64Array[], turns: readonly Float64Array[]): Float64Array[] {
  return turns.map((turn) => {
    const turned = new Float64Array(vectors[0].length);
    vectors.forEach((vector, i) => {
      const by = turn[i];
      for (let at = 0; at < turned.length; at++) turned[at] += by * vector[at];
    });
    return turned;
  });
}

function lengthOf(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i] * vector[i];
  return Math.sqrt(sum);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function subtract(vector: Float64Array, other: Float64Array, times: number): void {
  for (let at = 0; at < vector.length; at++) vector[at] -= times * other[at];
}

/** Gram-Schmidt in place, twice for accuracy; what depends on the others becomes zero. */
function orthonormalise(vectors: readonly Float64Array[]): void {
  vectors.forEach((vector, i) => {
    const before = lengthOf(vector);
    for (let pass = 0; pass < 2; pass++)
      for (let j = 0; j < i; j++) subtract(vector, vectors[j], product(vector, vectors[j]));
    const length = lengthOf(vector);
    const scale = length > 1e-10 * before ? 1 / length : 0;
    for (let at = 0; at < vector.length; at++) vector[at] *= scale;
  });
}

/** Hestenes' rotations: pairs of vectors are turned until orthogonal, `partners` along with them. */
function makeOrthogonal(vectors: readonly Float64Array[], partners: readonly Float64Array[]): void {
  for (let sweep = 0; sweep < 20; sweep++) {
    let turned = false;
    for (let p = 0; p < vectors.length; p++)
      for (let q = p + 1; q < vectors.length; q++) {
        const alpha = product(vectors[p], vectors[p]);
        const beta = product(vectors[q], vectors[q]);
        const gamma = product(vectors[p], vectors[q]);
        if (Math.abs(gamma) <= 1e-9 * Math.sqrt(alpha * beta)) continue;
        turned = true;
        const tau = (beta - alpha) / (2 * gamma);
        const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        const sine = tangent * cosine;
        rotate(vectors[p], vectors[q], cosine, sine);
        rotate(partners[p], partners[q], cosine, sine);
      }
    if (!turned) break;
  }
}

function rotate(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let at = 0; at < a.length; at++) {
    const value = a[at];
    a[at] = cosine * value - sine * b[at];
    b[at] = sine * value + cosine * b[at];
  }
}

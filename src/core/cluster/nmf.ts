import { rescale, type Steps } from '../steps';
import { type SparseRows, transpose } from './sparse-rows';
import { findSvd } from './truncated-svd';

/** A matrix as a product of two without negative entries. */
export interface Factors {
  /** rows x k. */
  readonly left: Float64Array;
  /** cols x k: what each column gives to each part. */
  readonly right: Float64Array;
  /** Length of the difference of the matrix and the product (Frobenius). */
  readonly error: number;
  readonly rounds: number;
}

export interface FactorOptions {
  readonly k: number;
  readonly seed: number;
  readonly rounds?: number;
  readonly tolerance?: number;
}

const ROUNDS = 200;
const TOLERANCE = 1e-4;
/** A start need not be exact. */
const START_ROUNDS = 4;

/**
 * Non-negative matrix factorisation by coordinate descent from an NNDSVD start whose zeros are set to
 * the mean, as scikit-learn does it.
 *
 * @param matrix no entry below 0.
 * @param options k at most the number of rows and of columns.
 * @see Cichocki and Phan 2009, doi:10.1587/transfun.E92.A.708; Boutsidis and Gallopoulos 2008,
 * doi:10.1016/j.patcog.2007.09.010
 */
export function* factorise(matrix: SparseRows, options: FactorOptions): Steps<Factors> {
  const { k, seed, rounds = ROUNDS, tolerance = TOLERANCE } = options;
  const total = rounds + 1;
  const { left, right } = yield* rescale(startFactors(matrix, k, seed), 0, total);
  const turned = transpose(matrix);
  let first = 0;
  let round = 0;
  for (; round < rounds; round++) {
    const moved =
      (yield* rescale(sweep(matrix, left, right, k), round + 1, total)) +
      (yield* rescale(sweep(turned, right, left, k), round + 1, total));
    if (round === 0) first = moved;
    if (moved <= tolerance * first) break;
  }
  return {
    left,
    right,
    error: errorOf(matrix, left, right, k),
    rounds: Math.min(rounds, round + 1),
  };
}

/** One pass over all entries of `left`, each set to its best value; how far they moved in all. */
function* sweep(
  matrix: SparseRows,
  left: Float64Array,
  right: Float64Array,
  k: number,
): Steps<number> {
  const { rows, starts, columns, values } = matrix;
  const gram = gramOf(right, k);
  const gradient = new Float64Array(k);
  let moved = 0;
  for (let row = 0; row < rows; row++) {
    gradient.fill(0);
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const value = values[at];
      const from = columns[at] * k;
      for (let part = 0; part < k; part++) gradient[part] -= value * right[from + part];
    }
    // Most entries are zero and stay so: only those that count, or change, touch the whole gradient.
    const own = row * k;
    for (let part = 0; part < k; part++)
      if (left[own + part] !== 0) addTimes(gradient, gram, part * k, left[own + part]);
    for (let part = 0; part < k; part++) {
      const slope = gram[part * k + part];
      if (slope === 0) continue;
      const value = left[own + part];
      const steep = gradient[part];
      moved += Math.abs(value === 0 ? Math.min(0, steep) : steep);
      const next = Math.max(0, value - steep / slope);
      if (next === value) continue;
      left[own + part] = next;
      addTimes(gradient, gram, part * k, next - value);
    }
    if ((row & 511) === 511) yield { done: 0, total: 1 };
  }
  return moved;
}

function addTimes(sum: Float64Array, of: Float64Array, from: number, times: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] += times * of[from + at];
}

function gramOf(factor: Float64Array, k: number): Float64Array {
  const gram = new Float64Array(k * k);
  for (let from = 0; from < factor.length; from += k)
    for (let i = 0; i < k; i++) {
      const value = factor[from + i];
      if (value === 0) continue;
      for (let j = 0; j < k; j++) gram[i * k + j] += value * factor[from + j];
    }
  return gram;
}

function errorOf(
  { rows, starts, columns, values }: SparseRows,
  left: Float64Array,
  right: Float64Array,
  k: number,
): number {
  let squares = 0;
  let products = 0;
  for (let row = 0; row < rows; row++)
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      squares += values[at] * values[at];
      let fitted = 0;
      for (let part = 0; part < k; part++)
        fitted += left[row * k + part] * right[columns[at] * k + part];
      products += values[at] * fitted;
    }
  const one = gramOf(left, k);
  const two = gramOf(right, k);
  const whole = one.reduce((sum, value, at) => sum + value * two[at], 0);
  return Math.sqrt(Math.max(0, squares - 2 * products + whole));
}

/** NNDSVD: of each singular pair the stronger of its positive and its negative side. */
function* startFactors(
  matrix: SparseRows,
  k: number,
  seed: number,
): Steps<{ left: Float64Array; right: Float64Array }> {
  const { rows, cols } = matrix;
  const svd = yield* findSvd(matrix, k, seed, START_ROUNDS);
  const left = new Float64Array(rows * k);
  const right = new Float64Array(cols * k);
  for (let part = 0; part < k; part++) {
    const u = svd.left[part];
    const v = svd.right[part];
    const sides = [1, -1].map((sign) => {
      const lengthU = sideLength(u, sign);
      const lengthV = sideLength(v, sign);
      return { sign, lengthU, lengthV, strength: lengthU * lengthV };
    });
    const { sign, lengthU, lengthV, strength } =
      sides[1].strength > sides[0].strength ? sides[1] : sides[0];
    if (strength === 0) continue;
    const scale = Math.sqrt(svd.values[part] * strength);
    for (let row = 0; row < rows; row++)
      left[row * k + part] = (scale * Math.max(0, sign * u[row])) / lengthU;
    for (let col = 0; col < cols; col++)
      right[col * k + part] = (scale * Math.max(0, sign * v[col])) / lengthV;
  }
  const mean = matrix.values.reduce((sum, value) => sum + value, 0) / Math.max(1, rows * cols);
  for (const factor of [left, right])
    for (let at = 0; at < factor.length; at++) if (factor[at] < 1e-6) factor[at] = mean;
  return { left, right };
}

function sideLength(vector: Float64Array, sign: number): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) if (sign * vector[i] > 0) sum += vector[i] * vector[i];
  return Math.sqrt(sum);
}

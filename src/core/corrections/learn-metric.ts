import { createMatrix, type Matrix } from '../matrix';
import { findPrincipal, type Principal, symmetricEigen } from '../project/pca';
import type { Steps } from '../steps';

/** Two rows and whether they belong together. */
export interface RowPair {
  readonly a: number;
  readonly b: number;
  readonly same: boolean;
}

/** Directions of greatest variance that are stretched or shrunk; all others stay as they are. */
const COMPONENTS = 64;
/** Rows that the directions are taken from. */
const SAMPLE = 2000;
/** Pairs of each kind that the plain measure counts for: a few examples change little beside it. */
const PRIOR = 15;

type Square = number[][];

/** A linear map of a space: directions of it, and how they are stretched about the middle. */
export interface Metric {
  readonly principal: Principal;
  /** size x size, the change beside leaving everything as it is. */
  readonly change: readonly (readonly number[])[];
}

/**
 * The map that brings pairs that belong together nearer and others farther: the geometric mean of the
 * inverse scatter of the same pairs and the scatter of the different ones, each shrunk towards the
 * plain measure. The variance of the whole stays what it was.
 *
 * @param features rows x cols, finite.
 * @param pairs in any order: the result does not depend on it.
 * @returns undefined where there is nothing to learn.
 * @see Zadeh, Hosseini and Sra 2016, https://proceedings.mlr.press/v48/zadeh16.html
 */
export function* learnMetric(
  features: Matrix,
  pairs: readonly RowPair[],
  seed: number,
): Steps<Metric | undefined> {
  const telling = pairs
    .map(({ a, b, same }) => ({ a: Math.min(a, b), b: Math.max(a, b), same }))
    .filter(({ a, b }) => a !== b)
    .sort((one, two) => one.a - two.a || one.b - two.b || Number(one.same) - Number(two.same));
  if (telling.length === 0) return undefined;
  const principal = yield* findPrincipal(features, COMPONENTS, seed, SAMPLE);
  const { axes, deviations } = principal;
  const size = axes.rows;
  const variance = deviations.reduce((sum, deviation) => sum + deviation ** 2, 0) / size;
  if (!(variance > 0)) return undefined;
  const along = (a: number, b: number) =>
    Float64Array.from({ length: size }, (_, axis) => {
      let sum = 0;
      for (let col = 0; col < features.cols; col++)
        sum +=
          (features.data[a * features.cols + col] - features.data[b * features.cols + col]) *
          axes.data[axis * features.cols + col];
      return sum;
    });
  const scatterOf = (same: boolean): Square => {
    const scatter = identity(size, PRIOR);
    let count = PRIOR;
    for (const pair of telling) {
      if (pair.same !== same) continue;
      count++;
      const difference = along(pair.a, pair.b);
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++)
          scatter[i][j] += (difference[i] * difference[j]) / (2 * variance);
    }
    return scatter.map((row) => row.map((value) => value / count));
  };
  yield { done: 1, total: 2 };
  const map = power(meanOfInverse(scatterOf(true), scatterOf(false)), 0.5);
  let after = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) after += (map[i][j] * deviations[j]) ** 2;
  const scale = Math.sqrt((variance * size) / after);
  const change = map.map((row, i) => row.map((value, j) => scale * value - Number(i === j)));
  return { principal, change };
}

/** Rows as a metric sees them, rows x cols as they were. */
export function* applyMetric(features: Matrix, { principal, change }: Metric): Steps<Matrix> {
  const { axes, mean } = principal;
  const { rows, cols, data } = features;
  const size = axes.rows;
  const turned = createMatrix(rows, cols);
  const place = new Float64Array(size);
  const shift = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    const from = row * cols;
    for (let axis = 0; axis < size; axis++) {
      let sum = 0;
      for (let col = 0; col < cols; col++)
        sum += (data[from + col] - mean[col]) * axes.data[axis * cols + col];
      place[axis] = sum;
    }
    shift.fill(0);
    for (let axis = 0; axis < size; axis++) {
      let sum = 0;
      for (let other = 0; other < size; other++) sum += change[axis][other] * place[other];
      for (let col = 0; col < cols; col++) shift[col] += sum * axes.data[axis * cols + col];
    }
    for (let col = 0; col < cols; col++) turned.data[from + col] = data[from + col] + shift[col];
    if ((row & 255) === 255) yield { done: row, total: rows };
  }
  return turned;
}

/** The geometric mean of the inverse of `a` and of `b`: the metric half way between them. */
function meanOfInverse(a: Square, b: Square): Square {
  const root = power(a, 0.5);
  const back = power(a, -0.5);
  return multiply(multiply(back, power(multiply(multiply(root, b), root), 0.5)), back);
}

/** A power of a symmetric positive matrix. */
function power(matrix: Square, exponent: number): Square {
  const { values, vectors } = symmetricEigen(matrix);
  const size = matrix.length;
  const scaled = values.map((value) => Math.max(value, 1e-12) ** exponent);
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      let sum = 0;
      for (let c = 0; c < size; c++) sum += vectors[i][c] * scaled[c] * vectors[j][c];
      return sum;
    }),
  );
}

function multiply(a: Square, b: Square): Square {
  return a.map((row) =>
    b[0].map((_, j) => row.reduce((sum, value, i) => sum + value * b[i][j], 0)),
  );
}

function identity(size: number, value: number): Square {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? value : 0)),
  );
}

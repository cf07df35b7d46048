import { kmeans } from '../cluster/kmeans';
import { createMatrix, type Matrix } from '../matrix';
import { findPrincipal } from '../project/pca';
import { createRandom, type Random } from '../random';
import { rescale, type Steps } from '../steps';

export interface GapOptions {
  readonly seed: number;
  /** The numbers of segments tried are 1 to this; 10 when absent. */
  readonly most?: number;
  /** Reference sets, 20 when absent. */
  readonly references?: number;
  readonly starts?: number;
}

export interface Gap {
  readonly k: number;
  /** How much lower the logarithm of the within-segment sum of squares is than without structure. */
  readonly gap: number;
  /** Standard error of the gap, that of the simulation included. */
  readonly error: number;
}

export interface Gaps {
  /** The smallest k whose gap is within one error of the next; 1 means no segments. */
  readonly k: number;
  readonly tried: readonly Gap[];
}

const MOST = 10;
const REFERENCES = 20;
const STARTS = 4;

/**
 * The gap statistic: within-segment sums of squares of k-means, compared with rows spread evenly over
 * the box along the principal axes.
 *
 * @param features rows x cols, finite, at least as many rows as numbers tried.
 * @see Tibshirani, Walther and Hastie 2001, doi:10.1111/1467-9868.00293
 */
export function* gapStatistic(features: Matrix, options: GapOptions): Steps<Gaps> {
  const most = Math.min(options.most ?? MOST, features.rows - 1);
  const gapAt = yield* prepareGaps(features, options);
  const tried: Gap[] = [];
  for (let k = 1; k <= most; k++) tried.push(yield* rescale(gapAt(k), k - 1, most));
  return { k: chooseByGap(tried), tried };
}

/** Draws the references once and gives the gap of any k, so that a curve can be shown as it grows. */
export function* prepareGaps(
  features: Matrix,
  { seed, references = REFERENCES, starts = STARTS }: GapOptions,
): Steps<(k: number) => Steps<Gap>> {
  const random = createRandom(seed);
  const scores = yield* scoreRows(features, features.cols, seed);
  const sets = Array.from({ length: references }, () => spreadEvenly(scores, random));
  return function* (k) {
    const here = yield* rescale(logWithin(scores, k, seed, starts), 0, references + 1);
    const values: number[] = [];
    for (const [at, set] of sets.entries())
      values.push(yield* rescale(logWithin(set, k, seed + at + 1, starts), at + 1, references + 1));
    const { mean, deviation } = momentsOf(values);
    return { k, gap: mean - here, error: deviation * Math.sqrt(1 + 1 / references) };
  };
}

/** The smallest k whose gap is within one error of the next; 1 means no segments. */
export function chooseByGap(tried: readonly Gap[]): number {
  const enough = tried.find(({ gap }, i) => {
    const next = tried[i + 1];
    return next === undefined || gap >= next.gap - next.error;
  });
  return enough?.k ?? 1;
}

function* logWithin(features: Matrix, k: number, seed: number, starts: number): Steps<number> {
  const { inertia } = yield* kmeans(features, { k, seed, starts });
  return Math.log(Math.max(inertia, Number.MIN_VALUE));
}

/** The rows along their principal axes, the first `most` of them. */
export function* scoreRows(features: Matrix, most: number, seed: number): Steps<Matrix> {
  const { rows, cols, data } = features;
  const { axes, mean } = yield* findPrincipal(features, most, seed);
  const scores = createMatrix(rows, axes.rows);
  for (let row = 0; row < rows; row++)
    for (let axis = 0; axis < axes.rows; axis++) {
      let sum = 0;
      for (let col = 0; col < cols; col++)
        sum += (data[row * cols + col] - mean[col]) * axes.data[axis * cols + col];
      scores.data[row * axes.rows + axis] = sum;
    }
  return scores;
}

/** As many rows, every column spread evenly between its least and its greatest value. */
export function spreadEvenly({ data, rows, cols }: Matrix, random: Random): Matrix {
  const low = new Float64Array(cols).fill(Infinity);
  const high = new Float64Array(cols).fill(-Infinity);
  for (let at = 0; at < data.length; at++) {
    low[at % cols] = Math.min(low[at % cols], data[at]);
    high[at % cols] = Math.max(high[at % cols], data[at]);
  }
  const spread = createMatrix(rows, cols);
  for (let at = 0; at < data.length; at++)
    spread.data[at] = low[at % cols] + random.next() * (high[at % cols] - low[at % cols]);
  return spread;
}

export function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

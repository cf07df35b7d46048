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
  const { seed, references = REFERENCES, starts = STARTS } = options;
  const most = Math.min(options.most ?? MOST, features.rows - 1);
  const random = createRandom(seed);
  const scores = yield* scoreRows(features, features.cols, seed);
  const total = references + 1;
  const here = yield* rescale(logWithin(scores, most, seed, starts), 0, total);
  const there: Float64Array[] = [];
  for (let reference = 0; reference < references; reference++)
    there.push(
      yield* rescale(
        logWithin(spreadEvenly(scores, random), most, seed + reference + 1, starts),
        reference + 1,
        total,
      ),
    );
  const tried = Array.from(here, (value, i) => {
    const values = there.map((run) => run[i]);
    const { mean, deviation } = momentsOf(values);
    return { k: i + 1, gap: mean - value, error: deviation * Math.sqrt(1 + 1 / references) };
  });
  const enough = tried.find(({ gap }, i) => {
    const next = tried[i + 1];
    return next === undefined || gap >= next.gap - next.error;
  });
  return { k: enough?.k ?? 1, tried };
}

function* logWithin(
  features: Matrix,
  most: number,
  seed: number,
  starts: number,
): Steps<Float64Array> {
  const values = new Float64Array(most);
  for (let k = 1; k <= most; k++) {
    const found = yield* rescale(kmeans(features, { k, seed, starts }), k - 1, most);
    values[k - 1] = Math.log(Math.max(found.inertia, Number.MIN_VALUE));
  }
  return values;
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

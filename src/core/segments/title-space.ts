import { dot, type Matrix, normalise, rowOf } from '../matrix';
import { type Fit, type NameCandidate, textCentres } from './name-phrases';

/** Where titles are compared with groups of texts. */
export interface TitleSpace {
  /** One unit row per group: the direction of the mean of its texts. */
  readonly centres: Matrix;
  /** The mean of all centres. */
  readonly mean: Float32Array;
  /** The directions of the centres seen from there. */
  readonly apart: Matrix;
}

/**
 * The centres of groups of texts, and the same seen from the middle between them, where what all
 * texts of a file share no longer counts.
 *
 * @param vectors unit rows, one per text.
 * @param textOf the text of each customer, -1 for none.
 * @param labels the group of each customer, -1 for none.
 */
export function openTitleSpace(
  vectors: Matrix,
  textOf: Int32Array,
  labels: Int32Array,
  k: number,
): TitleSpace {
  const centres = textCentres(vectors, textOf, labels, k);
  const mean = new Float32Array(centres.cols);
  for (let group = 0; group < k; group++)
    rowOf(centres, group).forEach((value, col) => (mean[col] += value / k));
  const apart: Matrix = { data: centres.data.slice(), rows: k, cols: centres.cols };
  for (let group = 0; group < k; group++) {
    const row = rowOf(apart, group);
    for (let col = 0; col < row.length; col++) row[col] -= mean[col];
    normalise(row);
  }
  return { centres, mean, apart };
}

/** Similarities that are this far apart are told apart by e to one. */
const TEMPERATURE = 0.1;
/** How much being told apart counts beside closeness. */
const TELLING = 6;

/**
 * How well a title fits a group: closeness to its centre, and how surely it is told from all others
 * (the logarithm of its share among all groups, a softmax of the similarities seen from the middle).
 *
 * @param vector of the title, length 1.
 * @returns `own` and `next` are similarities to the own centre and to the best other.
 */
export function fitInSpace(vector: Float32Array, space: TitleSpace, group: number): Fit {
  const { centres, mean, apart } = space;
  const seen = Float32Array.from(vector, (value, col) => value - mean[col]);
  normalise(seen);
  let own = 0;
  let next = centres.rows === 1 ? 0 : -1;
  const powers = new Float64Array(centres.rows);
  let greatest = -Infinity;
  for (let other = 0; other < centres.rows; other++) {
    const similarity = dot(vector, rowOf(centres, other));
    if (other === group) own = similarity;
    else next = Math.max(next, similarity);
    powers[other] = dot(seen, rowOf(apart, other)) / TEMPERATURE;
    greatest = Math.max(greatest, powers[other]);
  }
  let sum = 0;
  for (const power of powers) sum += Math.exp(power - greatest);
  const surely = powers[group] - greatest - Math.log(sum);
  return { own, next, score: own + TELLING * TEMPERATURE * surely };
}

/** What a name gains when e times as many say it, and loses when it is cut off everywhere. */
const COMMON = 0.08;
const CUT_OFF = 0.05;

/** The score of a phrase as a name: its fit, how common it is, and whether it is whole. */
export function scoreInSpace(fit: Fit, candidate: Pick<NameCandidate, 'share' | 'cutOff'>): number {
  return fit.score + COMMON * Math.log(candidate.share) - CUT_OFF * candidate.cutOff;
}

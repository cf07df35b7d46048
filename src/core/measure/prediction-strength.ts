import { countLabels } from '../cluster/clustering';
import { assignToNearest } from '../cluster/assign-to-nearest';
import { kmeans } from '../cluster/kmeans';
import { type Matrix, takeRows } from '../matrix';
import { createRandom, shuffled } from '../random';
import { rescale, type Steps } from '../steps';

export interface StrengthOptions {
  readonly seed: number;
  /** The numbers of segments tried are 1 to this; 10 when absent. */
  readonly most?: number;
  /** Times that the rows are halved; 5 when absent. */
  readonly splits?: number;
  readonly starts?: number;
}

export interface Strengths {
  /** The largest number whose mean strength, plus its standard error, reaches 0.8; 1 is no segments. */
  readonly k: number;
  readonly tried: readonly Strength[];
}

export interface Strength {
  readonly k: number;
  readonly strength: number;
  /** Standard error over the splits. */
  readonly error: number;
}

const MOST = 10;
const SPLITS = 5;
const STARTS = 4;
const STRONG = 0.8;

/**
 * Prediction strength: halves of the rows are grouped by k-means apart from each other, and one half's
 * centres place the other half. The strength of k is the share of pairs of a segment that stay
 * together, in the worst segment.
 *
 * @param features rows x cols, finite, at least twice as many rows as numbers tried.
 * @see Tibshirani and Walther 2005, doi:10.1198/106186005X59243
 */
export function* predictionStrength(features: Matrix, options: StrengthOptions): Steps<Strengths> {
  const most = Math.min(options.most ?? MOST, Math.floor(features.rows / 2));
  const strengthAt = prepareStrengths(features, options);
  const tried: Strength[] = [];
  for (let k = 1; k <= most; k++) tried.push(yield* rescale(strengthAt(k), k - 1, most));
  return { k: chooseByStrength(tried), tried };
}

/** Halves the rows once and gives the strength of any k, so that a curve can be shown as it grows. */
export function prepareStrengths(
  features: Matrix,
  { seed, splits = SPLITS, starts = STARTS }: StrengthOptions,
): (k: number) => Steps<Strength> {
  const random = createRandom(seed);
  const pairs = Array.from({ length: splits }, () => {
    const order = shuffled(features.rows, random);
    const middle = Math.floor(features.rows / 2);
    return [order.slice(0, middle), order.slice(middle)].map((rows) =>
      takeRows(features, rows.sort()),
    );
  });
  return function* (k) {
    if (k === 1) return { k, strength: 1, error: 0 };
    const values: number[] = [];
    for (const [split, halves] of pairs.entries()) {
      const found = [];
      for (const [side, half] of halves.entries())
        found.push(
          yield* rescale(
            kmeans(half, { k, seed: seed + split, starts }),
            2 * split + side,
            2 * splits,
          ),
        );
      for (const side of [0, 1]) {
        const placed = assignToNearest(halves[side], found[1 - side].centres);
        const shares = pairsKept(found[side].labels, placed);
        values.push(Math.min(...shares.filter((share) => !Number.isNaN(share))));
      }
    }
    const strength = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - strength) ** 2, 0);
    const error = Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
    return { k, strength, error };
  };
}

/** The largest k whose strength, plus its error, reaches 0.8; 1 means no segments. */
export function chooseByStrength(tried: readonly Strength[]): number {
  const strong = tried.filter(({ strength, error }) => strength + error >= STRONG);
  return strong.at(-1)?.k ?? 1;
}

/**
 * For every segment the share of its pairs of rows that `placed` keeps together; 1 for a single row,
 * NaN for a label without rows.
 */
export function pairsKept(labels: Int32Array, placed: Int32Array): Float64Array {
  const k = countLabels(labels);
  const others = countLabels(placed);
  const sizes = new Float64Array(k);
  const cells = new Float64Array(k * others);
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] < 0) continue;
    sizes[labels[row]]++;
    if (placed[row] >= 0) cells[labels[row] * others + placed[row]]++;
  }
  return sizes.map((size, label) => {
    if (size === 0) return Number.NaN;
    if (size === 1) return 1;
    let kept = 0;
    for (let other = 0; other < others; other++) {
      const n = cells[label * others + other];
      kept += n * (n - 1);
    }
    return kept / (size * (size - 1));
  });
}

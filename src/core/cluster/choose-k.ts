import { pairDistances, SILHOUETTE_SAMPLE, silhouetteOf } from '../measure/separation';
import { firstRows, type Matrix } from '../matrix';
import { rescale, type Steps } from '../steps';
import type { Clustering } from './clustering';
import type { MatrixMethodId } from './method-ids';
import { METHODS } from './methods';

/** The numbers of segments that are tried when the person leaves the choice to us. */
export const FEWEST = 2;
export const MOST = 10;
/** Customers that a segment should have on average, where the person leaves the choice to us. */
const WORTHWHILE = 25;

/** Rows that the trials run on. */
const SAMPLE = 4000;
/** Starts of each trial; the number is what is asked, not the best grouping. */
const TRIAL_STARTS = 5;
/** A smaller number wins when its silhouette is at least this share of the best. */
const NEARLY = 0.95;
/** Two segments are chosen only when they stand this much clearer than any finer division. */
const CLEARLY = 1.5;

export interface Choice {
  readonly k: number;
  /** The mean silhouette for each number tried. */
  readonly tried: readonly { readonly k: number; readonly silhouette: number }[];
}

/** Groups a sample, the first rows of all, in a number of segments. */
export type Trial = (sample: Matrix, k: number) => Steps<Pick<Clustering, 'k' | 'labels'>>;

/**
 * Chooses the number of segments: every number from 2 to 10 is tried (fewer in
 * a small file, so that a segment has 25 customers on average), and the fewest from 3 up whose
 * mean silhouette reaches 95 % of the best is taken; two only when their silhouette is half as high
 * again, since two groups are rarely enough to act on.
 *
 * @param features rows in an order that carries no meaning (the first 4,000 serve as sample).
 */
export function* chooseNumber(
  features: Matrix,
  method: MatrixMethodId | Trial,
  seed: number,
): Steps<Choice> {
  const count = Math.min(SAMPLE, features.rows);
  const sample = firstRows(features, count);
  const scored = Math.min(SILHOUETTE_SAMPLE, count);
  const most = Math.min(
    MOST,
    Math.max(3, Math.floor(features.rows / WORTHWHILE)),
    Math.floor(features.rows / 2),
  );
  const total = most - FEWEST + 2;
  const distances = yield* rescale(pairDistances(firstRows(sample, scored)), 0, total);
  const tried: { k: number; silhouette: number }[] = [];
  for (let k = FEWEST; k <= most; k++) {
    const trial =
      typeof method === 'function'
        ? method(sample, k)
        : METHODS[method](sample, { k, seed, starts: TRIAL_STARTS });
    const found = yield* rescale(trial, k - FEWEST + 1, total);
    // Fewer came back: no more rows differ.
    if (found.k < k) break;
    tried.push({ k, silhouette: silhouetteOf(distances, found.labels.slice(0, scored)) });
  }
  return { k: decide(tried), tried };
}

/** The rule itself, on its own so that it can be checked by hand. */
export function decide(tried: readonly { k: number; silhouette: number }[]): number {
  const two = tried.find(({ k }) => k === 2);
  const finer = tried.filter(({ k }) => k > 2);
  if (finer.length === 0) return two?.k ?? 1;
  const best = Math.max(...finer.map(({ silhouette }) => silhouette));
  if (two !== undefined && two.silhouette > 0 && two.silhouette >= CLEARLY * best) return 2;
  const enough = best > 0 ? NEARLY * best : best;
  return finer.find(({ silhouette }) => silhouette >= enough)?.k ?? finer[0].k;
}

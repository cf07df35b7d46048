import type { NearCentres } from '../kernels/near-centres';

/**
 * Half of each centre's squared length: what is taken off a row's product with it, so that the greatest
 * difference is that of the nearest centre.
 *
 * @param middle the centres, `stride` apart.
 */
export function halfSquares(middle: Float32Array, stride: number, k: number): Float64Array {
  const half = new Float64Array(k);
  for (let centre = 0; centre < k; centre++) {
    let sum = 0;
    for (let at = centre * stride; at < (centre + 1) * stride; at++) sum += middle[at] * middle[at];
    half[centre] = sum / 2;
  }
  return half;
}

/**
 * The centre nearest to a row; of equals the first.
 *
 * @param dots its products with all centres, from `at` on.
 * @param half of `halfSquares`.
 */
export function nearestCentre(dots: Float32Array, at: number, half: Float64Array): number {
  let best = 0;
  let most = -Infinity;
  for (let centre = 0; centre < half.length; centre++) {
    const score = dots[at + centre] - half[centre];
    if (score > most) {
      most = score;
      best = centre;
    }
  }
  return best;
}

/** The nearest of a few centres, and how near the next one is. */
export interface Nearest {
  /** -1 where there are none. */
  best: number;
  /** The row's product with it, less half its square; -Infinity where there is none. */
  score: number;
  second: number;
}

/**
 * The nearest of the centres that `near` has listed for a row; of equals the first.
 *
 * @param i the place of the row among those that asked.
 * @param half of `halfSquares`.
 * @param found is written to.
 */
export function nearestListed(
  { most, who, dots }: NearCentres,
  i: number,
  half: Float64Array,
  found: Nearest,
): void {
  let best = -1;
  let [score, second] = [-Infinity, -Infinity];
  for (let at = i * most; at < (i + 1) * most && who[at] >= 0; at++) {
    const own = dots[at] - half[who[at]];
    if (own > score || (own === score && who[at] < best)) {
      second = score;
      score = own;
      best = who[at];
    } else if (own > second) second = own;
  }
  found.best = best;
  found.score = score;
  found.second = second;
}

/** What rounding may do to a squared distance, beside the squared length of the longest row. */
const ROUNDING = 1e-5;

/** What rounding may do to the squared distance of any row from a centre. */
export function slackOf(norms: Float64Array): number {
  return ROUNDING * norms.reduce((most, norm) => Math.max(most, norm), 0);
}

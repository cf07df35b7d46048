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

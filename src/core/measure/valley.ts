/** Half the width of the stretches that are compared, as shares of the way from middle to middle. */
const VALLEY = 0.15;
const HILL = 0.2;
/** Where the valley may lie on that way. */
const PLACES = [0.4, 0.5, 0.6];
/** A valley is where rows lie less than this much as dense as on either side of it. */
const DEPTH = 0.5;

/** Where two groups lie on a line. */
export interface Pair {
  readonly values: Float64Array;
  /** For every value whether it belongs to the first group. */
  readonly first: ArrayLike<boolean>;
}

/** Rows in the valley and beside it. */
export interface Counts {
  readonly valley: number;
  /** The emptier of the two sides. */
  readonly hill: number;
}

/** Counts with the valley at a place between 0, the middle of the first group, and 1. */
export function countAt({ values, first }: Pair, place: number): Counts {
  const sums = [0, 0];
  const sizes = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sums[first[i] ? 0 : 1] += values[i];
    sizes[first[i] ? 0 : 1]++;
  }
  const from = sums[0] / sizes[0];
  const way = sums[1] / sizes[1] - from;
  let valley = 0;
  let left = 0;
  let right = 0;
  for (const value of values) {
    const at = (value - from) / way;
    if (Math.abs(at - place) <= VALLEY) valley++;
    else if (Math.abs(at) <= HILL) left++;
    else if (Math.abs(at - 1) <= HILL) right++;
  }
  return { valley, hill: Math.min(left, right) };
}

/** How dense the valley is beside the emptier side, in the best place for a valley. */
export function findValley(pair: Pair): { place: number; ratio: number } {
  let best = { place: PLACES[0], ratio: Infinity };
  for (const place of PLACES) {
    const { valley, hill } = countAt(pair, place);
    const ratio = (valley + 1) / VALLEY / ((hill + 1) / HILL);
    if (ratio < best.ratio) best = { place, ratio };
  }
  return best;
}

/**
 * The probability of so few rows in a valley beside so many on its emptier side, where it is half as
 * dense as that or more. One peak never has less between than the lower of two sides.
 */
export function testValley({ valley, hill }: Counts): number {
  const share = (DEPTH * VALLEY) / (DEPTH * VALLEY + HILL);
  return lowerTail(valley, valley + hill, share);
}

/** P(X <= count) for X binomial. */
function lowerTail(count: number, trials: number, share: number): number {
  let term = trials * Math.log(1 - share);
  let sum = 0;
  for (let n = 0; n <= count; n++) {
    sum += Math.exp(term);
    term += Math.log((trials - n) / (n + 1)) + Math.log(share / (1 - share));
  }
  return Math.min(1, sum);
}

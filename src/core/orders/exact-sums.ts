import type { Steps } from '../steps';
import { STRIDE } from './read-levels';

/** Digits behind the point that are kept; no currency has more than 4. */
const MOST_DECIMALS = 8;
const LARGEST = Number.MAX_SAFE_INTEGER;

/**
 * How many decimals the values have, at most 8: the smallest number with which each is written as it
 * stands.
 */
export function* countDecimals(values: Float64Array): Steps<number> {
  let decimals = 0;
  let power = 1;
  for (let at = 0; at < values.length; at++) {
    if (at % STRIDE === 0) yield { done: at, total: values.length };
    const value = values[at];
    if (Number.isNaN(value)) continue;
    while (decimals < MOST_DECIMALS && Math.round(value * power) / power !== value) {
      decimals++;
      power *= 10;
    }
  }
  return decimals;
}

/**
 * Turns amounts into whole numbers of their smallest unit (cents), in place, so that sums are exact
 * and do not depend on the order of the lines. Fewer decimals where the sum would pass 2^53.
 *
 * @param values NaN stays.
 * @returns how many units make one: 100 for cents.
 */
export function* toUnits(values: Float64Array, decimals: number): Steps<number> {
  let sum = 0;
  const total = values.length * 2;
  for (let at = 0; at < values.length; at++) {
    if (at % STRIDE === 0) yield { done: at, total };
    if (!Number.isNaN(values[at])) sum += Math.abs(values[at]);
  }
  let kept = Math.min(decimals, MOST_DECIMALS);
  while (kept > 0 && sum * 10 ** kept > LARGEST) kept--;
  const scale = 10 ** kept;
  for (let at = 0; at < values.length; at++) {
    if (at % STRIDE === 0) yield { done: values.length + at, total };
    values[at] = Math.round(values[at] * scale);
  }
  return scale;
}

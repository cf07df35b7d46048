import { adjustForMany } from '../measure/false-discoveries';
import { normalTails } from '../measure/normal-tails';

/** A stretch of time, from a moment to before the next, in milliseconds since 1970 (UTC). */
export interface TimeBin {
  readonly from: number;
  readonly to: number;
  /** Customers who say something then. */
  readonly customers: number;
}

export type TimeUnit = 'day' | 'week' | 'month' | 'year';

/** How often a theme comes up over time. */
export interface ThemeLine {
  /** Customers with the theme, by stretch. */
  readonly counts: readonly number[];
  /** Their share of those who say something then; NaN where nobody does. */
  readonly shares: readonly number[];
  /** Share in the first and in the second half of the stretches. */
  readonly before: number;
  readonly after: number;
  /** How likely so clear a rise or fall is by chance, adjusted for the number of themes; NaN if not tested. */
  readonly chance: number;
}

export interface ThemeTimes {
  readonly unit: TimeUnit;
  readonly bins: readonly TimeBin[];
  readonly lines: readonly ThemeLine[];
  /** Customers who say something without a date. */
  readonly undated: number;
}

const DAY = 86400000;
const WEEK = 7 * DAY;
/** Days that are told by the day, by the week, and by the month. */
const BY_DAY = 45;
const BY_WEEK = 400;
const BY_MONTH = 3700;
/** 1 January 1970 was a Thursday: weeks begin on the Monday before. */
const FIRST_MONDAY = -3 * DAY;
/** Customers in all that a test of change asks for. */
const TESTED = 20;

/**
 * Themes over time: by the day up to 45 days, by the week up to 400, by the month up to ten years, else by the
 * year. Whether a theme rises or falls is tested by the trend of its share over the stretches (Cochran and
 * Armitage), for all themes together (Benjamini and Hochberg).
 *
 * @param moments of the customers who say something, NaN for no date.
 * @param has for each theme the places among `moments` of those who have it.
 * @returns undefined where there are fewer than two stretches.
 * @see Armitage 1955, doi:10.2307/3001775
 */
export function findTimes(
  moments: Float64Array,
  has: readonly Int32Array[],
): ThemeTimes | undefined {
  let first = Infinity;
  let last = -Infinity;
  let undated = 0;
  for (const moment of moments) {
    if (Number.isNaN(moment)) undated++;
    else {
      first = Math.min(first, moment);
      last = Math.max(last, moment);
    }
  }
  if (!(last > first)) return undefined;
  const days = (last - first) / DAY;
  const unit: TimeUnit =
    days <= BY_DAY ? 'day' : days <= BY_WEEK ? 'week' : days <= BY_MONTH ? 'month' : 'year';
  const starts: number[] = [startOf(first, unit)];
  while ((starts.at(-1) ?? 0) <= last) starts.push(nextOf(starts.at(-1) ?? 0, unit));
  const count = starts.length - 1;
  if (count < 2) return undefined;
  const binOf = (moment: number) => {
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= moment) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const where = Int32Array.from(moments, (moment) => (Number.isNaN(moment) ? -1 : binOf(moment)));
  const sizes = new Float64Array(count);
  for (const bin of where) if (bin >= 0) sizes[bin]++;
  const counted = has.map((places) => {
    const counts = new Float64Array(count);
    for (const at of places) if (where[at] >= 0) counts[where[at]]++;
    return counts;
  });
  const chances = adjustForMany(counted.map((counts) => testTrend(counts, sizes)));
  const half = Math.ceil(count / 2);
  const shareIn = (counts: Float64Array, from: number, to: number) =>
    sumOf(counts.subarray(from, to)) / sumOf(sizes.subarray(from, to));
  return {
    unit,
    bins: Array.from(sizes, (customers, bin) => ({
      from: starts[bin],
      to: starts[bin + 1],
      customers,
    })),
    lines: counted.map((counts, theme) => ({
      counts: [...counts],
      shares: Array.from(counts, (own, bin) => (sizes[bin] === 0 ? Number.NaN : own / sizes[bin])),
      before: shareIn(counts, 0, half),
      after: shareIn(counts, half, count),
      chance: chances[theme],
    })),
    undated,
  };
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/**
 * The Cochran-Armitage test of a trend in shares over equally spaced stretches, to either side.
 *
 * @returns NaN for fewer than 20 customers, or where all or none have it.
 */
export function testTrend(counts: Float64Array, sizes: Float64Array): number {
  const own = sumOf(counts);
  const all = sumOf(sizes);
  if (all < TESTED || own === 0 || own === all) return Number.NaN;
  const share = own / all;
  let slope = 0;
  let middle = 0;
  let spread = 0;
  for (let bin = 0; bin < sizes.length; bin++) {
    slope += bin * (counts[bin] - share * sizes[bin]);
    middle += bin * sizes[bin];
    spread += bin * bin * sizes[bin];
  }
  const variance = share * (1 - share) * (spread - (middle * middle) / all);
  return variance <= 0 ? Number.NaN : normalTails(slope / Math.sqrt(variance));
}

function startOf(moment: number, unit: TimeUnit): number {
  const date = new Date(moment);
  if (unit === 'day') return Math.floor(moment / DAY) * DAY;
  if (unit === 'week') return Math.floor((moment - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
  return Date.UTC(date.getUTCFullYear(), unit === 'month' ? date.getUTCMonth() : 0, 1);
}

function nextOf(start: number, unit: TimeUnit): number {
  if (unit === 'day') return start + DAY;
  if (unit === 'week') return start + WEEK;
  const date = new Date(start);
  return unit === 'month'
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
    : Date.UTC(date.getUTCFullYear() + 1, 0, 1);
}

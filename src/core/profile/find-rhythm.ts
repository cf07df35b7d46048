/** Moments of customers: dates of a column, or of their orders. */
export interface Moments {
  /** The column that they stand in. */
  readonly name: string;
  /** Whose each moment is, a customer may have several. */
  readonly customers: Int32Array;
  /** In milliseconds since 1970, NaN where unknown. */
  readonly moments: Float64Array;
}

/** A weekday (0 is Monday) or month (0 is January) that is commoner here than among all others. */
export interface Peak {
  readonly kind: 'weekday' | 'month';
  readonly at: number;
  /** Share of the moments of the segment, and of all others, 0 to 1. */
  readonly inside: number;
  readonly outside: number;
}

/** When things happen in a segment. */
export interface Rhythm {
  readonly name: string;
  readonly count: number;
  readonly first: number;
  readonly median: number;
  readonly last: number;
  /** Moments by weekday, Monday first, and by month. */
  readonly weekdays: readonly number[];
  readonly months: readonly number[];
  /** Those that stand out, the strongest first. */
  readonly peaks: readonly Peak[];
}

const DAY = 86_400_000;
const SMALL = 0.2;
const SURE = 3;

/**
 * The weekdays and months of the moments of some customers beside those of all others. One stands out where
 * its share is larger by at least a small effect (Cohen's h 0.2) and three standard errors.
 *
 * @param isInside 1 for each customer of the segment, 2 for those who are compared with it, 0 for others.
 * @returns undefined where the segment has no moments.
 */
export function findRhythm(
  { name, customers, moments }: Moments,
  isInside: Uint8Array,
): Rhythm | undefined {
  const inside = { weekdays: new Array<number>(7).fill(0), months: new Array<number>(12).fill(0) };
  const outside = { weekdays: new Array<number>(7).fill(0), months: new Array<number>(12).fill(0) };
  const own: number[] = [];
  let others = 0;
  for (let at = 0; at < moments.length; at++) {
    const side = isInside[customers[at]];
    if (side === 0 || Number.isNaN(moments[at])) continue;
    const into = side === 1 ? inside : outside;
    into.weekdays[weekdayOf(moments[at])]++;
    into.months[new Date(moments[at]).getUTCMonth()]++;
    if (side === 1) own.push(moments[at]);
    else others++;
  }
  if (own.length === 0) return undefined;
  own.sort((a, b) => a - b);
  const peaks = [
    ...findPeaks('weekday', inside.weekdays, outside.weekdays, own.length, others),
    ...findPeaks('month', inside.months, outside.months, own.length, others),
  ].sort((a, b) => heightOf(b) - heightOf(a) || a.at - b.at);
  return {
    name,
    count: own.length,
    first: own[0],
    median: own[(own.length - 1) >> 1],
    last: own[own.length - 1],
    ...inside,
    peaks,
  };
}

/** 0 is Monday. 1970 began on a Thursday. */
const weekdayOf = (moment: number): number => (((Math.floor(moment / DAY) + 3) % 7) + 7) % 7;

const heightOf = ({ inside, outside }: Peak): number =>
  2 * Math.asin(Math.sqrt(inside)) - 2 * Math.asin(Math.sqrt(outside));

function findPeaks(
  kind: Peak['kind'],
  inside: readonly number[],
  outside: readonly number[],
  count: number,
  others: number,
): Peak[] {
  if (others === 0) return [];
  const error = Math.sqrt(1 / count + 1 / others);
  return inside
    .map((n, at): Peak => ({ kind, at, inside: n / count, outside: outside[at] / others }))
    .filter((peak) => heightOf(peak) >= SMALL && heightOf(peak) >= SURE * error);
}

/** Numbers with how often each stands: distinct, ascending. */
export interface Weighted {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  /** For each value, how many stand up to and including it. */
  readonly upTo: Float64Array;
  readonly total: number;
}

/**
 * @param values in any order, NaN where unknown.
 * @param counts how often each stands; left out, once.
 */
export function weigh(values: ArrayLike<number>, counts?: ArrayLike<number>): Weighted {
  let total = 0;
  for (let i = 0; i < values.length; i++)
    if (!Number.isNaN(values[i])) total += counts === undefined ? 1 : counts[i];
  // Sorting plain numbers is several times faster than sorting their positions.
  const all = new Float64Array(total);
  let filled = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const end = filled + (counts === undefined ? 1 : counts[i]);
    while (filled < end) all[filled++] = values[i];
  }
  all.sort();
  let distinct = 0;
  for (let i = 0; i < total; i++) if (i === 0 || all[i] !== all[i - 1]) distinct++;
  const found = new Float64Array(distinct);
  const times = new Float64Array(distinct);
  const upTo = new Float64Array(distinct);
  let at = -1;
  for (let i = 0; i < total; i++) {
    if (i === 0 || all[i] !== all[i - 1]) found[++at] = all[i];
    times[at]++;
    upTo[at] = i + 1;
  }
  return { values: found, counts: times, upTo, total };
}

/** The value at a place of the sorted whole, the first is 0. */
function valueAt({ values, upTo }: Weighted, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle] > place) high = middle;
    else low = middle + 1;
  }
  return values[low];
}

/** A quantile, between two values by their distance (as NumPy and pandas do); NaN of nothing. */
export function quantile(weighted: Weighted, share: number): number {
  if (weighted.total === 0) return Number.NaN;
  const at = (weighted.total - 1) * share;
  const low = valueAt(weighted, Math.floor(at));
  const high = valueAt(weighted, Math.ceil(at));
  return low + (high - low) * (at - Math.floor(at));
}

/** Mean and the third standardised moment (as SciPy's `skew`); NaN of nothing, 0 without spread. */
export function momentsOf({ values, counts, total }: Weighted): { mean: number; skewness: number } {
  if (total === 0) return { mean: Number.NaN, skewness: Number.NaN };
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * counts[i];
  const mean = sum / total;
  if (values.length === 1) return { mean, skewness: 0 };
  let second = 0;
  let third = 0;
  for (let i = 0; i < values.length; i++) {
    const apart = values[i] - mean;
    second += counts[i] * apart ** 2;
    third += counts[i] * apart ** 3;
  }
  return { mean, skewness: third / total / (second / total) ** 1.5 };
}

/** What is usual: beyond these limits a number is an outlier. */
export interface Fences {
  readonly low: number;
  readonly high: number;
  /** Whether they were laid on the scale of the logarithm. */
  readonly log: boolean;
}

/** Three quartile distances beyond the quartiles: Tukey's "far out". */
const FAR = 3;
/** How much longer the upper tail may be than the lower one, from -1 to 1. */
const LONG_TAIL = 0.25;
const FEWEST = 5;
/** With fewer values a single wild one would reach into the upper twentieth. */
const FEW = 40;

/**
 * Fences three quartile distances beyond the quartiles, on a log scale where nothing is negative and
 * the upper twentieth (of few values, quarter) lies much farther from the median than the lower one. The tails are looked at
 * instead of the skewness, which one wild value can make as large as it likes. Where the quartiles
 * meet because one value stands in most cells, the others are judged among themselves.
 *
 * @returns undefined where nothing can be said: too few values, or no spread.
 */
export function fencesOf(weighted: Weighted): Fences | undefined {
  if (weighted.total < FEWEST) return undefined;
  const tail = weighted.total < FEW ? 0.25 : 0.05;
  const low = quantile(weighted, tail);
  const middle = quantile(weighted, 0.5);
  const high = quantile(weighted, 1 - tail);
  const spread = quantile(weighted, 0.75) - quantile(weighted, 0.25);
  if (spread === 0) {
    const most = weighted.counts.reduce((best, count, i, all) => (count > all[best] ? i : best), 0);
    if (weighted.counts[most] < weighted.total / 2) return undefined;
    const rest = weigh(
      weighted.values.map((value, i) => (i === most ? Number.NaN : value)),
      weighted.counts,
    );
    const fences = rest.values.length < FEWEST ? undefined : fencesOf(rest);
    const common = weighted.values[most];
    return fences && common >= fences.low && common <= fences.high
      ? fences
      : fences && widen(fences, common);
  }
  const log = weighted.values[0] >= 0 && (high + low - 2 * middle) / (high - low) > LONG_TAIL;
  const scaled = log ? { ...weighted, values: weighted.values.map(Math.log1p) } : weighted;
  const first = quantile(scaled, 0.25);
  const third = quantile(scaled, 0.75);
  const reach = FAR * (third - first);
  const back = log ? Math.expm1 : (value: number) => value;
  // Where nothing lies beyond a fence, the range of the values says more.
  return {
    low: Math.max(weighted.values[0], back(first - reach)),
    high: Math.min(weighted.values[weighted.values.length - 1], back(third + reach)),
    log,
  };
}

function widen(fences: Fences, value: number): Fences {
  return { ...fences, low: Math.min(fences.low, value), high: Math.max(fences.high, value) };
}

import type { Weighted } from './weighted';

/** A small picture of a column: bins of numbers, or its most frequent levels. */
export type Plot = Bins | Bars;

export interface Bins {
  readonly kind: 'bins';
  readonly of: 'amount' | 'date' | 'length';
  /** One more than there are bins; ascending. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Values left of the first and right of the last bin: outliers. */
  readonly below: number;
  readonly above: number;
  /** Whether the bins are even on the scale of the logarithm. */
  readonly log: boolean;
}

export interface Bars {
  readonly kind: 'bars';
  readonly of: 'level' | 'times';
  readonly bars: readonly { readonly label: string; readonly count: number }[];
  /** Rows (or ids) that no bar shows. */
  readonly rest: number;
}

export const MOST_BINS = 20;
export const MOST_BARS = 10;

/** @param range what is shown; values outside are counted beside it. */
export function binValues(
  weighted: Weighted,
  of: Bins['of'],
  range: { readonly low: number; readonly high: number; readonly log: boolean },
): Bins {
  const { values, counts, total } = weighted;
  const empty: Bins = { kind: 'bins', of, edges: [], counts: [], below: 0, above: 0, log: false };
  if (total === 0) return empty;
  const from = values.find((value) => value >= range.low) ?? values[0];
  const to = values.findLast((value) => value <= range.high) ?? values[values.length - 1];
  const inside = values.reduce(
    (sum, value, i) => (value >= from && value <= to ? sum + counts[i] : sum),
    0,
  );
  const whole = values.every(Number.isInteger);
  const edges =
    whole && to - from < MOST_BINS
      ? Array.from({ length: to - from + 2 }, (_, i) => from - 0.5 + i)
      : evenEdges(from, to, inside, range.log);
  const heights = new Array<number>(edges.length - 1).fill(0);
  let below = 0;
  let above = 0;
  let bin = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < from) below += counts[i];
    else if (values[i] > to) above += counts[i];
    else {
      while (bin < heights.length - 1 && values[i] >= edges[bin + 1]) bin++;
      heights[bin] += counts[i];
    }
  }
  return { kind: 'bins', of, edges, counts: heights, below, above, log: range.log };
}

/** Twice the cube root of the number of values, as Rice proposed, up to the most that is shown. */
function evenEdges(from: number, to: number, total: number, log: boolean): number[] {
  const bins = from === to ? 1 : Math.min(MOST_BINS, Math.ceil(2 * Math.cbrt(total)));
  const scale = log ? Math.log1p : (value: number) => value;
  const back = log ? Math.expm1 : (value: number) => value;
  const start = scale(from);
  const step = (scale(to) - start) / bins;
  return Array.from({ length: bins + 1 }, (_, i) =>
    i === 0 ? from : i === bins ? to : back(start + i * step),
  );
}

/** The most frequent labels, ties in their order. */
export function topBars(
  counted: Iterable<readonly [label: string, count: number]>,
  of: Bars['of'],
): Bars {
  const all = [...counted].sort(([, a], [, b]) => b - a);
  const bars = all.slice(0, MOST_BARS).map(([label, count]) => ({ label, count }));
  const rest = all.slice(MOST_BARS).reduce((sum, [, count]) => sum + count, 0);
  return { kind: 'bars', of, bars, rest };
}

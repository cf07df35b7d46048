import { compareTexts } from '../text/compare-texts';

/** A row whose cell says nothing, or who takes no part. */
export const NO_BIN = 255;

/** Bars of a histogram at most, and levels of a category that have a bar of their own. */
const MOST_BINS = 24;
const MOST_LEVELS = 11;
/** Of a million rows, this share at either end may lie beyond the first and last edge. */
const TAIL = 0.005;
const DAY = 86_400_000;

/** A column cut into bars, for histograms, colours and filters. */
export interface ColumnBins {
  readonly kind: 'number' | 'date' | 'category';
  /** One per row: its bar, or NO_BIN. */
  readonly of: Uint8Array<ArrayBuffer>;
  readonly bins: number;
  /**
   * Of numbers and dates, bins + 1 of them: a bar holds its lower edge and not its upper one. The first and the
   * last bar also hold what lies beyond.
   */
  readonly edges: readonly number[];
  /** Of numbers: whether every bar is one value, which is its lower edge. */
  readonly single: boolean;
  /** Of a category: what each bar stands for; the rarer levels share a last one, see `lumped`. */
  readonly levels: readonly string[];
  /** How many levels the last bar stands for together; 0 where each has its own. */
  readonly lumped: number;
  readonly missing: number;
}

/**
 * Numbers as at most 24 bars of equal width with round edges; where there are only so few different whole values, a
 * bar for each.
 *
 * @param values one per row, NaN where nothing is known.
 * @param shown 0 for rows that take no part.
 */
export function binNumbers(values: Float64Array, shown: Uint8Array): ColumnBins {
  const known = sortedKnown(values, shown);
  const distinct = distinctUpTo(known, MOST_BINS);
  if (distinct !== undefined && distinct.every(Number.isInteger)) {
    const edges = [...distinct, (distinct.at(-1) ?? 0) + 1];
    return { ...binByEdges(values, shown, edges), kind: 'number', single: true };
  }
  const low = quantileOf(known, TAIL);
  const high = quantileOf(known, 1 - TAIL);
  const width = roundWidth((high - low) / (MOST_BINS - 2));
  const first = Math.floor(low / width);
  const count = Math.max(1, Math.min(MOST_BINS, Math.floor(high / width) - first + 1));
  const edges = Array.from({ length: count + 1 }, (_, i) => exact((first + i) * width));
  return { ...binByEdges(values, shown, edges), kind: 'number', single: false };
}

/**
 * Moments as bars of days, weeks (from Monday), months, quarters or years, whichever gives at most 24 or are years.
 *
 * @param values milliseconds since 1970, UTC, one per row; NaN where nothing is known.
 */
export function binDates(values: Float64Array, shown: Uint8Array): ColumnBins {
  const known = sortedKnown(values, shown);
  const low = quantileOf(known, TAIL);
  const high = quantileOf(known, 1 - TAIL);
  const edges =
    known.length === 0
      ? []
      : (STEPS.map((step) => edgesOf(step, low, high)).find(
          ({ length }) => length <= MOST_BINS + 1,
        ) ?? spreadYears(low, high));
  return { ...binByEdges(values, shown, edges), kind: 'date', single: false };
}

/**
 * The commonest levels of a category, the commonest first; the rest together.
 *
 * @param codes one per row, -1 where nothing is known.
 */
export function binCategories(
  levels: readonly string[],
  codes: Int32Array,
  shown: Uint8Array,
): ColumnBins {
  const counts = new Int32Array(levels.length);
  codes.forEach((code, row) => {
    if (code >= 0 && shown[row] === 1) counts[code]++;
  });
  const used = Array.from(counts.keys()).filter((code) => counts[code] > 0);
  used.sort((a, b) => counts[b] - counts[a] || compareTexts(levels[a], levels[b]));
  const own = used.length <= MOST_LEVELS + 1 ? used : used.slice(0, MOST_LEVELS);
  const binOf = new Uint8Array(levels.length).fill(own.length);
  own.forEach((code, bin) => {
    binOf[code] = bin;
  });
  const of = new Uint8Array(codes.length).fill(NO_BIN);
  let missing = 0;
  codes.forEach((code, row) => {
    if (shown[row] !== 1) return;
    if (code < 0) missing++;
    else of[row] = binOf[code];
  });
  const lumped = used.length - own.length;
  return {
    kind: 'category',
    of,
    bins: own.length + (lumped > 0 ? 1 : 0),
    edges: [],
    single: true,
    levels: own.map((code) => levels[code]),
    lumped,
    missing,
  };
}

function binByEdges(
  values: Float64Array,
  shown: Uint8Array,
  edges: readonly number[],
): Omit<ColumnBins, 'kind' | 'single'> {
  const bins = Math.max(0, edges.length - 1);
  const of = new Uint8Array(values.length).fill(NO_BIN);
  let missing = 0;
  for (let row = 0; row < values.length; row++) {
    if (shown[row] !== 1) continue;
    const value = values[row];
    if (Number.isNaN(value) || bins === 0) missing++;
    else of[row] = binOf(value, edges);
  }
  return { of, bins, edges, levels: [], lumped: 0, missing };
}

/** The last bar whose lower edge is not above the value; the first where there is none. */
function binOf(value: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sortedKnown(values: Float64Array, shown: Uint8Array): Float64Array {
  return values.filter((value, row) => shown[row] === 1 && !Number.isNaN(value)).sort();
}

/** @returns undefined where there are more. */
function distinctUpTo(sorted: Float64Array, most: number): number[] | undefined {
  const found: number[] = [];
  for (const value of sorted) {
    if (found.length > 0 && found[found.length - 1] === value) continue;
    if (found.push(value) > most) return undefined;
  }
  return found;
}

function quantileOf(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** The next width among 1, 2, 5, 10, 20, 50, ... */
function roundWidth(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const times = [1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10;
  return times * power;
}

/** Without what multiplying by a tenth leaves behind the last digit. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

type DateStep = 'day' | 'week' | 'month' | 'quarter' | 'year';
const STEPS: readonly DateStep[] = ['day', 'week', 'month', 'quarter', 'year'];

/** The beginnings of all steps from the one that holds `low` to the one after `high`. */
function edgesOf(step: DateStep, low: number, high: number): number[] {
  const edges = [beginOf(step, low)];
  while (edges[edges.length - 1] <= high && edges.length <= MOST_BINS + 1)
    edges.push(nextOf(step, edges[edges.length - 1]));
  return edges;
}

function beginOf(step: DateStep, moment: number): number {
  const date = new Date(moment);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (step === 'day') return Math.floor(moment / DAY) * DAY;
  // 1 January 1970 was a Thursday.
  if (step === 'week') return Math.floor((moment + 3 * DAY) / (7 * DAY)) * 7 * DAY - 3 * DAY;
  if (step === 'month') return Date.UTC(year, month);
  return Date.UTC(year, step === 'quarter' ? month - (month % 3) : 0);
}

function nextOf(step: DateStep, begin: number): number {
  if (step === 'day') return begin + DAY;
  if (step === 'week') return begin + 7 * DAY;
  const date = new Date(begin);
  const months = step === 'month' ? 1 : step === 'quarter' ? 3 : 12;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
}

/** Several years to a bar. */
function spreadYears(low: number, high: number): number[] {
  const [first, last] = [new Date(low).getUTCFullYear(), new Date(high).getUTCFullYear()];
  const width = roundWidth((last - first + 1) / (MOST_BINS - 1));
  const begin = Math.floor(first / width) * width;
  return Array.from({ length: Math.floor((last - begin) / width) + 2 }, (_, i) =>
    Date.UTC(begin + i * width, 0),
  );
}

import type { NamedCategories, NamedNumbers, Prepared } from '../prepare/prepare-customers';
import { probit, type Trait } from '../segments/traits';

/** How one segment differs from one other in a column, with how sure that is. */
export interface Difference {
  /** The column of the file; empty for `silent`. */
  readonly column: string;
  readonly kind: Exclude<Trait['kind'], 'middle'>;
  readonly level?: string;
  /** Median of the one segment, or share of it that has the level; `outside` of the other. */
  readonly inside: number;
  readonly outside: number;
  /** As of traits: a rank difference on the scale of Cohen's d, Cohen's h for shares. */
  readonly effect: number;
  /** Its 95 % interval. */
  readonly low: number;
  readonly high: number;
}

export interface Comparison {
  /** Columns in which they differ by at least a small effect, beyond chance; the greatest first. */
  readonly differences: readonly Difference[];
  /** Columns in which they hardly differ, as far as can be told. */
  readonly alike: readonly string[];
}

const SMALL = 0.2;
const MEDIUM = 0.5;
/** Standard errors beyond which a difference is not by chance, as of traits. */
const SURE = 3;
const WITHIN = 1.959963984540054;

/**
 * Two segments against each other alone.
 *
 * The interval of a rank difference is that of the probability that a member of the one stands above a
 * member of the other, with DeLong's variance, carried to the scale of d by the delta method; where the one
 * stands wholly above the other, it is taken as if half a member of the smaller segment did not. That of
 * Cohen's h is h ± 1.96 √(1/n + 1/m).
 *
 * @param labels one per customer; only `here` and `there` are looked at.
 * @see DeLong, DeLong and Clarke-Pearson 1988, doi:10.2307/2531595
 */
export function compareSegments(
  prepared: Prepared,
  labels: Int32Array,
  here: number,
  there: number,
): Comparison {
  const rows = { here: rowsOf(labels, here), there: rowsOf(labels, there) };
  const found = [
    ...prepared.numbers.map((column) => compareNumbers(column, rows, ['higher', 'lower'])),
    ...prepared.dates.map((column) => compareNumbers(column, rows, ['later', 'earlier'])),
    ...prepared.categories.map((column) => compareLevels(column, rows)),
    ...(prepared.texts.length > 0 ? [compareSilence(prepared, rows)] : []),
  ];
  const differences = found
    .flat()
    .filter(({ effect, error }) => Math.abs(effect) >= SMALL && Math.abs(effect) >= SURE * error)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.column < b.column ? -1 : 1))
    .map(({ column, kind, level, inside, outside, effect, low, high }): Difference => ({
      column,
      kind,
      ...(level === undefined ? {} : { level }),
      inside,
      outside,
      effect,
      low,
      high,
    }));
  const alike = found
    .filter((list) => list.length > 0 && list[0].column !== '' && list.every(isClose))
    .map(([{ column }]) => column);
  return { differences, alike };
}

interface Pair {
  readonly here: Int32Array;
  readonly there: Int32Array;
}

interface Measured extends Difference {
  readonly error: number;
}

const isClose = ({ effect, low, high }: Measured): boolean =>
  Math.abs(effect) < SMALL && low > -MEDIUM && high < MEDIUM;

function rowsOf(labels: Int32Array, label: number): Int32Array {
  const rows: number[] = [];
  labels.forEach((own, row) => {
    if (own === label) rows.push(row);
  });
  return Int32Array.from(rows);
}

function compareNumbers(
  { name, values }: NamedNumbers,
  { here, there }: Pair,
  kinds: readonly ['higher' | 'later', 'lower' | 'earlier'],
): Measured[] {
  const known = (rows: Int32Array) =>
    Float64Array.from(rows, (row) => values[row])
      .filter((value) => !Number.isNaN(value))
      .sort();
  const [ours, theirs] = [known(here), known(there)];
  if (ours.length < 2 || theirs.length < 2) return [];
  if (ours[0] === theirs[theirs.length - 1] && theirs[0] === ours[ours.length - 1]) return [];
  const { effect, error } = rankEffect(ours, theirs);
  return [
    {
      column: name,
      kind: effect > 0 ? kinds[0] : kinds[1],
      inside: medianOf(ours),
      outside: medianOf(theirs),
      ...intervalOf(effect, error),
    },
  ];
}

/**
 * The rank difference of two samples on the scale of Cohen's d, and its standard error.
 *
 * @param ours sorted, as `theirs`; at least 2 each.
 */
export function rankEffect(
  ours: Float64Array,
  theirs: Float64Array,
): { effect: number; error: number } {
  const above = placements(ours, theirs);
  const below = placements(theirs, ours);
  let share = above.mean;
  let variance = above.variance / ours.length + below.variance / theirs.length;
  if (share === 0 || share === 1) {
    const least = Math.min(ours.length, theirs.length);
    share = share === 1 ? 1 - 1 / (2 * least) : 1 / (2 * least);
    variance = (share * (1 - share)) / least;
  }
  const z = probit(share);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return { effect: Math.SQRT2 * z, error: (Math.SQRT2 * Math.sqrt(variance)) / density };
}

/** For each value the share of the others below it, equal ones half: their mean and their variance. */
function placements(
  values: Float64Array,
  others: Float64Array,
): { mean: number; variance: number } {
  let below = 0;
  let upTo = 0;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    while (below < others.length && others[below] < value) below++;
    upTo = Math.max(upTo, below);
    while (upTo < others.length && others[upTo] === value) upTo++;
    const share = (below + upTo) / 2 / others.length;
    sum += share;
    squares += share * share;
  }
  const mean = sum / values.length;
  return {
    mean,
    variance: Math.max(0, squares - values.length * mean * mean) / (values.length - 1),
  };
}

function compareLevels(
  { name, levels, codes }: Pick<NamedCategories, 'name' | 'levels' | 'codes'>,
  { here, there }: Pair,
): Measured[] {
  if (here.length === 0 || there.length === 0) return [];
  const counts = (rows: Int32Array) => {
    const found = new Int32Array(levels.length + 1);
    for (const row of rows) found[codes[row] < 0 ? levels.length : codes[row]]++;
    return found;
  };
  const [ours, theirs] = [counts(here), counts(there)];
  const error = Math.sqrt(1 / here.length + 1 / there.length);
  const found: Measured[] = [];
  for (let code = 0; code <= levels.length; code++) {
    const inside = ours[code] / here.length;
    const outside = theirs[code] / there.length;
    if (inside === 0 && outside === 0) continue;
    const effect = 2 * Math.asin(Math.sqrt(inside)) - 2 * Math.asin(Math.sqrt(outside));
    found.push({
      column: name,
      kind: code === levels.length ? 'unknown' : 'level',
      ...(code === levels.length ? {} : { level: levels[code] }),
      inside,
      outside,
      ...intervalOf(effect, error),
    });
  }
  // Of two levels that mirror each other the one that is commoner here says it all.
  if (found.length === 2 && Math.abs(found[0].effect + found[1].effect) < 1e-9)
    return [found[0].inside >= found[1].inside ? found[0] : found[1]];
  return found;
}

function compareSilence({ textOf }: Prepared, rows: Pair): Measured[] {
  const codes = textOf.map((text) => (text < 0 ? -1 : 0));
  return compareLevels({ name: '', levels: [''], codes }, rows).flatMap((found) =>
    found.kind === 'unknown' ? [{ ...found, kind: 'silent' as const }] : [],
  );
}

const intervalOf = (effect: number, error: number) => ({
  effect,
  error,
  low: effect - WITHIN * error,
  high: effect + WITHIN * error,
});

function medianOf(sorted: Float64Array): number {
  const at = (sorted.length - 1) / 2;
  return (sorted[Math.floor(at)] + sorted[Math.ceil(at)]) / 2;
}

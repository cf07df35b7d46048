import { type AskedOrder, type DateOrder, maybeDate } from '../prepare/dates';
import type { Steps } from '../steps';
import {
  type CountedColumn,
  countRows,
  eachItem,
  type Examined,
  type Level,
} from './counted-column';
import { findLevels } from './examine-cells';
import { isDateName, maybeSerial, serialToDate } from './excel-dates';
import type { Finding } from './finding';
import { binValues } from './plots';
import { quantile, weigh, type Weighted } from './weighted';

export interface DateProfile {
  readonly kind: 'date';
  readonly order: DateOrder;
  /** Whether the cells are a spreadsheet's day numbers. */
  readonly serials: boolean;
  /** Rows that hold a date. */
  readonly known: number;
  /** Moments in milliseconds since 1970. */
  readonly first: number;
  readonly median: number;
  readonly last: number;
}

export interface DatesRead {
  readonly counted: CountedColumn;
  /** One per level of the counted column, NaN where it is no date. */
  readonly moments: Float64Array;
  readonly weighted: Weighted;
}

const YEAR = 366 * 86_400_000;
const MOSTLY = 0.9;
/** Moments that programs write when they know none. */
const DEFAULTS = new Set(
  [
    '1753-01-01',
    '1899-12-30',
    '1899-12-31',
    '1900-01-01',
    '1904-01-01',
    '1970-01-01',
    '2099-12-31',
    '2999-12-31',
    '9999-12-31',
  ].map((day) => Date.parse(day)),
);
/** Only a date of this form reads differently day first and month first. */
const EITHER = /^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d/;

/** @param asked the order of day and month, where the person has said it: it is then in no doubt. */
export function* examineDates(
  counted: CountedColumn,
  asked?: AskedOrder,
): Steps<Examined<DateProfile> & { read: DatesRead }> {
  const { levels, filled } = counted;
  const given = { dmy: new Float64Array(levels.length), mdy: new Float64Array(levels.length) };
  let [days, months] = [0, 0];
  yield* eachItem(levels, ({ cell }, at) => {
    const dayFirst = maybeDate(cell, 'dmy') ?? Number.NaN;
    const monthFirst = EITHER.test(cell) ? (maybeDate(cell, 'mdy') ?? Number.NaN) : dayFirst;
    given.dmy[at] = dayFirst;
    given.mdy[at] = monthFirst;
    if (!Number.isNaN(dayFirst)) days++;
    if (!Number.isNaN(monthFirst)) months++;
  });
  const order: DateOrder = asked ?? (months > days ? 'mdy' : 'dmy');
  const moments = given[order].slice();
  const readable = (at: number, values: Float64Array) => !Number.isNaN(values[at]);
  const unreadable = levels.filter((_, at) => !readable(at, moments));
  const numbered = unreadable.filter(({ cell }) => maybeSerial(cell) !== undefined);
  const serials = filled > 0 && countRows(numbered) >= MOSTLY * filled;
  if (numbered.length > 0)
    levels.forEach(({ cell }, at) => {
      const serial = readable(at, moments) ? undefined : maybeSerial(cell);
      if (serial !== undefined) moments[at] = serialToDate(serial) ?? Number.NaN;
    });

  const counts = Float64Array.from(levels, ({ count }) => count);
  const weighted = weigh(moments, counts);
  const { values, total } = weighted;
  const [first, last] = total === 0 ? [Number.NaN, Number.NaN] : [values[0], values.at(-1) ?? 0];
  const findings: Finding[] = [];
  if (serials)
    findings.push(
      ...findLevels(counted, 'serial-dates', 'check', numbered, { low: first, high: last }),
    );
  else findings.push(...findLevels(counted, 'serials-among-dates', 'check', numbered));
  const alone = (mine: Float64Array, other: Float64Array) =>
    levels.filter((_, at) => readable(at, mine) && !readable(at, other));
  const odd = order === 'mdy' ? alone(given.dmy, given.mdy) : alone(given.mdy, given.dmy);
  const usual = order === 'mdy' ? alone(given.mdy, given.dmy) : alone(given.dmy, given.mdy);
  const figures = { low: countRows(odd), high: countRows(usual) };
  findings.push(...findLevels(counted, 'date-orders-mixed', 'problem', odd, figures));
  if (asked === undefined && odd.length + usual.length === 0) {
    const unclear = levels.filter(
      (_, at) => readable(at, given.dmy) && given.dmy[at] !== given.mdy[at],
    );
    findings.push(
      ...findLevels(counted, 'date-order-unclear', 'check', unclear, { low: first, high: last }),
    );
  }
  const known = new Set([...numbered, ...odd]);
  const rest = unreadable.filter((level) => !known.has(level));
  findings.push(
    ...findLevels(
      counted,
      'unreadable',
      countRows(rest) > 0.05 * filled ? 'problem' : 'check',
      rest,
    ),
    ...findLevels(counted, 'default-dates', 'check', defaultsAmong(levels, moments, weighted)),
  );
  const range = { low: first, high: last, log: false };
  return {
    profile: {
      kind: 'date',
      order,
      serials,
      known: total,
      first,
      median: quantile(weighted, 0.5),
      last,
    },
    plot: binValues(weighted, 'date', range),
    findings,
    read: { counted, moments, weighted },
  };
}

/** A default stands in many more rows than other days do, or far from all others. */
function defaultsAmong(
  levels: readonly Level[],
  moments: Float64Array,
  { values, counts, total }: Weighted,
): Level[] {
  const alone = new Set<number>();
  for (const value of DEFAULTS) {
    const at = values.indexOf(value);
    if (at < 0) continue;
    const [before, after] = [values[at - 1], values[at + 1]];
    const gap = Math.min(value - (before ?? -Infinity), (after ?? Infinity) - value);
    const end = before === undefined || after === undefined;
    const usual = (total - counts[at]) / Math.max(1, values.length - 1);
    if ((counts[at] > 1 && counts[at] > 3 * usual) || (end && gap > YEAR && values.length > 1))
      alone.add(value);
  }
  return levels.filter((_, at) => alone.has(moments[at]));
}

/**
 * Until when a date can be meant: today where it is known; else what nine tenths of the dates of any
 * column reach, and as long again as they span, a year at least.
 */
export function latestPlausible(all: readonly DatesRead[], today: number | undefined): number {
  if (today !== undefined) return today;
  return all.reduce((latest, { weighted }) => {
    if (weighted.total === 0) return latest;
    const late = quantile(weighted, 0.9);
    return Math.max(latest, late + Math.max(YEAR, late - quantile(weighted, 0.1)));
  }, -Infinity);
}

/** Dates after the latest that can be meant; a column that mostly lies there is about the future. */
export function findFuture({ counted, moments, weighted }: DatesRead, latest: number): Finding[] {
  const later = counted.levels.filter(
    (_, at) => moments[at] > latest && !DEFAULTS.has(moments[at]),
  );
  if (countRows(later) > 0.5 * weighted.total) return [];
  return findLevels(counted, 'future-dates', 'check', later, { high: latest });
}

/** Whole numbers under a date's name, nearly all of them days of living memory. */
export function findSerials(counted: CountedColumn): Finding[] {
  const { column, filled, levels } = counted;
  if (filled === 0 || !isDateName(column.name)) return [];
  const serials = levels.filter(({ cell }) => maybeSerial(cell) !== undefined);
  if (countRows(serials) < MOSTLY * filled) return [];
  const numbers = serials.map(({ cell }) => maybeSerial(cell) ?? Number.NaN);
  const low = numbers.reduce((least, value) => Math.min(least, value), Infinity);
  const high = numbers.reduce((most, value) => Math.max(most, value), -Infinity);
  return findLevels(counted, 'serial-dates', 'check', serials, {
    low: serialToDate(low) ?? 0,
    high: serialToDate(high) ?? 0,
  });
}

import type { AudienceColumn } from '../audience/audience-facts';
import { type Part, partOf, type Role } from '../prepare/roles';

/** Distinct values that are looked at one by one; of more, so many ranges of about as many customers. */
const MOST_BINS = 512;
const MOST_LEVELS = 300;

interface Binned {
  readonly name: string;
  /** One per customer of the sample: the place of its value, or `bins` where nothing is known. */
  readonly codes: Uint16Array;
  readonly bins: number;
}

/** Numbers, or whole days, by ascending ranges of them. */
export interface OrderedColumn extends Binned {
  readonly kind: 'number' | 'date';
  /** The smallest value of each range. */
  readonly lows: Float64Array;
  /** One per customer of the sample, NaN where nothing is known. */
  readonly values: Float64Array;
  readonly whole: boolean;
}

/** Levels in the order of their characters; of flags, yes before no. */
export interface LevelColumn extends Binned {
  readonly kind: 'category' | 'flag';
  readonly levels: readonly string[];
}

/** A column as rules are looked for in it. */
export type RuleColumn = OrderedColumn | LevelColumn;

const RULED: ReadonlySet<Part | undefined> = new Set<Part>(['number', 'category', 'date']);

/** Whether rules may be made of columns with a role: not of keys, protected attributes, targets, consent or free text. */
export function isRuled(role: Role): boolean {
  return RULED.has(partOf(role));
}

/**
 * A column that rules may be made of; undefined for the others, and for columns that say one thing or
 * hundreds.
 *
 * @param rows of the file, those of the sample.
 */
export function ruleColumn(column: AudienceColumn, rows: Int32Array): RuleColumn | undefined {
  if (!isRuled(column.role)) return undefined;
  const found =
    column.kind === 'number' || column.kind === 'date'
      ? ordered(column, column.kind, rows)
      : levelled(column, rows);
  const said = found.bins + (found.codes.includes(found.bins) ? 1 : 0);
  if (said < 2 || (!isOrdered(found) && found.bins > MOST_LEVELS)) return undefined;
  return found;
}

export function isOrdered(column: RuleColumn): column is OrderedColumn {
  return column.kind === 'number' || column.kind === 'date';
}

function ordered(
  { name, column, numbers, days }: AudienceColumn,
  kind: OrderedColumn['kind'],
  rows: Int32Array,
): OrderedColumn {
  const byLevel = kind === 'number' ? numbers() : days();
  const values = Float64Array.from(rows, (row) => byLevel[column.codes[row]]);
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
  const lows = distinct.length <= MOST_BINS ? distinct : evenLows(sorted);
  const codes = Uint16Array.from(values, (value) =>
    Number.isNaN(value) ? lows.length : placeOf(value, lows),
  );
  const whole = distinct.every(Number.isInteger);
  return { kind, name, codes, bins: lows.length, lows, values, whole };
}

/** Where ranges of about as many values begin. */
function evenLows(sorted: Float64Array): Float64Array {
  const lows: number[] = [];
  for (let bin = 0; bin < MOST_BINS; bin++) {
    const low = sorted[Math.floor((bin * sorted.length) / MOST_BINS)];
    if (low !== lows.at(-1)) lows.push(low);
  }
  return Float64Array.from(lows);
}

/** The last range that begins at or before a value. */
function placeOf(value: number, lows: Float64Array): number {
  let from = 0;
  let to = lows.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (lows[middle] <= value) from = middle;
    else to = middle - 1;
  }
  return from;
}

function levelled(audience: AudienceColumn, rows: Int32Array): LevelColumn {
  const { name, kind, column } = audience;
  const flags = audience.flags();
  const cells = kind === 'flag' ? flags.map(sayFlag) : audience.cells();
  const used = [...new Set(Array.from(rows, (row) => cells[column.codes[row]]))].filter(
    (cell) => cell !== '',
  );
  const levels = used.sort((a, b) => (kind === 'flag' ? (a > b ? -1 : 1) : a < b ? -1 : 1));
  const place = new Map(levels.map((level, at) => [level, at]));
  const byLevel = Uint16Array.from(cells, (cell) => place.get(cell) ?? levels.length);
  return {
    kind: kind === 'flag' ? kind : 'category',
    name,
    codes: Uint16Array.from(rows, (row) => byLevel[column.codes[row]]),
    bins: levels.length,
    levels,
  };
}

const sayFlag = (flag: boolean | undefined) => (flag === undefined ? '' : flag ? 'yes' : 'no');

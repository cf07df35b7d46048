import { readColumn } from '../core/prepare/roles';
import { datesOf, numbersOf } from '../core/prepare/views';
import type { Plan } from '../core/study';
import type { Table } from '../core/table/table';
import type { Outcome } from './outcome';

/** Which customers to list, and in which order. */
export interface Arrangement {
  /** A column of the file by position, or what a study added; null keeps the order of the file. */
  readonly by: number | 'segment' | 'confidence' | null;
  readonly descending: boolean;
  /** Only these rows of the file; null takes all. */
  readonly within: Int32Array | null;
  /** Only rows with a cell that holds this text, whatever its case. */
  readonly search: string;
}

type Read = Pick<Plan, 'dateOrders' | 'decimalMarks'>;

/**
 * @param read how the person has said that dates and numbers are read.
 * @returns rows of the file in the order wanted; equal ones in the order of the file.
 */
export function arrangeRows(
  table: Table,
  outcome: Outcome | undefined,
  { by, descending, within, search }: Arrangement,
  read: Read = {},
): Int32Array {
  const all = within ?? Int32Array.from({ length: table.rows }, (_, row) => row);
  const found = search.trim() === '' ? all.slice() : searchRows(table, all, search);
  if (by === null) return found.sort();
  const ranks = ranksOf(table, outcome, by, read);
  const sign = descending ? -1 : 1;
  // Unknown values come last whichever way the rest runs.
  return found.sort((a, b) => {
    const [x, y] = [ranks[a], ranks[b]];
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

function searchRows(table: Table, rows: Int32Array, search: string): Int32Array {
  const wanted = search.trim().toLowerCase();
  const hits = table.columns.map(({ levels }) =>
    Uint8Array.from(levels, (cell) => (cell.toLowerCase().includes(wanted) ? 1 : 0)),
  );
  return rows.filter((row) =>
    table.columns.some(({ codes }, column) => hits[column][codes[row]] === 1),
  );
}

function ranksOf(
  table: Table,
  outcome: Outcome | undefined,
  by: number | 'segment' | 'confidence',
  { dateOrders = {}, decimalMarks = {} }: Read,
): ArrayLike<number> {
  if (by === 'segment') return outcome?.labels ?? new Int32Array(table.rows);
  if (by === 'confidence') return outcome?.confidence ?? new Float32Array(table.rows);
  const column = table.columns[by];
  const { reason } = readColumn(column, table.rows);
  if (reason === 'mostly-dates')
    return datesOf(column, new Map(Object.entries(dateOrders)).get(column.name));
  const numbers = numbersOf(column, new Map(Object.entries(decimalMarks)).get(column.name));
  const known = numbers.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  if (known >= table.rows * 0.5) return numbers;
  const collator = new Intl.Collator(undefined, { numeric: true });
  const order = column.levels.map((_, i) => i);
  order.sort((a, b) => collator.compare(column.levels[a], column.levels[b]) || a - b);
  const rank = new Float64Array(order.length);
  order.forEach((level, at) => {
    rank[level] = column.levels[level] === '' ? Number.NaN : at;
  });
  return Float64Array.from(column.codes, (code) => rank[code]);
}

import type { Progress, Steps } from '../steps';
import { type Column, isMissing } from '../table/table';
import { type Finding, SHOWN } from './finding';
import type { Plot } from './plots';

/** One distinct cell of a column. */
export interface Level {
  /** As it stands in the file. */
  readonly cell: string;
  readonly code: number;
  readonly count: number;
}

/** A column by its distinct cells: most questions are answered without looking at every row. */
export interface CountedColumn {
  readonly column: Column;
  readonly rows: number;
  /** The row that a spreadsheet shows for the table's first one. */
  readonly firstRow: number;
  /** Rows that say something. */
  readonly filled: number;
  /** Distinct cells that say something, in the order of the file. */
  readonly levels: readonly Level[];
  /** Distinct cells that say that nothing is known. */
  readonly missing: readonly Level[];
}

/** Levels looked at between two breaths. */
const BREATH = 4096;

export function* countColumn(column: Column, firstRow: number): Steps<CountedColumn> {
  const counts = new Int32Array(column.levels.length);
  for (const code of column.codes) counts[code]++;
  const levels: Level[] = [];
  const missing: Level[] = [];
  let filled = 0;
  yield* eachItem(column.levels, (cell, code) => {
    const count = counts[code];
    if (count === 0) return;
    if (isMissing(cell)) missing.push({ cell, code, count });
    else {
      levels.push({ cell, code, count });
      filled += count;
    }
  });
  return { column, rows: column.codes.length, firstRow, filled, levels, missing };
}

/** Does the same for every item, breathing now and then. */
export function* eachItem<T>(
  items: readonly T[],
  visit: (item: T, at: number) => void,
): Generator<Progress, void, void> {
  for (let at = 0; at < items.length; at++) {
    if (at % BREATH === BREATH - 1) yield { done: at, total: items.length };
    visit(items[at], at);
  }
}

export function countRows(levels: readonly Level[]): number {
  return levels.reduce((sum, { count }) => sum + count, 0);
}

/** The first rows in which one of these levels stands, as a spreadsheet counts them. */
export function rowsOf(counted: CountedColumn, levels: readonly Level[], limit = SHOWN): number[] {
  const wanted = new Uint8Array(counted.column.levels.length);
  for (const { code } of levels) wanted[code] = 1;
  const rows: number[] = [];
  const { codes } = counted.column;
  if (levels.length > 0)
    for (let row = 0; row < codes.length && rows.length < limit; row++)
      if (wanted[codes[row]] === 1) rows.push(row + counted.firstRow);
  return rows;
}

/** The cells of levels, the most frequent first. */
export function cellsByCount(levels: readonly Level[], limit = SHOWN): string[] {
  return [...levels]
    .sort((a, b) => b.count - a.count || a.code - b.code)
    .slice(0, limit)
    .map(({ cell }) => cell);
}

/** What is shared by everything that looks at one column. */
export interface Examined<P> {
  readonly profile: P;
  readonly plot: Plot;
  readonly findings: readonly Finding[];
}

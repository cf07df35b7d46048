import { cutText } from '../text/cut-text';
import { findSeparatorLine } from './dialect';
import { isBlank } from './header';
import { cellsOf, createRecordParser, hashCell } from './records';
import { cellAt, type Dialect, type Table } from './table';

/**
 * What a record of a file is: a row of the table, what names its columns, or something that stands
 * above, between or below.
 */
export type RecordKind = 'above' | 'header' | 'row' | 'apart' | 'comment' | 'blank' | 'separator';

/** A record as it stands in the file, to be shown. */
export interface FileRecord {
  /** Its number in the file, from 1, counted as `Dialect.headerRow` counts. */
  readonly row: number;
  readonly kind: RecordKind;
  /** Long cells are cut, and wide records too. */
  readonly cells: readonly string[];
}

/** The two ends of a file as it is read. */
export interface FileEnds {
  readonly first: readonly FileRecord[];
  /** The last rows of the table. */
  readonly last: readonly (readonly string[])[];
}

/** Rows shown from below the header, and from the end. */
export const FIRST_ROWS = 8;
const LAST_ROWS = 3;
/** Records shown of what stands above the rows. */
const MOST_ABOVE = 40;
const MOST_CELLS = 60;
const MOST_CHARACTERS = 160;

/** Cells as far as they are shown: long ones are cut. */
export function shorten(cells: readonly string[]): string[] {
  return cells.slice(0, MOST_CELLS).map((cell) => cutText(cell, MOST_CHARACTERS));
}

/**
 * The first records of a text in the dialect that it is read in.
 *
 * @param text the beginning of the file, without a byte order mark.
 * @param complete whether that is the whole file; otherwise its last record may be cut.
 * @param apart records that were found to be no rows.
 */
export function readFirstRecords(
  text: string,
  complete: boolean,
  dialect: Dialect,
  apart: readonly (readonly string[])[] = [],
): FileRecord[] {
  const set = new Set(apart.map((cells) => hashCell(JSON.stringify(cells))));
  const records: FileRecord[] = [];
  let row = 0;
  let rows = 0;
  let width = 0;
  const add = (kind: RecordKind, cells: readonly string[]) => {
    row++;
    if (kind === 'row') rows++;
    if (records.length === MOST_ABOVE + FIRST_ROWS) return false;
    records.push({ row, kind, cells: shorten(cells) });
    return rows < FIRST_ROWS;
  };
  const kindOf = (cells: readonly string[]): RecordKind => {
    const single = dialect.delimiter === '' || (dialect.header && width === 1);
    if (isBlank(cells)) return width > 0 && single ? 'row' : 'blank';
    if (width > 0) return set.has(hashCell(JSON.stringify(cells))) ? 'apart' : 'row';
    if (row + 1 < (dialect.headerRow ?? 0)) return 'above';
    width = cells.length + (dialect.rowNames === true ? 1 : 0);
    parser.expected = width;
    return dialect.header ? 'header' : 'row';
  };
  const named = dialect.separatorLine === true ? findSeparatorLine(text) : undefined;
  if (named !== undefined) add('separator', [text.slice(0, named.length).trim()]);
  const parser = createRecordParser(dialect);
  parser.parse(
    named === undefined ? text : text.slice(named.length),
    complete,
    (record) => {
      const cells = cellsOf(record);
      const kind = kindOf(cells);
      return add(kind, kind === 'header' && width > cells.length ? ['', ...cells] : cells);
    },
    (line) => void add('comment', [line]),
  );
  return records;
}

/** The first records of a table whose names do not stand in a record of their own. */
export function firstRecordsOf(table: Table): FileRecord[] {
  const names = table.columns.map(({ name }) => name);
  return [
    { row: 1, kind: 'header', cells: shorten(names) },
    ...Array.from({ length: Math.min(FIRST_ROWS, table.rows) }, (_, row) => ({
      row: row + 2,
      kind: 'row' as const,
      cells: shorten(table.columns.map((column) => cellAt(column, row))),
    })),
  ];
}

/** The last rows of a table, as they are shown. */
export function lastRowsOf(table: Table): string[][] {
  const count = Math.min(LAST_ROWS, Math.max(0, table.rows - FIRST_ROWS));
  return Array.from({ length: count }, (_, i) =>
    shorten(table.columns.map((column) => cellAt(column, table.rows - count + i))),
  );
}

import { type Column, isMissing, type Table } from './table';

/** A table with a name to tell it by, such as its file's. */
export interface NamedTable {
  readonly name: string;
  readonly table: Table;
}

/** Whether tables have the same columns, in whatever order. */
export function haveSameColumns(tables: readonly Table[]): boolean {
  const shape = (table: Table) => JSON.stringify(table.columns.map(({ name }) => name).sort());
  return tables.every((table) => shape(table) === shape(tables[0]));
}

/** Tables with the same columns one under the other, and a column that tells which row came from where. */
export function stackTables(parts: readonly NamedTable[], sourceName: string): Table {
  const [first] = parts;
  const rows = parts.reduce((sum, { table }) => sum + table.rows, 0);
  const columns = first.table.columns.map(({ name }) =>
    stackColumns(
      name,
      parts.map(({ table }) => table.columns.find((column) => column.name === name) as Column),
      rows,
    ),
  );
  const source: Column = {
    name: sourceName,
    levels: parts.map(({ name }) => name),
    codes: Int32Array.from(
      parts.flatMap(({ table }, part) => Array.from({ length: table.rows }, () => part)),
    ),
  };
  return { rows, columns: [...columns, source] };
}

function stackColumns(name: string, parts: readonly Column[], rows: number): Column {
  const levels: string[] = [];
  const known = new Map<string, number>();
  const codes = new Int32Array(rows);
  let at = 0;
  for (const part of parts) {
    const settled = part.levels.map((cell) => {
      let code = known.get(cell);
      if (code === undefined) {
        code = levels.push(cell) - 1;
        known.set(cell, code);
      }
      return code;
    });
    for (const code of part.codes) codes[at++] = settled[code];
  }
  return { name, levels, codes };
}

export interface Joined {
  readonly table: Table;
  /** The columns that were compared. */
  readonly key: readonly [string, string];
  readonly matched: number;
  /** Rows of the first table that nothing was found for. */
  readonly withoutMatch: number;
  /** Keys of the second table that no row of the first has. */
  readonly unused: number;
}

/** A column must be different in this share of the second table's rows to be its key. */
const UNIQUE = 0.999;
/** This share of the smaller side's keys must be found on the other. */
const OVERLAP = 0.2;

const plainKey = (cell: string) => cell.trim().toLowerCase();

/**
 * Puts the columns of a second table beside those of a first, on the pair of columns that share most
 * keys. Every row of the first table stays, in its order.
 *
 * @returns undefined when no column of the second names its rows and is found in the first.
 */
export function joinTables(first: Table, second: Table): Joined | undefined {
  let best: { left: Column; right: Column; index: Map<string, number>; shared: number } | undefined;
  for (const right of second.columns) {
    const index = indexOf(right, second.rows);
    if (index === undefined) continue;
    for (const left of first.columns) {
      const keys = new Set(left.levels.filter((cell) => !isMissing(cell)).map(plainKey));
      let shared = 0;
      for (const key of keys) if (index.has(key)) shared++;
      const enough = shared >= OVERLAP * Math.min(keys.size, index.size) && keys.size > 2;
      if (enough && shared > (best?.shared ?? 0)) best = { left, right, index, shared };
    }
  }
  if (best === undefined) return undefined;
  const { left, right, index } = best;
  const rowOfLevel = left.levels.map((cell) => index.get(plainKey(cell)) ?? -1);
  const rowOf = left.codes.map((code) => rowOfLevel[code]);
  const taken = first.columns.map(({ name }) => name);
  const added = second.columns
    .filter((column) => column !== right)
    .map((column) => {
      let { name } = column;
      for (let copy = 2; taken.includes(name); copy++) name = `${column.name} (${copy})`;
      taken.push(name);
      return takeCells(column, name, rowOf);
    });
  const matched = rowOf.reduce((sum, row) => sum + (row >= 0 ? 1 : 0), 0);
  return {
    table: { rows: first.rows, columns: [...first.columns, ...added] },
    key: [left.name, right.name],
    matched,
    withoutMatch: first.rows - matched,
    unused: index.size - best.shared,
  };
}

/** Where each key stands, or undefined when the column does not tell rows apart. */
function indexOf(column: Column, rows: number): Map<string, number> | undefined {
  const index = new Map<string, number>();
  let filled = 0;
  for (let row = 0; row < rows; row++) {
    const cell = column.levels[column.codes[row]];
    if (isMissing(cell)) continue;
    filled++;
    const key = plainKey(cell);
    if (!index.has(key)) index.set(key, row);
  }
  return filled > 0 && filled >= rows * 0.9 && index.size >= UNIQUE * filled ? index : undefined;
}

function takeCells(column: Column, name: string, rows: Int32Array): Column {
  const blank = column.levels.indexOf('');
  const levels = blank < 0 ? [...column.levels, ''] : column.levels;
  const none = blank < 0 ? column.levels.length : blank;
  return { name, levels, codes: rows.map((row) => (row < 0 ? none : column.codes[row])) };
}

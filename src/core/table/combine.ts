import type { Column, Table } from './table';

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

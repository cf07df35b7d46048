import { Fault } from '../core/fault';
import type { Watch } from '../core/ports';
import { haveSameColumns, joinTables, stackTables } from '../core/table/combine';
import type { Table } from '../core/table/table';
import { breathe, heed } from './drive';
import { writeCell } from './export-csv';
import { openFile } from './open-file';

export interface NamedFile {
  readonly name: string;
  readonly file: Blob;
}

/** How several files became one. */
export type Combination =
  | { readonly kind: 'stacked'; readonly files: number; readonly rows: number }
  | {
      readonly kind: 'joined';
      /** The columns that were compared, one of each file. */
      readonly key: readonly [string, string];
      readonly matched: number;
      readonly withoutMatch: number;
      /** Rows of the later files that no customer of the first has. */
      readonly unused: number;
    };

/** The column that tells which file a row came from, where files were put under each other. */
export const SOURCE_COLUMN = 'source_file';

/**
 * Several files as one: under each other where their columns are the same, else side by side on the
 * key that they share. The file with the most rows leads a join.
 *
 * @throws Fault files-unrelated, or what reading one of them throws.
 */
export async function combineFiles(
  files: readonly NamedFile[],
  watch: Watch,
): Promise<{ source: Blob; name: string; combination: Combination }> {
  const parts: { name: string; table: Table }[] = [];
  for (const { file, name } of files) {
    parts.push({ name, table: (await openFile(file, {}, watch)).table });
    heed(watch);
  }
  if (haveSameColumns(parts.map(({ table }) => table))) {
    const table = stackTables(parts, SOURCE_COLUMN);
    return {
      source: await writeTable(table, watch),
      name: nameOf(files),
      combination: { kind: 'stacked', files: files.length, rows: table.rows },
    };
  }
  const [first, ...others] = [...parts].sort((a, b) => b.table.rows - a.table.rows);
  let { table } = first;
  let last: Extract<Combination, { kind: 'joined' }> | undefined;
  for (const other of others) {
    const joined = joinTables(table, other.table);
    if (joined === undefined)
      throw new Fault('files-unrelated', { first: first.name, second: other.name });
    const { key, matched, withoutMatch, unused } = joined;
    last = { kind: 'joined', key, matched, withoutMatch, unused: (last?.unused ?? 0) + unused };
    ({ table } = joined);
    await breathe();
  }
  return {
    source: await writeTable(table, watch),
    name: nameOf(files),
    combination: last as Combination,
  };
}

function nameOf(files: readonly NamedFile[]): string {
  const stems = files.map(({ name }) => name.replace(/\.[^.]{1,8}$/u, ''));
  return `${stems.slice(0, 3).join(' + ')}${stems.length > 3 ? ' + …' : ''}.csv`;
}

const PIECE = 4000;

async function writeTable(table: Table, watch: Watch): Promise<Blob> {
  const levels = table.columns.map((column) => column.levels.map((cell) => writeCell(cell, ',')));
  const pieces = [`${table.columns.map(({ name }) => writeCell(name, ',')).join(',')}\n`];
  for (let from = 0; from < table.rows; from += PIECE) {
    let piece = '';
    for (let row = from; row < Math.min(table.rows, from + PIECE); row++)
      piece += `${table.columns.map((column, at) => levels[at][column.codes[row]]).join(',')}\n`;
    pieces.push(piece);
    await breathe();
    heed(watch);
  }
  return new Blob(pieces, { type: 'text/csv' });
}

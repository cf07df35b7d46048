import { Fault } from '../core/fault';
import { inferOrderRoles } from '../core/orders/infer-order-roles';
import type { Watch } from '../core/ports';
import { haveSameColumns, stackTables } from '../core/table/combine';
import type { Table } from '../core/table/table';
import { breathe, drive, heed } from './drive';
import { writeCell } from './export-csv';
import { type FileJoin, type FilePart, joinParts } from './join-files';
import type { CustomerHints } from './open-customers';
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
      readonly joins: readonly FileJoin[];
      /** Files with the same columns that were put under each other before. */
      readonly stacked: readonly { readonly files: number; readonly rows: number }[];
    };

export interface CombinedFile {
  readonly source: Blob;
  readonly name: string;
  readonly combination: Combination;
  /** How the combined file is to be read as customers. */
  readonly hints: CustomerHints;
}

/** The column that tells which file a row came from, where files were put under each other. */
export const SOURCE_COLUMN = 'source_file';

/**
 * Several files as one: under each other where their columns are the same, else side by side on the
 * keys that they share. A list of customers and a file of orders give the orders of these customers.
 *
 * @throws Fault files-unrelated, or what reading one of them throws.
 */
export async function combineFiles(
  files: readonly NamedFile[],
  watch: Watch,
): Promise<CombinedFile> {
  const groups: { name: string; table: Table }[][] = [];
  for (const { file, name } of files) {
    const { table } = await openFile(file, {}, watch);
    const group = groups.find(([known]) => haveSameColumns([known.table, table]));
    if (group === undefined) groups.push([{ name, table }]);
    else group.push({ name, table });
    heed(watch);
  }
  const parts = groups.map((group) =>
    group.length === 1
      ? group[0]
      : { name: stemsOf(group), table: stackTables(group, SOURCE_COLUMN) },
  );
  const stacked = groups.flatMap((group, at) =>
    group.length === 1 ? [] : [{ files: group.length, rows: parts[at].table.rows }],
  );
  const name = `${stemsOf(files)}.csv`;
  if (parts.length === 1) {
    const [{ table }] = parts;
    const combination: Combination = { kind: 'stacked', files: files.length, rows: table.rows };
    return { source: await writeTable(table, watch), name, combination, hints: {} };
  }
  const { part, joins } = await joinAll(parts, watch);
  return {
    source: await writeTable(part.table, watch),
    name,
    combination: { kind: 'joined', joins, stacked },
    hints: part.settled === true && part.roles !== undefined ? { orders: part.roles } : {},
  };
}

/**
 * Orders first get what is looked up for their lines; then lists come before orders and long files
 * before short ones, so that lists are whole when the orders come.
 */
async function joinAll(
  files: readonly { name: string; table: Table }[],
  watch: Watch,
): Promise<{ part: FilePart; joins: FileJoin[] }> {
  const joins: FileJoin[] = [];
  const join = async (first: FilePart, second: FilePart, lookUp = false) => {
    const found = await drive(joinParts(first, second, lookUp), watch);
    await breathe();
    if (found !== undefined) joins.push(found.join);
    return found?.part;
  };
  const orders: FilePart[] = [];
  const lists: FilePart[] = [];
  for (const file of [...files].sort((a, b) => b.table.rows - a.table.rows)) {
    const roles = inferOrderRoles(file.table);
    if (roles === undefined) lists.push(file);
    else orders.push({ ...file, roles });
  }
  for (let at = 0; at < orders.length; at++)
    for (const list of [...lists]) {
      const looked = await join(orders[at], list, true);
      if (looked === undefined) continue;
      orders[at] = looked;
      lists.splice(lists.indexOf(list), 1);
    }
  const waiting = [...lists, ...orders];
  let part = waiting.shift() as FilePart;
  for (let at = 0; waiting.length > 0;) {
    if (at === waiting.length)
      throw new Fault('files-unrelated', { first: part.name, second: waiting[0].name });
    const joined = await join(part, waiting[at]);
    if (joined === undefined) at++;
    else {
      part = joined;
      waiting.splice(at, 1);
      at = 0;
    }
  }
  return { part, joins };
}

function stemsOf(files: readonly { readonly name: string }[]): string {
  const stems = files.map(({ name }) => name.replace(/\.[^.]{1,8}$/u, ''));
  return `${stems.slice(0, 3).join(' + ')}${stems.length > 3 ? ' + …' : ''}`;
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

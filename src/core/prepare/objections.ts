import { hashText } from '../hash';
import { isMissing, type Table } from '../table/table';
import type { Role } from './roles';

/** A name, address or number as it is compared: no blanks around, no case, phone numbers as digits. */
function plainEntry(cell: string): string {
  const said = cell.trim().toLowerCase();
  return /^\+?[\d\s()./-]{7,}$/.test(said) ? said.replace(/\D/g, '').replace(/^00/, '') : said;
}

/** What a list of objections is kept as: people on it cannot be read from it. */
export function hashEntry(cell: string): string {
  return hashText(plainEntry(cell));
}

/**
 * Rows of customers who are on a list of objections, by any of their keys or contact details.
 *
 * @param roles one per column; keys and ignored columns are looked at, which is where contacts are.
 * @param entries made by `hashEntry`.
 * @returns one per row, 1 for those on the list.
 */
export function findObjectors(
  table: Table,
  roles: readonly Role[],
  entries: ReadonlySet<string>,
): Uint8Array {
  const found = new Uint8Array(table.rows);
  if (entries.size === 0) return found;
  for (const [at, column] of table.columns.entries()) {
    if (roles[at] !== 'id' && roles[at] !== 'ignore') continue;
    const listed = column.levels.map((cell) => !isMissing(cell) && entries.has(hashEntry(cell)));
    if (!listed.includes(true)) continue;
    column.codes.forEach((code, row) => {
      if (listed[code]) found[row] = 1;
    });
  }
  return found;
}

/** A list of objections as it was read from a file. */
export interface ObjectionList {
  readonly entries: readonly string[];
  /** The column of the list whose cells were taken. */
  readonly column: string;
  /** Rows of the customer file that are on it. */
  readonly matched: number;
}

/**
 * Takes the column of a list that names most customers of the file.
 *
 * @param list a file of people who object, one a row.
 */
export function readObjections(list: Table, table: Table, roles: readonly Role[]): ObjectionList {
  let best: ObjectionList = { entries: [], column: list.columns[0]?.name ?? '', matched: -1 };
  for (const column of list.columns) {
    const entries = [
      ...new Set(column.levels.filter((cell) => !isMissing(cell)).map(hashEntry)),
    ].sort();
    const matched = findObjectors(table, roles, new Set(entries)).reduce((sum, on) => sum + on, 0);
    if (matched > best.matched) best = { entries, column: column.name, matched };
  }
  return best;
}

import type { OrderRoles } from '../core/orders/customer-table';
import { gatherCustomers } from '../core/orders/gather-customers';
import { inferOrderRoles } from '../core/orders/infer-order-roles';
import { createNamer, inferNameLanguage } from '../core/orders/made-names';
import { namesCustomers } from '../core/orders/order-names';
import { rescale, type Steps } from '../core/steps';
import {
  countMatches,
  findSharedKey,
  type JoinCounts,
  matchKeys,
  rowsBeside,
  takeCells,
  unifyKeys,
} from '../core/table/join';
import { type Column, isMissing, type Table } from '../core/table/table';

/** A table on its way to be joined. */
export interface FilePart {
  readonly name: string;
  readonly table: Table;
  /** Where its rows are order lines. */
  readonly roles?: OrderRoles;
  /** Whether the roles hold however they would be inferred from the columns. */
  readonly settled?: boolean;
}

/** How two files came together; counts are of the rows of the leading one. */
export interface FileJoin extends JoinCounts {
  readonly lead: string;
  readonly other: string;
  /** The columns that were compared, the leading file's first. */
  readonly key: readonly [string, string];
  /** Columns put beside the rows, or order lines given to a list of customers. */
  readonly how: 'beside' | 'orders';
  /** Rows of a file with several per key, gathered to one. */
  readonly gathered?: { readonly file: string; readonly rows: number; readonly keys: number };
  /** Order lines left out because the list lacks their customers. */
  readonly linesLeftOut: number;
}

export interface JoinedParts {
  readonly part: FilePart;
  readonly join: FileJoin;
}

/** Share of the customers of other rows that a list must have to lead them. */
const COVERS = 0.5;

/**
 * Puts two files together on the key that they share. A list of customers that has at least half of
 * the customers of another file leads it: order lines stay lines, with the list's columns beside them
 * and an empty line for each customer without orders, to be rolled up afterwards; other rows are
 * gathered to one per customer. Else the file whose key comes again leads, as orders do a list of
 * products; where no key comes again, the first.
 *
 * @param lookUp only where the key is not the customer: products and their orders.
 * @returns undefined when they share no key.
 */
export function* joinParts(
  first: FilePart,
  second: FilePart,
  lookUp = false,
): Steps<JoinedParts | undefined> {
  const key = yield* rescale(findSharedKey(first.table, second.table, namesCustomers), 0, 2);
  if (key === undefined || (lookUp && key.customers)) return undefined;
  const a = { part: first, column: key.left, unique: key.leftUnique, covered: key.leftShare };
  const b = { part: second, column: key.right, unique: key.rightUnique, covered: key.rightShare };
  const join = (lead: Side, other: Side) => rescale(joinBeside(lead, other), 1, 2);
  if (a.unique && b.unique) return yield* join(a, b);
  if (a.unique || b.unique) {
    const [list, many] = a.unique ? [a, b] : [b, a];
    if (!key.customers || many.covered < COVERS) return yield* join(many, list);
    if (many.part.roles !== undefined)
      return yield* rescale(giveOrders(list, many, many.part.roles), 1, 2);
    return yield* join(list, many);
  }
  if (a.part.roles !== undefined) return yield* join(a, b);
  if (b.part.roles !== undefined) return yield* join(b, a);
  const { table } = yield* gatherCustomers(
    { rows: first.table.rows, columns: withColumn(first.table, unifyKeys(a.column)) },
    { customer: a.column.name },
    rowsNameOf(first),
  );
  const lead = { ...a, part: { name: first.name, table }, column: table.columns[0] };
  const joined = yield* join(lead, b);
  const { rows } = first.table;
  return {
    ...joined,
    join: { ...joined.join, gathered: { file: first.name, rows, keys: table.rows } },
  };
}

interface Side {
  readonly part: FilePart;
  readonly column: Column;
  readonly unique: boolean;
}

const withColumn = ({ columns }: Table, changed: Column): Column[] =>
  columns.map((column) => (column.name === changed.name ? changed : column));

function rowsNameOf({ name, table }: FilePart): string {
  const stem = name.replace(/\.[^.]{1,8}$/u, '');
  const chinese = inferNameLanguage(table.columns.map((column) => column.name)) === 'zh';
  return chinese ? `${stem}行数` : `rows of ${stem}`;
}

interface OneEach {
  readonly key: Column;
  readonly table: Table;
  readonly gathered?: NonNullable<FileJoin['gathered']>;
}

/** A file with one row per key, as it stands or gathered. */
function* makeUnique({ part, column, unique }: Side): Steps<OneEach> {
  const key = unifyKeys(column);
  const table = { rows: part.table.rows, columns: withColumn(part.table, key) };
  const filled = key.codes.reduce((sum, code) => sum + (isMissing(key.levels[code]) ? 0 : 1), 0);
  const keys = new Set(Array.from(key.codes).filter((code) => !isMissing(key.levels[code]))).size;
  if (keys === filled) return { key, table };
  const roles = { customer: key.name };
  const found = yield* gatherCustomers(table, roles, unique ? '' : rowsNameOf(part));
  const gathered = { file: part.name, rows: filled, keys };
  return { key: found.table.columns[0], table: found.table, gathered };
}

function* joinBeside(lead: Side, other: Side): Steps<JoinedParts> {
  const { key, table, gathered } = yield* makeUnique(other);
  const match = matchKeys(lead.column, key);
  const rows = rowsBeside(lead.column, key, match);
  const free = createNamer(lead.part.table.columns.map(({ name }) => name));
  const added = table.columns
    .filter((column) => column !== key)
    .map((column) => takeCells(column, free(column.name), rows));
  const joined = { rows: lead.part.table.rows, columns: [...lead.part.table.columns, ...added] };
  return {
    part: partOf(lead.part, other.part, joined),
    join: {
      ...countMatches(lead.column, key, match),
      lead: lead.part.name,
      other: other.part.name,
      key: [lead.column.name, other.column.name],
      how: 'beside',
      linesLeftOut: 0,
      ...(gathered === undefined ? {} : { gathered }),
    },
  };
}

/** The order lines of the customers of a list, and a line without an order for each of the others. */
function* giveOrders(list: Side, many: Side, given: OrderRoles): Steps<JoinedParts> {
  const { key, table, gathered } = yield* makeUnique(list);
  const customers = unifyKeys(many.column);
  const match = matchKeys(key, customers);
  const rowOf = new Int32Array(customers.levels.length).fill(-1);
  const idle: number[] = [];
  key.codes.forEach((code, row) => {
    if (match.rightOf[code] >= 0) rowOf[match.rightOf[code]] = row;
    else if (!isMissing(key.levels[code])) idle.push(row);
  });
  const kept: number[] = [];
  let linesLeftOut = 0;
  customers.codes.forEach((code, row) => {
    if (rowOf[code] >= 0 || isMissing(customers.levels[code])) kept.push(row);
    else linesLeftOut++;
  });
  const lineRows = Int32Array.from([...kept, ...idle.map(() => -1)]);
  const listRows = Int32Array.from([...kept.map((row) => rowOf[customers.codes[row]]), ...idle]);
  const free = createNamer(many.part.table.columns.map(({ name }) => name));
  const columns = [
    ...many.part.table.columns.map((column) =>
      column === many.column
        ? takeCells(key, column.name, listRows)
        : takeCells(column, column.name, lineRows),
    ),
    ...table.columns
      .filter((column) => column !== key)
      .map((column) => takeCells(column, free(column.name), listRows)),
  ];
  yield { done: 1, total: 1 };
  return {
    part: {
      name: `${list.part.name} + ${many.part.name}`,
      table: { rows: lineRows.length, columns },
      roles: { ...given, customer: many.column.name },
      settled: true,
    },
    join: {
      ...countMatches(key, customers, match),
      lead: list.part.name,
      other: many.part.name,
      key: [list.column.name, many.column.name],
      how: 'orders',
      linesLeftOut,
      ...(gathered === undefined ? {} : { gathered }),
    },
  };
}

function partOf(lead: FilePart, other: FilePart, table: Table): FilePart {
  const name = `${lead.name} + ${other.name}`;
  if (lead.settled === true && lead.roles !== undefined)
    return { name, table, roles: lead.roles, settled: true };
  const roles = inferOrderRoles(table);
  return roles === undefined ? { name, table } : { name, table, roles };
}

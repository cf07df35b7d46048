import { consentOf } from '../prepare/consent';
import { type ColumnReading, readColumn } from '../prepare/roles';
import { rescale, type Steps } from '../steps';
import { type Column, isMissing, type Table } from '../table/table';
import { carryColumn, gatherTexts, takeCommonest } from './carry-columns';
import type { OrderRoles } from './customer-table';
import { createNamer, inferNameLanguage, nameMade } from './made-names';
import { divide, makeColumn, makeTextColumn } from './make-columns';
import { type OrderLines, readLines } from './order-lines';
import { readMoments, readNumbers, STRIDE } from './read-levels';

/** What became of the rows and of each column that differs within a customer. */
export interface GatherReceipt {
  readonly rows: number;
  readonly customers: number;
  /** Customers with more than one row. */
  readonly repeated: number;
  /** Rows left out because they name no customer. */
  readonly withoutCustomer: number;
  /** Texts put together. */
  readonly texts: readonly string[];
  /** Numbers averaged. */
  readonly averaged: readonly string[];
  /** Dates of which the latest stands. */
  readonly latest: readonly string[];
  /** Columns of which the commonest value stands; of consent a refusal, where there is one. */
  readonly commonest: readonly string[];
  /** Columns left out because they tell rows apart, not customers. */
  readonly dropped: readonly string[];
}

export interface GatheredTable {
  readonly table: Table;
  readonly receipt: GatherReceipt;
}

/** A column whose cells nearly all differ names its rows. */
const NAMES_ROWS = 0.9;

/** Whether roles name the customer and nothing of an order: rows are then gathered, not rolled up. */
export function isGathering(roles: OrderRoles): boolean {
  const { date, amount, price, quantity, order, product } = roles;
  return [date, amount, price, quantity, order, product].every((name) => name === undefined);
}

/**
 * One row per customer of rows that are no order lines: texts are put together in the order of the
 * first column with dates, numbers averaged, of dates the latest and of all else the commonest taken,
 * and keys of rows left out. A column that says the same on all rows of each customer stays as it is.
 * A refusal of consent on any row is the customer's.
 *
 * @param rowsName of the column that counts the rows of each customer; '' for none.
 * @throws Fault options-unknown when the customer column is not in the table.
 */
export function* gatherCustomers(
  table: Table,
  roles: OrderRoles,
  rowsName?: string,
): Steps<GatheredTable> {
  const others = table.columns.filter(({ name }) => name !== roles.customer);
  const parts = 2 + 2 * others.length;
  const readings: ColumnReading[] = [];
  for (const [at, column] of others.entries()) {
    yield { done: at, total: parts };
    readings.push(readColumn(column, table.rows));
  }
  const date = others.find((_, at) => readings[at].role === 'date')?.name;
  const lines = yield* rescale(
    readLines(table, { customer: roles.customer, ...(date === undefined ? {} : { date }) }),
    others.length,
    parts,
  );
  const receipt = {
    rows: table.rows,
    customers: lines.ids.length,
    repeated: countRepeated(lines),
    withoutCustomer: table.rows - lines.byCustomer.length,
    texts: [] as string[],
    averaged: [] as string[],
    latest: [] as string[],
    commonest: [] as string[],
    dropped: [] as string[],
  };
  const columns: Column[] = [];
  for (const [at, column] of others.entries()) {
    const told = roles.texts?.includes(column.name) === true;
    const reading: ColumnReading = told ? { ...readings[at], role: 'text' } : readings[at];
    const steps = gatherColumn(lines, column, reading);
    const found = yield* rescale(steps, others.length + 1 + at, parts);
    if (found === undefined) continue;
    if (found.kind !== undefined) receipt[found.kind].push(column.name);
    if (found.column !== undefined) columns.push(found.column);
  }
  const id = yield* rescale(makeTextColumn(roles.customer, lines.ids), parts - 1, parts);
  const names = table.columns.map(({ name }) => name);
  const name = createNamer(names)(rowsName ?? nameMade('rows', inferNameLanguage(names)));
  const counts = Float64Array.from(lines.ids, (_, at) => lines.starts[at + 1] - lines.starts[at]);
  const rows = yield* makeColumn(name, counts);
  return {
    table: {
      rows: lines.ids.length,
      columns: [id, ...(rowsName === '' ? [] : [rows]), ...columns],
    },
    receipt,
  };
}

interface GatheredColumn {
  /** Undefined where the column says the same on all rows of each customer. */
  readonly kind?: 'texts' | 'averaged' | 'latest' | 'commonest' | 'dropped';
  readonly column?: Column;
}

/** @returns undefined for a column that says nothing. */
function* gatherColumn(
  lines: OrderLines,
  column: Column,
  { role, reason, distinct, filled }: ColumnReading,
): Steps<GatheredColumn | undefined> {
  if (filled === 0) return undefined;
  const same = yield* rescale(carryColumn(lines, column, 0), 0, 2);
  if (same !== undefined) return { column: same };
  switch (role) {
    case 'text':
      return { kind: 'texts', column: yield* rescale(gatherTexts(lines, column), 1, 2) };
    case 'number':
    case 'amount':
      return { kind: 'averaged', column: yield* rescale(average(lines, column), 1, 2) };
    case 'date':
      return { kind: 'latest', column: yield* rescale(takeLatest(lines, column), 1, 2) };
    case 'consent':
      return { kind: 'commonest', column: yield* rescale(takeRefusal(lines, column), 1, 2) };
    default: {
      const names = role === 'id' || reason === 'too-many-levels';
      if (names && distinct > NAMES_ROWS * filled) return { kind: 'dropped' };
      return { kind: 'commonest', column: yield* rescale(takeCommonest(lines, column), 1, 2) };
    }
  }
}

function countRepeated({ ids, starts }: OrderLines): number {
  let repeated = 0;
  for (let customer = 0; customer < ids.length; customer++)
    if (starts[customer + 1] - starts[customer] > 1) repeated++;
  return repeated;
}

function* average(lines: OrderLines, column: Column): Steps<Column> {
  const numbers = yield* rescale(readNumbers(column), 0, 3);
  const sums = new Float64Array(lines.ids.length);
  const counts = new Float64Array(lines.ids.length);
  for (let at = 0; at < lines.byCustomer.length; at++) {
    if (at % STRIDE === 0) yield { done: 1 + at / lines.byCustomer.length, total: 3 };
    const row = lines.byCustomer[at];
    const value = numbers[column.codes[row]];
    if (Number.isNaN(value)) continue;
    sums[lines.customerOf[row]] += value;
    counts[lines.customerOf[row]]++;
  }
  const means = sums.map((sum, customer) => divide(sum, counts[customer]));
  return yield* rescale(makeColumn(column.name, means), 2, 3);
}

function* takeLatest(lines: OrderLines, column: Column): Steps<Column> {
  const moments = yield* rescale(readMoments(column), 0, 2);
  return yield* takeCells(lines, column, (codes) => {
    const known = codes.filter((code) => !Number.isNaN(moments[code]));
    return known.reduce((a, b) => (moments[b] > moments[a] ? b : a), known[0] ?? codes[0]);
  });
}

function* takeRefusal(lines: OrderLines, column: Column): Steps<Column> {
  const refused = column.levels.map((cell) => consentOf(cell, column.name) === 'refused');
  const commonest = yield* rescale(takeCommonest(lines, column), 0, 2);
  const refusals = yield* takeCells(lines, column, (codes) => codes.find((code) => refused[code]));
  const cells = lines.ids.map((_, customer) => {
    const said = refusals.levels[refusals.codes[customer]];
    return said === '' ? commonest.levels[commonest.codes[customer]] : said;
  });
  return yield* makeTextColumn(column.name, cells);
}

/** For each customer the level of the code that is picked among those that say something. */
function* takeCells(
  { ids, starts, byCustomer }: OrderLines,
  column: Column,
  pick: (codes: number[]) => number | undefined,
): Steps<Column> {
  const known = Uint8Array.from(column.levels, (cell) => (isMissing(cell) ? 0 : 1));
  const cells: string[] = [];
  for (let customer = 0; customer < ids.length; customer++) {
    if (customer % STRIDE === 0) yield { done: customer, total: ids.length };
    const codes: number[] = [];
    for (let at = starts[customer]; at < starts[customer + 1]; at++) {
      const code = column.codes[byCustomer[at]];
      if (known[code] === 1) codes.push(code);
    }
    const code = pick(codes);
    cells.push(code === undefined ? '' : column.levels[code]);
  }
  return yield* makeTextColumn(column.name, cells);
}

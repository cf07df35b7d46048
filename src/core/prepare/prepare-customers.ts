import { Fault } from '../fault';
import { createHasher } from '../hash';
import { type Column, cellAt, type Table } from '../table/table';
import { consentsOf } from './consent';
import type { AskedOrder } from './dates';
import { type Part, partOf, type Role } from './roles';
import type { DecimalMark } from './numbers';
import { type Categories, categoriesOf, datesOf, numbersOf, textsOf } from './views';

export interface NamedNumbers {
  readonly name: string;
  /** One per customer, NaN where nothing is known. */
  readonly values: Float64Array;
  /** How it is measured; absent or auto: by its logarithm where skewed and never negative. */
  readonly scale?: 'auto' | 'log' | 'linear';
}

export interface NamedCategories extends Categories {
  readonly name: string;
}

/** What a person may set about who takes part and how texts are read. */
export interface PrepareOptions {
  /** Rows of customers who are on a list of objections: 1 leaves a row out. */
  readonly suppressed?: Uint8Array;
  /** Makes personal data in texts unreadable, or changes them in another way, before anything else. */
  readonly treatText?: (text: string) => string;
  /** How columns of dates order day and month, by their names; the others are worked out. */
  readonly dateOrders?: Readonly<Record<string, AskedOrder>>;
  /** The marks before the decimals of columns of numbers, likewise. */
  readonly decimalMarks?: Readonly<Record<string, DecimalMark>>;
}

/**
 * Customers ready to be measured. They stand in an order made from what their rows say, not from
 * where the rows stood, so that everything that follows is the same for a shuffled file.
 */
export interface Prepared {
  /** Customers who take part. */
  readonly rows: number;
  /** Rows of the file, with those who do not. */
  readonly fileRows: number;
  /** Rows left out because their customer objects, by a consent column or by a list. */
  readonly objected: number;
  /** The row of the file for each customer here. */
  readonly order: Int32Array;
  /** The distinct texts, and which of them each customer says; -1 says nothing. */
  readonly texts: readonly string[];
  readonly textOf: Int32Array;
  readonly numbers: readonly NamedNumbers[];
  readonly dates: readonly NamedNumbers[];
  readonly categories: readonly NamedCategories[];
}

/**
 * @param roles one per column of the table, in its order.
 * @throws Fault nothing-to-group when every column is ignored or an id; texts-all-empty when texts
 * are all there is and none says anything.
 */
export function prepareCustomers(
  table: Table,
  roles: readonly Role[],
  options: PrepareOptions = {},
): Prepared {
  const taking = (part: Part) => table.columns.filter((_, at) => partOf(roles[at]) === part);
  const textColumns = taking('text');
  const marks = new Map(Object.entries(options.decimalMarks ?? {}));
  const numbers = taking('number').map((column) => ({
    name: column.name,
    values: numbersOf(column, marks.get(column.name)),
  }));
  const orders = new Map(Object.entries(options.dateOrders ?? {}));
  const dates = taking('date').map((column) => ({
    name: column.name,
    values: datesOf(column, orders.get(column.name)),
  }));
  const categories = taking('category').map((column) => ({
    name: column.name,
    ...categoriesOf(column),
  }));
  const told = joinTexts(textColumns, table.rows, options.treatText);
  if (textColumns.length + numbers.length + dates.length + categories.length === 0)
    throw new Fault('nothing-to-group');
  if (
    textColumns.length > 0 &&
    told.every((text) => text === '') &&
    numbers.length + dates.length + categories.length === 0
  )
    throw new Fault('texts-all-empty', { column: textColumns.map(({ name }) => name).join(', ') });

  const rows = takingPart(table, roles, options.suppressed);
  const order = orderByContent(table, rows, told, numbers, dates, categories);
  const position = new Map<string, number>();
  const texts: string[] = [];
  const textOf = new Int32Array(table.rows).fill(-1);
  order.forEach((row, customer) => {
    const text = told[row];
    if (text === '') return;
    let at = position.get(text);
    if (at === undefined) {
      at = texts.length;
      position.set(text, at);
      texts.push(text);
    }
    textOf[customer] = at;
  });
  const byOrder = <T extends Float64Array | Int32Array>(values: T): T =>
    values.slice(0, order.length).map((_, customer) => values[order[customer]]) as T;
  return {
    rows: order.length,
    fileRows: table.rows,
    objected: table.rows - order.length,
    order,
    texts,
    textOf,
    numbers: numbers.map(({ name, values }) => ({ name, values: byOrder(values) })),
    dates: dates.map(({ name, values }) => ({ name, values: byOrder(values) })),
    categories: categories.map(({ name, levels, codes }) => ({
      name,
      levels,
      codes: byOrder(codes),
    })),
  };
}

/** Some of the customers; texts stay as they are numbered. */
export function takeCustomers<T extends Prepared>(prepared: T, customers: Int32Array): T {
  const take = (columns: readonly NamedNumbers[]) =>
    columns.map((column) => ({
      ...column,
      values: Float64Array.from(customers, (customer) => column.values[customer]),
    }));
  return {
    ...prepared,
    rows: customers.length,
    order: customers.map((customer) => prepared.order[customer]),
    textOf: customers.map((customer) => prepared.textOf[customer]),
    numbers: take(prepared.numbers),
    dates: take(prepared.dates),
    categories: prepared.categories.map((column) => ({
      ...column,
      codes: customers.map((customer) => column.codes[customer]),
    })),
  };
}

/** The first customers alone, with the texts that they say. */
export function firstCustomers(prepared: Prepared, count: number): Prepared {
  if (prepared.rows <= count) return prepared;
  const first = takeCustomers(
    prepared,
    Int32Array.from({ length: count }, (_, customer) => customer),
  );
  // Texts stand in the order in which customers say them first.
  const said = first.textOf.reduce((most, text) => Math.max(most, text), -1) + 1;
  return { ...first, texts: prepared.texts.slice(0, said) };
}

const ENDS = /[.!?…。！？~～]$/u;

/** The texts of one customer as one, each closed by a full stop. */
function joinTexts(
  columns: readonly Column[],
  rows: number,
  treat: (text: string) => string = (text) => text,
): string[] {
  const parts = columns.map((column) => textsOf(column, treat));
  return Array.from({ length: rows }, (_, row) => {
    const said = parts.map((texts) => texts[row]).filter((text) => text !== '');
    return said.reduce((joined, text) => {
      if (joined === '') return text;
      const stop = ENDS.test(joined) ? ' ' : /\p{sc=Han}$/u.test(joined) ? '。' : '. ';
      return joined + stop + text;
    }, '');
  });
}

/**
 * Rows by the hash of what counts in them, then of everything else; rows that still tie are equal in
 * every cell and cannot be told apart.
 */
function orderByContent(
  table: Table,
  rows: Int32Array,
  told: readonly string[],
  numbers: readonly NamedNumbers[],
  dates: readonly NamedNumbers[],
  categories: readonly NamedCategories[],
): Int32Array {
  const keys = new Array<string>(table.rows);
  // As a number the beginning of a key is compared ten times as quickly.
  const heads = new Float64Array(table.rows);
  for (const row of rows) {
    const hasher = createHasher().text(told[row]);
    for (const { values } of numbers) hasher.number(values[row]);
    for (const { values } of dates) hasher.number(values[row]);
    for (const { levels, codes } of categories) hasher.text(levels[codes[row]] ?? '');
    keys[row] = hasher.digest();
    heads[row] = parseInt(keys[row].slice(0, HEAD), 16);
  }
  const known = new Map<number, string>();
  const rest = (row: number) => {
    let key = known.get(row);
    if (key === undefined) {
      const hasher = createHasher();
      for (const column of table.columns) hasher.text(cellAt(column, row));
      key = hasher.digest();
      known.set(row, key);
    }
    return key;
  };
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return rows
    .slice()
    .sort(
      (a, b) =>
        heads[a] - heads[b] || compare(keys[a], keys[b]) || compare(rest(a), rest(b)) || a - b,
    );
}

/** Hexadecimal digits that a number holds exactly. */
const HEAD = 13;

/** Rows of customers who have not objected. */
function takingPart(
  table: Table,
  roles: readonly Role[],
  suppressed: Uint8Array | undefined,
): Int32Array {
  const consents = table.columns
    .filter((_, at) => roles[at] === 'consent')
    .map((column) => consentsOf(column));
  return Int32Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => suppressed?.[row] !== 1 && consents.every((said) => said[row] !== 'refused'),
  );
}

import { Fault } from '../fault';
import { createHasher } from '../hash';
import { type Column, cellAt, type Table } from '../table/table';
import type { Role } from './roles';
import { type Categories, categoriesOf, datesOf, numbersOf, textsOf } from './views';

export interface NamedNumbers {
  readonly name: string;
  /** One per customer, NaN where nothing is known. */
  readonly values: Float64Array;
}

export interface NamedCategories extends Categories {
  readonly name: string;
}

/**
 * Customers ready to be measured. They stand in an order made from what their rows say, not from
 * where the rows stood, so that everything that follows is the same for a shuffled file.
 */
export interface Prepared {
  readonly rows: number;
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
export function prepareCustomers(table: Table, roles: readonly Role[]): Prepared {
  const withRole = (role: Role) => table.columns.filter((_, at) => roles[at] === role);
  const textColumns = withRole('text');
  const numbers = withRole('number').map((column) => ({
    name: column.name,
    values: numbersOf(column),
  }));
  const dates = withRole('date').map((column) => ({ name: column.name, values: datesOf(column) }));
  const categories = withRole('category').map((column) => ({
    name: column.name,
    ...categoriesOf(column),
  }));
  const told = joinTexts(textColumns, table.rows);
  if (textColumns.length + numbers.length + dates.length + categories.length === 0)
    throw new Fault('nothing-to-group');
  if (
    textColumns.length > 0 &&
    told.every((text) => text === '') &&
    numbers.length + dates.length + categories.length === 0
  )
    throw new Fault('texts-all-empty', { column: textColumns.map(({ name }) => name).join(', ') });

  const order = orderByContent(table, told, numbers, dates, categories);
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
    values.map((_, customer) => values[order[customer]]) as T;
  return {
    rows: table.rows,
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

const ENDS = /[.!?…。！？~～]$/u;

/** The texts of one customer as one, each closed by a full stop. */
function joinTexts(columns: readonly Column[], rows: number): string[] {
  const parts = columns.map(textsOf);
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
  told: readonly string[],
  numbers: readonly NamedNumbers[],
  dates: readonly NamedNumbers[],
  categories: readonly NamedCategories[],
): Int32Array {
  const keys = Array.from({ length: table.rows }, (_, row) => {
    const hasher = createHasher().text(told[row]);
    for (const { values } of numbers) hasher.number(values[row]);
    for (const { values } of dates) hasher.number(values[row]);
    for (const { levels, codes } of categories) hasher.text(levels[codes[row]] ?? '');
    return hasher.digest();
  });
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
  return Int32Array.from({ length: table.rows }, (_, row) => row).sort(
    (a, b) => compare(keys[a], keys[b]) || compare(rest(a), rest(b)) || a - b,
  );
}

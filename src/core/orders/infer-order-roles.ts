import { inferDateOrder, maybeDate } from '../prepare/dates';
import { inferDecimalMark, maybeNumber } from '../prepare/numbers';
import { type ColumnReading, readColumn } from '../prepare/roles';
import { type Column, isMissing, type Table } from '../table/table';
import type { OrderRoles } from './customer-table';
import { joinName, ORDER_NAMES, type OrderNames, splitName } from './order-names';

/** Levels of a column that are looked at. */
const SAMPLE = 500;
/** Share of them that must read as the kind. */
const FITS = 0.8;
/** Of 100 lines at most so many may be of different customers, or it is a list of customers. */
const MOST_DISTINCT = 0.9;

/** A column as the guess sees it. */
interface Candidate {
  readonly name: string;
  /** Lower case, without anything but letters and digits: "invoiceno". */
  readonly joined: string;
  /** In words: ["invoice", "no"]. */
  readonly words: readonly string[];
  readonly column: Column;
  /** Cells of its levels that say something, at most 500. */
  readonly cells: readonly string[];
  readonly dated: boolean;
  readonly numeric: boolean;
  /** Some cell has decimals that count: not a key. */
  readonly broken: boolean;
}

/**
 * Guesses from names (English and Chinese) and values which columns of order lines mean what.
 *
 * @param readings one per column, to tell which columns hold texts; read here when not given.
 * @returns undefined when the file does not look like order lines: no column names customers that come
 * again, or fewer than two of date, order id, product and amount (or price or quantity) are there, or
 * something is said of products on days and nothing of buying: reviews.
 */
export function inferOrderRoles(
  table: Table,
  readings?: readonly ColumnReading[],
): OrderRoles | undefined {
  const candidates = table.columns.map(lookAt);
  const used = new Set<string>();
  const take = (kind: keyof OrderNames, test: (candidate: Candidate) => boolean) => {
    const found = best(candidates, ORDER_NAMES[kind], (each) => !used.has(each.name) && test(each));
    if (found !== undefined) used.add(found.name);
    return found?.name;
  };

  const customer = take(
    'customer',
    ({ column, dated, broken }) => !dated && !broken && comesAgain(column),
  );
  if (customer === undefined) return undefined;
  const date = take('date', ({ dated }) => dated);
  const order = take('order', ({ dated, broken }) => !dated && !broken);
  const quantity = take('quantity', ({ numeric, dated }) => numeric && !dated);
  const price = take('price', ({ numeric, dated }) => numeric && !dated);
  const amount = take('amount', ({ numeric, dated }) => numeric && !dated);
  const product = take('product', ({ dated, broken }) => !dated && !broken);

  const paid = amount ?? price ?? quantity;
  const kinds = [date, order, product, paid].filter((name) => name !== undefined).length;
  if (kinds < 2) return undefined;
  if (joinName(customer) === 'id' && (date === undefined || (paid ?? order) === undefined))
    return undefined;
  const texts = table.columns.flatMap((column, at) =>
    !used.has(column.name) && (readings?.[at] ?? readColumn(column, table.rows)).role === 'text'
      ? [column.name]
      : [],
  );
  if (texts.length > 0 && (paid ?? order) === undefined) return undefined;
  return {
    customer,
    ...(date === undefined ? {} : { date }),
    ...(amount === undefined ? {} : { amount }),
    ...(price === undefined ? {} : { price }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(order === undefined ? {} : { order }),
    ...(product === undefined ? {} : { product }),
    ...(texts.length === 0 ? {} : { texts }),
  };
}

function lookAt(column: Column): Candidate {
  const cells: string[] = [];
  for (const cell of column.levels) {
    if (!isMissing(cell)) cells.push(cell);
    if (cells.length === SAMPLE) break;
  }
  const order = inferDateOrder(cells);
  const decimal = inferDecimalMark(cells);
  const share = (test: (cell: string) => boolean) =>
    cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
  const numberOf = (cell: string) => maybeNumber(cell, decimal);
  return {
    name: column.name,
    joined: joinName(column.name),
    words: splitName(column.name),
    column,
    cells,
    dated: share((cell) => maybeDate(cell, order) !== undefined) >= FITS,
    numeric: share((cell) => numberOf(cell) !== undefined) >= FITS,
    broken: share((cell) => !Number.isInteger(numberOf(cell) ?? 0)) > 0.1,
  };
}

/** The candidate that the earliest rule names; of several the first in the file. */
function best(
  candidates: readonly Candidate[],
  rules: OrderNames[keyof OrderNames],
  test: (candidate: Candidate) => boolean,
): Candidate | undefined {
  for (const rule of rules)
    for (const candidate of candidates)
      if (rule(candidate.joined, candidate.words) && test(candidate)) return candidate;
  return undefined;
}

/** Whether a column names at least two customers, and some of them on several lines. */
function comesAgain({ levels, codes }: Column): boolean {
  const used = new Uint8Array(levels.length);
  const known = Uint8Array.from(levels, (cell) => (isMissing(cell) ? 0 : 1));
  let filled = 0;
  let distinct = 0;
  for (const code of codes) {
    if (known[code] === 0) continue;
    filled++;
    if (used[code] === 0) distinct++;
    used[code] = 1;
  }
  return distinct > 1 && distinct <= filled * MOST_DISTINCT;
}

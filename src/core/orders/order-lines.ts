import { Fault } from '../fault';
import { rescale, type Steps } from '../steps';
import { type Column, isMissing, type Table } from '../table/table';
import type { AmountOf, OrderRoles, RollUpOptions } from './customer-table';
import { countDecimals, toUnits } from './exact-sums';
import { DAY, readKeys, readMoments, readNumbers, STRIDE } from './read-levels';
import { dropRepeats, inferAmountOf } from './repeated-totals';

/** The day of a line without a readable date. */
export const NO_DAY = -(2 ** 31);

/** Whole numbers per line, and how many of them make one. */
export interface Units {
  /** NaN where the line says nothing readable. */
  readonly values: Float64Array;
  readonly scale: number;
}

/** The lines of each customer. */
export interface Grouped {
  /** The id of each customer as it stood first, without blanks around it. */
  readonly ids: readonly string[];
  /** -1 where the line names no customer or is later than the reference date. */
  readonly customerOf: Int32Array;
  /** The lines of customer c: `byCustomer` from `starts[c]` to `starts[c + 1]`, as in the file. */
  readonly starts: Int32Array;
  readonly byCustomer: Int32Array;
  /** Lines left out because they are later than the reference date. */
  readonly later: number;
}

/** Order lines as typed arrays, one entry per line of the file. */
export interface OrderLines extends Grouped {
  readonly rows: number;
  /** Moment of the line in milliseconds since 1970, NaN where unknown. */
  readonly moments?: Float64Array;
  /** Days since 1970-01-01, NO_DAY where unknown. */
  readonly days?: Int32Array;
  readonly spent?: Units;
  readonly items?: Units;
  /** The order id's key, -1 where there is none. */
  readonly orders?: Int32Array;
  readonly orderIds: number;
  readonly products?: Int32Array;
  readonly productNames: readonly string[];
  /** 1 where the line takes something back. */
  readonly returned: Uint8Array;
  /** 1 where the line says nothing but the customer. */
  readonly empty?: Uint8Array;
  /** Whose the amounts are; undefined when no order has several lines with amounts. */
  readonly amountOf?: AmountOf;
  /** Lines that repeat the amount of their order, and count as 0. */
  readonly repeatedTotals: number;
}

/**
 * Reads the columns that have a role; a role that names no column is as good as not given.
 *
 * @throws Fault options-unknown when there is no such customer column.
 */
export function* readLines(
  table: Table,
  roles: OrderRoles,
  options: RollUpOptions = {},
): Steps<OrderLines> {
  const named = (name: string | undefined) =>
    name === undefined ? undefined : table.columns.find((column) => column.name === name);
  const customer = named(roles.customer);
  if (customer === undefined) throw new Fault('options-unknown', { option: roles.customer });
  const date = named(roles.date);
  const order = named(roles.order);
  const product = named(roles.product);
  const quantity = named(roles.quantity);
  const whole = named(roles.amount);
  const cost = whole ?? named(roles.price);

  const parts = 11;
  const moments =
    date &&
    (yield* rescale(
      spread(date, (of) => readMoments(of, roles.dateOrder)),
      0,
      parts,
    ));
  const days = moments && (yield* rescale(countDays(moments), 1, parts));
  const last = options.referenceDate === undefined ? Infinity : options.referenceDate / DAY;
  const grouped = yield* rescale(groupLines(customer, days, Math.floor(last)), 2, parts);
  const orders = order && (yield* rescale(readKeysOf(order), 3, parts));
  const products = product && (yield* rescale(readKeysOf(product), 4, parts));
  const items = quantity && (yield* rescale(spread(quantity, readNumbers), 5, parts));
  const costs =
    cost &&
    (yield* rescale(
      spread(cost, (of) => readNumbers(of, roles.decimalMark)),
      6,
      parts,
    ));
  const times = whole === undefined ? items : undefined;
  const spent = costs && (yield* rescale(toAmounts(costs, times), 7, parts));
  const pieces = items && (yield* rescale(toAmounts(items, undefined), 8, parts));
  const empty = findEmpty([date, cost, quantity, order, product], table.rows);
  const repeats =
    whole && orders && spent
      ? yield* rescale(settleAmounts(roles, whole.name, grouped, orders, spent.values), 9, parts)
      : { repeatedTotals: 0 };
  const lines = {
    ...repeats,
    ...(empty === undefined ? {} : { empty }),
    ...grouped,
    rows: table.rows,
    ...(moments && days ? { moments, days } : {}),
    ...(spent ? { spent } : {}),
    ...(pieces ? { items: pieces } : {}),
    ...(orders ? { orders: orders.ofRow } : {}),
    orderIds: orders?.names.length ?? 0,
    ...(products ? { products: products.ofRow } : {}),
    productNames: products?.names ?? [],
  };
  const cancelled = findCancelled(orders?.names ?? []);
  return { ...lines, returned: yield* rescale(markReturns(lines, cancelled), parts - 1, parts) };
}

/** Numbers or moments row by row. */
function* spread(
  column: Column,
  read: (column: Column) => Steps<Float64Array>,
): Steps<Float64Array> {
  const { codes } = column;
  const ofLevel = yield* rescale(read(column), 0, 2);
  const values = new Float64Array(codes.length);
  for (let row = 0; row < values.length; row++) {
    if (row % STRIDE === 0) yield { done: values.length + row, total: 2 * values.length };
    values[row] = ofLevel[codes[row]];
  }
  return values;
}

interface RowKeys {
  readonly names: readonly string[];
  /** -1 where the row says nothing. */
  readonly ofRow: Int32Array;
}

function* readKeysOf(column: Column): Steps<RowKeys> {
  const { codes } = column;
  const { names, ofLevel } = yield* rescale(readKeys(column), 0, 2);
  const ofRow = new Int32Array(codes.length);
  for (let row = 0; row < ofRow.length; row++) {
    if (row % STRIDE === 0) yield { done: ofRow.length + row, total: 2 * ofRow.length };
    ofRow[row] = ofLevel[codes[row]];
  }
  return { names, ofRow };
}

function* countDays(moments: Float64Array): Steps<Int32Array> {
  const days = new Int32Array(moments.length).fill(NO_DAY);
  for (let row = 0; row < days.length; row++) {
    if (row % STRIDE === 0) yield { done: row, total: days.length };
    if (!Number.isNaN(moments[row])) days[row] = Math.floor(moments[row] / DAY);
  }
  return days;
}

/** Whole smallest units of the values, each times its factor where there are factors. */
function* toAmounts(values: Float64Array, factors: Float64Array | undefined): Steps<Units> {
  let decimals = yield* rescale(countDecimals(values), 0, 4);
  const product = values.slice();
  if (factors !== undefined) {
    decimals += yield* rescale(countDecimals(factors), 1, 4);
    for (let row = 0; row < product.length; row++) {
      if (row % STRIDE === 0) yield { done: 2 + row / product.length, total: 4 };
      product[row] *= factors[row];
    }
  }
  const scale = yield* rescale(toUnits(product, decimals), 3, 4);
  return { values: product, scale };
}

/** Customers in the order of their first lines, and the lines of each. */
function* groupLines(column: Column, days: Int32Array | undefined, last: number): Steps<Grouped> {
  const { names, ofRow: customerOf } = yield* rescale(readKeysOf(column), 0, 3);
  const rows = customerOf.length;
  const numbers = new Int32Array(names.length).fill(-1);
  const ids: string[] = [];
  const counts = new Int32Array(names.length);
  let later = 0;
  for (let row = 0; row < rows; row++) {
    if (row % STRIDE === 0) yield { done: 1 + row / rows, total: 3 };
    const key = customerOf[row];
    if (key < 0) continue;
    if (days !== undefined && days[row] > last) {
      customerOf[row] = -1;
      later++;
      continue;
    }
    if (numbers[key] < 0) {
      numbers[key] = ids.length;
      ids.push(names[key]);
    }
    customerOf[row] = numbers[key];
    counts[numbers[key]]++;
  }
  const starts = new Int32Array(ids.length + 1);
  for (let customer = 0; customer < ids.length; customer++)
    starts[customer + 1] = starts[customer] + counts[customer];
  const byCustomer = new Int32Array(starts[ids.length]);
  const next = starts.slice();
  for (let row = 0; row < rows; row++) {
    if (row % STRIDE === 0) yield { done: 2 + row / rows, total: 3 };
    if (customerOf[row] >= 0) byCustomer[next[customerOf[row]]++] = row;
  }
  return { ids, customerOf, starts, byCustomer, later };
}

/** Lines in which none of the columns says anything; undefined when there is none. */
function findEmpty(columns: readonly (Column | undefined)[], rows: number): Uint8Array | undefined {
  const given = columns.filter((column) => column !== undefined);
  if (given.length === 0) return undefined;
  const empty = new Uint8Array(rows).fill(1);
  for (const { levels, codes } of given) {
    const known = Uint8Array.from(levels, (cell) => (isMissing(cell) ? 0 : 1));
    for (let row = 0; row < rows; row++) if (known[codes[row]] === 1) empty[row] = 0;
  }
  return empty.includes(1) ? empty : undefined;
}

/** Decides whose the amounts are, and takes out of `amounts` what repeats an order's. */
function* settleAmounts(
  roles: OrderRoles,
  name: string,
  grouped: Grouped,
  orders: RowKeys,
  amounts: Float64Array,
): Steps<{ amountOf?: AmountOf; repeatedTotals: number }> {
  const lines = { ...grouped, orders: orders.ofRow, orderIds: orders.names.length, amounts };
  const inferred = yield* rescale(inferAmountOf(lines, name), 0, 2);
  if (inferred === undefined) return { repeatedTotals: 0 };
  const amountOf = roles.amountOf ?? inferred;
  const repeatedTotals = amountOf === 'order' ? yield* rescale(dropRepeats(lines), 1, 2) : 0;
  return { amountOf, repeatedTotals };
}

function* markReturns(
  lines: Omit<OrderLines, 'returned'>,
  cancelled: Uint8Array | undefined,
): Steps<Uint8Array> {
  const { rows, spent, items, orders } = lines;
  const returned = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    if (row % STRIDE === 0) yield { done: row, total: rows };
    const key = orders === undefined ? -1 : orders[row];
    const back =
      (spent !== undefined && spent.values[row] < 0) ||
      (items !== undefined && items.values[row] < 0) ||
      (cancelled !== undefined && key >= 0 && cancelled[key] === 1);
    if (back) returned[row] = 1;
  }
  return returned;
}

/**
 * Order ids that stand for a cancellation: C and digits, as in Online Retail, where most others are
 * digits alone. Where all ids begin with a letter, C is as good as any.
 */
function findCancelled(names: readonly string[]): Uint8Array | undefined {
  const digits = names.filter((name) => /^\d+(?:\.0+)?$/.test(name)).length;
  if (digits <= names.length / 2) return undefined;
  return Uint8Array.from(names, (name) => (/^c\d+$/i.test(name) ? 1 : 0));
}

import { rescale, type Steps } from '../steps';
import type { Column, Table } from '../table/table';
import { carryColumn, gatherTexts } from './carry-columns';
import { makeColumns } from './customer-columns';
import { figureCustomers } from './customer-figures';
import type { CustomerTable, OrderRoles, OrdersReceipt, RollUpOptions } from './customer-table';
import { inferNameLanguage } from './made-names';
import { makeTextColumn } from './make-columns';
import { NO_DAY, type OrderLines, readLines } from './order-lines';
import { mixProducts } from './product-mix';
import { DAY, STRIDE, writeDay } from './read-levels';

/**
 * Order lines rolled up to one row per customer. The order of the lines decides only the order of the
 * customers (first appearance) and which spelling of an id or product is shown; nothing else depends
 * on it.
 *
 * - An order is what has one order id and customer, or one day and customer where there is no order
 *   id. Returns are no orders: lines with a negative amount or quantity, and cancelled orders.
 * - recency_days: from the day of the last order to the reference date. tenure_days: from the first.
 * - total_spent: the sum of all amounts, returns subtracted. average_order: total_spent by orders.
 * - days_between_orders: from the first to the last order by the number of gaps; empty below 2 orders.
 * - items: the sum of the quantities. products: distinct ones bought. top_product: most spent on.
 * - returns_share: share of the lines that are returns.
 * - trend: spend in the later half of the tenure against the earlier; empty below 4 orders.
 * - share of X: X's share of spend, for the 8 products that sell most, in a file of at most 60.
 *
 * A customer with nothing but returns, or with lines that say nothing else, has 0 orders and no days.
 * Lines later than the reference date are left out. An amount that is its order's and stands on each of
 * its lines counts once.
 *
 * @throws Fault options-unknown when the customer column is not in the table.
 */
export function* rollUpOrders(
  table: Table,
  roles: OrderRoles,
  options: RollUpOptions = {},
): Steps<CustomerTable> {
  const others = otherColumns(table, roles);
  const texts = (roles.texts ?? []).flatMap(
    (name) => table.columns.find((column) => column.name === name) ?? [],
  );
  const parts = 6 + others.length + texts.length;
  const lines: OrderLines = yield* rescale(readLines(table, roles, options), 0, parts);
  const receipt: OrdersReceipt = yield* rescale(writeReceipt(lines, options), 1, parts);
  const reference = Date.parse(receipt.referenceDate) / DAY;
  const figures = yield* rescale(figureCustomers(lines, reference), 2, parts);
  const mix = yield* rescale(mixProducts(lines), 3, parts);

  let at = 4;
  const carried: Column[] = [];
  for (const column of others) {
    const found = yield* rescale(carryColumn(lines, column), at++, parts);
    if (found !== undefined) carried.push(found);
  }
  const gathered: Column[] = [];
  for (const column of texts)
    gathered.push(yield* rescale(gatherTexts(lines, column), at++, parts));

  const id = yield* rescale(makeTextColumn(roles.customer, lines.ids), at++, parts);
  const ofFile = [...carried, ...gathered];
  const taken = [id, ...ofFile].map(({ name }) => name);
  const language = inferNameLanguage(table.columns.map(({ name }) => name));
  const { columns, made } = yield* rescale(
    makeColumns(lines, figures, mix, taken, language),
    at,
    parts,
  );
  return {
    table: { rows: lines.ids.length, columns: [id, ...columns, ...ofFile] },
    made,
    language,
    carried: carried.map(({ name }) => name),
    customerOf: lines.customerOf,
    receipt,
  };
}

/** Columns without a role, which may be the customer's. */
function otherColumns(table: Table, roles: OrderRoles): Column[] {
  const { customer, date, amount, price, quantity, order, product, texts = [] } = roles;
  const used = new Set([customer, date, amount, price, quantity, order, product, ...texts]);
  return table.columns.filter(({ name }) => !used.has(name));
}

/** Accounts for the lines, and settles the days of the file. */
function* writeReceipt(lines: OrderLines, options: RollUpOptions): Steps<OrdersReceipt> {
  const { byCustomer, days, spent, items, returned, empty, starts, rows, ids } = lines;
  let badDates = 0;
  let badAmounts = 0;
  let returns = 0;
  let emptyLines = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < byCustomer.length; at++) {
    if (at % STRIDE === 0) yield { done: at, total: byCustomer.length };
    const row = byCustomer[at];
    if (empty?.[row] === 1) {
      emptyLines++;
      continue;
    }
    const day = days === undefined ? NO_DAY : days[row];
    if (day === NO_DAY) badDates++;
    else {
      if (day < first) first = day;
      if (day > last) last = day;
    }
    const noAmount = spent !== undefined && Number.isNaN(spent.values[row]);
    if (noAmount || (items !== undefined && Number.isNaN(items.values[row]))) badAmounts++;
    returns += returned[row];
  }
  let withoutOrders = 0;
  for (let customer = 0; emptyLines > 0 && customer < ids.length; customer++) {
    const own = byCustomer.subarray(starts[customer], starts[customer + 1]);
    if (own.every((row) => empty?.[row] === 1)) withoutOrders++;
  }
  const given = options.referenceDate;
  const dated = last >= first;
  const reference = given === undefined ? last + 1 : Math.floor(given / DAY);
  return {
    lines: rows - emptyLines,
    customers: ids.length,
    withoutCustomer: rows - byCustomer.length - lines.later,
    withoutOrders,
    later: lines.later,
    badDates: days === undefined ? 0 : badDates,
    badAmounts,
    returns,
    ...(lines.amountOf === undefined ? {} : { amountOf: lines.amountOf }),
    repeatedTotals: lines.repeatedTotals,
    from: dated ? writeDay(first) : '',
    to: dated ? writeDay(last) : '',
    referenceDate: dated ? writeDay(reference) : '',
  };
}

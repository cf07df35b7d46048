import { rescale, type Steps } from '../steps';
import type { AmountOf } from './customer-table';
import { joinName } from './order-names';
import { STRIDE } from './read-levels';

/** Amounts of order lines, whose orders are those of a customer with one order id. */
export interface OrderAmounts {
  readonly starts: Int32Array;
  readonly byCustomer: Int32Array;
  /** The order id's key of each line, -1 where there is none. */
  readonly orders: Int32Array;
  readonly orderIds: number;
  /** NaN where unknown. */
  readonly amounts: Float64Array;
}

/** Of 100 orders with several lines so many must repeat one amount. */
const REPEATED = 0.98;
/** How likely chance may make the lines of all orders agree; more where the name speaks of orders. */
const CHANCE = 0.01;
const CHANCE_NAMED = 0.5;
const ORDER_TOTAL =
  /(order|invoice|basket|cart|grand|bill|transaction)(total|amount|value|sum)|订单(总|实付|应付|支付)?(金?额|价)|实付|应付/u;
const LINE_TOTAL = /line|item|小计|明细|单品/u;

/**
 * Whether the amounts are totals of orders that stand on each of their lines: the lines of nearly every
 * order agree, and so many orders with so different totals do not agree by chance.
 *
 * @param name of the column: what it says about lines or orders counts, too.
 * @returns undefined when no order has two lines with amounts.
 */
export function* inferAmountOf(lines: OrderAmounts, name: string): Steps<AmountOf | undefined> {
  const { amounts } = lines;
  const { orderOf, count } = yield* rescale(numberOrders(lines), 0, 2);
  const first = new Float64Array(count).fill(Number.NaN);
  const repeats = new Int32Array(count);
  const differs = new Uint8Array(count);
  for (let row = 0; row < orderOf.length; row++) {
    if (row % STRIDE === 0) yield { done: orderOf.length + row, total: 2 * orderOf.length };
    const order = orderOf[row];
    if (order < 0) continue;
    if (Number.isNaN(first[order])) first[order] = amounts[row];
    else if (first[order] === amounts[row]) repeats[order]++;
    else differs[order] = 1;
  }
  const totals = new Map<number, number>();
  let several = 0;
  let agreeing = 0;
  let repeated = 0;
  for (let order = 0; order < count; order++) {
    if (repeats[order] === 0 && differs[order] === 0) continue;
    several++;
    if (differs[order] === 1) continue;
    agreeing++;
    repeated += repeats[order];
    totals.set(first[order], (totals.get(first[order]) ?? 0) + 1);
  }
  if (several === 0) return undefined;
  const plain = joinName(name);
  if (agreeing < REPEATED * several || LINE_TOTAL.test(plain)) return 'line';
  let same = 0;
  for (const orders of totals.values()) same += (orders / agreeing) ** 2;
  return same ** repeated < (ORDER_TOTAL.test(plain) ? CHANCE_NAMED : CHANCE) ? 'order' : 'line';
}

/**
 * Sets amounts to 0 that their order has already said; where the lines of an order differ, each of its
 * amounts counts once.
 *
 * @returns how many were.
 */
export function* dropRepeats(lines: OrderAmounts): Steps<number> {
  const { amounts } = lines;
  const { orderOf, count } = yield* rescale(numberOrders(lines), 0, 2);
  const first = new Float64Array(count).fill(Number.NaN);
  const others = new Map<number, Set<number>>();
  let dropped = 0;
  for (let row = 0; row < orderOf.length; row++) {
    if (row % STRIDE === 0) yield { done: orderOf.length + row, total: 2 * orderOf.length };
    const order = orderOf[row];
    const amount = amounts[row];
    if (order < 0) continue;
    if (Number.isNaN(first[order])) first[order] = amount;
    else if (first[order] === amount || others.get(order)?.has(amount) === true) {
      amounts[row] = 0;
      dropped++;
    } else others.set(order, (others.get(order) ?? new Set()).add(amount));
  }
  return dropped;
}

/** Numbers for the orders of each customer; -1 for lines without an order id or an amount. */
function* numberOrders({
  starts,
  byCustomer,
  orders,
  orderIds,
  amounts,
}: OrderAmounts): Steps<{ orderOf: Int32Array; count: number }> {
  const orderOf = new Int32Array(orders.length).fill(-1);
  const owner = new Int32Array(orderIds).fill(-1);
  const number = new Int32Array(orderIds);
  let count = 0;
  for (let customer = 0, seen = 0; customer + 1 < starts.length; customer++) {
    if (starts[customer] >= seen) {
      yield { done: starts[customer], total: byCustomer.length };
      seen = starts[customer] + STRIDE;
    }
    for (let at = starts[customer]; at < starts[customer + 1]; at++) {
      const row = byCustomer[at];
      const order = orders[row];
      if (order < 0 || Number.isNaN(amounts[row])) continue;
      if (owner[order] !== customer) {
        owner[order] = customer;
        number[order] = count++;
      }
      orderOf[row] = number[order];
    }
  }
  return { orderOf, count };
}

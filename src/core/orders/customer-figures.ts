import type { Steps } from '../steps';
import { divide, shareOf } from './make-columns';
import { NO_DAY, type OrderLines } from './order-lines';
import { STRIDE } from './read-levels';

/** Fewest orders of a customer whose spending can be said to rise or fall. */
const TREND_ORDERS = 4;

/** What the lines of each customer come to; NaN where it cannot be said. */
export interface CustomerFigures {
  readonly lines: Float64Array;
  readonly orders: Float64Array;
  /** Share of the lines that take something back, 0 to 1. */
  readonly returnsShare: Float64Array;
  /** In the file's currency, returns subtracted. */
  readonly spent?: Float64Array;
  readonly averageOrder?: Float64Array;
  /** Pieces, returns subtracted. */
  readonly items?: Float64Array;
  /** Days since 1970-01-01 of the first and last order. */
  readonly first?: Float64Array;
  readonly last?: Float64Array;
  /** Days from the last and from the first order to the reference date. */
  readonly recency?: Float64Array;
  readonly tenure?: Float64Array;
  /** Mean days from one order to the next. */
  readonly between?: Float64Array;
  readonly trend?: Float64Array;
  readonly products?: Float64Array;
  /** Index of the product with most spend, -1 for none. */
  readonly topProduct?: Int32Array;
}

/**
 * What each line weighs where products are compared: what was spent; without amounts of lines the
 * pieces, without those the line. Lines that take something back weigh nothing.
 */
export function weighLine(lines: OrderLines, row: number): number {
  if (lines.returned[row] === 1 || lines.empty?.[row] === 1) return 0;
  const units = lines.amountOf === 'order' ? lines.items : (lines.spent ?? lines.items);
  return units === undefined ? 1 : units.values[row] || 0;
}

/** @param reference the day counted back from, in days since 1970-01-01; NaN without dates. */
export function* figureCustomers(lines: OrderLines, reference: number): Steps<CustomerFigures> {
  const { ids, starts, byCustomer, days, spent, items, returned, empty } = lines;
  const customers = ids.length;
  const column = () => new Float64Array(customers).fill(Number.NaN);
  const lineCount = column();
  const returnsShare = column();
  const spentSum = spent && column();
  const averageOrder = spent && column();
  const itemSum = items && column();
  const first = days && column();
  const last = days && column();
  const recency = days && column();
  const tenure = days && column();
  const between = days && column();
  const trend = spent && days && column();
  const orders = column();
  const countOrders = createOrderCounter(lines);
  const countProducts = lines.products && createProductCounter(lines);

  for (let customer = 0, seen = 0; customer < customers; customer++) {
    const from = starts[customer];
    const to = starts[customer + 1];
    if (from >= seen) {
      yield { done: from, total: byCustomer.length };
      seen = from + STRIDE;
    }
    let back = 0;
    let count = 0;
    let sum = 0;
    let pieces = 0;
    let early = Number.POSITIVE_INFINITY;
    let late = Number.NEGATIVE_INFINITY;
    for (let at = from; at < to; at++) {
      const row = byCustomer[at];
      if (empty?.[row] === 1) continue;
      count++;
      sum += (spent?.values[row] ?? 0) || 0;
      pieces += (items?.values[row] ?? 0) || 0;
      if (returned[row] === 1) {
        back++;
        continue;
      }
      const day = days === undefined ? NO_DAY : days[row];
      if (day === NO_DAY) continue;
      if (day < early) early = day;
      if (day > late) late = day;
    }
    const orderCount = countOrders(customer);
    countProducts?.count(customer);
    lineCount[customer] = count;
    orders[customer] = orderCount;
    returnsShare[customer] = shareOf(back, count);
    if (spent && spentSum && averageOrder) {
      spentSum[customer] = sum / spent.scale;
      averageOrder[customer] = divide(sum / spent.scale, orderCount);
    }
    if (items && itemSum) itemSum[customer] = pieces / items.scale;
    if (first && last && recency && tenure && between && late >= early) {
      first[customer] = early;
      last[customer] = late;
      recency[customer] = reference - late;
      tenure[customer] = reference - early;
      if (orderCount > 1) between[customer] = shareOf(late - early, orderCount - 1);
    }
    if (trend && orderCount >= TREND_ORDERS)
      trend[customer] = compareHalves(lines, customer, early, reference);
  }
  return {
    lines: lineCount,
    orders,
    returnsShare,
    ...(spentSum && averageOrder ? { spent: spentSum, averageOrder } : {}),
    ...(itemSum ? { items: itemSum } : {}),
    ...(first && last && recency && tenure && between
      ? { first, last, recency, tenure, between }
      : {}),
    ...(trend ? { trend } : {}),
    ...(countProducts ? { products: countProducts.products, topProduct: countProducts.top } : {}),
  };
}

/**
 * Orders of a customer: distinct order ids of lines that take nothing back; where a line has no order
 * id, its day stands for it; without either the line is an order of its own.
 */
function createOrderCounter(lines: OrderLines): (customer: number) => number {
  const { starts, byCustomer, orders, days, returned, empty } = lines;
  const lastOfOrder = new Int32Array(lines.orderIds).fill(-1);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const day of days ?? [])
    if (day !== NO_DAY) {
      if (day < least) least = day;
      if (day > most) most = day;
    }
  const lastOfDay = new Int32Array(most >= least ? most - least + 1 : 0).fill(-1);
  return (customer) => {
    let count = 0;
    for (let at = starts[customer]; at < starts[customer + 1]; at++) {
      const row = byCustomer[at];
      if (returned[row] === 1 || empty?.[row] === 1) continue;
      const order = orders === undefined ? -1 : orders[row];
      const day = days === undefined ? NO_DAY : days[row];
      if (order >= 0) {
        if (lastOfOrder[order] !== customer) count++;
        lastOfOrder[order] = customer;
      } else if (day !== NO_DAY) {
        if (lastOfDay[day - least] !== customer) count++;
        lastOfDay[day - least] = customer;
      } else count++;
    }
    return count;
  };
}

/** Distinct products and the one that weighs most; of equal ones the first by its characters. */
function createProductCounter(lines: OrderLines) {
  const { ids, starts, byCustomer, productNames, returned } = lines;
  const ofRow = lines.products ?? new Int32Array(0);
  const products = new Float64Array(ids.length);
  const top = new Int32Array(ids.length).fill(-1);
  const lastOf = new Int32Array(productNames.length).fill(-1);
  const weights = new Float64Array(productNames.length);
  function count(customer: number): void {
    const from = starts[customer];
    const to = starts[customer + 1];
    for (let at = from; at < to; at++) {
      const row = byCustomer[at];
      const product = ofRow[row];
      if (product < 0 || returned[row] === 1) continue;
      if (lastOf[product] !== customer) {
        lastOf[product] = customer;
        weights[product] = 0;
        products[customer]++;
      }
      weights[product] += weighLine(lines, row);
    }
    let best = -1;
    for (let at = from; at < to; at++) {
      const product = ofRow[byCustomer[at]];
      if (product < 0 || product === best || lastOf[product] !== customer) continue;
      const lead = best < 0 ? 1 : weights[product] - weights[best];
      if (lead > 0 || (lead === 0 && productNames[product] < productNames[best])) best = product;
    }
    top[customer] = best;
  }
  return { products, top, count };
}

/**
 * Spend in the later half of the time from the first order to the reference date against the earlier
 * half: their difference by the sum of their sizes, -1 to 1. The middle day of an odd number counts
 * as early. NaN when nothing was spent on a known day.
 */
function compareHalves(
  lines: OrderLines,
  customer: number,
  first: number,
  reference: number,
): number {
  const { starts, byCustomer, days, spent } = lines;
  if (days === undefined || spent === undefined || !(reference > first)) return Number.NaN;
  let early = 0;
  let late = 0;
  for (let at = starts[customer]; at < starts[customer + 1]; at++) {
    const row = byCustomer[at];
    const value = spent.values[row];
    if (days[row] === NO_DAY || Number.isNaN(value)) continue;
    if (2 * (days[row] - first) >= reference - first) late += value;
    else early += value;
  }
  return shareOf(late - early, Math.abs(late) + Math.abs(early));
}

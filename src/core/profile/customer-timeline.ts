import { DAY } from '../orders/read-levels';
import { NO_DAY, type OrderLines } from '../orders/order-lines';

/** One day of a customer: what was ordered, or a date of the file. */
export type TimelineEvent =
  | {
      readonly kind: 'orders';
      /** Milliseconds since 1970, the start of the day. */
      readonly day: number;
      readonly lines: number;
      /** Undefined where lines have no amounts. */
      readonly spent: number | undefined;
      /** Products of that day, those with most lines first. */
      readonly products: readonly string[];
      readonly returned: number;
    }
  | { readonly kind: 'date'; readonly day: number; readonly column: string };

const MOST_PRODUCTS = 3;

/**
 * The days on which a customer ordered.
 *
 * @param customer as the lines number them.
 */
export function ordersOf(lines: OrderLines, customer: number): TimelineEvent[] {
  const { byCustomer, starts, days, spent, products, productNames, returned, empty } = lines;
  if (days === undefined) return [];
  const byDay = new Map<
    number,
    { lines: number; spent: number; returned: number; products: Map<number, number> }
  >();
  for (let at = starts[customer]; at < starts[customer + 1]; at++) {
    const line = byCustomer[at];
    if (days[line] === NO_DAY || empty?.[line] === 1) continue;
    let day = byDay.get(days[line]);
    if (day === undefined)
      byDay.set(days[line], (day = { lines: 0, spent: 0, returned: 0, products: new Map() }));
    day.lines++;
    day.returned += returned[line];
    const amount = spent?.values[line] ?? Number.NaN;
    if (!Number.isNaN(amount)) day.spent += amount;
    const product = products?.[line] ?? -1;
    if (product >= 0) day.products.set(product, (day.products.get(product) ?? 0) + 1);
  }
  return [...byDay]
    .sort(([a], [b]) => a - b)
    .map(([day, found]) => ({
      kind: 'orders',
      day: day * DAY,
      lines: found.lines,
      spent: spent === undefined ? undefined : found.spent / spent.scale,
      returned: found.returned,
      products: mostOf(found.products)
        .slice(0, MOST_PRODUCTS)
        .map(([product]) => productNames[product]),
    }));
}

/** What a customer has ordered, by lines; the commonest first. */
export function productsOf(
  { byCustomer, starts, products, productNames }: OrderLines,
  customer: number,
): { readonly product: string; readonly lines: number }[] {
  if (products === undefined) return [];
  const counts = new Map<number, number>();
  for (let at = starts[customer]; at < starts[customer + 1]; at++) {
    const product = products[byCustomer[at]];
    if (product >= 0) counts.set(product, (counts.get(product) ?? 0) + 1);
  }
  return mostOf(counts).map(([product, lines]) => ({ product: productNames[product], lines }));
}

const mostOf = (counts: ReadonlyMap<number, number>) =>
  [...counts].sort(([a, m], [b, n]) => n - m || a - b);

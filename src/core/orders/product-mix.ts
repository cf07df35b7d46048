import type { Steps } from '../steps';
import { weighLine } from './customer-figures';
import { shareOf } from './make-columns';
import type { OrderLines } from './order-lines';
import { STRIDE } from './read-levels';

/** Columns of the mix at most, and products of a file whose mix says something at most. */
export const MIX_COLUMNS = 8;
export const MIX_PRODUCTS = 60;

export interface ProductShare {
  readonly product: string;
  /** One per customer: the product's share of what was bought, 0 to 1, NaN where nothing was. */
  readonly shares: Float64Array;
}

/**
 * For each of the products that sell most, its share in what each customer spent; returns are left
 * aside. Without amounts it is the share of pieces, without those of lines. Nothing for a file with
 * one product or more than 60: those are goods, not kinds of goods.
 */
export function* mixProducts(lines: OrderLines): Steps<ProductShare[]> {
  const { productNames, products, byCustomer, customerOf, ids } = lines;
  if (products === undefined || productNames.length < 2 || productNames.length > MIX_PRODUCTS)
    return [];
  const total = byCustomer.length * 2;
  const sold = new Float64Array(productNames.length);
  const bought = new Float64Array(ids.length);
  for (let at = 0; at < byCustomer.length; at++) {
    if (at % STRIDE === 0) yield { done: at, total };
    const row = byCustomer[at];
    const weight = weighLine(lines, row);
    bought[customerOf[row]] += weight;
    if (products[row] >= 0) sold[products[row]] += weight;
  }
  const chosen = productNames
    .map((product, key) => ({ product, key }))
    .filter(({ key }) => sold[key] > 0)
    .sort((a, b) => sold[b.key] - sold[a.key] || (a.product < b.product ? -1 : 1))
    .slice(0, MIX_COLUMNS)
    .map(({ product, key }) => ({ product, key, shares: new Float64Array(ids.length) }));
  const place = new Int8Array(productNames.length).fill(-1);
  chosen.forEach(({ key }, at) => (place[key] = at));
  for (let at = 0; at < byCustomer.length; at++) {
    if (at % STRIDE === 0) yield { done: byCustomer.length + at, total };
    const row = byCustomer[at];
    if (products[row] < 0 || place[products[row]] < 0) continue;
    chosen[place[products[row]]].shares[customerOf[row]] += weighLine(lines, row);
  }
  for (let customer = 0; customer < ids.length; customer++) {
    if (customer % STRIDE === 0) yield { done: total, total };
    for (const { shares } of chosen) shares[customer] = shareOf(shares[customer], bought[customer]);
  }
  return chosen.map(({ product, shares }) => ({ product, shares }));
}

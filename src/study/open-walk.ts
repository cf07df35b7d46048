import { rankCentres } from '../core/explain/find-pulls';
import { rowOf } from '../core/matrix';
import { productsOf } from '../core/profile/customer-timeline';
import type { OrderLines } from '../core/orders/order-lines';
import type { Watch } from '../core/ports';
import {
  findLinks,
  holdsPhrase,
  type WalkGround,
  type WalkLink,
  type WalkNode,
} from '../core/walk/find-links';
import { pairOf } from './explain-customer';
import type { ExplainedSpace } from './explained-space';
import { nearOf } from './near-customers';
import { openNearSpace } from './open-space';

/** A finished study to walk in. */
export interface OpenWalk {
  from(node: WalkNode): WalkLink[];
}

/** Look-alikes that are asked for; fewer may be drawn. */
const ALIKE = 8;
/** Effect from which a product is told to be a segment's (Cohen's h). */
const SMALL = 0.2;

/**
 * Opens a finished study to be walked in, from customers to segments, phrases and products.
 *
 * @param orders absent where no order lines were rolled up: there are no products then.
 * @throws Fault stopped
 */
export async function openWalk(
  explained: ExplainedSpace,
  orders: OrderLines | undefined,
  watch: Watch,
): Promise<OpenWalk> {
  const { space, study, rows, centres, labels, customerOf, k } = explained;
  const { prepared } = space;
  const { outcome } = study;
  const near = nearOf(await openNearSpace(study, watch));
  const textOf = (row: number): string => {
    const text = prepared.textOf[customerOf[row] ?? -1] ?? -1;
    return text < 0 ? '' : prepared.texts[text];
  };
  const basket = orders && countBuyers(orders, outcome.labels, k);
  const ground: WalkGround = {
    segments: outcome.segments,
    labelOf: (row) => outcome.labels[row],
    confidenceOf: (row) => outcome.confidence[row] || 0,
    secondOf(row) {
      const customer = customerOf[row] ?? -1;
      if (customer < 0 || centres.rows < 2) return -1;
      const ranked = rankCentres(rowOf(rows, customer), centres);
      // Who is between the segments has two that are near, and none that is its own.
      return labels[customer] < 0 ? ranked[0].label : pairOf(ranked, labels[customer])[1];
    },
    textOf,
    alike: (row) => near.lookAlikes(row, ALIKE) ?? [],
    nextTo: (label) =>
      rankCentres(rowOf(centres, label), centres)
        .map((other) => other.label)
        .filter((other) => other !== label),
    bought: (row) => (orders === undefined ? [] : productsOf(orders, row)),
    buyers: (product) => basket?.sharesOf(product) ?? [],
    productsOf: (label) => basket?.tellingOf(label) ?? [],
    buyersOf: (product) => basket?.buyersOf(product) ?? [],
    sayersOf: (phrase) =>
      [...prepared.order]
        .filter((row) => holdsPhrase(textOf(row), phrase))
        .sort((a, b) => outcome.confidence[b] - outcome.confidence[a] || a - b),
  };
  return { from: (node) => findLinks(node, ground) };
}

/** Who has bought what, by segment. */
function countBuyers(orders: OrderLines, labels: Int32Array, k: number) {
  const { products, productNames, byCustomer, starts, ids } = orders;
  const numberOf = new Map(productNames.map((name, at) => [name, at]));
  const sizes = new Int32Array(k);
  /** By product, then by segment. */
  const counts = new Int32Array(productNames.length * k);
  const all = new Int32Array(productNames.length);
  const seen = new Int32Array(productNames.length).fill(-1);
  let customers = 0;
  for (let customer = 0; customer < ids.length; customer++) {
    const label = labels[customer];
    if (label < 0) continue;
    sizes[label]++;
    customers++;
    for (let at = starts[customer]; products !== undefined && at < starts[customer + 1]; at++) {
      const product = products[byCustomer[at]];
      if (product < 0 || seen[product] === customer) continue;
      seen[product] = customer;
      counts[product * k + label]++;
      all[product]++;
    }
  }
  const shares = (product: number, label: number) => {
    const inside = counts[product * k + label];
    return {
      share: inside / Math.max(1, sizes[label]),
      elsewhere: (all[product] - inside) / Math.max(1, customers - sizes[label]),
    };
  };
  const effect = (share: number) => 2 * Math.asin(Math.sqrt(share));
  return {
    sharesOf(product: string) {
      const at = numberOf.get(product);
      return at === undefined ? [] : Array.from({ length: k }, (_, label) => shares(at, label));
    },
    tellingOf: (label: number) =>
      productNames
        .map((product, at) => ({ product, ...shares(at, label) }))
        .map((found) => ({ ...found, lead: effect(found.share) - effect(found.elsewhere) }))
        .filter(({ lead }) => lead >= SMALL)
        .sort((a, b) => b.lead - a.lead || (a.product < b.product ? -1 : 1))
        .map(({ product, share, elsewhere }) => ({ product, share, elsewhere })),
    buyersOf(product: string) {
      const at = numberOf.get(product);
      const lines = new Int32Array(ids.length);
      if (at !== undefined && products !== undefined)
        for (let customer = 0; customer < ids.length; customer++)
          for (let line = starts[customer]; line < starts[customer + 1]; line++)
            if (products[byCustomer[line]] === at) lines[customer]++;
      return [...lines.keys()]
        .filter((row) => lines[row] > 0)
        .sort((a, b) => lines[b] - lines[a] || a - b)
        .map((row) => ({ row, lines: lines[row] }));
    },
  };
}

import { type Matrix, rowOf } from '../matrix';
import type { Steps } from '../steps';

/** Nearer to the border than this share of the way to the centre is said to sit on it. */
export const ON_BORDER = 0.2;

/** A member beside the segment that it is nearest to but for its own. */
export interface BorderMember {
  readonly customer: number;
  readonly rival: number;
  /** 1 at its own centre, 0 as far from both, below 0 nearer to the other. */
  readonly place: number;
}

export interface Border {
  /** All that were looked at, the nearest to a border first. */
  readonly members: readonly BorderMember[];
  /** Members on a border, 0 to 1. */
  readonly share: number;
  /** Segments beyond the border, that of most members on it first. */
  readonly beyond: readonly { readonly label: number; readonly customers: number }[];
}

/**
 * Where the members of a segment stand between its centre and the nearest other one: the difference of the
 * squared distances over the squared distance of the two centres.
 *
 * @param rows as the method was given them.
 * @param labels one per row; -1 is in none.
 */
export function* findBorder(
  rows: Matrix,
  labels: Int32Array,
  centres: Matrix,
  label: number,
): Steps<Border> {
  const own = rowOf(centres, label);
  const spans = Float64Array.from({ length: centres.rows }, (_, other) =>
    squaredApart(own, rowOf(centres, other)),
  );
  const members: BorderMember[] = [];
  for (let customer = 0; customer < labels.length; customer++) {
    if (labels[customer] !== label) continue;
    const row = rowOf(rows, customer);
    const mine = squaredApart(row, own);
    let rival = -1;
    let least = Infinity;
    for (let other = 0; other < centres.rows; other++) {
      if (other === label) continue;
      const squared = squaredApart(row, rowOf(centres, other));
      if (squared < least) [rival, least] = [other, squared];
    }
    if (rival < 0) continue;
    const place = spans[rival] > 0 ? (least - mine) / spans[rival] : 0;
    members.push({ customer, rival, place });
    if ((members.length & 63) === 0) yield { done: customer, total: labels.length };
  }
  members.sort((a, b) => a.place - b.place || a.customer - b.customer);
  const near = members.filter(({ place }) => place < ON_BORDER);
  const counts = new Map<number, number>();
  for (const { rival } of near) counts.set(rival, (counts.get(rival) ?? 0) + 1);
  return {
    members,
    share: members.length === 0 ? 0 : near.length / members.length,
    beyond: [...counts]
      .map(([other, customers]) => ({ label: other, customers }))
      .sort((a, b) => b.customers - a.customers || a.label - b.label),
  };
}

/** The other segment whose centre is nearest; -1 where there is none. */
export function nearestSegment(centres: Matrix, label: number): number {
  let nearest = -1;
  let least = Infinity;
  for (let other = 0; other < centres.rows; other++) {
    if (other === label) continue;
    const squared = squaredApart(rowOf(centres, label), rowOf(centres, other));
    if (squared < least) [nearest, least] = [other, squared];
  }
  return nearest;
}

function squaredApart(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let col = 0; col < a.length; col++) sum += (a[col] - b[col]) ** 2;
  return sum;
}

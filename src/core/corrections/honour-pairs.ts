import { type Clustering, meansByLabel, settleLabels } from '../cluster/clustering';
import { type Matrix, rowOf } from '../matrix';
import type { Steps } from '../steps';
import type { RowPair } from './learn-metric';

const ROUNDS = 25;

/** Rows that belong together, as one. */
interface Bunch {
  readonly rows: readonly number[];
  /** Bunches that it may not share a segment with. */
  readonly against: Set<number>;
}

/**
 * k-means that keeps pairs: rows that belong together move as one, and rows that do not never share a
 * segment, as far as the number of segments allows. It goes on from segments that were found without.
 *
 * @param rows rows x cols, as clustered.
 * @param pairs pairs that are same and different at once, through others, count as same.
 * @see Wagstaff and others 2001 (COP-KMeans), Basu and others 2004 (PCKMeans)
 */
export function* honourPairs(
  rows: Matrix,
  found: Clustering,
  pairs: readonly RowPair[],
): Steps<Clustering> {
  const bunches = bunchRows(pairs);
  if (bunches.length === 0 || found.k < 2) return found;
  const bound = new Set(bunches.flatMap((bunch) => bunch.rows));
  const labels = found.labels.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const centres = meansByLabel(rows, labels, found.k);
    let moved = 0;
    const place = (row: number, label: number) => {
      if (labels[row] === label) return;
      labels[row] = label;
      moved++;
    };
    const taken = new Map<number, number>();
    for (const [at, bunch] of bunches.entries()) {
      const closed = new Set([...bunch.against].map((other) => taken.get(other)));
      const costs = Float64Array.from({ length: found.k }, (_, label) =>
        bunch.rows.reduce((sum, row) => sum + squaredDistance(rows, row, centres, label), 0),
      );
      const open = costs.map((cost, label) => (closed.has(label) ? Infinity : cost));
      const best = leastOf(open.some(Number.isFinite) ? open : costs);
      taken.set(at, best);
      for (const row of bunch.rows) place(row, best);
    }
    for (let row = 0; row < rows.rows; row++) {
      if (bound.has(row) || labels[row] < 0) continue;
      const costs = Float64Array.from({ length: found.k }, (_, label) =>
        squaredDistance(rows, row, centres, label),
      );
      place(row, leastOf(costs));
      if ((row & 1023) === 1023) yield { done: round + row / rows.rows, total: ROUNDS };
    }
    yield { done: round + 1, total: ROUNDS };
    if (moved === 0) break;
  }
  return settleLabels(rows, labels);
}

/** Rows of pairs in bunches, the largest first: they are the hardest to place. */
function bunchRows(pairs: readonly RowPair[]): Bunch[] {
  const owner = new Map<number, number>();
  const top = (row: number): number => {
    const above = owner.get(row) ?? row;
    return above === row ? row : top(above);
  };
  for (const { a, b } of pairs) for (const row of [a, b]) owner.set(row, top(row));
  for (const { a, b, same } of pairs)
    if (same) owner.set(Math.max(top(a), top(b)), Math.min(top(a), top(b)));
  const members = new Map<number, number[]>();
  for (const row of [...owner.keys()].sort((a, b) => a - b))
    members.set(top(row), [...(members.get(top(row)) ?? []), row]);
  const tops = [...members].sort(([a, one], [b, two]) => two.length - one.length || a - b);
  const position = new Map(tops.map(([first], at) => [first, at]));
  const bunches = tops.map(([, rows]): Bunch => ({ rows, against: new Set() }));
  for (const { a, b, same } of pairs) {
    const [one, other] = [position.get(top(a)) as number, position.get(top(b)) as number];
    if (same || one === other) continue;
    bunches[one].against.add(other);
    bunches[other].against.add(one);
  }
  return bunches;
}

function leastOf(costs: Float64Array): number {
  let best = 0;
  for (let label = 1; label < costs.length; label++) if (costs[label] < costs[best]) best = label;
  return best;
}

function squaredDistance(rows: Matrix, row: number, centres: Matrix, label: number): number {
  const [own, centre] = [rowOf(rows, row), rowOf(centres, label)];
  let sum = 0;
  for (let col = 0; col < own.length; col++) sum += (own[col] - centre[col]) ** 2;
  return sum;
}

import { mixed } from '../kernels/pull-plain';
import type { PullWork } from '../ports';
import type { FuzzyGraph } from './umap';

/** Steps of an epoch: an edge or two move a row between two looks at where the others are. */
export const SLOTS = 8;
/** The strongest edges are due in every epoch. */
const ALWAYS = 65536;

export interface PullPlan {
  readonly rows: number;
  readonly seed: number;
  /** Rounds, given how often edges are visited in one. */
  readonly epochs: (visits: number) => number;
  /** How far rows go in the first round, 0 to 1; in the last one hardly at all. */
  readonly firstRate: number;
  /** The rows that others are pushed away from, a sample of all; absent: any row may be. */
  readonly pool?: Int32Array;
}

/** What is to be done in which epoch and step, the edges of each row together. */
export function planPull(
  { heads, tails, weights }: FuzzyGraph,
  { rows, seed, epochs: epochsFor, firstRate, pool }: PullPlan,
): PullWork {
  let [strongest, strength] = [0, 0];
  const starts = new Int32Array(rows + 1);
  for (let e = 0; e < heads.length; e++) {
    strongest = Math.max(strongest, weights[e]);
    strength += weights[e];
    starts[heads[e] + 1]++;
  }
  for (let row = 0; row < rows; row++) starts[row + 1] += starts[row];
  const next = starts.slice();
  const edges = new Int32Array(heads.length * 2);
  for (let e = 0; e < heads.length; e++) {
    const at = next[heads[e]]++ * 2;
    edges[at] = tails[e];
    edges[at + 1] = Math.max(1, Math.round((ALWAYS * weights[e]) / strongest));
  }
  const epochs = heads.length === 0 ? 0 : epochsFor(strength / strongest);
  return {
    rows,
    starts,
    edges,
    pool: pool ?? Int32Array.from({ length: rows }, (_, row) => row),
    slots: SLOTS,
    epochs,
    keys: Int32Array.from({ length: epochs }, (_, i) => mixed(mixed(seed ^ 0x5eed) + i + 1)),
    rates: Float32Array.from({ length: epochs }, (_, i) => firstRate * (1 - i / epochs)),
  };
}

import { buildHierarchy } from './condensed-tree';
import type { SpanningTree } from './mutual-reachability';

/** The sizes considered lie between a quarter of the square root of the rows and all of it. */
const LEAST_SHARE = 0.25;
const LEAST = 5;
/** The smallest size is taken whose score is at least this share of the best. */
const NEARLY = 0.9;

export interface SizeSuggestion {
  readonly minClusterSize: number;
  /** For each size from 2 up: how long the finest segments of that size last, summed. */
  readonly curve: readonly { readonly size: number; readonly lasting: number }[];
}

/**
 * A suggestion for the fewest customers of a segment. As that number grows, the finest segments of
 * the tree appear, stay for a while and vanish, whether it is 20 or 30. The score of a size is the sum,
 * over the segments it gives, of the range of sizes through which each stays; where it is high, the
 * segments hardly depend on the number chosen. The curve is flat and the best place on it wanders, so
 * the smallest size that reaches 90 % of the best is taken, from a range that keeps it from a handful
 * of customers as from a share of everyone. docs/decisions/density.md has what it gave.
 *
 * @see PLSCAN (the Python package fast-plscan), whose total persistence the score is.
 */
export function suggestClusterSize(spanning: SpanningTree): SizeSuggestion {
  const { rows } = spanning;
  const root = Math.sqrt(rows);
  const from = Math.max(2, Math.min(LEAST, rows), Math.ceil(root * LEAST_SHARE));
  const to = Math.max(from, Math.floor(root));
  const lasting = sumPersistence(spanning, to);
  let best = from;
  for (let size = from; size <= to; size++) if (lasting[size] > lasting[best]) best = size;
  let chosen = from;
  while (lasting[chosen] < NEARLY * lasting[best]) chosen++;
  const curve = Array.from({ length: Math.max(0, to - 1) }, (_, i) => ({
    size: i + 2,
    lasting: lasting[i + 2],
  }));
  return { minClusterSize: chosen, curve };
}

/**
 * For each size up to `most` the summed persistence of the leaves of the tree condensed at that size.
 * A part of the hierarchy is a leaf from just above the largest split inside it up to the size at
 * which it or its other side is too small.
 */
function sumPersistence(spanning: SpanningTree, most: number): Float64Array {
  const { rows, nodes, first, next, size } = buildHierarchy(spanning);
  const steps = new Float64Array(Math.max(most, rows) + 2);
  const inside = new Float64Array(nodes).fill(1);
  for (let node = rows; node < nodes; node++) {
    const parts: number[] = [];
    for (let part = first[node]; part >= 0; part = next[part]) parts.push(part);
    if (parts.length < 2) continue;
    parts.sort((p, q) => size[q] - size[p]);
    const split = size[parts[1]];
    let largest = split;
    for (const part of parts) {
      const until = Math.min(split, size[part]);
      if (until > inside[part]) {
        steps[inside[part] + 1] += until - inside[part];
        steps[until + 1] -= until - inside[part];
      }
      largest = Math.max(largest, inside[part]);
    }
    inside[node] = largest;
  }
  const sums = new Float64Array(Math.max(most, rows) + 2);
  for (let at = 1; at < sums.length; at++) sums[at] = sums[at - 1] + steps[at];
  return sums;
}

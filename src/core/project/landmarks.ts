import { findNearestAmong } from '../graph/nearest-among';
import type { Graph } from '../graph/neighbours';
import { type Matrix, takeRows } from '../matrix';
import { createRandom } from '../random';
import { rescale, type Steps } from '../steps';

/** A few rows that a map of many begins with. */
export interface Landmarks {
  /** Which rows, ascending. */
  readonly chosen: Int32Array;
  /** Their features. */
  readonly few: Matrix;
  /**
   * The place in `chosen` of the nearest landmark for some rows, one at least of those among whom no way from
   * neighbour to neighbour leads to a landmark; -1 for all others.
   */
  readonly anchors: Int32Array;
}

/**
 * Landmarks drawn at random, each row as likely as any other.
 *
 * @param count at least 1, at most as many as there are rows.
 */
export function* chooseLandmarks(
  features: Matrix,
  graph: Graph,
  count: number,
  seed: number,
): Steps<Landmarks> {
  const { rows } = features;
  const random = createRandom(seed ^ 0x1a4d);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let i = 0; i < count; i++) {
    const j = i + random.below(rows - i);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const chosen = order.slice(0, count).sort();
  const few = takeRows(features, chosen);
  const anchors = new Int32Array(rows).fill(-1);
  const lost = unreached(graph, chosen);
  yield { done: 1, total: 10 };
  if (lost.length > 0) {
    const searched = findNearestAmong(few, takeRows(features, lost), 1);
    const { indices } = yield* rescale(searched, 1, 10);
    for (const [i, row] of lost.entries()) anchors[row] = indices[i];
  }
  return { chosen, few, anchors };
}

/**
 * Rows that have to be known so that a way from neighbour to neighbour leads from every row to a known one, beside
 * those that are known: the first of each crowd without. Ascending.
 */
function unreached({ rows, k, indices }: Graph, known: Int32Array): Int32Array {
  // The graph turned round: who has whom in the list.
  const starts = new Int32Array(rows + 1);
  for (const other of indices) if (other >= 0) starts[other + 1]++;
  for (let row = 0; row < rows; row++) starts[row + 1] += starts[row];
  const holders = new Int32Array(starts[rows]);
  const filled = starts.slice(0, rows);
  for (let row = 0; row < rows; row++)
    for (let at = row * k; at < (row + 1) * k; at++)
      if (indices[at] >= 0) holders[filled[indices[at]]++] = row;
  const seen = new Uint8Array(rows);
  const queue = new Int32Array(rows);
  let [next, length] = [0, 0];
  const reach = (row: number) => {
    if (seen[row] === 1) return;
    seen[row] = 1;
    queue[length++] = row;
  };
  const follow = () => {
    for (; next < length; next++)
      for (let i = starts[queue[next]]; i < starts[queue[next] + 1]; i++) reach(holders[i]);
  };
  known.forEach(reach);
  follow();
  const lost: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (seen[row] === 1) continue;
    lost.push(row);
    reach(row);
    follow();
  }
  return Int32Array.from(lost);
}

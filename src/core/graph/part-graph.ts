import { createArena } from '../kernels/dots';
import { type Matrix, squaredNorms } from '../matrix';
import type { Steps } from '../steps';
import { createNearestLists } from './nearest-lists';
import type { Graph } from './neighbours';

const TILE = 256;

/**
 * The neighbours of some rows among themselves, read off the graph of all: of a list that is nearest first
 * those who are in the part are the nearest in the part. Rows of whom the list names too few are compared
 * with the whole part, so that the graph is the one that `findNeighbours` gives for the part.
 *
 * @param part the rows of the part themselves.
 * @param whole the exact graph of all rows, with more neighbours than are wanted.
 * @param members for each row of the part its number among all, ascending.
 * @param k neighbours wanted, fewer than the part has rows.
 */
export function* graphOfPart(
  part: Matrix,
  whole: Graph,
  members: Int32Array,
  k: number,
): Steps<Graph> {
  const places = new Int32Array(whole.rows).fill(-1);
  members.forEach((row, at) => {
    places[row] = at;
  });
  const indices = new Int32Array(part.rows * k);
  const distances = new Float32Array(part.rows * k);
  const lacking: number[] = [];
  for (let at = 0; at < part.rows; at++) {
    const from = members[at] * whole.k;
    let found = 0;
    for (let n = 0; n < whole.k && found < k; n++) {
      const place = places[whole.indices[from + n]];
      if (place < 0) continue;
      indices[at * k + found] = place;
      distances[at * k + found] = whole.distances[from + n];
      found++;
    }
    if (found < k) lacking.push(at);
  }
  yield { done: 1, total: 2 };
  yield* compareWithPart(part, lacking, k, indices, distances);
  return { rows: part.rows, k, indices, distances, exact: whole.exact };
}

/** Fills in the lists of a few rows by comparing them with every row. */
function* compareWithPart(
  part: Matrix,
  rows: readonly number[],
  k: number,
  indices: Int32Array,
  distances: Float32Array,
): Steps<void> {
  if (rows.length === 0) return;
  const norms = squaredNorms(part);
  const arena = createArena();
  const held = arena.place(part);
  const out = arena.reserve(1, part.rows);
  const dots = arena.view(out);
  for (const [done, row] of rows.entries()) {
    const lists = createNearestLists(1, k);
    arena.dots(held, row, 1, held, 0, part.rows, out);
    for (let other = 0; other < part.rows; other++)
      if (other !== row)
        lists.offer(0, other, Math.max(0, norms[row] + norms[other] - 2 * dots[other]));
    indices.set(lists.indices, row * k);
    for (let n = 0; n < k; n++) distances[row * k + n] = Math.sqrt(lists.squared[n]);
    if (done % TILE === TILE - 1) yield { done, total: rows.length };
  }
}

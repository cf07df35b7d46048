import { createArena } from '../kernels/dots';
import type { Matrix } from '../matrix';
import type { Steps } from '../steps';
import type { NearestLists } from './nearest-lists';

/** Candidates of a row that are compared at once. */
const BLOCK = 512;
/** Rows that list a row and are asked for their neighbours, at most. */
const LISTED_BY = 15;

/**
 * Makes approximate lists better by asking neighbours for theirs: whoever is near my neighbours, or
 * near those who list me, may be near me (NN-descent, Dong, Moses and Li 2011,
 * doi:10.1145/1963405.1963487). After the first round only what is new is asked. Deterministic.
 *
 * @param lists complete; changed in place.
 * @param norms squared length of every row.
 * @returns how many places changed in each round.
 */
export function* refineLists(
  features: Matrix,
  norms: Float64Array,
  lists: NearestLists,
  rounds: number,
): Steps<number[]> {
  const { rows, cols } = features;
  const { k, indices } = lists;
  const arena = createArena();
  const held = arena.place(features);
  const block = arena.reserve(BLOCK, cols);
  const out = arena.reserve(1, BLOCK);
  const points = arena.view(held);
  const gathered = arena.view(block);
  const products = arena.view(out);
  const seen = new Int32Array(rows).fill(-1);
  const waiting = new Int32Array(BLOCK);
  let fresh = new Uint8Array(rows * k).fill(1);
  const changes: number[] = [];

  const listed = (row: number, other: number) => {
    for (let n = row * k; n < (row + 1) * k; n++) if (indices[n] === other) return true;
    return false;
  };

  for (let round = 0; round < rounds; round++) {
    const before = indices.slice();
    const { starts, by, news } = reverseLists(before, fresh, rows, k);
    let stamp = -1;
    seen.fill(stamp);

    for (let row = 0; row < rows; row++) {
      stamp = row;
      seen[row] = stamp;
      for (let n = 0; n < k; n++) seen[before[row * k + n]] = stamp;
      let count = 0;
      const compare = () => {
        arena.dots(held, row, 1, block, 0, count, out);
        for (let i = 0; i < count; i++) {
          const other = waiting[i];
          const squared = Math.max(0, norms[row] + norms[other] - 2 * products[i]);
          if (!listed(row, other)) lists.offer(row, other, squared);
          if (!listed(other, row)) lists.offer(other, row, squared);
        }
        count = 0;
      };
      const ask = (neighbour: number, isNew: number) => {
        for (let m = 0; m < k; m++) {
          const at = neighbour * k + m;
          const other = before[at];
          if (seen[other] === stamp || (isNew === 0 && fresh[at] === 0)) continue;
          seen[other] = stamp;
          waiting[count] = other;
          const from = other * held.stride;
          gathered.set(points.subarray(from, from + held.stride), count * block.stride);
          if (++count === BLOCK) compare();
        }
      };
      for (let n = 0; n < k; n++) ask(before[row * k + n], fresh[row * k + n]);
      for (let at = starts[row]; at < starts[row + 1]; at++) ask(by[at], news[at]);
      if (count > 0) compare();
      if ((row & 63) === 63) yield { done: round + row / rows, total: rounds };
    }

    const next = new Uint8Array(rows * k);
    let changed = 0;
    for (let row = 0; row < rows; row++) {
      for (let n = 0; n < k; n++) seen[before[row * k + n]] = rows + row;
      for (let n = 0; n < k; n++)
        if (seen[indices[row * k + n]] !== rows + row) {
          next[row * k + n] = 1;
          changed++;
        }
    }
    fresh = next;
    changes.push(changed);
    if (changed === 0) break;
  }
  return changes;
}

/** By whom every row is listed, the nearest of them first as far as their places tell. */
function reverseLists(
  indices: Int32Array,
  fresh: Uint8Array,
  rows: number,
  k: number,
): { starts: Int32Array; by: Int32Array; news: Uint8Array } {
  const counts = new Int32Array(rows);
  for (const other of indices) counts[other]++;
  const starts = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++)
    starts[row + 1] = starts[row] + Math.min(LISTED_BY, counts[row]);
  const by = new Int32Array(starts[rows]);
  const news = new Uint8Array(starts[rows]);
  const next = starts.slice();
  for (let place = 0; place < k; place++)
    for (let row = 0; row < rows; row++) {
      const other = indices[row * k + place];
      if (next[other] === starts[other + 1]) continue;
      news[next[other]] = fresh[row * k + place];
      by[next[other]++] = row;
    }
  return { starts, by, news };
}

import { createArena } from '../kernels/dots';
import { type Matrix, rowOf, squaredNorms } from '../matrix';
import type { Steps } from '../steps';
import { createNearestLists, type NearestLists } from './nearest-lists';

const TILE = 256;
const PROBES = 32;
const ROUNDS = 4;

/**
 * Approximate neighbours for many rows (an inverted file, Jegou et al. 2011,
 * doi:10.1109/TPAMI.2010.57): rows are gathered in about sqrt(rows) cells around centres found by a
 * few rounds of k-means on every few-th row, and a row is compared with the rows of the 32 cells
 * whose centres are nearest to it. O(rows^1.5 x cols). Deterministic.
 */
export function* searchCells(features: Matrix, k: number): Steps<NearestLists> {
  const { rows, cols } = features;
  const cells = Math.round(Math.sqrt(rows));
  const arena = createArena();
  const held = arena.place(features);
  const centres = arena.reserve(cells, cols);
  const out = arena.reserve(TILE, Math.max(cells, TILE));
  const dots = arena.view(out);
  const points = arena.view(held);
  const middle = arena.view(centres);
  const norms = squaredNorms(features);
  const total = rows * (ROUNDS + 1) + rows * 8;
  let done = 0;

  const step = Math.max(1, Math.floor(rows / (cells * 24)));
  for (let cell = 0; cell < cells; cell++) {
    const row = Math.floor(((cell + 0.5) * rows) / cells);
    middle.set(points.subarray(row * held.stride, (row + 1) * held.stride), cell * centres.stride);
  }
  const probes = Math.min(PROBES, cells);
  const cellOf = new Int32Array(rows);
  const probed = new Int32Array(rows * probes);
  const half = new Float64Array(cells);
  const scores = new Float64Array(cells);

  function measureCentres(): void {
    for (let cell = 0; cell < cells; cell++) {
      let sum = 0;
      for (let at = cell * centres.stride; at < (cell + 1) * centres.stride; at++)
        sum += middle[at] * middle[at];
      half[cell] = sum / 2;
    }
  }

  function* assign(last: boolean): Steps<void> {
    measureCentres();
    for (let from = 0; from < rows; from += TILE) {
      const count = Math.min(TILE, rows - from);
      arena.dots(held, from, count, centres, 0, cells, out);
      for (let i = 0; i < count; i++) {
        let best = 0;
        for (let cell = 0; cell < cells; cell++) {
          scores[cell] = dots[i * out.stride + cell] - half[cell];
          if (scores[cell] > scores[best]) best = cell;
        }
        cellOf[from + i] = best;
        if (last) pickGreatest(scores, probed, (from + i) * probes, probes);
      }
      done += count;
      yield { done, total };
    }
  }

  for (let round = 0; round < ROUNDS; round++) {
    yield* assign(false);
    const sums = new Float64Array(cells * centres.stride);
    const counts = new Int32Array(cells);
    for (let row = 0; row < rows; row += step) {
      const to = cellOf[row] * centres.stride;
      const at = row * held.stride;
      for (let col = 0; col < cols; col++) sums[to + col] += points[at + col];
      counts[cellOf[row]]++;
    }
    for (let cell = 0; cell < cells; cell++) {
      if (counts[cell] === 0) continue;
      for (let col = 0; col < centres.stride; col++)
        middle[cell * centres.stride + col] = sums[cell * centres.stride + col] / counts[cell];
    }
  }
  yield* assign(true);

  const starts = new Int32Array(cells + 1);
  for (let row = 0; row < rows; row++) starts[cellOf[row] + 1]++;
  for (let cell = 0; cell < cells; cell++) starts[cell + 1] += starts[cell];
  const members = new Int32Array(rows);
  const next = starts.slice();
  for (let row = 0; row < rows; row++) members[next[cellOf[row]]++] = row;

  const search = createArena();
  const placed = search.reserve(rows, cols);
  const visiting = search.reserve(TILE, cols);
  const tile = search.reserve(TILE, TILE);
  const products = search.view(tile);
  const lists = createNearestLists(rows, k);
  const visitors = visitorsOf(probed, rows, probes, cells);
  const gathered = search.view(visiting);
  const sorted = search.view(placed);
  for (let i = 0; i < rows; i++) sorted.set(rowOf(features, members[i]), i * placed.stride);

  for (let cell = 0; cell < cells; cell++) {
    for (let a = visitors.starts[cell]; a < visitors.starts[cell + 1]; a += TILE) {
      const aRows = Math.min(TILE, visitors.starts[cell + 1] - a);
      for (let i = 0; i < aRows; i++)
        gathered.set(rowOf(features, visitors.rows[a + i]), i * visiting.stride);
      for (let b = starts[cell]; b < starts[cell + 1]; b += TILE) {
        const bRows = Math.min(TILE, starts[cell + 1] - b);
        search.dots(visiting, 0, aRows, placed, b, bRows, tile);
        for (let i = 0; i < aRows; i++) {
          const row = visitors.rows[a + i];
          for (let j = 0; j < bRows; j++) {
            const neighbour = members[b + j];
            if (neighbour === row) continue;
            const product = products[i * tile.stride + j];
            lists.offer(row, neighbour, Math.max(0, norms[row] + norms[neighbour] - 2 * product));
          }
        }
        yield { done, total };
      }
      done += (aRows * 8) / probes;
    }
  }
  completeShortLists(lists, norms, features);
  return lists;
}

/** The places of the greatest scores, the greatest first, written to `to` from `at`. */
function pickGreatest(scores: Float64Array, to: Int32Array, at: number, count: number): void {
  let held = 0;
  for (let cell = 0; cell < scores.length; cell++) {
    if (held === count && !(scores[cell] > scores[to[at + count - 1]])) continue;
    let place = held < count ? held++ : count - 1;
    while (place > 0 && scores[cell] > scores[to[at + place - 1]]) {
      to[at + place] = to[at + place - 1];
      place--;
    }
    to[at + place] = cell;
  }
}

/** The rows that look into each cell, in their order. */
function visitorsOf(
  probed: Int32Array,
  rows: number,
  probes: number,
  cells: number,
): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(cells + 1);
  for (const cell of probed) starts[cell + 1]++;
  for (let cell = 0; cell < cells; cell++) starts[cell + 1] += starts[cell];
  const next = starts.slice();
  const visitors = new Int32Array(rows * probes);
  for (let row = 0; row < rows; row++)
    for (let probe = 0; probe < probes; probe++)
      visitors[next[probed[row * probes + probe]]++] = row;
  return { starts, rows: visitors };
}

/** Gives rows whose cells held too few others the first rows not yet listed, at their true distance. */
function completeShortLists(lists: NearestLists, norms: Float64Array, features: Matrix): void {
  const { k, indices } = lists;
  for (let row = 0; row < features.rows; row++) {
    if (indices[row * k + k - 1] !== -1) continue;
    const listed = new Set(indices.subarray(row * k, (row + 1) * k));
    for (let other = 0; indices[row * k + k - 1] === -1 && other < features.rows; other++) {
      if (other === row || listed.has(other)) continue;
      let product = 0;
      for (let col = 0; col < features.cols; col++)
        product +=
          features.data[row * features.cols + col] * features.data[other * features.cols + col];
      lists.offer(row, other, Math.max(0, norms[row] + norms[other] - 2 * product));
    }
  }
}

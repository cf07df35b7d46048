import { createArena } from '../kernels/dots';
import { type NearRows, openNear } from '../kernels/near';
import { ASKED } from '../kernels/near-kernel';
import { type Matrix, squaredNorms } from '../matrix';
import type { NearDevice, NearJob } from '../ports';
import { rescale, type Steps } from '../steps';
import { createWork } from './near-work';
import { createNearestLists, type NearestLists } from './nearest-lists';

const TILE = 256;
/** From this many columns on rows are compared by bytes first. */
export const WIDE = 64;

/** Lists by bytes are longer than those that are wanted: of few columns bytes say less. */
export function listedBy(k: number, cols: number): number {
  return cols < WIDE ? 6 * k : 2 * k + 2;
}

/**
 * The k nearest others of every row, each pair compared once: wide rows by bytes first, and what these leave in
 * floats. A row whose list by bytes may have lost someone to rounding (see `NearRows.doubts`) is compared with
 * all others in floats. O(rows^2 x cols / 2).
 *
 * @param device where bytes may be compared instead; the lists are the same.
 */
export function* compareAll(features: Matrix, k: number, device?: NearDevice): Steps<NearestLists> {
  const { rows, cols } = features;
  if (cols < WIDE || rows <= 4 * listedBy(k, cols)) return yield* compareByFloats(features, k);
  const near = openNear(features, listedBy(k, cols));
  const work = createWork(near, device, (rows * rows * cols) / 2);
  const jobs = tilesOf(0, rows);
  try {
    yield* rescale(work.run(jobs), 0, 1.1);
  } finally {
    work.close();
  }
  return yield* rescale(settleLists(features, squaredNorms(features), near, k), 10, 11);
}

/** All pairs of a stretch of rows. */
export function tilesOf(from: number, to: number): NearJob[] {
  return Array.from({ length: Math.ceil((to - from) / TILE) }, (_, tile) => {
    const first = from + tile * TILE;
    return { from: first, upTo: Math.min(to, first + TILE), to };
  });
}

/**
 * The lists by bytes, their members by their distance in floats.
 *
 * @param norms squared length of every row.
 * @param order which row stands at each place of `near`, -1 for none; absent: each at its own.
 */
export function* settleLists(
  features: Matrix,
  norms: Float64Array,
  near: NearRows,
  k: number,
  order?: Int32Array,
): Steps<NearestLists> {
  const lists = createNearestLists(features.rows, k);
  const doubtful: number[] = [];
  for (let place = 0; place < near.rows; place++) {
    const row = order === undefined ? place : order[place];
    if (row < 0) continue;
    const { who, squared } = near.listOf(place);
    const dots = near.dotsOf(place);
    for (let i = 0; i < dots.length; i++) {
      const other = order === undefined ? who[i] : order[who[i]];
      lists.offer(row, other, Math.max(0, norms[row] + norms[other] - 2 * dots[i]));
    }
    const left = squared[near.most - 1] - near.doubts[place];
    if (order === undefined && lists.squared[row * k + k - 1] > left) doubtful.push(row);
    if ((place & 255) === 255) yield { done: place, total: near.rows };
  }
  if (doubtful.length > 0) yield* completeLists(features, norms, lists, doubtful);
  return lists;
}

/**
 * Compares some rows with all others in floats and makes their lists complete.
 *
 * @param norms squared length of every row.
 */
export function* completeLists(
  features: Matrix,
  norms: Float64Array,
  lists: NearestLists,
  some: ArrayLike<number>,
): Steps<void> {
  const { rows, cols, data } = features;
  const { k } = lists;
  const arena = createArena();
  const asking = arena.reserve(ASKED, cols);
  const answering = arena.reserve(TILE, cols);
  const out = arena.reserve(ASKED, TILE);
  const dots = arena.view(out);
  const asked = arena.view(asking);
  const answers = arena.view(answering);
  for (let from = 0; from < some.length; from += ASKED) {
    const own = Array.from(
      { length: Math.min(ASKED, some.length - from) },
      (_, i) => some[from + i],
    );
    for (const [i, row] of own.entries()) {
      asked.set(data.subarray(row * cols, (row + 1) * cols), i * asking.stride);
      lists.indices.fill(-1, row * k, (row + 1) * k);
      lists.squared.fill(Infinity, row * k, (row + 1) * k);
    }
    for (let b = 0; b < rows; b += TILE) {
      const bRows = Math.min(TILE, rows - b);
      for (let j = 0; j < bRows; j++)
        answers.set(data.subarray((b + j) * cols, (b + j + 1) * cols), j * answering.stride);
      arena.dots(asking, 0, own.length, answering, 0, bRows, out);
      for (const [i, row] of own.entries())
        for (let j = 0; j < bRows; j++) {
          if (b + j === row) continue;
          const product = dots[i * out.stride + j];
          lists.offer(row, b + j, Math.max(0, norms[row] + norms[b + j] - 2 * product));
        }
      yield { done: from + (ASKED * b) / rows, total: some.length + ASKED };
    }
  }
}

function* compareByFloats(features: Matrix, k: number): Steps<NearestLists> {
  const { rows } = features;
  const norms = squaredNorms(features);
  const arena = createArena();
  const held = arena.place(features);
  const out = arena.reserve(TILE, TILE);
  const dots = arena.view(out);
  const lists = createNearestLists(rows, k);
  const tiles = Math.ceil(rows / TILE);
  const total = (tiles * (tiles + 1)) / 2;
  let done = 0;
  for (let a = 0; a < rows; a += TILE) {
    const aRows = Math.min(TILE, rows - a);
    for (let b = a; b < rows; b += TILE) {
      const bRows = Math.min(TILE, rows - b);
      arena.dots(held, a, aRows, held, b, bRows, out);
      for (let i = 0; i < aRows; i++) {
        const row = a + i;
        const from = i * out.stride;
        for (let j = a === b ? i + 1 : 0; j < bRows; j++) {
          const other = b + j;
          const squared = Math.max(0, norms[row] + norms[other] - 2 * dots[from + j]);
          lists.offer(row, other, squared);
          lists.offer(other, row, squared);
        }
      }
      yield { done: ++done, total };
    }
  }
  return lists;
}

import { createArena, type Arena, type Held } from '../kernels/dots';
import { type NearRows, openNear } from '../kernels/near';
import { type Matrix, rowOf, squaredNorms, takeRows } from '../matrix';
import type { NearDevice } from '../ports';
import { rescale, type Steps } from '../steps';
import { completeLists, listedBy, settleLists, tilesOf } from './compare-all';
import { createWork } from './near-work';
import { createNearestLists, type NearestLists } from './nearest-lists';

const TILE = 256;
/** Cells that a row looks into: as many as the last, unless fewer find enough. */
const PROBES = [12, 24, 48];
/** Rows whose true neighbours are found to see how many the lists have. */
const JUDGED = 128;
/** Of the progress: cells, own cells, truth, as many passes as there are, lists. */
const PARTS = 4 + PROBES.length;
/** The share of true neighbours that is enough. */
export const RECALL = 0.98;
/** Rounds of k-means that place the centres, and rows of each cell that they look at. */
const ROUNDS = 4;
const LOOKED_AT = 24;

/**
 * Approximate neighbours for many rows (an inverted file, Jegou et al. 2011,
 * doi:10.1109/TPAMI.2010.57): rows are gathered in about sqrt(rows) cells around centres found by a
 * few rounds of k-means on every few-th row, and a row is compared with the rows of the 12 to 48 cells
 * whose centres are nearest to it, by bytes first: until 128 rows, whose true neighbours are found by
 * comparing them with all, list 98 % of these. O(rows^1.5 x cols). Deterministic.
 *
 * @param device where bytes may be compared instead; the lists are the same.
 * @returns the lists, and the share of true neighbours in those of the 128, before these were made complete.
 */
export function* searchCells(
  features: Matrix,
  k: number,
  device?: NearDevice,
): Steps<{ lists: NearestLists; recall: number }> {
  const { rows } = features;
  const cells = Math.round(Math.sqrt(rows));
  const probes = Math.min(PROBES[PROBES.length - 1], cells);
  const probed = yield* rescale(probeCells(features, cells, probes), 0, PARTS);
  const { order, starts } = arrange(probed, rows, probes, cells);
  const near = openNear(features, listedBy(k, features.cols), order);
  const placeOf = new Int32Array(rows);
  for (const [place, row] of order.entries()) if (row >= 0) placeOf[row] = place;
  const compared = (rows * rows * Math.min(PROBES[0], cells)) / cells;
  const work = createWork(near, device, compared * features.cols);
  const norms = squaredNorms(features);
  let truth: Truth;
  try {
    // Its own cell first: lists that are good early are seldom changed later.
    const own = Array.from({ length: cells }, (_, cell) => tilesOf(starts[cell], starts[cell + 1]));
    yield* rescale(work.run(own.flat()), 1, PARTS);
    truth = yield* rescale(findTruth(features, norms, k), 2, PARTS);
    let from = 1;
    for (const [pass, most] of PROBES.entries()) {
      const to = Math.min(most, probes);
      const visitors = visitorsOf(probed, rows, probes, cells, from, to);
      const places = visitors.rows.map((row) => placeOf[row]);
      const jobs = Array.from({ length: cells }, (_, cell) => ({
        asking: places.subarray(visitors.starts[cell], visitors.starts[cell + 1]),
        from: starts[cell],
        to: starts[cell + 1],
      }));
      yield* rescale(work.run(jobs), 3 + pass, PARTS);
      from = to;
      if (to === probes || shareListed(truth, near, order, placeOf) >= RECALL) break;
    }
  } finally {
    work.close();
  }
  const lists = yield* rescale(settleLists(features, norms, near, k, order), PARTS - 1, PARTS);
  completeShortLists(lists, norms, features);
  const recall = shareOf(truth, (row) => lists.indices.subarray(row * k, (row + 1) * k));
  return { lists, recall };
}

/** The true neighbours of some rows, k each. */
interface Truth {
  readonly rows: Int32Array;
  readonly lists: NearestLists;
}

function* findTruth(features: Matrix, norms: Float64Array, k: number): Steps<Truth> {
  const count = Math.min(JUDGED, features.rows);
  const rows = Int32Array.from({ length: count }, (_, i) =>
    Math.floor((i * features.rows) / count),
  );
  const lists = createNearestLists(features.rows, k);
  yield* completeLists(features, norms, lists, rows);
  return { rows, lists };
}

function shareOf({ rows, lists }: Truth, listOf: (row: number) => Int32Array): number {
  const { k, indices } = lists;
  let found = 0;
  for (const row of rows) {
    const listed = new Set(listOf(row));
    for (let at = row * k; at < (row + 1) * k; at++) if (listed.has(indices[at])) found++;
  }
  return found / (rows.length * k);
}

/** The share of true neighbours in the lists by bytes. */
function shareListed(truth: Truth, near: NearRows, order: Int32Array, placeOf: Int32Array): number {
  return shareOf(truth, (row) =>
    near.listOf(placeOf[row]).who.map((place) => (place < 0 ? -1 : order[place])),
  );
}

/** The nearest cells of every row, the nearest first: rows x probes. */
function* probeCells(features: Matrix, cells: number, probes: number): Steps<Int32Array> {
  const { rows, cols } = features;
  const step = Math.max(1, Math.floor(rows / (cells * LOOKED_AT)));
  const sample = takeRows(
    features,
    Int32Array.from({ length: Math.ceil(rows / step) }, (_, i) => i * step),
  );
  const arena = createArena();
  const points = arena.place(sample);
  const centres = arena.reserve(cells, cols);
  const block = arena.reserve(TILE, cols);
  const out = arena.reserve(TILE, cells);
  const middle = arena.view(centres);
  for (let cell = 0; cell < cells; cell++) {
    const row = Math.floor(((cell + 0.5) * rows) / cells);
    middle.set(rowOf(features, row), cell * centres.stride);
  }
  const scores = createScores(arena, centres, out);
  const total = ROUNDS * sample.rows + rows;
  let done = 0;
  for (let round = 0; round < ROUNDS; round++) {
    scores.measure();
    const sums = new Float64Array(cells * centres.stride);
    const counts = new Int32Array(cells);
    for (let from = 0; from < sample.rows; from += TILE) {
      const count = Math.min(TILE, sample.rows - from);
      arena.dots(points, from, count, centres, 0, cells, out);
      for (let i = 0; i < count; i++) {
        const own = scores.of(i);
        let best = 0;
        for (let cell = 1; cell < cells; cell++) if (own[cell] > own[best]) best = cell;
        const row = rowOf(sample, from + i);
        const to = best * centres.stride;
        for (let col = 0; col < cols; col++) sums[to + col] += row[col];
        counts[best]++;
      }
      done += count;
      yield { done, total };
    }
    for (let cell = 0; cell < cells; cell++)
      if (counts[cell] > 0)
        for (let at = cell * centres.stride; at < (cell + 1) * centres.stride; at++)
          middle[at] = sums[at] / counts[cell];
  }

  scores.measure();
  const probed = new Int32Array(rows * probes);
  const held = arena.view(block);
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    for (let i = 0; i < count; i++) held.set(rowOf(features, from + i), i * block.stride);
    arena.dots(block, 0, count, centres, 0, cells, out);
    for (let i = 0; i < count; i++) pickGreatest(scores.of(i), probed, (from + i) * probes, probes);
    done += count;
    yield { done, total };
  }
  return probed;
}

/** How near the rows of a tile are to each centre, the greater the nearer. */
function createScores(arena: Arena, centres: Held, out: Held) {
  const middle = arena.view(centres);
  const dots = arena.view(out);
  const half = new Float64Array(centres.rows);
  const scores = new Float64Array(centres.rows);
  return {
    /** To be called when centres have moved. */
    measure() {
      for (let cell = 0; cell < half.length; cell++) {
        let sum = 0;
        for (let at = cell * centres.stride; at < (cell + 1) * centres.stride; at++)
          sum += middle[at] * middle[at];
        half[cell] = sum / 2;
      }
    },
    /** A view until the next call. */
    of(row: number): Float64Array {
      for (let cell = 0; cell < half.length; cell++)
        scores[cell] = dots[row * out.stride + cell] - half[cell];
      return scores;
    },
  };
}

/** Rows cell by cell, each cell from a multiple of 4 on; -1 where no row stands. */
function arrange(
  probed: Int32Array,
  rows: number,
  probes: number,
  cells: number,
): { order: Int32Array; starts: Int32Array } {
  const sizes = new Int32Array(cells);
  for (let row = 0; row < rows; row++) sizes[probed[row * probes]]++;
  const starts = new Int32Array(cells + 1);
  for (let cell = 0; cell < cells; cell++)
    starts[cell + 1] = starts[cell] + Math.ceil(sizes[cell] / 4) * 4;
  const order = new Int32Array(starts[cells]).fill(-1);
  const next = starts.slice();
  for (let row = 0; row < rows; row++) order[next[probed[row * probes]]++] = row;
  return { order, starts };
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

/** The rows that look into each cell, in their order; each row into its nearest cells `from ..< to`. */
function visitorsOf(
  probed: Int32Array,
  rows: number,
  probes: number,
  cells: number,
  from: number,
  to: number,
): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(cells + 1);
  for (let row = 0; row < rows; row++)
    for (let probe = from; probe < to; probe++) starts[probed[row * probes + probe] + 1]++;
  for (let cell = 0; cell < cells; cell++) starts[cell + 1] += starts[cell];
  const next = starts.slice();
  const visitors = new Int32Array(starts[cells]);
  for (let row = 0; row < rows; row++)
    for (let probe = from; probe < to; probe++)
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

import { type NearRows, openNear } from '../kernels/near';
import { type Matrix, squaredNorms } from '../matrix';
import type { NearDevice } from '../ports';
import { rescale, type Steps } from '../steps';
import { listedBy, settleLists, tilesOf, WIDE } from './compare-all';
import { createWork, STRIP } from './near-work';
import { createNearestLists, type NearestLists } from './nearest-lists';
import { probeCells, type Visits } from './probe-cells';

/** How many cells beside its own a row has looked into, on average: as many as the last, unless fewer find enough. */
const VISITS = [2, 3, 4, 6, 8, 12, 16, 24, 32];
/** Cells, its own among them, that a row usually looks into. */
const USUAL = 5;
/** Rows whose true neighbours are found to see how many the lists have. */
const JUDGED = 160;
/** Of the progress: cells, own cells, truth, as many passes as there are, lists. */
const PARTS = 4 + VISITS.length;
/** The share of true neighbours that is enough to look into no more cells. */
const ENOUGH = 0.99;

/**
 * Approximate neighbours for many rows (an inverted file, Jegou et al. 2011,
 * doi:10.1109/TPAMI.2010.57): rows are gathered in about sqrt(rows) cells, and a row is compared with the rows of
 * its own cell and of others whose centres are hardly farther (see `probeCells`), by bytes first: until 160 rows,
 * whose true neighbours are found by comparing them with all, list 99 % of these. O(rows^1.5 x cols). Deterministic.
 *
 * @param device where bytes may be compared instead; the lists are the same.
 * @returns the lists, and the share of true neighbours in those of the 160.
 */
export function* searchCells(
  features: Matrix,
  k: number,
  device?: NearDevice,
): Steps<{ lists: NearestLists; recall: number }> {
  const { rows } = features;
  const cells = Math.round(Math.sqrt(rows));
  const visits = yield* rescale(probeCells(features, cells, VISITS), 0, PARTS);
  const { order, starts } = arrange(visits);
  const near = openNear(features, listedHere(k, features.cols), order);
  const placeOf = new Int32Array(rows);
  for (const [place, row] of order.entries()) if (row >= 0) placeOf[row] = place;
  const norms = squaredNorms(features);
  const truth = yield* rescale(findTruth(near, norms, order, placeOf, k), 1, PARTS);
  const work = createWork(near, device, ((rows * rows) / cells) * USUAL * features.cols);
  try {
    // Its own cell first: lists that are good early are seldom changed later.
    const own = Array.from({ length: cells }, (_, cell) => tilesOf(starts[cell], starts[cell + 1]));
    yield* rescale(work.run(own.flat()), 2, PARTS);
    for (let pass = 0; pass < VISITS.length; pass++) {
      const visitors = visitorsOf(visits, pass);
      const places = visitors.rows.map((row) => placeOf[row]);
      const jobs = Array.from({ length: cells }, (_, cell) => ({
        asking: places.subarray(visitors.starts[cell], visitors.starts[cell + 1]),
        from: starts[cell],
        to: starts[cell + 1],
      }));
      yield* rescale(work.run(jobs), 3 + pass, PARTS);
      if (shareListed(truth, near, order, placeOf) >= ENOUGH) break;
    }
  } finally {
    work.close();
  }
  const lists = yield* rescale(settleLists(features, norms, near, k, order), PARTS - 1, PARTS);
  completeShortLists(lists, norms, features);
  const recall = shareOf(truth, (row) => lists.indices.subarray(row * k, (row + 1) * k));
  return { lists, recall };
}

/** Few lose a place to rounding, and short lists are quickly kept: the rows that are judged tell. */
function listedHere(k: number, cols: number): number {
  return cols < WIDE ? listedBy(k, cols) : Math.ceil(1.5 * k);
}

/** The true neighbours of some rows, k each. */
interface Truth {
  readonly rows: Int32Array;
  readonly lists: NearestLists;
}

/** Compares some rows with all others by bytes, and those that are nearest then in floats; nobody lists anyone then. */
function* findTruth(
  near: NearRows,
  norms: Float64Array,
  order: Int32Array,
  placeOf: Int32Array,
  k: number,
): Steps<Truth> {
  const all = norms.length;
  const count = Math.min(JUDGED, all);
  const rows = Int32Array.from({ length: count }, (_, i) => Math.floor((i * all) / count));
  const places = rows.map((row) => placeOf[row]);
  for (let b = 0; b < near.rows; b += STRIP) {
    near.compareSome(places, b, Math.min(STRIP, near.rows - b));
    yield { done: b, total: near.rows };
  }
  const lists = createNearestLists(count, k);
  for (const [i, row] of rows.entries()) {
    const { who } = near.listOf(places[i]);
    for (const [n, product] of near.dotsOf(places[i]).entries()) {
      const other = order[who[n]];
      lists.offer(i, other, Math.max(0, norms[row] + norms[other] - 2 * product));
    }
    near.forget(places[i]);
  }
  return { rows, lists };
}

function shareOf({ rows, lists }: Truth, listOf: (row: number) => Int32Array): number {
  const { k, indices } = lists;
  let found = 0;
  for (const [i, row] of rows.entries()) {
    const listed = new Set(listOf(row));
    for (let at = i * k; at < (i + 1) * k; at++) if (listed.has(indices[at])) found++;
  }
  return found / (rows.length * k);
}

/** The share of true neighbours in the lists by bytes. */
function shareListed(truth: Truth, near: NearRows, order: Int32Array, placeOf: Int32Array): number {
  return shareOf(truth, (row) =>
    near.listOf(placeOf[row]).who.map((place) => (place < 0 ? -1 : order[place])),
  );
}

/** Rows cell by cell, each cell from a multiple of 4 on; -1 where no row stands. */
function arrange({ cells, own }: Visits): { order: Int32Array; starts: Int32Array } {
  const sizes = new Int32Array(cells);
  for (const cell of own) sizes[cell]++;
  const starts = new Int32Array(cells + 1);
  for (let cell = 0; cell < cells; cell++)
    starts[cell + 1] = starts[cell] + Math.ceil(sizes[cell] / 4) * 4;
  const order = new Int32Array(starts[cells]).fill(-1);
  const next = starts.slice();
  for (const [row, cell] of own.entries()) order[next[cell]++] = row;
  return { order, starts };
}

/** The rows that look into each cell in a pass, in their order. */
function visitorsOf(
  { cells, own, starts, cell, pass }: Visits,
  wanted: number,
): { starts: Int32Array; rows: Int32Array } {
  const ends = new Int32Array(cells + 1);
  for (let at = 0; at < starts[own.length]; at++) if (pass[at] === wanted) ends[cell[at] + 1]++;
  for (let i = 0; i < cells; i++) ends[i + 1] += ends[i];
  const next = ends.slice();
  const rows = new Int32Array(ends[cells]);
  for (let row = 0; row < own.length; row++)
    for (let at = starts[row]; at < starts[row + 1]; at++)
      if (pass[at] === wanted) rows[next[cell[at]]++] = row;
  return { starts: ends, rows };
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

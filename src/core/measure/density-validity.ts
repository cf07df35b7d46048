import { countLabels } from '../cluster/clustering';
import {
  createProducts,
  distanceBetween,
  findLists,
  spanWithin,
} from '../cluster/mutual-reachability';
import { type Matrix, takeRows } from '../matrix';
import type { Steps } from '../steps';

const TILE = 256;
/** Squared distances below this share of the two squared lengths are taken in double precision. */
const CLOSE = 0.01;

export interface DensityValidity {
  /** Mean over all rows, noise counted as 0; -1 to 1, larger is better. */
  readonly score: number;
  /** One per label. */
  readonly each: Float64Array;
}

interface Part {
  /** Rows of the segment that are not at the end of its spanning tree. */
  readonly inner: Int32Array;
  /** The longest edge between them. */
  readonly sparseness: number;
}

/**
 * DBCV: for each segment how much wider the gap to the nearest other segment is than the widest gap
 * inside, both in mutual reachability; it suits segments of any shape.
 *
 * The spanning tree inside a segment is not unique where reachabilities tie, and they often do; ties
 * are broken by distance. `hdbscan.validity.validity_index`, whose definition this is, breaks them by
 * the order of the rows, and shuffling the rows moves its score by a tenth on some data; told to
 * break them by distance, it gives these figures.
 *
 * @param features rows x cols, finite.
 * @param labels one per row; -1 is noise. A segment of one row counts as noise.
 * @returns 0 where fewer than two segments hold two rows.
 * O(rows^2 x cols).
 * @see Moulavi et al. 2014, doi:10.1137/1.9781611973440.96
 */
export function* dbcv(features: Matrix, labels: Int32Array): Steps<DensityValidity> {
  const k = countLabels(labels);
  const members: number[][] = Array.from({ length: k }, () => []);
  labels.forEach((label, row) => {
    if (label >= 0) members[label].push(row);
  });
  const each = new Float64Array(k);
  const counted = members.filter((rows) => rows.length > 1).length;
  if (counted < 2) return { score: 0, each };
  const core = new Float64Array(features.rows);
  const inner: number[] = [];
  const sparseness = new Float64Array(k);
  for (let label = 0; label < k; label++) {
    if (members[label].length < 2) continue;
    const part = yield* examinePart(features, members[label], core);
    sparseness[label] = part.sparseness;
    inner.push(...part.inner);
  }
  const gaps = yield* findGaps(features, labels, core, inner, k);
  let score = 0;
  for (let label = 0; label < k; label++) {
    if (members[label].length < 2) continue;
    const most = Math.max(gaps[label], sparseness[label]);
    each[label] = most === 0 ? 0 : (gaps[label] - sparseness[label]) / most;
    score += (members[label].length / labels.length) * each[label];
  }
  return { score, each };
}

/** Writes the core distances of a segment's rows and reads its spanning tree. */
function* examinePart(
  features: Matrix,
  members: readonly number[],
  core: Float64Array,
): Steps<Part> {
  const part = takeRows(features, members);
  const own = yield* allPointsCore(part);
  members.forEach((row, i) => {
    core[row] = own[i];
  });
  const { graph, lists } = yield* findLists(part, 1);
  const tree = yield* spanWithin(part, lists, own, graph.exact);
  const degree = new Int32Array(members.length);
  for (let edge = 0; edge < tree.reach.length; edge++) {
    degree[tree.a[edge]]++;
    degree[tree.b[edge]]++;
  }
  const inner = members.filter((_, i) => degree[i] > 1);
  let sparseness = -1;
  let longest = 0;
  for (let edge = 0; edge < tree.reach.length; edge++) {
    longest = Math.max(longest, tree.reach[edge]);
    if (degree[tree.a[edge]] > 1 && degree[tree.b[edge]] > 1)
      sparseness = Math.max(sparseness, tree.reach[edge]);
  }
  return {
    inner: Int32Array.from(inner.length > 0 ? inner : members),
    sparseness: sparseness < 0 ? longest : sparseness,
  };
}

/**
 * All-points core distance: the mean of (1 / distance)^cols over the other rows, to the power
 * -1 / cols, in logarithms since such powers leave the range of numbers. Equal rows do not count.
 */
function* allPointsCore(part: Matrix): Steps<Float64Array> {
  const { rows, cols } = part;
  const points = createProducts(part);
  // The sum of (1 / distance)^cols as highest x exp(...): the nearest row first.
  const nearest = new Float64Array(rows).fill(Infinity);
  const sums = new Float64Array(rows);
  for (let start = 0; start < rows; start += TILE) {
    const asked = Array.from({ length: Math.min(TILE, rows - start) }, (_, i) => start + i);
    points.ask(asked);
    for (let from = 0; from < rows; from += TILE) {
      const count = Math.min(TILE, rows - from);
      const dots = points.multiply(asked.length, from, count);
      for (let i = 0; i < asked.length; i++) {
        const row = start + i;
        for (let j = 0; j < count; j++) {
          const both = points.norms[row] + points.norms[from + j];
          let squared = both - 2 * dots[i * TILE + j];
          if (squared < CLOSE * both) squared = distanceBetween(part, row, from + j) ** 2;
          if (squared === 0) continue;
          if (squared < nearest[row]) {
            sums[row] = sums[row] * (squared / nearest[row]) ** (cols / 2) + 1;
            nearest[row] = squared;
          } else sums[row] += (nearest[row] / squared) ** (cols / 2);
        }
      }
      yield { done: start * rows + from * TILE, total: rows * rows };
    }
  }
  return nearest.map((squared, row) =>
    squared === Infinity ? 0 : Math.sqrt(squared) * (sums[row] / (rows - 1)) ** (-1 / cols),
  );
}

/** For each segment the least mutual reachability from its inner rows to those of any other. */
function* findGaps(
  features: Matrix,
  labels: Int32Array,
  core: Float64Array,
  inner: readonly number[],
  k: number,
): Steps<Float64Array> {
  const gaps = new Float64Array(k).fill(Infinity);
  const part = takeRows(features, inner);
  const points = createProducts(part);
  for (let start = 0; start < inner.length; start += TILE) {
    const asked = Array.from({ length: Math.min(TILE, inner.length - start) }, (_, i) => start + i);
    points.ask(asked);
    for (let from = start; from < inner.length; from += TILE) {
      const count = Math.min(TILE, inner.length - from);
      const dots = points.multiply(asked.length, from, count);
      for (let i = 0; i < asked.length; i++) {
        const row = inner[start + i];
        for (let j = 0; j < count; j++) {
          const other = inner[from + j];
          if (labels[row] === labels[other]) continue;
          const reach = Math.max(core[row], core[other]);
          const limit = Math.max(gaps[labels[row]], gaps[labels[other]]);
          if (reach >= limit) continue;
          const both = points.norms[start + i] + points.norms[from + j];
          if (both - 2 * dots[i * TILE + j] > limit * limit + CLOSE * both) continue;
          const gap = Math.max(reach, distanceBetween(features, row, other));
          if (gap < gaps[labels[row]]) gaps[labels[row]] = gap;
          if (gap < gaps[labels[other]]) gaps[labels[other]] = gap;
        }
      }
      yield { done: start * inner.length + from * TILE, total: inner.length ** 2 };
    }
  }
  return gaps;
}

import { directionsOf, type Matrix, rowOf, squaredNorms } from '../matrix';
import { createRandom } from '../random';
import type { Steps } from '../steps';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';
import { improve, inertiaOf, ITERATIONS, MOVERS, type Room, TILE } from './kmeans-rounds';
import { createNearArena, type NearArena } from '../kernels/near-centres';
import { drawCentres, trialsFor } from './seed-centres';

/** Starts: as many as this many multiplications allow, within bounds. */
const EFFORT = 1e9;
/** Rows of this many columns are compared with this many centres by bytes first, and with so many in floats. */
const WIDE = 64;
const MANY = 16;
const LISTED = 4;
const FEWEST_STARTS = 4;
const MOST_STARTS = 20;

/**
 * k-means: Lloyd's rounds from greedy k-means++ starts, the best of 4 to 20 by inertia, and from given
 * centres where there are some. Rows that Hamerly's bounds show to stay are passed over, which changes no label.
 *
 * @param features rows x cols, finite, at least k rows.
 * O(starts x rounds x rows x k x cols).
 * @see Arthur and Vassilvitskii 2007, https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf
 * @see Hamerly 2010, doi:10.1137/1.9781611972801.12
 */
export function* kmeans(features: Matrix, options: ClusterOptions): Steps<Clustering> {
  return settleLabels(features, yield* bestStart(features, options, false));
}

/**
 * Spherical k-means: k-means on the directions of the rows. Rows and centres have length 1 and a
 * row belongs to the centre at the smallest angle, which is how texts are compared.
 *
 * @see Dhillon and Modha 2001, doi:10.1023/A:1007612920971
 */
export function* sphericalKmeans(features: Matrix, options: ClusterOptions): Steps<Clustering> {
  const directions = directionsOf(features);
  return settleLabels(directions, yield* bestStart(directions, options, true));
}

function* bestStart(
  features: Matrix,
  options: ClusterOptions,
  onSphere: boolean,
): Steps<Int32Array> {
  const equal = groupEqualRows(features, Math.min(options.k, features.rows));
  if (equal !== undefined) return equal;
  const arena = createNearArena();
  try {
    return yield* bestIn(arena, features, options, onSphere);
  } finally {
    arena.close();
  }
}

function* bestIn(
  arena: NearArena,
  features: Matrix,
  options: ClusterOptions,
  onSphere: boolean,
): Steps<Int32Array> {
  const { rows, cols } = features;
  const k = Math.min(options.k, rows);
  const points = arena.place(features);
  const centres = arena.reserve(k, cols);
  const asked = arena.reserve(trialsFor(k), cols);
  const looked = arena.reserve(TILE, cols);
  const out = arena.reserve(TILE, Math.max(k, trialsFor(k)));
  const movers = arena.reserve(MOVERS, cols);
  const added = arena.reserveSums(rows, k, cols);
  const norms = squaredNorms(features);
  const variance = meanVariance(features);
  const { weights } = options;
  const near =
    cols >= WIDE && k >= MANY
      ? arena.openNear?.(points, features, k, Math.max(LISTED, trialsFor(k)))
      : undefined;
  const room: Room = {
    near,
    arena,
    points,
    centres,
    asked,
    looked,
    movers,
    added,
    out,
    norms,
    weights,
    variance,
    k,
  };
  const random = createRandom(options.seed);
  const affordable = Math.round(EFFORT / Math.max(1, rows * k * cols));
  const given = options.centres?.rows === k ? options.centres : undefined;
  const wanted = options.starts ?? Math.max(FEWEST_STARTS, Math.min(MOST_STARTS, affordable));
  const starts = Math.max(given === undefined ? 1 : 0, wanted);
  const all = starts + (given === undefined ? 0 : 1);
  const total = all * ITERATIONS;
  let best: Int32Array = new Int32Array(rows);
  let least = Infinity;
  for (let start = 0; start < all; start++) {
    if (start === starts && given !== undefined) {
      const middle = arena.view(centres);
      for (let centre = 0; centre < k; centre++)
        middle.set(rowOf(given, centre), centre * centres.stride);
    } else {
      const progress = { done: start * ITERATIONS, total };
      const picks = yield* drawCentres(room, k, random, undefined, progress);
      copyRows(room, picks);
    }
    const labels = yield* improve(room, onSphere, start * ITERATIONS, total);
    if (all === 1) return labels;
    const inertia = inertiaOf(room, labels);
    if (inertia < least * (1 - 1e-9)) {
      least = inertia;
      best = labels;
    }
  }
  return best;
}

/** Mean over the columns of their variances. */
export function meanVariance({ data, rows, cols }: Matrix): number {
  const sums = new Float64Array(cols);
  const squares = new Float64Array(cols);
  for (let row = 0, at = 0; row < rows; row++)
    for (let col = 0; col < cols; col++, at++) {
      sums[col] += data[at];
      squares[col] += data[at] * data[at];
    }
  let variance = 0;
  for (let col = 0; col < cols; col++) variance += squares[col] / rows - (sums[col] / rows) ** 2;
  return Math.max(0, variance / cols);
}

/** The picked rows become the centres. */
function copyRows({ arena, points, centres }: Room, picks: Int32Array): void {
  const view = arena.view(points);
  const middle = arena.view(centres);
  const { stride } = points;
  for (const [centre, pick] of picks.entries())
    middle.set(view.subarray(pick * stride, (pick + 1) * stride), centre * stride);
}

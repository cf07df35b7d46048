import { type Arena, createArena, type Held } from '../kernels/dots';
import { directionsOf, type Matrix, rowOf } from '../matrix';
import { createRandom, type Random } from '../random';
import type { Progress, Steps } from '../steps';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';

const TILE = 512;
/** Starts: as many as this many multiplications allow, within bounds. */
const EFFORT = 1e9;
const FEWEST_STARTS = 4;
const MOST_STARTS = 20;
const ITERATIONS = 100;
/** What rounding may do to a squared distance, beside the squared length of the longest row. */
const ROUNDING = 1e-5;
/** Rounds end when the centres together move less than this share of the mean variance. */
const TOLERANCE = 1e-4;

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

interface Room {
  readonly arena: Arena;
  readonly points: Held;
  readonly centres: Held;
  /** Rows that are tried as centres. */
  readonly asked: Held;
  /** Rows that are looked at together. */
  readonly looked: Held;
  readonly out: Held;
  readonly norms: Float64Array;
  /** How much each row counts; undefined: all the same. */
  readonly weights: Float64Array | undefined;
  /** Mean over the columns of their variances. */
  readonly variance: number;
  readonly rows: number;
  readonly cols: number;
  readonly k: number;
}

function* bestStart(
  features: Matrix,
  options: ClusterOptions,
  onSphere: boolean,
): Steps<Int32Array> {
  const { rows, cols } = features;
  const k = Math.min(options.k, rows);
  const equal = groupEqualRows(features, k);
  if (equal !== undefined) return equal;
  const arena = createArena();
  const points = arena.place(features);
  const centres = arena.reserve(k, cols);
  const asked = arena.reserve(trialsFor(k), cols);
  const looked = arena.reserve(TILE, cols);
  const out = arena.reserve(TILE, Math.max(k, trialsFor(k)));
  const norms = new Float64Array(rows);
  const view = arena.view(points);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = row * points.stride; at < (row + 1) * points.stride; at++)
      sum += view[at] * view[at];
    norms[row] = sum;
  }
  const variance = meanVariance(features);
  const { weights } = options;
  const room: Room = {
    arena,
    points,
    centres,
    asked,
    looked,
    out,
    norms,
    weights,
    variance,
    rows,
    cols,
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
    } else yield* chooseCentres(room, random, { done: start * ITERATIONS, total });
    const found = yield* improve(room, onSphere, start * ITERATIONS, total);
    if (found.inertia < least * (1 - 1e-9)) {
      least = found.inertia;
      best = found.labels;
    }
  }
  return best;
}

function meanVariance({ data, rows, cols }: Matrix): number {
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

/** Greedy k-means++: each new centre is the best of a few rows drawn by squared distance. */
function* chooseCentres(room: Room, random: Random, progress: Progress): Steps<void> {
  const { arena, points, centres, rows, k, weights } = room;
  const view = arena.view(points);
  const middle = arena.view(centres);
  const stride = points.stride;
  const trials = trialsFor(k);
  let nearest = new Float64Array(rows).fill(Infinity);
  const candidates = Array.from({ length: trials }, () => new Float64Array(rows));
  let sum = 0;
  const mass = weights?.reduce((all, weight) => all + weight, 0) ?? rows;
  const anyRow = () =>
    weights === undefined ? random.below(rows) : draw(weights, undefined, mass, random);

  for (let centre = 0; centre < k; centre++) {
    const picks = Array.from({ length: centre === 0 ? 1 : trials }, () =>
      centre === 0 || sum === 0 ? anyRow() : draw(nearest, weights, sum, random),
    );
    const potentials = yield* lowerDistances(room, picks, nearest, candidates, progress);
    let best = 0;
    for (let trial = 1; trial < picks.length; trial++)
      if (potentials[trial] < potentials[best]) best = trial;
    [nearest, candidates[best]] = [candidates[best], nearest];
    sum = potentials[best];
    middle.set(view.subarray(picks[best] * stride, (picks[best] + 1) * stride), centre * stride);
  }
}

/** Rows that are tried for each centre. */
function trialsFor(k: number): number {
  return 2 + Math.floor(Math.log(k));
}

/** A row with probability proportional to its value times its weight. */
function draw(
  values: Float64Array,
  weights: Float64Array | undefined,
  sum: number,
  random: Random,
): number {
  let left = random.next() * sum;
  for (let row = 0; row < values.length; row++) {
    left -= weights === undefined ? values[row] : values[row] * weights[row];
    if (left < 0) return row;
  }
  return values.length - 1;
}

/**
 * For every picked row the distances that are left when it is a centre as well: `nearest` lowered to the
 * squared distance from it, written to its candidate.
 *
 * @returns their weighted sum per pick.
 */
function* lowerDistances(
  room: Room,
  picks: readonly number[],
  nearest: Float64Array,
  candidates: readonly Float64Array[],
  progress: Progress,
): Steps<Float64Array> {
  const { arena, points, asked, out, norms, rows, weights } = room;
  const view = arena.view(points);
  const asking = arena.view(asked);
  const dots = arena.view(out);
  const { stride } = points;
  for (const [trial, pick] of picks.entries())
    asking.set(view.subarray(pick * stride, (pick + 1) * stride), trial * stride);
  const sums = new Float64Array(picks.length);
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    arena.dots(points, from, count, asked, 0, picks.length, out);
    for (let trial = 0; trial < picks.length; trial++) {
      const pick = picks[trial];
      const candidate = candidates[trial];
      const norm = norms[pick];
      let sum = sums[trial];
      for (let i = 0; i < count; i++) {
        const row = from + i;
        const squared =
          row === pick ? 0 : Math.max(0, norms[row] + norm - 2 * dots[i * out.stride + trial]);
        const least = squared < nearest[row] ? squared : nearest[row];
        candidate[row] = least;
        sum += weights === undefined ? least : least * weights[row];
      }
      sums[trial] = sum;
    }
    yield progress;
  }
  return sums;
}

/** How far a row is from its own centre at most, and from any other one at least. */
interface Bounds {
  readonly own: Float64Array;
  readonly other: Float64Array;
}

function* improve(
  room: Room,
  onSphere: boolean,
  done: number,
  total: number,
): Steps<{ labels: Int32Array; inertia: number }> {
  const { arena, points, centres, rows, k, weights } = room;
  const view = arena.view(points);
  const middle = arena.view(centres);
  const stride = points.stride;
  const labels = new Int32Array(rows).fill(-1);
  const bounds: Bounds = {
    own: new Float64Array(rows).fill(Infinity),
    other: new Float64Array(rows),
  };
  const slack = ROUNDING * room.norms.reduce((most, norm) => Math.max(most, norm), 0);
  const sums = new Float64Array(k * stride);
  const counts = new Int32Array(k);
  const masses = new Float64Array(k);
  const shifts = new Float64Array(k);
  const tolerance = TOLERANCE * room.variance;

  for (let round = 0; round < ITERATIONS; round++) {
    const apart = round === 0 ? undefined : halfwayToNext(room);
    const half = halfSquares(middle, stride, k);
    const { own, other } = bounds;
    let looked: number[] = [];
    let moved = 0;
    for (let row = 0; row < rows; row++) {
      const free = apart === undefined ? 0 : Math.max(apart[labels[row]], other[row]);
      if (own[row] * own[row] + 4 * slack > free * free) looked.push(row);
      if (looked.length < TILE && row < rows - 1) continue;
      moved += lookAt(room, looked, half, slack, labels, bounds);
      looked = [];
      yield { done: done + round, total };
    }
    if (moved === 0) break;

    sums.fill(0);
    counts.fill(0);
    masses.fill(0);
    for (let row = 0; row < rows; row++) {
      const to = labels[row] * stride;
      const at = row * stride;
      const weight = weights === undefined ? 1 : weights[row];
      counts[labels[row]]++;
      masses[labels[row]] += weight;
      for (let col = 0; col < stride; col++) sums[to + col] += weight * view[at + col];
    }
    if (counts.includes(0)) {
      const distances = distancesToOwn(room, labels);
      for (let centre = 0; centre < k; centre++)
        if (counts[centre] === 0)
          bounds.own[refill(room, centre, distances, labels, { sums, counts, masses })] = Infinity;
    }
    let shift = 0;
    for (let centre = 0; centre < k; centre++) {
      const at = centre * stride;
      let scale = 1 / masses[centre];
      if (onSphere) {
        let length = 0;
        for (let col = 0; col < stride; col++) length += sums[at + col] * sums[at + col];
        scale = length === 0 ? 0 : 1 / Math.sqrt(length);
      }
      let squared = 0;
      for (let col = 0; col < stride; col++) {
        const value = Math.fround(sums[at + col] * scale);
        const difference = value - middle[at + col];
        squared += difference * difference;
        middle[at + col] = value;
      }
      shift += squared;
      shifts[centre] = Math.sqrt(squared);
    }
    yield { done: done + round, total };
    if (shift <= tolerance) break;
    widen(bounds, labels, shifts);
  }
  const distances = distancesToOwn(room, labels);
  let inertia = 0;
  for (let row = 0; row < rows; row++)
    inertia += weights === undefined ? distances[row] : distances[row] * weights[row];
  return { labels, inertia };
}

/**
 * Gives rows to their nearest centres, and their bounds what is known for certain then.
 *
 * @returns how many have changed.
 */
function lookAt(
  room: Room,
  rows: readonly number[],
  half: Float64Array,
  slack: number,
  labels: Int32Array,
  { own, other }: Bounds,
): number {
  const { arena, points, centres, looked, out, norms, k } = room;
  const view = arena.view(points);
  const dots = arena.view(out);
  const { stride } = points;
  const count = rows.length;
  if (count === 0) return 0;
  if (rows[count - 1] - rows[0] === count - 1)
    arena.dots(points, rows[0], count, centres, 0, k, out);
  else {
    const held = arena.view(looked);
    for (let i = 0; i < count; i++)
      held.set(view.subarray(rows[i] * stride, (rows[i] + 1) * stride), i * stride);
    arena.dots(looked, 0, count, centres, 0, k, out);
  }
  let moved = 0;
  for (let i = 0; i < count; i++) {
    const row = rows[i];
    let best = 0;
    let [most, second] = [-Infinity, -Infinity];
    for (let centre = 0, at = i * out.stride; centre < k; centre++, at++) {
      const score = dots[at] - half[centre];
      if (score > most) {
        second = most;
        most = score;
        best = centre;
      } else if (score > second) second = score;
    }
    own[row] = Math.sqrt(Math.max(0, norms[row] - 2 * most) + slack);
    other[row] = Math.sqrt(Math.max(0, norms[row] - 2 * second - slack));
    if (labels[row] === best) continue;
    labels[row] = best;
    moved++;
  }
  return moved;
}

function halfSquares(middle: Float32Array, stride: number, k: number): Float64Array {
  const half = new Float64Array(k);
  for (let centre = 0; centre < k; centre++) {
    let sum = 0;
    for (let at = centre * stride; at < (centre + 1) * stride; at++) sum += middle[at] * middle[at];
    half[centre] = sum / 2;
  }
  return half;
}

/** Half of each centre's distance to the nearest other one: whoever is nearer to it belongs to it. */
function halfwayToNext({ arena, centres, k }: Room): Float64Array {
  const middle = arena.view(centres);
  const { stride } = centres;
  const nearest = new Float64Array(k).fill(Infinity);
  for (let a = 0; a < k; a++)
    for (let b = a + 1; b < k; b++) {
      let squared = 0;
      const least = Math.max(nearest[a], nearest[b]);
      for (let col = 0; col < stride && squared < least; col++)
        squared += (middle[a * stride + col] - middle[b * stride + col]) ** 2;
      if (squared < nearest[a]) nearest[a] = squared;
      if (squared < nearest[b]) nearest[b] = squared;
    }
  return nearest.map((squared) => Math.sqrt(squared) / 2);
}

/** Takes into account how far the centres have moved. */
function widen({ own, other }: Bounds, labels: Int32Array, shifts: Float64Array): void {
  let [first, second, mover] = [0, 0, -1];
  for (const [centre, shift] of shifts.entries())
    if (shift > first) [second, first, mover] = [first, shift, centre];
    else if (shift > second) second = shift;
  for (let row = 0; row < labels.length; row++) {
    own[row] += shifts[labels[row]];
    other[row] -= labels[row] === mover ? second : first;
  }
}

/** Squared distance of each row to its own centre. */
function distancesToOwn({ arena, points, centres, rows }: Room, labels: Int32Array): Float64Array {
  const view = arena.view(points);
  const middle = arena.view(centres);
  const { stride } = points;
  const distances = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * stride, labels[row] * stride];
    let sum = 0;
    for (let col = 0; col < stride; col++) sum += (view[from + col] - middle[to + col]) ** 2;
    distances[row] = sum;
  }
  return distances;
}

/** What the rows of each centre add up to. */
interface Totals {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  readonly masses: Float64Array;
}

/**
 * A centre that lost all its rows takes the row farthest from its own centre.
 *
 * @returns that row.
 */
function refill(
  room: Room,
  centre: number,
  own: Float64Array,
  labels: Int32Array,
  { sums, counts, masses }: Totals,
): number {
  const { arena, points, rows, weights } = room;
  const stride = points.stride;
  const view = arena.view(points);
  let far = -1;
  for (let row = 0; row < rows; row++)
    if (counts[labels[row]] > 1 && (far < 0 || own[row] > own[far])) far = row;
  if (far < 0) return far;
  const from = labels[far];
  const weight = weights === undefined ? 1 : weights[far];
  for (let col = 0; col < stride; col++) {
    sums[from * stride + col] -= weight * view[far * stride + col];
    sums[centre * stride + col] = weight * view[far * stride + col];
  }
  counts[from]--;
  counts[centre] = 1;
  masses[from] -= weight;
  masses[centre] = weight;
  labels[far] = centre;
  own[far] = 0;
  return far;
}

/** The label of the nearest of `centres` for every row, by Euclidean distance. */
export function assignToNearest(features: Matrix, centres: Matrix): Int32Array {
  const arena = createArena();
  const points = arena.place(features);
  const held = arena.place(centres);
  const out = arena.reserve(TILE, centres.rows);
  const dots = arena.view(out);
  const half = new Float64Array(centres.rows);
  for (let centre = 0; centre < centres.rows; centre++) {
    const row = rowOf(centres, centre);
    let sum = 0;
    for (let col = 0; col < row.length; col++) sum += row[col] * row[col];
    half[centre] = sum / 2;
  }
  const labels = new Int32Array(features.rows);
  for (let from = 0; from < features.rows; from += TILE) {
    const count = Math.min(TILE, features.rows - from);
    arena.dots(points, from, count, held, 0, centres.rows, out);
    for (let i = 0; i < count; i++) {
      let most = -Infinity;
      for (let centre = 0; centre < centres.rows; centre++) {
        const score = dots[i * out.stride + centre] - half[centre];
        if (score > most) {
          most = score;
          labels[from + i] = centre;
        }
      }
    }
  }
  return labels;
}

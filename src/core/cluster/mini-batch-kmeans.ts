import { type Arena, createArena, type Held } from '../kernels/dots';
import { createMatrix, type Matrix, squaredNorms, takeRows } from '../matrix';
import { createRandom, type Random, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';
import { kmeans } from './kmeans';
import { seedCentres } from './seed-centres';

const TILE = 512;
/** Rows of one batch, and of the sample that each start is chosen on (three batches). */
const BATCH = 1024;
const STARTS = 3;
/** Passes over the file at most. */
const EPOCHS = 100;
/** Batches without a lower smoothed inertia after which the rounds end. */
const PATIENCE = 10;
/** Centres with less than this share of the rows of the fullest are put elsewhere. */
const REASSIGN = 0.01;
/** Whole rounds of k-means at the end. */
const POLISH = 2;

/**
 * Mini-batch k-means: centres move with random batches of 1,024 rows, each by the share of the rows
 * that it has seen, with scikit-learn's stopping and refilling; two whole rounds end it. Up to three batches of rows it is k-means itself.
 *
 * @param features rows x cols, finite.
 * O(batches x 1,024 x k x cols), hardly dependent on the number of rows.
 * @see Sculley 2010, doi:10.1145/1772690.1772862
 */
export function* miniBatchKmeans(features: Matrix, options: ClusterOptions): Steps<Clustering> {
  if (features.rows <= 3 * BATCH) return yield* kmeans(features, options);
  const k = Math.min(options.k, features.rows);
  const equal = groupEqualRows(features, k);
  if (equal !== undefined) return settleLabels(features, equal);
  return settleLabels(features, (yield* findCentres(features, { ...options, k })).labels);
}

interface Room {
  readonly arena: Arena;
  readonly points: Held;
  readonly centres: Held;
  readonly batch: Held;
  readonly out: Held;
  readonly norms: Float64Array;
  readonly weights: Float64Array | undefined;
  readonly rows: number;
  readonly k: number;
  /** Half the squared length of every centre. */
  readonly half: Float64Array;
}

/** The centres of mini-batch k-means, k x cols, and the nearest one for every row. */
export function* findCentres(
  features: Matrix,
  { k, seed, starts = STARTS, weights }: ClusterOptions,
  { trials, epochs = EPOCHS }: { readonly trials?: number; readonly epochs?: number } = {},
): Steps<{ centres: Matrix; labels: Int32Array }> {
  const { rows, cols } = features;
  const random = createRandom(seed);
  const arena = createArena();
  const room: Room = {
    arena,
    points: arena.place(features),
    centres: arena.reserve(k, cols),
    batch: arena.reserve(BATCH, cols),
    out: arena.reserve(TILE, k),
    norms: squaredNorms(features),
    weights,
    rows,
    k,
    half: new Float64Array(k),
  };
  const middle = arena.view(room.centres);
  const { stride } = room.points;

  const count = Math.min(rows, Math.max(3 * BATCH, 3 * k));
  let best: Float32Array | undefined;
  let least = Infinity;
  const judged = shuffled(rows, random).slice(0, count);
  for (let start = 0; start < starts; start++) {
    const sample = shuffled(rows, random).slice(0, count);
    const some = weights && Float64Array.from(sample, (row) => weights[row]);
    const picks = yield* rescale(
      seedCentres(takeRows(features, sample), k, random, some, trials),
      start,
      starts + 2,
    );
    picks.forEach((pick, centre) => copyRow(room, sample[pick], centre));
    if (starts === 1) break;
    const { inertia } = yield* assign(room, judged, start + 1, starts + 2);
    if (inertia < least) {
      least = inertia;
      best = middle.slice();
    }
  }
  if (best !== undefined) middle.set(best);

  yield* moveByBatches(room, random, epochs, starts, starts + 2);
  let labels: Int32Array = new Int32Array(rows);
  for (let round = 0; round <= POLISH; round++) {
    const found = yield* assign(room, undefined, starts + 1, starts + 2);
    labels = found.labels;
    const empty = emptyOf(labels, k);
    if (empty.length === 0 && round === POLISH) break;
    moveToMeans(room, labels);
    refill(room, empty, found.squared);
    if (round === POLISH) labels = (yield* assign(room, undefined, starts + 1, starts + 2)).labels;
  }
  const centres = createMatrix(k, cols);
  for (let centre = 0; centre < k; centre++)
    centres.data.set(middle.subarray(centre * stride, centre * stride + cols), centre * cols);
  return { centres, labels };
}

function copyRow({ arena, points, centres }: Room, row: number, centre: number): void {
  const { stride } = points;
  arena
    .view(centres)
    .set(arena.view(points).subarray(row * stride, (row + 1) * stride), centre * stride);
}

function measureCentres({ arena, centres, half, k }: Room): void {
  const middle = arena.view(centres);
  for (let centre = 0; centre < k; centre++) {
    let sum = 0;
    for (let at = centre * centres.stride; at < (centre + 1) * centres.stride; at++)
      sum += middle[at] * middle[at];
    half[centre] = sum / 2;
  }
}

interface Assigned {
  readonly labels: Int32Array;
  readonly squared: Float64Array;
  readonly inertia: number;
}

/** The nearest centre of the rows named, of all where none are, and the squared distances to it. */
function* assign(
  room: Room,
  some: Int32Array | undefined,
  done: number,
  total: number,
): Steps<Assigned> {
  const { arena, points, centres, batch, out, norms, weights, k, half } = room;
  const count = some?.length ?? room.rows;
  const labels = new Int32Array(count);
  const squared = new Float64Array(count);
  const view = arena.view(points);
  const block = arena.view(batch);
  const dots = arena.view(out);
  const { stride } = points;
  let inertia = 0;
  measureCentres(room);
  for (let from = 0; from < count; from += TILE) {
    const tile = Math.min(TILE, count - from);
    if (some === undefined) arena.dots(points, from, tile, centres, 0, k, out);
    else {
      for (let i = 0; i < tile; i++) {
        const at = some[from + i] * stride;
        block.set(view.subarray(at, at + stride), i * stride);
      }
      arena.dots(batch, 0, tile, centres, 0, k, out);
    }
    for (let i = 0; i < tile; i++) {
      const row = some === undefined ? from + i : some[from + i];
      let best = 0;
      let most = -Infinity;
      for (let centre = 0, at = i * out.stride; centre < k; centre++, at++) {
        const score = dots[at] - half[centre];
        if (score > most) {
          most = score;
          best = centre;
        }
      }
      labels[from + i] = best;
      squared[from + i] = Math.max(0, norms[row] - 2 * most);
      inertia += squared[from + i] * (weights === undefined ? 1 : weights[row]);
    }
    yield { done, total };
  }
  return { labels, squared, inertia };
}

function* moveByBatches(
  room: Room,
  random: Random,
  epochs: number,
  done: number,
  total: number,
): Steps<void> {
  const { arena, points, centres, weights, rows, k } = room;
  const view = arena.view(points);
  const middle = arena.view(centres);
  const { stride } = points;
  const size = Math.min(BATCH, rows);
  const rounds = Math.ceil((epochs * rows) / size);
  const seen = new Float64Array(k);
  const sums = new Float64Array(k * stride);
  const masses = new Float64Array(k);
  const smoothing = Math.min(1, (2 * size) / (rows + 1));
  let smoothed = Number.NaN;
  let lowest = Infinity;
  let waited = 0;
  let since = 0;

  for (let round = 0; round < rounds; round++) {
    const picks = Int32Array.from({ length: size }, () => random.below(rows));
    const { labels, inertia } = yield* assign(room, picks, done + round / rounds, total);
    sums.fill(0);
    masses.fill(0);
    for (let i = 0; i < size; i++) {
      const weight = weights === undefined ? 1 : weights[picks[i]];
      const to = labels[i] * stride;
      const at = picks[i] * stride;
      masses[labels[i]] += weight;
      for (let col = 0; col < stride; col++) sums[to + col] += weight * view[at + col];
    }
    for (let centre = 0; centre < k; centre++) {
      if (masses[centre] === 0) continue;
      const before = seen[centre];
      seen[centre] += masses[centre];
      for (let at = centre * stride; at < (centre + 1) * stride; at++)
        middle[at] = (middle[at] * before + sums[at]) / seen[centre];
    }
    since += size;
    if (since >= 10 * k || seen.some((mass) => mass === 0)) {
      since = 0;
      reassign(room, seen, picks, random);
    }
    if (round === 0) continue;
    const mean = inertia / size;
    smoothed = Number.isNaN(smoothed) ? mean : smoothed * (1 - smoothing) + mean * smoothing;
    waited = smoothed < lowest ? 0 : waited + 1;
    lowest = Math.min(lowest, smoothed);
    if (waited >= PATIENCE) break;
  }
}

/** Centres that hardly any row came to are put on rows of the batch, at most as many as half of it. */
function reassign(room: Room, seen: Float64Array, picks: Int32Array, random: Random): void {
  const most = seen.reduce((high, mass) => Math.max(high, mass), 0);
  const order = Array.from(seen.keys()).filter((centre) => seen[centre] < REASSIGN * most);
  order.sort((a, b) => seen[a] - seen[b] || a - b);
  const moved = order.slice(0, Math.floor(picks.length / 2));
  if (moved.length === 0) return;
  const stays = new Set(moved);
  const low = seen.reduce(
    (least, mass, centre) => (stays.has(centre) ? least : Math.min(least, mass)),
    Infinity,
  );
  const places = shuffled(picks.length, random);
  moved.forEach((centre, i) => {
    copyRow(room, picks[places[i]], centre);
    seen[centre] = Number.isFinite(low) ? low : 0;
  });
}

function emptyOf(labels: Int32Array, k: number): number[] {
  const counts = new Int32Array(k);
  for (const label of labels) counts[label]++;
  return Array.from(counts.keys()).filter((centre) => counts[centre] === 0);
}

function moveToMeans({ arena, points, centres, weights, rows, k }: Room, labels: Int32Array): void {
  const view = arena.view(points);
  const middle = arena.view(centres);
  const { stride } = points;
  const sums = new Float64Array(k * stride);
  const masses = new Float64Array(k);
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row];
    const to = labels[row] * stride;
    masses[labels[row]] += weight;
    for (let col = 0; col < stride; col++) sums[to + col] += weight * view[row * stride + col];
  }
  for (let centre = 0; centre < k; centre++) {
    if (masses[centre] === 0) continue;
    for (let at = centre * stride; at < (centre + 1) * stride; at++)
      middle[at] = sums[at] / masses[centre];
  }
}

/** Empty centres take the rows farthest from their own centre, each time the farthest that is left. */
function refill(room: Room, empty: readonly number[], squared: Float64Array): void {
  const { arena, points, rows } = room;
  const view = arena.view(points);
  const { stride } = points;
  const left = squared.slice();
  for (const centre of empty) {
    let far = 0;
    for (let row = 1; row < rows; row++) if (left[row] > left[far]) far = row;
    copyRow(room, far, centre);
    for (let row = 0; row < rows; row++) {
      let apart = 0;
      for (let col = 0; col < stride; col++)
        apart += (view[row * stride + col] - view[far * stride + col]) ** 2;
      left[row] = Math.min(left[row], apart);
    }
  }
}

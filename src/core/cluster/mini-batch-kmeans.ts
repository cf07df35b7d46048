import type { Held, Sums } from '../kernels/dots';
import { createNearArena, type NearArena, type NearCentres } from '../kernels/near-centres';
import { ASKED } from '../kernels/near-kernel';
import { createMatrix, type Matrix, rowOf, squaredNorms, takeRows } from '../matrix';
import { createRandom, type Random, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';
import { kmeans } from './kmeans';
import { improve, MOVERS, type Room, TILE } from './kmeans-rounds';
import { halfSquares, nearestCentre, nearestListed, slackOf } from './nearest-centre';
import { seedCentres } from './seed-centres';

/** Rows of one batch, and of the sample that each start is chosen on (three batches). */
const BATCH = 1024;
const STARTS = 3;
/** Passes over the file at most, and batches that are allowed whatever the file. */
const EPOCHS = 1;
const FEWEST_BATCHES = 100;
/** Batches without a lower smoothed inertia after which the rounds end. */
const PATIENCE = 10;
/** Centres with less than this share of the rows of the fullest are put elsewhere. */
const REASSIGN = 0.01;
/** Whole rounds of k-means at the end, each with its assignment. */
const POLISH = 3;
/** Rows of this many columns are compared with this many centres by bytes first. */
const WIDE = 64;
const MANY = 16;
const LISTED = 4;

/**
 * Mini-batch k-means: centres move with random batches of 1,024 rows, each by the share of the rows
 * that it has seen, with scikit-learn's stopping and refilling, through the file once at most; whole rounds, which
 * pass over rows that stay (see `improve`), end it. Up to three batches of rows it is k-means itself.
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

/** Rows, centres and a batch where the kernel can reach them. */
interface Batches {
  readonly arena: NearArena;
  readonly near: NearCentres | undefined;
  readonly centres: Held;
  readonly batch: Held;
  readonly out: Held;
  readonly added: Sums;
  readonly features: Matrix;
  readonly norms: Float64Array;
  readonly weights: Float64Array | undefined;
  /** What rounding may do to a squared distance. */
  readonly slack: number;
  readonly k: number;
}

/** The centres of mini-batch k-means, k x cols, and the nearest one for every row. */
export function* findCentres(
  features: Matrix,
  options: ClusterOptions,
  more: { readonly trials?: number; readonly epochs?: number } = {},
): Steps<{ centres: Matrix; labels: Int32Array }> {
  const arena = createNearArena();
  try {
    return yield* findIn(arena, features, { ...options, ...more });
  } finally {
    arena.close();
  }
}

function* findIn(
  arena: NearArena,
  features: Matrix,
  {
    k,
    seed,
    starts = STARTS,
    weights,
    trials,
    epochs = EPOCHS,
  }: ClusterOptions & { readonly trials?: number; readonly epochs?: number },
): Steps<{ centres: Matrix; labels: Int32Array }> {
  const { rows, cols } = features;
  const random = createRandom(seed);
  const points = arena.place(features);
  const centres = arena.reserve(k, cols);
  const norms = squaredNorms(features);
  const held = {
    arena,
    centres,
    out: arena.reserve(BATCH, k),
    norms,
    weights,
    k,
  };
  const rest = {
    points,
    asked: arena.reserve(1, cols),
    looked: arena.reserve(TILE, cols),
    movers: arena.reserve(MOVERS, cols),
    added: arena.reserveSums(rows, k, cols),
    variance: 0,
  };
  const own = { batch: arena.reserve(BATCH, cols), added: arena.reserveSums(BATCH, k, cols) };
  const near =
    cols >= WIDE && k >= MANY ? arena.openNear?.(points, features, k, LISTED) : undefined;
  const room: Room = { ...held, ...rest, near };
  const batches: Batches = { ...held, ...own, features, near, slack: slackOf(norms) };
  const middle = arena.view(centres);
  const total = starts + 2;

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
      total,
    );
    picks.forEach((pick, centre) => copyRow(batches, sample[pick], centre));
    if (starts === 1) break;
    let inertia = 0;
    for (let from = 0; from < count; from += BATCH) {
      inertia += assign(batches, judged.subarray(from, Math.min(count, from + BATCH))).inertia;
      yield { done: start + 1, total };
    }
    if (inertia < least) {
      least = inertia;
      best = middle.slice();
    }
  }
  if (best !== undefined) middle.set(best);

  yield* rescale(moveByBatches(batches, random, epochs), starts, total);
  const labels = yield* improve(room, false, starts + 1, total, POLISH);
  const found = createMatrix(k, cols);
  for (let centre = 0; centre < k; centre++)
    found.data.set(
      middle.subarray(centre * centres.stride, centre * centres.stride + cols),
      centre * cols,
    );
  return { centres: found, labels };
}

function copyRow({ arena, features, centres }: Batches, row: number, centre: number): void {
  arena.view(centres).set(rowOf(features, row), centre * centres.stride);
}

/** The nearest centre of at most BATCH rows, which are copied to the batch, and what their squared distances sum to. */
function assign(batches: Batches, some: Int32Array): { labels: Int32Array; inertia: number } {
  const { arena, features, centres, batch, norms, weights, k } = batches;
  const labels = new Int32Array(some.length);
  const scores = new Float64Array(some.length);
  const block = arena.view(batch);
  const half = halfSquares(arena.view(centres), centres.stride, k);
  for (let i = 0; i < some.length; i++) block.set(rowOf(features, some[i]), i * batch.stride);
  if (batches.near === undefined) assignByFloats(batches, some, half, labels, scores);
  else assignByBytes(batches, batches.near, some, half, labels, scores);
  let inertia = 0;
  for (let i = 0; i < some.length; i++) {
    const distance = Math.max(0, norms[some[i]] - 2 * scores[i]);
    inertia += weights === undefined ? distance : distance * weights[some[i]];
  }
  return { labels, inertia };
}

/** @param scores the products with the nearest centres, less half their squares, are written to it. */
function assignByFloats(
  { arena, centres, batch, out, k }: Batches,
  some: Int32Array,
  half: Float64Array,
  labels: Int32Array,
  scores: Float64Array,
): void {
  const dots = arena.view(out);
  arena.dots(batch, 0, some.length, centres, 0, k, out);
  for (let i = 0; i < some.length; i++) {
    const best = nearestCentre(dots, i * out.stride, half);
    labels[i] = best;
    scores[i] = dots[i * out.stride + best] - half[best];
  }
}

/** As `assignByFloats`, with the same result: only the nearest few by bytes, unless these leave a doubt. */
function assignByBytes(
  { arena, centres, batch, out, norms, slack, k }: Batches,
  near: NearCentres,
  some: Int32Array,
  half: Float64Array,
  labels: Int32Array,
  scores: Float64Array,
): void {
  const { most } = near;
  const places = Array.from(some.keys()).sort((a, b) => some[a] - some[b]);
  const found = { best: -1, score: 0, second: 0 };
  near.place(arena.view(centres), k);
  for (let from = 0; from < some.length; from += ASKED) {
    const asking = places.slice(from, from + ASKED);
    near.ask(asking.map((place) => some[place]));
    for (const [i, place] of asking.entries()) {
      const row = some[place];
      nearestListed(near, i, half, found);
      const left = near.squared[(i + 1) * most - 1] - near.doubtOf(row);
      if (norms[row] - 2 * found.score + slack < left) {
        labels[place] = found.best;
        scores[place] = found.score;
        continue;
      }
      arena.dots(batch, place, 1, centres, 0, k, out);
      const dots = arena.view(out);
      const best = nearestCentre(dots, 0, half);
      labels[place] = best;
      scores[place] = dots[best] - half[best];
    }
  }
}

function* moveByBatches(batches: Batches, random: Random, epochs: number): Steps<void> {
  const { arena, centres, batch, added, features, weights, k } = batches;
  const { rows } = features;
  const middle = arena.view(centres);
  const { stride } = centres;
  const size = Math.min(BATCH, rows);
  const rounds = epochs === 0 ? 0 : Math.max(FEWEST_BATCHES, Math.ceil((epochs * rows) / size));
  const seen = new Float64Array(k);
  const masses = new Float64Array(k);
  const smoothing = Math.min(1, (2 * size) / (rows + 1));
  let smoothed = Number.NaN;
  let lowest = Infinity;
  let waited = 0;
  let since = 0;

  for (let round = 0; round < rounds; round++) {
    const picks = Int32Array.from({ length: size }, () => random.below(rows));
    const { labels, inertia } = assign(batches, picks);
    yield { done: round, total: rounds };
    if (weights !== undefined) weigh(batches, picks, weights);
    const sums = arena.addRows(batch, labels, added);
    masses.fill(0);
    for (let i = 0; i < size; i++)
      masses[labels[i]] += weights === undefined ? 1 : weights[picks[i]];
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
      reassign(batches, seen, picks, random);
    }
    if (round === 0) continue;
    const mean = inertia / size;
    smoothed = Number.isNaN(smoothed) ? mean : smoothed * (1 - smoothing) + mean * smoothing;
    waited = smoothed < lowest ? 0 : waited + 1;
    lowest = Math.min(lowest, smoothed);
    if (waited >= PATIENCE) break;
  }
}

/** Multiplies the rows of the batch by what they weigh. */
function weigh({ arena, batch }: Batches, picks: Int32Array, weights: Float64Array): void {
  const block = arena.view(batch);
  const { stride } = batch;
  for (let i = 0; i < picks.length; i++)
    for (let at = i * stride; at < (i + 1) * stride; at++) block[at] *= weights[picks[i]];
}

/** Centres that hardly any row came to are put on rows of the batch, at most as many as half of it. */
function reassign(batches: Batches, seen: Float64Array, picks: Int32Array, random: Random): void {
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
    copyRow(batches, picks[places[i]], centre);
    seen[centre] = Number.isFinite(low) ? low : 0;
  });
}

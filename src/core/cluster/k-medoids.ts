import { createArena } from '../kernels/dots';
import { type Matrix, squaredNorms, takeRows } from '../matrix';
import { pairDistances } from '../measure/separation';
import { createRandom, type Random, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';
import { seedCentres } from './seed-centres';

/** Above this many rows the medoids are sought in samples of as many. */
export const MEDOID_ROWS = 4000;
/** Samples of a large file. */
const SAMPLES = 4;
const STARTS = 3;
const TILE = 256;

/** Segments, each with the row that stands for it. */
export interface Medoids extends Clustering {
  /** The row with the least sum of distances to the rows of its segment, by segment. */
  readonly medoids: Int32Array;
  /** Sum of distances of the rows to the medoid of their segment. */
  readonly deviation: number;
}

/**
 * k-medoids by FasterPAM: real customers as centres, plain distances, so that strays pull less than
 * in k-means. Exact search up to MEDOID_ROWS rows; above, the best of a few samples, judged on all
 * rows, as CLARA does.
 *
 * @param features rows x cols, finite.
 * @see Schubert and Rousseeuw 2021, doi:10.1016/j.is.2021.101804
 */
export function* kMedoids(features: Matrix, options: ClusterOptions): Steps<Medoids> {
  const { rows } = features;
  const k = Math.min(options.k, rows);
  const { seed, starts = STARTS, weights } = options;
  const equal = groupEqualRows(features, k);
  if (equal !== undefined) {
    const first = new Map<number, number>();
    equal.forEach((label, row) => first.has(label) || first.set(label, row));
    return settle(features, equal, Int32Array.from(first.values()), 0);
  }
  const random = createRandom(seed);
  const samples = rows <= MEDOID_ROWS ? 1 : SAMPLES;
  let best: Nearest | undefined;
  let medoids: Int32Array = new Int32Array();
  for (let sample = 0; sample < samples; sample++) {
    const some =
      rows <= MEDOID_ROWS ? undefined : shuffled(rows, random).slice(0, MEDOID_ROWS).sort();
    const inside = some === undefined ? features : takeRows(features, some);
    const heavy = weights && some ? Float64Array.from(some, (row) => weights[row]) : weights;
    const found = yield* rescale(
      searchMedoids(inside, k, random, samples === 1 ? starts : 1, heavy),
      2 * sample,
      2 * samples,
    );
    const picks = some === undefined ? found : found.map((at) => some[at]);
    const placed = yield* rescale(
      findNearest(features, picks, weights),
      2 * sample + 1,
      2 * samples,
    );
    if (best === undefined || placed.deviation < best.deviation) {
      best = placed;
      medoids = picks;
    }
  }
  return settle(features, best?.labels ?? new Int32Array(rows), medoids, best?.deviation ?? 0);
}

function settle(
  features: Matrix,
  raw: Int32Array,
  medoids: Int32Array,
  deviation: number,
): Medoids {
  const settled = settleLabels(features, raw);
  const moved = new Int32Array(settled.k);
  raw.forEach((label, row) => {
    moved[settled.labels[row]] = medoids[label];
  });
  return { ...settled, medoids: moved, deviation };
}

function* searchMedoids(
  features: Matrix,
  k: number,
  random: Random,
  starts: number,
  weights: Float64Array | undefined,
): Steps<Int32Array> {
  const total = 2 * starts + 1;
  const distances = yield* rescale(pairDistances(features), 0, total);
  let best: Int32Array = new Int32Array();
  let least = Infinity;
  for (let start = 0; start < starts; start++) {
    const picks = yield* rescale(seedCentres(features, k, random, weights), 2 * start + 1, total);
    const found = yield* rescale(swapMedoids(distances, picks, weights), 2 * start + 2, total);
    if (found.deviation < least * (1 - 1e-9)) {
      least = found.deviation;
      best = found.medoids;
    }
  }
  return best;
}

/**
 * FasterPAM: every row in turn is offered as a medoid; as soon as taking it in for the medoid that is
 * missed least lowers the sum of distances, they change places.
 *
 * @param distances rows x rows.
 * @param start row numbers of the first medoids, all different.
 */
export function* swapMedoids(
  distances: Float32Array,
  start: Int32Array,
  weights?: Float64Array,
): Steps<{ medoids: Int32Array; deviation: number }> {
  const k = start.length;
  const rows = Math.round(Math.sqrt(distances.length));
  const medoids = start.slice();
  const isMedoid = new Uint8Array(rows);
  for (const row of medoids) isMedoid[row] = 1;
  const first = new Int32Array(rows);
  const second = new Int32Array(rows);
  const near = new Float64Array(rows);
  const next = new Float64Array(rows);
  const weight = weights ?? new Float64Array(rows).fill(1);
  /** What the sum grows by when a medoid goes and nobody comes. */
  const missed = new Float64Array(k);
  const change = new Float64Array(k);

  const look = (row: number) => {
    near[row] = Infinity;
    next[row] = Infinity;
    for (let medoid = 0; medoid < k; medoid++) {
      const d = distances[row * rows + medoids[medoid]];
      if (d < near[row]) {
        next[row] = near[row];
        second[row] = first[row];
        near[row] = d;
        first[row] = medoid;
      } else if (d < next[row]) {
        next[row] = d;
        second[row] = medoid;
      }
    }
  };
  const countMissed = () => {
    missed.fill(0);
    for (let row = 0; row < rows; row++)
      missed[first[row]] += weight[row] * ((k === 1 ? 0 : next[row]) - near[row]);
  };
  for (let row = 0; row < rows; row++) look(row);
  countMissed();
  let sum = near.reduce((total, d, row) => total + d * weight[row], 0);

  let still = 0;
  for (let seen = 0, offered = 0; still < rows; seen++, still++, offered = seen % rows) {
    if ((seen & 63) === 63) yield { done: seen, total: seen + rows };
    if (isMedoid[offered] === 1) continue;
    const at = offered * rows;
    change.set(missed);
    let gain = 0;
    for (let row = 0; row < rows; row++) {
      const d = distances[at + row];
      if (k === 1) gain += weight[row] * d;
      else if (d < near[row]) {
        gain += weight[row] * (d - near[row]);
        change[first[row]] += weight[row] * (near[row] - next[row]);
      } else if (d < next[row]) change[first[row]] += weight[row] * (d - next[row]);
    }
    let leaves = 0;
    for (let medoid = 1; medoid < k; medoid++) if (change[medoid] < change[leaves]) leaves = medoid;
    const difference = gain + change[leaves];
    if (difference >= -1e-9 * sum) continue;
    isMedoid[medoids[leaves]] = 0;
    isMedoid[offered] = 1;
    medoids[leaves] = offered;
    for (let row = 0; row < rows; row++) {
      const d = distances[at + row];
      if (first[row] === leaves || second[row] === leaves) look(row);
      else if (d < near[row]) {
        next[row] = near[row];
        second[row] = first[row];
        near[row] = d;
        first[row] = leaves;
      } else if (d < next[row]) {
        next[row] = d;
        second[row] = leaves;
      }
    }
    countMissed();
    sum += difference;
    still = 0;
  }
  return { medoids, deviation: near.reduce((total, d, row) => total + d * weight[row], 0) };
}

interface Nearest {
  readonly labels: Int32Array;
  readonly deviation: number;
}

/** The nearest medoid of every row, and the sum of the distances. */
function* findNearest(
  features: Matrix,
  medoids: Int32Array,
  weights: Float64Array | undefined,
): Steps<Nearest> {
  const { rows } = features;
  const k = medoids.length;
  const arena = createArena();
  const points = arena.place(features);
  const held = arena.place(takeRows(features, medoids));
  const out = arena.reserve(TILE, k);
  const dots = arena.view(out);
  const norms = squaredNorms(features);
  const labels = new Int32Array(rows);
  let deviation = 0;
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    arena.dots(points, from, count, held, 0, k, out);
    for (let i = 0; i < count; i++) {
      const row = from + i;
      let least = Infinity;
      for (let medoid = 0; medoid < k; medoid++) {
        const squared =
          row === medoids[medoid]
            ? 0
            : Math.max(0, norms[row] + norms[medoids[medoid]] - 2 * dots[i * out.stride + medoid]);
        if (squared < least) {
          least = squared;
          labels[row] = medoid;
        }
      }
      deviation += Math.sqrt(least) * (weights === undefined ? 1 : weights[row]);
    }
    yield { done: from + count, total: rows };
  }
  return { labels, deviation };
}

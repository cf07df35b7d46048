import { meansByLabel } from '../cluster/clustering';
import { findNearestAmong, type NearestReferences, weighReferences } from '../graph/nearest-among';
import type { Graph } from '../graph/neighbours';
import { SHARED } from '../graph/diffuse';
import { SMOOTHING_NEIGHBOURS } from '../graph/smooth';
import {
  createMatrix,
  distanceOf,
  type Matrix,
  softenLengths,
  squaredNorms,
  takeRows,
} from '../matrix';
import { createRandom, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import { NEIGHBOURS } from '../study';

/** Customers of the first file that new ones are compared with; of more, a seeded sample. */
export const MOST_REFERENCES = 20000;
/** References placed as if they were new, to tell how well that goes. */
const TRIALS = 2000;
/** Of a segment's own members, who is nearer to its neighbours than the limit. */
export const WITHIN = 0.99;
/** With fewer members the limit leans on that of all segments together. */
const FEW = 99;

/** How a segment is found for a new customer. */
export type PlacingRule =
  /** Where most of its neighbours are, near ones counting more. */
  | 'neighbours'
  /** Where the middle of the segment is nearest. */
  | 'centres';

/** Finished segments with the customers that they were found among. */
export interface References {
  /** The reference customers as texts and columns are joined. */
  readonly features: Matrix;
  /** The same rows as the method was given them: drawn to their neighbours, or as they are. */
  readonly rows: Matrix;
  /** One per reference; -1 is in none. */
  readonly labels: Int32Array;
  readonly k: number;
}

/** References placed as if they were new, beside where they are. */
export interface Trial {
  /** Customers tried. */
  readonly rows: number;
  /** Those that go to the segment that they are in, by each rule. */
  readonly right: Readonly<Record<PlacingRule, number>>;
  /** By the rule that is taken, customers whom each segment wins from others and loses to others or to none. */
  readonly won: readonly number[];
  readonly lost: readonly number[];
  /** Customers who are said not to fit. */
  readonly misfits: number;
}

/** What is learnt of the references, as plain data. */
export interface Fit {
  /** Neighbours that rows are drawn to before a method sees them; 0 where they are left as they are. */
  readonly smoothing: number;
  /** The share that they take from them where rows were diffused; absent: half, once. */
  readonly shared?: number;
  readonly rule: PlacingRule;
  /** The middle of every segment, of the rows as the method was given them. */
  readonly centres: readonly (readonly number[])[];
  /** Mean distances of the members of each segment to their neighbours; the last entry is for those in none. */
  readonly distances: readonly DistanceQuantiles[];
  readonly trial: Trial;
}

export interface DistanceQuantiles {
  readonly members: number;
  readonly median: number;
  /** Who is farther from its neighbours does not fit; null where nothing is known. */
  readonly limit: number | null;
}

/** How rows were drawn to their neighbours: not, half-way once, or by diffusion. */
export type Drawing = 'none' | 'half' | 'diffused';

const SMOOTHING: Readonly<Record<Drawing, Pick<Fit, 'smoothing' | 'shared'>>> = {
  none: { smoothing: 0 },
  half: { smoothing: SMOOTHING_NEIGHBOURS },
  diffused: { smoothing: NEIGHBOURS, shared: SHARED },
};

/** Everything that new customers are placed by. */
export interface SegmentModel extends References {
  readonly fit: Fit;
}

/** The references of a file: all customers, or a sample of them, in their order. */
export function chooseReferences(rows: number, seed: number, most = MOST_REFERENCES): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, row) => row);
  return shuffled(rows, createRandom(seed)).slice(0, most).sort();
}

/**
 * Learns from finished segments how customers are placed into them.
 *
 * Who is farther from its neighbours, on average, than 99 of 100 members of a segment are from theirs
 * does not fit into it (the quantile of split conformal prediction, Vovk et al. 2005: of customers like
 * those of the file about 1 in 100 is called so). Segments of few members take their median times what
 * the limits of all are to their medians, where that is farther.
 *
 * A sample of the references is placed as if each were new, by the neighbours and by the centres; the
 * centres are taken only where they do better and nobody is in none.
 *
 * @param drawing how rows were drawn to their neighbours before the method saw them.
 * @param graph the neighbours of the references among themselves, where they are known.
 */
export function* learnFit(
  { features, rows, labels, k }: References,
  drawing: Drawing,
  seed: number,
  graph?: Graph,
): Steps<Fit> {
  const near = yield* rescale(
    graph === undefined ? findOthers(features, NEIGHBOURS) : measureAgain(features, graph),
    0,
    2,
  );
  const distances = learnDistances(labels, k, meanDistances(near));
  const tried = chooseReferences(features.rows, seed + 1, TRIALS);
  const centres = meansByLabel(rows, labels, k);
  const votes = yield* rescale(findOthers(rows, NEIGHBOURS, tried), 1, 2);
  const equals = takeLists(near, tried);
  const byNeighbours = keepEqual(equals, labels, voteByDistance(votes, labels, k));
  const byCentres = keepEqual(equals, labels, placeByCentres(takeRows(rows, tried), centres));
  const own = tried.map((reference) => labels[reference]);
  const right = (placed: Int32Array) =>
    placed.reduce((sum, label, at) => sum + (label === own[at] ? 1 : 0), 0);
  const found = { neighbours: right(byNeighbours), centres: right(byCentres) };
  const everyone = labels.every((label) => label >= 0);
  const rule = everyone && found.centres > found.neighbours ? 'centres' : 'neighbours';
  const nearest = rule === 'centres' ? byCentres : byNeighbours;
  const far = meanDistances(equals);
  const settled = Array.from(nearest, (label, at) => settleFit(label, far[at], distances));
  const count = (test: (own: number, given: number) => boolean) =>
    settled.reduce((sum, { label }, at) => sum + (test(own[at], label) ? 1 : 0), 0);
  const segments = Array.from({ length: k }, (_, label) => label);
  return {
    ...SMOOTHING[drawing],
    rule,
    centres: segments.map((label) => [
      ...centres.data.subarray(label * rows.cols, (label + 1) * rows.cols),
    ]),
    distances,
    trial: {
      rows: tried.length,
      right: found,
      won: segments.map((label) => count((was, is) => is === label && was !== label)),
      lost: segments.map((label) => count((was, is) => was === label && is !== label)),
      misfits: settled.reduce((sum, { misfit }) => sum + (misfit ? 1 : 0), 0),
    },
  };
}

/** Whether somebody fits where it is nearest. */
export interface Settled {
  readonly label: number;
  readonly misfit: boolean;
}

/** Rounding of distances, which are kept in single precision. */
const ROUNDING = 1e-6;

/**
 * Who is too far from its neighbours for its segment is left in none where others were left in none and
 * it is no farther out than those; else it does not fit anywhere.
 *
 * @param distance its mean distance to its neighbours.
 */
export function settleFit(
  nearest: number,
  distance: number,
  distances: readonly DistanceQuantiles[],
): Settled {
  const k = distances.length - 1;
  const within = (limit: number | null) =>
    limit !== null && distance <= limit * (1 + ROUNDING) + ROUNDING;
  if (nearest >= 0 && within(distances[nearest].limit)) return { label: nearest, misfit: false };
  return { label: -1, misfit: !within(distances[k].limit) };
}

/** The nearest other references of some references: each is left out of its own list. */
function* findOthers(references: Matrix, k: number, some?: Int32Array): Steps<NearestReferences> {
  const features = some === undefined ? references : takeRows(references, some);
  const found = yield* findNearestAmong(references, features, k + 1);
  const kept = found.k - 1;
  const indices = new Int32Array(found.rows * kept);
  const distances = new Float32Array(found.rows * kept);
  for (let row = 0; row < found.rows; row++) {
    const self = some === undefined ? row : some[row];
    const from = row * found.k;
    const at = found.indices.subarray(from, from + found.k).indexOf(self);
    // Among many equal rows its own place may lie beyond the list; the last is then as good as any.
    const skipped = at < 0 ? kept : at;
    for (let n = 0, to = row * kept; n < found.k; n++) {
      if (n === skipped) continue;
      indices[to] = found.indices[from + n];
      distances[to++] = found.distances[from + n];
    }
  }
  return { rows: found.rows, k: kept, indices, distances };
}

/** The lists of a graph with distances from the differences, so that equal rows are at distance 0. */
function* measureAgain(features: Matrix, graph: Graph): Steps<NearestReferences> {
  const { rows, k, indices } = graph;
  const distances = new Float32Array(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let n = row * k; n < (row + 1) * k; n++)
      distances[n] = distanceOf(features, row, features, indices[n]);
    if ((row & 255) === 255) yield { done: row, total: rows };
  }
  return { rows, k, indices, distances };
}

function takeLists(
  { k, indices, distances }: NearestReferences,
  rows: Int32Array,
): NearestReferences {
  const taken = {
    indices: new Int32Array(rows.length * k),
    distances: new Float32Array(rows.length * k),
  };
  rows.forEach((row, at) => {
    taken.indices.set(indices.subarray(row * k, (row + 1) * k), at * k);
    taken.distances.set(distances.subarray(row * k, (row + 1) * k), at * k);
  });
  return { rows: rows.length, k, ...taken };
}

/** How far each row is from its neighbours on average. */
export function meanDistances({ rows, k, distances }: NearestReferences): Float64Array {
  const means = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let n = 0; n < k; n++) sum += distances[row * k + n];
    means[row] = k === 0 ? 0 : sum / k;
  }
  return means;
}

function learnDistances(
  labels: Int32Array,
  k: number,
  distances: Float64Array,
): DistanceQuantiles[] {
  const members: number[][] = Array.from({ length: k + 1 }, () => []);
  labels.forEach((label, row) => members[label < 0 ? k : label].push(distances[row]));
  for (const list of members) list.sort((a, b) => a - b);
  const medians = members.map((list) => (list.length === 0 ? 0 : list[(list.length - 1) >> 1]));
  const ratios = members
    .flatMap((list, label) =>
      medians[label] > 0 ? list.map((distance) => distance / medians[label]) : [],
    )
    .sort((a, b) => a - b);
  const usual = ratios.length === 0 ? 1 : withinOf(ratios);
  return members.map((list, label) => {
    const median = medians[label];
    if (list.length === 0) return { members: 0, median, limit: null };
    const own = withinOf(list);
    const limit = list.length < FEW ? Math.max(own, median * usual) : own;
    return { members: list.length, median, limit };
  });
}

function withinOf(sorted: readonly number[]): number {
  const at = Math.ceil(WITHIN * (sorted.length + 1)) - 1;
  return sorted[Math.min(sorted.length - 1, at)];
}

/**
 * The label of most neighbours, each counting one over its squared distance; neighbours at distance 0 are
 * the same customer and decide alone. Equal votes go to the larger segment, which has the lower label.
 */
export function voteByDistance(
  { rows, k, indices, distances }: NearestReferences,
  labels: Int32Array,
  count: number,
): Int32Array {
  const placed = new Int32Array(rows);
  const votes = new Float64Array(count + 1);
  for (let row = 0; row < rows; row++) {
    votes.fill(0);
    const same = distances[row * k] === 0;
    for (let n = row * k; n < (row + 1) * k; n++) {
      if (same && distances[n] > 0) break;
      const label = labels[indices[n]];
      votes[label < 0 ? count : label] += same ? 1 : 1 / distances[n] ** 2;
    }
    let best = 0;
    for (let label = 1; label <= count; label++) if (votes[label] > votes[best]) best = label;
    placed[row] = best === count ? -1 : best;
  }
  return placed;
}

/** The label of the nearest centre; equal ones go to the lower label. */
export function placeByCentres(rows: Matrix, centres: Matrix): Int32Array {
  const { cols } = rows;
  const placed = new Int32Array(rows.rows).fill(-1);
  for (let row = 0; row < rows.rows; row++) {
    let least = Infinity;
    for (let label = 0; label < centres.rows; label++) {
      let sum = 0;
      for (let col = 0; col < cols; col++)
        sum += (rows.data[row * cols + col] - centres.data[label * cols + col]) ** 2;
      if (sum < least) {
        least = sum;
        placed[row] = label;
      }
    }
  }
  return placed;
}

/** Rows drawn half-way to the mean of their nearest references, as the study drew the references. */
export function smoothTowards(
  features: Matrix,
  references: Matrix,
  near: NearestReferences,
  neighbours: number,
): Matrix {
  const { rows, cols, data } = features;
  const smoothed = createMatrix(rows, cols);
  const count = Math.min(neighbours, near.k);
  const sum = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    sum.fill(0);
    for (let n = 0; n < count; n++) {
      const at = near.indices[row * near.k + n] * cols;
      for (let col = 0; col < cols; col++) sum[col] += references.data[at + col];
    }
    for (let col = 0; col < cols; col++)
      smoothed.data[row * cols + col] = 0.5 * data[row * cols + col] + (0.5 * sum[col]) / count;
  }
  return smoothed;
}

/**
 * Rows drawn to the diffused rows of their nearest references, as one more row of the same diffusion
 * would be, and softened likewise; a reference weighs less the farther it is beyond the first.
 *
 * @param rows of the references, diffused and their lengths softened.
 * @param shared what a row takes from its neighbours, 0 to 1.
 */
export function diffuseTowards(
  features: Matrix,
  rows: Matrix,
  near: NearestReferences,
  shared: number,
): Matrix {
  const { cols, data } = features;
  const norms = squaredNorms(rows);
  const drawn = createMatrix(features.rows, cols);
  const sum = new Float64Array(cols);
  for (let row = 0; row < features.rows; row++) {
    const from = row * near.k;
    sum.fill(0);
    let mass = 0;
    for (const [n, weight] of weighReferences(near, row).entries()) {
      const reference = near.indices[from + n];
      const at = reference * cols;
      // A softened row times its length is the row as it was.
      const scaled = weight * Math.sqrt(norms[reference]);
      for (let col = 0; col < cols; col++) sum[col] += scaled * rows.data[at + col];
      mass += weight;
    }
    for (let col = 0; col < cols; col++)
      drawn.data[row * cols + col] =
        (1 - shared) * data[row * cols + col] + (shared * sum[col]) / mass;
  }
  return softenLengths(drawn);
}

/** Who equals references, before anything is smoothed, stands where most of those do. */
export function keepEqual(
  near: NearestReferences,
  labels: Int32Array,
  placed: Int32Array,
): Int32Array {
  const settled = placed.slice();
  for (let row = 0; row < near.rows; row++) {
    const votes = new Map<number, number>();
    for (let n = row * near.k; n < (row + 1) * near.k && near.distances[n] === 0; n++) {
      const label = labels[near.indices[n]];
      votes.set(label, (votes.get(label) ?? 0) + 1);
    }
    if (votes.size === 0) continue;
    [[settled[row]]] = [...votes].sort(([a, m], [b, n]) => n - m || a - b);
  }
  return settled;
}

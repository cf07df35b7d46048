import type { Graph } from '../graph/neighbours';
import { type Matrix, takeRows } from '../matrix';
import { rescale, type Steps } from '../steps';
import { createSets, type DisjointSets } from './disjoint-sets';
import {
  coreDistances,
  createProducts,
  distanceBetween,
  findLists,
  productSlack,
} from './mutual-reachability';
import { joinWithin } from './span-by-tree';

const TILE = 256;

export interface DbscanOptions {
  /** How near two customers must be to count as neighbours; above 0. */
  readonly eps: number;
  /** Customers within eps, the row itself counted, that make a place dense. */
  readonly minSamples: number;
  /** Neighbours already found on the same features. */
  readonly graph?: Graph;
}

/** Segments of dense places that touch. */
export interface DenseParts {
  readonly k: number;
  /** One per row, larger segments first, equal sizes by their first row; -1 is noise. */
  readonly labels: Int32Array;
  /** 1 where the row's own place is dense. */
  readonly core: Uint8Array;
  /** False where the neighbours were approximate: a segment may then have come apart. */
  readonly exact: boolean;
}

/**
 * DBSCAN: dense rows within eps of each other belong together, and rows within eps of a dense row
 * join it. Core rows, noise and the parting of core rows are those of scikit-learn. A border row
 * within reach of two segments goes to the nearer dense row, at equal distance to the larger segment;
 * scikit-learn gives it to the segment that it met first.
 *
 * @param features rows x cols, finite.
 * O(rows^2 x cols) up to the size where neighbours are exact, much less for few columns; above, the
 * neighbour lists alone.
 * @see Ester, Kriegel, Sander and Xu 1996, https://cdn.aaai.org/KDD/1996/KDD96-037.pdf
 */
export function* dbscan(features: Matrix, options: DbscanOptions): Steps<DenseParts> {
  const { rows } = features;
  const { eps } = options;
  const minSamples = Math.max(1, Math.floor(options.minSamples));
  const core = new Uint8Array(rows);
  if (rows < 2) {
    core.fill(minSamples <= 1 ? 1 : 0);
    return { k: core.length * (core[0] ?? 0), labels: alone(core), core, exact: true };
  }
  const { graph, lists } = yield* rescale(findLists(features, minSamples, options.graph), 0, 2);
  if (minSamples <= rows)
    coreDistances(lists, rows, minSamples).forEach((distance, row) => {
      core[row] = distance <= eps ? 1 : 0;
    });
  const sets = createSets(rows);
  const { k, indices, distances } = lists;
  for (let row = 0; row < rows; row++)
    for (let at = row * k; core[row] === 1 && at < (row + 1) * k && distances[at] <= eps; at++)
      if (core[indices[at]] === 1) sets.join(row, indices[at]);
  if (graph.exact && k < rows - 1) yield* rescale(joinDense(features, core, eps, sets), 1, 2);
  const held = new Int32Array(rows).fill(-1);
  for (let row = 0; row < rows; row++) {
    if (core[row] === 1) {
      held[row] = sets.find(row);
      continue;
    }
    let nearest = Infinity;
    for (let at = row * k; at < (row + 1) * k; at++) {
      const distance = distances[at];
      if (distance > eps || distance > nearest) break;
      if (core[indices[at]] === 0) continue;
      const found = sets.find(indices[at]);
      if (distance === nearest && sets.size(found) <= sets.size(held[row])) continue;
      nearest = distance;
      held[row] = found;
    }
  }
  return { ...numberParts(held), core, exact: graph.exact };
}

function alone(core: Uint8Array): Int32Array {
  return Int32Array.from(core, (dense) => dense - 1);
}

/** Joins all dense rows within eps of each other: by a tree of boxes, or in blocks that do not yet hang together. */
function* joinDense(
  features: Matrix,
  core: Uint8Array,
  eps: number,
  sets: DisjointSets,
): Steps<void> {
  const dense: number[] = [];
  core.forEach((is, row) => {
    if (is === 1) dense.push(row);
  });
  const near = yield* joinWithin(takeRows(features, dense), eps);
  if (near !== undefined) {
    const { edges, count } = near;
    for (let at = 0; at < count; at++) sets.join(dense[edges.a[at]], dense[edges.b[at]]);
    return;
  }
  const root = new Map(dense.map((row) => [row, sets.find(row)]));
  dense.sort((p, q) => (root.get(p) as number) - (root.get(q) as number) || p - q);
  const part = takeRows(features, dense);
  const points = createProducts(part);
  const slack = productSlack(features.cols);
  const limit = eps * eps;
  for (let start = 0; start < dense.length; start += TILE) {
    const asked = Array.from({ length: Math.min(TILE, dense.length - start) }, (_, i) => start + i);
    points.ask(asked);
    for (let from = start; from < dense.length; from += TILE) {
      const count = Math.min(TILE, dense.length - from);
      if (hangsTogether(dense, sets, start, asked.length, from, count)) continue;
      const dots = points.multiply(asked.length, from, count);
      for (let i = 0; i < asked.length; i++)
        for (let j = 0; j < count; j++) {
          const both = points.norms[start + i] + points.norms[from + j];
          if (both - 2 * dots[i * TILE + j] - slack * both > limit) continue;
          const [row, other] = [dense[start + i], dense[from + j]];
          if (sets.find(row) === sets.find(other)) continue;
          if (distanceBetween(features, row, other) <= eps) sets.join(row, other);
        }
      yield { done: start * dense.length + from * TILE, total: dense.length ** 2 };
    }
  }
}

function hangsTogether(
  dense: readonly number[],
  sets: DisjointSets,
  a: number,
  aCount: number,
  b: number,
  bCount: number,
): boolean {
  const root = sets.find(dense[a]);
  for (let i = a; i < a + aCount; i++) if (sets.find(dense[i]) !== root) return false;
  for (let i = b; i < b + bCount; i++) if (sets.find(dense[i]) !== root) return false;
  return true;
}

function numberParts(held: Int32Array): { k: number; labels: Int32Array } {
  const counts = new Map<number, { size: number; first: number }>();
  held.forEach((part, row) => {
    if (part < 0) return;
    const entry = counts.get(part);
    if (entry === undefined) counts.set(part, { size: 1, first: row });
    else entry.size++;
  });
  const order = [...counts].sort(([, p], [, q]) => q.size - p.size || p.first - q.first);
  const labelOf = new Map(order.map(([part], label) => [part, label]));
  return { k: order.length, labels: held.map((part) => labelOf.get(part) ?? -1) };
}

/** The distances that a suggestion of eps was read from. */
export interface DistanceCurve {
  readonly eps: number;
  /** Each row's distance to its minSamples-th nearest row, itself counted, ascending. */
  readonly distances: Float64Array;
  /** The place of eps among them. */
  readonly knee: number;
}

/**
 * A suggestion for eps: sort everyone by how far away their minSamples-th nearest customer is. Most
 * have it near, a few far; eps is where the curve turns upward, the place farthest below the straight
 * line from its first to its last point (Kneedle). The last hundredth is left off the line, or one
 * stray customer would set it.
 *
 * @param features rows x cols, finite; at least 2 rows.
 * @see Satopaa et al. 2011, doi:10.1109/ICDCSW.2011.20
 */
export function* suggestEps(
  features: Matrix,
  minSamples: number,
  graph?: Graph,
): Steps<DistanceCurve> {
  const { rows } = features;
  const wanted = Math.max(2, Math.min(Math.floor(minSamples), rows));
  const { lists } = yield* findLists(features, wanted, graph);
  const distances = coreDistances(lists, rows, wanted).sort();
  const knee = findKnee(distances.subarray(0, Math.max(2, Math.ceil(rows * 0.99))));
  return {
    eps: distances[knee] || (distances.find((distance) => distance > 0) ?? 1),
    distances,
    knee,
  };
}

/** The place of an ascending curve that lies farthest below the line between its ends. */
export function findKnee(curve: Float64Array): number {
  const last = curve.length - 1;
  const slope = (curve[last] - curve[0]) / last;
  let knee = last;
  let most = 0;
  for (let at = 0; at <= last; at++) {
    const below = curve[0] + slope * at - curve[at];
    if (below <= most) continue;
    most = below;
    knee = at;
  }
  return knee;
}

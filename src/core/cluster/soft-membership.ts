import type { Matrix } from '../matrix';
import { rescale, type Steps } from '../steps';
import type { CondensedTree } from './condensed-tree';
import type { DensityClustering } from './hdbscan';
import { createProducts, distanceBetween } from './mutual-reachability';

const TILE = 256;

/** How much each row belongs to each segment. */
export interface Membership {
  readonly rows: number;
  readonly k: number;
  /** rows x k, each 0 to 1; a row's sum is how much it belongs to any segment. */
  readonly data: Float64Array;
}

/**
 * Soft membership of every row, noise included, in every segment: nearness to the densest rows of the
 * segment, times how late in the tree the row parts from it. As `all_points_membership_vectors` of
 * the hdbscan package computes it; where a row parts from several segments at once, how much it
 * belongs to any is read from the nearest of them, not from the first.
 *
 * @param features the rows that were clustered.
 * O(rows x densest rows x cols).
 * @see https://hdbscan.readthedocs.io/en/latest/soft_clustering_explanation.html
 */
export function* findMembership(features: Matrix, found: DensityClustering): Steps<Membership> {
  const { k, tree } = found;
  const { rows } = features;
  const data = new Float64Array(rows * k);
  if (k === 0) return { rows, k, data };
  yield* rescale(measureNearness(features, found, data), 0, 2);
  const merges = mergeDensities(tree, found.chosen);
  const scores = new Float64Array(k);
  const heights = new Float64Array(k);
  for (let row = 0; row < rows; row++) {
    if (row % 128 === 0) yield { done: rows + row, total: 2 * rows };
    const cluster = tree.rowCluster[row];
    const density = tree.rowDensity[row];
    const most = tree.clusters[cluster].death + 1e-8;
    let highest = 0;
    let nearest = 0;
    let best = -Infinity;
    for (let label = 0; label < k; label++) {
      const merge = merges[cluster * k + label];
      const height = Number.isNaN(merge) ? density : merge;
      scores[label] = Math.exp(-most / height);
      best = Math.max(best, scores[label]);
      heights[label] = height;
      highest = Math.max(highest, height);
    }
    let sum = 0;
    for (let label = 0, at = row * k; label < k; label++, at++) {
      data[at] *= Math.exp(scores[label] - best);
      sum += data[at];
      if (heights[label] < highest) continue;
      if (heights[nearest] < highest || data[at] > data[row * k + nearest]) nearest = label;
    }
    const inAny = highest / Math.max(tree.clusters[found.chosen[nearest]].death, density);
    for (let at = row * k; at < (row + 1) * k; at++) data[at] *= inAny / sum;
  }
  return { rows, k, data };
}

/** The densest rows of each segment: those that leave the leaves of its part of the tree last. */
export function findDensest({ tree, chosen }: DensityClustering): number[][] {
  const labels = new Int32Array(tree.clusters.length).fill(-1);
  chosen.forEach((cluster, label) => {
    labels[cluster] = label;
  });
  for (let cluster = 1; cluster < labels.length; cluster++)
    if (labels[cluster] < 0) labels[cluster] = labels[tree.clusters[cluster].parent];
  const densest: number[][] = Array.from(chosen, () => []);
  tree.rowCluster.forEach((cluster, row) => {
    const { children, death } = tree.clusters[cluster];
    if (labels[cluster] >= 0 && children.length === 0 && tree.rowDensity[row] === death)
      densest[labels[cluster]].push(row);
  });
  return densest;
}

/** Writes 1 / distance to the nearest of each segment's densest rows, each row's sum made 1. */
function* measureNearness(
  features: Matrix,
  found: DensityClustering,
  data: Float64Array,
): Steps<void> {
  const { k } = found;
  const { rows } = features;
  const points = createProducts(features);
  const asked = findDensest(found).flatMap((densest, label) =>
    densest.map((row) => ({ row, label })),
  );
  const nearest = new Int32Array(rows * k).fill(-1);
  const least = new Float64Array(rows * k).fill(Infinity);
  for (let start = 0; start < asked.length; start += TILE) {
    const askers = asked.slice(start, start + TILE);
    points.ask(askers.map(({ row }) => row));
    for (let from = 0; from < rows; from += TILE) {
      const count = Math.min(TILE, rows - from);
      const dots = points.multiply(askers.length, from, count);
      askers.forEach(({ row, label }, i) => {
        const norm = points.norms[row];
        for (let j = 0; j < count; j++) {
          const at = (from + j) * k + label;
          const squared = norm + points.norms[from + j] - 2 * dots[i * TILE + j];
          if (squared > least[at] || (squared === least[at] && nearest[at] <= row)) continue;
          least[at] = squared;
          nearest[at] = row;
        }
      });
      yield { done: (start / asked.length) * rows, total: 2 * rows };
    }
  }
  for (let row = 0; row < rows; row++) {
    if (row % 32 === 0) yield { done: rows + row, total: 2 * rows };
    let sum = 0;
    let inside = 0;
    for (let at = row * k; at < (row + 1) * k; at++) {
      least[at] = distanceBetween(features, row, nearest[at]);
      if (least[at] === 0) inside++;
      else sum += 1 / least[at];
    }
    for (let at = row * k; at < (row + 1) * k; at++)
      if (inside > 0) data[at] = least[at] === 0 ? 1 / inside : 0;
      else data[at] = 1 / least[at] / sum;
  }
}

/**
 * For each cluster of the tree and each segment the density at which they part from each other; NaN
 * where one lies within the other.
 */
function mergeDensities({ clusters }: CondensedTree, chosen: Int32Array): Float64Array {
  const k = chosen.length;
  const merges = new Float64Array(clusters.length * k).fill(NaN);
  const within = new Int32Array(clusters.length).fill(-1);
  clusters.forEach((_, cluster) => {
    for (let at = cluster; at >= 0; at = clusters[at].parent) within[at] = cluster;
    chosen.forEach((start, label) => {
      let last = start;
      if (within[start] === cluster) return;
      while (within[clusters[last].parent] !== cluster) last = clusters[last].parent;
      if (clusters[last].parent !== cluster) merges[cluster * k + label] = clusters[last].birth;
    });
  });
  return merges;
}

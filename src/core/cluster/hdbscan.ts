import type { Graph } from '../graph/neighbours';
import type { Matrix } from '../matrix';
import type { Steps } from '../steps';
import {
  buildHierarchy,
  type CondensedTree,
  condenseTree,
  findHolders,
  scoreOutliers,
  selectClusters,
} from './condensed-tree';
import { type SpanningTree, spanRows } from './mutual-reachability';

export interface HdbscanOptions {
  /** Fewest customers of a segment, at least 2. */
  readonly minClusterSize: number;
  /** Customers within the core distance, the row itself counted; minClusterSize when absent. */
  readonly minSamples?: number;
  /** 'eom' (excess of mass) takes the clusters that last longest, 'leaf' the finest. */
  readonly method?: 'eom' | 'leaf';
  /** Clusters that parted below this distance are taken together; 0 when absent. */
  readonly clusterSelectionEpsilon?: number;
  /** Whether everyone may be one segment. */
  readonly allowSingle?: boolean;
  /** Neighbours already found on the same features. */
  readonly graph?: Graph;
}

/** Segments by density; those left out are -1. */
export interface DensityClustering {
  readonly k: number;
  /** One per row, larger segments first, equal sizes by their first row; -1 is noise. */
  readonly labels: Int32Array;
  /** How deep in its segment each row lies, 0 to 1; 0 for noise. */
  readonly probabilities: Float64Array;
  /** How long each segment lasts beside the densest place of all, 0 to 1. */
  readonly persistence: Float64Array;
  /** GLOSH, one per row. */
  readonly outliers: Float64Array;
  readonly tree: CondensedTree;
  /** The cluster of the tree that each segment is. */
  readonly chosen: Int32Array;
}

/**
 * HDBSCAN: segments are where customers lie densely, at whatever density suits each; rows between
 * them are noise. Counts and probabilities are those of scikit-learn's HDBSCAN and, with minSamples
 * one less there, of the hdbscan package; rows whose place depends on ties are placed by distance,
 * then all at once, so that the order of the rows does not matter.
 *
 * @param features rows x cols, finite.
 * @see Campello, Moulavi and Sander 2013, doi:10.1007/978-3-642-37456-2_14
 */
export function* hdbscan(features: Matrix, options: HdbscanOptions): Steps<DensityClustering> {
  const { graph } = options;
  const minSamples = options.minSamples ?? Math.max(2, options.minClusterSize);
  const spanning = yield* spanRows(features, {
    minSamples,
    ...(graph === undefined ? {} : { graph }),
  });
  return clusterSpanning(spanning, options);
}

/** HDBSCAN's segments from a spanning tree that is already there; quick enough to try settings. */
export function clusterSpanning(
  spanning: SpanningTree,
  options: Omit<HdbscanOptions, 'graph' | 'minSamples'>,
): DensityClustering {
  const { rows } = spanning;
  const tree = condenseTree(
    buildHierarchy(spanning),
    Math.max(2, Math.floor(options.minClusterSize)),
  );
  const epsilon = options.clusterSelectionEpsilon ?? 0;
  const clusters = selectClusters(tree, {
    method: options.method ?? 'eom',
    clusterSelectionEpsilon: epsilon,
    allowSingle: options.allowSingle ?? false,
  });
  const holders = findHolders(tree, clusters);
  const held = tree.rowCluster.map((cluster) => holders[cluster]);
  if (clusters.length === 1 && clusters[0] === 0) {
    const least = epsilon > 0 ? 1 / epsilon : tree.clusters[0].death;
    for (let row = 0; row < rows; row++) if (tree.rowDensity[row] < least) held[row] = -1;
  }
  const { chosen, labels, sizes } = numberBySize(held, clusters);
  const densest = tree.clusters.reduce((most, { death }) => Math.max(most, death), 0);
  const probabilities = Float64Array.from(labels, (label, row) => {
    if (label < 0) return 0;
    const { death } = tree.clusters[chosen[label]];
    return death === 0 ? 1 : Math.min(tree.rowDensity[row], death) / death;
  });
  const persistence = Float64Array.from(chosen, (cluster, label) =>
    densest === 0 || sizes[label] === 0
      ? 1
      : tree.clusters[cluster].stability / (sizes[label] * densest),
  );
  const outliers = scoreOutliers(tree);
  return { k: chosen.length, labels, probabilities, persistence, outliers, tree, chosen };
}

/** Segments by size, equal sizes by their first row; clusters that hold nobody vanish. */
function numberBySize(
  held: Int32Array,
  clusters: readonly number[],
): { chosen: Int32Array; labels: Int32Array; sizes: Int32Array } {
  const counts = new Map(clusters.map((cluster) => [cluster, { size: 0, first: held.length }]));
  held.forEach((cluster, row) => {
    const entry = counts.get(cluster);
    if (entry === undefined) return;
    entry.size++;
    if (row < entry.first) entry.first = row;
  });
  const order = [...counts]
    .filter(([, { size }]) => size > 0)
    .sort(([, p], [, q]) => q.size - p.size || p.first - q.first);
  const labelOf = new Map(order.map(([cluster], label) => [cluster, label]));
  return {
    chosen: Int32Array.from(order, ([cluster]) => cluster),
    labels: held.map((cluster) => labelOf.get(cluster) ?? -1),
    sizes: Int32Array.from(order, ([, { size }]) => size),
  };
}

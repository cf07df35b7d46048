import { createSets } from './disjoint-sets';
import type { SpanningTree } from './mutual-reachability';

/** A cluster of the condensed tree: what hangs together from `birth` until it parts or dissolves. */
export interface TreeCluster {
  /** The cluster it came from; -1 for the first, which holds everyone. */
  readonly parent: number;
  readonly children: readonly number[];
  /** Density, 1 / distance, at which it parted from its parent; 0 for the first. */
  readonly birth: number;
  /** Density at which its last own rows leave, or it parts. */
  readonly death: number;
  /** Rows at birth. */
  readonly size: number;
  /** Excess of mass: how long its rows stay, summed, in units of density. */
  readonly stability: number;
}

/** The condensed tree as plain data: parents come before their children. */
export interface CondensedTree {
  readonly clusters: readonly TreeCluster[];
  /** For each row the cluster that it leaves as a single row. */
  readonly rowCluster: Int32Array;
  /** The density at which it leaves. */
  readonly rowDensity: Float64Array;
}

/** All merges of a spanning tree, lowest first; merges at one height are one. */
export interface Hierarchy {
  readonly rows: number;
  /** Nodes: rows first, then merges; a node's parts are linked through `first` and `next`. */
  readonly nodes: number;
  readonly root: number;
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly size: Int32Array;
  /** Density at which a node comes apart. */
  readonly density: Float64Array;
}

/**
 * The single-linkage hierarchy of a spanning tree. Edges that tie in mutual reachability merge in
 * order of distance, and those that tie in both at once, as one merge of several parts: the hierarchy
 * then does not depend on the order of the rows. (scikit-learn and hdbscan take ties as they come.)
 *
 * Equal rows are 0 apart and their density would be infinite; it is held at that of the nearest
 * rows that differ.
 */
export function buildHierarchy(tree: SpanningTree): Hierarchy {
  const { rows, reach, apart } = tree;
  const most = Math.max(1, 2 * rows - 1);
  const first = new Int32Array(most).fill(-1);
  const last = new Int32Array(most).fill(-1);
  const next = new Int32Array(most).fill(-1);
  const size = new Int32Array(most).fill(1, 0, rows);
  const density = new Float64Array(most);
  const sets = createSets(rows);
  const top = Int32Array.from({ length: rows }, (_, row) => row);
  const nearest = reach.find((height) => height > 0) ?? 1;
  let nodes = rows;
  let fresh = rows;

  function put(part: number, into: number): void {
    if (part < fresh) {
      if (first[into] < 0) first[into] = part;
      else next[last[into]] = part;
      last[into] = part;
    } else {
      if (first[into] < 0) first[into] = first[part];
      else next[last[into]] = first[part];
      last[into] = last[part];
    }
    size[into] += size[part];
  }

  for (let edge = 0; edge < reach.length; edge++) {
    if (edge === 0 || reach[edge] !== reach[edge - 1] || apart[edge] !== apart[edge - 1])
      fresh = nodes;
    const left = top[sets.find(tree.a[edge])];
    const right = top[sets.find(tree.b[edge])];
    put(left, nodes);
    put(right, nodes);
    density[nodes] = 1 / Math.max(reach[edge], nearest);
    sets.join(tree.a[edge], tree.b[edge]);
    top[sets.find(tree.a[edge])] = nodes;
    nodes++;
  }
  return { rows, nodes, root: nodes - 1, first, next, size, density };
}

/**
 * The hierarchy without its small parts: walking down from everyone, a part of fewer than
 * `minClusterSize` rows falls away row by row, and where two or more larger parts come apart, each is
 * a new cluster.
 *
 * @see Campello, Moulavi and Sander 2013, doi:10.1007/978-3-642-37456-2_14
 */
export function condenseTree(hierarchy: Hierarchy, minClusterSize: number): CondensedTree {
  const { rows, root, first, next, size, density } = hierarchy;
  const clusters: {
    parent: number;
    children: number[];
    birth: number;
    death: number;
    size: number;
    stability: number;
  }[] = [];
  const rowCluster = new Int32Array(rows);
  const rowDensity = new Float64Array(rows);
  const starts: number[] = [];
  const stack: number[] = [];

  function open(node: number, parent: number, birth: number): number {
    clusters.push({ parent, children: [], birth, death: birth, size: size[node], stability: 0 });
    starts.push(node);
    return clusters.length - 1;
  }

  function drop(node: number, cluster: number, at: number): void {
    stack.push(node);
    for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
      if (part < rows) {
        rowCluster[part] = cluster;
        rowDensity[part] = at;
      } else for (let child = first[part]; child >= 0; child = next[child]) stack.push(child);
    }
  }

  if (rows > 0) open(root, -1, 0);
  for (let cluster = 0; cluster < clusters.length; cluster++) {
    const entry = clusters[cluster];
    let node = starts[cluster];
    if (node < rows) {
      drop(node, cluster, entry.birth);
      continue;
    }
    for (;;) {
      const at = density[node];
      const large: number[] = [];
      let leaving = 0;
      for (let part = first[node]; part >= 0; part = next[part]) {
        if (size[part] >= minClusterSize) {
          large.push(part);
          continue;
        }
        leaving += size[part];
        drop(part, cluster, at);
      }
      if (leaving > 0 || large.length !== 1) entry.death = at;
      if (large.length === 1) {
        entry.stability += leaving * (at - entry.birth);
        node = large[0];
        continue;
      }
      entry.stability += size[node] * (at - entry.birth);
      large.sort((p, q) => size[q] - size[p] || density[q] - density[p]);
      entry.children = large.map((part) => open(part, cluster, at));
      break;
    }
  }
  return { clusters, rowCluster, rowDensity };
}

export interface SelectionOptions {
  /** 'eom': the clusters that last longest. 'leaf': the finest ones. */
  readonly method: 'eom' | 'leaf';
  /** Clusters that parted below this distance are taken together again. */
  readonly clusterSelectionEpsilon: number;
  /** Whether everyone may be one cluster. */
  readonly allowSingle: boolean;
}

/**
 * The clusters of the tree that become segments, as scikit-learn and hdbscan choose them.
 *
 * @returns cluster numbers, ascending; none lies within another.
 */
export function selectClusters(tree: CondensedTree, options: SelectionOptions): number[] {
  const { clusters } = tree;
  const leaves = clusters.flatMap(({ children }, i) => (children.length === 0 ? [i] : []));
  const chosen =
    options.method === 'leaf'
      ? leaves.filter((leaf) => leaf > 0)
      : selectByMass(tree, options.allowSingle);
  const epsilon = options.clusterSelectionEpsilon;
  if (epsilon <= 0 || (chosen.length === 1 && chosen[0] === 0)) return chosen;
  const joined = new Set<number>();
  for (const cluster of chosen) {
    let at = cluster;
    if (1 / clusters[at].birth < epsilon)
      do {
        const { parent } = clusters[at];
        if (parent > 0 || options.allowSingle) at = parent;
        if (parent === 0) break;
      } while (1 / clusters[at].birth <= epsilon);
    joined.add(at);
  }
  const within = (cluster: number): boolean => {
    for (let at = clusters[cluster].parent; at >= 0; at = clusters[at].parent)
      if (joined.has(at)) return true;
    return false;
  };
  return [...joined].filter((cluster) => !within(cluster)).sort((p, q) => p - q);
}

/** Excess of mass: a cluster stands where it is at least as stable as what it parts into. */
function selectByMass({ clusters }: CondensedTree, allowSingle: boolean): number[] {
  const best = new Float64Array(clusters.length);
  const stands = new Uint8Array(clusters.length);
  for (let cluster = clusters.length - 1; cluster >= 0; cluster--) {
    const { children, stability } = clusters[cluster];
    const below = children.map((child) => best[child]).sort((p, q) => p - q);
    const parted = below.reduce((sum, part) => sum + part, 0);
    stands[cluster] = stability >= parted && (cluster > 0 || allowSingle) ? 1 : 0;
    best[cluster] = stands[cluster] === 1 ? stability : parted;
  }
  const chosen: number[] = [];
  const stack = clusters.length === 0 ? [] : [0];
  for (let at = stack.pop(); at !== undefined; at = stack.pop())
    if (stands[at] === 1) chosen.push(at);
    else stack.push(...clusters[at].children);
  return chosen.sort((p, q) => p - q);
}

/** For each cluster the chosen one that it is or lies within, or -1. */
export function findHolders({ clusters }: CondensedTree, chosen: readonly number[]): Int32Array {
  const holders = new Int32Array(clusters.length).fill(-1);
  for (const cluster of chosen) holders[cluster] = cluster;
  for (let cluster = 1; cluster < clusters.length; cluster++)
    if (holders[cluster] < 0) holders[cluster] = holders[clusters[cluster].parent];
  return holders;
}

/**
 * Outlier scores (GLOSH): how much sparser a row's place is than the densest place of its cluster.
 *
 * @returns one per row, 0 to nearly 1.
 * @see Campello et al. 2015, doi:10.1145/2733381
 */
export function scoreOutliers({ clusters, rowCluster, rowDensity }: CondensedTree): Float64Array {
  const densest = Float64Array.from(clusters, ({ death }) => death);
  for (let cluster = clusters.length - 1; cluster > 0; cluster--) {
    const { parent } = clusters[cluster];
    if (densest[cluster] > densest[parent]) densest[parent] = densest[cluster];
  }
  return rowDensity.map((density, row) => {
    const most = densest[rowCluster[row]];
    return most === 0 ? 0 : (most - density) / most;
  });
}

import { type BoxTree, LEAF } from '../graph/box-tree';
import { growWhereItServes, listByTree } from '../graph/tree-neighbours';
import { type ComponentSearch, openComponents } from '../kernels/boxes';
import type { Matrix } from '../matrix';
import { rescale, type Steps } from '../steps';
import { createSets } from './disjoint-sets';
import { type Edges, sortEdges } from './sort-edges';

/** Neighbours listed at least: most edges of the spanning tree are among them. */
const LISTED = 8;
/** Places asked between two looks at the progress. */
const CHUNK = LEAF;

/** Edges of a spanning tree, in no order. */
export interface Joined {
  readonly edges: Edges;
  /** How many there are. */
  readonly count: number;
}

/**
 * The minimum spanning tree under mutual reachability for few columns, by Boruvka's rounds over a tree of boxes
 * (March, Ram and Gray 2010, doi:10.1145/1835804.1835882). Short lists of neighbours give most edges; a row whose
 * list no longer tells searches the tree, passing over nodes of its own component, nodes too far and nodes too
 * sparse. What a search made certain is kept for later rounds, and larger components let the smaller come to them.
 *
 * @param minSamples customers within the core distance, the row itself counted; at most rows.
 * @returns edges, lowest first, and the core distance of each row; undefined where a tree does not serve.
 */
export function* spanByTree(
  features: Matrix,
  minSamples: number,
): Steps<{ edges: Edges; core: Float64Array } | undefined> {
  const k = listedFor(features.rows, minSamples);
  const tree = yield* rescale(growWhereItServes(features, k), 0, 10);
  return tree === undefined ? undefined : yield* rescale(spanTree(tree, minSamples), 1, 10);
}

/** The same over a tree that is there. */
export function* spanTree(
  tree: BoxTree,
  minSamples: number,
): Steps<{ edges: Edges; core: Float64Array }> {
  const { rows } = tree;
  const k = listedFor(rows, minSamples);
  const { indices, squared } = yield* rescale(listByTree(tree, k), 0, 2);
  const core = new Float64Array(rows);
  if (minSamples > 1)
    for (let row = 0; row < rows; row++) core[row] = Math.sqrt(squared[row * k + minSamples - 2]);
  const lists = listPlaces(tree, k, indices, squared);
  const { edges, count } = yield* rescale(joinComponents(tree, lists, core, Infinity), 1, 2);
  return { edges: sortEdges(edges, count), core };
}

function listedFor(rows: number, minSamples: number): number {
  return Math.min(rows - 1, Math.max(LISTED, minSamples - 1));
}

/**
 * The rows joined that are within `eps` of each other, directly or through others.
 *
 * @returns edges that hold each such part together; undefined where a tree does not serve.
 */
export function* joinWithin(features: Matrix, eps: number): Steps<Joined | undefined> {
  const k = Math.min(features.rows - 1, LISTED);
  const tree = yield* rescale(growWhereItServes(features, k), 0, 10);
  if (tree === undefined) return undefined;
  const { indices, squared } = yield* rescale(listByTree(tree, k), 1, 10);
  const lists = listPlaces(tree, k, indices, squared);
  return yield* rescale(joinComponents(tree, lists, new Float64Array(features.rows), eps), 1, 2);
}

/** Neighbours by place. */
interface PlaceLists {
  readonly k: number;
  readonly others: Int32Array;
  readonly distances: Float64Array;
}

function listPlaces(
  tree: BoxTree,
  k: number,
  indices: Int32Array,
  squared: Float64Array,
): PlaceLists {
  const { rows, order } = tree;
  const placeOf = new Int32Array(rows);
  for (let place = 0; place < rows; place++) placeOf[order[place]] = place;
  const others = new Int32Array(rows * k);
  const distances = new Float64Array(rows * k);
  for (let place = 0, to = 0; place < rows; place++)
    for (let at = order[place] * k, end = at + k; at < end; at++, to++) {
      others[to] = placeOf[indices[at]];
      distances[to] = Math.sqrt(squared[at]);
    }
  return { k, others, distances };
}

/**
 * Joins rows by their lightest edges.
 *
 * @param core by row.
 * @param most edges heavier than this are left out; the rows then need not hang together.
 */
function* joinComponents(
  tree: BoxTree,
  lists: PlaceLists,
  core: Float64Array,
  most: number,
): Steps<Joined> {
  const { rows, order } = tree;
  const { k, others, distances } = lists;
  const search = openComponents(tree);
  const { owner, leastReach, leastApart, found, bestReach, bestApart, bestFrom, bestTo } = search;
  const sets = createSets(rows);
  const a = new Int32Array(rows - 1);
  const b = new Int32Array(rows - 1);
  const reach = new Float64Array(rows - 1);
  const apart = new Float64Array(rows - 1);
  /** Up to here a list holds only places of the same component. */
  const passed = new Uint32Array(rows);
  const open = new Uint8Array(rows);
  let count = 0;
  found.fill(-1);
  for (let place = 0; place < rows; place++) {
    search.core[place] = core[order[place]];
    leastApart[place] = k === rows - 1 ? Infinity : distances[place * k + k - 1];
    leastReach[place] = Math.max(search.core[place], leastApart[place]);
  }
  coreOfNodes(tree, search);

  function offer(to: number, height: number, distance: number, p: number, q: number): void {
    if (height > bestReach[to]) return;
    if (height === bestReach[to]) {
      if (distance > bestApart[to]) return;
      if (distance === bestApart[to] && !comesFirst(order, p, q, bestFrom[to], bestTo[to])) return;
    }
    bestReach[to] = height;
    bestApart[to] = distance;
    bestFrom[to] = p;
    bestTo[to] = q;
  }

  function offerListed(): void {
    for (let place = 0; place < rows; place++) {
      owner[place] = sets.find(place);
      bestReach[place] = most;
      bestApart[place] = Infinity;
      bestFrom[place] = -1;
    }
    for (let place = 0; place < rows; place++) {
      const mine = owner[place];
      const own = search.core[place];
      const end = (place + 1) * k;
      let at = place * k + passed[place];
      while (at < end && owner[others[at]] === mine) at++;
      passed[place] = at - place * k;
      for (; at < end; at++) {
        const other = others[at];
        const distance = distances[at];
        const theirs = owner[other];
        if (theirs === mine) continue;
        const height = Math.max(own, search.core[other], distance);
        if (height <= bestReach[mine]) offer(mine, height, distance, place, other);
        if (height <= bestReach[theirs]) offer(theirs, height, distance, other, place);
      }
      const other = found[place];
      if (other < 0) continue;
      if (owner[other] === mine) found[place] = -1;
      else {
        offer(mine, leastReach[place], leastApart[place], place, other);
        offer(owner[other], leastReach[place], leastApart[place], other, place);
      }
    }
  }

  /** Joins each component whose best edge is certain; false when there was none. */
  function merge(): boolean {
    open.fill(0);
    for (let place = 0; place < rows; place++) {
      const mine = owner[place];
      if (
        leastReach[place] < bestReach[mine] ||
        (leastReach[place] === bestReach[mine] && leastApart[place] < bestApart[mine])
      )
        open[mine] = 1;
    }
    const before = count;
    for (let root = 0; root < rows; root++) {
      if (owner[root] !== root || open[root] === 1 || bestFrom[root] < 0) continue;
      if (!sets.join(bestFrom[root], bestTo[root])) continue;
      const from = order[bestFrom[root]];
      const to = order[bestTo[root]];
      a[count] = Math.min(from, to);
      b[count] = Math.max(from, to);
      reach[count] = bestReach[root];
      apart[count] = bestApart[root];
      count++;
    }
    return count > before;
  }

  /**
   * Of the components that are not certain the smaller ones ask, up to half of the rows, never the largest: the
   * others come to it. What does not ask is given an edge that cannot be bettered until edges are offered anew.
   */
  function chooseAsking(): boolean {
    const asking: number[] = [];
    let total = 0;
    for (let root = 0; root < rows; root++) {
      if (owner[root] !== root) continue;
      if (open[root] === 1) {
        asking.push(root);
        total += sets.size(root);
      } else silence(root);
    }
    asking.sort((p, q) => sets.size(p) - sets.size(q) || p - q);
    let sum = 0;
    asking.forEach((root, at) => {
      sum += sets.size(root);
      if (at === asking.length - 1 || (at > 0 && sum > total / 2)) silence(root);
    });
    return asking.length > 1;
  }

  function silence(root: number): void {
    bestReach[root] = -1;
    bestFrom[root] = -1;
  }

  while (count < rows - 1) {
    do {
      offerListed();
      yield { done: count, total: rows };
    } while (merge() && count < rows - 1);
    if (count === rows - 1 || !chooseAsking()) break;
    ownerOfNodes(tree, search);
    for (let from = 0; from < rows; from += CHUNK) {
      search.ask(from, Math.min(CHUNK, rows - from));
      yield { done: count, total: rows };
    }
    merge();
  }
  return { edges: { a, b, reach, apart }, count };
}

/** Whether the edge of p and q comes before that of r and s, by the lower row, then the higher. */
function comesFirst(order: Int32Array, p: number, q: number, r: number, s: number): boolean {
  if (r < 0) return true;
  const low = Math.min(order[p], order[q]);
  const held = Math.min(order[r], order[s]);
  if (low !== held) return low < held;
  return Math.max(order[p], order[q]) < Math.max(order[r], order[s]);
}

function coreOfNodes(tree: BoxTree, { core, nodeCore }: ComponentSearch): void {
  const least = (node: number, a: number, b: number): number => {
    let found = Infinity;
    if (b - a === 1) {
      const end = Math.min(b * LEAF, tree.rows);
      for (let place = a * LEAF; place < end; place++) found = Math.min(found, core[place]);
    } else {
      const middle = (a + b) >> 1;
      found = Math.min(least(node + 1, a, middle), least(node + 2 * (middle - a), middle, b));
    }
    nodeCore[node] = found;
    return found;
  };
  least(0, 0, tree.leaves);
}

function ownerOfNodes(tree: BoxTree, { owner, nodeOwner }: ComponentSearch): void {
  const shared = (node: number, a: number, b: number): number => {
    let found: number;
    if (b - a === 1) {
      const end = Math.min(b * LEAF, tree.rows);
      found = owner[a * LEAF];
      for (let place = a * LEAF + 1; place < end && found >= 0; place++)
        if (owner[place] !== found) found = -1;
    } else {
      const middle = (a + b) >> 1;
      const left = shared(node + 1, a, middle);
      const right = shared(node + 2 * (middle - a), middle, b);
      found = left === right ? left : -1;
    }
    nodeOwner[node] = found;
    return found;
  };
  shared(0, 0, tree.leaves);
}

import { findNeighbours, type Graph } from '../graph/neighbours';
import { type Arena, createArena, type Held } from '../kernels/dots';
import { createMatrix, type Matrix, squaredNorms } from '../matrix';
import { rescale, type Steps } from '../steps';
import { createSets } from './disjoint-sets';
import { type Edges, sortEdges } from './sort-edges';
import { spanByTree } from './span-by-tree';

const TILE = 256;
/** Neighbours listed at least: longer lists leave fewer rows to be compared with all others. */
const LISTED = 31;
/** Neighbours listed beyond those that the core distance needs. */
const SPARE = 4;

/** A minimum spanning tree of the rows under mutual reachability: rows - 1 edges, lowest first. */
export interface SpanningTree {
  readonly rows: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** max(core of a, core of b, distance of a and b). */
  readonly reach: Float64Array;
  /** Euclidean distance of a and b. */
  readonly apart: Float64Array;
  /** For each row the distance to its minSamples-th nearest row, itself counted first. */
  readonly core: Float64Array;
  /** False where the neighbours were approximate; the tree may then be slightly heavier. */
  readonly exact: boolean;
  /** How often a row was compared with all others because its list did not settle the matter. */
  readonly scanned: number;
}

export interface ReachOptions {
  /** Customers within the core distance, the row itself counted, as in scikit-learn. */
  readonly minSamples: number;
  /** Neighbours already found on the same features; used when the lists are long enough. */
  readonly graph?: Graph;
}

/** Neighbour lists with distances in double precision, nearest first. */
export interface Lists {
  readonly k: number;
  readonly indices: Int32Array;
  readonly distances: Float64Array;
}

/** Distance of two rows, summed in double precision; 0 for equal rows, the same both ways round. */
export function distanceBetween({ data, cols }: Matrix, a: number, b: number): number {
  let sum = 0;
  for (let i = a * cols, j = b * cols, end = i + cols; i < end; i++, j++) {
    const difference = data[i] - data[j];
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/**
 * The most by which a squared distance from the kernel's single-precision products can be off, per
 * unit of the two squared lengths.
 */
export function productSlack(cols: number): number {
  return (cols / 4 + 8) * 2 ** -23;
}

/** The neighbour lists that the tree reads; found anew unless `graph` reaches far enough. */
export function* findLists(
  features: Matrix,
  minSamples: number,
  graph?: Graph,
): Steps<{ graph: Graph; lists: Lists }> {
  const needed = Math.min(minSamples - 1, features.rows - 1);
  const found =
    graph !== undefined && graph.rows === features.rows && graph.k >= Math.max(1, needed)
      ? graph
      : yield* findNeighbours(features, Math.max(LISTED, needed + SPARE));
  const { rows, k } = found;
  const indices = found.indices.slice();
  const distances = new Float64Array(rows * k);
  for (let row = 0; row < rows; row++) {
    for (let from = row * k, n = 0; n < k; n++) {
      const other = indices[from + n];
      const distance = distanceBetween(features, row, other);
      let at = from + n;
      while (
        at > from &&
        (distances[at - 1] > distance ||
          (distances[at - 1] === distance && indices[at - 1] > other))
      ) {
        distances[at] = distances[at - 1];
        indices[at] = indices[at - 1];
        at--;
      }
      distances[at] = distance;
      indices[at] = other;
    }
    if (row % 128 === 0) yield { done: row, total: rows };
  }
  return { graph: found, lists: { k, indices, distances } };
}

/** Distance of each row to its minSamples-th nearest row, itself counted first. */
export function coreDistances(lists: Lists, rows: number, minSamples: number): Float64Array {
  const core = new Float64Array(rows);
  const place = Math.min(minSamples - 2, lists.k - 1);
  if (place < 0) return core;
  for (let row = 0; row < rows; row++) core[row] = lists.distances[row * lists.k + place];
  return core;
}

/**
 * The minimum spanning tree under mutual reachability, by Boruvka's rounds on the neighbour lists. A
 * row's list holds every row nearer than its last entry, so an edge from the lists that is no heavier
 * than what an unlisted row could offer is the right one; rows whose lists cannot tell are compared
 * with all others in blocks, except those of the largest component, to which the others come. Edges
 * are ordered by mutual reachability, then by distance, in double precision; so the groups that hang
 * together at any height do not depend on the order of the rows.
 *
 * @param features rows x cols, finite.
 * Few columns are searched by a tree of boxes (spanByTree), exactly for any number of rows. Else exact
 * where the neighbours are (findNeighbours), O(rows^2 x cols) time, O(rows) memory; where they are not,
 * only components that no list leads out of are compared with all rows.
 * @see Campello, Moulavi and Sander 2013, doi:10.1007/978-3-642-37456-2_14
 */
export function* spanRows(features: Matrix, options: ReachOptions): Steps<SpanningTree> {
  const { rows } = features;
  const minSamples = Math.max(1, Math.min(options.minSamples, rows));
  if (rows < 2) return plainTree(rows);
  if (options.graph === undefined) {
    const found = yield* rescale(spanByTree(features, minSamples), 0, 1);
    if (found !== undefined)
      return { rows, ...found.edges, core: found.core, exact: true, scanned: 0 };
  }
  const { graph, lists } = yield* rescale(findLists(features, minSamples, options.graph), 0, 2);
  const core = coreDistances(lists, rows, minSamples);
  return yield* rescale(spanWithin(features, lists, core, graph.exact), 1, 2);
}

/** The same for core distances of any making. */
export function* spanWithin(
  features: Matrix,
  lists: Lists,
  core: Float64Array,
  exact: boolean,
): Steps<SpanningTree> {
  const { rows } = features;
  if (rows < 2) return plainTree(rows);
  const search = createSearch(features, lists, core, exact);
  for (;;) {
    do {
      search.offerListed();
      yield { done: search.edges(), total: rows };
    } while (search.merge());
    if (search.edges() === rows - 1) break;
    yield* search.scan();
    search.merge();
  }
  return { ...search.sorted(), rows, core, exact, scanned: search.scanned() };
}

function plainTree(rows: number): SpanningTree {
  const none = new Int32Array(0);
  const nothing = new Float64Array(0);
  const core = new Float64Array(rows);
  return { rows, a: none, b: none, reach: nothing, apart: nothing, core, exact: true, scanned: 0 };
}

interface Search {
  /** Offers every listed pair of different components to both. */
  offerListed(): void;
  /** Joins each component whose best edge is certain; false when there was none. */
  merge(): boolean;
  /** Makes the best edges of all components but the largest certain. */
  scan(): Steps<void>;
  edges(): number;
  scanned(): number;
  sorted(): Edges;
}

function createSearch(features: Matrix, lists: Lists, core: Float64Array, exact: boolean): Search {
  const { rows, cols } = features;
  const sets = createSets(rows);
  const a = new Int32Array(rows - 1);
  const b = new Int32Array(rows - 1);
  const reach = new Float64Array(rows - 1);
  const apart = new Float64Array(rows - 1);
  let count = 0;
  let scans = 0;
  const owner = Int32Array.from({ length: rows }, (_, row) => row);
  // The best edge out of each component, by the row that stands for it.
  const bestReach = new Float64Array(rows);
  const bestApart = new Float64Array(rows);
  const bestFrom = new Int32Array(rows);
  const bestTo = new Int32Array(rows);
  // What a row that is not listed could offer at best, and what a scan found.
  const leastReach = new Float64Array(rows);
  const leastApart = new Float64Array(rows);
  const foundTo = new Int32Array(rows).fill(-1);
  const points = createProducts(features);
  const slack = productSlack(cols);
  const lengths = squaredNorms(features);
  for (let row = 0; row < rows; row++) {
    const last = lists.distances[(row + 1) * lists.k - 1];
    const farther = (Math.sqrt(lengths[row]) + last) ** 2;
    const radius = Math.sqrt(Math.max(0, last * last - slack * (lengths[row] + farther)));
    leastApart[row] = lists.k === rows - 1 ? Infinity : radius;
    leastReach[row] = Math.max(core[row], leastApart[row]);
  }

  function offer(to: number, height: number, distance: number, p: number, q: number): void {
    if (height > bestReach[to]) return;
    if (height === bestReach[to]) {
      if (distance > bestApart[to]) return;
      if (distance === bestApart[to]) {
        const low = Math.min(p, q);
        const held = Math.min(bestFrom[to], bestTo[to]);
        if (low > held) return;
        if (low === held && Math.max(p, q) >= Math.max(bestFrom[to], bestTo[to])) return;
      }
    }
    bestReach[to] = height;
    bestApart[to] = distance;
    bestFrom[to] = p;
    bestTo[to] = q;
  }

  function offerBoth(p: number, q: number, distance: number): void {
    const height = Math.max(core[p], core[q], distance);
    offer(owner[p], height, distance, p, q);
    offer(owner[q], height, distance, q, p);
  }

  /** Whether an unlisted row could still give the component of `row` a better edge. */
  function isOpen(row: number): boolean {
    const to = owner[row];
    return (
      leastReach[row] < bestReach[to] ||
      (leastReach[row] === bestReach[to] && leastApart[row] < bestApart[to])
    );
  }

  function* scanTile(askers: readonly number[]): Steps<void> {
    const heights = new Float64Array(askers.length).fill(Infinity);
    const distances = new Float64Array(askers.length).fill(Infinity);
    points.ask(askers);
    scans += askers.length;
    for (let from = 0; from < rows; from += TILE) {
      const many = Math.min(TILE, rows - from);
      const dots = points.multiply(askers.length, from, many);
      for (let i = 0; i < askers.length; i++) {
        const p = askers[i];
        const mine = owner[p];
        const norm = points.norms[p];
        let height = heights[i];
        let limit = height * height;
        for (let j = 0, at = i * TILE; j < many; j++, at++) {
          const q = from + j;
          if (core[q] > height || owner[q] === mine) continue;
          const both = norm + points.norms[q];
          if (both - 2 * dots[at] - slack * both > limit) continue;
          const distance = distanceBetween(features, p, q);
          const found = Math.max(core[p], core[q], distance);
          if (found > height || (found === height && distance > distances[i])) continue;
          if (found === height && distance === distances[i] && foundTo[p] < q) continue;
          height = found;
          limit = height * height;
          heights[i] = height;
          distances[i] = distance;
          foundTo[p] = q;
        }
      }
      yield { done: count, total: rows };
    }
    askers.forEach((p, i) => {
      leastReach[p] = heights[i];
      leastApart[p] = distances[i];
      offerBoth(p, foundTo[p], distances[i]);
    });
  }

  return {
    edges: () => count,
    scanned: () => scans,
    offerListed() {
      bestReach.fill(Infinity);
      bestApart.fill(Infinity);
      for (let row = 0; row < rows; row++) owner[row] = sets.find(row);
      const { k, indices } = lists;
      for (let row = 0; row < rows; row++) {
        for (let at = row * k; at < (row + 1) * k; at++)
          if (owner[indices[at]] !== owner[row]) offerBoth(row, indices[at], lists.distances[at]);
        const found = foundTo[row];
        if (found >= 0 && owner[found] !== owner[row])
          offerBoth(row, found, distanceBetween(features, row, found));
      }
    },
    merge() {
      const open = new Uint8Array(rows);
      for (let row = 0; row < rows; row++) if (exact && isOpen(row)) open[owner[row]] = 1;
      const before = count;
      for (let root = 0; root < rows; root++) {
        if (owner[root] !== root || open[root] === 1 || bestReach[root] === Infinity) continue;
        if (!sets.join(bestFrom[root], bestTo[root])) continue;
        a[count] = Math.min(bestFrom[root], bestTo[root]);
        b[count] = Math.max(bestFrom[root], bestTo[root]);
        reach[count] = bestReach[root];
        apart[count] = bestApart[root];
        count++;
      }
      return count > before && count < rows - 1;
    },
    *scan() {
      let largest = owner[0];
      for (let row = 0; row < rows; row++)
        if (sets.size(owner[row]) > sets.size(largest)) largest = owner[row];
      const asking: number[] = [];
      for (let row = 0; row < rows; row++)
        if (owner[row] !== largest && (exact ? isOpen(row) : bestReach[owner[row]] === Infinity))
          asking.push(row);
      asking.sort((p, q) => leastReach[p] - leastReach[q] || p - q);
      for (let from = 0; from < asking.length;) {
        const askers: number[] = [];
        for (; from < asking.length && askers.length < TILE; from++)
          if (!exact || isOpen(asking[from])) askers.push(asking[from]);
        if (askers.length > 0) yield* scanTile(askers);
      }
    },
    sorted: () => sortEdges({ a, b, reach, apart }, count),
  };
}

/** Rows held for the kernel around the middle of each column's range, which keeps products small. */
export interface Products {
  /** Squared lengths of the held rows, from the kernel itself, so that equal rows are 0 apart. */
  readonly norms: Float64Array;
  /** Copies up to 256 rows to be multiplied. */
  ask(rows: readonly number[]): void;
  /** Products of the first `many` asked rows with `count` rows from `from` on, 256 to a line. */
  multiply(many: number, from: number, count: number): Float32Array;
}

export function createProducts(features: Matrix): Products {
  const { rows, cols } = features;
  const arena: Arena = createArena();
  const held: Held = arena.place(centred(features));
  const asked = arena.reserve(TILE, cols);
  const out = arena.reserve(TILE, TILE);
  const view = arena.view(held);
  const copy = arena.view(asked);
  const dots = arena.view(out);
  const { stride } = held;
  const norms = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    arena.dots(held, row, 1, held, row, 1, out);
    norms[row] = dots[0];
  }
  return {
    norms,
    ask(wanted) {
      wanted.forEach((row, i) => {
        copy.set(view.subarray(row * stride, (row + 1) * stride), i * stride);
      });
    },
    multiply(many, from, count) {
      arena.dots(asked, 0, many, held, from, count, out);
      return dots;
    },
  };
}

/** Each column around the middle of its range, which unlike its mean no order of rows can change. */
function centred(features: Matrix): Matrix {
  const { rows, cols } = features;
  const low = new Float64Array(cols).fill(Infinity);
  const high = new Float64Array(cols).fill(-Infinity);
  for (let row = 0, at = 0; row < rows; row++)
    for (let col = 0; col < cols; col++, at++) {
      const value = features.data[at];
      if (value < low[col]) low[col] = value;
      if (value > high[col]) high[col] = value;
    }
  const moved = createMatrix(rows, cols);
  for (let row = 0, at = 0; row < rows; row++)
    for (let col = 0; col < cols; col++, at++)
      moved.data[at] = features.data[at] - (low[col] + high[col]) / 2;
  return moved;
}

import { type BoxTree, LEAF } from '../graph/box-tree';
import { WASM_BYTES } from './boxes-bytes';
import { canRun, type KernelExports, openKernel } from './wasm';

/** What was found for a stretch of places; overwritten by the next search. */
export interface Listed {
  /** places x k squared distances in double precision, nearest first; equal ones by row number. */
  readonly squared: Float64Array;
  /** places x k row numbers. */
  readonly others: Int32Array;
}

/** Looks for the nearest rows in a tree. */
export interface NearestSearch {
  /** The k nearest others of the rows at `count` places from `from` on; at most LEAF places. */
  search(from: number, count: number): Listed;
  /** How many pairs of rows were looked at so far. */
  compared(): number;
}

/** Components that are to be joined, all by place; a component goes by one of its places. */
export interface Components {
  /** The core distance of each place. */
  readonly core: Float64Array;
  /** The component of each place. */
  readonly owner: Int32Array;
  /** For each node the least core distance, and the component if it is the same for all, else -1. */
  readonly nodeCore: Float64Array;
  readonly nodeOwner: Int32Array;
  /** What each place can offer at best to its component, by mutual reachability, then distance. */
  readonly leastReach: Float64Array;
  readonly leastApart: Float64Array;
  /** The place that offers just that, where it is known, else -1. */
  readonly found: Int32Array;
  /** The best edge out of each component. */
  readonly bestReach: Float64Array;
  readonly bestApart: Float64Array;
  readonly bestFrom: Int32Array;
  readonly bestTo: Int32Array;
}

/** Looks for the nearest row of another component. */
export interface ComponentSearch extends Components {
  /**
   * For each of `count` places from `from` on that could give its component a better edge: offers the nearest
   * place of another one, if it is better, and notes in `leastReach` and `leastApart` what is certain now.
   */
  ask(from: number, count: number): void;
  compared(): number;
}

interface BoxesExports extends KernelExports {
  open(
    rows: number,
    cols: number,
    order: number,
    blocks: number,
    boxes: number,
    leastRow: number,
    query: number,
    stack: number,
    path: number,
  ): void;
  openComponents(
    core: number,
    owner: number,
    nodeCore: number,
    nodeOwner: number,
    leastReach: number,
    leastApart: number,
    found: number,
    bestReach: number,
    bestApart: number,
    bestFrom: number,
    bestTo: number,
  ): void;
  nearest(from: number, to: number, k: number, squared: number, others: number): void;
  ask(from: number, to: number): void;
  compared(): number;
}

const ENTRIES = 64 * 16;

/** True when the engine runs the kernel. */
export function hasBoxes(): boolean {
  return canRun(WASM_BYTES);
}

/** @param k others wanted for each row; fewer than there are rows. */
export function openNearest(tree: BoxTree, k: number): NearestSearch {
  if (!hasBoxes()) return openPlainNearest(tree, k);
  const { exports, reserve } = openTree(tree);
  const squared = reserve(LEAF * k * 8);
  const others = reserve(LEAF * k * 4);
  const { buffer } = exports.memory;
  const listed: Listed = {
    squared: new Float64Array(buffer, squared, LEAF * k),
    others: new Int32Array(buffer, others, LEAF * k),
  };
  return {
    search(from, count) {
      exports.nearest(from, from + count, k, squared, others);
      return listed;
    },
    compared: () => exports.compared(),
  };
}

export function openComponents(tree: BoxTree): ComponentSearch {
  if (!hasBoxes()) return openPlainComponents(tree);
  const { exports, reserve } = openTree(tree);
  const { rows, leaves } = tree;
  const nodes = 2 * leaves - 1;
  const doubles = [rows, nodes, rows, rows, rows, rows].map((many) => [reserve(many * 8), many]);
  const whole = [rows, nodes, rows, rows, rows].map((many) => [reserve(many * 4), many]);
  const { buffer } = exports.memory;
  const [core, nodeCore, leastReach, leastApart, bestReach, bestApart] = doubles.map(
    ([at, many]) => new Float64Array(buffer, at, many),
  );
  const [owner, nodeOwner, found, bestFrom, bestTo] = whole.map(
    ([at, many]) => new Int32Array(buffer, at, many),
  );
  exports.openComponents(
    core.byteOffset,
    owner.byteOffset,
    nodeCore.byteOffset,
    nodeOwner.byteOffset,
    leastReach.byteOffset,
    leastApart.byteOffset,
    found.byteOffset,
    bestReach.byteOffset,
    bestApart.byteOffset,
    bestFrom.byteOffset,
    bestTo.byteOffset,
  );
  return {
    core,
    owner,
    nodeCore,
    nodeOwner,
    leastReach,
    leastApart,
    found,
    bestReach,
    bestApart,
    bestFrom,
    bestTo,
    ask: (from, count) => exports.ask(from, from + count),
    compared: () => exports.compared(),
  };
}

function openTree(tree: BoxTree) {
  const kernel = openKernel<BoxesExports>(WASM_BYTES);
  const { exports, reserve } = kernel;
  const parts = [tree.order, tree.blocks, tree.boxes, tree.leastRow] as const;
  const [order, blocks, boxes, leastRow] = parts.map((part) => reserve(part.byteLength));
  new Int32Array(exports.memory.buffer, order, tree.order.length).set(tree.order);
  new Float32Array(exports.memory.buffer, blocks, tree.blocks.length).set(tree.blocks);
  new Float32Array(exports.memory.buffer, boxes, tree.boxes.length).set(tree.boxes);
  new Int32Array(exports.memory.buffer, leastRow, tree.leastRow.length).set(tree.leastRow);
  const query = reserve(tree.stride * 4);
  const [stack, path] = [reserve(ENTRIES), reserve(ENTRIES)];
  exports.open(tree.rows, tree.cols, order, blocks, boxes, leastRow, query, stack, path);
  return kernel;
}

/** Where a walk down the tree has come. */
interface Walk {
  /** Squared distance to a node, never more than that to any row in it; Infinity where it cannot matter. */
  distance(node: number): number;
  /** Considers the row at a place. */
  meet(place: number): void;
}

/** Walks through all that matters, the nearer half first. */
function walk(tree: BoxTree, { distance, meet }: Walk): number {
  let looked = 0;
  const go = (node: number, a: number, b: number): void => {
    if (distance(node) === Infinity) return;
    if (b - a === 1) {
      looked += LEAF;
      const end = Math.min(b * LEAF, tree.rows);
      for (let place = a * LEAF; place < end; place++) meet(place);
      return;
    }
    const middle = (a + b) >> 1;
    const left = node + 1;
    const right = node + 2 * (middle - a);
    const leftFirst = distance(left) <= distance(right);
    if (leftFirst) go(left, a, middle);
    go(right, middle, b);
    if (!leftFirst) go(left, a, middle);
  };
  go(0, 0, tree.leaves);
  return looked;
}

function valueAt({ blocks, cols }: BoxTree, place: number, col: number): number {
  return blocks[(Math.floor(place / LEAF) * cols + col) * LEAF + (place % LEAF)];
}

function squaredBetween(tree: BoxTree, a: number, b: number): number {
  let sum = 0;
  for (let col = 0; col < tree.cols; col++) {
    const difference = valueAt(tree, a, col) - valueAt(tree, b, col);
    sum += difference * difference;
  }
  return sum;
}

function squaredToBox(tree: BoxTree, place: number, node: number): number {
  const { boxes, cols, stride } = tree;
  let sum = 0;
  for (let col = 0, low = node * 2 * stride; col < cols; col++, low++) {
    const value = valueAt(tree, place, col);
    const out = Math.max(boxes[low] - value, value - boxes[low + stride], 0);
    sum += out * out;
  }
  return sum;
}

/** The twin without WebAssembly: finds the same. */
export function openPlainNearest(tree: BoxTree, k: number): NearestSearch {
  const squared = new Float64Array(LEAF * k);
  const others = new Int32Array(LEAF * k);
  let looked = 0;

  function searchOne(self: number, first: number): void {
    const last = first + k - 1;
    squared.fill(Infinity, first, last + 1);
    others.fill(-1, first, last + 1);
    looked += walk(tree, {
      distance(node) {
        const away = squaredToBox(tree, self, node);
        if (away > squared[last]) return Infinity;
        return away === squared[last] && tree.leastRow[node] > others[last] ? Infinity : away;
      },
      meet(place) {
        if (place === self) return;
        const distance = squaredBetween(tree, self, place);
        const row = tree.order[place];
        let at = last + 1;
        while (
          at > first &&
          (distance < squared[at - 1] ||
            (distance === squared[at - 1] && (row < others[at - 1] || others[at - 1] < 0)))
        )
          at--;
        if (at > last) return;
        squared.copyWithin(at + 1, at, last);
        others.copyWithin(at + 1, at, last);
        squared[at] = distance;
        others[at] = row;
      },
    });
  }

  return {
    search(from, count) {
      for (let i = 0; i < count; i++) searchOne(from + i, i * k);
      return { squared, others };
    },
    compared: () => looked,
  };
}

/** The twin without WebAssembly: edges as light. */
export function openPlainComponents(tree: BoxTree): ComponentSearch {
  const { rows, leaves } = tree;
  const nodes = 2 * leaves - 1;
  let looked = 0;
  const components: Components = {
    core: new Float64Array(rows),
    owner: new Int32Array(rows),
    nodeCore: new Float64Array(nodes),
    nodeOwner: new Int32Array(nodes),
    leastReach: new Float64Array(rows),
    leastApart: new Float64Array(rows),
    found: new Int32Array(rows),
    bestReach: new Float64Array(rows),
    bestApart: new Float64Array(rows),
    bestFrom: new Int32Array(rows),
    bestTo: new Int32Array(rows),
  };
  const { core, owner, nodeCore, nodeOwner, bestReach, bestApart } = components;
  const isBetter = (reach: number, apart: number, component: number): boolean =>
    reach < bestReach[component] ||
    (reach === bestReach[component] && apart < bestApart[component]);

  function offer(component: number, reach: number, apart: number, from: number, to: number): void {
    if (!isBetter(reach, apart, component)) return;
    bestReach[component] = reach;
    bestApart[component] = apart;
    components.bestFrom[component] = from;
    components.bestTo[component] = to;
  }

  function askOne(self: number): void {
    const mine = owner[self];
    const own = core[self];
    components.found[self] = -1;
    looked += walk(tree, {
      distance(node) {
        if (nodeOwner[node] === mine) return Infinity;
        const away = squaredToBox(tree, self, node);
        const apart = Math.sqrt(away);
        return isBetter(Math.max(own, nodeCore[node], apart), apart, mine) ? away : Infinity;
      },
      meet(place) {
        if (owner[place] === mine) return;
        const apart = Math.sqrt(squaredBetween(tree, self, place));
        const reach = Math.max(own, core[place], apart);
        if (!isBetter(reach, apart, mine)) return;
        offer(mine, reach, apart, self, place);
        offer(owner[place], reach, apart, place, self);
        components.found[self] = place;
      },
    });
    components.leastReach[self] = bestReach[mine];
    components.leastApart[self] = bestApart[mine];
  }

  return {
    ...components,
    ask(from, count) {
      for (let place = from; place < from + count; place++)
        if (isBetter(components.leastReach[place], components.leastApart[place], owner[place]))
          askOne(place);
    },
    compared: () => looked,
  };
}

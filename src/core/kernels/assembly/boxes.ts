// Searches a tree of boxes (graph/box-tree.ts): the nearest rows of each row, and the nearest row of another
// component in mutual reachability. Compiled by AssemblyScript with --enable simd. Boxes and rows are first
// looked at in single precision, with room for its errors, then in double precision, column after column, as
// the plain twin in kernels/boxes.ts does from the start; so both find the same.

const LEAF: i32 = 32;
const LEAF_BYTES: usize = 128;
/** Bytes of columns after which a scan asks whether any row is still near enough. */
const PART: usize = 32;
/** Single precision may lose what is smaller than this. */
const TINY: f64 = 1e-40;

let count: i32 = 0;
let cols: i32 = 0;
let leaves: i32 = 0;
/** Bytes of one side of a box. */
let side: usize = 0;
let order: usize = 0;
let blocks: usize = 0;
let boxes: usize = 0;
let leastRow: usize = 0;
let query: usize = 0;
let stack: usize = 0;
let path: usize = 0;
let more: f64 = 1;
let less: f64 = 1;

/** Places whose values were looked at. */
let seen: f64 = 0;

// What is looked for: neighbours, or the nearest row of another component.
let asking: bool = false;
let self: i32 = 0;
/** Nothing farther matters, squared; what is nearer than `near` is not at the limit. */
let limit: f32 = 0;
let near: f32 = 0;

// The list that is being filled.
let k: i32 = 0;
let squared: usize = 0;
let others: usize = 0;
let worst: f64 = 0;
let worstRow: i32 = 0;

// The components.
let core: usize = 0;
let owner: usize = 0;
let nodeCore: usize = 0;
let nodeOwner: usize = 0;
let leastReach: usize = 0;
let leastApart: usize = 0;
let found: usize = 0;
let bestReach: usize = 0;
let bestApart: usize = 0;
let bestFrom: usize = 0;
let bestTo: usize = 0;
let mine: i32 = 0;
let ownCore: f64 = 0;
let reach: f64 = 0;
let apart: f64 = 0;

/** Where the tree lies; `query` has room for one row, `stack` and `path` for 64 entries of 16 bytes. */
export function open(
  rows: i32,
  width: i32,
  orderAt: usize,
  blocksAt: usize,
  boxesAt: usize,
  leastRowAt: usize,
  queryAt: usize,
  stackAt: usize,
  pathAt: usize,
): void {
  count = rows;
  cols = width;
  leaves = (rows + LEAF - 1) / LEAF;
  side = <usize>(((width + 3) & ~3) << 2);
  order = orderAt;
  blocks = blocksAt;
  boxes = boxesAt;
  leastRow = leastRowAt;
  query = queryAt;
  stack = stackAt;
  path = pathAt;
  const slack = <f64>(width + 8) * 1.1920928955078125e-7;
  more = 1 + slack;
  less = 1 - slack;
}

/** Where the components lie: for each place, each node, and each component by the place that stands for it. */
export function openComponents(
  coreAt: usize,
  ownerAt: usize,
  nodeCoreAt: usize,
  nodeOwnerAt: usize,
  leastReachAt: usize,
  leastApartAt: usize,
  foundAt: usize,
  bestReachAt: usize,
  bestApartAt: usize,
  bestFromAt: usize,
  bestToAt: usize,
): void {
  core = coreAt;
  owner = ownerAt;
  nodeCore = nodeCoreAt;
  nodeOwner = nodeOwnerAt;
  leastReach = leastReachAt;
  leastApart = leastApartAt;
  found = foundAt;
  bestReach = bestReachAt;
  bestApart = bestApartAt;
  bestFrom = bestFromAt;
  bestTo = bestToAt;
}

// @ts-ignore: decorator
@inline
function i32At(base: usize, at: i32): i32 {
  return load<i32>(base + ((<usize>at) << 2));
}

// @ts-ignore: decorator
@inline
function f64At(base: usize, at: i32): f64 {
  return load<f64>(base + ((<usize>at) << 3));
}

/** Squared distance from the query to a box, about. */
// @ts-ignore: decorator
@inline
function boxDistance(node: i32): f32 {
  const low = boxes + (<usize>node) * 2 * side;
  const high = low + side;
  let sum = f32x4.splat(0);
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < side; at += 16) {
    const q = v128.load(query + at);
    const below = f32x4.sub(v128.load(low + at), q);
    const above = f32x4.sub(q, v128.load(high + at));
    const out = f32x4.pmax(f32x4.pmax(below, above), zero);
    sum = f32x4.add(sum, f32x4.mul(out, out));
  }
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}

/** The same in double precision: never more than the squared distance to any row in the box. */
function exactBoxDistance(node: i32): f64 {
  const low = boxes + (<usize>node) * 2 * side;
  let sum: f64 = 0;
  for (let col = 0; col < cols; col++) {
    const at = (<usize>col) << 2;
    const q = <f64>load<f32>(query + at);
    const below = <f64>load<f32>(low + at) - q;
    const above = q - <f64>load<f32>(low + side + at);
    const out = below > above ? below : above;
    if (out > 0) sum += out * out;
  }
  return sum;
}

/** Squared distance from the query to the row at a place. */
function exactDistance(place: i32): f64 {
  let at =
    blocks + (<usize>(place >> 5)) * (<usize>cols) * LEAF_BYTES + ((<usize>(place & 31)) << 2);
  let sum: f64 = 0;
  for (let col = 0; col < cols; col++) {
    const difference = <f64>load<f32>(query + ((<usize>col) << 2)) - <f64>load<f32>(at);
    sum += difference * difference;
    at += LEAF_BYTES;
  }
  return sum;
}

function limitAt(most: f64): void {
  limit = <f32>(most * more + TINY);
  near = <f32>(most * less - TINY);
}

/** Whether nothing in a node can matter. */
// @ts-ignore: decorator
@inline
function isOut(node: i32, distance: f32): bool {
  if (distance > limit) return true;
  if (asking) {
    if (i32At(nodeOwner, node) == mine) return true;
    const most = f64At(nodeCore, node);
    if (most > reach) return true;
    return distance >= near && isTied(node, most);
  }
  return (
    distance >= near && i32At(leastRow, node) > worstRow && exactBoxDistance(node) >= worst
  );
}

function isTied(node: i32, most: f64): bool {
  const distance = Math.sqrt(exactBoxDistance(node));
  const height = max(max(ownCore, most), distance);
  return height > reach || (height == reach && distance >= apart);
}

function list(place: i32): void {
  const distance = exactDistance(place);
  if (distance > worst) return;
  const row = i32At(order, place);
  if (distance == worst && row > worstRow && worstRow >= 0) return;
  let at = k - 1;
  while (at > 0) {
    const before = f64At(squared, at - 1);
    const held = i32At(others, at - 1);
    if (before < distance || (before == distance && held < row)) break;
    store<f64>(squared + ((<usize>at) << 3), before);
    store<i32>(others + ((<usize>at) << 2), held);
    at--;
  }
  store<f64>(squared + ((<usize>at) << 3), distance);
  store<i32>(others + ((<usize>at) << 2), row);
  worst = f64At(squared, k - 1);
  worstRow = i32At(others, k - 1);
  limitAt(worst);
}

/** Offers the edge from `from` to `to` to a component. */
function offer(component: i32, height: f64, distance: f64, from: i32, to: i32): bool {
  const held = f64At(bestReach, component);
  if (height > held || (height == held && distance >= f64At(bestApart, component))) return false;
  store<f64>(bestReach + ((<usize>component) << 3), height);
  store<f64>(bestApart + ((<usize>component) << 3), distance);
  store<i32>(bestFrom + ((<usize>component) << 2), from);
  store<i32>(bestTo + ((<usize>component) << 2), to);
  return true;
}

function meet(place: i32): void {
  const theirs = i32At(owner, place);
  if (theirs == mine) return;
  const theirCore = f64At(core, place);
  if (theirCore > reach) return;
  const distance = Math.sqrt(exactDistance(place));
  const height = max(max(ownCore, theirCore), distance);
  if (!offer(mine, height, distance, self, place)) return;
  offer(theirs, height, distance, place, self);
  store<i32>(found + ((<usize>self) << 2), place);
  reachAt(height, distance);
}

function reachAt(height: f64, distance: f64): void {
  reach = height;
  apart = distance;
  const most = ownCore < height ? height : min(height, distance);
  limitAt(most * most);
}

function scan(leaf: i32): void {
  const first = leaf * LEAF;
  const base = blocks + (<usize>leaf) * (<usize>cols) * LEAF_BYTES;
  const bytes = (<usize>cols) << 2;
  seen += LEAF;
  for (let from = 0; from < LEAF; from += 8) {
    let at = base + ((<usize>from) << 2);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let col: usize = 0;
    const most = f32x4.splat(limit);
    let mask = 0;
    do {
      const until = min(bytes, col + PART);
      for (; col < until; col += 4) {
        const q = v128.load32_splat(query + col);
        const x = f32x4.sub(v128.load(at), q);
        const y = f32x4.sub(v128.load(at + 16), q);
        a = f32x4.add(a, f32x4.mul(x, x));
        b = f32x4.add(b, f32x4.mul(y, y));
        at += LEAF_BYTES;
      }
      mask = i32x4.bitmask(f32x4.le(a, most)) | (i32x4.bitmask(f32x4.le(b, most)) << 4);
    } while (mask != 0 && col < bytes);
    while (mask != 0) {
      const place = first + from + ctz(mask);
      mask &= mask - 1;
      if (place >= count) break;
      if (place == self) continue;
      if (asking) meet(place);
      else list(place);
    }
  }
}

/** Looks at all that matters below a node. */
function visit(root: i32, rootA: i32, rootB: i32): void {
  let node = root;
  let a = rootA;
  let b = rootB;
  let top = stack;
  for (;;) {
    while (b - a > 1) {
      const middle = (a + b) >> 1;
      const left = node + 1;
      const right = node + 2 * (middle - a);
      const toLeft = boxDistance(left);
      const toRight = boxDistance(right);
      const leftFirst =
        toLeft < toRight ||
        (toLeft == toRight && i32At(leastRow, left) < i32At(leastRow, right));
      const far = leftFirst ? right : left;
      const toFar = leftFirst ? toRight : toLeft;
      if (!isOut(far, toFar)) {
        store<i32>(top, far);
        store<i32>(top, leftFirst ? middle : a, 4);
        store<i32>(top, leftFirst ? b : middle, 8);
        store<f32>(top, toFar, 12);
        top += 16;
      }
      node = leftFirst ? left : right;
      if (isOut(node, leftFirst ? toLeft : toRight)) {
        node = -1;
        break;
      }
      if (leftFirst) b = middle;
      else a = middle;
    }
    if (node >= 0) scan(a);
    for (;;) {
      if (top == stack) return;
      top -= 16;
      node = load<i32>(top);
      if (!isOut(node, load<f32>(top, 12))) break;
    }
    a = load<i32>(top, 4);
    b = load<i32>(top, 8);
  }
}

/** Notes the nodes beside the way from the root to a leaf. */
function findPath(leaf: i32): usize {
  let top = path;
  let node = 0;
  let a = 0;
  let b = leaves;
  while (b - a > 1) {
    const middle = (a + b) >> 1;
    const left = node + 1;
    const right = node + 2 * (middle - a);
    const goLeft = leaf < middle;
    store<i32>(top, goLeft ? right : left);
    store<i32>(top, goLeft ? middle : a, 4);
    store<i32>(top, goLeft ? b : middle, 8);
    top += 16;
    node = goLeft ? left : right;
    if (goLeft) b = middle;
    else a = middle;
  }
  store<i32>(top, node);
  return top;
}

/** Looks at the query's own leaf, then beside the way up. */
function climb(leaf: i32, pathEnd: usize): void {
  if (!asking || i32At(nodeOwner, load<i32>(pathEnd)) != mine) scan(leaf);
  for (let at = pathEnd; at > path; ) {
    at -= 16;
    const node = load<i32>(at);
    if (!isOut(node, boxDistance(node))) visit(node, load<i32>(at, 4), load<i32>(at, 8));
  }
}

function readQuery(place: i32): void {
  self = place;
  let at =
    blocks + (<usize>(place >> 5)) * (<usize>cols) * LEAF_BYTES + ((<usize>(place & 31)) << 2);
  for (let col: usize = 0; col < (<usize>cols) << 2; col += 4) {
    store<f32>(query + col, load<f32>(at));
    at += LEAF_BYTES;
  }
}

/** Lists the `wanted` nearest of the rows at the places from `from` to `to`: squared distances and rows. */
export function nearest(from: i32, to: i32, wanted: i32, squaredAt: usize, othersAt: usize): void {
  asking = false;
  k = wanted;
  squared = squaredAt;
  others = othersAt;
  let leaf = -1;
  let end: usize = path;
  for (let place = from; place < to; place++) {
    if (place >> 5 != leaf) {
      leaf = place >> 5;
      end = findPath(leaf);
    }
    readQuery(place);
    for (let at = 0; at < wanted; at++) {
      store<f64>(squared + ((<usize>at) << 3), Infinity);
      store<i32>(others + ((<usize>at) << 2), -1);
    }
    worst = Infinity;
    worstRow = -1;
    limitAt(Infinity);
    climb(leaf, end);
    squared += (<usize>wanted) << 3;
    others += (<usize>wanted) << 2;
  }
}

/**
 * Looks for the nearest row of another component for each of the places from `from` to `to` that could give
 * its component a better edge. What it offers at least is noted.
 */
export function ask(from: i32, to: i32): void {
  asking = true;
  let leaf = -1;
  let end: usize = path;
  for (let place = from; place < to; place++) {
    mine = i32At(owner, place);
    const height = f64At(bestReach, mine);
    const distance = f64At(bestApart, mine);
    const least = f64At(leastReach, place);
    if (least > height || (least == height && f64At(leastApart, place) >= distance)) continue;
    if (place >> 5 != leaf) {
      leaf = place >> 5;
      end = findPath(leaf);
    }
    readQuery(place);
    ownCore = f64At(core, place);
    store<i32>(found + ((<usize>place) << 2), -1);
    reachAt(height, distance);
    climb(leaf, end);
    store<f64>(leastReach + ((<usize>place) << 3), reach);
    store<f64>(leastApart + ((<usize>place) << 3), apart);
  }
}

/** Places looked at since the module was opened. */
export function compared(): f64 {
  return seen;
}

/** The first byte that may be used. */
export function base(): usize {
  return __heap_base;
}

import type { Matrix } from '../matrix';
import type { Steps } from '../steps';

/** Rows of a leaf; only the last leaf may hold fewer. */
export const LEAF = 32;

/**
 * Rows in boxes within boxes (a k-d tree with tight boxes). Rows have places, 0 to rows - 1, and every LEAF
 * places are a leaf. A node over the leaves a to b is followed by its left half, over a to (a + b) >> 1, and
 * after the 2 * (that - a) - 1 nodes of that by its right half; the root is node 0 over all leaves.
 */
export interface BoxTree {
  readonly rows: number;
  readonly cols: number;
  readonly leaves: number;
  /** The row at each place. */
  readonly order: Int32Array;
  /** leaves x cols x LEAF values; the places that the last leaf lacks hold Infinity. */
  readonly blocks: Float32Array;
  /** For each node the least value of each column, then the greatest, both padded to `stride` with 0. */
  readonly boxes: Float32Array;
  /** cols, up to a multiple of 4. */
  readonly stride: number;
  /** For each node the least of its rows. */
  readonly leastRow: Int32Array;
}

/**
 * Parts rows at the middle of their widest column, equal values by row number, until a leaf is left. Equal rows
 * do no harm: the halves are equal in number, whatever the values.
 *
 * @param features rows x cols, finite; at least 1 row and 1 column.
 * O(rows x log rows x cols).
 */
export function* growTree({ data, rows, cols }: Matrix): Steps<BoxTree> {
  const leaves = Math.ceil(rows / LEAF);
  const stride = (cols + 3) & ~3;
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const keys = new Float32Array(rows);
  const boxes = new Float32Array((2 * leaves - 1) * 2 * stride);
  const leastRow = new Int32Array(2 * leaves - 1);
  const stack = [0, 0, leaves];
  let done = 0;
  let waiting = 0;
  while (stack.length > 0) {
    const b = stack.pop() as number;
    const a = stack.pop() as number;
    const node = stack.pop() as number;
    const from = a * LEAF;
    const to = Math.min(b * LEAF, rows);
    const low = boxes.subarray(node * 2 * stride, node * 2 * stride + cols);
    const high = boxes.subarray((node * 2 + 1) * stride, (node * 2 + 1) * stride + cols);
    low.fill(Infinity);
    high.fill(-Infinity);
    let least = rows;
    for (let place = from; place < to; place++) {
      const row = order[place];
      if (row < least) least = row;
      for (let col = 0, at = row * cols; col < cols; col++, at++) {
        const value = data[at];
        if (value < low[col]) low[col] = value;
        if (value > high[col]) high[col] = value;
      }
    }
    leastRow[node] = least;
    if (b - a === 1) {
      done += to - from;
      continue;
    }
    let widest = 0;
    for (let col = 1; col < cols; col++)
      if (high[col] - low[col] > high[widest] - low[widest]) widest = col;
    for (let place = from; place < to; place++) keys[place] = data[order[place] * cols + widest];
    const middle = (a + b) >> 1;
    selectPlace(keys, order, from, to - 1, middle * LEAF);
    stack.push(node + 2 * (middle - a), middle, b, node + 1, a, middle);
    waiting += (to - from) * cols;
    if (waiting > 100000) {
      waiting = 0;
      yield { done, total: rows };
    }
  }
  const blocks = new Float32Array(leaves * cols * LEAF).fill(Infinity);
  for (let place = 0; place < rows; place++) {
    const to = Math.floor(place / LEAF) * cols * LEAF + (place % LEAF);
    for (let col = 0, at = order[place] * cols; col < cols; col++, at++)
      blocks[to + col * LEAF] = data[at];
  }
  return { rows, cols, leaves, order, blocks, boxes, stride, leastRow };
}

/** Moves what belongs at `place` there, what is less before it (by key, then row), the rest behind it. */
function selectPlace(
  keys: Float32Array,
  order: Int32Array,
  from: number,
  to: number,
  place: number,
): void {
  let left = from;
  let right = to;
  while (left < right) {
    const middle = (left + right) >> 1;
    if (before(keys, order, middle, left)) swap(keys, order, middle, left);
    if (before(keys, order, right, left)) swap(keys, order, right, left);
    if (before(keys, order, right, middle)) swap(keys, order, right, middle);
    const key = keys[middle];
    const row = order[middle];
    let i = left;
    let j = right;
    while (i <= j) {
      while (keys[i] < key || (keys[i] === key && order[i] < row)) i++;
      while (keys[j] > key || (keys[j] === key && order[j] > row)) j--;
      if (i > j) break;
      swap(keys, order, i, j);
      i++;
      j--;
    }
    if (place <= j) right = j;
    else if (place >= i) left = i;
    else return;
  }
}

function before(keys: Float32Array, order: Int32Array, i: number, j: number): boolean {
  return keys[i] < keys[j] || (keys[i] === keys[j] && order[i] < order[j]);
}

function swap(keys: Float32Array, order: Int32Array, i: number, j: number): void {
  const key = keys[i];
  keys[i] = keys[j];
  keys[j] = key;
  const row = order[i];
  order[i] = order[j];
  order[j] = row;
}

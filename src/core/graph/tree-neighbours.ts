import { openNearest } from '../kernels/boxes';
import type { Matrix } from '../matrix';
import { rescale, type Steps } from '../steps';
import { type BoxTree, growTree, LEAF } from './box-tree';

/** rows x k nearest others, nearest first, equal distances by row number. */
export interface TreeLists {
  readonly indices: Int32Array;
  /** Squared distances, in double precision. */
  readonly squared: Float64Array;
}

/** More columns than these are not looked at: boxes hardly part rows then. */
const MOST_COLS = 48;
/** With fewer rows all pairs are compared as quickly. */
const LEAST_ROWS = 1000;
/** A tree serves where a row looks at fewer others than this on average, and than half of all. */
const MOST_SEEN = 10000;
/** Rows tried to learn that. */
const TRIED = 256;

/**
 * For every row the k nearest others, by a tree of boxes. Squared distances are sums of squared differences,
 * column by column in double precision.
 *
 * @param k fewer than there are rows.
 * @returns undefined where a tree does not serve: comparing all, or nearly all, is quicker.
 */
export function* findByTree(features: Matrix, k: number): Steps<TreeLists | undefined> {
  const tree = yield* rescale(growWhereItServes(features, k), 0, 10);
  return tree === undefined ? undefined : yield* rescale(listByTree(tree, k), 1, 10);
}

/** A tree of the rows, unless a search for k neighbours in it would look at too many of them. */
export function* growWhereItServes(features: Matrix, k: number): Steps<BoxTree | undefined> {
  const { rows, cols } = features;
  if (rows < LEAST_ROWS || cols < 1 || cols > MOST_COLS) return undefined;
  const tree = yield* growTree(features);
  const nearest = openNearest(tree, k);
  for (let tried = 0; tried < TRIED; tried++) {
    nearest.search(Math.floor((tried * rows) / TRIED), 1);
    if (tried % 16 === 0) yield { done: rows, total: rows };
  }
  return nearest.compared() / TRIED < Math.min(MOST_SEEN, rows / 2) ? tree : undefined;
}

/** The same in a tree that is there. */
export function* listByTree(tree: BoxTree, k: number): Steps<TreeLists> {
  const { rows, order } = tree;
  const indices = new Int32Array(rows * k);
  const squared = new Float64Array(rows * k);
  const nearest = openNearest(tree, k);
  for (let from = 0; from < rows; from += LEAF) {
    const count = Math.min(LEAF, rows - from);
    const found = nearest.search(from, count);
    for (let i = 0; i < count; i++)
      for (let at = i * k, to = order[from + i] * k; at < (i + 1) * k; at++, to++) {
        indices[to] = found.others[at];
        squared[to] = found.squared[at];
      }
    yield { done: from + count, total: rows };
  }
  return { indices, squared };
}

import type { Matrix } from '../matrix';
import type { Steps } from '../steps';
import type { Clustering } from './clustering';
import { cutTree, type Merge, type PartTree } from './part-tree';
import { splitRows } from './split-rows';
import { mergeByWard } from './ward';

/** A hierarchy of segments: fewer are joins of them, more are parts of them. */
export interface SegmentTree extends PartTree {
  /** Rows of each part. */
  readonly sizes: Int32Array;
  /** Cut at this number it gives the segments as they were found. */
  readonly found: number;
  /** Whether it is the tree that the method itself grew, and not made from its segments. */
  readonly own: boolean;
}

/** A part has at least so many customers, and this share of all of them. */
const LEAST = 5;
const LEAST_SHARE = 0.01;
/** Finer than this nobody acts on. */
const FINEST = 60;
const USUAL_FINEST = 20;

/**
 * The hierarchy around segments that were found. Upward the two segments join whose union adds least
 * to the sum of squares (Ward, on means weighted by size); downward the segment is halved that loses
 * most of it by that. Nothing is drawn by chance and ties go by number. Where the method grew a tree
 * of its own, that is the hierarchy.
 *
 * @param features rows x cols, finite; the rows that the segments were found in.
 * @param weights how much each row counts; all the same when absent.
 * O(rows x cols x splits).
 */
export function* buildLevels(
  features: Matrix,
  found: Clustering,
  weights?: Float64Array,
): Steps<SegmentTree> {
  const { labels, k, tree } = found;
  if (
    tree !== undefined &&
    sameParts(cutTree(tree.merges, tree.merges.length + 1, k), tree, labels)
  )
    return { ...tree, sizes: countParts(tree.parts, tree.merges.length + 1), found: k, own: true };
  const { parts, splits } = yield* splitFurther(features, found, weights);
  const count = k + splits.length;
  const merges: Merge[] = [];
  /** The node that stands for each part so far; a half that split off is joined to it again. */
  const node = Int32Array.from({ length: count }, (_, part) => part);
  const join = (one: number, two: number, height: number) => {
    const [a, b] = [node[one], node[two]];
    node[one] = count + merges.length;
    merges.push({ a: Math.min(a, b), b: Math.max(a, b), height });
  };
  for (let i = splits.length - 1; i >= 0; i--) join(splits[i].of, k + i, splits[i].height);
  if (k > 1) {
    const masses = new Float64Array(k);
    labels.forEach((label, row) => {
      if (label >= 0) masses[label] += weights === undefined ? 1 : weights[row];
    });
    const tops = Int32Array.from({ length: 2 * k - 1 }, (_, i) => i);
    (yield* mergeByWard(found.centres, masses)).forEach(({ a, b, height }, i) => {
      join(tops[a], tops[b], height);
      tops[k + i] = tops[a];
    });
  }
  return { parts, merges, sizes: countParts(parts, count), found: k, own: false };
}

/** Bands of which one number is offered each. */
const BANDS = [
  [2, 3],
  [4, 8],
  [9, 16],
  [17, 32],
  [33, 60],
] as const;
/** Neighbouring levels differ by this factor at least. */
const STEP = 1.25;
/** Bands above the one of the number found. */
const FINER = 2;

/**
 * A short list of numbers of segments worth looking at: what was found, and of each band the number
 * after which the next join costs most beside the one before.
 *
 * @returns ascending, 2 at least unless one segment was found.
 */
export function offerLevels({ merges, found }: SegmentTree): number[] {
  const most = merges.length + 1;
  /** The height of the join that leaves `count` segments. */
  const heightOf = (count: number) => merges[most - 1 - count]?.height ?? 0;
  const jump = (count: number) => {
    const [next, before] = [heightOf(count - 1), heightOf(count)];
    return before > 0 ? next / before : next > 0 ? Number.MAX_VALUE : 0;
  };
  const offered = [found];
  let finer = 0;
  for (const [low, high] of BANDS) {
    if (low <= found && found <= high) continue;
    const above = low > found;
    if (above && finer === FINER) break;
    let best = -1;
    for (let count = low; count <= Math.min(high, most); count++) {
      if (offered.some((other) => Math.max(other, count) < STEP * Math.min(other, count))) continue;
      if (best < 0 || jump(count) > jump(best)) best = count;
    }
    if (best < 0) continue;
    offered.push(best);
    if (above) finer++;
  }
  return offered.sort((a, b) => a - b);
}

/**
 * For each segment the coarser one that most of its rows are in.
 *
 * @param labels one per row, 0 <= label < k; -1 is left out.
 * @param coarse one per row, any numbers.
 * @returns one number of `coarse` per segment, the lower of two that hold as many.
 */
export function parentsOf(labels: Int32Array, k: number, coarse: Int32Array): Int32Array {
  const counts = Array.from({ length: k }, () => new Map<number, number>());
  labels.forEach((label, row) => {
    if (label >= 0 && coarse[row] >= 0)
      counts[label].set(coarse[row], (counts[label].get(coarse[row]) ?? 0) + 1);
  });
  return Int32Array.from(counts, (count) => {
    const [first] = [...count].sort(([p, m], [q, n]) => n - m || p - q);
    return first === undefined ? -1 : first[0];
  });
}

interface Halved {
  /** The part that lost a half; the half is numbered after all parts before it. */
  readonly of: number;
  /** As Ward's merges have it; none is higher than one before it. */
  readonly height: number;
}

function* splitFurther(
  features: Matrix,
  { labels, k }: Clustering,
  weights: Float64Array | undefined,
): Steps<{ parts: Int32Array; splits: Halved[] }> {
  const placed = labels.reduce((sum, label) => sum + (label < 0 ? 0 : 1), 0);
  const least = Math.max(LEAST, Math.ceil(placed * LEAST_SHARE));
  const finest = Math.max(k, Math.min(FINEST, Math.max(USUAL_FINEST, 2 * k)));
  const parts = labels.slice();
  const splits: Halved[] = [];
  if (finest === k) return { parts, splits };
  const rowsOf: number[][] = Array.from({ length: k }, () => []);
  labels.forEach((label, row) => {
    if (label >= 0) rowsOf[label].push(row);
  });
  const total = finest;
  let done = 0;
  const open: { rows: Int32Array; sides: Uint8Array; gain: number }[] = [];
  function* consider(rows: Int32Array): Steps<(typeof open)[number]> {
    const steps = splitRows(features, rows, least, weights);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        const split = step.value;
        return { rows, sides: split?.sides ?? new Uint8Array(0), gain: split?.gain ?? 0 };
      }
      yield { done: Math.min(done, total), total };
    }
  }
  for (const rows of rowsOf) {
    open.push(yield* consider(Int32Array.from(rows)));
    done += (total - k) / (2 * k);
  }
  let height = Infinity;
  while (k + splits.length < finest) {
    let widest = 0;
    for (let i = 1; i < open.length; i++) if (open[i].gain > open[widest].gain) widest = i;
    const { rows, sides, gain } = open[widest];
    if (!(gain > 0)) break;
    height = Math.min(height, Math.sqrt(2 * gain));
    const made = k + splits.length;
    splits.push({ of: widest, height });
    const kept = rows.filter((_, i) => sides[i] === 0);
    const gone = rows.filter((_, i) => sides[i] === 1);
    for (const row of gone) parts[row] = made;
    open[widest] = yield* consider(kept);
    open.push(yield* consider(gone));
    done += 0.5;
  }
  return { parts, splits };
}

function countParts(parts: Int32Array, count: number): Int32Array {
  const sizes = new Int32Array(count);
  for (const part of parts) if (part >= 0) sizes[part]++;
  return sizes;
}

/** Whether a cut of a tree parts the rows as the labels do. */
function sameParts(cut: Int32Array, { parts }: PartTree, labels: Int32Array): boolean {
  const labelOf = new Map<number, number>();
  const cutOf = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) {
    if (parts[row] < 0 || labels[row] < 0) {
      if (parts[row] >= 0 || labels[row] >= 0) return false;
      continue;
    }
    const at = cut[parts[row]];
    if ((labelOf.get(at) ?? labels[row]) !== labels[row]) return false;
    if ((cutOf.get(labels[row]) ?? at) !== at) return false;
    labelOf.set(at, labels[row]);
    cutOf.set(labels[row], at);
  }
  return true;
}

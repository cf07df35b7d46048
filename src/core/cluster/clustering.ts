import { createMatrix, type Matrix } from '../matrix';
import type { PartTree } from './part-tree';

/** What every method is told. */
export interface ClusterOptions {
  /** Segments wanted; at least 1, at most the number of rows. */
  readonly k: number;
  readonly seed: number;
  /** Starts of a method that has several, beside given centres; chosen by the size of the work when absent. */
  readonly starts?: number;
  /** k x cols: centres that a method with several starts begins from as well. */
  readonly centres?: Matrix;
  /** How much each row counts, above 0; all the same when absent. */
  readonly weights?: Float64Array;
}

/** What every method finds. */
export interface Clustering {
  readonly k: number;
  /** One per row, 0 <= label < k, larger segments first; -1 is nowhere. */
  readonly labels: Int32Array;
  /** k x cols: the mean of the rows of each segment, as the method measured them. */
  readonly centres: Matrix;
  /** Sum of squared distances of the rows to the centre of their segment. */
  readonly inertia: number;
  /** The last merges of a method that joins groups; cut at k it gives the labels. */
  readonly tree?: PartTree;
}

/** How many segments labels speak of: the largest label and one more; -1 is nowhere. */
export function countLabels(labels: Int32Array): number {
  return labels.reduce((most, label) => Math.max(most, label), -1) + 1;
}

/**
 * Numbers the segments by size, largest first, equal sizes by their first row, and computes centres
 * and inertia anew, so that a segment's number does not depend on how a method happened to find it.
 *
 * @param raw one label per row, -1 is nowhere; labels that hold nobody vanish.
 */
export function settleLabels(features: Matrix, raw: Int32Array): Clustering {
  const sizes = new Map<number, { size: number; first: number }>();
  for (let row = 0; row < raw.length; row++) {
    if (raw[row] < 0) continue;
    const entry = sizes.get(raw[row]);
    if (entry === undefined) sizes.set(raw[row], { size: 1, first: row });
    else entry.size++;
  }
  const order = [...sizes].sort(([, a], [, b]) => b.size - a.size || a.first - b.first);
  const settled = new Map(order.map(([label], i) => [label, i]));
  const labels = raw.map((label) => settled.get(label) ?? -1);
  const centres = meansByLabel(features, labels, order.length);
  return { k: order.length, labels, centres, inertia: inertiaOf(features, labels, centres) };
}

/**
 * Rows that are equal as one group each, when there are no more such groups than `most`: nothing finer
 * can be found then, and equal rows must not be parted.
 *
 * @returns one label per row, or undefined when more rows differ.
 */
export function groupEqualRows(features: Matrix, most: number): Int32Array | undefined {
  const { rows, cols, data } = features;
  const labels = new Int32Array(rows);
  const firsts: number[] = [];
  for (let row = 0; row < rows; row++) {
    const found = firsts.findIndex((first) => {
      for (let col = 0; col < cols; col++)
        if (data[row * cols + col] !== data[first * cols + col]) return false;
      return true;
    });
    labels[row] = found < 0 ? firsts.length : found;
    if (found < 0 && firsts.push(row) > most) return undefined;
  }
  return labels;
}

/** The mean row of every label. */
export function meansByLabel(features: Matrix, labels: Int32Array, k: number): Matrix {
  const { cols, data } = features;
  const sums = new Float64Array(k * cols);
  const counts = new Int32Array(k);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    if (label < 0) continue;
    counts[label]++;
    for (let col = 0; col < cols; col++) sums[label * cols + col] += data[row * cols + col];
  }
  const means = createMatrix(k, cols);
  for (let label = 0; label < k; label++) {
    if (counts[label] === 0) continue;
    for (let col = 0; col < cols; col++)
      means.data[label * cols + col] = sums[label * cols + col] / counts[label];
  }
  return means;
}

function inertiaOf(features: Matrix, labels: Int32Array, centres: Matrix): number {
  const { cols, data } = features;
  const middle = centres.data;
  let inertia = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] < 0) continue;
    const from = row * cols;
    const to = labels[row] * cols;
    // Four sums, since each has to wait for itself.
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    let col = 0;
    for (; col + 4 <= cols; col += 4) {
      s0 += (data[from + col] - middle[to + col]) ** 2;
      s1 += (data[from + col + 1] - middle[to + col + 1]) ** 2;
      s2 += (data[from + col + 2] - middle[to + col + 2]) ** 2;
      s3 += (data[from + col + 3] - middle[to + col + 3]) ** 2;
    }
    for (; col < cols; col++) s0 += (data[from + col] - middle[to + col]) ** 2;
    inertia += s0 + s1 + (s2 + s3);
  }
  return inertia;
}

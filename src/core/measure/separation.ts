import { createArena } from '../kernels/dots';
import { type Matrix, rowOf, squaredNorms, takeRows } from '../matrix';
import type { Steps } from '../steps';
import { countLabels, meansByLabel } from '../cluster/clustering';

/** Above this many rows the silhouette is measured on the first that many instead. */
export const SILHOUETTE_SAMPLE = 2000;

/** Rows that they are compared with, at most, where all of them need not be compared. */
export const COMPARED = 20000;
const TILE = 32;
const STRIP = 512;

/** Euclidean distances of all pairs of rows, rows x rows. */
export function* pairDistances(features: Matrix): Steps<Float32Array> {
  const { rows } = features;
  const arena = createArena();
  const held = arena.place(features);
  const out = arena.reserve(TILE, rows);
  const dots = arena.view(out);
  const norms = squaredNorms(features);
  const distances = new Float32Array(rows * rows);
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    arena.dots(held, from, count, held, 0, rows, out);
    for (let i = 0; i < count; i++)
      for (let other = 0, row = from + i; other < rows; other++)
        if (other !== row)
          distances[row * rows + other] = Math.sqrt(
            Math.max(0, norms[row] + norms[other] - 2 * dots[i * out.stride + other]),
          );
    yield { done: from + count, total: rows };
  }
  return distances;
}

/**
 * Mean silhouette: how much nearer each customer is to its own segment than to the next one.
 *
 * @param distances rows x rows.
 * @param labels one per row; -1 is left out. At least 2 distinct labels.
 * @returns a number in [-1, 1]; a segment of one counts 0, as in scikit-learn.
 * @see Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7
 */
export function silhouetteOf(distances: Float32Array, labels: Int32Array): number {
  const rows = labels.length;
  const k = countLabels(labels);
  const counts = new Int32Array(k);
  for (const label of labels) if (label >= 0) counts[label]++;
  const sums = new Float64Array(k);
  let total = 0;
  let counted = 0;
  for (let row = 0; row < rows; row++) {
    const own = labels[row];
    if (own < 0) continue;
    counted++;
    if (counts[own] === 1) continue;
    sums.fill(0);
    for (let other = 0; other < rows; other++)
      if (labels[other] >= 0) sums[labels[other]] += distances[row * rows + other];
    const inside = sums[own] / (counts[own] - 1);
    let outside = Infinity;
    for (let label = 0; label < k; label++)
      if (label !== own && counts[label] > 0)
        outside = Math.min(outside, sums[label] / counts[label]);
    const most = Math.max(inside, outside);
    if (most > 0) total += (outside - inside) / most;
  }
  return total / counted;
}

/**
 * The silhouette of a labelling of rows in random order: the mean over the first SILHOUETTE_SAMPLE rows, each of
 * them compared with all, or with the first COMPARED of many and the first row of each segment that has none among
 * them. Where each was compared with the other 2,000 only, the next segment was the one whose few rows happened to
 * be near, which made the silhouette of many segments too low.
 *
 * @param labels one per row; -1 is left out. At least 2 distinct labels among the others.
 * @returns NaN where none of the first rows has a label.
 */
export function* silhouette(features: Matrix, labels: Int32Array): Steps<number> {
  const k = countLabels(labels);
  const byLabel = Array.from({ length: k }, (): number[] => []);
  labels.forEach((label, row) => {
    if (label >= 0 && (row < COMPARED || byLabel[label].length === 0)) byLabel[label].push(row);
  });
  const asked: number[] = [];
  for (let row = 0; row < Math.min(SILHOUETTE_SAMPLE, labels.length); row++)
    if (labels[row] >= 0) asked.push(row);
  const { cols } = features;
  const arena = createArena();
  const asking = arena.place(takeRows(features, asked));
  const answering = arena.reserve(STRIP, cols);
  const out = arena.reserve(TILE, STRIP);
  const answers = arena.view(answering);
  const dots = arena.view(out);
  const norms = squaredNorms(features);
  const sums = new Float64Array(asked.length * k);
  const total = byLabel.reduce((sum, own) => sum + own.length, 0);
  let done = 0;
  for (const [label, own] of byLabel.entries())
    for (let from = 0; from < own.length; from += STRIP) {
      const others = own.slice(from, from + STRIP);
      for (const [j, row] of others.entries())
        answers.set(rowOf(features, row), j * answering.stride);
      for (let a = 0; a < asked.length; a += TILE) {
        const count = Math.min(TILE, asked.length - a);
        arena.dots(asking, a, count, answering, 0, others.length, out);
        for (let i = 0; i < count; i++) {
          const row = asked[a + i];
          let sum = 0;
          for (let j = 0, at = i * out.stride; j < others.length; j++, at++)
            if (others[j] !== row)
              sum += Math.sqrt(Math.max(0, norms[row] + norms[others[j]] - 2 * dots[at]));
          sums[(a + i) * k + label] += sum;
        }
      }
      done += others.length;
      yield { done, total };
    }
  let sum = 0;
  for (const [i, row] of asked.entries()) {
    const inside = byLabel[labels[row]].length - 1;
    if (inside === 0) continue;
    let outside = Infinity;
    for (let label = 0; label < k; label++)
      if (label !== labels[row] && byLabel[label].length > 0)
        outside = Math.min(outside, sums[i * k + label] / byLabel[label].length);
    const own = sums[i * k + labels[row]] / inside;
    const most = Math.max(own, outside);
    if (most > 0) sum += (outside - own) / most;
  }
  return sum / asked.length;
}

/**
 * Calinski-Harabasz index: spread between segments over spread within, each per degree of freedom;
 * larger is better. Rows with label -1 are left out.
 *
 * @see Calinski and Harabasz 1974, doi:10.1080/03610927408827101
 */
export function calinskiHarabasz(features: Matrix, labels: Int32Array, k: number): number {
  const { cols, data } = features;
  const means = meansByLabel(features, labels, k);
  const middle = meansByLabel(
    features,
    labels.map((label) => Math.min(0, label)),
    1,
  );
  const counts = new Int32Array(k);
  let rows = 0;
  let within = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] < 0) continue;
    rows++;
    counts[labels[row]]++;
    for (let col = 0; col < cols; col++)
      within += (data[row * cols + col] - means.data[labels[row] * cols + col]) ** 2;
  }
  let between = 0;
  for (let label = 0; label < k; label++)
    for (let col = 0; col < cols; col++)
      between += counts[label] * (means.data[label * cols + col] - middle.data[col]) ** 2;
  return within === 0 ? 1 : (between * (rows - k)) / (within * (k - 1));
}

/**
 * Davies-Bouldin index: for each segment the worst ratio of spreads to the distance of two centres,
 * averaged; smaller is better. Rows with label -1 are left out.
 *
 * @see Davies and Bouldin 1979, doi:10.1109/TPAMI.1979.4766909
 */
export function daviesBouldin(features: Matrix, labels: Int32Array, k: number): number {
  const { cols, data } = features;
  const means = meansByLabel(features, labels, k);
  const spread = new Float64Array(k);
  const counts = new Int32Array(k);
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] < 0) continue;
    let sum = 0;
    for (let col = 0; col < cols; col++)
      sum += (data[row * cols + col] - means.data[labels[row] * cols + col]) ** 2;
    spread[labels[row]] += Math.sqrt(sum);
    counts[labels[row]]++;
  }
  for (let label = 0; label < k; label++) spread[label] /= counts[label];
  let total = 0;
  for (let a = 0; a < k; a++) {
    let worst = 0;
    for (let b = 0; b < k; b++) {
      if (a === b) continue;
      let sum = 0;
      for (let col = 0; col < cols; col++)
        sum += (means.data[a * cols + col] - means.data[b * cols + col]) ** 2;
      if (sum > 0) worst = Math.max(worst, (spread[a] + spread[b]) / Math.sqrt(sum));
    }
    total += worst;
  }
  return total / k;
}

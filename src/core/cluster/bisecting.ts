import { type Matrix, takeRows } from '../matrix';
import { rescale, type Steps } from '../steps';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';
import { kmeans } from './kmeans';

/** Starts of each division; two groups are an easy search. */
const STARTS = 4;

/** One division: a part becomes two. Part 0 is everyone, division i makes parts 2i + 1 and 2i + 2. */
export interface Division {
  readonly part: number;
  /** Sum of squared distances to the centres that the division takes away. */
  readonly gain: number;
}

/** Which parts were divided, in order, and the last part that every row is in. */
export interface Divisions {
  readonly divisions: readonly Division[];
  readonly parts: Int32Array;
}

/**
 * Bisecting k-means: the part with the greatest sum of squares is halved by k-means until there are
 * k.
 *
 * @param features rows x cols, finite.
 * @see Steinbach, Karypis and Kumar 2000, A comparison of document clustering techniques
 */
export function* bisecting(features: Matrix, options: ClusterOptions): Steps<Clustering> {
  const equal = groupEqualRows(features, options.k);
  if (equal !== undefined) return settleLabels(features, equal);
  const { parts } = yield* divideRows(features, options);
  return settleLabels(features, parts);
}

/** Divides until there are k parts, or no part holds two rows that differ. */
export function* divideRows(features: Matrix, options: ClusterOptions): Steps<Divisions> {
  const { k, seed, starts = STARTS, weights } = options;
  const parts = new Int32Array(features.rows);
  const divisions: Division[] = [];
  const open = [{ part: 0, rows: parts.map((_, row) => row), inertia: Infinity }];

  while (divisions.length < k - 1) {
    let widest = -1;
    open.forEach(({ inertia, rows }, i) => {
      if (rows.length > 1 && inertia > 0 && (widest < 0 || inertia > open[widest].inertia))
        widest = i;
    });
    if (widest < 0) break;
    const { part, rows, inertia } = open[widest];
    const inside = takeRows(features, rows);
    const heavy = weights && Float64Array.from(rows, (row) => weights[row]);
    const found = yield* rescale(
      kmeans(inside, {
        k: 2,
        seed: seed + divisions.length,
        starts,
        ...(heavy === undefined ? {} : { weights: heavy }),
      }),
      divisions.length,
      k - 1,
    );
    if (found.k < 2) {
      open[widest] = { part, rows, inertia: 0 };
      continue;
    }
    const made = 2 * divisions.length + 1;
    const halves = [0, 1].map((side) => ({
      part: made + side,
      rows: rows.filter((_, i) => found.labels[i] === side),
      inertia: inertiaOfSide(inside, found, side, heavy),
    }));
    for (const half of halves) for (const row of half.rows) parts[row] = half.part;
    const before = Number.isFinite(inertia) ? inertia : spreadOf(inside, heavy);
    divisions.push({ part, gain: before - halves[0].inertia - halves[1].inertia });
    open.splice(widest, 1, ...halves);
  }
  return { divisions, parts };
}

/** The parts after the first k - 1 divisions, one label per row. */
export function cutDivisions({ divisions, parts }: Divisions, k: number): Int32Array {
  const kept = Math.min(divisions.length, k - 1);
  const whole = Int32Array.from({ length: 2 * divisions.length + 1 }, (_, part) => part);
  for (let i = divisions.length - 1; i >= kept; i--)
    for (const half of [2 * i + 1, 2 * i + 2]) whole[half] = divisions[i].part;
  return parts.map((part) => {
    let at = part;
    while (whole[at] !== at) at = whole[at];
    return at;
  });
}

function inertiaOfSide(
  features: Matrix,
  { labels, centres }: Clustering,
  side: number,
  weights: Float64Array | undefined,
): number {
  const { cols, data } = features;
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] !== side) continue;
    let apart = 0;
    for (let col = 0; col < cols; col++)
      apart += (data[row * cols + col] - centres.data[side * cols + col]) ** 2;
    sum += weights === undefined ? apart : apart * weights[row];
  }
  return sum;
}

function spreadOf(features: Matrix, weights: Float64Array | undefined): number {
  const { rows, cols, data } = features;
  const mean = new Float64Array(cols);
  let mass = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row];
    mass += weight;
    for (let col = 0; col < cols; col++) mean[col] += weight * data[row * cols + col];
  }
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row];
    for (let col = 0; col < cols; col++)
      sum += weight * (data[row * cols + col] - mean[col] / mass) ** 2;
  }
  return sum;
}

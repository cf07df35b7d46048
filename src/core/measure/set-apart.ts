import { invertFactor } from '../cluster/cholesky';
import { countLabels, meansByLabel } from '../cluster/clustering';
import { assignToNearest } from '../cluster/assign-to-nearest';
import { createMatrix, type Matrix, takeRows } from '../matrix';
import { createRandom, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import { adjustedRandIndex } from './agreement';
import { joinLabels, joinLikewise } from './merge-likewise';
import { pairsKept } from './prediction-strength';
import type { Cluster } from './stability';
import { countAt, type Counts, findValley, type Pair, testValley } from './valley';

export interface SetApart {
  /** By segment, the share of splits in which a valley parts it from the segment next to it. */
  readonly segments: Float64Array;
  /** Share of the rows in segments that a valley parts from the next, mean over the splits. */
  readonly apart: number;
  /** Adjusted Rand index of a half's own segments with where the other half's place it: the mean. */
  readonly agreement: number;
  /** The same in the split where the halves agree least. */
  readonly leastAgreement: number;
  /** Mean over rows of the share of their segment that stays with them in the other half's. */
  readonly kept: number;
}

const SPLITS = 8;
/** So few rows between two segments are this improbable without a valley. */
const SURE = 0.01;
/** Up to this many columns directions are also sought by discriminant analysis. */
const DISCRIMINANT_COLS = 64;
const ROWS_PER_COLUMN = 4;
/** Share of the mean variance that is mixed into the spread within segments. */
const SHRINKAGE = 0.05;

/**
 * Whether a valley lies between each segment and the next one, seen on rows that had no part in
 * drawing the line: one half of the rows is clustered, the other half placed by its centres and
 * projected on the direction from centre to centre. Seen on the same rows that were clustered, any
 * cloud of many columns would show a valley.
 *
 * @param labels the segments, 0 <= label < k; -1 is nowhere.
 * @param became where they were put together after they were found, by segment what it is part of; the
 * joined ones are reported on, and a valley counts towards segments that are part of another.
 */
export function* judgeSetApart(
  features: Matrix,
  labels: Int32Array,
  cluster: Cluster,
  seed: number,
  splits = SPLITS,
  became?: Int32Array,
): Steps<SetApart> {
  const count = countLabels(labels);
  const parted = became ?? Int32Array.from({ length: count }, (_, label) => label);
  const shown = joinLabels(labels, parted);
  const k = countLabels(shown);
  const random = createRandom(seed);
  const sizes = new Float64Array(k);
  for (const label of shown) if (label >= 0) sizes[label]++;
  const segments = new Float64Array(k);
  let agreement = 0;
  let leastAgreement = 1;
  let kept = 0;
  for (let split = 0; split < splits; split++) {
    const order = shuffled(features.rows, random);
    const middle = Math.floor(features.rows / 2);
    const parts = [order.slice(0, middle).sort(), order.slice(middle).sort()];
    const halves = parts.map((rows) => takeRows(features, rows));
    const found: Int32Array[] = [];
    for (const [side, half] of halves.entries())
      found.push(
        yield* rescale(
          cluster(half, seed + 2 * split + side, parts[side]),
          2 * split + side,
          2 * splits,
        ),
      );
    // Each row is counted once, on the side of the half that it had no part in.
    const valley = new Float64Array(k);
    const hill = new Float64Array(k);
    let alike = 0;
    const wholes = parts.map((rows) => rows.map((row) => labels[row]));
    const joins = found.map((own, side) => joinLikewise(own, wholes[side], parted));
    for (const side of [0, 1]) {
      const placed = placeHalf(halves[side], found[side], halves[1 - side], joins[side]);
      const own = joinLabels(found[1 - side], joins[1 - side]);
      const others = joinLabels(placed.labels, joins[side]);
      alike += adjustedRandIndex(own, others) / 2;
      kept += meanKept(own, others) / (2 * splits);
      joins[side].forEach((label, segment) => {
        if (label >= k) return;
        valley[label] += placed.counts[segment].valley;
        hill[label] += placed.counts[segment].hill;
      });
    }
    agreement += alike / splits;
    leastAgreement = Math.min(leastAgreement, alike);
    for (let label = 0; label < k; label++)
      if (testValley({ valley: valley[label], hill: hill[label] }) <= SURE)
        segments[label] += 1 / splits;
  }
  const apart = segments.reduce((sum, share, label) => sum + share * sizes[label], 0);
  return { segments, apart: apart / features.rows, agreement, leastAgreement, kept };
}

function meanKept(labels: Int32Array, placed: Int32Array): number {
  const shares = pairsKept(labels, placed);
  let sum = 0;
  let count = 0;
  for (const label of labels) {
    if (label < 0) continue;
    sum += shares[label];
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

interface Placed {
  readonly labels: Int32Array;
  /** By segment of the other half. */
  readonly counts: readonly Counts[];
}

/**
 * Rows placed by the segments of other rows, and counted around the valley beside each.
 *
 * @param joins by segment what it is part of: the next one is part of another.
 */
function placeHalf(train: Matrix, labels: Int32Array, test: Matrix, joins: Int32Array): Placed {
  const k = countLabels(labels);
  const plain = meansByLabel(train, labels, k);
  const whitener = findWhitener(train, labels, plain);
  const spaces = [{ train, test, centres: plain }];
  if (whitener !== undefined)
    spaces.push({
      train: turn(train, whitener),
      test: turn(test, whitener),
      centres: turn(plain, whitener),
    });
  const fits = spaces.map((space) => fitOf(space.train, labels, space.centres));
  const best = spaces[fits.indexOf(Math.max(...fits))];
  const placed = assignToNearest(best.test, best.centres);
  const counts: Counts[] = [];
  for (let label = 0; label < k; label++) {
    const next = nearestOther(best.centres, label, joins);
    if (next < 0) {
      counts.push({ valley: 0, hill: 0 });
      continue;
    }
    // Which way to look, and where, is learnt from the half that drew the line.
    let ratio = Infinity;
    let seen = { space: best, place: 0 };
    for (const space of spaces) {
      const direction = directionOf(space.centres, label, next);
      const found = findValley(pairOn(space.train, labels, label, next, direction));
      if (found.ratio < ratio) {
        ratio = found.ratio;
        seen = { space, place: found.place };
      }
    }
    const direction = directionOf(seen.space.centres, label, next);
    const pair = pairOn(seen.space.test, placed, label, next, direction);
    counts.push(countAt(pair, seen.place));
  }
  return { labels: placed, counts };
}

/** How many rows the nearest centre gives their own label. */
function fitOf(features: Matrix, labels: Int32Array, centres: Matrix): number {
  const nearest = assignToNearest(features, centres);
  return nearest.reduce((sum, label, row) => sum + Number(label === labels[row]), 0);
}

function nearestOther({ data, rows, cols }: Matrix, label: number, joins: Int32Array): number {
  let nearest = -1;
  let least = Infinity;
  for (let other = 0; other < rows; other++) {
    if (joins[other] === joins[label]) continue;
    let squared = 0;
    for (let col = 0; col < cols; col++)
      squared += (data[other * cols + col] - data[label * cols + col]) ** 2;
    if (squared < least) {
      least = squared;
      nearest = other;
    }
  }
  return nearest;
}

function directionOf({ data, cols }: Matrix, label: number, next: number): Float64Array {
  return Float64Array.from(
    { length: cols },
    (_, col) => data[next * cols + col] - data[label * cols + col],
  );
}

function pairOn(
  { data, cols }: Matrix,
  labels: Int32Array,
  label: number,
  next: number,
  direction: Float64Array,
): Pair {
  const values: number[] = [];
  const first: boolean[] = [];
  labels.forEach((own, row) => {
    if (own !== label && own !== next) return;
    let sum = 0;
    for (let col = 0; col < cols; col++) sum += data[row * cols + col] * direction[col];
    values.push(sum);
    first.push(own === label);
  });
  return { values: Float64Array.from(values), first };
}

/** What makes the spread within segments round, where there are rows enough to tell. */
function findWhitener(
  features: Matrix,
  labels: Int32Array,
  centres: Matrix,
): Float64Array | undefined {
  const { rows, cols, data } = features;
  if (cols < 2 || cols > DISCRIMINANT_COLS || rows < ROWS_PER_COLUMN * cols) return undefined;
  const spread = new Float64Array(cols * cols);
  const apart = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    if (labels[row] < 0) continue;
    for (let col = 0; col < cols; col++)
      apart[col] = data[row * cols + col] - centres.data[labels[row] * cols + col];
    for (let i = 0; i < cols; i++)
      for (let j = 0; j <= i; j++) spread[i * cols + j] += apart[i] * apart[j];
  }
  let trace = 0;
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j <= i; j++) {
      spread[i * cols + j] /= rows;
      spread[j * cols + i] = spread[i * cols + j];
    }
    trace += spread[i * cols + i];
  }
  if (trace === 0) return undefined;
  for (let i = 0; i < cols; i++) spread[i * cols + i] += (SHRINKAGE * trace) / cols;
  return invertFactor(spread, cols)?.whitener;
}

function turn({ data, rows, cols }: Matrix, whitener: Float64Array): Matrix {
  const turned = createMatrix(rows, cols);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < cols; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += whitener[i * cols + j] * data[row * cols + j];
      turned.data[row * cols + i] = sum;
    }
  return turned;
}

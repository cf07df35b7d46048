import type { Matrix } from '../matrix';
import type { Progress, Steps } from '../steps';

/** Rows that the main axis is read from; more change it little. */
const AXIS_ROWS = 512;
const TURNS = 12;
/** Rows that the two means settle on before all rows have their say. */
const SAMPLE = 2048;
const ROUNDS = 12;
const LAST_ROUNDS = 3;
const BREATH = 256;

export interface Split {
  /** 0 or 1 for each of the rows that were split. */
  readonly sides: Uint8Array;
  /** What the split takes away from the sum of squared distances to the mean. */
  readonly gain: number;
}

/**
 * Two parts of some rows by 2-means, started from the best cut across their main axis; nothing is
 * drawn by chance. Equal rows stay together.
 *
 * @param features rows x cols, finite.
 * @param rows those to split, ascending.
 * @param least rows on each side, at least 1.
 * @param weights how much each row of `features` counts; all the same when absent.
 * @returns undefined where no cut leaves so many rows on both sides.
 * @see Su and Dy 2007, In search of deterministic methods for initializing k-means (PCA-Part)
 */
export function* splitRows(
  features: Matrix,
  rows: Int32Array,
  least: number,
  weights?: Float64Array,
): Steps<Split | undefined> {
  if (rows.length < 2 * least) return undefined;
  const axis = yield* findAxis(features, everyNth(rows, AXIS_ROWS));
  if (axis === undefined) return undefined;
  const masses = Float64Array.from(rows, (row) => (weights === undefined ? 1 : weights[row]));
  const places = yield* measureAlong(features, rows, axis);
  const sides = cutPlaces(places, masses, least);
  if (sides === undefined) return undefined;
  const some = everyNth(Int32Array.from(rows.keys()), SAMPLE);
  const tried = {
    rows: some.map((i) => rows[i]),
    masses: Float64Array.from(some, (i) => masses[i]),
    sides: Uint8Array.from(some, (i) => sides[i]),
  };
  if (some.length < rows.length) {
    yield* improve(features, tried, 1, ROUNDS);
    const { between, middle } = lineOf(sumSides(features, tried));
    const moved = (yield* measureAlong(features, rows, between)).map((at) => Number(at > middle));
    const high = moved.reduce((sum, side) => sum + side, 0);
    if (high >= least && rows.length - high >= least) sides.set(moved);
  }
  const all = { rows, masses, sides };
  const { sums } = yield* improve(
    features,
    all,
    least,
    some.length < rows.length ? LAST_ROUNDS : ROUNDS,
  );
  const { apart } = lineOf(sums);
  const [low, high] = sums.map(({ mass }) => mass);
  return { sides, gain: (apart * low * high) / (low + high) };
}

const STEP: Progress = { done: 0, total: 1 };

/** Some rows, the part of each that they are in, and what each counts. */
interface Sided {
  readonly rows: Int32Array;
  readonly masses: Float64Array;
  readonly sides: Uint8Array;
}

interface Sum {
  readonly values: Float64Array;
  mass: number;
}

function everyNth(rows: Int32Array, wanted: number): Int32Array {
  const stride = Math.max(1, Math.floor(rows.length / wanted));
  return stride === 1 ? rows : rows.filter((_, i) => i % stride === 0);
}

/** Lloyd's rounds with two means; sides change in place, until one would have fewer than `least`. */
function* improve(
  features: Matrix,
  sided: Sided,
  least: number,
  rounds: number,
): Steps<{ sums: readonly Sum[] }> {
  const { rows, masses, sides } = sided;
  const { cols, data } = features;
  const sums = sumSides(features, sided);
  for (let round = 0; round < rounds; round++) {
    const { between, middle } = lineOf(sums);
    const places = yield* measureAlong(features, rows, between);
    const moved: number[] = [];
    let high = 0;
    for (let i = 0; i < rows.length; i++) {
      const side = places[i] > middle ? 1 : 0;
      high += side;
      if (side !== sides[i]) moved.push(i);
    }
    if (moved.length === 0 || high < least || rows.length - high < least) break;
    for (const i of moved) {
      const [from, to] = [sums[sides[i]], sums[1 - sides[i]]];
      for (let col = 0, at = rows[i] * cols; col < cols; col++, at++) {
        const value = masses[i] * data[at];
        from.values[col] -= value;
        to.values[col] += value;
      }
      from.mass -= masses[i];
      to.mass += masses[i];
      sides[i] = 1 - sides[i];
    }
    yield STEP;
  }
  return { sums };
}

function sumSides({ cols, data }: Matrix, { rows, masses, sides }: Sided): readonly Sum[] {
  const sums = [0, 1].map((): Sum => ({ values: new Float64Array(cols), mass: 0 }));
  for (let i = 0; i < rows.length; i++) {
    const sum = sums[sides[i]];
    sum.mass += masses[i];
    for (let col = 0, at = rows[i] * cols; col < cols; col++, at++)
      sum.values[col] += masses[i] * data[at];
  }
  return sums;
}

/** From the mean of the one side to that of the other, and where the middle lies between them. */
function lineOf([low, high]: readonly Sum[]): {
  between: Float64Array;
  middle: number;
  apart: number;
} {
  const between = new Float64Array(low.values.length);
  let middle = 0;
  let apart = 0;
  for (let col = 0; col < between.length; col++) {
    const [a, b] = [low.values[col] / low.mass, high.values[col] / high.mass];
    between[col] = b - a;
    middle += (b ** 2 - a ** 2) / 2;
    apart += (b - a) ** 2;
  }
  return { between, middle, apart };
}

/** Where each row lies along an axis. */
function* measureAlong(
  { cols, data }: Matrix,
  rows: Int32Array,
  axis: Float64Array,
): Steps<Float64Array> {
  const places = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    let sum = 0;
    for (let col = 0, at = rows[i] * cols; col < cols; col++, at++) sum += data[at] * axis[col];
    places[i] = sum;
    if (i % BREATH === 0) yield STEP;
  }
  return places;
}

/** The direction in which rows spread most, by power iteration from the row farthest from the mean. */
function* findAxis({ cols, data }: Matrix, rows: Int32Array): Steps<Float64Array | undefined> {
  const mean = new Float64Array(cols);
  for (const row of rows)
    for (let col = 0, at = row * cols; col < cols; col++, at++) mean[col] += data[at];
  for (let col = 0; col < cols; col++) mean[col] /= rows.length;
  const shifted = new Float64Array(rows.length * cols);
  let farthest = 0;
  let most = -1;
  for (let i = 0; i < rows.length; i++) {
    let apart = 0;
    for (let col = 0, at = rows[i] * cols, to = i * cols; col < cols; col++, at++, to++) {
      shifted[to] = data[at] - mean[col];
      apart += shifted[to] ** 2;
    }
    if (apart > most) {
      most = apart;
      farthest = i;
    }
  }
  let axis = shifted.slice(farthest * cols, (farthest + 1) * cols);
  if (!toLengthOne(axis)) return undefined;
  for (let turn = 0; turn < TURNS; turn++) {
    const turned = new Float64Array(cols);
    for (let i = 0; i < rows.length; i++) {
      let along = 0;
      for (let col = 0, at = i * cols; col < cols; col++, at++) along += shifted[at] * axis[col];
      for (let col = 0, at = i * cols; col < cols; col++, at++) turned[col] += along * shifted[at];
    }
    if (!toLengthOne(turned)) return undefined;
    axis = turned;
    yield STEP;
  }
  return axis;
}

function toLengthOne(vector: Float64Array): boolean {
  let squared = 0;
  for (const value of vector) squared += value * value;
  const length = Math.sqrt(squared);
  if (!(length > 0)) return false;
  for (let col = 0; col < vector.length; col++) vector[col] /= length;
  return true;
}

/** The cut that leaves the least spread on both sides, between places that differ. */
function cutPlaces(
  places: Float64Array,
  masses: ArrayLike<number>,
  least: number,
): Uint8Array | undefined {
  const order = Array.from(places.keys()).sort((a, b) => places[a] - places[b] || a - b);
  let mass = 0;
  let sum = 0;
  for (let i = 0; i < places.length; i++) {
    mass += masses[i];
    sum += masses[i] * places[i];
  }
  let best = -1;
  let most = 0;
  let lowMass = 0;
  let lowSum = 0;
  for (let i = 0; i + least < order.length; i++) {
    lowMass += masses[order[i]];
    lowSum += masses[order[i]] * places[order[i]];
    if (i + 1 < least || places[order[i]] === places[order[i + 1]]) continue;
    const apart = lowSum / lowMass - (sum - lowSum) / (mass - lowMass);
    const gain = ((lowMass * (mass - lowMass)) / mass) * apart ** 2;
    if (gain > most) {
      most = gain;
      best = i;
    }
  }
  if (best < 0) return undefined;
  const sides = new Uint8Array(places.length);
  for (let i = best + 1; i < order.length; i++) sides[order[i]] = 1;
  return sides;
}

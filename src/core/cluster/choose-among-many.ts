import { shareRows } from '../features/share-rows';
import { findNeighbours } from '../graph/neighbours';
import { directionsOf, firstRows, type Matrix, takeRows } from '../matrix';
import { pairDistances, silhouetteOf } from '../measure/separation';
import { rescale, type Steps } from '../steps';
import { NEIGHBOURS } from '../study';
import { type Choice, chooseNumber, decide, FEWEST } from './choose-k';
import { settleLabels } from './clustering';
import { assignToNearest } from './assign-to-nearest';
import type { MatrixMethodId } from './method-ids';
import { cutTree, mergeByWard } from './ward';

/** The largest number that is tried. */
export const MOST_MANY = 200;
/** Rows that the trials run on. */
const SAMPLE = 4000;
/** Every number up to this one is tried, then every twelfth part more. */
const EACH = 24;
const STEP = 1.12;
/** Customers that a segment should have on average in each half. */
const WORTHWHILE = 8;

/** The numbers that are tried for so many rows. */
export function numbersAmong(rows: number): number[] {
  const most = Math.min(MOST_MANY, Math.floor(rows / 2 / WORTHWHILE));
  const numbers: number[] = [];
  for (let k = FEWEST; k <= Math.max(most, FEWEST + 1); k = k < EACH ? k + 1 : Math.round(k * STEP))
    numbers.push(k);
  return numbers;
}

/**
 * Chooses the number of segments where there may be few or very many, as with texts. Each half of a
 * sample is grouped by Ward's method apart from the other; the other half goes to the nearest centres, and
 * its silhouette tells how well that number parts customers who had no part in drawing the lines. Seen
 * on the same rows, the silhouette goes on rising as segments shrink to a handful of near-twins; on
 * held-out rows it falls once lines are drawn through what belongs together.
 *
 * @param features rows in an order that carries no meaning (the first 4,000 serve as sample); compared by
 * direction.
 * @param draw whether the sample is drawn towards its own neighbours first. Rows that were drawn before, over
 * a whole file, lie the closer the larger the file is, and ever more segments then seem to part them.
 */
export function* chooseAmongMany(features: Matrix, draw = false): Steps<Choice> {
  const count = Math.min(SAMPLE, features.rows);
  const sample = firstRows(features, count);
  const drawn = draw
    ? yield* shareRows(sample, 1, yield* findNeighbours(sample, NEIGHBOURS))
    : sample;
  const directions = directionsOf(drawn);
  const half = Math.floor(count / 2);
  const halves = [0, 1].map((side) =>
    takeRows(
      directions,
      Int32Array.from({ length: half }, (_, i) => 2 * i + side),
    ),
  );
  const numbers = numbersAmong(count);
  const sums = new Float64Array(numbers.length);
  const total = 4 + numbers.length / 8;
  for (const [side, train] of halves.entries()) {
    const test = halves[1 - side];
    const merges = yield* rescale(
      mergeByWard(train, new Float64Array(half).fill(1)),
      2 * side,
      total,
    );
    const distances = yield* rescale(pairDistances(test), 2 * side + 1, total);
    for (const [at, k] of numbers.entries()) {
      const { centres } = settleLabels(train, cutTree(merges, half, Math.min(k, half)));
      const labels = assignToNearest(test, centres);
      sums[at] += new Set(labels).size < 2 ? 0 : silhouetteOf(distances, labels) / 2;
      yield { done: 2 * side + 2, total };
    }
  }
  const tried = numbers.map((k, at) => ({ k, silhouette: sums[at] }));
  return { k: decide(tried) === FEWEST ? FEWEST : findPeak(tried), tried };
}

/** How far numbers tell of each other, as a ratio: a tenth more or less is nearly the same number. */
const BROAD = 0.12;

/**
 * The number above the fewest where the silhouette peaks. Numbers that are nearly the same hold nearly the
 * same segments, and what parts their silhouettes is chance: each counts with those beside it, by a normal
 * curve over the logarithm, so that a broad peak is found in its middle. Among few segments, one more is
 * another picture, and counts by itself.
 */
export function findPeak(tried: Choice['tried']): number {
  let [top, best] = [-Infinity, FEWEST + 1];
  for (const { k } of tried) {
    if (k <= FEWEST) continue;
    let [sum, total] = [0, 0];
    for (const other of tried) {
      const weight = Math.exp(-((Math.log(other.k / k) / BROAD) ** 2));
      sum += weight * other.silhouette;
      total += weight;
    }
    if (sum / total > top) [top, best] = [sum / total, k];
  }
  return best;
}

/** From this many customers, or texts, on who mostly speak, numbers far above ten are considered. */
export const MANY = 200;

/**
 * Chooses the number of segments as a newcomer gets it: among many where what customers say is more than
 * half of the space, among few elsewhere.
 *
 * @param textShare of the variance of the space, 0 to 1.
 * @param undrawn the same rows before they were drawn to their neighbours, where they are texts alone.
 */
export function chooseForSpace(
  features: Matrix,
  textShare: number,
  method: MatrixMethodId,
  seed: number,
  undrawn?: Matrix,
): Steps<Choice> {
  if (textShare <= 0.5 || features.rows < MANY) return chooseNumber(features, method, seed);
  return undrawn === undefined ? chooseAmongMany(features) : chooseAmongMany(undrawn, true);
}

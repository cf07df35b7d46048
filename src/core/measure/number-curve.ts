import { countLabels } from '../cluster/clustering';
import type { Matrix } from '../matrix';
import { firstRows } from '../matrix';
import { rescale, type Steps } from '../steps';
import { prepareGaps } from './gap-statistic';
import { chooseByStrength, prepareStrengths } from './prediction-strength';
import {
  calinskiHarabasz,
  daviesBouldin,
  pairDistances,
  SILHOUETTE_SAMPLE,
  silhouetteOf,
} from './separation';
import { type Cluster, judgeStability, type SegmentStability } from './stability';

/** What is measured of one number of segments; NaN where a measure does not apply. */
export interface NumberPoint {
  /** Asked, and found. */
  readonly value: number;
  readonly k: number;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  readonly gap: number;
  readonly gapError: number;
  readonly strength: number;
  readonly strengthError: number;
  readonly stability: number;
  /** Of the segment that comes back worst. */
  readonly weakest: number;
}

export type NumberMeasure =
  'silhouette' | 'calinskiHarabasz' | 'daviesBouldin' | 'gap' | 'strength' | 'weakest';

/** The numbers from 1 to this are tried one by one. */
export const EVERY_NUMBER = 15;
/** Numbers tried beyond, where there are many texts. */
export const LARGE_NUMBERS = [20, 30, 50, 80] as const;
/** Rows that a segment must have on average for a number to be tried. */
const FEWEST_ROWS = 8;
const LARGE_ROWS = 20;

/** Gap and prediction strength stop here: their k-means on references takes most of the time. */
const MOST_REFERRED = EVERY_NUMBER;
const REFERENCES = 10;
const STARTS = 3;
const STABILITY_RUNS = 20;
const STABILITY_ROWS = 1000;
/** Hennig's threshold, as in the verdict. */
const STABLE = 0.75;
/** Rows of a segment from which on it is told whether it comes back. */
const FEWEST_FOUND = 5;

/** The numbers of segments worth trying with so many rows; 1 is among them. */
export function numbersToTry(rows: number, many: boolean): number[] {
  const small = Array.from({ length: EVERY_NUMBER }, (_, i) => i + 1);
  return [
    ...small.filter((k) => k === 1 || k * FEWEST_ROWS <= rows),
    ...(many ? LARGE_NUMBERS.filter((k) => k * LARGE_ROWS <= rows) : []),
  ];
}

/**
 * Prepares to measure numbers of segments one by one, so that a curve can be shown as it grows.
 *
 * Silhouette, Calinski-Harabasz and Davies-Bouldin are those of the segments that the method finds;
 * stability is its mean Jaccard index on 20 subsamples of at most 1,000 rows. The gap and the prediction
 * strength are defined with k-means and always by it.
 *
 * @param rows before, `given` after what the method is given was made of them; in random order.
 */
export function* prepareNumbers(
  rows: Matrix,
  given: Matrix,
  clusterBy: (k: number) => Cluster,
  seed: number,
): Steps<(k: number) => Steps<NumberPoint>> {
  const scored = Math.min(SILHOUETTE_SAMPLE, given.rows);
  const distances = yield* rescale(pairDistances(firstRows(given, scored)), 0, 2);
  const options = { seed, references: REFERENCES, starts: STARTS };
  const gapAt = yield* rescale(prepareGaps(rows, options), 1, 2);
  const strengthAt = prepareStrengths(rows, { seed, starts: STARTS });
  const some = firstRows(rows, Math.min(rows.rows, STABILITY_ROWS));
  return function* (value) {
    const labels = yield* rescale(clusterBy(value)(rows, seed), 0, 4);
    const k = countLabels(labels);
    const parted = k >= 2 && k < given.rows;
    const referred = value <= MOST_REFERRED;
    const gap = referred ? yield* rescale(gapAt(value), 1, 4) : { gap: NaN, error: NaN };
    const strength = referred
      ? yield* rescale(strengthAt(value), 2, 4)
      : { strength: NaN, error: NaN };
    const stable =
      value < 2
        ? { jaccard: NaN, segments: [] }
        : yield* rescale(
            judgeStability(some, labels.slice(0, some.rows), clusterBy(value), {
              seed,
              runs: STABILITY_RUNS,
            }),
            3,
            4,
          );
    const first = labels.slice(0, scored);
    return {
      value,
      k,
      silhouette: parted && new Set(first).size > 1 ? silhouetteOf(distances, first) : NaN,
      calinskiHarabasz: parted ? calinskiHarabasz(given, labels, k) : NaN,
      daviesBouldin: parted ? daviesBouldin(given, labels, k) : NaN,
      gap: gap.gap,
      gapError: gap.error,
      strength: strength.strength,
      strengthError: strength.error,
      stability: stable.jaccard,
      weakest: weakestOf(stable.segments, labels.subarray(0, some.rows)),
    };
  };
}

/** NaN where there is nothing to find again; segments of a few rows tell nothing. */
function weakestOf(segments: readonly SegmentStability[], labels: Int32Array): number {
  const sizes = new Int32Array(segments.length);
  for (const label of labels) if (label >= 0 && label < sizes.length) sizes[label]++;
  const told = segments.filter((_, label) => sizes[label] >= FEWEST_FOUND);
  return told.length === 0 ? NaN : Math.min(...told.map(({ jaccard }) => jaccard));
}

/**
 * The number that each measure prefers. Highest silhouette and Calinski-Harabasz, lowest Davies-Bouldin,
 * of the gap the fewest within an error of the highest (Dudoit and Fridlyand 2002,
 * doi:10.1186/gb-2002-3-7-research0036: the rule that looks at the next number only stops at 1 wherever two
 * segments halve a group). The last number tried is no such preference, as there the measure may go on. Of
 * the prediction strength the largest that reaches 0.8, of the weakest
 * segment the largest that leaves it a Jaccard index of 0.75 (the mean would hide one group that is halved
 * among others that stand apart). The last three may prefer 1, which is no segments.
 *
 * @param points of all numbers tried, ascending.
 */
export function preferNumbers(
  points: readonly NumberPoint[],
): Partial<Record<NumberMeasure, number>> {
  const last = points.at(-1)?.value;
  const inside = (value: number | undefined) => (value === last ? undefined : value);
  const least = (of: (point: NumberPoint) => number) =>
    points
      .filter((point) => Number.isFinite(of(point)))
      .reduce<NumberPoint | undefined>(
        (best, point) => (best === undefined || of(point) < of(best) ? point : best),
        undefined,
      )?.value;
  const referred = points.filter(({ gap }) => Number.isFinite(gap));
  const best = referred.reduce<NumberPoint | undefined>(
    (most, point) => (most === undefined || point.gap > most.gap ? point : most),
    undefined,
  );
  const gap = best && referred.find((point) => point.gap >= best.gap - best.gapError)?.value;
  const wanted: Record<NumberMeasure, number | undefined> = {
    silhouette: inside(least(({ silhouette }) => -silhouette)),
    calinskiHarabasz: inside(least((point) => -point.calinskiHarabasz)),
    daviesBouldin: inside(least((point) => point.daviesBouldin)),
    gap: gap === referred.at(-1)?.value ? undefined : gap,
    strength: chooseByStrength(
      referred.map(({ value, strength, strengthError }) => ({
        k: value,
        strength,
        error: strengthError,
      })),
    ),
    weakest: points.filter(({ weakest }) => weakest >= STABLE).at(-1)?.value ?? points[0]?.value,
  };
  if (points.length < 2) return {};
  return Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined),
  ) as Partial<Record<NumberMeasure, number>>;
}

import { countLabels } from '../cluster/clustering';
import { type Matrix, takeRows } from '../matrix';
import { createRandom, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import { matchBest } from './match-labels';

/**
 * Any method, as the judges of stability call it: labels of the rows, -1 is nowhere.
 *
 * @param members for each row its number among all rows that are judged, ascending; absent where they are
 * all there.
 */
export type Cluster = (features: Matrix, seed: number, members?: Int32Array) => Steps<Int32Array>;

export interface StabilityOptions {
  readonly seed: number;
  /** Subsamples, 50 when absent. */
  readonly runs?: number;
  /** Share of the rows in each, 0.8 when absent. */
  readonly share?: number;
}

/** How well one segment is found again. */
export interface SegmentStability {
  /** Mean over the runs of the Jaccard index with the segment matched to it. */
  readonly jaccard: number;
  /** Its standard deviation. */
  readonly spread: number;
  /** Share of the runs in which less than half of it came back. */
  readonly dissolved: number;
}

export interface Stability {
  readonly segments: readonly SegmentStability[];
  /** Mean over the segments, each counting by its rows. */
  readonly jaccard: number;
  /** Standard deviation of that mean over the runs. */
  readonly spread: number;
  readonly runs: number;
}

const RUNS = 50;
const SHARE = 0.8;

/**
 * Clusters random subsamples of the rows anew, matches what is found to the segments, and tells how
 * much of each comes back. Nothing of the segments is shown to the method.
 *
 * @param labels the segments, 0 <= label < k; -1 is nowhere.
 * @see Hennig 2007, doi:10.1016/j.csda.2006.11.025
 */
export function* judgeStability(
  features: Matrix,
  labels: Int32Array,
  cluster: Cluster,
  options: StabilityOptions,
): Steps<Stability> {
  const runs = options.runs ?? RUNS;
  const count = Math.max(1, Math.round(features.rows * (options.share ?? SHARE)));
  const random = createRandom(options.seed);
  const k = countLabels(labels);
  const sizes = new Float64Array(k);
  for (const label of labels) if (label >= 0) sizes[label]++;
  const found: Float64Array[] = [];
  for (let run = 0; run < runs; run++) {
    const rows = shuffled(features.rows, random).slice(0, count).sort();
    const again = yield* rescale(
      cluster(takeRows(features, rows), options.seed + run + 1, rows),
      run,
      runs,
    );
    found.push(
      matchJaccard(
        rows.map((row) => labels[row]),
        again,
        k,
      ),
    );
  }
  const means = found.map((jaccards) => weightedMean(jaccards, sizes));
  return {
    segments: Array.from(sizes, (_, label) => {
      const jaccards = found.map((run) => run[label]).filter((jaccard) => !Number.isNaN(jaccard));
      return {
        ...describe(jaccards),
        dissolved:
          jaccards.filter((jaccard) => jaccard <= 0.5).length / Math.max(1, jaccards.length),
      };
    }),
    ...describe(means),
    runs,
  };
}

function describe(values: readonly number[]): { jaccard: number; spread: number } {
  const jaccard = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, value) => sum + (value - jaccard) ** 2, 0);
  return { jaccard, spread: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let mass = 0;
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    sum += value * weights[i];
    mass += weights[i];
  });
  return mass === 0 ? 0 : sum / mass;
}

/**
 * For every segment of `labels` the Jaccard index with the one of `others` that it is matched to, one
 * to one so that all together agree most; 0 where none is left, NaN where the segment has no rows.
 */
export function matchJaccard(labels: Int32Array, others: Int32Array, k: number): Float64Array {
  const count = countLabels(others);
  const both = new Float64Array(k * count);
  const here = new Float64Array(k);
  const there = new Float64Array(count);
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] >= 0) here[labels[row]]++;
    if (others[row] >= 0) there[others[row]]++;
    if (labels[row] >= 0 && others[row] >= 0) both[labels[row] * count + others[row]]++;
  }
  const jaccards = both.map((n, at) => {
    const union = here[Math.floor(at / count)] + there[at % count] - n;
    return union === 0 ? 0 : n / union;
  });
  const matched = matchBest(jaccards, k, count);
  return here.map((rows, label) => {
    if (rows === 0) return Number.NaN;
    return matched[label] < 0 ? 0 : jaccards[label * count + matched[label]];
  });
}

import { hashPlain } from '../core/hash';
import { judgeSegments, type Verdict } from '../core/measure/verdict';
import type { Watch } from '../core/ports';
import type { Plan } from '../core/study';
import { drive } from './drive';
import type { Space } from './find-space';
import { canJudge, judgedAtMost } from './judging-dial';
import { takeSample } from './judging-sample';
import type { Outcome } from './outcome';
import { partOfWork } from './part-of-work';

/** How far one segment is to be trusted. */
export interface JudgedSegment {
  /** Mean Jaccard index over the repeats, 0 to 1; undefined where too few of its customers are judged. */
  readonly stability: number | undefined;
  readonly spread: number;
  /** Share of the repeats in which less than half of it came back. */
  readonly dissolved: number;
  /** Share of the splits in which a valley parts it from the next segment. */
  readonly apart: number;
}

/** How far the segments of a study are to be trusted. */
export interface Judged {
  readonly verdict: Verdict;
  /** By segment of the outcome. */
  readonly segments: readonly JudgedSegment[];
  /** Mean Jaccard index over segments and repeats, each segment counting by its customers. */
  readonly stability: number;
  readonly spread: number;
  readonly repeats: number;
  /** Share of the customers in segments with a valley beside them. */
  readonly apart: number;
  /** Adjusted Rand index of halves: the mean and the worst. */
  readonly agreement: number;
  readonly leastAgreement: number;
  /** Standard deviations below one normal and one even cloud. */
  readonly belowNormal: number;
  readonly belowEven: number;
  /** Customers judged, and all there are. */
  readonly rows: number;
  readonly of: number;
}

/** Raised when the same segments begin to be judged otherwise. */
const VERSION = 1;

/** Where a judgement is kept. */
export function judgementKey(shapeKey: string): string {
  return `judge:${hashPlain([VERSION, shapeKey])}`;
}

/** Repeats on subsamples. */
const REPEATS = 50;
/** Methods whose work grows with the square of the customers or is slow by itself. */
const SLOW = new Set<Plan['method']>(['k-medoids', 'gaussian-mixture', 'dbscan', 'leiden']);
const SLOW_ROWS = 1200;
/** Of a segment, at least so many judged customers tell how well it comes back. */
const FEWEST = 5;

/** How many customers of a study are judged at most. */
export function judgedRows({ method }: Pick<Plan, 'method'>, k: number): number {
  if (SLOW.has(method)) return SLOW_ROWS;
  return judgedAtMost(k);
}

/**
 * Judges the segments of a study by finding them again: by the method of the plan, its settings and the
 * number of segments, on fifty subsamples and on halves, of all customers or of a stated number.
 *
 * @param labels by customer of `prepared`, -1 is nowhere.
 * @returns undefined where the method cannot be run on part of the customers.
 * @throws Fault stopped
 */
export async function judgeStudy(
  space: Space,
  labels: Int32Array,
  plan: Plan,
  watch: Watch,
): Promise<Judged | undefined> {
  if (!canJudge(plan)) return undefined;
  const k = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  const sample = await drive(
    takeSample(space, plan, judgedRows(plan, k)),
    partOfWork(watch, 0, 0.05),
  );
  const { customers, rows } = sample;
  const own = Int32Array.from(customers, (customer) => labels[customer]);
  const sizes = new Int32Array(k);
  for (const label of own) if (label >= 0) sizes[label]++;
  const { verdict, stability, setApart, cloud } = await drive(
    judgeSegments(rows, own, sample.cluster(k), {
      seed: plan.seed,
      runs: k < 2 ? 1 : REPEATS,
      most: rows.rows,
    }),
    partOfWork(watch, 0.05, 1),
  );
  return {
    verdict,
    segments: Array.from(sizes, (size, label): JudgedSegment => {
      const { jaccard, spread, dissolved } = stability.segments[label] ?? {
        jaccard: 0,
        spread: 0,
        dissolved: 0,
      };
      return {
        stability: size < FEWEST ? undefined : jaccard,
        spread,
        dissolved,
        apart: setApart.segments[label] ?? 0,
      };
    }),
    stability: stability.jaccard,
    spread: stability.spread,
    repeats: stability.runs,
    apart: setApart.apart,
    agreement: setApart.agreement,
    leastAgreement: setApart.leastAgreement,
    belowNormal: cloud.belowNormal,
    belowEven: cloud.belowEven,
    rows: rows.rows,
    of: labels.length,
  };
}

/** The segments of an outcome by customer of the space that they were found in. */
export function labelsInSpace(
  { prepared }: Pick<Space, 'prepared'>,
  { labels }: Pick<Outcome, 'labels'>,
): Int32Array {
  return Int32Array.from(
    { length: prepared.rows },
    (_, customer) => labels[prepared.order[customer]],
  );
}

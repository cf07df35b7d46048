import { hashPlain } from '../core/hash';
import type { Matrix } from '../core/matrix';
import type { Cluster } from '../core/measure/stability';
import { judgeSegments, type Verdict } from '../core/measure/verdict';
import type { Watch } from '../core/ports';
import type { Steps } from '../core/steps';
import type { Plan } from '../core/study';
import { type DrawnLines, linesAsShown } from './drawn-lines';
import { drive } from './drive';
import type { Space } from './find-space';
import { canJudge, judgedAtMost } from './judging-dial';
import { takeSample } from './judging-sample';
import type { Outcome } from './outcome';
import { partOfWork } from './part-of-work';

/** How far one segment is to be trusted. */
export interface JudgedSegment {
  /**
   * Mean Jaccard index over the repeats, 0 to 1; undefined where too few of its customers are judged, or
   * it was made by hand.
   */
  readonly stability: number | undefined;
  readonly spread: number;
  /** Share of the repeats in which less than half of it came back. */
  readonly dissolved: number;
  /** Share of the splits in which a valley parts it from the next segment. */
  readonly apart: number;
  /** Made by a person and not by the method: finding it again says nothing about it. */
  readonly byHand?: true;
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
const VERSION = 2;

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
 * number of segments, on fifty subsamples and on halves, of all customers or of a stated number. What is
 * judged is what the method drew, at the level shown and merged as it is shown; segments that a person has
 * made are told apart.
 *
 * @param labels by customer of `prepared`, -1 is nowhere.
 * @param lines what of them the method drew; all of it when absent.
 * @returns undefined where the method cannot be run on part of the customers.
 * @throws Fault stopped
 */
export async function judgeStudy(
  space: Space,
  labels: Int32Array,
  plan: Plan,
  watch: Watch,
  lines = linesAsShown(labels),
): Promise<Judged | undefined> {
  if (!canJudge(plan)) return undefined;
  const { byHand } = lines;
  if (byHand.length > 0 && byHand.every(Boolean)) return judgedByHand(byHand.length, labels.length);
  const { became } = lines;
  const { rows, own, cluster } = await drive(
    prepareLines(space, plan, lines),
    partOfWork(watch, 0, 0.05),
  );
  const k = byHand.length;
  const sizes = new Int32Array(k);
  for (const label of own) if (label >= 0 && became[label] >= 0) sizes[became[label]]++;
  const { verdict, stability, setApart, cloud } = await drive(
    judgeSegments(rows, own, cluster, {
      seed: plan.seed,
      runs: k < 2 ? 1 : REPEATS,
      most: rows.rows,
      became,
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
        stability: size < FEWEST || byHand[label] ? undefined : jaccard,
        spread,
        dissolved,
        apart: setApart.segments[label] ?? 0,
        ...(byHand[label] ? { byHand: true } : {}),
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

/** What is judged of a study: a sample of its customers, what the method drew, and the method again. */
export function* prepareLines(
  space: Space,
  plan: Plan,
  lines: DrawnLines,
  most = judgedRows(plan, Math.max(lines.k, lines.byHand.length)),
): Steps<{ readonly rows: Matrix; readonly own: Int32Array; readonly cluster: Cluster }> {
  const { customers, rows, cluster } = yield* takeSample(space, plan, most, lines.free);
  return {
    rows,
    own: Int32Array.from(customers, (customer) => lines.drawn[customer]),
    cluster: cluster(lines.k, lines.level),
  };
}

/** Where a person has made all there is to see. */
function judgedByHand(k: number, of: number): Judged {
  const segment = {
    stability: undefined,
    spread: 0,
    dissolved: 0,
    apart: 0,
    byHand: true,
  } as const;
  return {
    verdict: 'none',
    segments: Array.from({ length: k }, () => segment),
    stability: 0,
    spread: 0,
    repeats: 0,
    apart: 0,
    agreement: 0,
    leastAgreement: 0,
    belowNormal: 0,
    belowEven: 0,
    rows: 0,
    of,
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

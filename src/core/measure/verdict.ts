import { type Matrix, takeRows } from '../matrix';
import { createRandom, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import { joinLabels, mergeLikewise } from './merge-likewise';
import { compareWithCloud, type OneCloud } from './one-cloud';
import { judgeSetApart, type SetApart } from './set-apart';
import { type Cluster, judgeStability, type Stability, type StabilityOptions } from './stability';

/**
 * natural: valleys lie between the segments. reproducible: no valleys, but the same lines are drawn
 * each time. constructed: the customers do differ in kind, but other lines would serve as well. none:
 * one cloud, and lines that fall elsewhere each time.
 */
export type Verdict = 'natural' | 'reproducible' | 'constructed' | 'none';

export interface Judgement {
  readonly verdict: Verdict;
  readonly stability: Stability;
  readonly setApart: SetApart;
  readonly cloud: OneCloud;
}

export interface JudgeOptions extends StabilityOptions {
  /** Rows that are judged at most, drawn at random; 2,000 when absent. */
  readonly most?: number;
  /**
   * Where segments were put together after they were found: by segment what it is part of. Then what is
   * judged and told of are the joined ones.
   */
  readonly became?: Int32Array;
}

const MOST_ROWS = 2000;
/** Hennig's threshold: at 0.75 and above a segment is found again. */
const STABLE = 0.75;
/** Below this even what stands apart is not the same each time. */
const LOOSE = 0.6;
/** Share of the rows that must be in segments with a valley beside them. */
const APART = 2 / 3;
/** Agreement of halves (adjusted Rand index) that draw the same lines: on the whole, and at worst. */
const ALIKE = 0.75;
const LEAST_ALIKE = 0.5;
/** Standard deviations below both clouds that count as more grouped than one cloud. */
const GROUPED = 3;

/**
 * Judges a clustering: its stability on subsamples, valleys between its segments on held-out rows, and
 * whether one cloud would explain it.
 *
 * @param labels the segments, 0 <= label < k; -1 is nowhere. Fewer than two are no segments.
 * @param cluster the method that found them, run anew on subsets.
 */
export function* judgeSegments(
  features: Matrix,
  labels: Int32Array,
  cluster: Cluster,
  options: JudgeOptions,
): Steps<Judgement> {
  const { seed, most = MOST_ROWS, became } = options;
  const rows = shuffled(features.rows, createRandom(seed)).slice(0, most).sort();
  const some = rows.length === features.rows ? features : takeRows(features, rows);
  const own = rows.map((row) => labels[row]);
  const joined = became === undefined ? own : joinLabels(own, became);
  const k = new Set(joined.filter((label) => label >= 0)).size;
  const again: Cluster = (part, partSeed, members) =>
    cluster(
      part,
      partSeed,
      (members ?? Int32Array.from(rows.keys())).map((at) => rows[at]),
    );
  const stability = yield* rescale(
    became === undefined
      ? judgeStability(some, own, again, options)
      : judgeStability(some, joined, mergeLikewise(again, own, became), options),
    0,
    3,
  );
  const setApart = yield* rescale(judgeSetApart(some, own, again, seed, undefined, became), 1, 3);
  const cloud =
    k < 2
      ? { belowNormal: 0, belowEven: 0 }
      : yield* rescale(compareWithCloud(some, k, seed), 2, 3);
  return {
    verdict: k < 2 ? 'none' : decide(stability, setApart, cloud),
    stability,
    setApart,
    cloud,
  };
}

/** The rule itself, on its own so that it can be checked by hand. */
export function decide(
  stability: Pick<Stability, 'jaccard'>,
  setApart: Pick<SetApart, 'apart' | 'agreement' | 'leastAgreement'>,
  cloud: OneCloud,
): Verdict {
  if (setApart.apart >= APART && stability.jaccard >= LOOSE) return 'natural';
  const alike = setApart.agreement >= ALIKE && setApart.leastAgreement >= LEAST_ALIKE;
  if (alike && stability.jaccard >= STABLE) return 'reproducible';
  return cloud.belowNormal >= GROUPED && cloud.belowEven >= GROUPED ? 'constructed' : 'none';
}

import { keysOf } from '../core/study';
import type { Watch } from '../core/ports';
import { findLines } from './drawn-lines';
import { type Judged, judgementKey, judgeStudy, labelsInSpace } from './judge-segments';
import { canJudge, dialOf } from './judging-dial';
import { type Curves, curvesKey, measureCurves } from './measure-curves';
import { type FinishedStudy, keepIn, openSpace } from './open-space';
import type { ResultShelf } from './shelves';

/** The judgement of a study that is kept, if it was judged. */
export function maybeJudged(
  { tableKey, plan }: Pick<FinishedStudy, 'tableKey' | 'plan'>,
  results: ResultShelf,
): Promise<Judged | undefined> {
  return results.get<Judged>(judgementKey(keysOf(tableKey, plan).shape));
}

/**
 * Judges the segments of a finished study, or gives the judgement that is kept.
 *
 * @returns undefined where the method cannot be judged.
 * @throws Fault stopped
 */
export async function judgeOutcome(
  study: FinishedStudy,
  watch: Watch,
): Promise<Judged | undefined> {
  if (!canJudge(study.plan)) return undefined;
  const { plan } = study;
  const keys = keysOf(study.tableKey, plan);
  const keep = keepIn(study);
  return keep(judgementKey(keys.shape), async () => {
    const space = await openSpace(study, unheard(watch));
    const labels = labelsInSpace(space, study.outcome);
    const lines = await findLines(space, labels, plan, keys, keep, unheard(watch));
    return judgeStudy(space, labels, plan, watch, lines);
  });
}

/**
 * The curves of a finished study, or those that are kept.
 *
 * @param tell the curves as they grow.
 * @param known points that are there already.
 * @returns undefined where the method has no setting to turn.
 * @throws Fault stopped
 */
export async function measureOutcome(
  study: FinishedStudy,
  watch: Watch,
  tell: (curves: Curves) => void,
  known?: Curves,
): Promise<Curves | undefined> {
  if (dialOf(study.plan) === undefined) return undefined;
  const { compare } = keysOf(study.tableKey, study.plan);
  return keepIn(study)(curvesKey(compare, study.plan), async () => {
    const space = await openSpace(study, unheard(watch));
    return measureCurves(space, study.plan, watch, tell, known);
  });
}

/** What is told of progress is told of the judging alone. */
const unheard = (watch: Watch): Watch => ({ ...watch, report: () => undefined });

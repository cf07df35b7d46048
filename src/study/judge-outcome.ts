import { keysOf, type Plan } from '../core/study';
import type { Watch } from '../core/ports';
import type { Table } from '../core/table/table';
import { findSpace, type Space } from './find-space';
import { type Judged, judgementKey, judgeStudy, labelsInSpace } from './judge-segments';
import { canJudge, dialOf } from './judging-dial';
import { createKeep } from './keep-results';
import { type Curves, curvesKey, measureCurves } from './measure-curves';
import type { Outcome } from './outcome';
import type { ResultShelf } from './shelves';
import type { StudyPorts } from './study-ports';

/** A finished study, as far as judging it needs. */
export interface FinishedStudy {
  readonly table: Table;
  /** Of the file as it is read. */
  readonly tableKey: string;
  readonly plan: Plan;
  readonly outcome: Outcome;
}

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
  ports: StudyPorts,
  watch: Watch,
): Promise<Judged | undefined> {
  if (!canJudge(study.plan)) return undefined;
  const keep = createKeep(ports.results, () => undefined);
  return keep(judgementKey(keysOf(study.tableKey, study.plan).shape), async () => {
    const space = await reopenSpace(study, ports, watch);
    return judgeStudy(space, labelsInSpace(space, study.outcome), study.plan, watch);
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
  ports: StudyPorts,
  watch: Watch,
  tell: (curves: Curves) => void,
  known?: Curves,
): Promise<Curves | undefined> {
  if (dialOf(study.plan) === undefined) return undefined;
  const keep = createKeep(ports.results, () => undefined);
  const { compare } = keysOf(study.tableKey, study.plan);
  return keep(curvesKey(compare, study.plan), async () => {
    const space = await reopenSpace(study, ports, watch);
    return measureCurves(space, study.plan, watch, tell, known);
  });
}

/** The space that a study was found in; what is kept of it is not made again. */
function reopenSpace(
  { table, tableKey, plan }: FinishedStudy,
  ports: StudyPorts,
  watch: Watch,
): Promise<Space> {
  const keep = createKeep(ports.results, () => undefined);
  const still = {
    signal: watch.signal,
    report: () => undefined,
    stage: () => undefined,
    part: () => undefined,
  };
  return findSpace(table, plan, keysOf(tableKey, plan), ports, still, keep);
}

import { FIND_NUMBER, type MethodId } from '../core/cluster/method-ids';
import { hashPlain } from '../core/hash';
import { FEWEST_TO_ACT, MOST_TO_ACT } from '../core/measure/prefer-run';
import { joinLabels, mergeLikewise } from '../core/measure/merge-likewise';
import { judgeStability } from '../core/measure/stability';
import type { Watch } from '../core/ports';
import { keysOf, type Plan, type StageKeys } from '../core/study';
import { findLines } from './drawn-lines';
import { drive, heed } from './drive';
import { inFileOrder } from './file-order';
import type { Space } from './find-space';
import { groupCustomers, type Grouped, measureSegments, type Separation } from './group-customers';
import {
  type Judged,
  judgedRows,
  judgementKey,
  labelsInSpace,
  prepareLines,
} from './judge-segments';
import { canJudge } from './judging-dial';
import type { Keep } from './keep-results';
import { keepIn, type KeptStudy, openSpace } from './open-space';
import { partOfWork } from './part-of-work';
import {
  ABSENT,
  keptLabels,
  labelsKey,
  measureRun,
  proposedFor,
  type Run,
  type RunMeasures,
  sizesOf,
  withTrust,
} from './runs';
import type { StudyPorts } from './study-ports';

/** Subsamples of the quick look at stability, and the rows that it takes at most. */
export const QUICK_RUNS = 10;
export const QUICK_ROWS = 2000;

/** What is tried, one plan after the other. */
export interface Trial {
  /** Of the trial that is under way, from 0. */
  readonly at: number;
  readonly of: number;
  readonly method: MethodId;
  /** Null where the method finds the number. */
  readonly k: number | null;
}

/** What is told of trials. */
export interface TrialEars {
  /** Of the runs, milliseconds since 1970; the first one counts as the newest. */
  readonly when: number;
  trial(trial: Trial): void;
  run(run: Run): Promise<void>;
}

/** The numbers of segments beside a proposed one: fewer, the same, more; one of them fit to act on. */
export function numbersNear(k: number, most: number): number[] {
  const step = Math.max(1, Math.round(k / 6));
  const near = [k, k - step, k + step].filter((number) => number >= 2 && number <= most);
  if (near.every((number) => number < FEWEST_TO_ACT) && FEWEST_TO_ACT <= most)
    near.push(FEWEST_TO_ACT);
  if (near.every((number) => number > MOST_TO_ACT)) near.push(MOST_TO_ACT);
  return near;
}

/**
 * A few sensible ways to segment the same customers in the same space, the proposed one first.
 *
 * @param k the number that was found for the proposed method.
 * @param customers who take part.
 * @param texts whether they say something.
 */
export function candidatesFor(plan: Plan, k: number, customers: number, texts: boolean): Plan[] {
  const proposed = proposedFor(plan);
  const numbers = numbersNear(k, Math.max(2, Math.floor(customers / 10)));
  const acting = numbers.find((n) => n >= FEWEST_TO_ACT && n <= MOST_TO_ACT) ?? k;
  const withNumber = (method: MethodId, number: number): Plan => ({
    ...proposed,
    method,
    k: number,
  });
  const second: MethodId = texts ? 'leiden' : 'gaussian-mixture';
  return [
    proposed,
    ...numbers.filter((n) => n !== k).map((n) => withNumber(proposed.method, n)),
    ...[...new Set([k, acting])].map((n) => withNumber('ward', n)),
    FIND_NUMBER.has(second) ? { ...proposed, method: second } : withNumber(second, acting),
    { ...proposed, method: 'hdbscan' },
  ];
}

/**
 * Segments the customers of a plan in several ways, without drawing or naming anything: the space is
 * made once, what is kept is not made again.
 *
 * @throws Fault stopped; what was tried before that has been told.
 */
export async function tryRuns(study: KeptStudy, outer: Watch, ears: TrialEars): Promise<Run[]> {
  const { tableKey, plan, ports } = study;
  const keep = keepIn(study);
  const space = await openSpace(study, partOfWork(outer, 0, 0.1));
  const proposed = proposedFor(plan);
  const first = await keep(keysOf(tableKey, proposed).group, () =>
    groupCustomers(space, proposed, partOfWork(outer, 0.1, 0.2)),
  );
  const { prepared } = space;
  const withTexts = prepared.texts.length > 0;
  const plans = candidatesFor(plan, first.clustering.k, prepared.rows, withTexts);
  const found: Run[] = [];
  for (const [at, candidate] of plans.entries()) {
    heed(outer);
    ears.trial({ at, of: plans.length, method: candidate.method, k: candidate.k });
    const share = (from: number, to: number) =>
      partOfWork(
        outer,
        0.2 + (0.8 * (at + from)) / plans.length,
        0.2 + (0.8 * (at + to)) / plans.length,
      );
    const keys = keysOf(tableKey, candidate);
    const grouped = await keep(keys.group, () => groupCustomers(space, candidate, share(0, 0.5)));
    const { clustering } = grouped;
    // Nobody has corrected these, so that their shape is as they were found.
    const { separation } = await keep(keys.shape, async () => ({
      clustering,
      separation: await measureSegments(space, clustering, share(0.5, 0.6)),
    }));
    const trust = await trustOf(
      space,
      candidate,
      keys,
      clustering.labels,
      keep,
      ports,
      share(0.6, 1),
    );
    await keep(labelsKey(keys), async () => inFileOrder(prepared, clustering.labels, ABSENT));
    const when = ears.when - at;
    const run = runOfTrial(tableKey, candidate, prepared.rows, grouped, separation, trust, when);
    found.push(run);
    await ears.run(run);
  }
  return found;
}

/** The quick look at the stability of runs that have none; each is told as it is known. */
export async function measureStability(
  study: Omit<KeptStudy, 'plan'>,
  runs: readonly Run[],
  outer: Watch,
  told: (run: Run) => Promise<void>,
): Promise<void> {
  const { tableKey, ports } = study;
  const keep = keepIn(study);
  const wanted = runs.filter(({ plan }) => canJudge(plan));
  for (const [at, run] of wanted.entries()) {
    const keys = keysOf(tableKey, run.plan);
    const watch = (from: number, to: number) =>
      partOfWork(outer, (at + from) / wanted.length, (at + to) / wanted.length);
    const byRow = await keptLabels(run, ports.results);
    if (byRow === undefined) continue;
    const space = await openSpace({ ...study, plan: run.plan }, watch(0, 0.3));
    const labels = labelsInSpace(space, { labels: byRow });
    const trust = await trustOf(space, run.plan, keys, labels, keep, ports, watch(0.3, 1));
    await told(withTrust(run, trust));
  }
}

/**
 * How far segments are to be trusted: the judgement where there is one, else how much of them comes back
 * when ten subsamples of 80 % are segmented anew (mean Jaccard index, 0 to 1), on 2,000 customers at most.
 * Empty for a method that cannot be run on part of the customers.
 */
async function trustOf(
  space: Space,
  plan: Plan,
  keys: StageKeys,
  labels: Int32Array,
  keep: Keep,
  { results }: StudyPorts,
  watch: Watch,
): Promise<Pick<RunMeasures, 'stability' | 'verdict'>> {
  const judged = await results.get<Judged>(judgementKey(keys.shape));
  if (judged?.segments.every(({ byHand }) => byHand === true) === true) return {};
  if (judged !== undefined) return { stability: judged.stability, verdict: judged.verdict };
  if (!canJudge(plan)) return {};
  const lines = await findLines(space, labels, plan, keys, keep, watch);
  if (lines.byHand.every(Boolean)) return {};
  const key = `quick:${hashPlain([2, keys.shape, QUICK_RUNS, QUICK_ROWS])}`;
  const stability = await keep(key, async () => {
    const most = Math.min(QUICK_ROWS, judgedRows(plan, lines.k));
    const { rows, own, cluster } = await drive(prepareLines(space, plan, lines, most), watch);
    const { jaccard } = await drive(
      judgeStability(
        rows,
        joinLabels(own, lines.became),
        mergeLikewise(cluster, own, lines.became),
        { seed: plan.seed, runs: QUICK_RUNS },
      ),
      watch,
    );
    return jaccard;
  });
  return { stability };
}

function runOfTrial(
  tableKey: string,
  plan: Plan,
  customers: number,
  { clustering, seconds }: Grouped,
  separation: Separation,
  trust: Pick<RunMeasures, 'stability' | 'verdict'>,
  when: number,
): Run {
  const run: Run = {
    id: keysOf(tableKey, plan).outcome,
    tableKey,
    plan,
    k: clustering.k,
    customers,
    method: plan.method,
    measures: {
      ...separation,
      ...measureRun(sizesOf(clustering.labels, clustering.k), customers),
      ...(seconds === undefined ? {} : { seconds }),
    },
    when,
    label: '',
    pinned: false,
    tried: true,
  };
  return withTrust(run, trust);
}

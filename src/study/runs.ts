import { lessonsOf } from '../core/corrections/correction';
import { DEFAULT_METHOD, type MethodId } from '../core/cluster/method-ids';
import { countFit, type RunFigures } from '../core/measure/prefer-run';
import type { Verdict } from '../core/measure/verdict';
import { keysOf, type Plan, type StageKeys } from '../core/study';
import type { Separation } from './group-customers';
import type { Outcome } from './outcome';
import type { ResultShelf } from './shelves';

export interface RunMeasures extends Separation {
  /** Share of the customers who have a segment, 0 to 1. */
  readonly coverage: number;
  /** Customers of the smallest segment; 0 without segments. */
  readonly smallest: number;
  /** Segments with enough customers to act on. */
  readonly fit: number;
  /** Mean Jaccard index of the segments with what subsamples give; absent until it is measured. */
  readonly stability?: number;
  /** Absent until the segments are judged. */
  readonly verdict?: Verdict;
  /** What finding the segments took; absent where it was not seen. */
  readonly seconds?: number;
}

/** Segments that were found in a file, and how. */
export interface Run {
  /** The key of its outcome, under which the whole result is kept. */
  readonly id: string;
  readonly tableKey: string;
  readonly plan: Plan;
  readonly k: number;
  readonly customers: number;
  readonly method: MethodId;
  readonly measures: RunMeasures;
  /** Milliseconds since 1970. */
  readonly when: number;
  /** By the person; '' is named by what was done. */
  readonly label: string;
  readonly pinned: boolean;
  /** Tried beside others; absent where the person asked for it. */
  readonly tried?: true;
}

/** Where runs are kept, by file. */
export interface RunShelf {
  /** The newest first. */
  of(tableKey: string): Promise<Run[]>;
  /** @throws Fault storage-full */
  put(run: Run): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Runs that are kept of one file; pinned ones stay beyond that. */
export const MOST_RUNS = 20;

/** Characters of a label. */
export const LONGEST_RUN_LABEL = 80;

/** Sizes of the segments of a labelling; -1 is none, anything below takes no part. */
export function sizesOf(labels: ArrayLike<number>, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) sizes[labels[i]]++;
  return sizes;
}

/** A run with what is known of how far it is to be trusted. */
export function withTrust(
  run: Run,
  { verdict, stability }: Pick<RunMeasures, 'verdict' | 'stability'>,
): Run {
  const known = {
    ...(verdict === undefined ? {} : { verdict }),
    ...(stability === undefined ? {} : { stability }),
  };
  return { ...run, measures: { ...run.measures, ...known } };
}

/** What is measured of segments, besides how well they are parted. */
export function measureRun(
  sizes: ArrayLike<number>,
  customers: number,
): Pick<RunMeasures, 'coverage' | 'smallest' | 'fit'> {
  const each = Array.from(sizes);
  const placed = each.reduce((sum, size) => sum + size, 0);
  return {
    coverage: customers === 0 ? 0 : placed / customers,
    smallest: each.length === 0 ? 0 : Math.min(...each),
    fit: countFit(each, customers),
  };
}

/** A finished study as a run. */
export function runOf(
  tableKey: string,
  plan: Plan,
  { account, segments }: Outcome,
  when: number,
  seconds: number | undefined,
): Run {
  const { silhouette, calinskiHarabasz, daviesBouldin, method } = account;
  return {
    id: keysOf(tableKey, plan).outcome,
    tableKey,
    plan,
    k: segments.length,
    customers: account.rows,
    method,
    measures: {
      silhouette,
      calinskiHarabasz,
      daviesBouldin,
      ...measureRun(
        segments.map(({ size }) => size),
        account.rows,
      ),
      ...(seconds === undefined ? {} : { seconds }),
    },
    when,
    label: '',
    pinned: false,
  };
}

/** The same run found once more: what was known of it stays; trying it again is nothing new. */
export function renewRun(run: Run, known: Run | undefined): Run {
  if (known === undefined) return run;
  const { tried, ...asked } = known;
  const again = run.tried === true;
  return {
    ...asked,
    ...(again && tried === true ? { tried } : {}),
    when: again ? known.when : run.when,
    measures: { ...known.measures, ...run.measures },
  };
}

/**
 * Keeps a run, and lets the oldest ones of its file go that are not pinned once there are too many.
 *
 * @throws Fault storage-full
 */
export async function keepRun(shelf: RunShelf, run: Run): Promise<void> {
  const known = (await shelf.of(run.tableKey)).find(({ id }) => id === run.id);
  await shelf.put(renewRun(run, known));
  const stale = staleRuns(await shelf.of(run.tableKey), run.id);
  for (const { id } of stale) await shelf.remove(id);
}

/** The oldest runs beyond `MOST_RUNS`; neither pinned ones nor the one just kept. */
export function staleRuns(runs: readonly Run[], kept: string): Run[] {
  const loose = runs.filter(({ pinned, id }) => !pinned && id !== kept);
  const oldest = [...loose].sort((a, b) => a.when - b.when || (a.id < b.id ? -1 : 1));
  return oldest.slice(0, Math.max(0, runs.length - MOST_RUNS));
}

/** What a run is preferred by. */
export function figuresOf({ measures, customers, tableKey, plan }: Run): RunFigures {
  const { stability, verdict, coverage, fit, silhouette, smallest } = measures;
  return {
    ...(stability === undefined ? {} : { stability }),
    ...(verdict === undefined ? {} : { verdict }),
    coverage,
    fit,
    silhouette,
    smallest,
    customers,
    space: keysOf(tableKey, plan).compare,
  };
}

/** The plan without what a person made of its segments; what was learnt about likeness stays. */
export function asFound({ level, corrections, ...plan }: Plan): Plan {
  void level;
  const lessons = lessonsOf(corrections);
  return lessons.length === 0 ? plan : { ...plan, corrections: lessons };
}

/** The plan that leaves method and number to us, for the same customers in the same space. */
export function proposedFor(plan: Plan): Plan {
  const { settings, ...rest } = asFound(plan);
  void settings;
  return { ...rest, method: DEFAULT_METHOD, k: null };
}

/** Whether a run is what somebody gets who chooses neither method nor number, and corrects nothing. */
export function isProposed({ tableKey, plan }: Pick<Run, 'tableKey' | 'plan'>): boolean {
  const { corrections, ...proposed } = proposedFor(plan);
  void corrections;
  return keysOf(tableKey, proposed).shape === keysOf(tableKey, plan).shape;
}

/** What a project file says of its run besides plan and outcome. */
export interface CarriedRun {
  readonly label: string;
  readonly when: number;
  readonly pinned: boolean;
  readonly stability?: number;
  readonly seconds?: number;
}

export function carryRun({ label, when, pinned, measures }: Run): CarriedRun {
  const { stability, seconds } = measures;
  return {
    label,
    when,
    pinned,
    ...(stability === undefined ? {} : { stability }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}

/** What a project file says of its run, if it makes sense. */
export function maybeCarried(value: unknown): CarriedRun | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { label, when, pinned, stability, seconds } = value as Record<keyof CarriedRun, unknown>;
  if (typeof label !== 'string' || label.length > LONGEST_RUN_LABEL) return undefined;
  if (typeof pinned !== 'boolean' || !isAmount(when, Infinity)) return undefined;
  return {
    label,
    when,
    pinned,
    ...(isAmount(stability, 1) ? { stability } : {}),
    ...(isAmount(seconds, Infinity) ? { seconds } : {}),
  };
}

const isAmount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= most;

/** A run as the file it came in describes it. */
export function withCarried(run: Run, { label, when, pinned, ...known }: CarriedRun): Run {
  return { ...run, label, when, pinned, measures: { ...run.measures, ...known } };
}

/** The label of a row of the file whose customer takes no part. */
export const ABSENT = -2;

/** Where labels of a run are kept that has no outcome yet: by row of the file, `ABSENT` takes no part. */
export const labelsKey = (keys: Pick<StageKeys, 'shape'>) => `labels:${keys.shape}`;

/** Labels by row of the file; who takes part has a place on the map. */
export function labelsIn({ labels, map }: Pick<Outcome, 'labels' | 'map'>): Int32Array {
  return labels.map((label, row) => (Number.isNaN(map[row * 2]) ? ABSENT : label));
}

/** Likewise of a run; undefined where they are no longer kept. */
export async function keptLabels(
  { id, tableKey, plan }: Run,
  results: ResultShelf,
): Promise<Int32Array | undefined> {
  const outcome = await results.get<Outcome>(id);
  if (outcome !== undefined) return labelsIn(outcome);
  return results.get<Int32Array>(labelsKey(keysOf(tableKey, plan)));
}

/** Runs kept as long as the object, for Node and tests. */
export function createMemoryRuns(): RunShelf {
  const runs = new Map<string, Run>();
  return {
    of: async (tableKey) =>
      newestFirst([...runs.values()].filter((run) => run.tableKey === tableKey)),
    put: async (run) => void runs.set(run.id, run),
    remove: async (id) => void runs.delete(id),
  };
}

export function newestFirst(runs: readonly Run[]): Run[] {
  return [...runs].sort((a, b) => b.when - a.when || (a.id < b.id ? -1 : 1));
}

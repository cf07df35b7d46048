import { applyCorrections } from '../core/corrections/apply-corrections';
import {
  type Correction,
  type CorrectionState,
  lessonsOf,
  locksAside,
  shapingOf,
} from '../core/corrections/correction';
import { type CustomerKeys, keyCustomers } from '../core/corrections/customer-keys';
import { findLessons } from '../core/corrections/find-lessons';
import { findCustomers } from '../core/corrections/find-segment';
import {
  applyMetric,
  learnMetric,
  type Metric,
  type RowPair,
} from '../core/corrections/learn-metric';
import type { MethodId } from '../core/cluster/method-ids';
import { honourPairs } from '../core/corrections/honour-pairs';
import type { Clustering } from '../core/cluster/clustering';
import type { Features } from '../core/features/join-features';
import type { Watch } from '../core/ports';
import type { Prepared } from '../core/prepare/prepare-customers';
import { freeGroupKey, type Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { drive } from './drive';
import type { Space } from './find-space';

/** Segments, with what became of each correction but renamings. */
export interface CorrectedClustering extends Clustering {
  readonly corrected?: readonly CorrectionState[];
}

/** The keys of the customers who take part. */
export function keysOfCustomers(
  table: Table,
  { roles }: Pick<Plan, 'roles'>,
  { order }: Pick<Prepared, 'order'>,
): CustomerKeys {
  return keyCustomers(table, roles, order);
}

/** The pairs of customers that the plan's corrections teach. */
export function lessonsIn(
  { table, prepared }: Pick<Space, 'table' | 'prepared'>,
  plan: Plan,
): RowPair[] {
  const { corrections = [] } = plan;
  if (lessonsOf(corrections).length === 0) return [];
  return findLessons(corrections, keysOfCustomers(table, plan, prepared));
}

/** The space as the plan's examples have it measured; as it is without examples. */
export async function learnSpace(
  table: Table,
  prepared: Prepared,
  features: Features,
  plan: Plan,
  watch: Watch,
): Promise<{ features: Features; metric: Metric | undefined }> {
  const pairs = lessonsIn({ table, prepared: prepared as Space['prepared'] }, plan);
  const metric = await drive(learnMetric(features.matrix, pairs, plan.seed), watch);
  if (metric === undefined) return { features, metric };
  const matrix = await drive(applyMetric(features.matrix, metric), watch);
  return { features: { ...features, matrix }, metric };
}

/** Customers of locked segments that others are grouped without, and everyone else. */
export interface SetAside {
  /** The number of the lock, or -1, per customer. */
  readonly locked: Int32Array;
  readonly locks: number;
  /** Everyone else. */
  readonly free: Int32Array;
}

/** Who is set aside before grouping; undefined where nobody is. */
export function setAside({ table, prepared, key }: Space, plan: Plan): SetAside | undefined {
  const found = locksAside(plan.corrections, freeGroupKey(key, plan));
  if (found.length === 0) return undefined;
  const keys = keysOfCustomers(table, plan, prepared);
  const locked = new Int32Array(prepared.rows).fill(-1);
  let locks = 0;
  for (const lock of found) {
    const own = findCustomers(keys, lock.customers).customers.filter((at) => locked[at] < 0);
    for (const customer of own) locked[customer] = locks;
    if (own.length > 0) locks++;
  }
  const free = Int32Array.from(locked.keys()).filter((customer) => locked[customer] < 0);
  return locks === 0 || free.length === 0 ? undefined : { locked, locks, free };
}

/** Carries the plan's corrections out on the segments of a level. */
export async function correctSegments(
  { table, prepared, rows }: Space,
  found: Clustering,
  plan: Plan,
  watch: Watch,
): Promise<CorrectedClustering> {
  const corrections: readonly Correction[] = plan.corrections ?? [];
  if (shapingOf(corrections).length === 0) return found;
  const keys = keysOfCustomers(table, plan, prepared);
  const { clustering, states } = await drive(
    applyCorrections(rows, found, corrections, keys),
    watch,
  );
  return { ...clustering, corrected: states };
}

/** Methods that can keep pairs of customers together or apart while they group. */
const KEEPS_PAIRS: ReadonlySet<MethodId> = new Set([
  'kmeans',
  'spherical-kmeans',
  'mini-batch-kmeans',
]);

/** Segments in which examples hold, as far as the method of the plan can see to it. */
export async function keepExamples(
  { table, prepared, rows }: Pick<Space, 'table' | 'prepared' | 'rows'>,
  found: Clustering,
  plan: Plan,
  watch: Watch,
): Promise<Clustering> {
  if (!KEEPS_PAIRS.has(plan.method)) return found;
  const examples = lessonsOf(plan.corrections).filter(({ kind }) => kind !== 'move');
  if (examples.length === 0) return found;
  const pairs = lessonsIn({ table, prepared }, { ...plan, corrections: examples });
  return drive(honourPairs(rows, found, pairs), watch);
}

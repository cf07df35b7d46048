import { clusterByDensity } from '../core/cluster/density-methods';
import type { CondensedTree } from '../core/cluster/condensed-tree';
import type { SegmentTree } from '../core/cluster/levels';
import { findMembership } from '../core/cluster/soft-membership';
import { type Icicle, layOutIcicles } from '../core/draw/icicle';
import { hashPlain } from '../core/hash';
import type { Watch } from '../core/ports';
import { keysOf, type Plan, type StageKeys } from '../core/study';
import { customersOf } from './customers-of';
import { drive } from './drive';
import { inFileOrder } from './file-order';
import type { Space } from './find-space';
import { groupCustomers, type Grouped, settingsOf } from './group-customers';
import { keepIn, type KeptStudy, openSpace } from './open-space';
import { partOfWork } from './part-of-work';
import { findTree } from './take-level';

/** The hierarchy of a finished study; `parts` follows the rows of the file, -1 for no part. */
export type OpenTree = SegmentTree;

/** The crowds that HDBSCAN found and what they hang together in. */
export interface OpenCrowds {
  readonly icicles: readonly Icicle[];
  /** The clusters of the tree that were taken as segments. */
  readonly chosen: Int32Array;
  /** For each row of the file the cluster of the tree that it leaves last; -1 for whoever takes no part. */
  readonly clusters: Int32Array;
  readonly selection: 'eom' | 'leaf';
  readonly minClusterSize: number;
}

/** How strongly one customer belongs to the crowds. */
export interface OpenMembership {
  /** By what share it belongs to each of the nearest crowds, the strongest first. */
  readonly nearest: readonly { readonly cluster: number; readonly share: number }[];
  /** Whether it stood between the crowds and was placed, or left out. */
  readonly between: boolean;
}

/**
 * The hierarchy of a study as it was kept, or made again.
 *
 * @throws Fault stopped
 */
export async function openTree(study: KeptStudy, watch: Watch): Promise<OpenTree> {
  const keys = keysOf(study.tableKey, study.plan);
  const keep = keepIn(study);
  const tree = await keep(keys.tree, async () => {
    const { space, grouped } = await reopen(study, keys, partOfWork(watch, 0, 0.8));
    return findTree(space, grouped.clustering, partOfWork(watch, 0.8, 1));
  });
  return { ...tree, parts: await byRow(study, tree.parts) };
}

/** @throws Fault stopped */
export async function openCrowds(study: KeptStudy, watch: Watch): Promise<OpenCrowds> {
  const { tree, chosen, selection, minClusterSize } = await findCrowds(study, watch);
  return {
    icicles: layOutIcicles(tree),
    chosen,
    clusters: await byRow(study, tree.rowCluster),
    selection,
    minClusterSize,
  };
}

/** Crowds that one customer is told of. */
const NEAREST = 5;

/**
 * How strongly a customer belongs to the crowds nearest to it.
 *
 * @param row of the file.
 * @returns undefined for a row that takes no part.
 * @throws Fault stopped
 */
export async function openMembership(
  study: KeptStudy,
  row: number,
  watch: Watch,
): Promise<OpenMembership | undefined> {
  const keys = keysOf(study.tableKey, study.plan);
  const customer = (await orderOf(study)).indexOf(row);
  if (customer < 0) return undefined;
  const crowds = await findCrowds(study, partOfWork(watch, 0, 0.4));
  const { chosen, shares, between } = await keepIn(study)(
    `membership:${hashPlain([1, keys.group])}`,
    async () => {
      const { space } = await reopen(study, keys, partOfWork(watch, 0.4, 0.6));
      const found = await drive(findMembership(space.rows, crowds), partOfWork(watch, 0.6, 1));
      return nearestOf(found, crowds);
    },
  );
  const nearest = Array.from({ length: NEAREST }, (_, i) => ({
    cluster: chosen[customer * NEAREST + i],
    share: shares[customer * NEAREST + i],
  })).filter(({ cluster, share }) => cluster >= 0 && share > 0);
  return { nearest, between: between[customer] === 1 };
}

interface Crowds {
  readonly k: number;
  readonly labels: Int32Array;
  readonly probabilities: Float64Array;
  readonly persistence: Float64Array;
  readonly outliers: Float64Array;
  readonly tree: CondensedTree;
  readonly chosen: Int32Array;
  readonly selection: 'eom' | 'leaf';
  readonly minClusterSize: number;
}

async function findCrowds(study: KeptStudy, watch: Watch): Promise<Crowds> {
  const keys = keysOf(study.tableKey, study.plan);
  return keepIn(study)(`crowds:${hashPlain([1, keys.group])}`, async () => {
    const { space, settings } = await reopen(study, keys, partOfWork(watch, 0, 0.1));
    const found = await drive(clusterByDensity(space.rows, settings), partOfWork(watch, 0.1, 1));
    return { ...found, selection: settings.selection ?? 'leaf' };
  });
}

function nearestOf(
  { rows, k, data }: { readonly rows: number; readonly k: number; readonly data: Float64Array },
  crowds: Crowds,
): { chosen: Int32Array; shares: Float32Array; between: Uint8Array } {
  const chosen = new Int32Array(rows * NEAREST).fill(-1);
  const shares = new Float32Array(rows * NEAREST);
  const order = Array.from({ length: k }, (_, label) => label);
  for (let row = 0; row < rows; row++) {
    const at = (label: number) => data[row * k + label];
    order.sort((p, q) => at(q) - at(p) || p - q);
    order.slice(0, NEAREST).forEach((label, i) => {
      chosen[row * NEAREST + i] = crowds.chosen[label];
      shares[row * NEAREST + i] = at(label);
    });
  }
  const between = Uint8Array.from(crowds.labels, (label) => (label < 0 ? 1 : 0));
  return { chosen, shares, between };
}

/** The first stages again, from what is kept of them. */
async function reopen(
  study: KeptStudy,
  keys: StageKeys,
  watch: Watch,
): Promise<{ space: Space; grouped: Grouped; settings: NonNullable<Plan['settings']> }> {
  const { plan } = study;
  const space = await openSpace(study, watch);
  const grouped = await keepIn(study)(keys.group, () => groupCustomers(space, plan, watch));
  return { space, grouped, settings: settingsOf(space, plan) };
}

/** The row of the file of each customer. */
function orderOf(study: KeptStudy): Promise<Int32Array> {
  const { prepare } = keysOf(study.tableKey, study.plan);
  return keepIn(study)(`order:${hashPlain([1, prepare])}`, async () =>
    Int32Array.from(customersOf(study.table, study.plan).order),
  );
}

const byRow = async (study: KeptStudy, values: Int32Array): Promise<Int32Array> =>
  inFileOrder({ order: await orderOf(study), fileRows: study.table.rows }, values, -1);

import { meansByLabel } from '../core/cluster/clustering';
import type { FeatureColumn } from '../core/features/feature-recipe';
import { shareRows } from '../core/features/share-rows';
import { SHARED } from '../core/graph/diffuse';
import type { Undrawn } from '../core/explain/find-pulls';
import { dot, type Matrix, rowOf } from '../core/matrix';
import type { Watch } from '../core/ports';
import { drive } from './drive';
import type { Space } from './find-space';
import { type FinishedStudy, openSpace } from './open-space';

/** The space of a finished study, as places in it are explained; all by customer of `space.prepared`. */
export interface ExplainedSpace {
  readonly study: FinishedStudy;
  readonly space: Space;
  /** One value per column of the joined space. */
  readonly rows: Matrix;
  readonly columns: readonly FeatureColumn[];
  /** Whether these are the very rows that the method was given; else it saw them reduced or refined. */
  readonly exact: boolean;
  readonly labels: Int32Array;
  readonly k: number;
  /** The mean of the rows of each segment. */
  readonly centres: Matrix;
  /** The customer of each row of the file; -1 takes no part. */
  readonly customerOf: Int32Array;
  /** A customer's row before it was drawn to its neighbours. */
  undrawn(customer: number): Undrawn;
}

/**
 * Opens the space of a finished study once more. Where the method was given principal components or what a
 * network made of them, the same rows are taken before that: their columns can be read.
 *
 * @throws Fault stopped
 */
export async function openExplained(study: FinishedStudy, watch: Watch): Promise<ExplainedSpace> {
  const space = await openSpace(study, watch);
  const { prepared, features, graph, narrowed } = space;
  const { outcome, plan } = study;
  const exact = narrowed === undefined && plan.refine === undefined;
  const rows = exact
    ? space.rows
    : await drive(shareRows(features.matrix, features.textShare, graph), watch);
  const labels = prepared.order.map((row) => outcome.labels[row]);
  const k = outcome.segments.length;
  const customerOf = new Int32Array(prepared.fileRows).fill(-1);
  prepared.order.forEach((row, customer) => {
    customerOf[row] = customer;
  });
  return {
    study,
    space,
    rows,
    columns: features.columns,
    exact,
    labels,
    k,
    centres: meansByLabel(rows, labels, k),
    customerOf,
    undrawn: (customer) => ({
      values: rowOf(features.matrix, customer),
      kept: keptOf(features.textShare, rowOf(rows, customer)),
    }),
  };
}

/** The share of a row that is its own, as `shareRows` draws rows to their neighbours. */
function keptOf(textShare: number, row: Float32Array): number {
  if (textShare === 0) return 1;
  if (textShare < 1) return 0.5;
  // Softening divides a row by the root of its length, so that the squared length is the length before.
  const length = dot(row, row);
  return length === 0 ? 0 : (1 - SHARED) / Math.sqrt(length);
}

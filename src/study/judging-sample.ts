import { buildLevels } from '../core/cluster/levels';
import type { MethodSettings } from '../core/cluster/method-settings';
import { FEW_SEGMENTS } from '../core/cluster/method-settings';
import type { MatrixMethodId } from '../core/cluster/method-ids';
import { METHODS } from '../core/cluster/methods';
import { cutLevel } from '../core/cluster/part-tree';
import { shareRows } from '../core/features/share-rows';
import { findNeighbours } from '../core/graph/neighbours';
import { graphOfPart } from '../core/graph/part-graph';
import { createMatrix, dot, type Matrix, rowOf, takeRows } from '../core/matrix';
import type { Cluster } from '../core/measure/stability';
import { findPrincipal } from '../core/project/pca';
import { rescale, type Steps } from '../core/steps';
import { NEIGHBOURS, type Plan } from '../core/study';
import { firstOfAlike } from '../core/text/alike';
import type { Space } from './find-space';
import { settingsOf } from './group-customers';

/** Rows of more columns than this are judged along their principal axes, so many with the middle. */
const WIDE = 128;
const AXES = 63;

/** Starts of methods that have several; those that the verdict was tried with. */
const STARTS = 4;
/** Of methods that a tree starts where segments are many: beside it, drawn starts find nothing better. */
const FROM_TREE: ReadonlySet<Plan['method']> = new Set(['kmeans', 'spherical-kmeans']);
/** Neighbours known of each row, so that nearly every half holds as many of them as are wanted. */
const KNOWN_NEIGHBOURS = 48;
/** Rows that the principal axes are found on. */
const AXES_ROWS = 2000;

/** Customers that are judged, as the method meets them. */
export interface JudgingSample {
  /** The customers of `prepared` that are judged. */
  readonly customers: Int32Array;
  /** One row for each, before neighbours smooth it. */
  readonly rows: Matrix;
  /**
   * The method of the plan, run anew on some of the rows: smoothing is done among them alone. Where a
   * level is given the segments found are taken at that level of their own hierarchy.
   */
  cluster(k: number, level?: number): Cluster;
  /** The rows as the method is given them. */
  given(rows: Matrix): Steps<Matrix>;
  readonly settings: MethodSettings;
}

/**
 * The first customers of a space, who stand in an order that carries no meaning; of those who say nearly
 * the same one each, where such count as one.
 *
 * Texts are judged before smoothing, and smoothed again inside each part that is clustered: rows smoothed
 * with all others would carry what was seen of the whole into every part. A space that was refined is taken as
 * it is.
 *
 * @param free the customers that the method groups; all when absent.
 */
export function* takeSample(
  space: Space,
  plan: Plan,
  most: number,
  free?: Int32Array,
): Steps<JudgingSample> {
  const { prepared, alike, features } = space;
  const grouped = free && new Set(free);
  const differing =
    alike === undefined
      ? Int32Array.from({ length: space.rows.rows }, (_, customer) => customer)
      : firstOfAlike(prepared.textOf, alike);
  const all =
    grouped === undefined ? differing : differing.filter((customer) => grouped.has(customer));
  const customers = all.slice(0, most);
  const smooths = features.textShare > 0 && plan.refine === undefined;
  const taken = takeRows(smooths ? features.matrix : space.rows, customers);
  const rows = taken.cols > WIDE ? yield* projectWithMiddle(taken, plan.seed) : taken;
  const settings = settingsOf(space, plan);
  const known = smooths ? yield* findNeighbours(rows, KNOWN_NEIGHBOURS) : undefined;
  function* given(part: Matrix, members?: Int32Array): Steps<Matrix> {
    if (known === undefined || part.rows <= NEIGHBOURS) return part;
    const among = members ?? Int32Array.from({ length: part.rows }, (_, row) => row);
    const graph = yield* rescale(graphOfPart(part, known, among, NEIGHBOURS), 0, 2);
    return yield* rescale(shareRows(part, features.textShare, graph), 1, 2);
  }
  return {
    customers,
    rows,
    given,
    settings,
    cluster: (k, level) =>
      function* (part, seed, members) {
        const share = part.rows / all.length;
        const rowsGiven = yield* given(part, members);
        const found = yield* METHODS[plan.method as MatrixMethodId](rowsGiven, {
          k: Math.min(k, part.rows),
          seed,
          starts: k > FEW_SEGMENTS && FROM_TREE.has(plan.method) ? 0 : STARTS,
          settings: scaleSettings(settings, share),
        });
        if (level === undefined || level === found.k) return found.labels;
        return cutLevel(yield* buildLevels(rowsGiven, found), level);
      },
  };
}

/** Counts of customers, for part of the customers. */
export function scaleSettings(settings: MethodSettings, share: number): MethodSettings {
  const { minClusterSize, minSamples, eps } = settings;
  return {
    ...settings,
    ...(minClusterSize === undefined
      ? {}
      : { minClusterSize: Math.max(2, Math.round(minClusterSize * share)) }),
    // A place stays as wide where its width is set, and then holds fewer.
    ...(minSamples === undefined || eps === undefined
      ? {}
      : { minSamples: Math.max(2, Math.round(minSamples * share)) }),
  };
}

/**
 * Rows along their principal axes, from zero and not from the middle, and how far the middle lies beside
 * those axes as a last column, the same for all: lengths and angles stay those of the rows.
 */
function* projectWithMiddle(rows: Matrix, seed: number): Steps<Matrix> {
  const { axes, mean } = yield* findPrincipal(rows, AXES, seed, AXES_ROWS);
  const aside = Float64Array.from(mean);
  for (let axis = 0; axis < axes.rows; axis++) {
    const direction = rowOf(axes, axis);
    const along = dot(mean, direction);
    for (let col = 0; col < aside.length; col++) aside[col] -= along * direction[col];
  }
  const middle = Math.sqrt(dot(aside, aside));
  const projected = createMatrix(rows.rows, axes.rows + 1);
  const directions = Array.from({ length: axes.rows }, (_, axis) => rowOf(axes, axis));
  for (let row = 0; row < rows.rows; row++) {
    const from = rowOf(rows, row);
    const to = rowOf(projected, row);
    for (let axis = 0; axis < axes.rows; axis++) to[axis] = dot(from, directions[axis]);
    to[axes.rows] = middle;
    if (row % 128 === 127) yield { done: row, total: rows.rows };
  }
  return projected;
}

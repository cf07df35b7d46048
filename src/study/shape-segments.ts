import type { Clustering } from '../core/cluster/clustering';
import type { SegmentTree } from '../core/cluster/levels';
import type { Watch } from '../core/ports';
import type { Plan } from '../core/study';
import { type CorrectedClustering, correctSegments } from './correct-segments';
import type { Space } from './find-space';
import { takeLevel } from './take-level';

/**
 * What a person makes of the segments that were found: another level of them, and corrections. The
 * tree is made where it is wanted and not given.
 */
export type Shaped = (
  space: Space,
  found: Clustering,
  plan: Plan,
  watch: Watch,
  tree?: SegmentTree,
) => Promise<CorrectedClustering>;

export const shapeSegments: Shaped = async (space, found, plan, watch, tree) =>
  correctSegments(space, await takeLevel(space, found, plan, watch, tree), plan, watch);

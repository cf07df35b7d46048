import type { Clustering } from '../core/cluster/clustering';
import type { Watch } from '../core/ports';
import type { Plan } from '../core/study';
import type { Space } from './find-space';

/** What a person makes of the segments that were found: another level of them, and corrections. */
export type Shaped = (
  space: Space,
  found: Clustering,
  plan: Plan,
  watch: Watch,
) => Promise<Clustering>;

export const shapeSegments: Shaped = async (_space, found) => found;

import { type Clustering, settleLabels } from '../core/cluster/clustering';
import { buildLevels, offerLevels, parentsOf, type SegmentTree } from '../core/cluster/levels';
import { cutLevel } from '../core/cluster/part-tree';
import type { Watch } from '../core/ports';
import type { Plan } from '../core/study';
import { weighAlike } from '../core/text/alike';
import { drive } from './drive';
import type { Space } from './find-space';
import type { ShownLevels } from './outcome';

/** The hierarchy around the segments that a method found. */
export function findTree(
  { rows, prepared, alike }: Pick<Space, 'rows' | 'prepared' | 'alike'>,
  found: Clustering,
  watch: Watch,
): Promise<SegmentTree> {
  const weights = alike === undefined ? undefined : weighAlike(prepared.textOf, alike);
  return drive(buildLevels(rows, found, weights), watch);
}

/** The segments of the level that the plan asks for; as found where it asks for none. */
export async function takeLevel(
  space: Pick<Space, 'rows' | 'prepared' | 'alike'>,
  found: Clustering,
  { level }: Pick<Plan, 'level'>,
  watch: Watch,
  tree?: SegmentTree,
): Promise<Clustering> {
  if (level === undefined || level === found.k) return found;
  return settleLabels(space.rows, cutLevel(tree ?? (await findTree(space, found, watch)), level));
}

/** More segments than this are shown under coarser ones. */
export const LONG_LIST = 12;
const MOST_GROUPS = 8;

/**
 * What is told of the hierarchy beside its segments.
 *
 * @param shown the segments after corrections.
 */
export function tellLevels(
  tree: SegmentTree,
  { labels, k }: Pick<Clustering, 'labels' | 'k'>,
  { level }: Pick<Plan, 'level'>,
): ShownLevels {
  const most = tree.merges.length + 1;
  const taken = level === undefined ? tree.found : Math.max(1, Math.min(most, Math.round(level)));
  const offered = offerLevels(tree);
  const all = [...new Set([...offered, taken])].sort((a, b) => a - b);
  const coarse = offered.findLast((count) => count <= MOST_GROUPS && count * 2 <= k);
  const groups =
    k > LONG_LIST && coarse !== undefined ? groupSegments(tree, labels, k, coarse) : undefined;
  return {
    offered: all,
    found: tree.found,
    taken,
    finest: most,
    own: tree.own,
    ...(groups === undefined ? {} : { groups }),
  };
}

/** Segments by the coarser one that they are in, the larger groups first. */
function groupSegments(
  tree: SegmentTree,
  labels: Int32Array,
  k: number,
  coarse: number,
): readonly (readonly number[])[] {
  const sizes = new Int32Array(k);
  for (const label of labels) if (label >= 0) sizes[label]++;
  const groups = new Map<number, number[]>();
  parentsOf(labels, k, cutLevel(tree, coarse)).forEach((parent, label) => {
    const known = groups.get(parent);
    if (known === undefined) groups.set(parent, [label]);
    else known.push(label);
  });
  const sizeOf = (group: readonly number[]) => group.reduce((sum, label) => sum + sizes[label], 0);
  return [...groups.values()].sort((a, b) => sizeOf(b) - sizeOf(a) || a[0] - b[0]);
}

import type { Merge } from '../cluster/part-tree';

/** What a tree of segments is drawn from. */
export interface DrawnTree {
  /** One less than there are parts, lowest first; numbered as in SciPy. */
  readonly merges: readonly Merge[];
  /** Customers of each part. */
  readonly sizes: ArrayLike<number>;
  /** How many segments were found. */
  readonly found: number;
  /** Whether all heights are of one kind; else those below the segments found have a scale of their own. */
  readonly own: boolean;
}

/** A branch: a part, or a join of two branches. */
export interface Branch {
  /** Parts first, then merge i as parts + i. */
  readonly id: number;
  readonly parent: number;
  /** The two branches that it joins; empty for a part. */
  readonly joins: readonly number[];
  readonly size: number;
  readonly height: number;
  /** How far from the root, 0 to 1. */
  readonly x: number;
  /** Its place across, in rows of parts; a part is 1 thick unless thicker ones are asked for. */
  readonly y: number;
  /** Where its parts begin and end across. */
  readonly from: number;
  readonly to: number;
}

export interface Dendrogram {
  /** By id; the last one holds everyone. */
  readonly branches: readonly Branch[];
  /** Length across. */
  readonly across: number;
  /** Where the scale of the parts begins; 1 where there is none. */
  readonly finer: number;
}

/** Where the scale below the segments found begins, and the room between the two scales. */
const FINER = 0.7;
const BETWEEN = 0.04;
/** The room beyond the lowest join, so that parts have a stem. */
const STEM = 0.06;

/**
 * Places the branches of a tree: the root at 0, parts at 1, larger branches first.
 *
 * @param thickness of each part across.
 */
export function layOutDendrogram(tree: DrawnTree, thickness: (part: number) => number): Dendrogram {
  const { merges, sizes, found, own } = tree;
  const parts = merges.length + 1;
  const size = Float64Array.from({ length: parts + merges.length }, (_, i) => sizes[i] ?? 0);
  const parent = new Int32Array(size.length).fill(-1);
  merges.forEach(({ a, b }, i) => {
    size[parts + i] = size[a] + size[b];
    parent[a] = parts + i;
    parent[b] = parts + i;
  });
  const { place, finer } = scalesOf(merges, found, own);
  const branches = new Array<Branch>(size.length);
  let across = 0;
  const visit = (id: number): void => {
    const merge = merges[id - parts] as Merge | undefined;
    const from = across;
    if (merge === undefined) {
      across += thickness(id);
      const y = (from + across) / 2;
      branches[id] = {
        id,
        parent: parent[id],
        joins: [],
        size: size[id],
        height: 0,
        x: 1,
        y,
        from,
        to: across,
      };
      return;
    }
    const joins = [merge.a, merge.b].sort((p, q) => size[q] - size[p] || p - q);
    joins.forEach(visit);
    branches[id] = {
      id,
      parent: parent[id],
      joins,
      size: size[id],
      height: merge.height,
      x: place(id - parts),
      y: (branches[joins[0]].y + branches[joins[1]].y) / 2,
      from,
      to: across,
    };
  };
  visit(size.length - 1);
  return { branches, across, finer };
}

/** The branches that a cut into so many segments leaves, in their order across. */
export function branchesAtCut({ branches }: Dendrogram, count: number): Branch[] {
  const parts = (branches.length + 1) / 2;
  const last = 2 * parts - Math.max(1, Math.min(parts, count));
  return branches
    .filter(({ id, parent }) => id < last && (parent < 0 || parent >= last))
    .sort((a, b) => a.from - b.from);
}

/** Where the line stands that cuts the tree into so many segments, 0 to 1. */
export function placeOfCut({ branches }: Dendrogram, count: number): number {
  const parts = (branches.length + 1) / 2;
  const above = count < 2 ? 0 : branches[2 * parts - count].x;
  const below = count >= parts ? 1 : branches[2 * parts - count - 1].x;
  return count < 2 ? below / 2 : (above + below) / 2;
}

/** How many segments a line at this place cuts the tree into. */
export function countAtPlace({ branches }: Dendrogram, place: number): number {
  const parts = (branches.length + 1) / 2;
  let count = 1;
  while (count < parts && branches[2 * parts - count - 1].x <= place) count++;
  return count;
}

function scalesOf(
  merges: readonly Merge[],
  found: number,
  own: boolean,
): { place: (merge: number) => number; finer: number } {
  const splits = own ? 0 : merges.length + 1 - found;
  const heights = merges.map(({ height }) => height);
  const along = (joins: readonly number[], from: number, to: number) => {
    const [low, high] = [joins[0] ?? 0, joins.at(-1) ?? 0];
    const scale = high > low ? (to - from - STEM) / (high - low) : 0;
    return (height: number) => from + (high - height) * scale;
  };
  if (splits === 0) {
    const place = along(heights, 0, 1);
    return { place: (merge) => place(heights[merge]), finer: 1 };
  }
  const finer = found > 1 ? FINER : 0;
  const coarse = along(heights.slice(splits), 0, finer);
  const fine = along(heights.slice(0, splits), finer === 0 ? 0 : finer + BETWEEN, 1);
  return {
    finer,
    place: (merge) => (merge < splits ? fine : coarse)(heights[merge]),
  };
}

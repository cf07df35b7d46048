/** One merge: clusters are numbered as in SciPy, rows first, then merge i as rows + i. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  /**
   * How far apart the two are, as SciPy gives it; Ward's is sqrt(2 |A||B| / (|A|+|B|)) times the
   * distance of the means.
   */
  readonly height: number;
}

/** A tree over small parts of the customers: cut at any number, it gives so many segments. */
export interface PartTree {
  /** The part of each row; -1 is nowhere. Parts are numbered from 0 without gaps. */
  readonly parts: Int32Array;
  /** One less than there are parts, in the order in which they join; numbered as in SciPy. */
  readonly merges: readonly Merge[];
}

/** How many of a method's own merges are kept, the last ones, where it gives k segments. */
export const keptMerges = (k: number) => Math.max(60, 2 * k);

/** The labels after the first rows - k merges. */
export function cutTree(merges: readonly Merge[], rows: number, k: number): Int32Array {
  const parent = Int32Array.from({ length: rows + merges.length }, (_, i) => i);
  const merged = Math.max(0, rows - k);
  for (let i = 0; i < merged; i++) {
    parent[merges[i].a] = rows + i;
    parent[merges[i].b] = rows + i;
  }
  const labels = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let at = row;
    while (parent[at] !== at) at = parent[at];
    labels[row] = at;
  }
  return labels;
}

/** The segments when the tree is cut so that there are `count`; held to what the tree can give. */
export function cutLevel({ parts, merges }: PartTree, count: number): Int32Array {
  const most = merges.length + 1;
  const cut = cutTree(merges, most, Math.max(1, Math.min(most, Math.round(count))));
  return parts.map((part) => (part < 0 ? -1 : cut[part]));
}

/**
 * The last merges of a whole tree: what the earlier ones join becomes a part.
 *
 * @param merges all of a tree over `count` things, lowest first.
 * @param of the thing that each row is in; absent: row i is thing i.
 */
export function lastMerges(
  merges: readonly Merge[],
  count: number,
  kept: number,
  of?: Int32Array,
): PartTree {
  const from = Math.max(0, merges.length - kept);
  const cut = cutTree(merges, count, count - from);
  const numbers = new Map<number, number>();
  const numberOf = (node: number) => {
    const known = numbers.get(node);
    if (known !== undefined) return known;
    numbers.set(node, numbers.size);
    return numbers.size - 1;
  };
  const parts = (of ?? cut.map((_, i) => i)).map((thing) => numberOf(cut[thing]));
  for (const node of cut) numberOf(node);
  for (let i = from; i < merges.length; i++) numberOf(count + i);
  return {
    parts,
    merges: merges.slice(from).map(({ a, b, height }) => {
      const [p, q] = [numberOf(a), numberOf(b)];
      return { a: Math.min(p, q), b: Math.max(p, q), height };
    }),
  };
}

/** Sets of the numbers below `count`, joined one by one (union by size, paths halved). */
export interface DisjointSets {
  /** The member that stands for the set of `member`. */
  find(member: number): number;
  /** Joins the sets of two members; false when they are the same. */
  join(a: number, b: number): boolean;
  /** How many members the set of `member` has. */
  size(member: number): number;
}

export function createSets(count: number): DisjointSets {
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const sizes = new Int32Array(count).fill(1);

  function find(member: number): number {
    let at = member;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  return {
    find,
    join(a, b) {
      let large = find(a);
      let small = find(b);
      if (large === small) return false;
      if (sizes[large] < sizes[small]) [large, small] = [small, large];
      parent[small] = large;
      sizes[large] += sizes[small];
      return true;
    },
    size: (member) => sizes[find(member)],
  };
}

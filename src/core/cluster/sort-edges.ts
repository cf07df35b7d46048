/** Edges of a spanning tree. */
export interface Edges {
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** max(core of a, core of b, distance of a and b). */
  readonly reach: Float64Array;
  /** Euclidean distance of a and b. */
  readonly apart: Float64Array;
}

/** The first `count` edges, lowest first: by mutual reachability, then distance, then the rows. */
export function sortEdges({ a, b, reach, apart }: Edges, count: number): Edges {
  const after = (i: number, j: number): boolean => {
    if (reach[i] !== reach[j]) return reach[i] > reach[j];
    if (apart[i] !== apart[j]) return apart[i] > apart[j];
    return a[i] === a[j] ? b[i] > b[j] : a[i] > a[j];
  };
  // Merging stretches of twice the length; an Array's sort with four comparisons takes several times as long.
  let order = Int32Array.from({ length: count }, (_, i) => i);
  let next = new Int32Array(count);
  for (let width = 1; width < count; width *= 2) {
    for (let from = 0; from < count; from += 2 * width) {
      const middle = Math.min(from + width, count);
      const end = Math.min(from + 2 * width, count);
      let left = from;
      let right = middle;
      for (let to = from; to < end; to++)
        next[to] =
          right === end || (left < middle && !after(order[left], order[right]))
            ? order[left++]
            : order[right++];
    }
    [order, next] = [next, order];
  }
  return {
    a: order.map((i) => a[i]),
    b: order.map((i) => b[i]),
    reach: Float64Array.from(order, (i) => reach[i]),
    apart: Float64Array.from(order, (i) => apart[i]),
  };
}

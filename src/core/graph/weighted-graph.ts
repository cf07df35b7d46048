/** An undirected graph with weights; every tie stands with both of its ends. */
export interface WeightedGraph {
  readonly rows: number;
  /** rows + 1: where the ties of each row begin. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** The weight of each row's tie to itself, 0 where there is none. */
  readonly loops: Float64Array;
}

/**
 * @param heads,tails,weights each tie once or several times, in any direction; weights of the same tie add up.
 * A tie of a row to itself becomes its loop.
 */
export function tieRows(
  rows: number,
  heads: ArrayLike<number>,
  tails: ArrayLike<number>,
  weights: ArrayLike<number>,
): WeightedGraph {
  const loops = new Float64Array(rows);
  const degrees = new Int32Array(rows + 1);
  for (let e = 0; e < heads.length; e++) {
    if (heads[e] === tails[e]) loops[heads[e]] += weights[e];
    else {
      degrees[heads[e] + 1]++;
      degrees[tails[e] + 1]++;
    }
  }
  for (let row = 0; row < rows; row++) degrees[row + 1] += degrees[row];
  const next = degrees.slice();
  const targets = new Int32Array(degrees[rows]);
  const values = new Float64Array(degrees[rows]);
  for (let e = 0; e < heads.length; e++) {
    const [a, b] = [heads[e], tails[e]];
    if (a === b) continue;
    targets[next[a]] = b;
    values[next[a]++] = weights[e];
    targets[next[b]] = a;
    values[next[b]++] = weights[e];
  }
  return joinTies({ rows, offsets: degrees, targets, weights: values, loops });
}

/** Adds up ties that stand several times, and puts those of each row in the order of their targets. */
function joinTies({ rows, offsets, targets, weights, loops }: WeightedGraph): WeightedGraph {
  const places = new Int32Array(rows).fill(-1);
  const kept = new Int32Array(rows + 1);
  const joined = new Int32Array(targets.length);
  const sums = new Float64Array(targets.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const from = at;
    const own = targets
      .subarray(offsets[row], offsets[row + 1])
      .slice()
      .sort();
    for (const target of own) {
      if (places[target] >= from) continue;
      places[target] = at;
      joined[at++] = target;
    }
    for (let e = offsets[row]; e < offsets[row + 1]; e++) sums[places[targets[e]]] += weights[e];
    kept[row + 1] = at;
  }
  return {
    rows,
    offsets: kept,
    targets: joined.slice(0, at),
    weights: sums.slice(0, at),
    loops,
  };
}

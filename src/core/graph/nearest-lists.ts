/** For every row the best `k` others seen so far, nearest first, equal distances by row number. */
export interface NearestLists {
  readonly k: number;
  readonly indices: Int32Array;
  readonly squared: Float64Array;
  /** Considers `other` for the list of `row`. What was offered before in any order does not matter. */
  offer(row: number, other: number, squared: number): void;
}

export function createNearestLists(rows: number, k: number): NearestLists {
  const indices = new Int32Array(rows * k).fill(-1);
  const squared = new Float64Array(rows * k).fill(Infinity);

  return {
    k,
    indices,
    squared,
    offer(row, other, distance) {
      const first = row * k;
      let at = first + k - 1;
      const worst = squared[at];
      if (distance > worst || (distance === worst && other > indices[at] && indices[at] !== -1))
        return;
      while (
        at > first &&
        (squared[at - 1] > distance || (squared[at - 1] === distance && indices[at - 1] > other))
      ) {
        squared[at] = squared[at - 1];
        indices[at] = indices[at - 1];
        at--;
      }
      squared[at] = distance;
      indices[at] = other;
    },
  };
}

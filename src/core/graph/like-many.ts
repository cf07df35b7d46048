import type { Graph } from './neighbours';
import { likenessOf } from './look-alikes';

/**
 * The rows most like some others, the most alike first: those who have most of them among their
 * neighbours, each counted by how alike it is.
 *
 * @param inside one per row, 1 for those whose like are sought; they themselves are not given.
 * @param usual as `usualDistance` tells it of the rows that the graph was made of.
 * @returns at most `count`; rows with none of them among their neighbours are like nobody.
 */
export function findLikeMany(
  { rows, k, indices, distances }: Graph,
  inside: Uint8Array,
  count: number,
  usual: number,
): Int32Array {
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    if (inside[row] === 1) continue;
    for (let at = row * k; at < (row + 1) * k; at++)
      if (indices[at] >= 0 && inside[indices[at]] === 1)
        scores[row] += likenessOf(distances[at], usual);
  }
  return Int32Array.from({ length: rows }, (_, row) => row)
    .filter((row) => scores[row] > 0)
    .sort((a, b) => scores[b] - scores[a] || a - b)
    .slice(0, count);
}

import { createSets } from '../cluster/disjoint-sets';
import type { Graph } from './neighbours';

/** A row that is far from its neighbours. */
export interface Outlier {
  readonly row: number;
  /** Its mean distance to its neighbours, in those of the median row. */
  readonly times: number;
}

/** Beyond the upper quartile by this many quartile distances a row is unusual (Tukey 1977). */
const FENCE = 3;
/** And only when it is so many times as far from its neighbours as the median row. */
const CLEARLY = 1.5;

/**
 * Rows that are much farther from their nearest neighbours than others are from theirs, the farthest
 * first: beyond the third quartile of the mean distances by three times the distance of the quartiles,
 * and at least half as far again as the median row is.
 *
 * @returns none where no row stands out.
 * @see Angiulli and Pizzuti 2002, doi:10.1007/3-540-45681-3_2 (weight of a point); Tukey 1977 (fences)
 */
export function findOutliers({ rows, k, distances }: Graph, most = Infinity): Outlier[] {
  const means = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let n = 0; n < k; n++) sum += distances[row * k + n];
    means[row] = sum / k;
  }
  const sorted = means.slice().sort();
  const at = (share: number) => sorted[Math.floor((rows - 1) * share)];
  const usual = at(0.5);
  const fence = Math.max(at(0.75) + FENCE * (at(0.75) - at(0.25)), CLEARLY * usual);
  if (!(usual > 0)) return [];
  return Array.from(means, (mean, row) => ({ row, times: mean / usual }))
    .filter(({ row }) => means[row] > fence * (1 + 1e-9))
    .sort((a, b) => b.times - a.times || a.row - b.row)
    .slice(0, most);
}

/**
 * Rows that are the same, in groups of two or more, by their first rows. Only neighbours are compared.
 *
 * @param near squared distance up to which rows are worth comparing; rounding may part equal rows a little.
 * @param same whether two rows are the same in all that counts.
 */
export function findDuplicates(
  { rows, k, indices, distances }: Graph,
  near: number,
  same: (a: number, b: number) => boolean,
): number[][] {
  const sets = createSets(rows);
  for (let row = 0; row < rows; row++)
    for (let n = 0; n < k; n++) {
      if (distances[row * k + n] ** 2 > near) break;
      const other = indices[row * k + n];
      if (sets.find(row) !== sets.find(other) && same(row, other)) sets.join(row, other);
    }
  const groups = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const root = sets.find(row);
    groups.set(root, [...(groups.get(root) ?? []), row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

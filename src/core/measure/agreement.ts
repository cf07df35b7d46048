import { countMeetings, entropyOf, mutualInformation } from './contingency-table';

const pairs = (n: number) => (n * (n - 1)) / 2;

/**
 * Adjusted Rand index: agreement of two labellings over pairs of rows, 1 when equal, about 0 by
 * chance.
 *
 * @see Hubert and Arabie 1985, doi:10.1007/BF01908075
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = countMeetings(a, b);
  const sum = (counts: Int32Array) => counts.reduce((total, n) => total + pairs(n), 0);
  const both = sum(table.cells);
  const inA = sum(table.a);
  const inB = sum(table.b);
  const all = pairs(table.rows);
  const expected = all === 0 ? 0 : (inA * inB) / all;
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/**
 * Normalised mutual information with the arithmetic mean of the entropies, as scikit-learn's
 * default; 1 when equal, 0 when independent.
 */
export function normalisedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = countMeetings(a, b);
  const mean = (entropyOf(table.a, table.rows) + entropyOf(table.b, table.rows)) / 2;
  return mean === 0 ? 1 : mutualInformation(table) / mean;
}

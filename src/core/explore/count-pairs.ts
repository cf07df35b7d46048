import { type ColumnBins, NO_BIN } from './bin-column';

/**
 * How many rows lie in each pair of bars of two columns.
 *
 * @returns at `bar of x` times `y.bins` plus `bar of y`; rows that lack either are left out.
 */
export function countPairs(
  x: Pick<ColumnBins, 'of' | 'bins'>,
  y: Pick<ColumnBins, 'of' | 'bins'>,
): Int32Array {
  const counts = new Int32Array(x.bins * y.bins);
  for (let row = 0; row < x.of.length; row++) {
    const [a, b] = [x.of[row], y.of[row]];
    if (a !== NO_BIN && b !== NO_BIN) counts[a * y.bins + b]++;
  }
  return counts;
}

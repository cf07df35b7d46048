import type { FeatureColumn } from '../features/join-features';
import type { Matrix } from '../matrix';

/** How much of what parts the segments lies in the texts, or in one column of the file. */
export interface SeparationShare {
  readonly block: 'text' | 'columns';
  /** The column of the file; empty for the texts. */
  readonly column: string;
  /** Share of the variance between segments, 0 to 1; those of all blocks and columns add up to 1. */
  readonly share: number;
  /** Share of its own variance that lies between segments, 0 to 1: eta squared. */
  readonly explained: number;
}

/**
 * What parts the segments: the variance between the means of the segments, by texts and columns.
 *
 * @param features rows x cols, as joined; before smoothing, so that it is the customers' own.
 * @param labels one per row; -1 is left out.
 * @returns the greatest first; empty where nothing lies between segments.
 */
export function shareSeparation(
  features: Matrix,
  columns: readonly FeatureColumn[],
  labels: Int32Array,
  k: number,
): SeparationShare[] {
  const { rows, cols, data } = features;
  const sums = new Float64Array(k * cols);
  const sizes = new Float64Array(k);
  const totals = new Float64Array(cols);
  const squares = new Float64Array(cols);
  let counted = 0;
  for (let row = 0; row < rows; row++) {
    const label = labels[row];
    if (label < 0) continue;
    counted++;
    sizes[label]++;
    for (let col = 0; col < cols; col++) {
      const value = data[row * cols + col];
      sums[label * cols + col] += value;
      totals[col] += value;
      squares[col] += value * value;
    }
  }
  const found = new Map<
    string,
    { block: FeatureColumn['block']; column: string; between: number; whole: number }
  >();
  for (let col = 0; col < cols; col++) {
    const { block, column } = columns[col];
    const mean = totals[col] / counted;
    let between = 0;
    for (let label = 0; label < k; label++)
      if (sizes[label] > 0)
        between += sizes[label] * (sums[label * cols + col] / sizes[label] - mean) ** 2;
    const whole = Math.max(between, squares[col] - counted * mean * mean);
    const key = `${block} ${column}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { block, column, between, whole });
    else {
      known.between += between;
      known.whole += whole;
    }
  }
  const all = [...found.values()].reduce((sum, { between }) => sum + between, 0);
  if (!(all > 0)) return [];
  return [...found.values()]
    .map(({ block, column, between, whole }) => ({
      block,
      column,
      share: between / all,
      explained: whole > 0 ? between / whole : 0,
    }))
    .sort((a, b) => b.share - a.share || (a.column < b.column ? -1 : 1));
}

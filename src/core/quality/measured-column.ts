import type { Role } from '../prepare/roles';
import type { Column } from '../table/table';

/** A column as it is compared with others. */
export interface MeasuredColumn {
  readonly column: Column;
  readonly role: Role;
  /** Distinct cells that say something. */
  readonly distinct: number;
  /** One per row, NaN where unknown; only for numbers and dates. */
  readonly values: Float64Array | undefined;
}

/**
 * Pearson's correlation over the rows that both columns know.
 *
 * @param step looks at every so manyth row only.
 * @returns NaN with fewer than ten such rows, or where one of them does not vary.
 */
export function correlate(a: Float64Array, b: Float64Array, step = 1): number {
  let [count, meanA, meanB, varA, varB, both] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < a.length; row += step) {
    const [x, y] = [a[row], b[row]];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    count++;
    // Welford's update: exact enough for dates in milliseconds, in one pass.
    const [apartA, apartB] = [x - meanA, y - meanB];
    meanA += apartA / count;
    meanB += apartB / count;
    varA += apartA * (x - meanA);
    varB += apartB * (y - meanB);
    both += apartA * (y - meanB);
  }
  if (count < 10 || varA === 0 || varB === 0) return Number.NaN;
  return both / Math.sqrt(varA * varB);
}

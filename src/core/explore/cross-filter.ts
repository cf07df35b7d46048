import { type ColumnBins, NO_BIN } from './bin-column';

/** What is asked of one column: a stretch of bars, or some of them. */
export interface Brushed {
  /** Which of the charts. */
  readonly chart: number;
  /** 1 for each bar that is taken. */
  readonly taken: Uint8Array;
}

/** How many rows each bar holds. */
export interface BarCounts {
  readonly all: Int32Array;
  /** Of those that pass what is asked of all other charts, and are picked out otherwise. */
  readonly left: Int32Array;
}

export interface CrossFiltered {
  readonly counts: readonly BarCounts[];
  /** Rows that pass everything, ascending. */
  readonly rows: Int32Array;
}

/**
 * Linked histograms: each shows those that pass what is asked of all others, so that its own bars that are not taken
 * can still be seen and taken.
 *
 * @param picked 0 for rows that are not picked out otherwise; absent: all are.
 * @param shown 0 for rows that take no part.
 * O(rows x charts).
 */
export function crossFilter(
  charts: readonly ColumnBins[],
  brushes: readonly Brushed[],
  shown: Uint8Array,
  picked?: Uint8Array,
): CrossFiltered {
  const counts = charts.map(({ bins }): BarCounts => ({
    all: new Int32Array(bins),
    left: new Int32Array(bins),
  }));
  const failed = new Uint8Array(shown.length);
  const failedAt = new Int32Array(shown.length);
  for (const { chart, taken } of brushes) {
    const { of } = charts[chart];
    for (let row = 0; row < of.length; row++)
      if (of[row] === NO_BIN || taken[of[row]] === 0) {
        if (failed[row] < 2) failed[row]++;
        failedAt[row] = chart;
      }
  }
  if (picked !== undefined)
    for (let row = 0; row < picked.length; row++) if (picked[row] === 0) failed[row] = 2;
  charts.forEach(({ of }, chart) => {
    const { all, left } = counts[chart];
    for (let row = 0; row < of.length; row++) {
      const bin = of[row];
      if (bin === NO_BIN) continue;
      all[bin]++;
      if (failed[row] === 0 || (failed[row] === 1 && failedAt[row] === chart)) left[bin]++;
    }
  });
  let passed = 0;
  for (let row = 0; row < shown.length; row++) if (failed[row] === 0 && shown[row] === 1) passed++;
  const rows = new Int32Array(passed);
  for (let row = 0, at = 0; row < shown.length; row++)
    if (failed[row] === 0 && shown[row] === 1) rows[at++] = row;
  return { counts, rows };
}

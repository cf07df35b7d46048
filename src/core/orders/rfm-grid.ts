import { BEST_SCORE, findQuantiles, nameRfm, type RfmGroup, scoreValues } from './rfm';

/** How many scores each measure may have. */
export const SCORE_COUNTS = [3, 4, 5] as const;
export type ScoreCount = (typeof SCORE_COUNTS)[number];

/** What customers are scored by, one value per customer, NaN where nothing is known. */
export interface RfmValues {
  /** Days since the last order. */
  readonly recency: Float64Array;
  readonly frequency: Float64Array;
  readonly monetary?: Float64Array;
}

export type GridGroup = RfmGroup | 'no-orders';

/** Scores of fewer steps on the scale from 1 to 5: the worst stays the worst, the best the best. */
const ON_FIVE: Readonly<Record<ScoreCount, readonly number[]>> = {
  3: [0, 1, 3, 5],
  4: [0, 1, 2, 4, 5],
  5: [0, 1, 2, 3, 4, 5],
};

/**
 * The group of every customer: each measure is cut at its quantiles into as many scores as wanted
 * (equal customers get equal scores), and the scores are named by the grid of `nameRfm`.
 *
 * @returns 'no-orders' where a measure is unknown.
 */
export function groupByGrid(
  { recency, frequency, monetary }: RfmValues,
  scores: ScoreCount = BEST_SCORE,
): GridGroup[] {
  const score = (values: Float64Array) => scoreValues(values, findQuantiles(values, scores));
  const late = score(recency);
  const often = score(frequency);
  const spent = monetary && score(monetary);
  const scale = ON_FIVE[scores];
  return Array.from(recency, (_, row) => {
    const best = late[row] === 0 ? 0 : scores + 1 - late[row];
    return nameScores(scale[best], scale[often[row]], spent && scale[spent[row]]);
  });
}

/** The group that three scores from 1 to 5 make; 'no-orders' where one is none. */
export function nameScores(r: number, f: number, m: number | undefined): GridGroup {
  return nameRfm(r, f, m) ?? 'no-orders';
}

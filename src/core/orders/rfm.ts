/** The usual groups of customers by recency, frequency and monetary value. */
export const RFM_GROUPS = [
  'champions',
  'loyal',
  'potential-loyalists',
  'new',
  'promising',
  'need-attention',
  'about-to-sleep',
  'at-risk',
  'cannot-lose',
  'hibernating',
  'lost',
] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** What customers are scored by. */
export const RFM_MEASURES = ['recency', 'frequency', 'monetary'] as const;
export type RfmMeasure = (typeof RFM_MEASURES)[number];

/** Scores run from 1 to 5; 5 is best, 0 says that nothing is known. */
export const BEST_SCORE = 5;

export interface RfmScores {
  readonly recency: Uint8Array;
  readonly frequency: Uint8Array;
  readonly monetary: Uint8Array;
}

/** Four numbers, none below the one before it: up to the first is one score, above the last another. */
export type CutPoints = readonly [number, number, number, number];

export interface RfmOptions {
  /** In days, orders and money; what is not given is cut at its quintiles. */
  readonly recency?: CutPoints;
  readonly frequency?: CutPoints;
  readonly monetary?: CutPoints;
}

/**
 * Scores 1 to 5 for every customer; few days since the last order, many orders and much spent are 5.
 *
 * The cut points are the 20, 40, 60 and 80 % quantiles, linear between two values as in pandas; a value
 * on a cut belongs below it, as in `pandas.qcut`. Equal customers get equal scores: where many share a
 * value (ordered once), cuts fall together and some scores stay unused, instead of dividing equal
 * customers by their place in the file, as `rank(method='first')` would.
 *
 * @param recency days since the last order, NaN where unknown; its score is then 0. One per customer, as
 * the others.
 * @throws RangeError when cut points of one's own fall.
 */
export function scoreRfm(
  recency: Float64Array,
  frequency: Float64Array,
  monetary: Float64Array,
  options: RfmOptions = {},
): RfmScores {
  const late = scoreValues(recency, options.recency ?? findQuintiles(recency));
  return {
    recency: late.map((score) => (score === 0 ? 0 : BEST_SCORE + 1 - score)),
    frequency: scoreValues(frequency, options.frequency ?? findQuintiles(frequency)),
    monetary: scoreValues(monetary, options.monetary ?? findQuintiles(monetary)),
  };
}

/** Digits that are kept of a quantile: 70 + 0.6 x 5 is 73, and whoever has 73 is not above it. */
const DIGITS = 12;

/** The 20, 40, 60 and 80 % quantiles of what is known; NaN when nothing is. */
export function findQuintiles(values: Float64Array): CutPoints {
  const [first, second, third, fourth] = findQuantiles(values, BEST_SCORE);
  return [first, second, third, fourth];
}

/** The cut points that divide what is known into equal parts; NaN when nothing is known. */
export function findQuantiles(values: Float64Array, parts: number): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return Array.from({ length: parts - 1 }, (_, part) => {
    if (sorted.length === 0) return Number.NaN;
    const place = ((part + 1) * (sorted.length - 1)) / parts;
    const below = Math.floor(place);
    const low = sorted[below];
    const high = sorted[Math.min(below + 1, sorted.length - 1)];
    return Number((low + (high - low) * (place - below)).toPrecision(DIGITS));
  });
}

/**
 * Scores from 1 up, one more for every cut that a value is above; 0 where it is NaN.
 *
 * @throws RangeError when the cut points fall.
 */
export function scoreValues(values: Float64Array, cuts: readonly number[]): Uint8Array {
  if (cuts.some((cut, at) => at > 0 && cut < cuts[at - 1]))
    throw new RangeError(`cut points must not fall: ${cuts.join(', ')}`);
  const scores = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    let score = 1;
    for (const cut of cuts) if (value > cut) score++;
    scores[row] = score;
  }
  return scores;
}

/** From recency 5 down to 1; in each row from the least to the most and best orders. */
const GRID: readonly (readonly RfmGroup[])[] = [
  ['new', 'potential-loyalists', 'potential-loyalists', 'champions', 'champions'],
  ['promising', 'potential-loyalists', 'potential-loyalists', 'loyal', 'loyal'],
  ['about-to-sleep', 'about-to-sleep', 'need-attention', 'loyal', 'loyal'],
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cannot-lose'],
  ['lost', 'lost', 'at-risk', 'at-risk', 'cannot-lose'],
];

/**
 * The group of a customer: the row of the grid is the recency, the column the frequency or, with a
 * monetary score, the mean of both, a half rounded up. docs/decisions/orders.md shows the grid.
 *
 * @param m left out where the file has no amounts.
 * @returns undefined when a score is 0, not whole or above 5: nothing is known then.
 */
export function nameRfm(r: number, f: number, m?: number): RfmGroup | undefined {
  const known = [r, f, m ?? f].every(
    (score) => Number.isInteger(score) && score >= 1 && score <= BEST_SCORE,
  );
  if (!known) return undefined;
  return GRID[BEST_SCORE - r][Math.round((f + (m ?? f)) / 2) - 1];
}

import { isMissing, type Table } from '../table/table';
import { maybeNumber } from '../prepare/numbers';

/** A column of stars or marks. */
export interface Ratings {
  readonly column: string;
  /** By row of the file; NaN where there is none. */
  readonly values: Float64Array;
  /** The best that may be given: 5 or 10. */
  readonly best: 5 | 10;
}

const NAMES =
  /(?:^|[^a-z])(?:rating|ratings|stars?|score|nps|csat|satisfaction|marks?|grade)(?:$|[^a-z])|评分|星级|打分|得分|满意度|评星/iu;
/** Different values that are needed to say more from less. */
const LEAST_VALUES = 3;

/** The first column with a telling name and whole numbers from 1 to 5, or from 0 or 1 to 10. */
export function findRatings(table: Table): Ratings | undefined {
  for (const { name, levels, codes } of table.columns) {
    if (!NAMES.test(name.replace(/([a-z])([A-Z])/gu, '$1 $2').replaceAll('_', ' '))) continue;
    const byLevel = levels.map((cell) =>
      isMissing(cell) ? Number.NaN : (maybeNumber(cell, '.') ?? Number.POSITIVE_INFINITY),
    );
    const told = [...new Set(Array.from(codes, (code) => byLevel[code]))].filter(
      (value) => !Number.isNaN(value),
    );
    const fits = told.every((value) => Number.isInteger(value) && value >= 0 && value <= 10);
    if (!fits || told.length < LEAST_VALUES) continue;
    const best = told.some((value) => value > 5 || value === 0) ? 10 : 5;
    return { column: name, values: Float64Array.from(codes, (code) => byLevel[code]), best };
  }
  return undefined;
}

/** Which side a rating takes: below the middle, above it, or 0 in the middle of the scale. */
export function sideOfRating(value: number, best: Ratings['best']): -1 | 0 | 1 {
  const [low, high] = best === 5 ? [2, 4] : [4, 7];
  return value <= low ? -1 : value >= high ? 1 : 0;
}

import type { ColumnBins } from '../core/explore/bin-column';

/** Stand for what is no column of the file: how sure a customer's place is, the mood, the first theme. */
export const CONFIDENCE = -1;
export const MOOD = -2;
export const THEME = -3;

/** A column that can be looked at, or how sure the place of each customer is. */
export interface ExploredColumn extends Omit<ColumnBins, 'of'> {
  /** Of the file, or CONFIDENCE, MOOD or THEME. */
  readonly column: number;
  /** '' for what is no column of the file. */
  readonly name: string;
}

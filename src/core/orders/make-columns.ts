import type { Steps } from '../steps';
import type { Column } from '../table/table';
import { STRIDE } from './read-levels';

/** Significant digits of money that is divided; sums stand as they are. */
const DIGITS = 9;
/** Shares and days are written to six decimals. */
const SHARE_UNITS = 1e6;

/** A column whose cells are written from numbers, an empty cell for NaN. */
export function* makeColumn(
  name: string,
  values: Float64Array | Int32Array,
  write: (value: number) => string = String,
): Steps<Column> {
  const levels: string[] = [];
  const known = new Map<number, number>();
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    if (row % STRIDE === 0) yield { done: row, total: values.length };
    // A Map takes -0 for 0, but would write the one that came first.
    const value = values[row] + 0;
    let code = known.get(value);
    if (code === undefined) {
      code = levels.length;
      known.set(value, code);
      levels.push(Number.isNaN(value) ? '' : write(value));
    }
    codes[row] = code;
  }
  return { name, levels, codes };
}

/** A column of texts as they are given, one per row. */
export function* makeTextColumn(name: string, cells: readonly string[]): Steps<Column> {
  const levels: string[] = [];
  const known = new Map<string, number>();
  const codes = new Int32Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    if (row % STRIDE === 0) yield { done: row, total: cells.length };
    let code = known.get(cells[row]);
    if (code === undefined) {
      code = levels.length;
      known.set(cells[row], code);
      levels.push(cells[row]);
    }
    codes[row] = code;
  }
  return { name, levels, codes };
}

/** Money by a number, to nine digits; NaN where there is nothing to divide by. */
export function divide(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : Number((part / whole).toPrecision(DIGITS));
}

/** `part` of `whole` to six decimals, NaN where there is no whole. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : Math.round((part / whole) * SHARE_UNITS) / SHARE_UNITS;
}

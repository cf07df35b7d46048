import { maybeSerial, serialToDate } from '../quality/excel-dates';
import { type Column, isMissing } from '../table/table';
import { type DateOrder, inferDateOrder, maybeDate } from './dates';
import { type DecimalMark, inferDecimalMark, maybeNumber } from './numbers';

// NaN is the missing number and date, -1 the missing category, '' the missing text: said here once.

/**
 * Values of a column read as numbers, one per row, NaN where the cell is none.
 *
 * @param decimal the mark before decimals, where the person has said it.
 */
export function numbersOf(
  column: Column,
  decimal: DecimalMark = inferDecimalMark(column.levels),
): Float64Array {
  return gather(column, (cell) => (isMissing(cell) ? undefined : maybeNumber(cell, decimal)));
}

/**
 * Values of a column read as moments, in milliseconds since 1970, NaN where the cell is none. Where
 * most cells are a spreadsheet's day numbers, they are read as such.
 *
 * @param order of day and month, where the person has said it.
 */
export function datesOf(
  column: Column,
  order: DateOrder = inferDateOrder(column.levels),
): Float64Array {
  const filled = column.levels.filter((cell) => !isMissing(cell));
  const serials = filled.filter((cell) => maybeSerial(cell) !== undefined).length;
  const counted = serials > filled.length / 2;
  return gather(column, (cell) => {
    const serial = counted ? maybeSerial(cell) : undefined;
    return serial === undefined ? maybeDate(cell, order) : serialToDate(serial);
  });
}

function gather(column: Column, read: (cell: string) => number | undefined): Float64Array {
  const byLevel = Float64Array.from(column.levels, (cell) => read(cell) ?? Number.NaN);
  return Float64Array.from(column.codes, (code) => byLevel[code]);
}

/** A column read as a few named levels. */
export interface Categories {
  /** Trimmed, in order of their characters, so that it does not depend on the order of the rows. */
  readonly levels: readonly string[];
  /** One per row, -1 where nothing is known. */
  readonly codes: Int32Array;
}

export function categoriesOf(column: Column): Categories {
  const trimmed = column.levels.map((cell) => (isMissing(cell) ? '' : cell.trim()));
  const used = new Uint8Array(trimmed.length);
  for (const code of column.codes) used[code] = 1;
  const levels = [...new Set(trimmed.filter((cell, code) => cell !== '' && used[code] === 1))].sort(
    (a, b) => (a < b ? -1 : 1),
  );
  const position = new Map(levels.map((level, i) => [level, i]));
  const settled = Int32Array.from(trimmed, (cell) => position.get(cell) ?? -1);
  return { levels, codes: column.codes.map((code) => settled[code]) };
}

/** The text of every row, '' where nothing is said. */
export function textsOf(
  column: Column,
  treat: (text: string) => string = (text) => text,
): string[] {
  const cleaned = column.levels.map((cell) =>
    isMissing(cell) ? '' : treat(cell).replace(/\s+/gu, ' ').trim(),
  );
  return Array.from(column.codes, (code) => cleaned[code]);
}

import { type AskedOrder, maybeDate } from '../prepare/dates';
import { type DecimalMark, maybeNumber } from '../prepare/numbers';
import type { Steps } from '../steps';
import { type Column, isMissing } from '../table/table';

/** Cells or rows between two signs of progress. */
export const STRIDE = 4096;
export const DAY = 86400000;

/** Only such cells are different days in different orders of day and month. */
const YEAR_LAST = /^\s*\d{1,2}[-/.]/;
/** Numbers that are read without asking much; three decimals could be thousands. */
const PLAIN = /^-?\d{1,15}(\.\d{1,2})?$/;

/**
 * The moment that each level writes, in milliseconds since 1970, NaN where it is none. The order of
 * day and month is the one that `inferDateOrder` finds in the same levels, unless it is given.
 */
export function* readMoments(column: Column, order?: AskedOrder): Steps<Float64Array> {
  const { levels } = column;
  const dayFirst = new Float64Array(levels.length);
  const monthFirst = new Float64Array(levels.length);
  let lead = 0;
  for (let code = 0; code < levels.length; code++) {
    if (code % STRIDE === 0) yield { done: code, total: levels.length };
    const cell = levels[code];
    const first = maybeDate(cell, 'dmy') ?? Number.NaN;
    const second = YEAR_LAST.test(cell) ? (maybeDate(cell, 'mdy') ?? Number.NaN) : first;
    dayFirst[code] = first;
    monthFirst[code] = second;
    if (Number.isNaN(first) !== Number.isNaN(second)) lead += Number.isNaN(second) ? 1 : -1;
  }
  return (order ?? (lead < 0 ? 'mdy' : 'dmy')) === 'mdy' ? monthFirst : dayFirst;
}

/**
 * The number that each level writes, NaN where it is none or missing. The decimal mark is the one
 * that `inferDecimalMark` finds in the same levels, where the person has not said another.
 */
export function* readNumbers(column: Column, decimal?: DecimalMark): Steps<Float64Array> {
  const { levels } = column;
  const point = new Float64Array(levels.length);
  const comma = new Float64Array(levels.length);
  let lead = 0;
  for (let code = 0; code < levels.length; code++) {
    if (code % STRIDE === 0) yield { done: code, total: levels.length };
    const cell = levels[code];
    const plain = PLAIN.exec(cell);
    if (plain !== null) {
      point[code] = Number(cell);
      comma[code] = plain[1] === undefined ? point[code] : Number.NaN;
    } else {
      const known = !isMissing(cell);
      point[code] = (known ? maybeNumber(cell, '.') : undefined) ?? Number.NaN;
      comma[code] = (known ? maybeNumber(cell, ',') : undefined) ?? Number.NaN;
    }
    if (Number.isNaN(point[code]) !== Number.isNaN(comma[code]))
      lead += Number.isNaN(comma[code]) ? 1 : -1;
  }
  return (decimal ?? (lead < 0 ? ',' : '.')) === ',' ? comma : point;
}

/** Levels that mean the same, as one key. */
export interface Keys {
  /** The first cell of each key, trimmed. */
  readonly names: readonly string[];
  /** The key of each level, -1 where it says nothing. */
  readonly ofLevel: Int32Array;
}

/**
 * Levels without blanks around them; 17850.0 is 17850, as a spreadsheet or pandas writes whole
 * numbers of a column with gaps.
 */
export function* readKeys(column: Column): Steps<Keys> {
  const { levels } = column;
  const names: string[] = [];
  const known = new Map<string, number>();
  const ofLevel = new Int32Array(levels.length).fill(-1);
  for (let code = 0; code < levels.length; code++) {
    if (code % STRIDE === 0) yield { done: code, total: levels.length };
    if (isMissing(levels[code])) continue;
    const name = levels[code].trim();
    const said = name.replace(/^(\d+)\.0+$/, '$1');
    let key = known.get(said);
    if (key === undefined) {
      key = names.length;
      known.set(said, key);
      names.push(name);
    }
    ofLevel[code] = key;
  }
  return { names, ofLevel };
}

/** 2024-05-31 for a day counted from 1970-01-01. */
export function writeDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

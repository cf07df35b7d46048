import { type DecimalMark, maybeNumber } from '../prepare/numbers';
import type { Steps } from '../steps';
import { type CountedColumn, eachItem, type Level } from './counted-column';

/** A column's cells read as numbers, under the mark that reads most of them. */
export interface NumberReading {
  readonly decimal: DecimalMark;
  /** One per level of the counted column, NaN where it is no number. */
  readonly values: Float64Array;
  readonly unreadable: readonly Level[];
  /** Levels that are numbers under one mark only. */
  readonly pointOnly: readonly Level[];
  readonly commaOnly: readonly Level[];
  /** Levels such as "1.234" that are another number under the other mark. */
  readonly unclear: readonly Level[];
  /** Whether some cell shows which mark is meant. */
  readonly decided: boolean;
}

const WHOLE = /^[+-]?\d{1,15}$/;
const POINTED = /^[+-]?\d{1,15}\.\d{1,15}$/;
/** A group of three after the mark may be thousands, unless a zero stands before it. */
const GROUPED = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;
const ZERO_FIRST = /^\D*0[.,]\d/;

/**
 * Reads every level under both decimal marks. The mark is the one that `inferDecimalMark` takes, where the
 * person has not said another.
 */
export function* readNumbers(counted: CountedColumn, said?: DecimalMark): Steps<NumberReading> {
  const { levels } = counted;
  const point = new Float64Array(levels.length);
  const comma = new Float64Array(levels.length);
  const pointOnly: Level[] = [];
  const commaOnly: Level[] = [];
  const unclear: Level[] = [];
  let zeroFirst = false;
  yield* eachItem(levels, (level, at) => {
    const { cell } = level;
    if (WHOLE.test(cell)) {
      point[at] = comma[at] = Number(cell);
      return;
    }
    const plain = POINTED.test(cell);
    point[at] = plain ? Number(cell) : (maybeNumber(cell, '.') ?? Number.NaN);
    comma[at] = plain && !mayGroup(cell) ? Number.NaN : (maybeNumber(cell, ',') ?? Number.NaN);
    const [asPoint, asComma] = [!Number.isNaN(point[at]), !Number.isNaN(comma[at])];
    if (asPoint && !asComma) pointOnly.push(level);
    else if (asComma && !asPoint) commaOnly.push(level);
    else if (asPoint && point[at] !== comma[at]) {
      unclear.push(level);
      zeroFirst ||= ZERO_FIRST.test(cell);
    }
  });
  const decimal = said ?? (commaOnly.length > pointOnly.length ? ',' : '.');
  const values = decimal === ',' ? comma : point;
  return {
    decimal,
    values,
    unreadable: levels.filter((_, at) => Number.isNaN(values[at])),
    pointOnly,
    commaOnly,
    unclear,
    decided: said !== undefined || zeroFirst || pointOnly.length + commaOnly.length > 0,
  };
}

function mayGroup(cell: string): boolean {
  return GROUPED.test(cell) || /^[+-]?0\d{0,2}\.\d{3}$/.test(cell);
}

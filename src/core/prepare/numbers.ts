export const DECIMAL_MARKS = ['.', ','] as const;

/** Which mark stands before the decimals. */
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

const CURRENCY =
  /^(?:[$€£¥￥₹₽]|US\$|USD|EUR|GBP|CNY|RMB|Rs\.?)\s*|\s*(?:[$€£¥￥₹₽%元]|USD|EUR|GBP|CNY|RMB)$/giu;
const POINT = /^[+-]?(?:\d{1,3}(?:[, '\u00a0\u202f]\d{3})+|\d+)?(?:\.\d*)?(?:e[+-]?\d{1,3})?$/i;
const COMMA = /^[+-]?(?:\d{1,3}(?:[. '\u00a0\u202f]\d{3})+|\d+)?(?:,\d*)?(?:e[+-]?\d{1,3})?$/i;

/**
 * The number that a cell writes, with thousands marks, a currency or percent sign, a leading or
 * trailing minus or accounting brackets.
 *
 * @returns undefined when the cell is not a number; a percentage is given as written (12 % is 12).
 */
export function maybeNumber(cell: string, decimal: DecimalMark = '.'): number | undefined {
  let text = cell.trim();
  if (text === '' || text.length > 40 || !/\d/.test(text)) return undefined;
  let sign = 1;
  if (text.startsWith('(') && text.endsWith(')')) {
    sign = -1;
    text = text.slice(1, -1).trim();
  }
  text = text.replace(/^[−–]/u, '-');
  if (text.startsWith('-') && !/^-?[\d.,]/.test(text)) {
    sign = -sign;
    text = text.slice(1).trim();
    if (/^[+-]/.test(text)) return undefined;
  }
  text = text.replace(CURRENCY, '').trim();
  if (text.endsWith('-')) {
    if (sign < 0 || /^[+-]/.test(text)) return undefined;
    sign = -sign;
    text = text.slice(0, -1);
  }
  const pattern = decimal === '.' ? POINT : COMMA;
  if (!pattern.test(text) || !/\d/.test(text)) return undefined;
  const plain =
    decimal === '.'
      ? text.replace(/[, '\u00a0\u202f]/g, '')
      : text.replace(/[. '\u00a0\u202f]/g, '').replace(',', '.');
  const value = sign * Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Which decimal mark a column uses: whichever makes numbers of more cells.
 *
 * @param cells distinct cells of the column.
 * @param otherwise taken where the cells do not tell.
 */
export function inferDecimalMark(
  cells: readonly string[],
  otherwise: DecimalMark = '.',
): DecimalMark {
  let point = 0;
  let comma = 0;
  for (const cell of cells) {
    const asPoint = maybeNumber(cell, '.') !== undefined;
    const asComma = maybeNumber(cell, ',') !== undefined;
    if (asPoint && !asComma) point++;
    if (asComma && !asPoint) comma++;
  }
  return comma === point ? otherwise : comma > point ? ',' : '.';
}

/** A number that can be read two ways, and what it is in each. */
export interface UnclearNumber {
  readonly cell: string;
  readonly point: number;
  readonly comma: number;
}

/** 0.125 is no thousands, whatever stands in the other cells. */
const ZERO_FIRST = /^\D*0[.,]\d/;
const POINTED = /\d\.\d{3}(?!\d)/;

/**
 * One cell of a column whose decimal mark nothing tells: every cell can be read with both, and some
 * are then another number, such as 1.234. Commas before three digits are thousands: hardly anybody writes
 * three decimals behind a comma throughout.
 *
 * @param cells distinct cells of the column.
 */
export function findUnclearNumber(cells: readonly string[]): UnclearNumber | undefined {
  let found: UnclearNumber | undefined;
  for (const cell of cells) {
    if (!/[.,]/.test(cell)) continue;
    const point = maybeNumber(cell, '.');
    const comma = maybeNumber(cell, ',');
    if (point === undefined && comma === undefined) continue;
    if (point === undefined || comma === undefined) return undefined;
    if (point === comma) continue;
    if (ZERO_FIRST.test(cell) || !POINTED.test(cell)) return undefined;
    found ??= { cell: cell.trim(), point, comma };
  }
  return found;
}

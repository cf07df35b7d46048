import { shiftPoint, writeClock, writeDay, writeNumber } from './cell-text';

/** What the number format of a spreadsheet makes of a number. */
export type NumberFormat =
  | { readonly kind: 'number' | 'date' | 'moment' | 'time' | 'percent' }
  /** Filled up with zeros, as postal codes are. */
  | { readonly kind: 'padded'; readonly digits: number };

const DATE_IDS = [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
const TIME_IDS = [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56];
/** The formats that have a number and no code in the file (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: ReadonlyMap<number, NumberFormat> = new Map<number, NumberFormat>([
  ...DATE_IDS.map((id) => [id, { kind: 'date' }] as const),
  ...TIME_IDS.map((id) => [id, { kind: 'time' }] as const),
  [22, { kind: 'moment' }],
  [9, { kind: 'percent' }],
  [10, { kind: 'percent' }],
]);
const PLAIN: NumberFormat = { kind: 'number' };

/** @param code as the file writes it; undefined for the formats that every file has. */
export function readNumberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return BUILT_IN.get(id) ?? PLAIN;
  const elapsed = /\[(?:h+|m+|s+)\]/i.test(code);
  const bare = code
    .replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]/gs, '')
    .split(';')[0]
    .replace(/General/gi, '');
  if (elapsed) return { kind: 'time' };
  const clock = /[hs]|am\/pm|a\/p/i.test(bare);
  const day = /[yd]/i.test(bare) || /m{3,}/i.test(bare) || (/m/i.test(bare) && !clock);
  if (day) return { kind: clock ? 'moment' : 'date' };
  if (clock) return { kind: 'time' };
  if (bare.includes('%')) return { kind: 'percent' };
  if (/^0{2,}$/.test(bare)) return { kind: 'padded', digits: bare.length };
  return PLAIN;
}

/** Days from the first of 1970 back to the day 0 of a spreadsheet. */
const DAY_ZERO = -25569;
const DAY_ZERO_1904 = -24107;
/** The last day of the year 9999. */
const LAST_DAY = 2958465;
/** More digits than a spreadsheet keeps are noise. */
const DIGITS = 15;

/**
 * A number of a spreadsheet as a person sees it, but with all its decimals and dates in ISO form.
 *
 * @param text as it stands in the file.
 * @param from1904 whether days are counted from 1904.
 */
export function writeFormatted(text: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  switch (format.kind) {
    case 'date':
    case 'moment':
    case 'time':
      return writeSerial(value, format.kind, from1904) ?? writePlain(text, value);
    case 'percent':
      return `${shiftPoint(writePlain(text, value), 2)}%`;
    case 'padded':
      return Number.isInteger(value) && value >= 0
        ? writePlain(text, value).padStart(format.digits, '0')
        : writePlain(text, value);
    case 'number':
      return writePlain(text, value);
  }
}

/** Whole numbers as they stand, however long. */
function writePlain(text: string, value: number): string {
  if (/^-?[1-9]\d*$/.test(text)) return text;
  return writeNumber(Number(value.toPrecision(DIGITS)));
}

/** Days and their fractions since the spreadsheet's day 0; undefined where there is no such day. */
function writeSerial(
  value: number,
  kind: 'date' | 'moment' | 'time',
  from1904: boolean,
): string | undefined {
  if (value < 0 || value > LAST_DAY + 1) return undefined;
  const seconds = Math.round(value * 86400);
  if (kind === 'time') return writeClock(seconds);
  const day = Math.floor(seconds / 86400);
  const rest = seconds - day * 86400;
  // Spreadsheets count a 29th of February 1900, which never was.
  const date = from1904
    ? writeDay(day + DAY_ZERO_1904)
    : day === 60
      ? '1900-02-29'
      : writeDay(day + DAY_ZERO + (day < 60 ? 1 : 0));
  return kind === 'date' && rest === 0 ? date : `${date} ${writeClock(rest)}`;
}

/** The order in which a column writes day, month and year. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';
/** The orders that a person is asked to choose from: with the year first there is no doubt. */
export const ASKED_ORDERS = ['dmy', 'mdy'] as const;
export type AskedOrder = (typeof ASKED_ORDERS)[number];

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm|AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${TIME}$`, 'u');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${TIME}$`);
/** How cells begin that can be two days. */
const DAY_AND_MONTH = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]/;
/** 20240531: only dates of living memory, since any eight digits would do. */
const COMPACT = /^((?:19|20)\d{2})([01]\d)([0-3]\d)$/;
const NAMED = new RegExp(String.raw`^(\d{1,2})[- /]([A-Za-z]{3,9})[- /,]+(\d{4}|\d{2})${TIME}$`);
const NAMED_FIRST = new RegExp(
  String.raw`^([A-Za-z]{3,9})[- /](\d{1,2})[- /,]+(\d{4}|\d{2})${TIME}$`,
);

/**
 * The moment that a cell writes, in milliseconds since 1970 in UTC.
 *
 * @param order how day and month stand where the year is last.
 * @returns undefined when the cell is not a date or there is no such day.
 */
export function maybeDate(cell: string, order: DateOrder = 'dmy'): number | undefined {
  const text = cell.trim();
  if (text.length < 6 || text.length > 40) return undefined;
  let match = YEAR_FIRST.exec(text);
  if (match) return moment(Number(match[1]), Number(match[2]), Number(match[3]), match.slice(4));
  match = YEAR_LAST.exec(text);
  if (match) {
    const [day, month] =
      order === 'mdy' ? [Number(match[2]), Number(match[1])] : [Number(match[1]), Number(match[2])];
    return moment(wholeYear(match[3]), month, day, match.slice(4));
  }
  match = COMPACT.exec(text);
  if (match) return moment(Number(match[1]), Number(match[2]), Number(match[3]), []);
  match = NAMED.exec(text);
  if (match) return named(match[2], Number(match[1]), match[3], match.slice(4));
  match = NAMED_FIRST.exec(text);
  if (match) return named(match[1], Number(match[2]), match[3], match.slice(4));
  return undefined;
}

function named(
  month: string,
  day: number,
  year: string,
  time: (string | undefined)[],
): number | undefined {
  const found = MONTHS.findIndex((whole) => whole.startsWith(month.toLowerCase()));
  return found < 0 ? undefined : moment(wholeYear(year), found + 1, day, time);
}

function wholeYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function moment(
  year: number,
  month: number,
  day: number,
  time: (string | undefined)[],
): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  if (new Date(midnight).getUTCDate() !== day) return undefined;
  const [hours, minutes, seconds, half, zone] = time;
  if (hours === undefined) return midnight;
  let hour = Number(hours);
  if (half === undefined ? hour > 23 : hour < 1 || hour > 12) return undefined;
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  if (half !== undefined) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const offset = zone === undefined || zone === 'Z' ? 0 : zoneMinutes(zone);
  return midnight + ((hour * 60 + Number(minutes) - offset) * 60 + Number(seconds ?? 0)) * 1000;
}

function zoneMinutes(zone: string): number {
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith('-') ? -minutes : minutes;
}

/**
 * How a column orders day and month: whichever reads more of its cells; day first when both do, as
 * most of the world writes.
 *
 * @param otherwise taken where both read as many.
 */
export function inferDateOrder(
  cells: readonly string[],
  otherwise: AskedOrder = 'dmy',
): AskedOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const cell of cells) {
    if (maybeDate(cell, 'dmy') !== undefined) dayFirst++;
    if (maybeDate(cell, 'mdy') !== undefined) monthFirst++;
  }
  if (monthFirst === dayFirst) return otherwise;
  return monthFirst > dayFirst ? 'mdy' : 'dmy';
}

/** A cell that is one day read day first and another one read month first. */
export interface UnclearDate {
  readonly cell: string;
  readonly dmy: number;
  readonly mdy: number;
}

/**
 * The first cell that means different days in different orders, where no cell of the column tells which
 * order is meant; undefined where one does, as 31/05/2024 does, or where it makes no difference.
 */
export function findUnclearDate(cells: readonly string[]): UnclearDate | undefined {
  let found: UnclearDate | undefined;
  for (const cell of cells) {
    const match = DAY_AND_MONTH.exec(cell);
    if (match === null || match[1] === match[2]) continue;
    const either = Number(match[1]) <= 12 && Number(match[2]) <= 12;
    if (either && found !== undefined) continue;
    const dmy = maybeDate(cell, 'dmy');
    const mdy = maybeDate(cell, 'mdy');
    if (dmy === mdy) continue;
    if (dmy === undefined || mdy === undefined) return undefined;
    found = { cell: cell.trim(), dmy, mdy };
  }
  return found;
}

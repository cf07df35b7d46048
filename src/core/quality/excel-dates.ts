const DAY = 86_400_000;
/** The day before the first serial of 1900, and the same once the day that never was is counted. */
const BEFORE_1900 = Date.UTC(1899, 11, 31);
const AFTER_FALSE_DAY = Date.UTC(1899, 11, 30);
const START_1904 = Date.UTC(1904, 0, 1);
/** 29 February 1900, which spreadsheets count though there was no such day. */
const FALSE_DAY = 60;
const LAST_1900 = 2_958_465;
const LAST_1904 = LAST_1900 - 1462;

/** Serials from October 1954 to April 2064; outside it a number under a date's name is something else. */
export const SERIAL_FROM = 20_000;
export const SERIAL_TO = 60_000;

/**
 * The moment that a spreadsheet's day number stands for, in milliseconds since 1970 in UTC, to the
 * second. In the 1900 system day 1 is 1 January 1900 and day 60 is a 29 February that never was; in
 * the 1904 system day 0 is 1 January 1904.
 *
 * @returns undefined for a number that stands for no day: below the first, after the year 9999, or
 * the false leap day.
 */
export function serialToDate(serial: number, system1904 = false): number | undefined {
  if (!Number.isFinite(serial)) return undefined;
  const day = Math.floor(serial);
  const last = system1904 ? LAST_1904 : LAST_1900;
  if (day < (system1904 ? 0 : 1) || day > last) return undefined;
  if (!system1904 && day === FALSE_DAY) return undefined;
  const start = system1904 ? START_1904 : day < FALSE_DAY ? BEFORE_1900 : AFTER_FALSE_DAY;
  return start + day * DAY + Math.round((serial - day) * 86_400) * 1000;
}

/** The serial number that a cell writes, if it lies where days of living memory do. */
export function maybeSerial(cell: string): number | undefined {
  const text = cell.trim();
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return undefined;
  const serial = Number(text);
  return serial >= SERIAL_FROM && serial <= SERIAL_TO ? serial : undefined;
}

const DATE_WORDS = new Set(
  'date dates dt datetime timestamp day datum tag fecha jour dob birthday birthdate joined created updated registered since signup'.split(
    ' ',
  ),
);
const DATE_CHINESE = /日期|时间|生日|年月日/u;

/** Whether a column's name says that it holds dates: "Dt_Customer", "signupDate", "下单日期". */
export function isDateName(name: string): boolean {
  if (DATE_CHINESE.test(name)) return true;
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => DATE_WORDS.has(word));
}

/** A moment as 2024-05-31, with the time where it is not midnight: what every later reading knows. */
export function writeDate(moment: number): string {
  const iso = new Date(moment).toISOString();
  return moment % DAY === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

import { maybeDate } from '../prepare/dates';
import { maybeNumber } from '../prepare/numbers';
import { isMissing } from './table';

/** A record of the beginning of a file. */
export interface SampleRecord {
  /** Its number in the file, from 1. */
  readonly row: number;
  /** Where it begins in the sample. */
  readonly from: number;
  readonly cells: readonly string[];
}

/** Lines above a header that are looked at. */
const HIGHEST = 40;

export const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '');
const filledOf = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;
const wordsOf = (cell: string) => cell.trim().split(/\s+/u).length;
const isTyped = (cell: string) =>
  maybeNumber(cell) !== undefined ||
  maybeNumber(cell, ',') !== undefined ||
  maybeDate(cell) !== undefined;

/**
 * Finds the record that names the columns. Titles and notes above it have far fewer cells than the
 * rows, or are sentences above short names of columns of numbers.
 *
 * @param records the first records of the file.
 * @param width how many cells most of them have.
 * @param wanted whether there is a header, if the person said so.
 * @returns the place of the header in `records`, or -1; and where the rows and their header begin.
 */
export function findHeader(
  records: readonly SampleRecord[],
  width: number,
  wanted?: boolean,
): { header: number; begin: number } {
  const filled = records.map(({ cells }) => filledOf(cells));
  const first = filled.findIndex((count) => count > 0);
  if (first < 0) return { header: -1, begin: 0 };
  const usual = filled.filter((count) => count > 0).sort((a, b) => a - b);
  const most = usual[Math.floor(usual.length * 0.7)];
  const isTitle = (at: number) => {
    const { cells } = records[at];
    if (filled[at] === 0) return true;
    if (width < 2) return false;
    if (cells.length <= width / 2 && cells.length < most) return true;
    if (filled[at] > Math.max(1, most * 0.34) || most < 2) return false;
    if (most > 2) return true;
    const title = cells.find((cell) => cell.trim() !== '') ?? '';
    return filled[at + 1] === 0 || (cells[0] === title && wordsOf(title) >= 4);
  };
  /** Lines down to an empty one that all have fewer cells than the rows. */
  const isAboveGap = (at: number) => {
    const gap = filled.indexOf(0, at);
    if (gap < 0 || gap > at + 10) return false;
    return records.slice(at, gap).every(({ cells }) => cells.length < width);
  };
  let at = first;
  const end = Math.min(records.length - 1, HIGHEST);
  while (at < end && (isTitle(at) || isAboveGap(at))) at++;
  const below = (from: number) =>
    withoutRepeats(
      records
        .slice(from)
        .filter((_, i) => filled[from + i] > 0)
        .map(({ cells }) => cells),
    );
  if (at > first && !isTitle(at)) {
    const parted = filled.slice(first, at).includes(0);
    const named = wanted ?? (looksLikeHeader(below(at)) || (parted && areNames(records[at].cells)));
    if (named) return { header: at, begin: at };
    const single = records.slice(first, at).every(({ cells }) => cells.length === 1);
    if (single || parted) return { header: -1, begin: at };
  }
  const header = wanted ?? looksLikeHeader(below(first));
  if (!header) return { header: -1, begin: first };
  const named = isNamedBelow(below(first)) ? first + 1 : first;
  return { header: named, begin: named };
}

/** Records without those that say the first one again, where it is plainly a header. */
function withoutRepeats(records: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const [first, ...rest] = records;
  const said = JSON.stringify(first);
  const others = rest.filter((cells) => JSON.stringify(cells) !== said);
  if (others.length === rest.length || first.some(isTyped)) return records;
  return others.some((cells) => cells.some(isTyped)) ? [first, ...others] : records;
}

/** Whether cells could all be names: short, distinct, no numbers among them. */
function areNames(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return (
    filled.length > 1 &&
    new Set(filled).size === filled.length &&
    filled.every((cell) => cell.length <= 60 && !isTyped(cell))
  );
}

/** Whether the first record is a sentence or two, and the second the names of columns of numbers. */
function isNamedBelow(records: readonly (readonly string[])[]): boolean {
  if (records.length < 6) return false;
  const [title, names, ...rows] = records;
  if (names.some((name) => name.trim() === '' || isTyped(name) || wordsOf(name) > 3)) return false;
  if (new Set(names).size < names.length) return false;
  if (!title.some((cell, col) => wordsOf(cell) >= 4 && cell.length > (names[col]?.length ?? 0) * 2))
    return false;
  const sampled = rows.slice(0, 100);
  return sampled.every(
    (cells) => cells.length === names.length && cells.every((cell) => cell === '' || isTyped(cell)),
  );
}

/**
 * Whether the first record names the columns: its cells are filled, distinct and short, and where the
 * rows below hold numbers or dates it does not.
 */
export function looksLikeHeader(records: readonly (readonly string[])[]): boolean {
  if (records.length < 2) return records.length === 1;
  const [first, ...rest] = records;
  const names = first.map((cell) => cell.trim());
  const filled = names.filter((name) => name !== '');
  if (filled.length === 0) return false;
  if (new Set(filled).size < filled.length * 0.8) return namesNumbers(filled, rest);
  if (areYears(names) && rest.some((cells) => !areYears(cells))) return true;
  if (names.some((name) => maybeNumber(name) !== undefined || maybeDate(name) !== undefined))
    return names.filter((name) => name !== '' && maybeNumber(name) === undefined).length >
      names.length * 0.7
      ? differsFrom(names, rest)
      : false;
  return differsFrom(names, rest);
}

/** Names that come again are names where only numbers stand below them, and none is one. */
function namesNumbers(names: readonly string[], rest: readonly (readonly string[])[]): boolean {
  const cells = rest.flat().filter((cell) => cell !== '');
  const typed = cells.filter((cell) => isTyped(cell) || isMissing(cell));
  return !names.some(isTyped) && typed.length > cells.length * 0.8 && cells.some(isTyped);
}

/** A name or nothing, and then years in their order. */
function areYears([first, ...rest]: readonly string[]): boolean {
  const years = rest.filter((name) => name.trim() !== '');
  return (
    years.length > 1 &&
    maybeNumber(first) === undefined &&
    years.every((name, i) => /^(?:19|20)\d\d$/.test(name) && (i === 0 || name > years[i - 1]))
  );
}

function differsFrom(names: readonly string[], rest: readonly (readonly string[])[]): boolean {
  let evidence = 0;
  for (const [col, name] of names.entries()) {
    const cells = rest.map((record) => record[col] ?? '').filter((cell) => cell !== '');
    if (cells.length === 0) continue;
    const typed = cells.filter(
      (cell) => maybeNumber(cell) !== undefined || maybeDate(cell) !== undefined,
    ).length;
    if (typed > cells.length * 0.8) evidence += 2;
    else {
      const length = cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
      if (cells.includes(name)) evidence -= 2;
      else if (name.length <= 40 && /^[^.!?。！？]*$/u.test(name) && name.length < length * 0.6)
        evidence += 1;
      else if (name.length > 60) evidence -= 1;
      else if (/^[\p{L}_][\p{L}\p{N}_ \-/()%#?]{0,30}$/u.test(name) && name.split(' ').length <= 4)
        evidence += 0.5;
    }
  }
  return evidence > 0;
}

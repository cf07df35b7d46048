import Papa from 'papaparse';
import { maybeDate } from '../prepare/dates';
import { maybeNumber } from '../prepare/numbers';
import type { Dialect } from './table';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** A delimiter that no text file has: papaparse then reads one column. */
export const NO_DELIMITER = '\u001f';
/** A delimiter must cut at least this share of the records into the commonest number of cells. */
const STEADY = 0.9;

export interface DialectHints {
  readonly delimiter?: string;
  readonly quote?: Dialect['quote'];
  readonly header?: boolean;
}

/**
 * Works out how a file is written from its beginning.
 *
 * @param sample the first characters of the file, at best some hundred lines.
 * @param complete whether the sample is the whole file; otherwise its last record may be cut.
 * @param hints what the person has set; it is kept.
 */
export function detectDialect(
  sample: string,
  complete: boolean,
  hints: DialectHints = {},
): Dialect {
  const quote = hints.quote ?? '"';
  const newline = detectNewline(sample, quote);
  const candidates = hints.delimiter === undefined ? DELIMITERS : [hints.delimiter];
  let best = { delimiter: '', score: 0, records: [] as string[][] };
  for (const delimiter of candidates) {
    const records = parseSample(sample, delimiter, quote, newline, complete);
    const score = hints.delimiter === undefined ? steadiness(records) : 1;
    if (score > best.score) best = { delimiter, score, records };
  }
  if (best.score === 0)
    best = { ...best, records: parseSample(sample, '', quote, newline, complete) };
  return {
    delimiter: best.delimiter,
    quote,
    newline,
    header: hints.header ?? looksLikeHeader(best.records),
  };
}

/** The commonest line end outside quoted cells. */
function detectNewline(sample: string, quote: Dialect['quote']): Dialect['newline'] {
  const plain =
    quote === '' ? sample : sample.replace(new RegExp(`${quote}[^${quote}]*${quote}`, 'g'), '');
  const windows = plain.split('\r\n').length - 1;
  const unix = plain.split('\n').length - 1 - windows;
  const mac = plain.split('\r').length - 1 - windows;
  if (mac > windows && mac > unix) return '\r';
  return windows >= unix && windows > 0 ? '\r\n' : '\n';
}

function parseSample(
  sample: string,
  delimiter: string,
  quote: Dialect['quote'],
  newline: Dialect['newline'],
  complete: boolean,
): string[][] {
  const records: string[][] = [];
  const take = ({ cells }: ParsedRecord) => {
    if (records.length < 1000 && (cells.length > 1 || cells[0] !== '')) records.push(cells);
  };
  parseRecords(sample, { delimiter, quote, newline }, !complete, take);
  return records;
}

/** A record as it stands in the file. */
export interface ParsedRecord {
  readonly cells: string[];
  /** Cells with a quote mark in the wrong place. */
  readonly strayQuotes: number;
  /** Whether the last cell begins with a quote that is never closed. */
  readonly open: boolean;
}

/**
 * Goes through records with papaparse's record parser. Lines may end in LF or CR LF, now one, now
 * the other; in CR only where the dialect says so.
 *
 * @param ignoreLast whether what follows the last line end is left for later.
 * @returns how many characters were used up.
 */
export function parseRecords(
  text: string,
  dialect: Pick<Dialect, 'delimiter' | 'quote' | 'newline'>,
  ignoreLast: boolean,
  take: (record: ParsedRecord) => void,
): number {
  const newline = dialect.newline === '\r' ? '\r' : '\n';
  let used = 0;
  const parser = new Papa.Parser({
    delimiter: dialect.delimiter === '' ? NO_DELIMITER : dialect.delimiter,
    quoteChar: dialect.quote === '' ? '\u0000' : dialect.quote,
    newline,
    step({ data, errors, meta }: Step) {
      used = meta.cursor;
      const cells = data[0];
      if (newline === '\n') dropReturn(cells, text, used);
      const stray = errors.filter(({ code }) => code === 'InvalidQuotes');
      take({
        cells,
        strayQuotes:
          stray.length < 2 ? stray.length : new Set(stray.map(({ index }) => index)).size,
        open: errors.some(({ code }) => code === 'MissingQuotes'),
      });
    },
  } as object) as unknown as { parse(input: string, base: number, ignoreLast: boolean): unknown };
  parser.parse(text, 0, ignoreLast);
  return used;
}

interface Step {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly index?: number }[];
  readonly meta: { readonly cursor: number };
}

/** Takes the CR of a CR LF from the last cell; one that was quoted keeps its own. */
function dropReturn(cells: string[], text: string, end: number): void {
  const last = cells[cells.length - 1];
  if (!last.endsWith('\r')) return;
  const from = end - last.length - (text[end - 1] === '\n' ? 1 : 0);
  if (text.startsWith(last, from)) cells[cells.length - 1] = last.slice(0, -1);
}

/** How evenly a delimiter cuts records: 0 when it is not one, otherwise more for more columns. */
function steadiness(records: readonly string[][]): number {
  if (records.length === 0) return 0;
  const counts = new Map<number, number>();
  for (const record of records) {
    // Delimiters at the end of a row that the header does not have are no cells.
    const beyond = record.slice(records[0].length);
    const cells = beyond.every((cell) => cell.trim() === '')
      ? Math.min(record.length, records[0].length)
      : record.length;
    counts.set(cells, (counts.get(cells) ?? 0) + 1);
  }
  let width = 0;
  let most = 0;
  for (const [cells, count] of counts)
    if (count > most || (count === most && cells > width)) {
      most = count;
      width = cells;
    }
  const share = most / records.length;
  const headerFits = records[0].length === width;
  if (width < 2 || (share < STEADY && !headerFits) || share < 0.5) return 0;
  return share + (headerFits ? 1 : 0) + Math.min(width, 50) / 100;
}

/**
 * Whether the first record names the columns: its cells are filled, distinct and short, and where the
 * rows below hold numbers or dates it does not.
 */
export function looksLikeHeader(records: readonly string[][]): boolean {
  if (records.length < 2) return records.length === 1;
  const [first, ...rest] = records;
  const names = first.map((cell) => cell.trim());
  const filled = names.filter((name) => name !== '');
  if (filled.length === 0 || new Set(filled).size < filled.length * 0.8) return false;
  if (names.some((name) => maybeNumber(name) !== undefined || maybeDate(name) !== undefined))
    return names.filter((name) => name !== '' && maybeNumber(name) === undefined).length >
      names.length * 0.7
      ? differsFrom(names, rest)
      : false;
  return differsFrom(names, rest);
}

function differsFrom(names: readonly string[], rest: readonly string[][]): boolean {
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

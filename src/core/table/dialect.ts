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
  const newline = detectNewline(sample);
  const quote = hints.quote ?? '"';
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

function detectNewline(sample: string): Dialect['newline'] {
  const windows = sample.split('\r\n').length - 1;
  const unix = sample.split('\n').length - 1 - windows;
  const mac = sample.split('\r').length - 1 - windows;
  if (windows >= unix && windows >= mac && windows > 0) return '\r\n';
  return mac > unix ? '\r' : '\n';
}

function parseSample(
  sample: string,
  delimiter: string,
  quote: Dialect['quote'],
  newline: Dialect['newline'],
  complete: boolean,
): string[][] {
  const records = parseRecords(sample, { delimiter, quote, newline }, !complete).data;
  return records.filter((record) => record.length > 1 || record[0] !== '').slice(0, 1000);
}

export interface ParsedRecords {
  readonly data: string[][];
  readonly errors: { readonly code: string; readonly row?: number; readonly index?: number }[];
  /** How many characters were used up. */
  readonly cursor: number;
}

/** One call of papaparse's record parser. */
export function parseRecords(
  text: string,
  dialect: Pick<Dialect, 'delimiter' | 'quote' | 'newline'>,
  ignoreLast: boolean,
): ParsedRecords {
  const parser = new Papa.Parser({
    delimiter: dialect.delimiter === '' ? NO_DELIMITER : dialect.delimiter,
    quoteChar: dialect.quote === '' ? '\u0000' : dialect.quote,
    newline: dialect.newline,
  }) as unknown as {
    parse(
      input: string,
      base: number,
      ignoreLast: boolean,
    ): { data: string[][]; errors: ParsedRecords['errors'][number][]; meta: { cursor: number } };
  };
  const { data, errors, meta } = parser.parse(text, 0, ignoreLast);
  return { data, errors, cursor: meta.cursor };
}

/** How evenly a delimiter cuts records: 0 when it is not one, otherwise more for more columns. */
function steadiness(records: readonly string[][]): number {
  if (records.length === 0) return 0;
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
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

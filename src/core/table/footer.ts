import { maybeNumber } from '../prepare/numbers';
import { isBlank } from './header';
import { cellOf, cellsOf, type RecordView } from './records';
import type { Column } from './table';

/** A record that may be a note or a total; it waits until the next ordinary row comes. */
export interface HeldRecord {
  readonly row: number;
  readonly cells: readonly string[];
  /** The line as it stands. */
  readonly line: string;
  readonly afterBlank: boolean;
  readonly strayQuotes: number;
}

/** Records that wait at most. */
export const MOST_HELD = 100;

const NOTES: readonly RegExp[] = [
  /^\(?\s*\d[\d,. ]*\s*(?:rows?|records?|results?|lines?|entries)\b[^,;]*\)?\.?$/i,
  /^(?:page|seite|página|pagina)\s*:?\s*\d+(?:\s*(?:of|\/|von|de|di)\s*\d+)?$/i,
  /^(?:data )?(?:sources?|notes?|footnotes?|remarks?|disclaimer|quelle|hinweis|fuente|nota)\s*[:：]/i,
  /^(?:generated|exported|printed|created|downloaded)\s+(?:on|by|at|from)\b/i,
  /^<?(?:eof|end of (?:file|report|data|list))>?\.?$/i,
  /^(?:copyright\b|©|\(c\) )/i,
  /^[-=*_]{3,}$/,
  /^(?:注|备注|说明|来源|数据来源|资料来源|制表人|导出时间)\s*[:：]/,
  /^共\s*[\d,]+\s*(?:条|行|页|个|位)/,
  /^第\s*\d+\s*页/,
];
const TOTAL =
  /^(?:(?:grand|overall|sub)[ -]?)?(?:totals?\b|sum$|sum of\b)|^(?:合计|总计|小计|总和|汇总)/i;
/** The letters that notes and totals begin with, in any case: t, g, o, s and ( and Chinese ones. */
const BEGINNINGS = new Set([...'tTgGoOsS(合总小汇共第'].map((letter) => letter.charCodeAt(0)));

/**
 * Whether a record may be something else than a row: it has far fewer filled cells than the table has
 * columns, or it begins as totals and counts of rows do.
 */
export function mayBeNote(record: RecordView, columns: number): boolean {
  if (columns < 2) return false;
  if (record.filled <= Math.max(1, columns * 0.34)) return true;
  if (!BEGINNINGS.has(record.text.charCodeAt(record.starts[0]))) return false;
  return isTotal(cellOf(record, 0)) || isNoteLine(record.text.slice(record.from, record.to));
}

export function holdRecord(record: RecordView, row: number, afterBlank: boolean): HeldRecord {
  return {
    row,
    cells: cellsOf(record),
    line: record.text.slice(record.from, record.to),
    afterBlank,
    strayQuotes: record.strayQuotes,
  };
}

const isTotal = (cell: string) => TOTAL.test(cell.trim());
const firstFilled = (cells: readonly string[]) => cells.find((cell) => cell.trim() !== '') ?? '';
const isAlone = (cells: readonly string[]) =>
  cells.filter((cell) => cell.trim() !== '').length === 1;

function isNoteLine(line: string): boolean {
  if (line.length > 1000) return false;
  const said = line.trim().replace(/^"|"?[,;\t|]*$/g, '');
  return NOTES.some((pattern) => pattern.test(said));
}

/** Whether a record is the title of what follows: one cell behind an empty line. */
export function isTitle({ cells, afterBlank }: HeldRecord): boolean {
  return afterBlank && isAlone(cells) && maybeNumber(firstFilled(cells)) === undefined;
}

function isNote(record: HeldRecord): boolean {
  if (isAlone(record.cells) && isNoteLine(firstFilled(record.cells))) return true;
  if (isNoteLine(record.line)) return true;
  if (!isTitle(record)) return false;
  const said = firstFilled(record.cells).trim();
  return said.split(/\s+/u).length >= 3 || /\p{sc=Han}{6}/u.test(said);
}

/**
 * Which of the last records are notes and totals. A total is one whose number is the sum of its column;
 * others stay rows.
 *
 * @param held what waited at the end of the file.
 * @param columns the rows before them.
 * @returns how many of `held` are rows, and how many of these look like totals.
 */
export function findFooter(
  held: readonly HeldRecord[],
  columns: () => readonly Column[],
): { rows: number; totals: number } {
  let rows = held.length;
  let totals = 0;
  let above: readonly Column[] | undefined;
  for (const [at, record] of held.entries()) {
    const total = isTotal(firstFilled(record.cells));
    const adds =
      total && addsUp(record.cells, (above ??= columns()), held.slice(0, Math.min(rows, at)));
    if (adds || isNote(record)) rows = Math.min(rows, at);
    else if (total) {
      totals++;
      rows = held.length;
    } else if (!isAlone(record.cells)) rows = held.length;
  }
  return { rows, totals };
}

/** Whether a number of the record is the sum of the column that it stands in. */
function addsUp(
  cells: readonly string[],
  columns: readonly Column[],
  between: readonly HeldRecord[],
): boolean {
  return cells.some((cell, col) => {
    if (col >= columns.length) return false;
    return (['.', ','] as const).some((mark) => {
      const total = maybeNumber(cell, mark);
      if (total === undefined || total === 0) return false;
      const { levels, codes } = columns[col];
      const numbers = levels.map((level) => maybeNumber(level, mark));
      let sum = 0;
      let count = 0;
      for (const code of codes) {
        const value = numbers[code];
        if (value !== undefined) {
          sum += value;
          count++;
        }
      }
      for (const { cells: row } of between) {
        const value = maybeNumber(row[col] ?? '', mark);
        if (value !== undefined) {
          sum += value;
          count++;
        }
      }
      return count > 1 && Math.abs(sum - total) <= Math.max(0.005, Math.abs(total) * 1e-6);
    });
  });
}

/**
 * Whether a record says the header again, cell by cell.
 *
 * @param first the hash of the first cell of the header.
 */
export function repeatsHeader(
  record: RecordView,
  header: readonly string[],
  first: number,
): boolean {
  if (record.hashes[0] !== first || record.width !== header.length || header.length < 2)
    return false;
  return !isBlank(header) && header.every((cell, col) => cellOf(record, col) === cell);
}

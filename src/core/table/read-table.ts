import { Fault } from '../fault';
import { addToBatch, type CellBatch, createCellBatch } from './cell-batch';
import { addTaken, type ColumnBuilder, createColumnBuilder, EMPTY, type Taken } from './column';
import { detectDialect, type DialectHints, findSeparatorLine } from './dialect';
import {
  findFooter,
  type HeldRecord,
  holdRecord,
  isTitle,
  mayBeNote,
  MOST_HELD,
  repeatsHeader,
} from './footer';
import { cellOf, cellsOf, createRecordParser, hashCell, type RecordParser } from './records';
import type { RecordView } from './records';
import type { Dialect, ReadTable, ReadWarning, Table } from './table';

/** Characters looked at before the dialect is settled. */
const SAMPLE = 1 << 17;
/** A row longer than this many characters is none: a quote was never closed, or there are no lines. */
const LONGEST_RECORD = 1 << 22;
/** Characters that no keyboard writes and no screen shows; most come from a wrong encoding. */
const CONTROLS = /[\u0080-\u009f]/g;

/** Characters that make engines keep a text with two bytes a character. */
const WIDE = /[^\0-\xff]/;

/** Takes the decoded text of a file piece by piece. */
export interface TableReader {
  /**
   * @param plain the same as bytes, if known and each of them is an ASCII character.
   * @throws Fault quote-open or row-too-long.
   */
  push(text: string, plain?: Uint8Array): void;
  readonly rows: number;
  /** What the rows take that were read so far. */
  taken(): Taken;
  /** @throws Fault file-empty, file-header-only, quote-open or row-too-long. */
  finish(): ReadTable;
}

/** @param hints what the person has set about the marks of the file. */
export function createTableReader(hints: DialectHints = {}): TableReader {
  let pending = '';
  let dialect: Dialect | undefined;
  let parser: RecordParser | undefined;
  let names: string[] | undefined;
  let taken = new Set<string>();
  let headerCells: string[] = [];
  let headerHash = 0;
  let begun = false;
  let width: 1 | 2 = 1;
  let records = 0;
  let rows = 0;
  let afterBlank = false;
  let held: HeldRecord[] = [];
  const builders: ColumnBuilder[] = [];
  /** The last rows, not yet in the columns. */
  let batch: CellBatch | undefined;
  const preamble: string[][] = [];
  const comments: string[] = [];
  const footer: (readonly string[])[] = [];
  const warnings = new Map<ReadWarning['code'], ReadWarning>();

  function warn(code: ReadWarning['code'], row?: number, column?: string, times = 1): void {
    const known = warnings.get(code);
    const place = {
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
    };
    warnings.set(
      code,
      known === undefined
        ? { code, count: times, ...place }
        : { ...known, count: known.count + times },
    );
  }

  function start(complete: boolean): { dialect: Dialect; parser: RecordParser } {
    if (dialect === undefined || parser === undefined) {
      dialect = detectDialect(pending.slice(0, SAMPLE), complete, hints);
      parser = createRecordParser(dialect);
      if (dialect.separatorLine === true) {
        pending = pending.slice(findSeparatorLine(pending)?.length ?? 0);
        records++;
      }
    }
    return { dialect, parser };
  }

  function takeComment(line: string): void {
    records++;
    comments.push(line);
    warn('comment-lines', records);
  }

  function take(last: boolean, plain?: Uint8Array): void {
    if (pending === '') return;
    const { dialect, parser } = start(last && pending.length <= SAMPLE);
    const used = parser.parse(pending, last, takeRecord, takeComment, plain);
    flush();
    pending = last ? '' : pending.slice(used);
    if (pending.length > LONGEST_RECORD) refuseLong(dialect);
  }

  /** Whether a quote was never closed or the file has no lines, the rest cannot be a record. */
  function refuseLong(dialect: Dialect): never {
    createRecordParser(dialect).parse(pending, true, (record) => {
      if (record.open) throw quoteOpen(record.width);
      return false;
    });
    throw tooLong();
  }

  const tooLong = () => new Fault('row-too-long', { row: records + 1, characters: LONGEST_RECORD });

  const quoteOpen = (cell: number) =>
    new Fault('quote-open', { row: records + 1, column: names?.[cell - 1] ?? `${cell}` });

  function takeRecord(record: RecordView): void {
    if (record.open) throw quoteOpen(record.width);
    if (record.to - record.from > LONGEST_RECORD) throw tooLong();
    records++;
    if (names === undefined) {
      if (isBlank(record)) return;
      const { header, headerRow = 0 } = dialect as Dialect;
      if (records < headerRow) {
        preamble.push(cellsOf(record));
        warn('preamble', records);
        return;
      }
      nameColumns(record, header);
      if (header) return;
    }
    const { delimiter, header } = dialect as Dialect;
    const single = delimiter === '' || (header && builders.length === 1);
    if (!single) {
      if (isBlank(record)) {
        warn('blank-rows', records);
        afterBlank = true;
        return;
      }
      if (hints.footer !== false && holds(record, builders.length)) return;
    }
    if (held.length > 0) release(held.length);
    afterBlank = false;
    const kept = fit(record.width, records, () => cellsOf(record));
    if (batch?.columns !== builders.length) batch = createCellBatch(builders.length);
    addToBatch(batch, record, kept, EMPTY);
    rows++;
    if (batch.rows === batch.stride) flush();
    if (record.strayQuotes > 0) warn('stray-quotes', records, undefined, record.strayQuotes);
  }

  /** Whether a record is kept back: it may turn out to be no row. */
  function holds(record: RecordView, columns: number): boolean {
    if (headerCells.length > 0 && repeatsHeader(record, headerCells, headerHash)) {
      while (held.length > 0 && !isTitle(held[0])) release(1);
      if (held.some((item) => !isTitle(item))) release(held.length);
      setApart(held);
      held = [];
      footer.push(cellsOf(record));
      warn('repeated-headers', records);
      afterBlank = false;
      return true;
    }
    if (!mayBeNote(record, columns)) return false;
    held.push(holdRecord(record, records, afterBlank));
    if (held.length > MOST_HELD) release(1);
    return true;
  }

  /** The first held records are rows after all. */
  function release(count: number): void {
    const released = held.slice(0, count);
    held = held.slice(count);
    flush();
    for (const { cells, row, strayQuotes } of released) {
      const kept = fit(cells.length, row, () => cells);
      for (let col = 0; col < kept; col++) builders[col].addText(cells[col]);
      for (let col = kept; col < builders.length; col++) builders[col].addBlanks(1);
      rows++;
      if (strayQuotes > 0) warn('stray-quotes', row, undefined, strayQuotes);
    }
  }

  /** Writes the rows of the batch into the columns. */
  function flush(): void {
    if (batch === undefined || batch.rows === 0) return;
    for (const [col, builder] of builders.entries()) builder.addBatch(batch, col);
    batch.rows = 0;
    batch.made = [];
  }

  function setApart(apart: readonly HeldRecord[]): void {
    for (const { cells, row } of apart) {
      footer.push(cells);
      warn('footer', row);
    }
  }

  /**
   * Makes room for a row wider than the table, unless what is too much is blank.
   *
   * @returns how many of its cells are kept.
   */
  function fit(width: number, row: number, cells: () => readonly string[]): number {
    if (width < builders.length) warn('short-rows', row);
    if (width <= builders.length) return width;
    if (
      cells()
        .slice(builders.length)
        .every((cell) => cell.trim() === '')
    )
      return builders.length;
    warn('long-rows', row);
    flush();
    while (builders.length < width) addColumn('', rows);
    return width;
  }

  function nameColumns(record: RecordView, header: boolean): void {
    names = [];
    taken = new Set();
    const cells = cellsOf(record);
    if (header && dialect?.rowNames === true) cells.unshift('');
    for (const cell of cells) addColumn(header ? cell.trim() : '', 0);
    if (parser !== undefined) parser.expected = cells.length;
    if (!header) {
      warn('no-header');
      return;
    }
    headerCells = cells;
    headerHash = hashCell(cells[0]);
    const unnamed = cells.findIndex((cell) => cell.trim() === '');
    if (unnamed >= 0) warn('unnamed-columns', records, `${unnamed + 1}`);
    if (record.strayQuotes > 0) warn('stray-quotes', records, undefined, record.strayQuotes);
  }

  function addColumn(wanted: string, blanks: number): void {
    const columns = (names ??= []);
    let name = wanted === '' ? `Column ${columns.length + 1}` : wanted;
    if (taken.has(name)) {
      let copy = 2;
      while (taken.has(`${name} (${copy})`)) copy++;
      warn('renamed-columns', records, name);
      name = `${name} (${copy})`;
    }
    columns.push(name);
    taken.add(name);
    builders.push(createColumnBuilder(name, blanks));
  }

  function finishHeld(): void {
    const { rows: kept, totals } = findFooter(held, () => builders.map((one) => one.finish()));
    const apart = held.slice(kept);
    const total = held.slice(0, kept);
    release(kept);
    setApart(apart);
    held = [];
    if (totals > 0) warn('totals-kept', total[total.length - 1].row, undefined, totals);
  }

  return {
    get rows() {
      return rows;
    },
    taken: () => addTaken(builders.map((builder) => builder.taken(width))),
    push(text, plain) {
      const fresh = !begun && text.startsWith('\ufeff') ? text.slice(1) : text;
      begun ||= text !== '';
      if (width === 1 && plain === undefined && WIDE.test(fresh)) width = 2;
      const high = plain === undefined ? (fresh.match(CONTROLS)?.length ?? 0) : 0;
      const controls = high + (fresh.includes('\0') ? fresh.split('\0').length - 1 : 0);
      if (controls > 0) warn('control-characters', undefined, undefined, controls);
      pending += fresh;
      if (pending.length >= SAMPLE) take(false, plain);
    },
    finish() {
      take(true);
      finishHeld();
      if (names === undefined || dialect === undefined) throw new Fault('file-empty');
      if (rows === 0) throw new Fault('file-header-only', { columns: names.length });
      const table: Table = { rows, columns: builders.map((builder) => builder.finish()) };
      return {
        table,
        dialect,
        header: headerCells,
        preamble,
        comments,
        footer,
        warnings: [...warnings.values()],
      };
    },
  };
}

/** Whether no cell of a record says anything. */
function isBlank(record: RecordView): boolean {
  if (record.filled === 0) return true;
  for (let col = 0; col < record.width; col++) {
    if (record.starts[col] === record.ends[col]) continue;
    if (record.text.charCodeAt(record.starts[col]) > 32 || cellOf(record, col).trim() !== '')
      return false;
  }
  return true;
}

/** Reads a whole text at once. */
export function readTable(text: string, hints: DialectHints = {}): ReadTable {
  const reader = createTableReader(hints);
  reader.push(text);
  return reader.finish();
}

import { Fault } from '../fault';
import { detectDialect, type DialectHints, parseRecords } from './dialect';
import type { Column, Dialect, ReadTable, ReadWarning, Table } from './table';

/** Characters looked at before the dialect is settled. */
const SAMPLE = 1 << 17;
/** A row longer than this many characters is none: a quote was never closed, or there are no lines. */
const LONGEST_RECORD = 1 << 22;

/** Takes the decoded text of a file piece by piece. */
export interface TableReader {
  /** @throws Fault quote-open or row-too-long. */
  push(text: string): void;
  /** @throws Fault file-empty, file-header-only, quote-open or row-too-long. */
  finish(): ReadTable;
}

/** @param hints what the person has set about the marks of the file. */
export function createTableReader(hints: DialectHints = {}): TableReader {
  let pending = '';
  let dialect: Dialect | undefined;
  let names: string[] | undefined;
  let headerCells: string[] = [];
  let started = false;
  let records = 0;
  let rows = 0;
  const builders: ColumnBuilder[] = [];
  const warnings = new Map<ReadWarning['code'], ReadWarning>();

  function warn(code: ReadWarning['code'], row?: number, column?: string, times = 1): void {
    const known = warnings.get(code);
    warnings.set(
      code,
      known === undefined
        ? {
            code,
            count: times,
            ...(row === undefined ? {} : { row }),
            ...(column === undefined ? {} : { column }),
          }
        : { ...known, count: known.count + times },
    );
  }

  function take(last: boolean): void {
    if (pending === '') return;
    dialect ??= detectDialect(pending.slice(0, SAMPLE), last && pending.length <= SAMPLE, hints);
    // A line end after the last record does not begin another one.
    const end = last ? (dialect.newline === '\r' ? /\r$/ : /\r?\n$|\r$/).exec(pending) : null;
    if (end !== null) {
      pending = pending.slice(0, end.index);
      if (pending === '') addRecord(['']);
    }
    const used = parseRecords(pending, dialect, !last, (record) => {
      if (record.open) throw quoteOpen(record.cells.length);
      addRecord(record.cells);
      if (record.strayQuotes > 0) warn('stray-quotes', records, undefined, record.strayQuotes);
    });
    pending = last ? '' : pending.slice(used);
    if (pending.length > LONGEST_RECORD) refuseLong(dialect);
  }

  /** Whether a quote was never closed or the file has no lines, the rest cannot be a record. */
  function refuseLong(dialect: Dialect): never {
    parseRecords(pending, dialect, false, ({ cells, open }) => {
      if (open) throw quoteOpen(cells.length);
    });
    throw new Fault('row-too-long', { row: records + 1, characters: LONGEST_RECORD });
  }

  function quoteOpen(cell: number): Fault {
    return new Fault('quote-open', { row: records + 1, column: names?.[cell - 1] ?? `${cell}` });
  }

  function addRecord(record: string[]): void {
    records++;
    if (record.every((cell) => cell === '') && (record.length === 1 || names === undefined)) {
      // An empty line; in a file of one column it is a customer who said nothing.
      if (names === undefined || names.length > 1) {
        if (names !== undefined) warn('blank-rows', records);
        return;
      }
    }
    if (names === undefined) {
      if (dialect?.header === true) {
        nameColumns(record);
        return;
      }
      warn('no-header');
      nameColumns(record.map(() => ''));
    }
    const columns = names as string[];
    if (record.length < columns.length) warn('short-rows', records);
    if (record.length > columns.length) {
      const rest = record.slice(columns.length);
      if (rest.some((cell) => cell.trim() !== '')) {
        warn('long-rows', records);
        for (let col = columns.length; col < record.length; col++) addColumn('', rows);
      } else record.length = columns.length;
    }
    for (const [col, builder] of builders.entries()) builder.add(record[col] ?? '');
    rows++;
  }

  function nameColumns(header: readonly string[]): void {
    names = [];
    for (const cell of header) addColumn(cell.trim(), 0);
    if (dialect?.header === true) {
      headerCells = [...header];
      const unnamed = header.findIndex((cell) => cell.trim() === '');
      if (unnamed >= 0) warn('unnamed-columns', records, `${unnamed + 1}`);
    }
  }

  function addColumn(wanted: string, blanks: number): void {
    const columns = (names ??= []);
    let name = wanted === '' ? `Column ${columns.length + 1}` : wanted;
    if (columns.includes(name)) {
      let copy = 2;
      while (columns.includes(`${name} (${copy})`)) copy++;
      warn('renamed-columns', 1, name);
      name = `${name} (${copy})`;
    }
    columns.push(name);
    const builder = createColumnBuilder(name);
    for (let i = 0; i < blanks; i++) builder.add('');
    builders.push(builder);
  }

  return {
    push(text) {
      pending += !started && text.startsWith('\ufeff') ? text.slice(1) : text;
      started ||= text !== '';
      if (pending.length >= SAMPLE) take(false);
    },
    finish() {
      take(true);
      if (names === undefined || dialect === undefined) throw new Fault('file-empty');
      if (rows === 0) throw new Fault('file-header-only', { columns: names.length });
      const table: Table = { rows, columns: builders.map((builder) => builder.finish()) };
      return { table, dialect, header: headerCells, warnings: [...warnings.values()] };
    },
  };
}

interface ColumnBuilder {
  add(cell: string): void;
  finish(): Column;
}

function createColumnBuilder(name: string): ColumnBuilder {
  const known = new Map<string, number>();
  const levels: string[] = [];
  let codes = new Int32Array(1024);
  let rows = 0;
  return {
    add(cell) {
      let code = known.get(cell);
      if (code === undefined) {
        code = levels.length;
        known.set(cell, code);
        levels.push(cell);
      }
      if (rows === codes.length) {
        const wider = new Int32Array(rows * 2);
        wider.set(codes);
        codes = wider;
      }
      codes[rows++] = code;
    },
    finish: () => ({ name, levels, codes: codes.slice(0, rows) }),
  };
}

/** Reads a whole text at once. */
export function readTable(text: string, hints: DialectHints = {}): ReadTable {
  const reader = createTableReader(hints);
  reader.push(text);
  return reader.finish();
}

import { Fault } from '../fault';
import { detectDialect, type DialectHints, parseRecords } from './dialect';
import type { Column, Dialect, ReadTable, ReadWarning, Table } from './table';

/** Characters looked at before the dialect is settled. */
const SAMPLE = 1 << 17;
/** A quoted cell longer than this many characters means that a quote was never closed. */
const LONGEST_CELL = 1 << 22;

/** Takes the decoded text of a file piece by piece. */
export interface TableReader {
  push(text: string): void;
  /** @throws Fault file-empty, file-header-only or quote-open. */
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

  function warn(code: ReadWarning['code'], row?: number, column?: string): void {
    const known = warnings.get(code);
    warnings.set(
      code,
      known === undefined
        ? {
            code,
            count: 1,
            ...(row === undefined ? {} : { row }),
            ...(column === undefined ? {} : { column }),
          }
        : { ...known, count: known.count + 1 },
    );
  }

  function take(last: boolean): void {
    if (pending === '') return;
    dialect ??= detectDialect(pending.slice(0, SAMPLE), last && pending.length <= SAMPLE, hints);
    // A line end after the last record does not begin another one.
    if (last && pending.endsWith(dialect.newline))
      pending = pending.slice(0, -dialect.newline.length);
    const { data, errors, cursor } = parseRecords(pending, dialect, !last);
    const open = errors.find(({ code }) => code === 'MissingQuotes');
    if (open !== undefined && last) {
      const at = open.row ?? 0;
      throw quoteOpen(records + at + 1, data[at]?.length ?? 1, data[0]);
    }
    for (const error of errors)
      if (error.code === 'InvalidQuotes') warn('stray-quotes', records + (error.row ?? 0) + 1);
    for (const record of data) addRecord(record);
    pending = last ? '' : pending.slice(cursor);
    if (pending.length > LONGEST_CELL && open !== undefined)
      throw quoteOpen(records + 1, (data.at(-1)?.length ?? 0) + 1, data[0]);
  }

  function quoteOpen(row: number, cell: number, first: readonly string[] | undefined): Fault {
    const header = names ?? (dialect?.header === true ? first : undefined);
    return new Fault('quote-open', { row, column: header?.[cell - 1] ?? `${cell}` });
  }

  function addRecord(record: string[]): void {
    records++;
    if (dialect?.newline === '\n' && record.length > 0) {
      const end = record.length - 1;
      if (record[end].endsWith('\r')) record[end] = record[end].slice(0, -1);
    }
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

import { Fault } from '../../core/fault';
import type { Column, ReadWarning, Table } from '../../core/table/table';
import { writeSize } from './cell-text';

/** More cells than this (4 bytes each, beside their texts) no tab can hold. */
const MOST_CELLS = 1 << 28;

/** What a format's reader makes of a file; the rest is the same for all of them. */
export interface FormatTable {
  readonly table: Table;
  /** The names as they stood. */
  readonly header: readonly string[];
  readonly warnings: readonly ReadWarning[];
  /** Whether the names stood in the file. */
  readonly named: boolean;
  /** The row of the names, where others stand above it, and those. */
  readonly headerRow?: number;
  readonly preamble?: readonly (readonly string[])[];
  readonly parts?: readonly string[];
  readonly part?: string;
}

/** Collects the columns of a table whose names may turn up late and whose cells may be missing. */
export interface TableBuilder {
  readonly columns: number;
  /** @returns its position. A name that is empty or taken is changed, and a warning given. */
  addColumn(name: string): number;
  /** Rows of a column are set in their order; those left out are empty. */
  set(column: number, row: number, cell: string): void;
  /** Leaves a column out if it has no cells in the end. */
  omitIfEmpty(column: number): void;
  /** @throws Fault file-too-large where so many rows of so many columns would be too much. */
  reserve(rows: number, columns: number): void;
  warn(code: ReadWarning['code'], row?: number, column?: string, times?: number): void;
  warnings(): readonly ReadWarning[];
  /**
   * @param keepBare whether columns without name and cells are kept.
   * @throws Fault file-empty, file-header-only or file-too-large.
   */
  finish(rows: number, keepBare?: boolean): Pick<FormatTable, 'table' | 'header' | 'warnings'>;
}

interface Pending {
  readonly name: string;
  readonly stood: string;
  readonly cells: Cells;
  omit: boolean;
}

export function createTableBuilder(): TableBuilder {
  const pending: Pending[] = [];
  const taken = new Set<string>();
  /** The next number to try for a name that is taken. */
  const copies = new Map<string, number>();
  const warnings = new Map<ReadWarning['code'], ReadWarning>();
  let longest = 0;

  function warn(code: ReadWarning['code'], row?: number, column?: string, times = 1): void {
    const known = warnings.get(code);
    warnings.set(code, {
      code,
      count: times,
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
      ...(known === undefined ? {} : { ...known, count: known.count + times }),
    });
  }

  function checkSize(rows: number, columns = pending.length): void {
    if (rows * columns > MOST_CELLS)
      throw new Fault('file-too-large', {
        size: writeSize(rows * columns * 4),
        limit: writeSize(MOST_CELLS * 4),
      });
  }

  return {
    get columns() {
      return pending.length;
    },
    addColumn(stood) {
      const wanted = stood.trim();
      const bare = wanted === '' ? `Column ${pending.length + 1}` : wanted;
      let name = bare;
      if (taken.has(bare)) {
        let copy = copies.get(bare) ?? 2;
        while (taken.has(`${bare} (${copy})`)) copy++;
        copies.set(bare, copy + 1);
        name = `${bare} (${copy})`;
        warn('renamed-columns', 1, bare);
      }
      taken.add(name);
      pending.push({ name, stood, cells: createCells(), omit: false });
      checkSize(longest);
      return pending.length - 1;
    },
    set(column, row, cell) {
      if (row >= longest) {
        longest = row + 1;
        if (longest % 1024 === 0) checkSize(longest);
      }
      pending[column].cells.set(row, cell);
    },
    omitIfEmpty(column) {
      pending[column].omit = true;
    },
    reserve: checkSize,
    warn,
    warnings: () => [...warnings.values()],
    finish(rows, keepBare = true) {
      const kept = pending.filter(
        ({ stood, cells, omit }) =>
          cells.filled > 0 || (!omit && (keepBare || stood.trim() !== '')),
      );
      if (kept.length === 0) throw new Fault('file-empty');
      if (rows === 0) throw new Fault('file-header-only', { columns: kept.length });
      checkSize(rows);
      return {
        table: {
          rows,
          columns: kept.map(({ name, cells }) => ({ name, ...cells.finish(rows) })),
        },
        header: kept.map(({ stood }) => stood),
        warnings: [...warnings.values()],
      };
    },
  };
}

interface Cells {
  /** Cells that are not empty. */
  readonly filled: number;
  set(row: number, cell: string): void;
  finish(rows: number): Pick<Column, 'levels' | 'codes'>;
}

function createCells(): Cells {
  const known = new Map<string, number>();
  const levels: string[] = [];
  let codes = new Int32Array(16);
  let next = 0;
  let filled = 0;

  function codeOf(cell: string): number {
    let code = known.get(cell);
    if (code === undefined) {
      code = levels.length;
      known.set(cell, code);
      levels.push(cell);
    }
    return code;
  }

  function fillTo(row: number): void {
    if (row <= next) return;
    codes.fill(codeOf(''), next, row);
    next = row;
  }

  return {
    get filled() {
      return filled;
    },
    set(row, cell) {
      if (row >= codes.length) {
        const wider = new Int32Array(Math.max(row + 1, codes.length * 2));
        wider.set(codes);
        codes = wider;
      }
      fillTo(row);
      codes[row] = codeOf(cell);
      next = row + 1;
      if (cell !== '') filled++;
    },
    finish(rows) {
      if (codes.length < rows) {
        const whole = new Int32Array(rows);
        whole.set(codes);
        codes = whole;
      }
      fillTo(rows);
      return { levels, codes: codes.slice(0, rows) };
    },
  };
}

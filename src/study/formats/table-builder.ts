import { Fault } from '../../core/fault';
import type { FileRecord } from '../../core/table/file-records';
import { addTaken, createColumnBuilder, type Taken } from '../../core/table/column';
import type { Column, ReadWarning, Table } from '../../core/table/table';
import { roundDown } from '../memory-limit';

/** More cells than this (6 bytes each while they are read, beside their texts) no tab can hold. */
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
  /** The first records, where they have places that can be named. */
  readonly first?: readonly FileRecord[];
  readonly parts?: readonly string[];
  readonly part?: string;
}

/** Collects the columns of a table whose names may turn up late and whose cells may be missing. */
export interface TableBuilder {
  readonly columns: number;
  /** What the rows take that were set so far. */
  taken(): Taken;
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
        wanted: rows,
        columns,
        rows: roundDown(MOST_CELLS / columns),
      });
  }

  return {
    get columns() {
      return pending.length;
    },
    taken: () => addTaken(pending.map(({ cells }) => cells.taken())),
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
      pending.push({ name, stood, cells: createCells(name), omit: false });
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
          columns: kept.map(({ cells }) => cells.finish(rows)),
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
  taken(): Taken;
  finish(rows: number): Column;
}

function createCells(name: string): Cells {
  const builder = createColumnBuilder(name);
  let filled = 0;

  const fillTo = (row: number) => builder.addBlanks(row - builder.rows);

  return {
    get filled() {
      return filled;
    },
    set(row, cell) {
      fillTo(row);
      builder.addText(cell);
      if (cell !== '') filled++;
    },
    // What the texts are made of is not known here.
    taken: () => builder.taken(2),
    finish(rows) {
      fillTo(rows);
      return builder.finish();
    },
  };
}

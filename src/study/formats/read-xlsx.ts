import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import { type FileRecord, FIRST_ROWS, shorten } from '../../core/table/file-records';
import { addTaken } from '../../core/table/column';
import { createMemoryGauge } from '../memory-limit';
import { stretch } from './bytes';
import type { NumberFormat } from './number-format';
import {
  KIND,
  readWorkbook,
  type Sheet,
  type Workbook,
  type WorkbookLimits,
} from './read-workbook';
import { chooseSheet, scanRows, type SheetRow } from './scan-rows';
import { readFormats, readStrings, type Strings } from './shared-strings';
import { createTableBuilder, type FormatTable } from './table-builder';
import type { Zip } from './zip';

/** Rows kept to be shown as they stand. */
const MOST_SHOWN = 48;

/** The row of a sheet that names the columns; or it is found, or there is none. */
export type NamesRow = number | 'found' | 'none';

/**
 * Reads one sheet of a workbook: cells as a person sees them, numbers with all their decimals, dates
 * in ISO form. A merged cell stands in its first place, as in a CSV export.
 *
 * The names of the columns are the first row with two filled cells; what stands above is a title.
 *
 * @param wanted the sheet's name; otherwise the one with the most rows among those not hidden.
 * @throws Fault file-damaged, file-empty, file-header-only, file-locked, file-too-large,
 * file-unreadable, options-unknown, stopped.
 */
export async function readXlsx(
  zip: Zip,
  limits: WorkbookLimits,
  wanted: string | undefined,
  names: NamesRow,
  watch: Watch,
): Promise<FormatTable> {
  try {
    const book = await readWorkbook({ ...zip, kind: KIND }, limits, watch);
    const parts = book.sheets.map(({ name }) => name);
    if (parts.length === 0) throw new Fault('file-empty');
    const strings = await readStrings(book, stretch(watch, 100, 0, 0.2));
    const formats = await readFormats(book, watch);
    const sheet =
      book.sheets.length === 1
        ? book.sheets[0]
        : await chooseSheet(book, wanted, stretch(watch, 100, 0.2, 0.4));
    const found = await readSheet(
      book,
      sheet,
      strings,
      formats,
      names,
      stretch(watch, 100, 0.4, 1),
    );
    return parts.length > 1 ? { ...found, parts, part: sheet.name } : found;
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('file-damaged', { kind: KIND });
  }
}

async function readSheet(
  book: Workbook,
  sheet: Sheet,
  strings: Strings,
  formats: readonly NumberFormat[],
  names: NamesRow,
  watch: Watch,
): Promise<FormatTable> {
  const builder = createTableBuilder();
  const named = names !== 'none';
  /** Rows above the names: titles, or those of a sheet of one column. */
  let waiting: SheetRow[] = [];
  let begun = false;
  let width = 0;
  let rows = 0;
  let last = 0;
  let start = 0;
  const first: SheetRow[] = [];

  const isFirst = ({ row, columns }: SheetRow) =>
    typeof names === 'number' ? row >= names : columns.length > 1;

  function addRow({ row, columns, cells }: SheetRow): void {
    if (row > last + 1) builder.warn('blank-rows', last + 1, undefined, row - last - 1);
    last = row;
    if (columns[columns.length - 1] >= width && named) builder.warn('long-rows', row);
    for (const [at, column] of columns.entries()) {
      while (builder.columns <= column) builder.addColumn('');
      builder.set(column, rows, cells[at]);
    }
    rows++;
  }

  function begin(first: SheetRow): void {
    begun = true;
    const { row, columns, cells } = first;
    start = row;
    if (!named) {
      builder.warn('no-header');
      last = row - 1;
      addRow(first);
      return;
    }
    for (const [at, column] of columns.entries()) {
      while (builder.columns < column) builder.addColumn('');
      builder.addColumn(cells[at]);
    }
    width = builder.columns;
    last = row;
  }

  const gauge = createMemoryGauge(sheet.entry.size, book.memory, true);
  const taken = () => addTaken([builder.taken(), strings.taken()]);
  const check = (done: number) => gauge.check(done, rows, taken);

  await scanRows(book, sheet, { strings: strings.all, formats, check }, watch, (row) => {
    if (rows < FIRST_ROWS && first.length < MOST_SHOWN) first.push(row);
    if (begun) addRow(row);
    else if (isFirst(row)) begin(row);
    else waiting.push(row);
  });
  if (!begun) {
    const all = waiting;
    waiting = [];
    for (const [at, row] of all.entries())
      if (at === 0) begin(row);
      else addRow(row);
  }
  if (waiting.length > 0) builder.warn('preamble', waiting[0].row, undefined, waiting.length);
  const found = builder.finish(rows, false);
  const bare = named ? found.header.findIndex((name) => name.trim() === '') : -1;
  if (bare >= 0) builder.warn('unnamed-columns', start, `${bare + 1}`);
  return {
    ...found,
    header: named ? found.header : [],
    warnings: builder.warnings(),
    named,
    ...(waiting.length > 0 ? { headerRow: start } : {}),
    preamble: waiting.map(({ cells }) => cells),
    first: first.map((row) => showRow(row, start, named)),
  };
}

/** @param start where the table begins: with its names, or with its first row. */
function showRow({ row, columns, cells }: SheetRow, start: number, named: boolean): FileRecord {
  const shown: string[] = [];
  for (const [at, column] of columns.entries()) {
    while (shown.length < column) shown.push('');
    shown.push(cells[at]);
  }
  const kind = row < start ? 'above' : row === start && named ? 'header' : 'row';
  return { row, kind, cells: shorten(shown) };
}

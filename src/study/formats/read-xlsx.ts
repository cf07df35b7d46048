import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import { breathe, heed } from '../drive';
import { type Bytes, stretch } from './bytes';
import { type NumberFormat, readNumberFormat, writeFormatted } from './number-format';
import { createTableBuilder, type FormatTable } from './table-builder';
import { attributeOf, attributesOf, createXmlScanner, type XmlHandler } from './xml';
import { readEntry, type Zip, type ZipEntry } from './zip';

const KIND = 'XLSX';
const MOST_COLUMNS = 16384;
const MOST_ROWS = 1048576;
/** Up to so many bytes the rows of all sheets are counted to find the longest. */
const COUNTED = 1 << 26;

interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}

interface Workbook {
  readonly zip: Zip;
  readonly limit: number;
  readonly sheets: readonly Sheet[];
  readonly from1904: boolean;
  readonly strings: ZipEntry | undefined;
  readonly styles: ZipEntry | undefined;
}

/** The filled cells of one row of a sheet. */
interface SheetRow {
  /** As the sheet counts, from 1. */
  readonly row: number;
  /** From 0, rising. */
  readonly columns: readonly number[];
  readonly cells: readonly string[];
}

/** The row of a sheet that names the columns; or it is found, or there is none. */
export type NamesRow = number | 'found' | 'none';

/** Whether a zip is a workbook of the kind that is read here. */
export function isWorkbook({ entries }: Zip): boolean {
  return entries.some(({ name }) => /(?:^|\/)workbook\.xml$/i.test(name));
}

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
  limit: number,
  wanted: string | undefined,
  names: NamesRow,
  watch: Watch,
): Promise<FormatTable> {
  try {
    const book = await readWorkbook({ ...zip, kind: KIND }, limit, watch);
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

async function readWorkbook(zip: Zip, limit: number, watch: Watch): Promise<Workbook> {
  const byName = new Map(zip.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const find = (name: string) => byName.get(name.toLowerCase());
  const scan = (entry: ZipEntry, handler: Partial<XmlHandler>) =>
    scanEntry(zip, entry, limit, handler, watch);

  const relations = async (place: string) => {
    const folder = place.slice(0, place.lastIndexOf('/') + 1);
    const entry = find(`${folder}_rels/${place.slice(folder.length)}.rels`);
    const found: { id: string; type: string; target: string }[] = [];
    if (entry !== undefined)
      await scan(entry, {
        open(name, text) {
          if (name !== 'Relationship') return;
          const { id, type, target } = {
            id: attributeOf(text, 'Id') ?? '',
            type: attributeOf(text, 'Type') ?? '',
            target: attributeOf(text, 'Target') ?? '',
          };
          found.push({
            id,
            type: type.slice(type.lastIndexOf('/') + 1),
            target: resolvePlace(folder, target),
          });
        },
      });
    return found;
  };

  const root = (await relations('')).find(({ type }) => type === 'officeDocument');
  const place = root?.target ?? 'xl/workbook.xml';
  const entry = find(place);
  if (entry === undefined) throw new Fault('file-damaged', { kind: KIND });
  const related = await relations(place);
  const sheets: Sheet[] = [];
  let from1904 = false;
  await scan(entry, {
    open(name, text) {
      if (name === 'workbookPr') from1904 = isTrue(attributeOf(text, 'date1904'));
      if (name !== 'sheet') return;
      const attributes = attributesOf(text);
      const relation = related.find(({ id }) => id === attributes.get('id'));
      if (relation !== undefined && relation.type !== 'worksheet') return;
      const sheet = find(relation?.target ?? '');
      if (sheet === undefined) throw new Fault('file-damaged', { kind: KIND });
      sheets.push({
        name: attributes.get('name') ?? `${sheets.length + 1}`,
        hidden: /hidden/i.test(attributes.get('state') ?? ''),
        entry: sheet,
      });
    },
  });
  const part = (type: string) => find(related.find((one) => one.type === type)?.target ?? '');
  return {
    zip,
    limit,
    sheets,
    from1904,
    strings: part('sharedStrings'),
    styles: part('styles'),
  };
}

function resolvePlace(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  return steps.join('/');
}

function isTrue(said: string | undefined): boolean {
  return said === '1' || said === 'true';
}

async function scanEntry(
  zip: Zip,
  entry: ZipEntry,
  limit: number,
  handler: Partial<XmlHandler>,
  watch: Watch,
): Promise<void> {
  const nothing = () => undefined;
  const scanner = createXmlScanner({
    open: nothing,
    close: nothing,
    text: nothing,
    ...handler,
  });
  let decoder: TextDecoder | undefined;
  let done = 0;
  let since = 0;
  for await (const piece of readEntry(zip, entry, limit)) {
    decoder ??= new TextDecoder(encodingOf(piece));
    scanner.push(decoder.decode(piece, { stream: true }));
    done += piece.length;
    since += piece.length;
    if (since >= 1 << 18) {
      since = 0;
      watch.report(done, entry.size);
      await breathe();
    }
    heed(watch);
  }
  scanner.push(decoder?.decode() ?? '');
  scanner.finish();
}

function encodingOf([first, second]: Bytes): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Text of a shared or inline string; readings in small print beside it are left out. */
function createTextTaker() {
  let taken = '';
  let aside = 0;
  let open = false;
  return {
    open(name: string) {
      if (name === 'rPh') aside++;
      if (name === 't') open = aside === 0;
    },
    close(name: string) {
      if (name === 'rPh') aside--;
      if (name === 't') open = false;
    },
    text(text: string) {
      if (open) taken += text;
    },
    take() {
      const text = decodeEscapes(taken);
      taken = '';
      return text;
    },
  };
}

/** Characters that XML cannot hold are written `_x000D_`. */
function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_, code) =>
    String.fromCharCode(parseInt(code as string, 16)),
  );
}

async function readStrings(book: Workbook, watch: Watch): Promise<readonly string[]> {
  const strings: string[] = [];
  if (book.strings === undefined) return strings;
  const text = createTextTaker();
  await scanEntry(
    book.zip,
    book.strings,
    book.limit,
    {
      ...text,
      close(name) {
        text.close(name);
        if (name === 'si') strings.push(text.take());
      },
    },
    watch,
  );
  return strings;
}

/** The number format of each cell style. */
async function readFormats(book: Workbook, watch: Watch): Promise<readonly NumberFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  if (book.styles !== undefined)
    await scanEntry(
      book.zip,
      book.styles,
      book.limit,
      {
        open(name, text) {
          if (name === 'cellXfs') inCells = true;
          if (name === 'numFmt')
            codes.set(
              Number(attributeOf(text, 'numFmtId')),
              attributeOf(text, 'formatCode') ?? 'General',
            );
          if (name === 'xf' && inCells) ids.push(Number(attributeOf(text, 'numFmtId') ?? 0));
        },
        close(name) {
          if (name === 'cellXfs') inCells = false;
        },
      },
      watch,
    );
  return ids.map((id) => readNumberFormat(id, codes.get(id)));
}

async function chooseSheet(
  book: Workbook,
  wanted: string | undefined,
  watch: Watch,
): Promise<Sheet> {
  if (wanted !== undefined) {
    const sheet = book.sheets.find(({ name }) => name === wanted);
    if (sheet === undefined) throw new Fault('options-unknown', { option: wanted });
    return sheet;
  }
  const seen = book.sheets.filter(({ hidden }) => !hidden);
  const sheets = seen.length > 0 ? seen : book.sheets;
  const bytes = sheets.reduce((sum, { entry }) => sum + entry.size, 0);
  let best = { sheet: sheets[0], rows: -1 };
  for (const [at, sheet] of sheets.entries()) {
    let rows = bytes > COUNTED ? sheet.entry.size : 0;
    if (bytes <= COUNTED && sheets.length > 1) {
      const part = stretch(watch, 100, at / sheets.length, (at + 1) / sheets.length);
      await scanRows(book, sheet, { strings: [], formats: [], only: 'filled' }, part, () => rows++);
    }
    if (rows > best.rows) best = { sheet, rows };
  }
  return best.sheet;
}

interface RowOptions {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  /** Which cells are filled is enough. */
  readonly only?: 'filled';
}

/** Goes through the rows of a sheet that have a filled cell. */
async function scanRows(
  book: Workbook,
  sheet: Sheet,
  { strings, formats, only }: RowOptions,
  watch: Watch,
  take: (row: SheetRow) => void,
): Promise<void> {
  const damaged = () => new Fault('file-damaged', { kind: KIND });
  const inline = createTextTaker();
  let row = 0;
  let column = -1;
  let columns: number[] = [];
  let cells: string[] = [];
  let type = '';
  let style = 0;
  let value = '';
  let inValue = false;
  let inInline = false;

  function cellText(): string {
    if (only !== undefined) return value;
    switch (type) {
      case 's': {
        const text = strings[Number(value)];
        if (text === undefined) throw damaged();
        return text;
      }
      case 'b':
        return isTrue(value.trim()) ? 'true' : 'false';
      case 'd':
        return value.replace('T', ' ').replace(/(?:\.0+)?Z?$/, '');
      case 'e':
        return value;
      case 'str':
        return decodeEscapes(value);
      case 'inlineStr':
        return value;
      default:
        return writeFormatted(value, formats[style] ?? { kind: 'number' }, book.from1904);
    }
  }

  await scanEntry(
    book.zip,
    sheet.entry,
    book.limit,
    {
      open(name, text) {
        switch (name) {
          case 'row': {
            const said = attributeOf(text, 'r');
            const next = said === undefined ? row + 1 : Number(said);
            if (!(next > row) || next > MOST_ROWS) throw damaged();
            row = next;
            column = -1;
            columns = [];
            cells = [];
            return;
          }
          case 'c': {
            const place = attributeOf(text, 'r');
            const next = place === undefined ? column + 1 : columnOf(place);
            if (!(next > column) || next >= MOST_COLUMNS) throw damaged();
            column = next;
            type = attributeOf(text, 't') ?? 'n';
            style = Number(attributeOf(text, 's') ?? 0);
            value = '';
            return;
          }
          case 'v':
            inValue = true;
            return;
          case 'is':
            inInline = true;
            return;
          default:
            if (inInline) inline.open(name);
        }
      },
      close(name) {
        switch (name) {
          case 'row':
            if (columns.length > 0) take({ row, columns, cells });
            return;
          case 'c':
            if (value !== '') {
              const text = cellText();
              if (text !== '') {
                columns.push(column);
                cells.push(text);
              }
            }
            return;
          case 'v':
            inValue = false;
            return;
          case 'is':
            inInline = false;
            value = inline.take();
            return;
          default:
            if (inInline) inline.close(name);
        }
      },
      text(text) {
        if (inValue) value += text;
        else if (inInline) inline.text(text);
      },
    },
    watch,
  );
}

/** From 0; `B7` is 1. */
function columnOf(place: string): number {
  let column = 0;
  for (let i = 0; i < place.length; i++) {
    const letter = (place.charCodeAt(i) | 32) - 96;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

async function readSheet(
  book: Workbook,
  sheet: Sheet,
  strings: readonly string[],
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
  let headerRow = 0;

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
    headerRow = row;
  }

  await scanRows(book, sheet, { strings, formats }, watch, (row) => {
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
  if (bare >= 0) builder.warn('unnamed-columns', headerRow, `${bare + 1}`);
  return {
    ...found,
    header: named ? found.header : [],
    warnings: builder.warnings(),
    named,
    ...(waiting.length > 0 ? { headerRow } : {}),
    preamble: waiting.map(({ cells }) => cells),
  };
}

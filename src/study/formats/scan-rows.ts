import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import { stretch } from './bytes';
import { type NumberFormat, writeFormatted } from './number-format';
import { isTrue, KIND, scanEntry, type Sheet, type Workbook } from './read-workbook';
import { createTextTaker, decodeEscapes } from './shared-strings';
import { attributeOf } from './xml';

const MOST_COLUMNS = 16384;
const MOST_ROWS = 1048576;
/** Up to so many bytes the rows of all sheets are counted to find the longest. */
const COUNTED = 1 << 26;

/** The filled cells of one row of a sheet. */
export interface SheetRow {
  /** As the sheet counts, from 1. */
  readonly row: number;
  /** From 0, rising. */
  readonly columns: readonly number[];
  readonly cells: readonly string[];
}

export async function chooseSheet(
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
  /** Is told now and then how many bytes are done, and may refuse the rest. */
  readonly check?: (done: number) => void;
}

/** Goes through the rows of a sheet that have a filled cell. */
export async function scanRows(
  book: Workbook,
  sheet: Sheet,
  { strings, formats, only, check }: RowOptions,
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
    check,
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

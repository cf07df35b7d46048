import type { Watch } from '../../core/ports';
import type { Taken } from '../../core/table/column';
import { createMemoryGauge } from '../memory-limit';
import { type NumberFormat, readNumberFormat } from './number-format';
import { scanEntry, type Workbook } from './read-workbook';
import { attributeOf } from './xml';

/** The head of a string and the place that refers to it. */
const STRING_BYTES = 18;

/** Text of a shared or inline string; readings in small print beside it are left out. */
export function createTextTaker() {
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
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_, code) =>
    String.fromCharCode(parseInt(code as string, 16)),
  );
}

/** The texts that the cells of a workbook refer to. */
export interface Strings {
  readonly all: readonly string[];
  taken(): Taken;
}

/** @throws Fault file-damaged, file-too-large, file-unreadable, stopped. */
export async function readStrings(book: Workbook, watch: Watch): Promise<Strings> {
  const all: string[] = [];
  let letters = 0;
  const taken = () => ({ numbers: 0, texts: letters * 2 + all.length * STRING_BYTES });
  if (book.strings === undefined) return { all, taken };
  const gauge = createMemoryGauge(book.strings.size, book.memory, true);
  const text = createTextTaker();
  await scanEntry(
    book.zip,
    book.strings,
    book.limit,
    {
      ...text,
      close(name) {
        text.close(name);
        if (name !== 'si') return;
        const string = text.take();
        letters += string.length;
        all.push(string);
      },
    },
    watch,
    (done) => gauge.check(done, 0, taken),
  );
  return { all, taken };
}

/** The number format of each cell style. */
export async function readFormats(book: Workbook, watch: Watch): Promise<readonly NumberFormat[]> {
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

import { parse } from 'csv-parse/browser/esm/sync';
import Papa from 'papaparse';
import { readPieces } from '../../src/study/formats/bytes';
import { openFile } from '../../src/study/open-file';

/** What a reader holds of a file when it is done; whoever measures memory keeps it until then. */
export interface Held {
  readonly rows: number;
  readonly columns: number;
  readonly kept: unknown;
}

const watch = { signal: new AbortController().signal, report: () => undefined };

async function* textOf(file: Blob): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  for await (const bytes of readPieces(file)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

export const READERS = {
  /** Everything that opening a file does: marks and encoding found, a key, warnings, a table. */
  async ours(file: Blob): Promise<Held> {
    const { table } = await openFile(file, {}, watch);
    return { rows: table.rows, columns: table.columns.length, kept: table };
  },

  /** papaparse's own parser, told the marks, over the same pieces; its rows are kept. */
  async papaparse(file: Blob): Promise<Held> {
    const parser = new Papa.Parser({ delimiter: ',', newline: '\n', quoteChar: '"' });
    const rows: string[][] = [];
    let rest = '';
    for await (const text of textOf(file)) {
      rest += text;
      const { data, meta } = parser.parse(rest, 0, true) as Papa.ParseResult<string[]>;
      for (const row of data) rows.push(row);
      rest = rest.slice(meta.cursor);
    }
    const { data } = parser.parse(rest, 0, false) as Papa.ParseResult<string[]>;
    for (const row of data) if (row.length > 1) rows.push(row);
    return { rows: rows.length - 1, columns: rows[0].length, kept: rows };
  },

  /** csv-parse, told the marks, on pieces that end with a row, as it cannot wait for more by itself. */
  async csvParse(file: Blob): Promise<Held> {
    const rows: string[][] = [];
    let rest = '';
    for await (const text of textOf(file)) {
      rest += text;
      const end = rest.lastIndexOf('\n') + 1;
      for (const row of parse(rest.slice(0, end))) rows.push(row);
      rest = rest.slice(end);
    }
    return { rows: rows.length - 1, columns: rows[0].length, kept: rows };
  },
};

export type ReaderName = keyof typeof READERS;

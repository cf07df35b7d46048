import { Fault } from '../core/fault';
import { createHasher } from '../core/hash';
import type { Watch } from '../core/ports';
import type { DialectHints } from '../core/table/dialect';
import { createTableReader } from '../core/table/read-table';
import type { ReadTable } from '../core/table/table';
import { detectEncoding } from './detect-encoding';
import { breathe, heed } from './drive';
import { bytesOf, PIECE, readPieces, stretch } from './formats/bytes';
import { inferFormat } from './formats/infer-format';
import type { FormatTable } from './formats/table-builder';

/** How the bytes of a file are read; what is absent is worked out. */
export interface FileHints extends DialectHints {
  readonly encoding?: string;
  /** Which of the file's tables is read, as `OpenedFile.parts` calls them. */
  readonly part?: string;
}

export type FileFormat = 'delimited' | 'xlsx' | 'parquet' | 'json' | 'ndjson';
export type FileContainer = 'gzip' | 'zip';

export interface OpenedFile extends ReadTable {
  /** Of the bytes and the way they were read. */
  readonly key: string;
  readonly format: FileFormat;
  /** What the file was packed in, the outermost. */
  readonly container?: FileContainer;
  /** The tables of a file that has several: sheets, files in a zip, arrays in JSON. */
  readonly parts?: readonly string[];
  /** The one that was read. */
  readonly part?: string;
  readonly encoding: string;
  /** Whether exports begin with a byte order mark, as the file did or as spreadsheets like it. */
  readonly mark: boolean;
  /** Of the file as it was given. */
  readonly bytes: number;
}

type Opened = Omit<OpenedFile, 'bytes'>;

/** Bytes looked at to tell formats apart and to find the encoding. */
const HEAD = 1 << 18;
/** A file that unpacks to more bytes than this is refused. */
const UNPACKED = 1 << 30;
/** How many containers may stand inside each other. */
const DEEPEST = 2;

/**
 * Reads a file of rows and columns: text with delimiters, XLSX, Parquet, JSON or NDJSON, plain or
 * packed with gzip or zip. What it is is told by its bytes, never by its name.
 *
 * @param limit how many bytes it may unpack to.
 * @throws Fault file-empty, file-header-only, file-not-text, file-damaged, file-locked,
 * file-too-large, file-unreadable, options-unknown, quote-open, row-too-long, stopped.
 */
export async function openFile(
  file: Blob,
  hints: FileHints,
  watch: Watch,
  limit = UNPACKED,
): Promise<OpenedFile> {
  const opened = await open(file, hints, watch, { limit, depth: 0, part: hints.part });
  watch.report(file.size, file.size);
  return { ...opened, bytes: file.size };
}

interface Place {
  readonly limit: number;
  /** Containers around the file. */
  readonly depth: number;
  /** Which of its tables is read. */
  readonly part: string | undefined;
}

async function open(file: Blob, hints: FileHints, watch: Watch, place: Place): Promise<Opened> {
  if (file.size === 0) throw new Fault('file-empty');
  const head = await bytesOf(file.slice(0, HEAD));
  const tail = await bytesOf(file.slice(-HEAD));
  const complete = file.size <= HEAD;
  const found = inferFormat(head, tail, complete, hints.encoding);
  switch (found.kind) {
    case 'gzip':
      return openGzip(file, hints, watch, place);
    case 'zip':
      return openZipped(file, hints, watch, place);
    case 'parquet': {
      const { readParquet } = await import('./formats/read-parquet');
      const table = await readParquet(file, stretch(watch, file.size, 0, 0.9));
      return finish(file, 'parquet', table, hints, stretch(watch, file.size, 0.9, 1));
    }
    case 'json': {
      // Who names a delimiter wants text.
      if (hints.delimiter !== undefined) break;
      const { readJson } = await import('./formats/read-json');
      const { format, ...table } = await readJson(
        file,
        found.encoding,
        found.list,
        place.part,
        isNamed(hints),
        stretch(watch, file.size, 0, 0.9),
      );
      return finish(file, format, table, hints, stretch(watch, file.size, 0.9, 1));
    }
  }
  return openDelimited(file, head, hints, watch);
}

async function openGzip(file: Blob, hints: FileHints, watch: Watch, place: Place): Promise<Opened> {
  if (place.depth === DEEPEST) throw new Fault('file-not-text', { kind: 'gzip' });
  const { unpackGzip } = await import('./formats/gzip');
  const inner = await unpackGzip(file, place.limit, stretch(watch, file.size, 0, 0.3));
  const opened = await open(inner, hints, stretch(watch, file.size, 0.3, 1), {
    ...place,
    depth: place.depth + 1,
  });
  return { ...opened, container: 'gzip' };
}

async function openZipped(
  file: Blob,
  hints: FileHints,
  watch: Watch,
  place: Place,
): Promise<Opened> {
  const [{ openZip }, { isWorkbook, readXlsx }, packed] = await Promise.all([
    import('./formats/zip'),
    import('./formats/read-xlsx'),
    import('./formats/unpack'),
  ]);
  const zip = await openZip(file);
  if (isWorkbook(zip)) {
    const names = isNamed(hints) ? (hints.headerRow ?? 'found') : 'none';
    const reading = stretch(watch, file.size, 0, 0.9);
    const table = await readXlsx(zip, place.limit, place.part, names, reading);
    return finish(file, 'xlsx', table, hints, stretch(watch, file.size, 0.9, 1));
  }
  packed.refuseDocuments(zip);
  if (place.depth === DEEPEST) throw new Fault('file-not-text', { kind: 'ZIP' });
  const tables = packed.tablesOf(zip);
  if (tables.length === 0) throw new Fault('file-empty');
  const { entry, inner } = packed.chooseEntry(tables, place.part);
  const unpacking = stretch(watch, file.size, 0, 0.3);
  const blob = await packed.unpackEntry(zip, entry, place.limit, unpacking);
  const opened = await open(blob, hints, stretch(watch, file.size, 0.3, 1), {
    ...place,
    depth: place.depth + 1,
    part: inner,
  });
  const { parts, part, ...rest } = opened;
  const chosen = packed.partsOf(tables, entry, {
    ...(parts === undefined ? {} : { parts }),
    ...(part === undefined ? {} : { part }),
  });
  return { ...rest, ...chosen, container: 'zip' };
}

const isNamed = ({ header, headerRow }: FileHints) => header !== false && headerRow !== 0;

/** What all formats but text with delimiters have in common: they are written out as CSV. */
async function finish(
  file: Blob,
  format: FileFormat,
  { table, header, warnings, named, headerRow, preamble, parts, part }: FormatTable,
  hints: FileHints,
  watch: Watch,
): Promise<Opened> {
  const hasher = createHasher();
  let done = 0;
  for await (const bytes of readPieces(file)) {
    hasher.bytes(bytes);
    done += bytes.length;
    watch.report(done, file.size);
    await breathe();
    heed(watch);
  }
  const encoding = hints.encoding ?? 'utf-8';
  hasher.text(JSON.stringify([format, encoding, part ?? '', named, hints.headerRow ?? -1]));
  return {
    table,
    dialect: {
      delimiter: ',',
      quote: '"',
      newline: '\n',
      header: named,
      ...(headerRow === undefined ? {} : { headerRow }),
    },
    header,
    preamble: preamble ?? [],
    comments: [],
    footer: [],
    warnings,
    key: hasher.digest(),
    format,
    ...(parts === undefined ? {} : { parts }),
    ...(part === undefined ? {} : { part }),
    encoding: 'utf-8',
    mark: format === 'xlsx',
  };
}

async function openDelimited(
  file: Blob,
  head: Uint8Array,
  hints: FileHints,
  watch: Watch,
): Promise<Opened> {
  const { encoding, mark } = detectEncoding(head, file.size <= HEAD, hints.encoding);
  const decoder = new TextDecoder(encoding);
  const reader = createTableReader(hints);
  const hasher = createHasher();
  const marks = createMarkCounter(encoding);
  let replaced = 0;
  for (let from = 0; from < file.size; from += PIECE) {
    const bytes = await bytesOf(file.slice(from, from + PIECE));
    hasher.bytes(bytes);
    const text = decoder.decode(bytes, { stream: true });
    replaced += countMarks(text) - marks(bytes);
    reader.push(text);
    watch.report(from + bytes.length, file.size);
    await breathe();
    heed(watch);
  }
  const rest = decoder.decode();
  replaced += countMarks(rest);
  reader.push(rest);
  const table = reader.finish();
  const { delimiter, quote, newline, header, ...others } = table.dialect;
  // What few files have is said only where they have it: the keys of the others stay as they were.
  const rare = { ...others, ...(hints.footer === false ? { footer: false } : {}) };
  hasher.text(
    JSON.stringify([
      encoding,
      delimiter,
      quote,
      newline,
      header,
      ...(Object.keys(rare).length > 0 ? [rare] : []),
    ]),
  );
  return {
    ...table,
    warnings:
      replaced <= 0
        ? table.warnings
        : [...table.warnings, { code: 'replaced-characters', count: replaced }],
    key: hasher.digest(),
    format: 'delimited',
    encoding,
    mark,
  };
}

function countMarks(text: string): number {
  return text.split('\ufffd').length - 1;
}

/** Counts how often the mark for an unreadable character was written into the file itself. */
function createMarkCounter(encoding: string): (bytes: Uint8Array) => number {
  if (encoding !== 'utf-8') return () => 0;
  let before: readonly number[] = [0, 0];
  return (bytes) => {
    const [first, second] = before;
    let count = 0;
    for (let i = 0; i < bytes.length; i++)
      if (
        bytes[i] === 0xbd &&
        (i > 0 ? bytes[i - 1] : second) === 0xbf &&
        (i > 1 ? bytes[i - 2] : i > 0 ? second : first) === 0xef
      )
        count++;
    before =
      bytes.length > 1 ? [bytes[bytes.length - 2], bytes[bytes.length - 1]] : [second, bytes[0]];
    return count;
  };
}

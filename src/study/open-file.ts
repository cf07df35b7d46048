import { Fault, isFault } from '../core/fault';
import { createHasher, type Hasher } from '../core/hash';
import type { Watch } from '../core/ports';
import { detectDialect, type DialectHints } from '../core/table/dialect';
import {
  type FileEnds,
  firstRecordsOf,
  lastRowsOf,
  readFirstRecords,
} from '../core/table/file-records';
import { createTableReader } from '../core/table/read-table';
import type { Dialect, ReadTable } from '../core/table/table';
import { detectEncoding } from './detect-encoding';
import { breathe, heed } from './drive';
import { bytesOf, isPlain, readPieces, stretch } from './formats/bytes';
import { inferFormat } from './formats/infer-format';
import { createMemoryGauge, type MemoryLimit, TAB } from './memory-limit';
import type { FormatTable } from './formats/table-builder';

/** How the bytes of a file are read; what is absent is worked out. */
export interface FileHints extends DialectHints {
  readonly encoding?: string;
  /** Which of the file's tables is read, as `OpenedFile.parts` calls them. */
  readonly part?: string;
}

/** What the person can set about a file of text. */
export const READING_MARKS = [
  'encoding',
  'delimiter',
  'quote',
  'newline',
  'header',
  'headerRow',
  'escape',
  'comment',
  'spaced',
  'separatorLine',
  'rowNames',
  'footer',
] as const satisfies readonly (keyof FileHints)[];

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
  /** Its first and last records, to be shown; files that were kept before have none. */
  readonly ends?: FileEnds;
  /** What would be found without hints, where there are some. */
  readonly detected?: { readonly encoding: string; readonly dialect: Dialect };
}

type Opened = Omit<OpenedFile, 'bytes'>;

/** Bytes looked at to tell formats apart and to find the encoding. */
const HEAD = 1 << 18;
/** Bytes that go into the key of a file together: kept studies are found by it. */
const HASHED = 1 << 18;
/** A file that unpacks to more bytes than this is refused. */
const UNPACKED = 1 << 30;
/** How many containers may stand inside each other. */
const DEEPEST = 2;

/**
 * Reads a file of rows and columns: text with delimiters, XLSX, Parquet, JSON or NDJSON, plain or
 * packed with gzip or zip. What it is is told by its bytes, never by its name.
 *
 * @param limit how many bytes it may unpack to.
 * @param memory what its table may take.
 * @throws Fault file-empty, file-header-only, file-not-text, file-damaged, file-locked,
 * file-too-large, file-unreadable, options-unknown, quote-open, row-too-long, stopped.
 */
export async function openFile(
  file: Blob,
  hints: FileHints,
  watch: Watch,
  limit = UNPACKED,
  memory = TAB,
): Promise<OpenedFile> {
  const opened = await open(file, hints, watch, { limit, memory, depth: 0, part: hints.part });
  watch.report(file.size, file.size);
  return { ...opened, bytes: file.size };
}

interface Place {
  readonly limit: number;
  readonly memory: MemoryLimit;
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
      const table = await readParquet(file, place.memory, stretch(watch, file.size, 0, 0.9));
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
        createMemoryGauge(file.size, place.memory, place.depth > 0),
        stretch(watch, file.size, 0, 0.9),
      );
      return finish(file, format, table, hints, stretch(watch, file.size, 0.9, 1));
    }
  }
  return openDelimited(file, head, hints, watch, place);
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
  const [{ openZip }, { isWorkbook }, { readXlsx }, packed] = await Promise.all([
    import('./formats/zip'),
    import('./formats/read-workbook'),
    import('./formats/read-xlsx'),
    import('./formats/unpack'),
  ]);
  const zip = await openZip(file);
  if (isWorkbook(zip)) {
    const names = isNamed(hints) ? (hints.headerRow ?? 'found') : 'none';
    const reading = stretch(watch, file.size, 0, 0.9);
    const table = await readXlsx(zip, place, place.part, names, reading);
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
  { table, header, warnings, named, headerRow, preamble, first, parts, part }: FormatTable,
  hints: FileHints,
  watch: Watch,
): Promise<Opened> {
  const hasher = createHasher();
  let done = 0;
  for await (const bytes of readPieces(file)) {
    addBytes(hasher, bytes);
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
    ends: { first: first ?? firstRecordsOf(table), last: lastRowsOf(table) },
  };
}

async function openDelimited(
  file: Blob,
  head: Uint8Array,
  hints: FileHints,
  watch: Watch,
  { memory, depth }: Place,
): Promise<Opened> {
  const { encoding, mark } = detectEncoding(head, file.size <= HEAD, hints.encoding);
  const decoder = new TextDecoder(encoding);
  const reader = createTableReader(hints);
  const hasher = createHasher();
  const marks = createMarkCounter(encoding);
  const gauge = createMemoryGauge(file.size, memory, depth > 0);
  let replaced = 0;
  let done = 0;
  for await (const bytes of readPieces(file)) {
    addBytes(hasher, bytes);
    const text = decoder.decode(bytes, { stream: true });
    replaced += countMarks(text) - marks(bytes, text);
    const plain = text.length === bytes.length && isPlain(bytes);
    reader.push(text, plain ? bytes : undefined);
    done += bytes.length;
    gauge.check(done, reader.rows, reader.taken);
    watch.report(done, file.size);
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
  const complete = file.size <= HEAD;
  const beginning = new TextDecoder(encoding).decode(head, { stream: !complete });
  return {
    ...table,
    ends: {
      first: readFirstRecords(beginning, complete, table.dialect, table.footer),
      last: lastRowsOf(table.table),
    },
    ...(READING_MARKS.some((mark) => hints[mark] !== undefined) ? detect(head, complete) : {}),
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

/** Characters from which the dialect is found. */
const SAMPLE = 1 << 17;

/** What would be found without hints; nothing where the bytes would not be taken for a text. */
function detect(head: Uint8Array, complete: boolean): Pick<OpenedFile, 'detected'> {
  try {
    const { encoding } = detectEncoding(head, complete);
    const text = new TextDecoder(encoding).decode(head, { stream: !complete });
    const whole = complete && text.length <= SAMPLE;
    return { detected: { encoding, dialect: detectDialect(text.slice(0, SAMPLE), whole) } };
  } catch (error) {
    if (isFault(error)) return {};
    throw error;
  }
}

/** Adds a piece of a file so that the key does not depend on how large pieces are. */
function addBytes(hasher: Hasher, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; from += HASHED)
    hasher.bytes(bytes.subarray(from, from + HASHED));
}

function countMarks(text: string): number {
  return text.includes('\ufffd') ? text.split('\ufffd').length - 1 : 0;
}

/**
 * Counts how often the mark for an unreadable character was written into the file itself, in its bytes
 * and the text that they became.
 */
function createMarkCounter(encoding: string): (bytes: Uint8Array, text: string) => number {
  if (encoding !== 'utf-8') return () => 0;
  let before: readonly number[] = [0, 0];
  return (bytes, text) => {
    const [first, second] = before;
    let count = 0;
    for (let i = text.includes('\ufffd') ? 0 : bytes.length; i < bytes.length; i++)
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

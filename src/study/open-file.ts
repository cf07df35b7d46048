import { Fault } from '../core/fault';
import { createHasher } from '../core/hash';
import type { Watch } from '../core/ports';
import type { DialectHints } from '../core/table/dialect';
import { createTableReader } from '../core/table/read-table';
import type { ReadTable } from '../core/table/table';
import { detectEncoding } from './detect-encoding';
import { breathe, heed } from './drive';

/** How the bytes of a file are read; what is absent is worked out. */
export interface FileHints extends DialectHints {
  readonly encoding?: string;
}

export interface OpenedFile extends ReadTable {
  /** Of the bytes and the way they were read. */
  readonly key: string;
  readonly encoding: string;
  /** Whether the file began with a byte order mark. */
  readonly mark: boolean;
  readonly bytes: number;
}

/** Bytes looked at to tell text from other files and to find the encoding. */
const HEAD = 1 << 18;
/** Bytes read at a time. */
const PIECE = 1 << 18;

/**
 * Reads a file of rows and columns, piece by piece.
 *
 * @throws Fault file-empty, file-header-only, file-not-text, file-unreadable, quote-open, row-too-long,
 * stopped.
 */
export async function openFile(file: Blob, hints: FileHints, watch: Watch): Promise<OpenedFile> {
  if (file.size === 0) throw new Fault('file-empty');
  const head = await bytesOf(file.slice(0, HEAD));
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
  const { delimiter, quote, newline, header } = table.dialect;
  hasher.text(JSON.stringify([encoding, delimiter, quote, newline, header]));
  return {
    ...table,
    warnings:
      replaced <= 0
        ? table.warnings
        : [...table.warnings, { code: 'replaced-characters', count: replaced }],
    key: hasher.digest(),
    encoding,
    mark,
    bytes: file.size,
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

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new Fault('file-unreadable', { message: String((error as Error).message ?? error) });
  }
}

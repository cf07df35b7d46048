import { Fault } from '../core/fault';
import { createHasher } from '../core/hash';
import type { Watch } from '../core/ports';
import type { DialectHints } from '../core/table/dialect';
import { createTableReader } from '../core/table/read-table';
import type { ReadTable } from '../core/table/table';
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

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['ZIP / XLSX', [0x50, 0x4b, 0x03, 0x04]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
];

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

/**
 * The encoding by byte order mark, else UTF-8 when the bytes are, else by what Chinese or Western
 * text makes likely.
 *
 * @param complete whether `head` is the whole file; otherwise its last character may be cut.
 * @throws Fault file-not-text
 */
export function detectEncoding(
  head: Uint8Array,
  complete: boolean,
  wanted?: string,
): { encoding: string; mark: boolean } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: wanted ?? 'utf-8', mark: true };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: wanted ?? 'utf-16le', mark: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: wanted ?? 'utf-16be', mark: true };
  for (const [kind, signature] of SIGNATURES)
    if (signature.every((byte, i) => head[i] === byte)) throw new Fault('file-not-text', { kind });
  if (wanted !== undefined) return { encoding: wanted, mark: false };
  const wide = wideEncoding(head);
  if (wide !== undefined) return { encoding: wide, mark: false };
  let controls = 0;
  for (const byte of head)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27)
      controls++;
  if (controls > head.length * 0.005) throw new Fault('file-not-text', { kind: '' });
  if (reads(head, 'utf-8', complete)) return { encoding: 'utf-8', mark: false };
  const chinese = reads(head, 'gb18030', complete);
  if (chinese && looksChinese(new TextDecoder('gb18030').decode(head)))
    return { encoding: 'gb18030', mark: false };
  return { encoding: 'windows-1252', mark: false };
}

/** UTF-16 without a mark: every other byte is nearly always zero, or mostly so in Chinese files. */
function wideEncoding(head: Uint8Array): string | undefined {
  let even = 0;
  let odd = 0;
  const length = Math.min(head.length & ~1, 4096);
  if (length < 4) return undefined;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.15 && even < half * 0.02) return 'utf-16le';
  if (even > half * 0.15 && odd < half * 0.02) return 'utf-16be';
  return undefined;
}

function reads(bytes: Uint8Array, encoding: string, complete: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !complete });
    return true;
  } catch {
    return false;
  }
}

/** Western text read as GB18030 gives rare characters; Chinese gives the common block. */
function looksChinese(text: string): boolean {
  const han = text.match(/\p{sc=Han}/gu)?.length ?? 0;
  const common =
    text.match(/[的一是不了在有我他这大来上个国和也子时出要到说就你们好很快送吃味道地区]/gu)
      ?.length ?? 0;
  return han > 10 && common > han * 0.04;
}

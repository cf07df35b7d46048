import { Fault } from '../core/fault';
import { findMultibyte } from './multibyte';
import { findAlphabet } from './single-byte';

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['ZIP / XLSX', [0x50, 0x4b, 0x03, 0x04]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
];

/**
 * The encoding by byte order mark, else UTF-8 when the bytes are, else what the pairs of bytes of
 * Chinese, Japanese and Korean texts or the letters of other languages make likely, else Western.
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
  if (head[0] === 0xff && head[1] === 0xfe) {
    if (isUtf32(head)) throw new Fault('file-not-text', { kind: 'UTF-32' });
    return { encoding: wanted ?? 'utf-16le', mark: true };
  }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: wanted ?? 'utf-16be', mark: true };
  for (const [kind, signature] of SIGNATURES)
    if (signature.every((byte, i) => head[i] === byte)) throw new Fault('file-not-text', { kind });
  if (wanted !== undefined) return { encoding: wanted, mark: false };
  if (isUtf32(head)) throw new Fault('file-not-text', { kind: 'UTF-32' });
  const wide = wideEncoding(head, complete);
  if (wide !== undefined) return { encoding: wide, mark: false };
  if (controlsOf(head) > head.length * 0.005) throw new Fault('file-not-text', { kind: '' });
  return { encoding: narrowEncoding(head, complete), mark: false };
}

function narrowEncoding(head: Uint8Array, complete: boolean): string {
  if (reads(head, 'utf-8', complete)) return 'utf-8';
  const multibyte = findMultibyte(head);
  if (multibyte !== undefined && reads(head, multibyte, complete)) return multibyte;
  // A few spoilt characters do not make a text in UTF-8 another one.
  if (isMostlyUtf8(head)) return 'utf-8';
  return multibyte ?? findAlphabet(head) ?? 'windows-1252';
}

/** UTF-32: three of four bytes are nearly always zero. */
function isUtf32(head: Uint8Array): boolean {
  const length = Math.min(head.length & ~3, 4096);
  if (length < 8) return false;
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i & 3]++;
  const most = (length / 4) * 0.9;
  return (zeros[2] >= most && zeros[3] >= most) || (zeros[0] >= most && zeros[1] >= most);
}

/**
 * UTF-16 without a mark: zeros stand in every other place, and hardly elsewhere (some Chinese
 * characters such as U+4E00 have one there).
 */
function wideEncoding(head: Uint8Array, complete: boolean): string | undefined {
  let even = 0;
  let odd = 0;
  const length = Math.min(head.length & ~1, 1 << 16);
  if (length < 4 || (complete && head.length % 2 === 1)) return undefined;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const some = (length / 2) * 0.02;
  if (odd > some && even <= odd / 4 && reads(head, 'utf-16le', complete)) return 'utf-16le';
  if (even > some && odd <= even / 4 && reads(head, 'utf-16be', complete)) return 'utf-16be';
  return undefined;
}

/** Bytes that no text has; the two that stand between cells in some files do not count. */
function controlsOf(head: Uint8Array): number {
  const counts = new Array<number>(32).fill(0);
  for (const byte of head) if (byte < 32) counts[byte]++;
  const lines = Math.max(1, counts[10], counts[13]);
  let controls = 0;
  for (const [byte, count] of counts.entries()) {
    if ([9, 10, 12, 13, 27].includes(byte)) continue;
    if ((byte === 1 || byte === 31) && count >= lines) continue;
    controls += count;
  }
  return controls;
}

function reads(bytes: Uint8Array, encoding: string, complete: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !complete });
    return true;
  } catch {
    return false;
  }
}

/** Whether nearly all that is not ASCII is whole characters of UTF-8. */
function isMostlyUtf8(head: Uint8Array): boolean {
  let whole = 0;
  let spoilt = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i];
    if (byte < 0x80) continue;
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    let follows = byte >= 0xc2 && byte < 0xf5;
    for (let k = 1; k <= more; k++) if ((head[i + k] & 0xc0) !== 0x80) follows = false;
    if (follows) {
      whole++;
      i += more;
    } else spoilt++;
  }
  return whole >= 20 && whole > spoilt * 20;
}

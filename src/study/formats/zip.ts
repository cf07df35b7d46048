import { Fault } from '../../core/fault';
import { type Bytes, bytesOf, checkSize, crc32, inflate, readPieces } from './bytes';

const END = 0x06054b50;
const END_64_PLACE = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end of a zip may be followed by a comment of this many bytes. */
const LONGEST_END = 22 + 0xffff;
/** No list of entries that a person made is longer. */
const LONGEST_LIST = 1 << 26;

/** A file in a zip. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes once unpacked, as the zip says. */
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  readonly locked: boolean;
  readonly crc: number;
  readonly offset: number;
}

/** A zip whose list was read. */
export interface Zip {
  readonly file: Blob;
  /** What to call it in faults. */
  readonly kind: string;
  /** Files only, in the order of the list. */
  readonly entries: readonly ZipEntry[];
}

/**
 * Reads the list of a zip, not its files.
 *
 * @throws Fault file-damaged, file-unreadable.
 */
export async function openZip(file: Blob, kind = 'ZIP / XLSX'): Promise<Zip> {
  const damaged = () => new Fault('file-damaged', { kind });
  const from = Math.max(0, file.size - LONGEST_END);
  const tail = viewOf(await bytesOf(file.slice(from)));
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== END) at--;
  if (at < 0) throw damaged();
  let size = tail.getUint32(at + 12, true);
  let offset = tail.getUint32(at + 16, true);
  let end = from + at;
  if (at >= 20 && tail.getUint32(at - 20, true) === END_64_PLACE) {
    const place = Number(tail.getBigUint64(at - 12, true));
    const wide = viewOf(await bytesOf(file.slice(place, place + 56)));
    if (wide.byteLength < 56 || wide.getUint32(0, true) !== END_64) throw damaged();
    size = Number(wide.getBigUint64(40, true));
    offset = Number(wide.getBigUint64(48, true));
    end = place;
  }
  // Something may stand before the zip; then all its places are that much further on.
  const before = end - size - offset;
  if (before < 0 || size > LONGEST_LIST) throw damaged();
  const list = await bytesOf(file.slice(end - size, end));
  const entries: ZipEntry[] = [];
  const view = viewOf(list);
  for (let i = 0; i + 46 <= list.length;) {
    if (view.getUint32(i, true) !== ENTRY) throw damaged();
    const nameLength = view.getUint16(i + 28, true);
    const extraLength = view.getUint16(i + 30, true);
    const next = i + 46 + nameLength + extraLength + view.getUint16(i + 32, true);
    if (next > list.length) throw damaged();
    const name = list.subarray(i + 46, i + 46 + nameLength);
    const wide = readWide(view, i, i + 46 + nameLength, extraLength);
    entries.push({
      name: decodeName(name),
      ...wide,
      offset: wide.offset + before,
      method: view.getUint16(i + 10, true),
      locked: (view.getUint16(i + 8, true) & 1) === 1,
      crc: view.getUint32(i + 16, true),
    });
    i = next;
  }
  return { file, kind, entries: entries.filter(({ name }) => !name.endsWith('/')) };
}

/** Sizes and place of an entry, which stand in an extra field where 32 bits do not do. */
function readWide(view: DataView, at: number, extra: number, length: number) {
  const short = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  for (let i = extra; i + 4 <= extra + length;) {
    const field = view.getUint16(i, true);
    const end = i + 4 + view.getUint16(i + 2, true);
    if (field === 1) {
      let place = i + 4;
      for (const [which, value] of short.entries())
        if (value === 0xffffffff && place + 8 <= Math.min(end, extra + length)) {
          short[which] = Number(view.getBigUint64(place, true));
          place += 8;
        }
    }
    i = end;
  }
  const [size, packed, offset] = short;
  return { size, packed, offset };
}

/** Names are UTF-8 or what the machine spoke that made the zip: often Chinese. */
function decodeName(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  return new TextDecoder('windows-1252').decode(bytes);
}

/**
 * The bytes of one entry, a piece at a time, checked by size and sum.
 *
 * @throws Fault file-damaged, file-locked, file-not-text, file-too-large, file-unreadable.
 */
export async function* readEntry(
  { file, kind }: Zip,
  entry: ZipEntry,
  limit: number,
): AsyncGenerator<Bytes, void, void> {
  if (entry.locked || entry.method === 99) throw new Fault('file-locked', { kind });
  if (entry.method !== 0 && entry.method !== 8)
    throw new Fault('file-not-text', { kind: `ZIP (method ${entry.method})` });
  checkSize(entry.size, limit, true);
  const damaged = () => new Fault('file-damaged', { kind });
  const head = viewOf(await bytesOf(file.slice(entry.offset, entry.offset + 30)));
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) throw damaged();
  const start = entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = file.slice(start, start + entry.packed);
  let size = 0;
  let crc = 0;
  try {
    for await (const piece of entry.method === 0
      ? readPieces(packed)
      : inflate(packed, 'deflate-raw')) {
      size += piece.length;
      if (size > entry.size) throw damaged();
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    throw error instanceof Fault ? error : damaged();
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged();
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

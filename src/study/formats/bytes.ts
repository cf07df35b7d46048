import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import { breathe, heed } from '../drive';
import { writeSize } from './cell-text';

/** Bytes read from a file at a time; browsers take about as long for half of them. */
export const PIECE = 1 << 19;
/** Bytes given to a decompressor at a time: they may become a thousand times as many. */
const SIP = 1 << 15;
/** Bytes that are kept together before they are handed to the browser as one. */
const BATCH = 1 << 24;

export type Bytes = Uint8Array<ArrayBuffer>;

/** @throws Fault file-unreadable */
export async function bytesOf(blob: Blob): Promise<Bytes> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new Fault('file-unreadable', { message: String((error as Error).message ?? error) });
  }
}

/**
 * The bytes of a file, a piece at a time; the next one is on its way while a piece is worked on.
 *
 * @throws Fault file-unreadable
 */
export async function* readPieces(file: Blob, piece = PIECE): AsyncGenerator<Bytes, void, void> {
  const read = (from: number) => {
    const bytes = bytesOf(file.slice(from, from + piece));
    // Whoever stops early leaves a piece behind that nobody waits for.
    bytes.catch(() => undefined);
    return bytes;
  };
  let coming = read(0);
  for (let from = 0; from < file.size; from += piece) {
    const bytes = await coming;
    if (from + piece < file.size) coming = read(from + piece);
    yield bytes;
  }
}

/** Whether every byte is an ASCII character. */
export function isPlain(bytes: Uint8Array): boolean {
  const words = bytes.length >> 2;
  const view =
    bytes.byteOffset % 4 === 0 ? new Int32Array(bytes.buffer, bytes.byteOffset, words) : [];
  let marks = 0;
  for (let i = 0; i < view.length; i++) marks |= view[i];
  for (let i = view.length * 4; i < bytes.length; i++) marks |= bytes[i];
  return (marks & 0x80808080) === 0;
}

/**
 * The bytes of a file decompressed by the browser, a piece at a time.
 *
 * @throws Fault file-unreadable, or what the browser says of damaged bytes.
 */
export async function* inflate(
  file: Blob,
  kind: 'gzip' | 'deflate-raw',
): AsyncGenerator<Bytes, void, void> {
  let from = 0;
  let piece = new Uint8Array();
  let used = 0;
  const packed = new ReadableStream<Bytes>(
    {
      async pull(controller) {
        if (used === piece.length) {
          if (from >= file.size) return controller.close();
          piece = await bytesOf(file.slice(from, from + PIECE));
          from += piece.length;
          used = 0;
        }
        controller.enqueue(piece.slice(used, used + SIP));
        used = Math.min(piece.length, used + SIP);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = packed.pipeThrough(new DecompressionStream(kind)).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value as Bytes;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Collects bytes as they are unpacked.
 *
 * @param expected how many there will be about, to tell how far it is.
 * @throws Fault file-too-large, stopped.
 */
export async function collect(
  pieces: AsyncIterable<Bytes>,
  expected: number,
  limit: number,
  watch: Watch,
): Promise<Blob> {
  const batches: Blob[] = [];
  let batch: Bytes[] = [];
  let waiting = 0;
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    checkSize(total, limit);
    batch.push(piece);
    waiting += piece.length;
    if (waiting >= BATCH) {
      batches.push(new Blob(batch));
      batch = [];
      waiting = 0;
      watch.report(Math.min(total, expected), Math.max(1, expected));
      await breathe();
    }
    heed(watch);
  }
  return new Blob([...batches, ...batch]);
}

/** @throws Fault file-too-large */
export function checkSize(bytes: number, limit: number, known = false): void {
  if (bytes <= limit) return;
  throw new Fault('file-too-large', {
    size: writeSize(known ? bytes : limit),
    limit: writeSize(limit),
    unpacked: 1,
    ...(known ? {} : { more: 1 }),
  });
}

/** A watch for a stretch of the work that tells how far the whole of it is. */
export function stretch(watch: Watch, total: number, from: number, to: number): Watch {
  return {
    signal: watch.signal,
    report: (done, of) =>
      watch.report(
        Math.round(total * (from + (to - from) * (of > 0 ? Math.min(1, done / of) : 1))),
        total,
      ),
  };
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** The check sum of zip and gzip, carried on from `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

import { Gunzip } from 'fflate';
import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import { roundDown } from '../memory-limit';
import { type Bytes, bytesOf, checkSize, collect, crc32, inflate, readPieces } from './bytes';
import { writeSize } from './cell-text';

/** Text grows about so much when it is unpacked; only progress depends on it. */
const GROWTH = 5;
/** What is unpacked to see how much it grows, and how much too large the whole must be by that. */
const BEGINNING = 1 << 20;
const CERTAIN = 1.5;
const LF = 10;

/**
 * What a gzip file holds.
 *
 * @throws Fault file-damaged, file-too-large, file-unreadable, stopped.
 */
export async function unpackGzip(file: Blob, limit: number, watch: Watch): Promise<Blob> {
  await refuseLarge(file, limit);
  try {
    return await collect(inflate(file, 'gzip'), file.size * GROWTH, limit, watch);
  } catch (error) {
    if (error instanceof Fault) throw error;
  }
  // Browsers refuse a file of several gzip members one after the other, which is a good one.
  try {
    return await collect(readMembers(file, limit), file.size * GROWTH, limit, watch);
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('file-damaged', { kind: 'gzip' });
  }
}

/**
 * Unpacks the beginning, and refuses the file if the rest would have to be packed much worse to fit.
 *
 * @throws Fault file-too-large, file-unreadable.
 */
async function refuseLarge(file: Blob, limit: number): Promise<void> {
  if (file.size < BEGINNING * 2) return;
  let bytes = 0;
  let lines = 0;
  try {
    for await (const piece of inflate(file.slice(0, BEGINNING), 'gzip')) {
      bytes += piece.length;
      for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) lines++;
      if (bytes > limit) break;
    }
  } catch (error) {
    // The beginning of a packed file ends too early.
    if (error instanceof Fault) throw error;
  }
  const size = (bytes / BEGINNING) * file.size;
  if (size < limit * CERTAIN) return;
  throw new Fault('file-too-large', {
    size: writeSize(size),
    limit: writeSize(limit),
    unpacked: 1,
    ...(lines > 0 ? { rows: roundDown((lines / bytes) * limit) } : {}),
  });
}

/** Unpacks members one after the other and checks each by its sum and size. */
async function* readMembers(file: Blob, limit: number): AsyncGenerator<Bytes, void, void> {
  let made: Bytes[] = [];
  let member = { crc: 0, size: 0 };
  const ended: { end: number; crc: number; size: number }[] = [];
  const gunzip = new Gunzip((bytes) => {
    member = { crc: crc32(bytes, member.crc), size: member.size + bytes.length };
    made.push(bytes as Bytes);
  });
  gunzip.onmember = (start) => {
    ended.push({ end: start, ...member });
    member = { crc: 0, size: 0 };
  };
  let read = 0;
  let total = 0;
  for await (const piece of readPieces(file, 1 << 16)) {
    read += piece.length;
    gunzip.push(piece, read === file.size);
    for (const bytes of made) total += bytes.length;
    checkSize(total, limit);
    yield* made;
    made = [];
  }
  ended.push({ end: file.size, ...member });
  for (const { end, crc, size } of ended) {
    const tail = new DataView((await bytesOf(file.slice(end - 8, end))).buffer);
    if (tail.getUint32(0, true) !== crc || tail.getUint32(4, true) !== size % 2 ** 32)
      throw new Fault('file-damaged', { kind: 'gzip' });
  }
}

import { Fault } from '../core/fault';
import type { Taken } from '../core/table/column';
import { writeSize } from './formats/cell-text';

/** What a table may take while it is read, in bytes. */
export interface MemoryLimit {
  /** Numbers and texts together. */
  readonly all: number;
  /** Texts alone: they share the heap of the engine with everything else. */
  readonly texts: number;
}

/**
 * For a tab of 4 GB: half of it for the table, as pieces of the file and what the engine has not yet
 * cleared away take as much again (docs/decisions/reading.md). Engines give a page a heap of 2 GB on
 * machines with 8 GB of memory and never more than 4 GB; half of the smaller one is for the texts.
 */
export const TAB: MemoryLimit = { all: 2 ** 31, texts: 2 ** 30 };

/** Before so many bytes nothing is said about the rest. */
const FIRST = 1 << 22;
/**
 * How many times too large the whole must promise to be, by the bytes read so far: at first most cells
 * say something new even in columns that repeat, so the promise is too high.
 */
const CERTAIN: readonly (readonly [number, number])[] = [
  [FIRST, 4],
  [1 << 25, 2],
  [1 << 27, 1.25],
];

/** Looks now and then whether what is being read will fit. */
export interface MemoryGauge {
  /**
   * @param done bytes read.
   * @param rows in them.
   * @throws Fault file-too-large
   */
  check(done: number, rows: number, taken: () => Taken): void;
}

/**
 * @param size of what is read, in bytes.
 * @param unpacked whether the file as it was given is another size.
 */
export function createMemoryGauge(
  size: number,
  limit: MemoryLimit = TAB,
  unpacked = false,
): MemoryGauge {
  let before = { done: 0, share: 0 };
  let next = Math.min(FIRST / 2, size / 8);

  const refuse = (share: number, rows: number) =>
    new Fault('file-too-large', {
      size: writeSize(size),
      limit: writeSize(size / share),
      ...(rows > 0 ? { rows: roundDown(rows / share) } : {}),
      ...(unpacked ? { unpacked: 1 } : {}),
    });

  return {
    check(done, rows, taken) {
      const { numbers, texts } = taken();
      const share = Math.max((numbers + texts) / limit.all, texts / limit.texts);
      if (share <= 1 && done < next) return;
      // What came last tells most about what is to come: cells repeat more and more.
      const growth = (share - before.share) / Math.max(1, done - before.done);
      const whole = share + growth * Math.max(0, size - done);
      const byBytes = CERTAIN.findLast(([from]) => done >= from)?.[1] ?? Infinity;
      const byShare = done >= size / 2 ? 1.25 : done >= size / 4 ? 2 : Infinity;
      if (share > 1 || whole > Math.min(byBytes, byShare))
        throw refuse(Math.max(whole, share), (rows * size) / done);
      before = { done, share };
      next = done * 2;
    },
  };
}

/** A figure to two digits, never more than it is. */
export function roundDown(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.floor(value / step) * step;
}

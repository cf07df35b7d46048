import type { Matrix } from '../matrix';
import type { NearBytes, NearFound } from '../ports';
import { ASKED, nearBytes, type NearExports, setAnswer, widthsOf } from './near-kernel';
import { createPlainNear, doubtsOf, middleOf } from './near-plain';
import { openKernel } from './wasm';

/** Rows of bytes that others are compared with, and lists of the best that each row has seen. */
export interface NearRows {
  readonly rows: number;
  /** How long the lists are. */
  readonly most: number;
  /** The largest error of a squared distance by bytes that one in many millions exceeds, by row. */
  readonly doubts: Float64Array;
  /**
   * Compares rows with later ones and offers each to the other's list; calls that cover all pairs once leave the
   * `most` nearest by bytes.
   *
   * @param bFrom a multiple of 4.
   */
  compare(aFrom: number, aRows: number, bFrom: number, bRows: number): void;
  /**
   * Offers rows to the lists of some others.
   *
   * @param asking numbers of at most ASKED rows.
   */
  compareSome(asking: ArrayLike<number>, bFrom: number, bRows: number): void;
  /** Makes the list of a row empty again. */
  forget(row: number): void;
  /** Numbers listed by a row, nearest by bytes first, and those squared distances; -1 and Infinity where none. */
  listOf(row: number): { readonly who: Int32Array; readonly squared: Float32Array };
  /** The rows as they are compared, views; absent without SIMD. */
  readonly bytes?: NearBytes;
  /** Takes the lists of all rows from elsewhere. */
  take(found: NearFound): void;
  /** Float products of a row with those it lists: the same bits as `Arena.dots`. A view until the next call. */
  dotsOf(row: number): Float32Array;
}

/**
 * Copies rows to where they can be compared: by SIMD WebAssembly where the engine has it, else by the plain twin;
 * the same bits.
 *
 * @param order which row stands at each place, -1 for none; rows are numbered by their places then.
 */
export function openNear(features: Matrix, most: number, order?: Int32Array): NearRows {
  const bytes = nearBytes();
  return bytes === undefined
    ? createPlainNear(features, most, order)
    : openWasmNear(features, most, order, bytes);
}

/** @param bytes of a module that the engine can run. */
export function openWasmNear(
  features: Matrix,
  most: number,
  order: Int32Array | undefined,
  bytes: Uint8Array,
): NearRows {
  const { exports: kernel, reserve } = openKernel<NearExports>(bytes);
  const { cols } = features;
  const rows = order?.length ?? features.rows;
  const rowAt = (place: number) => (order === undefined ? place : order[place]);
  const { stride, width } = widthsOf(cols);
  const padded = Math.ceil(rows / 4) * 4;
  const x = reserve(rows * stride * 4);
  const asks = reserve((rows + 1) * width);
  const answers = reserve(padded * width);
  const aAbout = reserve((rows + 1) * 16);
  const bAbout = reserve(padded * 12);
  const names = reserve((rows + 1) * 4);
  const far = reserve(rows * most * 4);
  const who = reserve(rows * most * 4);
  const worst = reserve(padded * 4);
  const someAsk = reserve((ASKED + 1) * width);
  const someAbout = reserve((ASKED + 1) * 16);
  const someNames = reserve((ASKED + 1) * 4);
  const centre = reserve(stride * 4);
  const out = reserve(most * 4);
  const { buffer } = kernel.memory;
  const data = new Float32Array(buffer, x, rows * stride);
  for (let place = 0; place < rows; place++) {
    const row = rowAt(place);
    if (row >= 0) data.set(features.data.subarray(row * cols, (row + 1) * cols), place * stride);
  }
  new Float32Array(buffer, far, rows * most).fill(Infinity);
  new Int32Array(buffer, who, rows * most).fill(-1);
  new Float32Array(buffer, worst, padded).fill(Infinity);
  new Int32Array(buffer, names, rows).forEach((_, row, all) => {
    all[row] = row;
  });

  new Float32Array(buffer, centre, stride).set(middleOf(features));
  const lines = new Float32Array(buffer, aAbout, rows * 4);
  const fours = new Float32Array(buffer, bAbout, padded * 3);
  for (let place = 0; place < padded; place++) {
    if (place >= rows || rowAt(place) < 0) {
      setAnswer(fours, place);
      continue;
    }
    const own = [asks + place * width, answers + place * width, aAbout + place * 16] as const;
    kernel.quantiseRow(x + place * stride * 4, centre, stride, width, ...own);
    setAnswer(fours, place, lines.subarray(place * 4, place * 4 + 4));
  }
  const doubts = doubtsOf(lines, rows);
  for (let place = 0; place < rows; place++) if (rowAt(place) < 0) lines[place * 4] = Infinity;
  const scan = (
    a: { asks: number; rows: number; about: number; names: number },
    bFrom: number,
    bRows: number,
    both: number,
  ) =>
    kernel.scan(
      a.asks,
      a.rows,
      a.about,
      a.names,
      answers + bFrom * width,
      Math.ceil(bRows / 4) * 4,
      bAbout + bFrom * 12,
      bFrom,
      width,
      both,
      most,
      far,
      who,
      worst,
    );
  const held = new Uint8Array(buffer);
  return {
    rows,
    most,
    doubts,
    bytes: {
      rows,
      width,
      asks: new Uint8Array(buffer, asks, rows * width),
      answers: new Int8Array(buffer, answers, rows * width),
      about: lines,
    },
    take(found) {
      new Int32Array(buffer, who, rows * most).set(found.who);
      new Float32Array(buffer, far, rows * most).set(found.squared);
      new Float32Array(buffer, worst, rows).forEach((_, row, all) => {
        all[row] = found.squared[row * most + most - 1];
      });
    },
    compare: (aFrom, aRows, bFrom, bRows) =>
      scan(
        {
          asks: asks + aFrom * width,
          rows: aRows,
          about: aAbout + aFrom * 16,
          names: names + aFrom * 4,
        },
        bFrom,
        bRows,
        1,
      ),
    compareSome(asking, bFrom, bRows) {
      const own = new Int32Array(buffer, someNames, ASKED);
      for (let i = 0; i < asking.length; i++) {
        const row = asking[i];
        own[i] = row;
        held.copyWithin(someAsk + i * width, asks + row * width, asks + (row + 1) * width);
        held.copyWithin(someAbout + i * 16, aAbout + row * 16, aAbout + (row + 1) * 16);
      }
      const a = { asks: someAsk, rows: asking.length, about: someAbout, names: someNames };
      scan(a, bFrom, bRows, 0);
    },
    forget(row) {
      new Float32Array(buffer, far + row * most * 4, most).fill(Infinity);
      new Int32Array(buffer, who + row * most * 4, most).fill(-1);
      new Float32Array(buffer, worst + row * 4, 1)[0] = Infinity;
    },
    listOf: (row) => ({
      who: new Int32Array(buffer, who + row * most * 4, most),
      squared: new Float32Array(buffer, far + row * most * 4, most),
    }),
    dotsOf(row) {
      const listed = new Int32Array(buffer, who + row * most * 4, most);
      let count = most;
      while (count > 0 && listed[count - 1] < 0) count--;
      kernel.dotsOfLists(x, names + row * 4, 1, x, who + row * most * 4, most, stride, out);
      return new Float32Array(buffer, out, count);
    },
  };
}

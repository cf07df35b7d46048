import type { Matrix } from '../matrix';
import { PLAIN_NEAR_BYTES, RELAXED_NEAR_BYTES } from './near-bytes';
import { createPlainNear, doubtsOf, middleOf } from './near-plain';
import { canRun, type KernelExports, openKernel } from './wasm';

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
  /** Numbers listed by a row, nearest by bytes first, and those squared distances; -1 and Infinity where none. */
  listOf(row: number): { readonly who: Int32Array; readonly squared: Float32Array };
  /** Float products of a row with those it lists: the same bits as `Arena.dots`. A view until the next call. */
  dotsOf(row: number): Float32Array;
}

export interface NearExports extends KernelExports {
  quantiseRow(
    x: number,
    count: number,
    bytes: number,
    asks: number,
    answers: number,
    about: number,
  ): void;
  scan(
    asks: number,
    aRows: number,
    aAbout: number,
    aNames: number,
    answers: number,
    bRows: number,
    bAbout: number,
    bFirst: number,
    bytes: number,
    both: number,
    most: number,
    far: number,
    who: number,
    worst: number,
  ): void;
  dotsOfLists(
    x: number,
    own: number,
    rows: number,
    y: number,
    who: number,
    most: number,
    stride: number,
    out: number,
  ): void;
  addRows(x: number, rows: number, stride: number, labels: number, sums: number): void;
}

/** Rows that may ask at once. */
export const ASKED = 256;

/**
 * Copies rows to where they can be compared: by SIMD WebAssembly where the engine has it, else by the plain twin;
 * the same bits.
 *
 * @param order which row stands at each place, -1 for none; rows are numbered by their places then.
 */
export function openNear(features: Matrix, most: number, order?: Int32Array): NearRows {
  const relaxed = canRun(RELAXED_NEAR_BYTES);
  const bytes = relaxed ? RELAXED_NEAR_BYTES : PLAIN_NEAR_BYTES;
  return canRun(bytes)
    ? openWasmNear(features, most, order, bytes)
    : createPlainNear(features, most, order);
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
  const stride = (cols + 3) & ~3;
  const width = Math.ceil(cols / 64) * 64;
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
  const centred = reserve(stride * 4);
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

  const middle = middleOf(features);
  const line = new Float32Array(buffer, centred, stride);
  const lines = new Float32Array(buffer, aAbout, rows * 4);
  const fours = new Float32Array(buffer, bAbout, padded * 3).fill(Infinity);
  for (let place = 0; place < padded; place++) {
    const block = 12 * (place >> 2) + (place & 3);
    if (place >= rows || rowAt(place) < 0) {
      fours[block + 4] = fours[block + 8] = 0;
      continue;
    }
    for (let col = 0; col < cols; col++) line[col] = data[place * stride + col] - middle[col];
    const own = [asks + place * width, answers + place * width, aAbout + place * 16] as const;
    kernel.quantiseRow(centred, stride, width, ...own);
    fours[block] = lines[place * 4];
    fours[block + 4] = lines[place * 4 + 2];
    fours[block + 8] = lines[place * 4 + 3];
  }
  const doubts = doubtsOf(lines, rows);
  const lists = { most, far, who, worst };
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
      lists.most,
      lists.far,
      lists.who,
      lists.worst,
    );
  const held = new Uint8Array(buffer);
  return {
    rows,
    most,
    doubts,
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

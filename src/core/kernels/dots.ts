import type { Matrix } from '../matrix';
import { WASM_BYTES } from './dots-bytes';
import { canRun, type Kernel, type KernelExports, openKernel } from './wasm';

/** Rows held where the kernel can reach them, each padded with zeros to a multiple of 4 floats. */
export interface Held {
  readonly rows: number;
  readonly cols: number;
  /** Floats from one row to the next. */
  readonly stride: number;
  /** Where the first row starts, in bytes. */
  readonly at: number;
}

/**
 * Memory for dot products. Reserve everything first and take views after: reserving more may move
 * the memory, and older views then read as empty.
 */
export interface Arena {
  /** Copies a matrix in. */
  place(matrix: Matrix): Held;
  /** Room for rows x cols floats, zero. */
  reserve(rows: number, cols: number): Held;
  /** The floats of a held block, padding included. */
  view(held: Held): Float32Array;
  /**
   * Dot products of rows `aFrom ..< aFrom + aRows` of `a` with rows `bFrom ..< bFrom + bRows` of
   * `b`, written to the first `aRows` rows and `bRows` columns of `out`.
   */
  dots(
    a: Held,
    aFrom: number,
    aRows: number,
    b: Held,
    bFrom: number,
    bRows: number,
    out: Held,
  ): void;
  /** Room for what rows of groups add up to. */
  reserveSums(rows: number, groups: number, cols: number): Sums;
  /**
   * Adds up rows by their groups, in their order and in doubles.
   *
   * @param labels the groups of rows 0, 1, ... of `a`, as many as there is room for at most.
   * @returns groups x stride, a view until the next call.
   */
  addRows(a: Held, labels: Int32Array, sums: Sums): Float64Array;
  /** To be called when nothing of it is used any more; see `Kernel.close`. */
  close(): void;
}

/** Where sums of rows are kept: see `Arena.addRows`. */
export interface Sums {
  readonly labels: number;
  readonly sums: number;
  /** How many doubles. */
  readonly length: number;
}

export interface DotsExports extends KernelExports {
  dots(
    a: number,
    rows: number,
    b: number,
    cols: number,
    stride: number,
    out: number,
    outStride: number,
  ): void;
  addRows(x: number, rows: number, stride: number, labels: number, sums: number): void;
}

/** An arena on SIMD WebAssembly where the engine has it, else on its plain twin: same bits. */
export function createArena(): Arena {
  return hasSimd() ? arenaOn(openKernel<DotsExports>(WASM_BYTES)) : createPlainArena();
}

/** True when the engine runs the SIMD kernels. */
export function hasSimd(): boolean {
  return canRun(WASM_BYTES);
}

function strideOf(cols: number): number {
  return (cols + 3) & ~3;
}

function fill(view: Float32Array, stride: number, matrix: Matrix): void {
  if (stride === matrix.cols) return view.set(matrix.data.subarray(0, matrix.rows * stride));
  for (let row = 0; row < matrix.rows; row++)
    view.set(matrix.data.subarray(row * matrix.cols, (row + 1) * matrix.cols), row * stride);
}

/** An arena in the memory of a kernel that has the loops. */
export function arenaOn({ exports: kernel, reserve, close }: Kernel<DotsExports>): Arena {
  const arena: Arena = {
    reserve(rows, cols) {
      const stride = strideOf(cols);
      return { rows, cols, stride, at: reserve(rows * stride * 4) };
    },
    place(matrix) {
      const held = arena.reserve(matrix.rows, matrix.cols);
      fill(arena.view(held), held.stride, matrix);
      return held;
    },
    view: (held) => new Float32Array(kernel.memory.buffer, held.at, held.rows * held.stride),
    dots(a, aFrom, aRows, b, bFrom, bRows, out) {
      kernel.dots(
        a.at + aFrom * a.stride * 4,
        aRows,
        b.at + bFrom * b.stride * 4,
        bRows,
        a.stride,
        out.at,
        out.stride,
      );
    },
    reserveSums(rows, groups, cols) {
      const length = groups * strideOf(cols);
      return { labels: reserve(rows * 4), sums: reserve(length * 8), length };
    },
    addRows(a, labels, { labels: at, sums, length }) {
      const { buffer } = kernel.memory;
      new Int32Array(buffer, at, labels.length).set(labels);
      const found = new Float64Array(buffer, sums, length).fill(0);
      kernel.addRows(a.at, labels.length, a.stride, at, sums);
      return found;
    },
    close,
  };
  return arena;
}

/** The twin without WebAssembly: the same sums in the same order, hence the same bits. */
export function createPlainArena(): Arena {
  const blocks = new Map<number, Float32Array>();
  let next = 0;

  const arena: Arena = {
    reserve(rows, cols) {
      const stride = strideOf(cols);
      const held = { rows, cols, stride, at: next };
      blocks.set(next, new Float32Array(rows * stride));
      next += Math.max(1, rows * stride) * 4;
      return held;
    },
    place(matrix) {
      const held = arena.reserve(matrix.rows, matrix.cols);
      fill(arena.view(held), held.stride, matrix);
      return held;
    },
    view: (held) => blocks.get(held.at) as Float32Array,
    dots(a, aFrom, aRows, b, bFrom, bRows, out) {
      const x = arena.view(a);
      const y = arena.view(b);
      const to = arena.view(out);
      const fround = Math.fround;
      for (let i = 0; i < aRows; i++) {
        const from = (aFrom + i) * a.stride;
        for (let j = 0; j < bRows; j++) {
          const other = (bFrom + j) * b.stride;
          let s0 = fround(0);
          let s1 = fround(0);
          let s2 = fround(0);
          let s3 = fround(0);
          for (let at = 0; at < a.stride; at += 4) {
            s0 = fround(s0 + fround(x[from + at] * y[other + at]));
            s1 = fround(s1 + fround(x[from + at + 1] * y[other + at + 1]));
            s2 = fround(s2 + fround(x[from + at + 2] * y[other + at + 2]));
            s3 = fround(s3 + fround(x[from + at + 3] * y[other + at + 3]));
          }
          to[i * out.stride + j] = fround(fround(s0 + s1) + fround(s2 + s3));
        }
      }
    },
    reserveSums: (_, groups, cols) => ({ labels: 0, sums: 0, length: groups * strideOf(cols) }),
    addRows(a, labels, { length }) {
      const x = arena.view(a);
      const found = new Float64Array(length);
      for (let row = 0; row < labels.length; row++) {
        const to = labels[row] * a.stride;
        for (let col = 0; col < a.stride; col++) found[to + col] += x[row * a.stride + col];
      }
      return found;
    },
    close: () => blocks.clear(),
  };
  return arena;
}

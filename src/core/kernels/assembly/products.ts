// Products of activations in seven bits with weights in eight. All ways of summing give the same bits: the sums
// are whole numbers.
//
// Weights lie in groups of eight columns: of each four inputs in turn the bytes of columns 0 to 3, four after four,
// then those of columns 4 to 7. Four activations, repeated, meet a group's weights in two vectors, and the sums of
// columns end in lanes of their own.

import { GROUP, store } from './settle';

/** Products of signed bytes with 7-bit ones, each four neighbours added to a sum. */
// @ts-ignore: decorator
@inline
function four(w: v128, x: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i32x4.relaxed_dot_i8x16_i7x16_add_s(w, x, sum) : w;
}

/**
 * out = x . weights + biases, where row r of x is lowest_r + step_r x q_r with q in 0 to 127, and column c of
 * the weights is scale_c x w_c with w signed bytes. Each sum of four in 32 bits at once. Only with relaxed SIMD.
 *
 * @param q rows x depth bytes; depth a multiple of 16, cols of 8.
 * @param steps two floats a row: step and lowest.
 * @param w the weights, in groups.
 * @param columns three floats a column, four columns together: 4 scales, 4 sums of the weights, 4 biases.
 * @param out rows x cols floats.
 */
export function product(
  q: usize,
  steps: usize,
  rows: i32,
  depth: i32,
  w: usize,
  columns: usize,
  cols: i32,
  out: usize,
): void {
  const bytes = <usize>depth;
  const outBytes = (<usize>cols) << 2;
  const size = bytes * GROUP;
  for (let col = 0; col < cols; col += GROUP) {
    for (let row = 0; row < rows; row += 4) {
      const last = rows - row - 1;
      let q0 = q + <usize>row * bytes;
      let q1 = q0 + (last > 0 ? bytes : 0);
      let q2 = q1 + (last > 1 ? bytes : 0);
      let q3 = q2 + (last > 2 ? bytes : 0);
      let s0 = i32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let t0 = s0;
      let t1 = s0;
      let t2 = s0;
      let t3 = s0;
      const end = w + size;
      for (let at = w; at < end; at += 32) {
        const y0 = v128.load(at);
        const y1 = v128.load(at, 16);
        let x = v128.load32_splat(q0);
        s0 = four(y0, x, s0);
        t0 = four(y1, x, t0);
        x = v128.load32_splat(q1);
        s1 = four(y0, x, s1);
        t1 = four(y1, x, t1);
        x = v128.load32_splat(q2);
        s2 = four(y0, x, s2);
        t2 = four(y1, x, t2);
        x = v128.load32_splat(q3);
        s3 = four(y0, x, s3);
        t3 = four(y1, x, t3);
        q0 += 4;
        q1 += 4;
        q2 += 4;
        q3 += 4;
      }
      const to = out + <usize>row * outBytes;
      store(s0, t0, steps, row, columns, to);
      if (last > 0) store(s1, t1, steps, row + 1, columns, to + outBytes);
      if (last > 1) store(s2, t2, steps, row + 2, columns, to + 2 * outBytes);
      if (last > 2) store(s3, t3, steps, row + 3, columns, to + 3 * outBytes);
    }
    w += size;
    columns += 12 * GROUP;
    out += 4 * GROUP;
  }
}

/** Bytes to 16 bits; count a multiple of 8. */
export function widen(from: usize, count: i32, to: usize): void {
  const end = from + <usize>count;
  for (; from < end; from += 8) {
    v128.store(to, v128.load_ext<i8>(from));
    to += 16;
  }
}

/** Sums of two columns each, in halves, to the sums of four. */
// @ts-ignore: decorator
@inline
function join(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}

/**
 * As `product`, on every engine with SIMD: 16-bit products of widened bytes.
 *
 * @param q rows x depth numbers of 16 bits.
 */
export function productOfWide(
  q: usize,
  steps: usize,
  rows: i32,
  depth: i32,
  w: usize,
  columns: usize,
  cols: i32,
  out: usize,
): void {
  const bytes = (<usize>depth) << 1;
  const outBytes = (<usize>cols) << 2;
  const size = <usize>depth * GROUP;
  for (let col = 0; col < cols; col += GROUP) {
    for (let row = 0; row < rows; row += 2) {
      const both = row + 1 < rows;
      let q0 = q + <usize>row * bytes;
      let q1 = q0 + (both ? bytes : 0);
      let s0 = i32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let t0 = s0;
      let t1 = s0;
      let t2 = s0;
      let t3 = s0;
      const end = w + size;
      for (let at = w; at < end; at += 32) {
        const x0 = v128.load64_splat(q0);
        const x1 = v128.load64_splat(q1);
        let y = v128.load_ext<i8>(at);
        s0 = i32x4.add(s0, i32x4.dot_i16x8_s(y, x0));
        t0 = i32x4.add(t0, i32x4.dot_i16x8_s(y, x1));
        y = v128.load_ext<i8>(at, 8);
        s1 = i32x4.add(s1, i32x4.dot_i16x8_s(y, x0));
        t1 = i32x4.add(t1, i32x4.dot_i16x8_s(y, x1));
        y = v128.load_ext<i8>(at, 16);
        s2 = i32x4.add(s2, i32x4.dot_i16x8_s(y, x0));
        t2 = i32x4.add(t2, i32x4.dot_i16x8_s(y, x1));
        y = v128.load_ext<i8>(at, 24);
        s3 = i32x4.add(s3, i32x4.dot_i16x8_s(y, x0));
        t3 = i32x4.add(t3, i32x4.dot_i16x8_s(y, x1));
        q0 += 8;
        q1 += 8;
      }
      const to = out + <usize>row * outBytes;
      store(join(s0, s1), join(s2, s3), steps, row, columns, to);
      if (both) store(join(t0, t1), join(t2, t3), steps, row + 1, columns, to + outBytes);
    }
    w += size;
    columns += 12 * GROUP;
    out += 4 * GROUP;
  }
}

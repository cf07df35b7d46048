// The hot loop of Enclave: dot products of many rows with many rows. Compiled by AssemblyScript
// with --enable simd. kernels/dots.ts holds the memory and the plain twin, which gives the same
// bits: four partial sums by lane, then (0 + 1) + (2 + 3).

import { total } from './sums';

/**
 * out[i * outStride + j] = a_i . b_j for rows i of a and j of b.
 * Strides count floats; that of a and b is a multiple of 4 and the padding is zero.
 */
export function dots(
  a: usize,
  rows: i32,
  b: usize,
  cols: i32,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  const bytes = (<usize>stride) << 2;
  const outBytes = (<usize>outStride) << 2;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const a0 = a + <usize>i * bytes;
    const a1 = a0 + bytes;
    const a2 = a1 + bytes;
    const a3 = a2 + bytes;
    const o0 = out + <usize>i * outBytes;
    const o1 = o0 + outBytes;
    const o2 = o1 + outBytes;
    const o3 = o2 + outBytes;
    let j = 0;
    for (; j + 2 <= cols; j += 2) {
      const b0 = b + <usize>j * bytes;
      const b1 = b0 + bytes;
      let s00 = f32x4.splat(0);
      let s01 = s00;
      let s10 = s00;
      let s11 = s00;
      let s20 = s00;
      let s21 = s00;
      let s30 = s00;
      let s31 = s00;
      for (let at: usize = 0; at < bytes; at += 16) {
        const y0 = v128.load(b0 + at);
        const y1 = v128.load(b1 + at);
        let x = v128.load(a0 + at);
        s00 = f32x4.add(s00, f32x4.mul(x, y0));
        s01 = f32x4.add(s01, f32x4.mul(x, y1));
        x = v128.load(a1 + at);
        s10 = f32x4.add(s10, f32x4.mul(x, y0));
        s11 = f32x4.add(s11, f32x4.mul(x, y1));
        x = v128.load(a2 + at);
        s20 = f32x4.add(s20, f32x4.mul(x, y0));
        s21 = f32x4.add(s21, f32x4.mul(x, y1));
        x = v128.load(a3 + at);
        s30 = f32x4.add(s30, f32x4.mul(x, y0));
        s31 = f32x4.add(s31, f32x4.mul(x, y1));
      }
      const to = (<usize>j) << 2;
      f32.store(o0 + to, total(s00));
      f32.store(o0 + to + 4, total(s01));
      f32.store(o1 + to, total(s10));
      f32.store(o1 + to + 4, total(s11));
      f32.store(o2 + to, total(s20));
      f32.store(o2 + to + 4, total(s21));
      f32.store(o3 + to, total(s30));
      f32.store(o3 + to + 4, total(s31));
    }
    for (; j < cols; j++) {
      const b0 = b + <usize>j * bytes;
      const to = (<usize>j) << 2;
      f32.store(o0 + to, one(a0, b0, bytes));
      f32.store(o1 + to, one(a1, b0, bytes));
      f32.store(o2 + to, one(a2, b0, bytes));
      f32.store(o3 + to, one(a3, b0, bytes));
    }
  }
  for (; i < rows; i++) {
    const a0 = a + <usize>i * bytes;
    const o0 = out + <usize>i * outBytes;
    for (let j = 0; j < cols; j++) {
      f32.store(o0 + ((<usize>j) << 2), one(a0, b + <usize>j * bytes, bytes));
    }
  }
}

function one(a: usize, b: usize, bytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(a + at), v128.load(b + at)));
  }
  return total(sum);
}

/**
 * Adds rows to the sums of their groups, in their order and in doubles.
 *
 * @param x rows x stride floats; stride a multiple of 4.
 * @param labels one a row.
 * @param sums groups x stride doubles.
 */
export function addRows(x: usize, rows: i32, stride: i32, labels: usize, sums: usize): void {
  const bytes = (<usize>stride) << 2;
  for (let row = 0; row < rows; row++) {
    const from = x + <usize>row * bytes;
    const to = sums + ((<usize>i32.load(labels + ((<usize>row) << 2)) * bytes) << 1);
    for (let at: usize = 0; at < bytes; at += 16) {
      const v = v128.load(from + at);
      const own = to + (at << 1);
      v128.store(own, f64x2.add(v128.load(own), f64x2.promote_low_f32x4(v)));
      v128.store(
        own,
        f64x2.add(v128.load(own, 16), f64x2.promote_low_f32x4(v128.shuffle<i32>(v, v, 2, 3, 2, 3))),
        16,
      );
    }
  }
}

/** The first byte that the loops may use. */
export function base(): usize {
  return __heap_base;
}

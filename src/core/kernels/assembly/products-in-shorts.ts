// Products whose sums are gathered in 16 bits first; see products.ts.

import { GROUP, store } from './settle';
import { pair } from './sums';

/**
 * As `product`, for processors on which a dot product in 32 bits takes several steps: sums of several products are
 * gathered in 16 bits first. Only with relaxed SIMD.
 *
 * @param depth a multiple of 32, and of 24 where six are added.
 * @param chains one byte a group: how many products may be added before a sum could leave 16 bits: 8, 6, 4 or 1.
 */
export function productInShorts(
  q: usize,
  steps: usize,
  rows: i32,
  depth: i32,
  w: usize,
  columns: usize,
  cols: i32,
  out: usize,
  chains: usize,
): void {
  const bytes = <usize>depth;
  const outBytes = (<usize>cols) << 2;
  // Ones that the engine takes for a variable, so that they stay in a register.
  const ones = i16x8.splat(<i16>(depth / depth));
  for (let col = 0; col < cols; col += GROUP) {
    const chain = load<u8>(chains);
    if (chain == 8) groupBy8(q, steps, rows, bytes, w, columns, out, outBytes, ones);
    else if (chain == 6) groupBy6(q, steps, rows, bytes, w, columns, out, outBytes, ones);
    else if (chain == 4) groupBy4(q, steps, rows, bytes, w, columns, out, outBytes, ones);
    else groupBy1(q, steps, rows, bytes, w, columns, out, outBytes, ones);
    w += bytes * GROUP;
    columns += 12 * GROUP;
    out += 4 * GROUP;
    chains++;
  }
}

/** A group of which no two products may be added in 16 bits. */
function groupBy1(
  q: usize,
  steps: usize,
  rows: i32,
  bytes: usize,
  w: usize,
  about: usize,
  out: usize,
  outBytes: usize,
  ones: v128,
): void {
  const end = w + bytes * GROUP;
  for (let row = 0; row < rows; row += 2) {
    const both = row + 1 < rows;
    let q0 = q + <usize>row * bytes;
    let q1 = q0 + (both ? bytes : 0);
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let t0 = s0;
    let t1 = s0;
    for (let at = w; at < end; at += 32) {
      const x0 = v128.load32_splat(q0);
      const x1 = v128.load32_splat(q1);
      const y0 = v128.load(at);
      const y1 = v128.load(at, 16);
      const a0 = pair(y0, x0);
      const a1 = pair(y0, x1);
      const b0 = pair(y1, x0);
      const b1 = pair(y1, x1);
      q0 += 4;
      q1 += 4;
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(a0, ones));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(a1, ones));
      t0 = i32x4.add(t0, i32x4.dot_i16x8_s(b0, ones));
      t1 = i32x4.add(t1, i32x4.dot_i16x8_s(b1, ones));
    }
    const to = out + <usize>row * outBytes;
    store(s0, t0, steps, row, about, to);
    if (both) store(s1, t1, steps, row + 1, about, to + outBytes);
  }
}

/** A group of which four products may be added in 16 bits. The order counts: products first, then what adds them. */
function groupBy4(
  q: usize,
  steps: usize,
  rows: i32,
  bytes: usize,
  w: usize,
  about: usize,
  out: usize,
  outBytes: usize,
  ones: v128,
): void {
  const end = w + bytes * GROUP;
  for (let row = 0; row < rows; row += 2) {
    const both = row + 1 < rows;
    let q0 = q + <usize>row * bytes;
    let q1 = q0 + (both ? bytes : 0);
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let t0 = s0;
    let t1 = s0;
    for (let at = w; at < end; at += 128) {
      let x0 = v128.load32_splat(q0);
      let x1 = v128.load32_splat(q1);
      let y0 = v128.load(at);
      let y1 = v128.load(at, 16);
      let a0 = pair(y0, x0);
      let a1 = pair(y0, x1);
      let b0 = pair(y1, x0);
      let b1 = pair(y1, x1);
      x0 = v128.load32_splat(q0, 4);
      x1 = v128.load32_splat(q1, 4);
      y0 = v128.load(at, 32);
      y1 = v128.load(at, 48);
      let p0 = pair(y0, x0);
      let p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 8);
      x1 = v128.load32_splat(q1, 8);
      y0 = v128.load(at, 64);
      y1 = v128.load(at, 80);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 12);
      x1 = v128.load32_splat(q1, 12);
      y0 = v128.load(at, 96);
      y1 = v128.load(at, 112);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      q0 += 16;
      q1 += 16;
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(a0, ones));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(a1, ones));
      t0 = i32x4.add(t0, i32x4.dot_i16x8_s(b0, ones));
      t1 = i32x4.add(t1, i32x4.dot_i16x8_s(b1, ones));
    }
    const to = out + <usize>row * outBytes;
    store(s0, t0, steps, row, about, to);
    if (both) store(s1, t1, steps, row + 1, about, to + outBytes);
  }
}

/** A group of which six products may be added in 16 bits. */
function groupBy6(
  q: usize,
  steps: usize,
  rows: i32,
  bytes: usize,
  w: usize,
  about: usize,
  out: usize,
  outBytes: usize,
  ones: v128,
): void {
  const end = w + bytes * GROUP;
  for (let row = 0; row < rows; row += 2) {
    const both = row + 1 < rows;
    let q0 = q + <usize>row * bytes;
    let q1 = q0 + (both ? bytes : 0);
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let t0 = s0;
    let t1 = s0;
    for (let at = w; at < end; at += 192) {
      let x0 = v128.load32_splat(q0);
      let x1 = v128.load32_splat(q1);
      let y0 = v128.load(at);
      let y1 = v128.load(at, 16);
      let a0 = pair(y0, x0);
      let a1 = pair(y0, x1);
      let b0 = pair(y1, x0);
      let b1 = pair(y1, x1);
      x0 = v128.load32_splat(q0, 4);
      x1 = v128.load32_splat(q1, 4);
      y0 = v128.load(at, 32);
      y1 = v128.load(at, 48);
      let p0 = pair(y0, x0);
      let p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 8);
      x1 = v128.load32_splat(q1, 8);
      y0 = v128.load(at, 64);
      y1 = v128.load(at, 80);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 12);
      x1 = v128.load32_splat(q1, 12);
      y0 = v128.load(at, 96);
      y1 = v128.load(at, 112);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 16);
      x1 = v128.load32_splat(q1, 16);
      y0 = v128.load(at, 128);
      y1 = v128.load(at, 144);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 20);
      x1 = v128.load32_splat(q1, 20);
      y0 = v128.load(at, 160);
      y1 = v128.load(at, 176);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      q0 += 24;
      q1 += 24;
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(a0, ones));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(a1, ones));
      t0 = i32x4.add(t0, i32x4.dot_i16x8_s(b0, ones));
      t1 = i32x4.add(t1, i32x4.dot_i16x8_s(b1, ones));
    }
    const to = out + <usize>row * outBytes;
    store(s0, t0, steps, row, about, to);
    if (both) store(s1, t1, steps, row + 1, about, to + outBytes);
  }
}

/** A group of which eight products may be added in 16 bits. */
function groupBy8(
  q: usize,
  steps: usize,
  rows: i32,
  bytes: usize,
  w: usize,
  about: usize,
  out: usize,
  outBytes: usize,
  ones: v128,
): void {
  const end = w + bytes * GROUP;
  for (let row = 0; row < rows; row += 2) {
    const both = row + 1 < rows;
    let q0 = q + <usize>row * bytes;
    let q1 = q0 + (both ? bytes : 0);
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let t0 = s0;
    let t1 = s0;
    for (let at = w; at < end; at += 256) {
      let x0 = v128.load32_splat(q0);
      let x1 = v128.load32_splat(q1);
      let y0 = v128.load(at);
      let y1 = v128.load(at, 16);
      let a0 = pair(y0, x0);
      let a1 = pair(y0, x1);
      let b0 = pair(y1, x0);
      let b1 = pair(y1, x1);
      x0 = v128.load32_splat(q0, 4);
      x1 = v128.load32_splat(q1, 4);
      y0 = v128.load(at, 32);
      y1 = v128.load(at, 48);
      let p0 = pair(y0, x0);
      let p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 8);
      x1 = v128.load32_splat(q1, 8);
      y0 = v128.load(at, 64);
      y1 = v128.load(at, 80);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 12);
      x1 = v128.load32_splat(q1, 12);
      y0 = v128.load(at, 96);
      y1 = v128.load(at, 112);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 16);
      x1 = v128.load32_splat(q1, 16);
      y0 = v128.load(at, 128);
      y1 = v128.load(at, 144);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 20);
      x1 = v128.load32_splat(q1, 20);
      y0 = v128.load(at, 160);
      y1 = v128.load(at, 176);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 24);
      x1 = v128.load32_splat(q1, 24);
      y0 = v128.load(at, 192);
      y1 = v128.load(at, 208);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      x0 = v128.load32_splat(q0, 28);
      x1 = v128.load32_splat(q1, 28);
      y0 = v128.load(at, 224);
      y1 = v128.load(at, 240);
      p0 = pair(y0, x0);
      p1 = pair(y0, x1);
      a0 = i16x8.add(a0, p0);
      a1 = i16x8.add(a1, p1);
      p0 = pair(y1, x0);
      p1 = pair(y1, x1);
      b0 = i16x8.add(b0, p0);
      b1 = i16x8.add(b1, p1);
      q0 += 32;
      q1 += 32;
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(a0, ones));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(a1, ones));
      t0 = i32x4.add(t0, i32x4.dot_i16x8_s(b0, ones));
      t1 = i32x4.add(t1, i32x4.dot_i16x8_s(b1, ones));
    }
    const to = out + <usize>row * outBytes;
    store(s0, t0, steps, row, about, to);
    if (both) store(s1, t1, steps, row + 1, about, to + outBytes);
  }
}

// The forward pass of a BERT encoder, part by part. Compiled by AssemblyScript twice: with relaxed SIMD, whose
// dot products of signed with 7-bit bytes are several times quicker, and without. Integer sums are exact in
// both, and floats are added in one order, so that both give the same bits.

import { gather, sumOf64, total } from './sums';

/** Columns of a product that are made at a time, and rows. */
const WIDE = 4;

/** What an integer sum stands for: bias + scale x (step x sum + lowest x sum of the weights). */
// @ts-ignore: decorator
@inline
function settle(
  sums: v128,
  step: v128,
  lowest: v128,
  scales: v128,
  weightSums: v128,
  biases: v128,
): v128 {
  const plain = f32x4.add(
    f32x4.mul(step, f32x4.convert_i32x4_s(sums)),
    f32x4.mul(lowest, weightSums),
  );
  return f32x4.add(biases, f32x4.mul(scales, plain));
}

/**
 * out = x . weights + biases, where row r of x is lowest_r + step_r x q_r with q in 0 to 127, and column c of
 * the weights is scale_c x w_c with w signed bytes.
 *
 * @param q rows x depth bytes; depth a multiple of 16, cols of 4.
 * @param steps two floats a row: step and lowest.
 * @param w cols x depth bytes: one column after the other.
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
  for (let col = 0; col < cols; col += WIDE) {
    const at = <usize>col;
    const about = columns + at * 12;
    panel(q, steps, rows, 0, bytes, w + at * bytes, about, out + (at << 2), outBytes, true);
  }
}

/** Four columns of a product, from a row on; `direct`: by the relaxed dot product in 32 bits where there is one. */
function panel(
  q: usize,
  steps: usize,
  rows: i32,
  row: i32,
  bytes: usize,
  w0: usize,
  about: usize,
  out: usize,
  outBytes: usize,
  direct: bool,
): void {
  const w1 = w0 + bytes;
  const w2 = w1 + bytes;
  const w3 = w2 + bytes;
  const scales = v128.load(about);
  const weightSums = v128.load(about, 16);
  const biases = v128.load(about, 32);
  for (; row + 2 <= rows; row += 2) {
    const q0 = q + <usize>row * bytes;
    const q1 = q0 + bytes;
    let s00 = i32x4.splat(0);
    let s01 = s00;
    let s02 = s00;
    let s03 = s00;
    let s10 = s00;
    let s11 = s00;
    let s12 = s00;
    let s13 = s00;
    if (ASC_FEATURE_RELAXED_SIMD && direct) {
      for (let at: usize = 0; at < bytes; at += 16) {
        const x0 = v128.load(q0 + at);
        const x1 = v128.load(q1 + at);
        let y = v128.load(w0 + at);
        s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(y, x0, s00);
        s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(y, x1, s10);
        y = v128.load(w1 + at);
        s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(y, x0, s01);
        s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(y, x1, s11);
        y = v128.load(w2 + at);
        s02 = i32x4.relaxed_dot_i8x16_i7x16_add_s(y, x0, s02);
        s12 = i32x4.relaxed_dot_i8x16_i7x16_add_s(y, x1, s12);
        y = v128.load(w3 + at);
        s03 = i32x4.relaxed_dot_i8x16_i7x16_add_s(y, x0, s03);
        s13 = i32x4.relaxed_dot_i8x16_i7x16_add_s(y, x1, s13);
      }
    } else {
      for (let at: usize = 0; at < bytes; at += 8) {
        const x0 = v128.load_ext<i8>(q0 + at);
        const x1 = v128.load_ext<i8>(q1 + at);
        let y = v128.load_ext<i8>(w0 + at);
        s00 = i32x4.add(s00, i32x4.dot_i16x8_s(y, x0));
        s10 = i32x4.add(s10, i32x4.dot_i16x8_s(y, x1));
        y = v128.load_ext<i8>(w1 + at);
        s01 = i32x4.add(s01, i32x4.dot_i16x8_s(y, x0));
        s11 = i32x4.add(s11, i32x4.dot_i16x8_s(y, x1));
        y = v128.load_ext<i8>(w2 + at);
        s02 = i32x4.add(s02, i32x4.dot_i16x8_s(y, x0));
        s12 = i32x4.add(s12, i32x4.dot_i16x8_s(y, x1));
        y = v128.load_ext<i8>(w3 + at);
        s03 = i32x4.add(s03, i32x4.dot_i16x8_s(y, x0));
        s13 = i32x4.add(s13, i32x4.dot_i16x8_s(y, x1));
      }
    }
    const to = out + <usize>row * outBytes;
    const own = steps + ((<usize>row) << 3);
    v128.store(
      to,
      settle(
        gather(s00, s01, s02, s03),
        v128.load32_splat(own),
        v128.load32_splat(own, 4),
        scales,
        weightSums,
        biases,
      ),
    );
    v128.store(
      to + outBytes,
      settle(
        gather(s10, s11, s12, s13),
        v128.load32_splat(own, 8),
        v128.load32_splat(own, 12),
        scales,
        weightSums,
        biases,
      ),
    );
  }
  if (row < rows) {
    const q0 = q + <usize>row * bytes;
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let at: usize = 0; at < bytes; at += 8) {
      const x = v128.load_ext<i8>(q0 + at);
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load_ext<i8>(w0 + at), x));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load_ext<i8>(w1 + at), x));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.load_ext<i8>(w2 + at), x));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.load_ext<i8>(w3 + at), x));
    }
    const own = steps + ((<usize>row) << 3);
    v128.store(
      out + <usize>row * outBytes,
      settle(
        gather(s0, s1, s2, s3),
        v128.load32_splat(own),
        v128.load32_splat(own, 4),
        scales,
        weightSums,
        biases,
      ),
    );
  }
}

/**
 * As `product`, and the same bits, for processors on which a dot product in 32 bits takes several steps: sums of
 * 64 weights are gathered in 16 bits first. Only with relaxed SIMD.
 *
 * @param depth a multiple of 64.
 * @param narrow one byte for four columns: whether no such sum of theirs can leave 16 bits.
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
  narrow: usize,
): void {
  const bytes = <usize>depth;
  const outBytes = (<usize>cols) << 2;
  for (let col = 0; col < cols; col += WIDE) {
    const w0 = w + <usize>col * bytes;
    const w1 = w0 + bytes;
    const w2 = w1 + bytes;
    const w3 = w2 + bytes;
    const about = columns + <usize>col * 12;
    const to = out + ((<usize>col) << 2);
    if (load<u8>(narrow + ((<usize>col) >> 2)) == 0) {
      panel(q, steps, rows, 0, bytes, w0, about, to, outBytes, false);
      continue;
    }
    const scales = v128.load(about);
    const weightSums = v128.load(about, 16);
    const biases = v128.load(about, 32);
    let row = 0;
    for (; row + 2 <= rows; row += 2) {
      const q0 = q + <usize>row * bytes;
      const q1 = q0 + bytes;
      let s00 = i32x4.splat(0);
      let s01 = s00;
      let s10 = s00;
      let s11 = s00;
      for (let at: usize = 0; at < bytes; at += 64) {
        const a0 = v128.load(q0 + at);
        const a1 = v128.load(q0 + at, 16);
        const a2 = v128.load(q0 + at, 32);
        const a3 = v128.load(q0 + at, 48);
        const b0 = v128.load(q1 + at);
        const b1 = v128.load(q1 + at, 16);
        const b2 = v128.load(q1 + at, 32);
        const b3 = v128.load(q1 + at, 48);
        s00 = i32x4.add(s00, sumOf64(w0 + at, a0, a1, a2, a3));
        s10 = i32x4.add(s10, sumOf64(w0 + at, b0, b1, b2, b3));
        s01 = i32x4.add(s01, sumOf64(w1 + at, a0, a1, a2, a3));
        s11 = i32x4.add(s11, sumOf64(w1 + at, b0, b1, b2, b3));
      }
      let s02 = i32x4.splat(0);
      let s03 = s02;
      let s12 = s02;
      let s13 = s02;
      for (let at: usize = 0; at < bytes; at += 64) {
        const a0 = v128.load(q0 + at);
        const a1 = v128.load(q0 + at, 16);
        const a2 = v128.load(q0 + at, 32);
        const a3 = v128.load(q0 + at, 48);
        const b0 = v128.load(q1 + at);
        const b1 = v128.load(q1 + at, 16);
        const b2 = v128.load(q1 + at, 32);
        const b3 = v128.load(q1 + at, 48);
        s02 = i32x4.add(s02, sumOf64(w2 + at, a0, a1, a2, a3));
        s12 = i32x4.add(s12, sumOf64(w2 + at, b0, b1, b2, b3));
        s03 = i32x4.add(s03, sumOf64(w3 + at, a0, a1, a2, a3));
        s13 = i32x4.add(s13, sumOf64(w3 + at, b0, b1, b2, b3));
      }
      const own = steps + ((<usize>row) << 3);
      const here = to + <usize>row * outBytes;
      v128.store(
        here,
        settle(
gather(s00, s01, s02, s03),
          v128.load32_splat(own),
          v128.load32_splat(own, 4),
          scales,
          weightSums,
          biases,
        ),
      );
      v128.store(
        here + outBytes,
        settle(
gather(s10, s11, s12, s13),
          v128.load32_splat(own, 8),
          v128.load32_splat(own, 12),
          scales,
          weightSums,
          biases,
        ),
      );
    }
    panel(q, steps, rows, row, bytes, w0, about, to, outBytes, false);
  }
}

/**
 * Each row to whole numbers from 0 to 127: x = lowest + step x q.
 *
 * @param x rows x cols floats; cols a multiple of 16.
 * @param q rows x cols bytes.
 * @param steps two floats a row: step and lowest.
 */
export function quantise(x: usize, rows: i32, cols: i32, q: usize, steps: usize): void {
  const bytes = (<usize>cols) << 2;
  for (let row = 0; row < rows; row++) {
    let low = v128.load(x);
    let high = low;
    for (let at: usize = 16; at < bytes; at += 16) {
      const v = v128.load(x + at);
      low = f32x4.pmin(low, v);
      high = f32x4.pmax(high, v);
    }
    const lowest = min(
      min(f32x4.extract_lane(low, 0), f32x4.extract_lane(low, 1)),
      min(f32x4.extract_lane(low, 2), f32x4.extract_lane(low, 3)),
    );
    const highest = max(
      max(f32x4.extract_lane(high, 0), f32x4.extract_lane(high, 1)),
      max(f32x4.extract_lane(high, 2), f32x4.extract_lane(high, 3)),
    );
    const step: f32 = (highest - lowest) / 127;
    f32.store(steps, step);
    f32.store(steps, lowest, 4);
    const back = f32x4.splat(step > 0 ? <f32>1 / step : 0);
    const from = f32x4.splat(lowest);
    for (let at: usize = 0; at < bytes; at += 64) {
      const a = whole(v128.load(x + at), from, back);
      const b = whole(v128.load(x + at, 16), from, back);
      const c = whole(v128.load(x + at, 32), from, back);
      const d = whole(v128.load(x + at, 48), from, back);
      v128.store(
        q + (at >> 2),
        i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)),
      );
    }
    x += bytes;
    q += <usize>cols;
    steps += 8;
  }
}

/** Added to a small float, this leaves the nearest whole number in its lowest bits. */
const WHOLE: f32 = 12582912;

// @ts-ignore: decorator
@inline
function whole(v: v128, from: v128, back: v128): v128 {
  const rounded = f32x4.add(f32x4.mul(f32x4.sub(v, from), back), f32x4.splat(WHOLE));
  return v128.and(rounded, i32x4.splat(127));
}

/**
 * x (1 + erf(x / sqrt 2)) / 2 of each, in place; count a multiple of 4. The error function by a quotient of two
 * polynomials, 1.4e-5 off at most.
 */
export function gelu(x: usize, count: i32): void {
  const end = x + ((<usize>count) << 2);
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const far = f32x4.splat(5);
  const near = f32x4.splat(-5);
  for (; x < end; x += 16) {
    const v = v128.load(x);
    const t = f32x4.pmax(near, f32x4.pmin(far, v));
    const s = f32x4.mul(t, t);
    let p = f32x4.add(f32x4.mul(f32x4.splat(6.198272594563881e-5), s), f32x4.splat(0.007507108459375923));
    p = f32x4.add(f32x4.mul(p, s), f32x4.splat(0.05636086888227556));
    p = f32x4.mul(f32x4.add(f32x4.mul(p, s), f32x4.splat(0.7978606215975798)), t);
    let r = f32x4.add(f32x4.mul(f32x4.splat(0.0011140294203083351), s), f32x4.splat(0.023998405712944523));
    r = f32x4.add(f32x4.mul(r, s), f32x4.splat(0.2372245200329819));
    r = f32x4.add(f32x4.mul(r, s), one);
    const erf = f32x4.pmax(f32x4.splat(-1), f32x4.pmin(one, f32x4.div(p, r)));
    v128.store(x, f32x4.mul(f32x4.mul(half, v), f32x4.add(one, erf)));
  }
}

/**
 * Layer norm of x + also, row by row, in place of x.
 *
 * @param also rows x cols, or 0 for nothing to add.
 */
export function addAndNorm(
  x: usize,
  also: usize,
  rows: i32,
  cols: i32,
  gains: usize,
  biases: usize,
): void {
  const bytes = (<usize>cols) << 2;
  const count = <f32>cols;
  for (let row = 0; row < rows; row++) {
    let sum = f32x4.splat(0);
    if (also != 0) {
      for (let at: usize = 0; at < bytes; at += 16) {
        const v = f32x4.add(v128.load(x + at), v128.load(also + at));
        v128.store(x + at, v);
        sum = f32x4.add(sum, v);
      }
      also += bytes;
    } else {
      for (let at: usize = 0; at < bytes; at += 16) sum = f32x4.add(sum, v128.load(x + at));
    }
    const mean = f32x4.splat(total(sum) / count);
    let squares = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const v = f32x4.sub(v128.load(x + at), mean);
      v128.store(x + at, v);
      squares = f32x4.add(squares, f32x4.mul(v, v));
    }
    const back = f32x4.splat(<f32>1 / sqrt<f32>(total(squares) / count + <f32>1e-12));
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(
        x + at,
        f32x4.add(
          f32x4.mul(f32x4.mul(v128.load(x + at), back), v128.load(gains + at)),
          v128.load(biases + at),
        ),
      );
    }
    x += bytes;
  }
}

/** e to the power of each, for powers of at most 0 (Cephes' polynomial; below -87 it is next to nothing). */
// @ts-ignore: decorator
@inline
function exp(v: v128): v128 {
  const x = f32x4.pmax(v, f32x4.splat(-87));
  const bits = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504088896341)), f32x4.splat(WHOLE));
  const n = f32x4.sub(bits, f32x4.splat(WHOLE));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.add(f32x4.mul(f32x4.splat(1.9875691500e-4), r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  return f32x4.mul(p, i32x4.shl(i32x4.add(bits, i32x4.splat(127)), 23));
}

/** The keys of a head, dimension by dimension, four tokens at a time; places past the last token are 0. */
// @ts-ignore: decorator
@inline
function turn(from: usize, stride: usize, tokens: i32, size: i32, to: usize, wide: usize): void {
  const none = f32x4.splat(0);
  for (let token = 0; (<usize>token) << 2 < wide; token += 4) {
    const left = tokens - token;
    const first = from + <usize>token * stride;
    for (let d = 0; d < size; d += 4) {
      const at = first + ((<usize>d) << 2);
      const a = left > 0 ? v128.load(at) : none;
      const b = left > 1 ? v128.load(at + stride) : none;
      const c = left > 2 ? v128.load(at + 2 * stride) : none;
      const e = left > 3 ? v128.load(at + 3 * stride) : none;
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
      const ce = v128.shuffle<i32>(c, e, 0, 4, 1, 5);
      const ba = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
      const ec = v128.shuffle<i32>(c, e, 2, 6, 3, 7);
      const into = to + <usize>d * wide + ((<usize>token) << 2);
      v128.store(into, v128.shuffle<i64>(ab, ce, 0, 2));
      v128.store(into + wide, v128.shuffle<i64>(ab, ce, 1, 3));
      v128.store(into + 2 * wide, v128.shuffle<i64>(ba, ec, 0, 2));
      v128.store(into + 3 * wide, v128.shuffle<i64>(ba, ec, 1, 3));
    }
  }
}

/** Likenesses to weights, in place: e to their power, before they are divided by the sum that is given back. */
// @ts-ignore: decorator
@inline
function weigh(weights: usize, tokens: i32, wide: usize): f32 {
  const last = weights + wide;
  for (let at = weights + ((<usize>tokens) << 2); at < last; at += 4) f32.store(at, -Infinity);
  let top = v128.load(weights);
  for (let at = weights + 16; at < last; at += 16) top = f32x4.pmax(top, v128.load(at));
  const highest = f32x4.splat(
    max(
      max(f32x4.extract_lane(top, 0), f32x4.extract_lane(top, 1)),
      max(f32x4.extract_lane(top, 2), f32x4.extract_lane(top, 3)),
    ),
  );
  const never = f32x4.splat(-Infinity);
  let sum = f32x4.splat(0);
  for (let at = weights; at < last; at += 16) {
    const v = v128.load(at);
    const e = v128.and(exp(f32x4.sub(v, highest)), f32x4.ne(v, never));
    v128.store(at, e);
    sum = f32x4.add(sum, e);
  }
  return total(sum);
}

/**
 * Attention among the tokens of one text, two tokens at a time.
 *
 * @param x tokens x (3 x hidden) floats: queries, keys and values of each token.
 * @param asked of the tokens, the first ones, whose attention is wanted.
 * @param size of a head, a multiple of 16.
 * @param room (size + 2) x tokens floats, tokens rounded up to a multiple of 8.
 * @param out asked x hidden floats.
 */
export function attend(
  x: usize,
  tokens: i32,
  asked: i32,
  hidden: i32,
  size: i32,
  room: usize,
  out: usize,
): void {
  const stride = (<usize>hidden * 3) << 2;
  const outStride = (<usize>hidden) << 2;
  const wide = (<usize>((tokens + 7) & ~7)) << 2;
  const keys = room;
  const weights = room + <usize>size * wide;
  const others = weights + wide;
  const scale = f32x4.splat(<f32>1 / sqrt<f32>(<f32>size));
  for (let head = 0; head < hidden; head += size) {
    const queriesAt = x + ((<usize>head) << 2);
    const keysAt = queriesAt + outStride;
    const valuesAt = keysAt + outStride;
    turn(keysAt, stride, tokens, size, keys, wide);
    for (let token = 0; token < asked; token += 2) {
      const both = token + 1 < asked;
      const query = queriesAt + <usize>token * stride;
      const next = both ? query + stride : query;
      for (let at: usize = 0; at < wide; at += 32) {
        let s0 = f32x4.splat(0);
        let s1 = s0;
        let t0 = s0;
        let t1 = s0;
        let key = keys + at;
        for (let d: usize = 0; d < (<usize>size) << 2; d += 4) {
          const v = v128.load32_splat(query + d);
          const u = v128.load32_splat(next + d);
          const k0 = v128.load(key);
          const k1 = v128.load(key, 16);
          s0 = f32x4.add(s0, f32x4.mul(v, k0));
          s1 = f32x4.add(s1, f32x4.mul(v, k1));
          t0 = f32x4.add(t0, f32x4.mul(u, k0));
          t1 = f32x4.add(t1, f32x4.mul(u, k1));
          key += wide;
        }
        v128.store(weights + at, f32x4.mul(s0, scale));
        v128.store(weights + at, f32x4.mul(s1, scale), 16);
        v128.store(others + at, f32x4.mul(t0, scale));
        v128.store(others + at, f32x4.mul(t1, scale), 16);
      }
      const back = f32x4.splat(<f32>1 / weigh(weights, tokens, wide));
      const backToo = f32x4.splat(<f32>1 / weigh(others, tokens, wide));
      for (let d = 0; d < size; d += 16) {
        let s0 = f32x4.splat(0);
        let s1 = s0;
        let s2 = s0;
        let s3 = s0;
        let t0 = s0;
        let t1 = s0;
        let t2 = s0;
        let t3 = s0;
        let value = valuesAt + ((<usize>d) << 2);
        for (let other: usize = 0; other < (<usize>tokens) << 2; other += 4) {
          const v = v128.load32_splat(weights + other);
          const u = v128.load32_splat(others + other);
          let y = v128.load(value);
          s0 = f32x4.add(s0, f32x4.mul(v, y));
          t0 = f32x4.add(t0, f32x4.mul(u, y));
          y = v128.load(value, 16);
          s1 = f32x4.add(s1, f32x4.mul(v, y));
          t1 = f32x4.add(t1, f32x4.mul(u, y));
          y = v128.load(value, 32);
          s2 = f32x4.add(s2, f32x4.mul(v, y));
          t2 = f32x4.add(t2, f32x4.mul(u, y));
          y = v128.load(value, 48);
          s3 = f32x4.add(s3, f32x4.mul(v, y));
          t3 = f32x4.add(t3, f32x4.mul(u, y));
          value += stride;
        }
        const to = out + <usize>token * outStride + ((<usize>(head + d)) << 2);
        v128.store(to, f32x4.mul(s0, back));
        v128.store(to, f32x4.mul(s1, back), 16);
        v128.store(to, f32x4.mul(s2, back), 32);
        v128.store(to, f32x4.mul(s3, back), 48);
        if (both) {
          const after = to + outStride;
          v128.store(after, f32x4.mul(t0, backToo));
          v128.store(after, f32x4.mul(t1, backToo), 16);
          v128.store(after, f32x4.mul(t2, backToo), 32);
          v128.store(after, f32x4.mul(t3, backToo), 48);
        }
      }
    }
  }
}

/**
 * The vectors of tokens: word, place and kind together, before the norm.
 *
 * @param ids one i32 a token.
 * @param words bytes of every word's vector, 128 standing for 0; `places` alike.
 * @param kind cols floats that every token has.
 */
export function embed(
  ids: usize,
  tokens: i32,
  cols: i32,
  words: usize,
  wordStep: f32,
  places: usize,
  placeStep: f32,
  kind: usize,
  out: usize,
): void {
  const wordSteps = f32x4.splat(wordStep);
  const placeSteps = f32x4.splat(placeStep);
  const zero = i32x4.splat(128);
  for (let token = 0; token < tokens; token++) {
    const word = words + <usize>i32.load(ids + ((<usize>token) << 2)) * <usize>cols;
    const place = places + <usize>token * <usize>cols;
    for (let col: usize = 0; col < <usize>cols; col += 4) {
      const w = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(word + col)));
      const p = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(place + col)));
      const at = col << 2;
      v128.store(
        out + at,
        f32x4.add(
          f32x4.add(
            f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(w, zero)), wordSteps),
            v128.load(kind + at),
          ),
          f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(p, zero)), placeSteps),
        ),
      );
    }
    out += (<usize>cols) << 2;
  }
}

/** The first byte that the loops may use. */
export function base(): usize {
  return __heap_base;
}

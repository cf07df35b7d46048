// Attention among the tokens of a text, in floats.

import { greatest, total, WHOLE } from './sums';

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

/**
 * Likenesses to weights, in place: e to their power, before they are divided by the sum that is given back. The
 * powers are at most 0; Cephes' polynomial, and below -87 next to nothing.
 */
// @ts-ignore: decorator
@inline
function weigh(weights: usize, tokens: i32, wide: usize): f32 {
  const last = weights + wide;
  const never = f32x4.splat(-Infinity);
  if ((tokens & 7) != 0) {
    // Past the last token. Whole vectors: a load of one that was stored in pieces waits for all before it.
    const left = i32x4.splat(tokens & 7);
    const end = last - 32;
    const near = i32x4.lt_s(i32x4(0, 1, 2, 3), left);
    const far = i32x4.lt_s(i32x4(4, 5, 6, 7), left);
    v128.store(end, v128.bitselect(v128.load(end), never, near));
    v128.store(end, v128.bitselect(v128.load(end, 16), never, far), 16);
  }
  let top = v128.load(weights);
  for (let at = weights + 16; at < last; at += 16) top = f32x4.pmax(top, v128.load(at));
  const highest = greatest(top);
  const lowest = f32x4.splat(-87);
  const perLn2 = f32x4.splat(1.44269504088896341);
  const whole = f32x4.splat(WHOLE);
  const ln2 = f32x4.splat(0.693359375);
  const rest = f32x4.splat(-2.12194440e-4);
  const p5 = f32x4.splat(1.9875691500e-4);
  const p4 = f32x4.splat(1.3981999507e-3);
  const p3 = f32x4.splat(8.3334519073e-3);
  const p2 = f32x4.splat(4.1665795894e-2);
  const p1 = f32x4.splat(1.6666665459e-1);
  const p0 = f32x4.splat(5.0000001201e-1);
  const one = f32x4.splat(1);
  let sum = f32x4.splat(0);
  // Two at a time, so that the second need not wait for the first.
  for (let at = weights; at < last; at += 32) {
    const v = v128.load(at);
    const u = v128.load(at, 16);
    const x = f32x4.pmax(f32x4.sub(v, highest), lowest);
    const y = f32x4.pmax(f32x4.sub(u, highest), lowest);
    const bits = f32x4.add(f32x4.mul(x, perLn2), whole);
    const bitsToo = f32x4.add(f32x4.mul(y, perLn2), whole);
    const n = f32x4.sub(bits, whole);
    const m = f32x4.sub(bitsToo, whole);
    let r = f32x4.sub(x, f32x4.mul(n, ln2));
    let s = f32x4.sub(y, f32x4.mul(m, ln2));
    r = f32x4.sub(r, f32x4.mul(n, rest));
    s = f32x4.sub(s, f32x4.mul(m, rest));
    let p = f32x4.add(f32x4.mul(p5, r), p4);
    let q = f32x4.add(f32x4.mul(p5, s), p4);
    p = f32x4.add(f32x4.mul(p, r), p3);
    q = f32x4.add(f32x4.mul(q, s), p3);
    p = f32x4.add(f32x4.mul(p, r), p2);
    q = f32x4.add(f32x4.mul(q, s), p2);
    p = f32x4.add(f32x4.mul(p, r), p1);
    q = f32x4.add(f32x4.mul(q, s), p1);
    p = f32x4.add(f32x4.mul(p, r), p0);
    q = f32x4.add(f32x4.mul(q, s), p0);
    p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), one);
    q = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(q, s), s), s), one);
    // The bits of 1 are those of the power 0.
    p = f32x4.mul(p, i32x4.add(i32x4.shl(bits, 23), one));
    q = f32x4.mul(q, i32x4.add(i32x4.shl(bitsToo, 23), one));
    p = v128.and(p, f32x4.ne(v, never));
    q = v128.and(q, f32x4.ne(u, never));
    v128.store(at, p);
    v128.store(at, q, 16);
    sum = f32x4.add(f32x4.add(sum, p), q);
  }
  return total(sum);
}

/** The values of a head, token by token, side by side. */
// @ts-ignore: decorator
@inline
function line(from: usize, stride: usize, tokens: i32, size: i32, to: usize): void {
  const bytes = (<usize>size) << 2;
  for (let token = 0; token < tokens; token++) {
    for (let at: usize = 0; at < bytes; at += 64) {
      v128.store(to + at, v128.load(from + at));
      v128.store(to + at, v128.load(from + at, 16), 16);
      v128.store(to + at, v128.load(from + at, 32), 32);
      v128.store(to + at, v128.load(from + at, 48), 48);
    }
    from += stride;
    to += bytes;
  }
}

/** Tokens whose likenesses are worked out before the first of them is used. */
const BLOCK = 16;

/** Likenesses of four tokens to all keys. */
// @ts-ignore: decorator
@inline
function liken(
  q0: usize,
  q1: usize,
  q2: usize,
  q3: usize,
  size: i32,
  keys: usize,
  wide: usize,
  scale: v128,
  to: usize,
): void {
  const to1 = to + wide;
  const to2 = to1 + wide;
  const to3 = to2 + wide;
  const bytes = (<usize>size) << 2;
  for (let at: usize = 0; at < wide; at += 32) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let t0 = s0;
    let t1 = s0;
    let t2 = s0;
    let t3 = s0;
    let key = keys + at;
    for (let d: usize = 0; d < bytes; d += 4) {
      const k0 = v128.load(key);
      const k1 = v128.load(key, 16);
      let v = v128.load32_splat(q0 + d);
      s0 = f32x4.add(s0, f32x4.mul(v, k0));
      t0 = f32x4.add(t0, f32x4.mul(v, k1));
      v = v128.load32_splat(q1 + d);
      s1 = f32x4.add(s1, f32x4.mul(v, k0));
      t1 = f32x4.add(t1, f32x4.mul(v, k1));
      v = v128.load32_splat(q2 + d);
      s2 = f32x4.add(s2, f32x4.mul(v, k0));
      t2 = f32x4.add(t2, f32x4.mul(v, k1));
      v = v128.load32_splat(q3 + d);
      s3 = f32x4.add(s3, f32x4.mul(v, k0));
      t3 = f32x4.add(t3, f32x4.mul(v, k1));
      key += wide;
    }
    v128.store(to + at, f32x4.mul(s0, scale));
    v128.store(to + at, f32x4.mul(t0, scale), 16);
    v128.store(to1 + at, f32x4.mul(s1, scale));
    v128.store(to1 + at, f32x4.mul(t1, scale), 16);
    v128.store(to2 + at, f32x4.mul(s2, scale));
    v128.store(to2 + at, f32x4.mul(t2, scale), 16);
    v128.store(to3 + at, f32x4.mul(s3, scale));
    v128.store(to3 + at, f32x4.mul(t3, scale), 16);
  }
}

/** What two tokens take from all values of a head. */
// @ts-ignore: decorator
@inline
function take(
  weights: usize,
  others: usize,
  tokens: i32,
  size: i32,
  values: usize,
  back: v128,
  backToo: v128,
  to: usize,
  after: usize,
): void {
  const stride = (<usize>size) << 2;
  for (let d = 0; d < size; d += 16) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let t0 = s0;
    let t1 = s0;
    let t2 = s0;
    let t3 = s0;
    let value = values + ((<usize>d) << 2);
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
    const at = (<usize>d) << 2;
    v128.store(after + at, f32x4.mul(t0, backToo));
    v128.store(after + at, f32x4.mul(t1, backToo), 16);
    v128.store(after + at, f32x4.mul(t2, backToo), 32);
    v128.store(after + at, f32x4.mul(t3, backToo), 48);
    v128.store(to + at, f32x4.mul(s0, back));
    v128.store(to + at, f32x4.mul(s1, back), 16);
    v128.store(to + at, f32x4.mul(s2, back), 32);
    v128.store(to + at, f32x4.mul(s3, back), 48);
  }
}

/**
 * Attention among the tokens of one text.
 *
 * @param x tokens x (3 x hidden) floats: queries, keys and values of each token.
 * @param asked of the tokens, the first ones, whose attention is wanted.
 * @param size of a head, a multiple of 16.
 * @param room (2 x size + 16) x tokens + 16 floats, tokens rounded up to a multiple of 8.
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
  const values = room + <usize>size * wide;
  const weights = values + <usize>size * wide;
  const backs = weights + <usize>BLOCK * wide;
  const scale = f32x4.splat(<f32>1 / sqrt<f32>(<f32>size));
  for (let head = 0; head < hidden; head += size) {
    const queries = x + ((<usize>head) << 2);
    turn(queries + outStride, stride, tokens, size, keys, wide);
    line(queries + 2 * outStride, stride, tokens, size, values);
    for (let first = 0; first < asked; first += BLOCK) {
      const count = min(BLOCK, asked - first);
      for (let token = 0; token < count; token += 4) {
        const left = count - token - 1;
        const q0 = queries + <usize>(first + token) * stride;
        const q1 = q0 + (left > 0 ? stride : 0);
        const q2 = q1 + (left > 1 ? stride : 0);
        const q3 = q2 + (left > 2 ? stride : 0);
        liken(q0, q1, q2, q3, size, keys, wide, scale, weights + <usize>token * wide);
      }
      for (let token = 0; token < count; token++) {
        const own = weights + <usize>token * wide;
        f32.store(backs + ((<usize>token) << 2), <f32>1 / weigh(own, tokens, wide));
      }
      for (let token = 0; token < count; token += 2) {
        // The last of an odd number is worked out twice, to the same place.
        const next = token + 1 < count ? token + 1 : token;
        take(
          weights + <usize>token * wide,
          weights + <usize>next * wide,
          tokens,
          size,
          values,
          v128.load32_splat(backs + ((<usize>token) << 2)),
          v128.load32_splat(backs + ((<usize>next) << 2)),
          out + <usize>(first + token) * outStride + ((<usize>head) << 2),
          out + <usize>(first + next) * outStride + ((<usize>head) << 2),
        );
      }
    }
  }
}

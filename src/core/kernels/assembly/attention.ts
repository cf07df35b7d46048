// Attention among the tokens of a text, in floats.

import { total, WHOLE } from './sums';

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

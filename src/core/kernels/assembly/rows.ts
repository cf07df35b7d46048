// What is done token by token between the products: floats to bytes and back, GELU, the norms, the first vectors.

import { greatest, least, total, WHOLE } from './sums';

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
    const from = least(low);
    const lowest = f32x4.extract_lane(from, 0);
    const highest = f32x4.extract_lane(greatest(high), 0);
    const step: f32 = (highest - lowest) / 127;
    f32.store(steps, step);
    f32.store(steps, lowest, 4);
    const back = f32x4.splat(step > 0 ? <f32>1 / step : 0);
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
  const least = f32x4.splat(-1);
  const p3 = f32x4.splat(6.198272594563881e-5);
  const p2 = f32x4.splat(0.007507108459375923);
  const p1 = f32x4.splat(0.05636086888227556);
  const p0 = f32x4.splat(0.7978606215975798);
  const r3 = f32x4.splat(0.0011140294203083351);
  const r2 = f32x4.splat(0.023998405712944523);
  const r1 = f32x4.splat(0.2372245200329819);
  for (; x < end; x += 16) {
    const v = v128.load(x);
    const t = f32x4.pmax(near, f32x4.pmin(far, v));
    const s = f32x4.mul(t, t);
    let p = f32x4.add(f32x4.mul(p3, s), p2);
    p = f32x4.add(f32x4.mul(p, s), p1);
    p = f32x4.mul(f32x4.add(f32x4.mul(p, s), p0), t);
    let r = f32x4.add(f32x4.mul(r3, s), r2);
    r = f32x4.add(f32x4.mul(r, s), r1);
    r = f32x4.add(f32x4.mul(r, s), one);
    const erf = f32x4.pmax(least, f32x4.pmin(one, f32x4.div(p, r)));
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

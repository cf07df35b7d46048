// Who is near whom, by whole numbers first. Compiled by AssemblyScript twice: with relaxed SIMD and without.
// Integer sums are exact in both, and floats are worked out in one order, so that both give the same bits.
// kernels/near.ts holds the memory and the plain twin.

import { gather, sumOf64, total } from './sums';

export { addRows, dots } from './dots';

/** What stands for 0 among the bytes of rows that ask. */
const MIDDLE: f32 = 64;
/** The largest of them is 127, of the others 31: no sum of eight products leaves 16 bits. */
const ASKING: f32 = 63;
const ANSWERING: f32 = 31;

/**
 * A row in bytes, once as it asks and once as it answers, each with a step of its own.
 *
 * @param x count floats, a multiple of 4; what follows up to a multiple of 64 counts as 0.
 * @param middle as many floats that are taken away first.
 * @param about four floats are written: squared length, twice the step as it asks, step as it answers, and 64
 * times the sum of the bytes as it answers, a whole number.
 */
export function quantiseRow(
  x: usize,
  middle: usize,
  count: i32,
  bytes: i32,
  asks: usize,
  answers: usize,
  about: usize,
): void {
  const end = (<usize>count) << 2;
  let squares = f32x4.splat(0);
  let most = f32x4.splat(0);
  for (let at: usize = 0; at < end; at += 16) {
    const v = f32x4.sub(v128.load(x + at), v128.load(middle + at));
    squares = f32x4.add(squares, f32x4.mul(v, v));
    most = f32x4.pmax(most, f32x4.abs(v));
  }
  const largest = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  const backA = f32x4.splat(largest > 0 ? ASKING / largest : 0);
  const backB = f32x4.splat(largest > 0 ? ANSWERING / largest : 0);
  const zero = i32x4.splat(<i32>MIDDLE);
  let sums = i32x4.splat(0);
  for (let i = 0; i < bytes; i += 4) {
    let a = zero;
    let b = i32x4.splat(0);
    if (i < count) {
      const at = (<usize>i) << 2;
      const v = f32x4.sub(v128.load(x + at), v128.load(middle + at));
      a = i32x4.add(i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v, backA))), zero);
      b = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v, backB)));
    }
    sums = i32x4.add(sums, b);
    const both = i16x8.narrow_i32x4_s(a, b);
    const packed = i8x16.narrow_i16x8_s(both, both);
    i32.store(asks + i, i32x4.extract_lane(packed, 0));
    i32.store(answers + i, i32x4.extract_lane(packed, 1));
  }
  const sum =
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    (i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3));
  f32.store(about, total(squares));
  f32.store(about, (2 * largest) / ASKING, 4);
  f32.store(about, largest / ANSWERING, 8);
  f32.store(about, <f32>(sum << 6), 12);
}

/** Lists of the best that rows have seen, `most` long each: squared distances and who they are, nearest first. */
// @ts-ignore: decorator
@inline
function offer(row: i32, other: i32, v: f32, most: i32, far: usize, who: usize, worst: usize): void {
  const first = <usize>(row * most) << 2;
  const from = far + first;
  const names = who + first;
  let at = (<usize>(most - 1)) << 2;
  while (at > 0 && f32.load(from + at - 4) > v) {
    f32.store(from + at, f32.load(from + at - 4));
    i32.store(names + at, i32.load(names + at - 4));
    at -= 4;
  }
  f32.store(from + at, v);
  i32.store(names + at, other);
  f32.store(worst + ((<usize>row) << 2), f32.load(from + ((<usize>(most - 1)) << 2)));
}

/**
 * Offers rows to the lists of rows that ask, and these to theirs where `both`.
 *
 * @param asks aRows x bytes, their about lines and numbers `aFirst` on; `names` are those of the lists.
 * @param answers bRows x bytes, a multiple of 4 rows, the about lines by fours: 4 lengths, 4 steps, 4 sums.
 * @param both whether the second are rows of the same lists, from number bFirst on; of a pair only the one
 * whose second number is greater is looked at then.
 */
export function scan(
  asks: usize,
  aRows: i32,
  aAbout: usize,
  aNames: usize,
  answers: usize,
  bRows: i32,
  bAbout: usize,
  bFirst: i32,
  bytes: i32,
  both: bool,
  most: i32,
  far: usize,
  who: usize,
  worst: usize,
): void {
  const width = <usize>bytes;
  for (let col = 0; col < bRows; col += 4) {
    const w0 = answers + <usize>col * width;
    const w1 = w0 + width;
    const w2 = w1 + width;
    const w3 = w2 + width;
    const about = bAbout + (<usize>col) * 12;
    const lengths = v128.load(about);
    const steps = v128.load(about, 16);
    const sums = v128.load(about, 32);
    const second = bFirst + col;
    for (let row = 0; row < aRows; row += 2) {
      const q0 = asks + <usize>row * width;
      const q1 = q0 + width;
      let s00 = i32x4.splat(0);
      let s01 = s00;
      let s10 = s00;
      let s11 = s00;
      let s02 = s00;
      let s03 = s00;
      let s12 = s00;
      let s13 = s00;
      if (ASC_FEATURE_RELAXED_SIMD) {
        for (let at: usize = 0; at < width; at += 64) {
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
        for (let at: usize = 0; at < width; at += 64) {
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
      } else {
        for (let at: usize = 0; at < width; at += 8) {
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
      const line = aAbout + ((<usize>row) << 4);
      const v0 = squaredFrom(gather(s00, s01, s02, s03), line, lengths, steps, sums);
      const v1 = squaredFrom(gather(s10, s11, s12, s13), line + 16, lengths, steps, sums);
      const name = i32.load(aNames + ((<usize>row) << 2));
      consider(v0, name, second, both, most, far, who, worst);
      if (row + 1 < aRows)
        consider(v1, i32.load(aNames + ((<usize>row) << 2), 4), second, both, most, far, who, worst);
    }
  }
}

/** Squared distances of a row to four others. */
// @ts-ignore: decorator
@inline
function squaredFrom(dots: v128, line: usize, lengths: v128, steps: v128, sums: v128): v128 {
  return f32x4.sub(
    f32x4.add(v128.load32_splat(line), lengths),
    f32x4.mul(
      f32x4.mul(v128.load32_splat(line, 4), steps),
      f32x4.sub(f32x4.convert_i32x4_s(dots), sums),
    ),
  );
}

// @ts-ignore: decorator
@inline
function consider(
  v: v128,
  row: i32,
  second: i32,
  both: bool,
  most: i32,
  far: usize,
  who: usize,
  worst: usize,
): void {
  let limit = v128.load32_splat(worst + ((<usize>row) << 2));
  if (both) limit = f32x4.pmax(limit, v128.load(worst + ((<usize>second) << 2)));
  if (v128.any_true(f32x4.lt(v, limit))) take(v, row, second, both, most, far, who, worst);
}

/** The rare case: one of the four is nearer than what is listed. */
function take(
  v: v128,
  row: i32,
  second: i32,
  both: bool,
  most: i32,
  far: usize,
  who: usize,
  worst: usize,
): void {
  one(f32x4.extract_lane(v, 0), row, second, both, most, far, who, worst);
  one(f32x4.extract_lane(v, 1), row, second + 1, both, most, far, who, worst);
  one(f32x4.extract_lane(v, 2), row, second + 2, both, most, far, who, worst);
  one(f32x4.extract_lane(v, 3), row, second + 3, both, most, far, who, worst);
}

// @ts-ignore: decorator
@inline
function one(
  v: f32,
  row: i32,
  other: i32,
  both: bool,
  most: i32,
  far: usize,
  who: usize,
  worst: usize,
): void {
  if (both ? other <= row : other == row) return;
  if (v < f32.load(worst + ((<usize>row) << 2))) offer(row, other, v, most, far, who, worst);
  if (both && v < f32.load(worst + ((<usize>other) << 2)))
    offer(other, row, v, most, far, who, worst);
}

/**
 * Dot products in floats of rows with those that they list: four partial sums by lane, then (0 + 1) + (2 + 3).
 *
 * @param own number of each row, in x.
 * @param who rows x most numbers, in y; a list ends with the first that is negative.
 * @param out rows x most floats.
 */
export function dotsOfLists(
  x: usize,
  own: usize,
  rows: i32,
  y: usize,
  who: usize,
  most: i32,
  stride: i32,
  out: usize,
): void {
  const bytes = (<usize>stride) << 2;
  for (let row = 0; row < rows; row++) {
    const from = x + <usize>i32.load(own + ((<usize>row) << 2)) * bytes;
    for (let i = 0; i < most; i++) {
      const at = (<usize>(row * most + i)) << 2;
      const name = i32.load(who + at);
      if (name < 0) break;
      const to = y + <usize>name * bytes;
      let sum = f32x4.splat(0);
      for (let at: usize = 0; at < bytes; at += 16)
        sum = f32x4.add(sum, f32x4.mul(v128.load(from + at), v128.load(to + at)));
      f32.store(
        out + at,
        total(sum),
      );
    }
  }
}

/** The first byte that the loops may use. */
export function base(): usize {
  return __heap_base;
}

// What the kernels share.

/** Added to a small float, this leaves the nearest whole number in its lowest bits. */
export const WHOLE: f32 = 12582912;

/** Products of signed bytes with 7-bit ones, each two neighbours added in 16 bits. Only with relaxed SIMD. */
// @ts-ignore: decorator
@inline
export function pair(w: v128, x: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i16x8.relaxed_dot_i8x16_i7x16_s(w, x) : w;
}

/** Products of 64 weights with 64 activations, added in 16 bits, then to four sums of 32. */
// @ts-ignore: decorator
@inline
export function sumOf64(w: usize, x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  let sums = pair(v128.load(w), x0);
  sums = i16x8.add(sums, pair(v128.load(w, 16), x1));
  sums = i16x8.add(sums, pair(v128.load(w, 32), x2));
  sums = i16x8.add(sums, pair(v128.load(w, 48), x3));
  return i32x4.extadd_pairwise_i16x8_s(sums);
}

/** Four sums of four lanes each become the four lanes of one. */
// @ts-ignore: decorator
@inline
export function gather(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}

/** The four lanes of floats together, in one order everywhere: (0 + 1) + (2 + 3). */
// @ts-ignore: decorator
@inline
export function total(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** The least of four floats, in every lane; one by one they would be compared by jumps that are hard to foresee. */
// @ts-ignore: decorator
@inline
export function least(v: v128): v128 {
  const pairs = f32x4.pmin(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  return f32x4.pmin(pairs, v128.shuffle<i32>(pairs, pairs, 1, 0, 3, 2));
}

/** The greatest of four floats, in every lane. */
// @ts-ignore: decorator
@inline
export function greatest(v: v128): v128 {
  const pairs = f32x4.pmax(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  return f32x4.pmax(pairs, v128.shuffle<i32>(pairs, pairs, 1, 0, 3, 2));
}

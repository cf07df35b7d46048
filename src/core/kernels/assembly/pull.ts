// One slot of the map's rounds, six forces at a time. Compiled by AssemblyScript with SIMD.
// Every operation is one of single floats, in one order: kernels/pull-plain.ts and the shader are its twins.

/**
 * The similarity of two points at squared distance d in the map is 1 / (1 + A d): UMAP's curve with its exponent b held
 * at 1 and A fitted to min_dist 0.1, spread 1; see docs/decisions/map.md for what it costs in trustworthiness.
 */
const A: f32 = 1.558;
/** Where the reciprocal begins: its error is 12% then, and 0.02% after two rounds of Newton's. */
const MAGIC: i32 = 0x7ef311c7;

/** The first byte behind what the module itself needs. */
export function base(): usize {
  return __heap_base;
}

// @ts-ignore: decorator
@inline
function mixed(v: v128): v128 {
  v = v128.xor(v, i32x4.shr_u(v, 16));
  v = i32x4.mul(v, i32x4.splat(0x7feb352d));
  v = v128.xor(v, i32x4.shr_u(v, 15));
  v = i32x4.mul(v, i32x4.splat(<i32>0x846ca68b));
  return v128.xor(v, i32x4.shr_u(v, 16));
}

// @ts-ignore: decorator
@inline
function mixedOne(v: u32): u32 {
  v ^= v >> 16;
  v *= 0x7feb352d;
  v ^= v >> 15;
  v *= 0x846ca68b;
  return v ^ (v >> 16);
}

// @ts-ignore: decorator
@inline
function reciprocal(v: v128): v128 {
  let y = i32x4.sub(i32x4.splat(MAGIC), v);
  y = f32x4.mul(y, f32x4.sub(f32x4.splat(2), f32x4.mul(v, y)));
  return f32x4.mul(y, f32x4.sub(f32x4.splat(2), f32x4.mul(v, y)));
}

// @ts-ignore: decorator
@inline
function clipped(v: v128): v128 {
  return f32x4.pmax(f32x4.splat(-4), f32x4.pmin(f32x4.splat(4), v));
}

// @ts-ignore: decorator
@inline
function sum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/**
 * Moves the rows first ..< end by those of their edges that stand in a slot and are due.
 *
 * @param from places before, x and y of each row.
 * @param to places after.
 * @param starts where the edges of each row begin, one more than rows.
 * @param edges two numbers each: whom it pulls to, and how often it is due of 65,536 times.
 * @param pool rows that others are pushed away from.
 * @param key of the round, which makes its draws others than those of the next.
 */
export function pull(
  first: i32,
  end: i32,
  from: usize,
  to: usize,
  starts: usize,
  edges: usize,
  pool: usize,
  pushing: i32,
  slot: i32,
  slots: i32,
  epoch: i32,
  key: i32,
  rate: f32,
): void {
  const ones = f32x4.splat(1);
  const a = f32x4.splat(A);
  const hair = f32x4.splat(0.001);
  const two = f32x4.splat(2);
  const lift = f32x4.replace_lane(two, 0, -2 * A);
  const twice = f32x4.replace_lane(ones, 0, 2);
  const isPull = i32x4(-1, 0, 0, 0);
  const apart = i32x4(<i32>0x9e3779b9, 0x3c6ef372, <i32>0xdaa66d2b, 0x78dde6e4);
  const range = i32x4.splat(pushing);
  for (let row = first; row < end; row++) {
    const place = (<usize>row) << 3;
    let x = f32.load(from + place);
    let y = f32.load(from + place, 4);
    const line = starts + ((<usize>row) << 2);
    const last = i32.load(line, 4);
    for (let e = i32.load(line) + slot; e < last; e += slots) {
      const edge = edges + ((<usize>e) << 3);
      const share = i32.load(edge, 4);
      if (((epoch * share + e * 0x9e35) & 0xffff) >= share) continue;
      const seed = mixedOne(<u32>e ^ <u32>key);
      const drawn = mixed(i32x4.add(i32x4.splat(<i32>seed), apart));
      // The upper half of a product is a number below `pushing`.
      const who = i8x16.shuffle(
        i64x2.extmul_low_i32x4_u(drawn, range),
        i64x2.extmul_high_i32x4_u(drawn, range),
        4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31,
      );
      const fifth = <i32>((<u64>mixedOne(seed + 0x1715609d) * <u64>(<u32>pushing)) >> 32);
      const n0 = <usize>i32.load(pool + ((<usize>i32x4.extract_lane(who, 0)) << 2));
      const n1 = <usize>i32.load(pool + ((<usize>i32x4.extract_lane(who, 1)) << 2));
      const n2 = <usize>i32.load(pool + ((<usize>i32x4.extract_lane(who, 2)) << 2));
      const n3 = <usize>i32.load(pool + ((<usize>i32x4.extract_lane(who, 3)) << 2));
      const n4 = <usize>i32.load(pool + ((<usize>fifth) << 2));
      const tail = <usize>i32.load(edge);
      const a01 = v128.load64_lane(from + (n1 << 3), v128.load64_zero(from + (n0 << 3)), 1);
      const a23 = v128.load64_lane(from + (n3 << 3), v128.load64_zero(from + (n2 << 3)), 1);
      const b01 = v128.load64_lane(from + (n4 << 3), v128.load64_zero(from + (tail << 3)), 1);
      const xs = f32x4.splat(x);
      const ys = f32x4.splat(y);
      const mine = f32x4.replace_lane(xs, 1, y);

      let dx = f32x4.sub(xs, v128.shuffle<i32>(a01, a23, 0, 2, 4, 6));
      let dy = f32x4.sub(ys, v128.shuffle<i32>(a01, a23, 1, 3, 5, 7));
      let d = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
      let far = f32x4.add(ones, f32x4.mul(a, d));
      let force = f32x4.mul(two, reciprocal(f32x4.mul(f32x4.add(hair, d), far)));
      const gx = clipped(f32x4.mul(force, dx));
      const gy = clipped(f32x4.mul(force, dy));

      // The pull, the fifth push, and two of the row itself, which are nothing.
      dx = f32x4.sub(xs, v128.shuffle<i32>(b01, mine, 0, 2, 4, 4));
      dy = f32x4.sub(ys, v128.shuffle<i32>(b01, mine, 1, 3, 5, 5));
      d = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
      far = f32x4.add(ones, f32x4.mul(a, d));
      const near = v128.bitselect(ones, f32x4.add(hair, d), isPull);
      force = f32x4.mul(lift, reciprocal(f32x4.mul(near, far)));
      const hx = f32x4.mul(twice, clipped(f32x4.mul(force, dx)));
      const hy = f32x4.mul(twice, clipped(f32x4.mul(force, dy)));
      x += rate * sum(f32x4.add(gx, hx));
      y += rate * sum(f32x4.add(gy, hy));
    }
    f32.store(to + place, x);
    f32.store(to + place, y, 4);
  }
}

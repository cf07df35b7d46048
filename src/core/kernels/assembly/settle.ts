// What sums of products stand for.

/** Columns of a group. */
export const GROUP = 8;

/** What an integer sum stands for: bias + scale x (step x sum + lowest x sum of the weights). */
// @ts-ignore: decorator
@inline
function settle(sums: v128, step: v128, lowest: v128, about: usize): v128 {
  const plain = f32x4.add(
    f32x4.mul(step, f32x4.convert_i32x4_s(sums)),
    f32x4.mul(lowest, v128.load(about, 16)),
  );
  return f32x4.add(v128.load(about, 32), f32x4.mul(v128.load(about), plain));
}

/** Eight sums of a row to what they stand for. */
// @ts-ignore: decorator
@inline
export function store(left: v128, right: v128, steps: usize, row: i32, about: usize, to: usize): void {
  const own = steps + ((<usize>row) << 3);
  const step = v128.load32_splat(own);
  const lowest = v128.load32_splat(own, 4);
  v128.store(to, settle(left, step, lowest, about));
  v128.store(to, settle(right, step, lowest, about + 48), 16);
}

import v8 from 'node:v8';
import { describe, expect, it } from 'vitest';
import { compareAll } from '../../../src/core/graph/compare-all';
import { createArena } from '../../../src/core/kernels/dots';
import { type NearRows, openWasmNear } from '../../../src/core/kernels/near';
import { PLAIN_NEAR_BYTES, RELAXED_NEAR_BYTES } from '../../../src/core/kernels/near-bytes';
import { createPlainNear } from '../../../src/core/kernels/near-plain';
import { canRun } from '../../../src/core/kernels/wasm';
import type { Matrix } from '../../../src/core/matrix';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';

// Node 20 has relaxed SIMD behind a flag, later ones as a matter of course.
if (!canRun(RELAXED_NEAR_BYTES)) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

function made(rows: number, cols: number, seed: number): Matrix {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: rows * cols }, () => random.normal());
  // Some that say the same, one far off, one that is nothing.
  data.copyWithin(5 * cols, 2 * cols, 3 * cols);
  data.copyWithin(9 * cols, 2 * cols, 3 * cols);
  for (let col = 0; col < cols; col++) data[7 * cols + col] *= 50;
  data.fill(0, 11 * cols, 12 * cols);
  return { data, rows, cols };
}

function listsOf(near: NearRows): unknown[] {
  return Array.from({ length: near.rows }, (_, row) => {
    const { who, squared } = near.listOf(row);
    return [[...who], [...squared], [...near.dotsOf(row)]];
  });
}

describe('NearRows', () => {
  it.each([
    [37, 70],
    [64, 64],
    [50, 384],
  ])('%i x %i: SIMD, relaxed SIMD and the plain twin list the same, to the bit', (rows, cols) => {
    const features = made(rows, cols, 3);
    const compare = (near: NearRows) => {
      near.compare(0, 17, 0, rows);
      near.compare(17, rows - 17, 16, rows - 16);
      return [listsOf(near), [...near.doubts]];
    };
    const plain = compare(createPlainNear(features, 9));
    expect(compare(openWasmNear(features, 9, undefined, PLAIN_NEAR_BYTES))).toEqual(plain);
    expect(compare(openWasmNear(features, 9, undefined, RELAXED_NEAR_BYTES))).toEqual(plain);
  });

  it('a row that is told to forget lists as if it had asked nobody', () => {
    const features = made(40, 70, 5);
    const compare = (near: NearRows) => {
      near.compareSome([3, 8], 0, 40);
      near.forget(8);
      expect([...near.listOf(8).who]).toEqual(new Array(6).fill(-1));
      expect(near.dotsOf(8)).toHaveLength(0);
      near.compareSome([8], 20, 12);
      return listsOf(near);
    };
    const plain = compare(createPlainNear(features, 6));
    expect(compare(openWasmNear(features, 6, undefined, PLAIN_NEAR_BYTES))).toEqual(plain);
    expect(compare(openWasmNear(features, 6, undefined, RELAXED_NEAR_BYTES))).toEqual(plain);
  });

  it('compares some rows with others at places of their own', () => {
    const features = made(20, 66, 4);
    const order = Int32Array.of(3, 1, 4, -1, 0, 5, 9, 2, 6, 19, 12, -1);
    const compare = (near: NearRows) => {
      near.compareSome([8, 0, 2], 4, 4);
      near.compareSome([1], 8, 4);
      return listsOf(near);
    };
    const plain = compare(createPlainNear(features, 5, order));
    expect(compare(openWasmNear(features, 5, order, PLAIN_NEAR_BYTES))).toEqual(plain);
    expect(compare(openWasmNear(features, 5, order, RELAXED_NEAR_BYTES))).toEqual(plain);
    const [who] = plain[1] as [number[]];
    expect(new Set(who.slice(0, 3))).toEqual(new Set([8, 9, 10]));
    expect(who.slice(3)).toEqual([-1, -1]);
  });

  it('sums floats as the arena does', () => {
    const features = made(30, 67, 5);
    const near = openWasmNear(features, 4, undefined, PLAIN_NEAR_BYTES);
    near.compare(0, 30, 0, 30);
    const arena = createArena();
    const held = arena.place(features);
    const out = arena.reserve(30, 30);
    arena.dots(held, 0, 30, held, 0, 30, out);
    const dots = arena.view(out);
    for (let row = 0; row < 30; row++) {
      const { who } = near.listOf(row);
      expect([...near.dotsOf(row)]).toEqual(
        [...who].map((other) => dots[row * out.stride + other]),
      );
    }
  });
});

describe('compareAll', () => {
  it.each(['normal', 'few values', 'one large column'])(
    'lists by bytes, then floats, are those of floats alone: %s',
    (kind) => {
      const features = made(400, 96, 8);
      const { data } = features;
      if (kind === 'few values') data.forEach((value, at) => (data[at] = Math.sign(value)));
      if (kind === 'one large column')
        for (let at = 0; at < data.length; at += 96) data[at] *= 1000;
      const k = 12;
      const lists = drain(compareAll(features, k));
      for (let row = 0; row < features.rows; row++) {
        const squared = Array.from({ length: features.rows }, (_, other) => {
          let sum = 0;
          for (let col = 0; col < 96; col++)
            sum += (data[row * 96 + col] - data[other * 96 + col]) ** 2;
          return other === row ? Infinity : sum;
        }).sort((a, b) => a - b);
        const longest = data.subarray(row * 96, (row + 1) * 96).reduce((sum, x) => sum + x * x, 0);
        for (let n = 0; n < k; n++)
          expect(Math.abs(lists.squared[row * k + n] - squared[n])).toBeLessThan(
            1e-5 * Math.max(longest, 200),
          );
      }
    },
  );
});

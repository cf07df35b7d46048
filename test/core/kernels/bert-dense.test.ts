import { describe, expect, it } from 'vitest';
import {
  type Dense,
  orderOfColumns,
  packDense,
  placeOfWeight,
  reorder,
} from '../../../src/core/kernels/bert-dense';
import { createRandom } from '../../../src/core/random';

/** Each column filled with one weight. */
function filled(columns: readonly number[], inputs = 32): Dense {
  const outputs = columns.length;
  return {
    inputs,
    outputs,
    weights: Int8Array.from({ length: inputs * outputs }, (_, i) => columns[i % outputs]),
    scales: Float32Array.from(columns.keys()),
    biases: Float32Array.from(columns.keys(), (col) => -col),
  };
}

describe('packDense', () => {
  it('lets as many products be added as 16 bits hold', () => {
    // A lane adds two weights a product: 127 x 16 x 16 = 32,512 with eight products, 127 x 16 x 17 = 34,544.
    const chainOf = (weight: number) => packDense(filled(Array<number>(8).fill(weight))).chains[0];
    expect([16, -16, 17, 32, -32, 33, 127, -128].map(chainOf)).toEqual([8, 8, 4, 4, 4, 1, 1, 1]);
  });

  it('adds six where the inputs can be cut in sixes', () => {
    // 127 x 12 x 21 = 32,004.
    const chainOf = (weight: number, inputs: number) =>
      packDense(filled(Array<number>(8).fill(weight), inputs)).chains[0];
    expect(chainOf(21, 96)).toBe(6);
    expect(chainOf(22, 96)).toBe(4);
    expect(chainOf(21, 128)).toBe(4);
  });

  it('adds as many as all columns of a group allow where they are cut', () => {
    // Large weights astride the end of the first 32 inputs: eights part them, sixes do not.
    const astride = filled([0, 0, 0, 0, 0, 0, 0, 0], 96);
    for (let row = 24; row < 40; row++) astride.weights[8 * row] = 60;
    const even = filled([0, 21, 21, 21, 21, 21, 21, 21], 96);
    const both = { ...even, weights: even.weights.map((w, i) => w + astride.weights[i]) };
    expect([astride, even, both].map((layer) => packDense(layer).chains[0])).toEqual([8, 6, 4]);
  });

  it('takes the shortest of a group, and says where each weight lies', () => {
    const first = filled([1, 1, 1, 1, 1, 1, 1, 1]);
    const second = filled([2, 2, 2, -20, 2, 2, 2, 2]);
    const { weights, columns, chains, inputs, outputs } = packDense(first, second);
    expect([...chains]).toEqual([8, 4]);
    expect([inputs, outputs]).toEqual([32, 16]);
    expect(weights[placeOfWeight(7, 11, 32)]).toBe(-20);
    expect(weights.filter((weight) => weight === -20)).toHaveLength(32);
    // Columns 8 to 11: scales, sums of the weights, biases.
    expect([...columns.subarray(24, 36)]).toEqual([0, 1, 2, 3, 64, 64, 64, -640, -0, -1, -2, -3]);
  });

  it('gives each weight a place of its own', () => {
    const places = new Set<number>();
    for (let row = 0; row < 32; row++)
      for (let col = 0; col < 16; col++) places.add(placeOfWeight(row, col, 32));
    expect(places.size).toBe(512);
    expect(Math.max(...places)).toBe(511);
    expect(placeOfWeight(5, 9, 32)).toBe(8 * 32 + 32 + 4 + 1);
  });
});

describe('orderOfColumns', () => {
  it('puts those with long sums first, and what is reordered on both sides gives the same', () => {
    const layer = filled([1, 40, 20, 1, 1, 20, 127, 1]);
    const order = orderOfColumns(layer);
    expect([...order]).toEqual([0, 3, 4, 7, 2, 5, 1, 6]);
    const random = createRandom(4);
    const next: Dense = {
      ...filled([0, 0, 0, 0, 0, 0, 0, 0]),
      inputs: 8,
      weights: Int8Array.from({ length: 64 }, () => Math.floor(random.next() * 256) - 128),
    };
    const through = (a: Dense, b: Dense) =>
      Array.from({ length: b.outputs }, (_, out) => {
        let sum = 0;
        for (let mid = 0; mid < a.outputs; mid++)
          sum += a.weights[mid] * a.scales[mid] * b.weights[mid * b.outputs + out];
        return sum;
      });
    const [left, right] = [reorder(layer, order, 'outputs'), reorder(next, order, 'inputs')];
    expect([...left.biases]).toEqual([...order].map((col) => -col));
    expect(through(left, right)).toEqual(through(layer, next));
  });
});

import { describe, expect, it } from 'vitest';
import { type Arena, createArena, createPlainArena, hasSimd } from '../../../src/core/kernels/dots';
import { dot, type Matrix, rowOf } from '../../../src/core/matrix';
import { matrixOf, randomMatrix } from '../../fixtures/matrices';
import { fc } from '../../fixtures/properties';

function products(
  arena: Arena,
  a: Matrix,
  b: Matrix,
  part = { aFrom: 0, aRows: a.rows, bFrom: 0, bRows: b.rows },
): number[][] {
  const heldA = arena.place(a);
  const heldB = arena.place(b);
  const out = arena.reserve(part.aRows, part.bRows);
  const view = arena.view(out);
  arena.dots(heldA, part.aFrom, part.aRows, heldB, part.bFrom, part.bRows, out);
  return Array.from({ length: part.aRows }, (_, i) =>
    Array.from(view.subarray(i * out.stride, i * out.stride + part.bRows)),
  );
}

const shape = fc.record({
  rows: fc.integer({ min: 1, max: 23 }),
  others: fc.integer({ min: 1, max: 19 }),
  cols: fc.integer({ min: 1, max: 41 }),
  seed: fc.integer(),
});

describe.each([
  ['WebAssembly', createArena],
  ['plain', createPlainArena],
])('the %s arena', (_, create) => {
  it('multiplies by hand', () => {
    const a = matrixOf([
      [1, 2, 3],
      [0, -1, 0.5],
    ]);
    const b = matrixOf([
      [4, 5, 6],
      [1, 0, 0],
      [2, 2, 2],
    ]);
    expect(products(create(), a, b)).toEqual([
      [32, 1, 12],
      [-2, 0, -1],
    ]);
  });

  it('pads rows to four floats with zeros', () => {
    const arena = create();
    const held = arena.place(matrixOf([[1, 2, 3, 4, 5]]));
    expect(held).toMatchObject({ rows: 1, cols: 5, stride: 8 });
    expect([...arena.view(held)]).toEqual([1, 2, 3, 4, 5, 0, 0, 0]);
    expect([...arena.view(arena.reserve(2, 1))]).toEqual(new Array(8).fill(0));
  });

  it('agrees with sums in double precision', () => {
    fc.assert(
      fc.property(shape, ({ rows, others, cols, seed }) => {
        const a = randomMatrix(rows, cols, seed);
        const b = randomMatrix(others, cols, seed + 1);
        products(create(), a, b).forEach((row, i) =>
          row.forEach((product, j) => {
            const exact = dot(rowOf(a, i), rowOf(b, j));
            expect(Math.abs(product - exact)).toBeLessThan(2e-6 * cols);
          }),
        );
      }),
    );
  });

  it('adds the rows of each group in their order and in doubles', () => {
    const arena = create();
    const features = randomMatrix(37, 6, 3);
    const labels = Int32Array.from({ length: 30 }, (_, row) => (row * 7) % 4);
    const held = arena.place(features);
    const room = arena.reserveSums(37, 5, 6);
    const sums = new Float64Array(5 * 8);
    for (let time = 0; time < 2; time++) expect(arena.addRows(held, labels, room)).toHaveLength(40);
    labels.forEach((label, row) => {
      for (let col = 0; col < 6; col++) sums[label * 8 + col] += features.data[row * 6 + col];
    });
    expect([...arena.addRows(held, labels, room)]).toEqual([...sums]);
  });

  it('takes any window of rows', () => {
    const a = randomMatrix(11, 6, 1);
    const b = randomMatrix(9, 6, 2);
    const whole = products(create(), a, b);
    const window = products(create(), a, b, { aFrom: 3, aRows: 6, bFrom: 4, bRows: 5 });
    expect(window).toEqual(whole.slice(3, 9).map((row) => row.slice(4, 9)));
  });

  it('gives dot(a, b) and dot(b, a) the same bits', () => {
    const a = randomMatrix(10, 13, 3);
    const there = products(create(), a, a);
    for (let i = 0; i < 10; i++) for (let j = 0; j < 10; j++) expect(there[i][j]).toBe(there[j][i]);
  });

  it('keeps what was placed when more is reserved', () => {
    const arena = create();
    const small = arena.place(matrixOf([[1, 2, 3]]));
    const large = arena.reserve(4000, 300);
    expect([...arena.view(small)]).toEqual([1, 2, 3, 0]);
    expect(arena.view(large).length).toBe(4000 * 300);
  });
});

describe('the twins', () => {
  it('are two: this engine runs SIMD WebAssembly', () => {
    expect(hasSimd()).toBe(true);
  });

  it('give the same bits on every shape', () => {
    fc.assert(
      fc.property(shape, ({ rows, others, cols, seed }) => {
        const a = randomMatrix(rows, cols, seed);
        const b = randomMatrix(others, cols, seed ^ 1);
        expect(products(createArena(), a, b)).toEqual(products(createPlainArena(), a, b));
      }),
      { numRuns: 200 },
    );
  });

  it('give the same bits for numbers of very different size, infinities and NaN', () => {
    const float = fc.float({ noDefaultInfinity: false, noNaN: false });
    const row = fc.array(float, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.array(row, { minLength: 1, maxLength: 6 }),
        (a, b) => {
          const [fast, plain] = [createArena(), createPlainArena()].map((arena) =>
            products(arena, matrixOf(a), matrixOf(b)),
          );
          expect(fast).toEqual(plain);
        },
      ),
    );
  });
});

describe('an arena that is closed', () => {
  it('leaves its memory to the next, as if it were new', () => {
    const first = createArena();
    const held = first.place(matrixOf([[1, 2, 3, 4]]));
    const { buffer } = first.view(held);
    first.close();
    first.close();
    const [second, third] = [createArena(), createArena()];
    const block = second.reserve(1, 4);
    expect([...second.view(block)]).toEqual([0, 0, 0, 0]);
    expect(second.view(block).buffer).toBe(buffer);
    expect(third.view(third.reserve(1, 4)).buffer).not.toBe(buffer);
    second.view(block).fill(7);
    expect([...third.view(third.reserve(1, 4))]).toEqual([0, 0, 0, 0]);
  });
});

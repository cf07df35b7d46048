import { describe, expect, it } from 'vitest';
import { joinFeatures, skewness } from '../../../src/core/features/join-features';
import type { Matrix } from '../../../src/core/matrix';
import type { Prepared } from '../../../src/core/prepare/prepare-customers';
import { createRandom } from '../../../src/core/random';
import { faultOf } from '../../fixtures/faults';
import { matrixOf } from '../../fixtures/matrices';
import golden from '../../golden/curves.json';

function prepare(parts: Partial<Prepared> & { rows: number }): Prepared {
  return {
    fileRows: parts.rows,
    objected: 0,
    order: Int32Array.from({ length: parts.rows }, (_, i) => i),
    texts: [],
    textOf: new Int32Array(parts.rows).fill(-1),
    numbers: [],
    dates: [],
    categories: [],
    ...parts,
  };
}

function varianceOf(matrix: Matrix, from: number, to: number): number {
  let variance = 0;
  for (let col = from; col < to; col++) {
    const values = Array.from(
      { length: matrix.rows },
      (_, row) => matrix.data[row * matrix.cols + col],
    );
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    variance += values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  }
  return variance;
}

const number = (name: string, ...values: number[]) => ({ name, values: Float64Array.from(values) });
const category = (name: string, levels: string[], ...codes: number[]) => ({
  name,
  levels,
  codes: Int32Array.from(codes),
});

describe('skewness', () => {
  it.each(golden.skewness)('is what SciPy gives for $values', ({ values, skewness: expected }) => {
    expect(skewness(Float64Array.from(values))).toBeCloseTo(expected, 9);
  });

  it('is 0 where nothing varies', () => {
    expect(skewness(Float64Array.of(3, 3, 3))).toBe(0);
  });
});

describe('joinFeatures with columns only', () => {
  it('measures a number from its middle, and gives it variance 1', () => {
    const { matrix, columns, textShare } = joinFeatures(
      prepare({ rows: 5, numbers: [number('age', 20, 30, 40, 50, 60)] }),
      undefined,
    );
    const expected = [-2, -1, 0, 1, 2].map((x) => x / Math.SQRT2);
    matrix.data.forEach((x, i) => expect(x).toBeCloseTo(expected[i], 6));
    expect(columns).toEqual([{ block: 'columns', column: 'age', meaning: 'amount' }]);
    expect(textShare).toBe(0);
  });

  it('gives numbers and dates the same variance and a category half of it', () => {
    const { matrix, columns } = joinFeatures(
      prepare({
        rows: 6,
        numbers: [number('orders', 1, 2, 3, 4, 5, 6)],
        dates: [number('joined', 1e12, 2e12, 1.5e12, 1.1e12, 1.7e12, 1.2e12)],
        categories: [category('city', ['A', 'B', 'C'], 0, 1, 2, 0, 1, 2)],
      }),
      undefined,
    );
    expect(columns.map(({ meaning }) => meaning)).toEqual([
      'amount',
      'date',
      'level',
      'level',
      'level',
    ]);
    expect(columns[3]).toEqual({ block: 'columns', column: 'city', meaning: 'level', level: 'B' });
    const [orders, joined, city] = [
      varianceOf(matrix, 0, 1),
      varianceOf(matrix, 1, 2),
      varianceOf(matrix, 2, 5),
    ];
    expect(joined).toBeCloseTo(orders, 5);
    expect(city).toBeCloseTo(orders / 2, 5);
    expect(orders + joined + city).toBeCloseTo(3, 5);
  });

  it('measures a skewed amount by its logarithm, and one with negatives as it is', () => {
    const meaning = (...values: number[]) =>
      joinFeatures(prepare({ rows: values.length, numbers: [number('x', ...values)] }), undefined)
        .columns[0].meaning;
    expect(meaning(1, 2, 2, 3, 3, 4, 900)).toBe('log-amount');
    expect(meaning(-1, 2, 2, 3, 3, 4, 900)).toBe('amount');
    expect(meaning(1, 2, 3, 4, 5, 6, 7)).toBe('amount');
  });

  it('holds far strays at three units', () => {
    const near = [-3, -2, -1, 0, 1, 2, 3];
    const at = (far: number) =>
      joinFeatures(prepare({ rows: 8, numbers: [number('x', ...near, far)] }), undefined).matrix
        .data;
    expect([...at(1e6)]).toEqual([...at(1e12)]);
    expect(at(1e6)[7]).toBeGreaterThan(at(1e6)[6]);
  });

  it('marks the unknown beside a number and as a level of a category', () => {
    const { matrix, columns } = joinFeatures(
      prepare({
        rows: 4,
        numbers: [number('age', 20, Number.NaN, 30, 40)],
        categories: [category('city', ['A', 'B'], 0, 1, -1, 0)],
      }),
      undefined,
    );
    expect(columns.map(({ column, meaning }) => `${column} ${meaning}`)).toEqual([
      'age amount',
      'age unknown',
      'city level',
      'city level',
      'city unknown',
    ]);
    // The unknown age stands where the middle one stands, and its mark apart from all others.
    expect(matrix.data[5]).toBeCloseTo(matrix.data[10], 6);
    const marks = [0, 1, 2, 3].map((row) => matrix.data[row * 5 + 1]);
    expect(marks[1]).toBeGreaterThan(0);
    expect(new Set([marks[0], marks[2], marks[3]]).size).toBe(1);
  });

  it('leaves out what is the same everywhere', () => {
    const steady = {
      numbers: [number('zip', 7, 7, 7, 7)],
      categories: [category('land', ['X'], 0, 0, 0, 0)],
    };
    const varied = number('age', 1, 2, 3, 4);
    const alone = joinFeatures(prepare({ rows: 4, numbers: [varied] }), undefined);
    const beside = joinFeatures(
      prepare({ rows: 4, numbers: [varied, ...steady.numbers], categories: steady.categories }),
      undefined,
    );
    expect(beside).toEqual(alone);
  });

  it('says when nothing varies', async () => {
    const fault = await faultOf(() =>
      joinFeatures(prepare({ rows: 3, numbers: [number('x', 1, 1, 1)] }), undefined),
    );
    expect(fault.code).toBe('nothing-to-group');
  });
});

describe('joinFeatures with texts', () => {
  const vectors = matrixOf([
    [1, 0],
    [0, 1],
  ]);
  const texts = { texts: ['a', 'b'], textOf: Int32Array.of(0, 1, 0, -1) };

  it('keeps vectors as they are, and puts who says nothing beside the middle of the others', () => {
    const { matrix, columns, textShare } = joinFeatures(prepare({ rows: 4, ...texts }), vectors);
    // The squared distances of the three texts from their mean are 2/9, 8/9 and 2/9: 4/9 in the mean.
    const away = Math.fround(2 / 3);
    const middle = [Math.fround(2 / 3), Math.fround(1 / 3)];
    expect([...matrix.data]).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0, ...middle, away]);
    expect(columns.map(({ meaning }) => meaning)).toEqual(['text', 'text', 'silent']);
    expect(columns.every(({ block }) => block === 'text')).toBe(true);
    expect(textShare).toBe(1);
  });

  it.each([
    [1, 1 / 4],
    [2, 2 / 5],
    [3, 1 / 2],
    [6, 1 / 2],
  ])('gives %i columns a share of %f of the variance', (count, share) => {
    const random = createRandom(count);
    const numbers = Array.from({ length: count }, (_, i) =>
      number(`n${i}`, ...Array.from({ length: 4 }, () => random.normal())),
    );
    const { matrix, textShare } = joinFeatures(prepare({ rows: 4, ...texts, numbers }), vectors);
    expect(textShare).toBeCloseTo(1 - share, 9);
    const [said, done] = [varianceOf(matrix, 0, 3), varianceOf(matrix, 3, matrix.cols)];
    expect(done / (said + done)).toBeCloseTo(share, 5);
  });

  it('gives the texts the share that is wanted, none and all among them', () => {
    const numbers = [number('x', 1, 2, 3, 5), number('y', 4, 1, 0, 2)];
    const at = (textShare: number) =>
      joinFeatures(prepare({ rows: 4, ...texts, numbers }), vectors, { textShare });
    for (const wanted of [0.2, 0.9]) {
      const { matrix, textShare } = at(wanted);
      expect(textShare).toBeCloseTo(wanted, 9);
      const [said, done] = [varianceOf(matrix, 0, 3), varianceOf(matrix, 3, matrix.cols)];
      expect(said / (said + done)).toBeCloseTo(wanted, 5);
    }
    expect(at(0).columns.map(({ block }) => block)).toEqual(['columns', 'columns']);
    const { matrix } = at(1);
    expect(varianceOf(matrix, 3, matrix.cols)).toBe(0);
  });

  it('lets a column count more, less or not at all', () => {
    const numbers = [number('x', 1, 2, 3, 5), number('y', 4, 1, 0, 2), number('z', 0, 1, 0, 1)];
    const { matrix, columns } = joinFeatures(prepare({ rows: 4, numbers }), undefined, {
      weights: { x: 3, z: 0, __proto__: 5, nobody: 2 },
    });
    expect(columns.map(({ column }) => column)).toEqual(['x', 'y']);
    expect(varianceOf(matrix, 0, 1) / varianceOf(matrix, 1, 2)).toBeCloseTo(3, 5);
  });

  it('says when the texts say all the same and nothing else varies', async () => {
    const same = matrixOf([
      [0.6, 0.8],
      [0.6, 0.8],
    ]);
    const all = { texts: ['!', '?'], textOf: Int32Array.of(0, 1, 0) };
    const fault = await faultOf(() => joinFeatures(prepare({ rows: 3, ...all }), same));
    expect(fault.code).toBe('nothing-to-group');
  });
});

import { describe, expect, it } from 'vitest';
import { applyFeatures } from '../../../src/core/features/apply-features';
import type { FeatureRecipe } from '../../../src/core/features/feature-recipe';
import { joinFeatures } from '../../../src/core/features/join-features';
import { learnFeatures } from '../../../src/core/features/learn-features';
import { matchFeatures } from '../../../src/core/features/match-features';
import { createHasher } from '../../../src/core/hash';
import { createMatrix } from '../../../src/core/matrix';
import type { Prepared } from '../../../src/core/prepare/prepare-customers';
import { drain } from '../../../src/core/steps';
import { hashTexts } from '../../../src/core/text/hashing-encoder';
import { customersOf } from '../../../src/study/customers-of';
import { fc } from '../../fixtures/properties';
import { openText, planFor, sampleLines } from '../../fixtures/studies';

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

const number = (name: string, ...values: number[]) => ({ name, values: Float64Array.from(values) });
const category = (name: string, levels: string[], ...codes: number[]) => ({
  name,
  levels,
  codes: Int32Array.from(codes),
});
const throughJson = (recipe: FeatureRecipe) => JSON.parse(JSON.stringify(recipe)) as FeatureRecipe;

async function sample(language: 'en' | 'zh') {
  const opened = await openText(sampleLines(language).join('\n'));
  const prepared = customersOf(opened.table, planFor(opened));
  return { prepared, vectors: drain(hashTexts(prepared.texts)) };
}

describe('learning features apart from applying them', () => {
  // Made by the function that learnt and applied at once, before it was parted.
  it.each([
    ['en', {}, '31bf6989e3d3815b1476133a3acbbd6b'],
    ['en', { textShare: 0.3 }, '2a4944812708b5e91e3d6a750e154a99'],
    ['en', { weights: { channel: 2.5 } }, '184018838ae2552d81fef9b87d7174ad'],
    ['zh', {}, 'dd65e9ef4c1f7bf3a141079c19fb7f10'],
    ['zh', { textShare: 0.3 }, '2db45f2ac3435f98c8943bc5f0c62d31'],
  ] as const)(
    'gives the same bits as before for the sample %s, %o',
    async (language, options, bits) => {
      const { prepared, vectors } = await sample(language);
      const { matrix } = joinFeatures(prepared, vectors, options);
      expect(createHasher().bytes(new Uint8Array(matrix.data.buffer)).digest()).toBe(bits);
    },
  );

  it('is plain data: a recipe that was written and read gives the same space', async () => {
    const { prepared, vectors } = await sample('en');
    const recipe = throughJson(learnFeatures(prepared, vectors));
    expect(applyFeatures(recipe, prepared, vectors)).toEqual(joinFeatures(prepared, vectors));
  });

  it('puts a customer of another file where the same one stands in the first', () => {
    const values = fc.array(fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 })), {
      minLength: 3,
      maxLength: 30,
    });
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.integer({ min: -1, max: 2 })), (given, stream) => {
        const amounts = given.map((value) => value ?? Number.NaN);
        const codes = amounts.map(() => stream.next().value as number);
        const first = prepare({
          rows: amounts.length,
          numbers: [number('x', ...amounts), number('y', ...amounts.keys())],
          categories: [category('c', ['a', 'b', 'c'], ...codes)],
        });
        const recipe = throughJson(learnFeatures(first, undefined));
        const { matrix } = applyFeatures(recipe, first, undefined);
        for (const row of amounts.keys()) {
          const alone = prepare({
            rows: 1,
            numbers: [number('y', row), number('x', amounts[row])],
            categories: [
              codes[row] < 0
                ? category('c', [], -1)
                : category('c', [['a', 'b', 'c'][codes[row]]], 0),
            ],
          });
          expect([...applyFeatures(recipe, alone, undefined).matrix.data]).toEqual([
            ...matrix.data.subarray(row * matrix.cols, (row + 1) * matrix.cols),
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a file that is not as the first one', () => {
  const first = prepare({
    rows: 4,
    numbers: [number('age', 20, 30, 40, 50), number('spend', 1, 2, 3, 4)],
    categories: [category('city', ['Bath', 'York'], 0, 1, 0, 1)],
  });
  const recipe = learnFeatures(first, undefined);

  it('leaves customers in the middle where a column is missing', () => {
    const { matrix } = applyFeatures(
      recipe,
      prepare({ rows: 1, numbers: [number('spend', 4)] }),
      undefined,
    );
    expect(matrix.data[0]).toBe(0);
    expect(matrix.data[1]).toBeGreaterThan(0);
    expect([...matrix.data.slice(2)]).toEqual([0, 0]);
  });

  it('keeps a new level apart from all known ones, equally far', () => {
    const { matrix } = applyFeatures(
      recipe,
      prepare({
        rows: 3,
        numbers: [number('age', 20, 20, 20), number('spend', 1, 1, 1)],
        categories: [category('city', ['Bath', 'Rome', 'York'], 1, 0, 2)],
      }),
      undefined,
    );
    const place = (row: number) => [...matrix.data.subarray(row * 4 + 2, row * 4 + 4)];
    const far = (a: number, b: number) =>
      Math.hypot(...place(a).map((value, at) => value - place(b)[at]));
    expect(far(0, 1)).toBeCloseTo(far(0, 2), 6);
    expect(far(1, 2)).toBeCloseTo(far(0, 1) * Math.SQRT2, 6);
  });

  it('counts all of it', () => {
    const next = prepare({
      rows: 3,
      numbers: [number('age', 20, Number.NaN, 30)],
      categories: [category('city', ['Bath', 'Oslo', 'Rome'], 2, 1, 2)],
    });
    expect(matchFeatures(recipe, next)).toEqual({
      missing: ['spend'],
      withoutTexts: false,
      levels: [
        { column: 'city', level: 'Rome', customers: 2 },
        { column: 'city', level: 'Oslo', customers: 1 },
      ],
      unknown: [{ column: 'age', customers: 1 }],
      silent: 0,
    });
    expect(matchFeatures(recipe, first)).toEqual({
      missing: [],
      withoutTexts: false,
      levels: [],
      unknown: [],
      silent: 0,
    });
  });

  it('takes less than nothing for nothing where amounts are measured by their logarithm', () => {
    const skewed = learnFeatures(
      prepare({ rows: 7, numbers: [number('x', 0, 2, 2, 3, 3, 4, 900)] }),
      undefined,
    );
    expect(skewed.columns[0].meaning).toBe('log-amount');
    const { matrix } = applyFeatures(
      skewed,
      prepare({ rows: 2, numbers: [number('x', -5, 0)] }),
      undefined,
    );
    expect(matrix.data[0]).toBe(matrix.data[1]);
  });

  it('is measured without texts, too', () => {
    const vectors = createMatrix(2, 3);
    vectors.data.set([1, 0, 0, 0, 1, 0]);
    const spoken = learnFeatures(
      prepare({ rows: 3, texts: ['a', 'b'], textOf: Int32Array.of(0, 1, 0) }),
      vectors,
    );
    const next = prepare({ rows: 2 });
    const { matrix } = applyFeatures(spoken, next, undefined);
    expect([...matrix.data]).toEqual([...spoken.text!.middle, ...spoken.text!.middle]);
    expect(matchFeatures(spoken, next)).toMatchObject({ withoutTexts: true, silent: 2 });
  });
});

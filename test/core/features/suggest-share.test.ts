import { describe, expect, it } from 'vitest';
import { joinFeatures } from '../../../src/core/features/join-features';
import {
  decideShare,
  suggestShare,
  type TriedShare,
} from '../../../src/core/features/suggest-share';
import { createMatrix, normalise, rowOf } from '../../../src/core/matrix';
import type { Prepared } from '../../../src/core/prepare/prepare-customers';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';

const tried = (textShare: number, stability: number, coverage: number): TriedShare => ({
  textShare,
  stability,
  coverage,
  textPart: textShare,
});

describe('decideShare', () => {
  it('stays with what is proposed unless another is clearly better', () => {
    const list = [tried(0, 0.9, 0.5), tried(0.5, 0.8, 0.5), tried(1, 0.9, 0.5)];
    // 0.45 beside 0.40: an eighth more is not enough.
    expect(decideShare(list, 0.5)).toBe(0.5);
    // 0.50 beside 0.40: a quarter more is.
    expect(decideShare([...list, tried(0.75, 1, 0.5)], 0.5)).toBe(0.75);
  });

  it('wants segments that tell of both, not only steady ones', () => {
    expect(decideShare([tried(0, 1, 0.5), tried(0.5, 0.7, 0.9)], 0.5)).toBe(0.5);
  });
});

/** Customers whose texts, or columns, or both, are made of four groups; the rest is noise. */
function made(groups: { text: boolean; columns: boolean }, seed: number) {
  const random = createRandom(seed);
  const rows = 240;
  const centres = Array.from({ length: 4 }, () =>
    Array.from({ length: 24 }, () => random.normal()),
  );
  const vectors = createMatrix(rows, 24);
  const columns = Array.from({ length: 3 }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const group = row % 4;
    const own = rowOf(vectors, row);
    for (let col = 0; col < 24; col++)
      own[col] = (groups.text ? 1.2 * centres[group][col] : 0) + random.normal();
    normalise(own);
    columns.forEach((values, at) => {
      const step = groups.columns ? 8 * ((group >> (at % 2)) & 1) : 0;
      values[row] = step + random.normal();
    });
  }
  const prepared: Prepared = {
    rows,
    fileRows: rows,
    objected: 0,
    order: Int32Array.from({ length: rows }, (_, row) => row),
    texts: Array.from({ length: rows }, (_, row) => `${row}`),
    textOf: Int32Array.from({ length: rows }, (_, row) => row),
    numbers: columns.map((values, at) => ({ name: `n${at}`, values })),
    dates: [],
    categories: [],
  };
  return drain(
    suggestShare(
      (textShare) => joinFeatures(prepared, vectors, textShare === undefined ? {} : { textShare }),
      4,
      seed,
    ),
  );
}

describe('suggestShare', () => {
  const worth = ({ stability, coverage }: TriedShare) => stability * coverage;

  it('leans towards texts where only they hold groups', () => {
    const { textShare, tried: list } = made({ text: true, columns: false }, 3);
    expect(textShare).toBeGreaterThanOrEqual(0.5);
    expect(worth(list[4])).toBeGreaterThan(worth(list[0]));
  });

  it('does not lean towards texts where only columns hold groups', () => {
    const { textShare, tried: list } = made({ text: false, columns: true }, 4);
    expect(textShare).toBeLessThanOrEqual(0.5);
    expect(worth(list[0])).toBeGreaterThan(worth(list[4]));
  });

  it('stays even where both say the same, and the groups are found whole', () => {
    const { textShare, proposed, tried: list } = made({ text: true, columns: true }, 5);
    expect(textShare).toBe(proposed);
    const even = list.find((one) => one.textShare === proposed);
    expect(even?.stability).toBeGreaterThan(0.95);
    expect(even?.coverage).toBeGreaterThan(0.95);
    expect(even?.textPart).toBeGreaterThan(0.2);
  });

  it('tells shares without a part of what is left out', () => {
    const { tried: list } = made({ text: true, columns: true }, 6);
    expect(list[0].textPart).toBe(0);
    expect(list.at(-1)?.textPart).toBeGreaterThan(0.98);
  });
});

describe('who says nothing', () => {
  it.each([0.1, 0.25, 0.5, 0.75, 0.9, 1])(
    'is marked at a share of %f, and is no text of zeros',
    (textShare) => {
      const random = createRandom(2);
      const vectors = createMatrix(6, 3);
      for (let row = 0; row < 6; row++) {
        for (let col = 0; col < 3; col++) vectors.data[row * 3 + col] = 1 + random.normal();
        normalise(rowOf(vectors, row));
      }
      const { matrix, columns } = joinFeatures(
        {
          rows: 8,
          fileRows: 8,
          objected: 0,
          order: Int32Array.from({ length: 8 }, (_, row) => row),
          texts: ['a', 'b', 'c', 'd', 'e', 'f'],
          textOf: Int32Array.of(0, 1, 2, 3, 4, 5, -1, -1),
          numbers: [{ name: 'n', values: Float64Array.from({ length: 8 }, () => random.normal()) }],
          dates: [],
          categories: [],
        },
        vectors,
        { textShare },
      );
      const flag = columns.findIndex(({ meaning }) => meaning === 'silent');
      expect(flag).toBe(3);
      for (const row of [6, 7]) {
        expect(rowOf(matrix, row)[flag]).toBeGreaterThan(0.1);
        // What it says is the middle of the others.
        for (let col = 0; col < 3; col++) {
          let mean = 0;
          for (let other = 0; other < 6; other++) mean += rowOf(matrix, other)[col] / 6;
          expect(rowOf(matrix, row)[col]).toBeCloseTo(mean, 5);
        }
      }
      for (let row = 0; row < 6; row++) expect(rowOf(matrix, row)[flag]).toBe(0);
    },
  );
});

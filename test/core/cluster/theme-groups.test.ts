import { describe, expect, it } from 'vitest';
import { readOwnThemes } from '../../../src/core/cluster/own-themes';
import {
  assignThemes,
  batchTexts,
  blend,
  centreByWeight,
  countBatches,
  orderThemes,
} from '../../../src/core/cluster/theme-groups';
import { createMatrix, dot, type Matrix, normalise, rowOf } from '../../../src/core/matrix';
import { createRandom } from '../../../src/core/random';
import { centreTexts } from '../../../src/core/features/centre-texts';
import { drain } from '../../../src/core/steps';
import { matrixOf } from '../../fixtures/matrices';

/** Texts around directions that are far from each other, all tilted the same way. */
function speak(sizes: readonly number[], cols: number, seed: number, noise = 0.25) {
  const random = createRandom(seed);
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  const texts = createMatrix(rows, cols);
  const truth = new Int32Array(rows);
  const kinds = sizes.flatMap((size, kind) => new Array<number>(size).fill(kind));
  kinds.forEach((kind, row) => {
    const values = rowOf(texts, row);
    for (let col = 0; col < cols; col++)
      values[col] = (col === cols - 1 ? 1 : 0) + (col === kind ? 1 : 0) + noise * random.normal();
    normalise(values);
    truth[row] = kind;
  });
  return { texts, truth, weights: new Float64Array(rows).fill(1) };
}

function axes(kinds: readonly number[], cols: number): Matrix {
  const themes = createMatrix(kinds.length, cols);
  kinds.forEach((kind, at) => {
    themes.data[at * cols + kind] = 1;
  });
  return themes;
}

describe('assignThemes', () => {
  it('gives by hand each text the theme of the higher cosine', () => {
    const rows = matrixOf([
      [1, 0],
      [0.6, 0.8],
      [-0.8, 0.6],
    ]);
    const { labels, fits } = drain(
      assignThemes(
        { rows, middle: new Float32Array(2) },
        new Float64Array(3).fill(1),
        matrixOf([
          [1, 0],
          [0, 1],
        ]),
        { rounds: 0, keep: 1 },
      ),
    );
    expect([...labels]).toEqual([0, 1, 1]);
    expect([...fits].map((fit) => fit.toFixed(2))).toEqual(['1.00', '0.80', '0.60']);
  });

  it('lets themes move towards their texts, as far as they may', () => {
    // Theme 0 points between both crowds, so that at first it takes half of the second.
    const { texts, truth, weights } = speak([120, 80, 60], 8, 3);
    const centred = centreByWeight(texts, weights);
    const titles = axes([0, 1, 2], 8);
    for (let col = 0; col < 2; col++) titles.data[col] = Math.SQRT1_2;
    const rightOf = (rounds: number, keep: number) =>
      drain(assignThemes(centred, weights, titles, { rounds, keep })).labels.filter(
        (label, row) => label === truth[row],
      ).length;
    expect(rightOf(3, 0.2)).toBeGreaterThan(rightOf(0, 0.2));
    expect(rightOf(3, 1)).toBe(rightOf(0, 1));
    expect(rightOf(3, 0.2)).toBeGreaterThan(0.97 * 260);
  });

  it('leaves a theme that nobody takes where its title says', () => {
    const { texts, weights } = speak([50, 50], 6, 4, 0.05);
    const found = drain(
      assignThemes(centreByWeight(texts, weights), weights, axes([0, 1, 4], 6), { keep: 0.2 }),
    );
    expect(new Set(found.labels)).toEqual(new Set([0, 1]));
    expect(found.fits.every(Number.isFinite)).toBe(true);
  });
});

describe('centreByWeight', () => {
  it('counts texts as often as they are said', () => {
    const texts = matrixOf([
      [1, 0],
      [0, 1],
    ]);
    const { middle, rows } = centreByWeight(texts, Float64Array.of(3, 1));
    expect([...middle]).toEqual([0.75, 0.25]);
    expect(dot(rowOf(rows, 0), rowOf(rows, 1))).toBeCloseTo(-1, 6);
    expect([...centreTexts(matrixOf([[0.75, 0.25]]), middle).data]).toEqual([0, 0]);
  });
});

describe('orderThemes', () => {
  const { texts, weights } = speak([90, 60, 30], 8, 5);
  const centred = centreByWeight(texts, weights);

  it('takes first what covers most, and leaves out what says the same again', () => {
    const twice = axes([2, 0, 1, 0], 8);
    twice.data[3 * 8 + 7] = 0.05;
    normalise(rowOf(twice, 3));
    const order = drain(orderThemes(centred, weights, twice, 9));
    expect(order).toHaveLength(3);
    expect(new Set(order.map((theme) => (theme === 3 ? 1 : theme)))).toEqual(new Set([0, 1, 2]));
    expect([1, 3]).toContain(order[0]);
  });

  it('is nested: a smaller choice begins a larger one', () => {
    const themes = axes([0, 1, 2, 3, 4], 8);
    const all = drain(orderThemes(centred, weights, themes, 5));
    expect(drain(orderThemes(centred, weights, themes, 2))).toEqual(all.slice(0, 2));
  });
});

describe('batchTexts', () => {
  it('puts texts alike together, the heaviest batch first, the most typical text first', () => {
    const { texts, truth, weights } = speak([60, 40, 20], 8, 6, 0.1);
    weights.fill(5, 100);
    const { batches, centres } = drain(batchTexts(texts, weights, 3, 1));
    expect(batches.map(({ weight }) => weight)).toEqual([100, 60, 40]);
    for (const { texts: members } of batches)
      expect(new Set(Array.from(members, (text) => truth[text])).size).toBe(1);
    batches.forEach(({ texts: members }, batch) => {
      const near = Array.from(members, (text) => dot(rowOf(texts, text), rowOf(centres, batch)));
      expect(near).toEqual([...near].sort((a, b) => b - a));
    });
  });

  it('makes as many as serve', () => {
    expect(countBatches(10_000, 10)).toBe(24);
    expect(countBatches(10_000, 40)).toBe(60);
    expect(countBatches(30, 4)).toBe(6);
    expect(countBatches(3, 5)).toBe(1);
  });
});

it('blends two directions by halves', () => {
  const made = blend(matrixOf([[1, 0]]), matrixOf([[0, 1]]), 0.5);
  expect(made.data[0]).toBeCloseTo(Math.SQRT1_2, 6);
  expect(made.data[1]).toBeCloseTo(Math.SQRT1_2, 6);
});

describe('readOwnThemes', () => {
  it('reads a title before a colon and all of it as the meaning', () => {
    expect(
      readOwnThemes(['  Late delivery: parcel,  courier ', '', 'Gifts', '物流慢：快递', ' : odd']),
    ).toEqual([
      { title: 'Late delivery', meaning: 'Late delivery, parcel, courier' },
      { title: 'Gifts', meaning: 'Gifts' },
      { title: '物流慢', meaning: '物流慢, 快递' },
      { title: ': odd', meaning: ', odd' },
    ]);
  });

  it('takes a title once, and no more than can be meant', () => {
    expect(readOwnThemes(['Price', 'price', 'PRICE: too high'])).toHaveLength(1);
    expect(readOwnThemes(Array.from({ length: 500 }, (_, at) => `theme ${at}`))).toHaveLength(100);
    expect(readOwnThemes(['x'.repeat(9000)])[0].title).toHaveLength(300);
  });
});

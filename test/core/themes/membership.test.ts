import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { findMembership, joinParts, strongestOf } from '../../../src/core/themes/membership';
import { splitTexts } from '../../../src/core/themes/split-texts';
import { searchTexts, indexStems } from '../../../src/core/themes/search-themes';
import { readCorpus } from '../../../src/core/text/corpus';

const matrix = (rows: number[][]): Matrix => ({
  data: Float32Array.from(rows.flat()),
  rows: rows.length,
  cols: rows[0].length,
});
const at = (degrees: number) => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
];

describe('membership', () => {
  const centres = matrix([at(0), at(90)]);

  it('is with the nearest theme, and with others that are nearly as near', () => {
    const rows = matrix([at(5), at(0), at(45), at(88), at(90), at(-5), at(85)]);
    const found = drain(findMembership(rows, centres));
    expect([...strongestOf(found)]).toEqual([0, 0, -1, 1, 1, 0, 1]);
  });

  it('gives weights by closeness to who stands between two themes', () => {
    // 42 degrees from the one and 48 from the other: cosines .743 and .669, which is 90 %.
    const rows = matrix([42, 0, 30, 10, 48, 90, 60, 80].map(at));
    const { starts, themes, weights } = drain(findMembership(rows, centres));
    expect([...themes.subarray(starts[0], starts[1])]).toEqual([0, 1]);
    const [a, b] = [Math.cos((42 * Math.PI) / 180), Math.cos((48 * Math.PI) / 180)];
    expect(weights[starts[0]]).toBeCloseTo(a / (a + b), 6);
    expect(weights[starts[0]] + weights[starts[0] + 1]).toBeCloseTo(1, 6);
  });

  it('is with none for what is no nearer than the middle, and for nothing', () => {
    const rows = matrix([at(0), at(1), at(200), [0, 0]]);
    expect([...strongestOf(drain(findMembership(rows, centres)))].slice(2)).toEqual([-1, -1]);
  });

  it('of a text is that of its parts by their length', () => {
    const parts = {
      starts: Int32Array.of(0, 1, 3, 3),
      themes: Int32Array.of(0, 1, 0),
      weights: Float32Array.of(1, 0.75, 0.25),
    };
    const text = [
      { part: 0, weight: 0.25 },
      { part: 1, weight: 0.75 },
    ];
    const found = joinParts([text, [{ part: 2, weight: 1 }]], parts);
    expect([...found.starts]).toEqual([0, 2, 2]);
    expect([...found.themes]).toEqual([1, 0]);
    expect(found.weights[0]).toBeCloseTo(0.5625, 6);
    expect(found.weights[1]).toBeCloseTo(0.4375, 6);
  });
});

describe('parts of texts', () => {
  it('are whole short texts and the sentences of long ones, short sentences with the next', () => {
    const long =
      'Great. The tea arrived on time and the box was in perfect shape for once. ' +
      'But the price has gone up again and I will not pay that much for a small tin of tea.';
    const { parts, of, split } = drain(splitTexts(['Good tea', long, 'Good tea for all']));
    expect(parts).toEqual([
      'Good tea',
      'Great. The tea arrived on time and the box was in perfect shape for once.',
      'But the price has gone up again and I will not pay that much for a small tin of tea.',
      'Good tea for all',
    ]);
    expect(of[1].map(({ part }) => part)).toEqual([1, 2]);
    expect(of[1].reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(split).toBe(1);
  });
});

describe('search', () => {
  it('goes by meaning and by words in any form', () => {
    const index = indexStems(drain(readCorpus(['late deliveries', 'green tea', 'slow courier'])));
    const vectors = matrix([at(90), at(180), at(10)]);
    const meaning = Float32Array.from(at(0));
    const hits = searchTexts(index, ['delivery'], meaning, vectors, 3).map(({ at: text }) => text);
    expect(hits).toEqual([2, 0, 1]);
    const byWords = searchTexts(index, ['delivery'], Float32Array.of(0, 0), vectors, 1);
    expect(byWords).toEqual([{ at: 0, score: 0.5 }]);
  });
});

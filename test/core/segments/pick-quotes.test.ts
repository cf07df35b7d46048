import { expect, it } from 'vitest';
import { pickQuotes } from '../../../src/core/segments/pick-quotes';
import { matrixOf } from '../../fixtures/matrices';

const turn = (degrees: number) => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
];
// The mean of these directions is 0 degrees.
const vectors = matrixOf([0, 1, 60, -60, 40, -41].map(turn));
const own = Int32Array.of(0, 1, 2, 3, 4, 5);

it('quotes the middle, and then what lies farthest from all quoted', () => {
  const [quotes] = pickQuotes(vectors, own, new Int32Array(6), 1, 1, 2);
  expect(quotes.central).toEqual([0]);
  // Of the nearer half (0, 1, 40 degrees) the one at 1 degree says the same as the centre.
  expect(quotes.diverse).toEqual([4]);
});

it('quotes each text once and nothing of a silent group', () => {
  const textOf = Int32Array.of(0, 0, 0, -1);
  const [first, silent] = pickQuotes(vectors, textOf, Int32Array.of(0, 0, 0, 1), 2, 3, 3);
  expect(first).toEqual({ central: [0], diverse: [] });
  expect(silent).toEqual({ central: [], diverse: [] });
});

import { expect, it } from 'vitest';
import { centreTexts, middleOfTexts } from '../../../src/core/features/centre-texts';
import { matrixOf } from '../../fixtures/matrices';

const vectors = matrixOf([
  [1, 0],
  [0, 1],
]);

it('finds the middle by customers, not by texts', () => {
  expect([...middleOfTexts(vectors, Int32Array.of(0, 0, 0, 1, -1))]).toEqual([0.75, 0.25]);
  expect([...middleOfTexts(vectors, Int32Array.of(-1, -1))]).toEqual([0, 0]);
});

it('gives directions from the middle, and nothing for a text that is the middle', () => {
  const centred = centreTexts(vectors, Float32Array.of(0.5, 0.5));
  const half = Math.fround(Math.SQRT1_2);
  [half, -half, -half, half].forEach((value, at) => expect(centred.data[at]).toBeCloseTo(value, 6));
  expect([...centreTexts(vectors, Float32Array.of(1, 0)).data.subarray(0, 2)]).toEqual([0, 0]);
  expect([...vectors.data]).toEqual([1, 0, 0, 1]);
});

import { describe, expect, it } from 'vitest';
import {
  insideLoop,
  nearestPoint,
  pointsInside,
  rowsWith,
} from '../../../src/core/draw/pick-points';
import { drain } from '../../../src/core/steps';
import { fc } from '../../fixtures/properties';

const nan = Number.NaN;
// At (20, 30), (40, 30), nowhere, (40, 33) of the picture.
const xy = Float32Array.of(1, 1, 2, 1, nan, nan, 2, 1.15);
const view = { scale: 20, shiftX: 0, shiftY: 10 };

describe('nearestPoint', () => {
  it.each<[number, number, number, number | undefined]>([
    [20, 30, 14, 0],
    [29, 30, 14, 0],
    [31, 30, 14, 1],
    [40, 32, 14, 3],
    [40, 31, 14, 1],
    [5, 30, 14, undefined],
    [6, 30, 14, undefined],
    [7, 30, 14, 0],
  ])('(%d, %d) within %d: point %s', (x, y, reach, row) => {
    expect(nearestPoint(xy, view, x, y, reach)).toBe(row);
  });

  it('finds only who is picked out', () => {
    expect(nearestPoint(xy, view, 40, 30, 14, Uint8Array.of(1, 0, 1, 1))).toBe(3);
    expect(nearestPoint(xy, view, 40, 30, 14, Uint8Array.of(1, 0, 1, 0))).toBeUndefined();
  });
});

describe('pointsInside', () => {
  it('asks for the place in the picture, and leaves out who has none', () => {
    expect([...drain(pointsInside(xy, view, (x) => x > 30))]).toEqual([1, 3]);
    expect([...drain(pointsInside(xy, view, (x, y) => x < 30 && y === 30))]).toEqual([0]);
    expect([...drain(pointsInside(xy, view, () => false))]).toEqual([]);
    const everywhere = (x: number, y: number) => x >= 0 && y >= 0;
    expect([...drain(pointsInside(xy, view, everywhere))]).toEqual([0, 1, 3]);
  });
});

describe('insideLoop', () => {
  const square = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ] as const;
  const bite = [
    [0, 0],
    [4, 0],
    [4, 4],
    [2, 1],
    [0, 4],
  ] as const;

  it.each<[number, number, boolean]>([
    [2, 2, true],
    [0.1, 3.9, true],
    [5, 2, false],
    [-1, 2, false],
    [2, 5, false],
  ])('(%d, %d) in a square: %s', (x, y, inside) => {
    expect(insideLoop(square, x, y)).toBe(inside);
    expect(insideLoop([...square].reverse(), x, y)).toBe(inside);
  });

  it('knows a bite taken out of it', () => {
    expect(insideLoop(bite, 2, 3)).toBe(false);
    expect(insideLoop(bite, 2, 0.5)).toBe(true);
    expect(insideLoop(bite, 0.2, 3)).toBe(true);
  });

  it('holds nothing in a line or a point', () => {
    expect(insideLoop([], 0, 0)).toBe(false);
    expect(
      insideLoop(
        [
          [0, 0],
          [4, 4],
        ],
        2,
        2,
      ),
    ).toBe(false);
  });

  it('takes every point for one of two neighbouring halves', () => {
    const left = [
      [0, 0],
      [2, 0],
      [2, 4],
      [0, 4],
    ] as const;
    const right = [
      [2, 0],
      [4, 0],
      [4, 4],
      [2, 4],
    ] as const;
    const at = fc.integer({ min: 1, max: 39 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(at, at, (x, y) => {
        expect(Number(insideLoop(left, x, y)) + Number(insideLoop(right, x, y))).toBe(1);
      }),
    );
  });
});

describe('rowsWith', () => {
  it('gives the rows that bear a label, in order', () => {
    expect([...rowsWith(Int32Array.of(2, -1, 2, 0, 2), 2)]).toEqual([0, 2, 4]);
    expect([...rowsWith(Int32Array.of(2, -1, 2, 0), -1)]).toEqual([1]);
    expect([...rowsWith(Int32Array.of(2, 2), 1)]).toEqual([]);
  });
});

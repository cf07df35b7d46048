import { describe, expect, it } from 'vitest';
import type { View } from '../../../src/core/draw/frame';
import { nearestPoint } from '../../../src/core/draw/pick-points';
import {
  gridPoints,
  keepInGrid,
  nearestInGrid,
  thinInView,
} from '../../../src/core/draw/point-grid';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { fc } from '../../fixtures/properties';

const nan = Number.NaN;
const PLAIN: View = { scale: 1, shiftX: 0, shiftY: 0 };

/** Points of a crowd and a few strays; every ninth has no place. */
function scatter(points: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: points * 2 }, (_, i) =>
    (i >> 1) % 9 === 8 ? nan : random.normal() * ((i >> 1) % 50 === 0 ? 400 : 100) + 300,
  );
}

describe('gridPoints', () => {
  it('puts each point with a place into one square, in the order of the rows', () => {
    // Four points, one square: a side for every six of them.
    const grid = drain(gridPoints(Float32Array.of(1, 1, nan, nan, 3, 1, 1, 2)));
    expect([grid.left, grid.top, grid.size]).toEqual([1, 1, 2]);
    expect([grid.across, grid.down]).toEqual([2, 1]);
    expect([...grid.starts]).toEqual([0, 2, 3]);
    expect([...grid.rows]).toEqual([0, 3, 2]);
  });

  it('knows what to do about nobody, about one, and about many at one place', () => {
    expect([...drain(gridPoints(Float32Array.of(nan, nan))).rows]).toEqual([]);
    expect([...drain(gridPoints(Float32Array.of(5, 5))).rows]).toEqual([0]);
    expect(drain(gridPoints(new Float32Array(200).fill(4))).rows).toHaveLength(100);
  });
});

describe('nearestInGrid', () => {
  it('finds the point that is found by looking at all of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.record({
          scale: fc.double({ min: 0.05, max: 30, noNaN: true }),
          shiftX: fc.double({ min: -900, max: 900, noNaN: true }),
          shiftY: fc.double({ min: -900, max: 900, noNaN: true }),
        }),
        fc.integer({ min: -100, max: 1000 }),
        fc.integer({ min: -100, max: 1000 }),
        fc.boolean(),
        (points, seed, view, x, y, some) => {
          const xy = scatter(points, seed);
          const lit = some
            ? Uint8Array.from({ length: points }, (_, row) => (row % 3) & 1)
            : undefined;
          const grid = drain(gridPoints(xy));
          expect(nearestInGrid(grid, xy, view, x, y, 40, lit)).toBe(
            nearestPoint(xy, view, x, y, 40, lit),
          );
        },
      ),
    );
  });

  it('takes the first row where two are equally near', () => {
    const xy = Float32Array.of(8, 5, 2, 5, 5, 30);
    expect(nearestInGrid(drain(gridPoints(xy)), xy, PLAIN, 5, 5, 10)).toBe(0);
  });
});

describe('keepInGrid', () => {
  it('parts the points without losing one', () => {
    const xy = scatter(500, 3);
    const lit = Uint8Array.from({ length: 500 }, (_, row) => (row % 7 === 0 ? 1 : 0));
    const grid = drain(gridPoints(xy));
    const picked = keepInGrid(grid, lit, 1);
    const rest = keepInGrid(grid, lit, 0);
    expect([...picked.rows].every((row) => lit[row] === 1)).toBe(true);
    expect([...rest.rows].every((row) => lit[row] === 0)).toBe(true);
    expect([...picked.rows, ...rest.rows].sort((a, b) => a - b)).toEqual(
      [...grid.rows].sort((a, b) => a - b),
    );
    expect(nearestInGrid(picked, xy, PLAIN, 300, 300, 200)).toBe(
      nearestPoint(xy, PLAIN, 300, 300, 200, lit),
    );
  });
});

describe('thinInView', () => {
  const xy = scatter(20000, 5);
  const grid = drain(gridPoints(xy));

  it('leaves all in where there are no more than wanted', () => {
    const everywhere: View = { scale: 0.2, shiftX: 300, shiftY: 300 };
    const rows = thinInView(grid, everywhere, 900, 900, 20000);
    expect([...rows].sort((a, b) => a - b)).toEqual([...grid.rows].sort((a, b) => a - b));
  });

  it.each([50, 700, 5000])('gives %d at most, and at least half as many', (most) => {
    const rows = thinInView(grid, PLAIN, 600, 600, most);
    expect(rows.length).toBeLessThanOrEqual(most);
    expect(rows.length).toBeGreaterThanOrEqual(most / 2 - grid.down);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('leaves in every point in view once the view is near enough', () => {
    const near: View = { scale: 20, shiftX: -5700, shiftY: -5700 };
    const inView = [...grid.rows].filter((row) => {
      const x = xy[row * 2] * 20 - 5700;
      const y = xy[row * 2 + 1] * 20 - 5700;
      return x >= 0 && y >= 0 && x <= 600 && y <= 600;
    });
    expect(inView.length).toBeGreaterThan(10);
    const rows = new Set(thinInView(grid, near, 600, 600, 10000));
    expect(inView.every((row) => rows.has(row))).toBe(true);
  });

  it('keeps its choice while the view moves a little', () => {
    const before = new Set(thinInView(grid, PLAIN, 600, 600, 2000));
    const after = thinInView(grid, { ...PLAIN, shiftX: 3 }, 600, 600, 2000);
    const stayed = [...after].filter((row) => before.has(row)).length;
    expect(stayed / after.length).toBeGreaterThan(0.97);
  });

  it('gives nobody where nobody is in view, or nobody is wanted', () => {
    expect(thinInView(grid, { ...PLAIN, shiftX: 90000 }, 600, 600, 100)).toHaveLength(0);
    expect(thinInView(grid, PLAIN, 600, 600, 0)).toHaveLength(0);
  });
});

import { describe, expect, it } from 'vitest';
import {
  anchorsOf,
  fitFrame,
  frameOf,
  insideLoop,
  keepApart,
  type LabelBox,
} from '../../../src/core/draw/frame';
import { createRandom } from '../../../src/core/random';
import { fc } from '../../fixtures/properties';

describe('frameOf', () => {
  it('holds all points with a margin of 5 % of the longer side', () => {
    const frame = frameOf(Float32Array.of(0, 0, 10, 2, 4, 1));
    expect(frame.x).toBeCloseTo(-0.5, 6);
    expect(frame.y).toBeCloseTo(-0.5, 6);
    expect(frame.width).toBeCloseTo(11, 6);
    expect(frame.height).toBeCloseTo(3, 6);
  });

  it('leaves out who has no place, and frames nothing as a unit', () => {
    const nan = Number.NaN;
    expect(frameOf(Float32Array.of(0, 0, nan, nan, 10, 2))).toEqual(
      frameOf(Float32Array.of(0, 0, 10, 2)),
    );
    expect(frameOf(Float32Array.of(nan, nan))).toEqual({ x: -1, y: -1, width: 2, height: 2 });
    expect(frameOf(new Float32Array())).toEqual({ x: -1, y: -1, width: 2, height: 2 });
  });

  it('lets a few strays among thousands not shrink the rest', () => {
    const random = createRandom(1);
    const xy = Float32Array.from({ length: 10000 }, () => random.next());
    xy[0] = 1e6;
    xy[1] = -1e6;
    const frame = frameOf(xy);
    expect(frame.width).toBeLessThan(1.2);
    expect(frame.height).toBeLessThan(1.2);
  });

  it('gives a single point a frame of some width', () => {
    const frame = frameOf(Float32Array.of(3, 4));
    expect(frame.width).toBeGreaterThan(0);
    expect(frame.x).toBeLessThan(3);
    expect(frame.x + frame.width).toBeGreaterThan(3);
  });
});

describe('fitFrame', () => {
  it('shows a frame whole, in the middle', () => {
    const view = fitFrame({ x: 10, y: 20, width: 40, height: 10 }, 400, 300);
    expect(view.scale).toBe(10);
    expect(10 * view.scale + view.shiftX).toBe(0);
    expect(50 * view.scale + view.shiftX).toBe(400);
    expect(25 * view.scale + view.shiftY).toBe(150);
  });
});

describe('anchorsOf', () => {
  it('stands over the middle, at the upper edge of most, and nowhere without customers', () => {
    const nan = Number.NaN;
    const crowd = Array.from({ length: 51 }, (_, i) => [i, 100 - i]);
    const points = [...crowd, [7, 7], [nan, nan], [9, 9]];
    const labels = Int32Array.from(points, (_, i) => [0, 1, 1, -1][Math.max(0, i - 50)]);
    const anchors = anchorsOf(Float32Array.from(points.flat()), labels, 3);
    // Of 51 customers one stands above the label.
    expect([...anchors]).toEqual([25, 51, 7, 7, nan, nan]);
  });
});

describe('keepApart', () => {
  const box = (label: number, x: number, y: number): LabelBox => ({
    label,
    x,
    y,
    width: 20,
    height: 10,
  });

  it('keeps the first of two that lie over each other', () => {
    const kept = keepApart([box(0, 0, 0), box(1, 10, 4), box(2, 0, 15), box(3, 25, 0)]);
    expect(kept.map(({ label }) => label)).toEqual([0, 2, 3]);
  });

  it('keeps a gap between them', () => {
    expect(keepApart([box(0, 0, 0), box(1, 24, 0)], 4).length).toBe(2);
    expect(keepApart([box(0, 0, 0), box(1, 23.9, 0)], 4).length).toBe(1);
    expect(keepApart([box(0, 0, 0), box(1, 23.9, 0)], 0).length).toBe(2);
  });

  it('leaves no two over each other, and drops none that is free', () => {
    const boxes = fc.array(
      fc.record({
        label: fc.nat(),
        x: fc.integer({ min: 0, max: 200 }),
        y: fc.integer({ min: 0, max: 100 }),
        width: fc.integer({ min: 1, max: 60 }),
        height: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 15 },
    );
    const apart = (a: LabelBox, b: LabelBox) =>
      Math.abs(a.x - b.x) >= (a.width + b.width) / 2 ||
      Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
    fc.assert(
      fc.property(boxes, (given) => {
        const kept = keepApart(given, 0);
        kept.forEach((a, i) => kept.slice(i + 1).forEach((b) => expect(apart(a, b)).toBe(true)));
        for (const other of given)
          if (!kept.includes(other)) expect(kept.every((one) => apart(one, other))).toBe(false);
      }),
    );
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

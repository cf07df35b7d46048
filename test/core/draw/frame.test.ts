import { describe, expect, it } from 'vitest';
import { fitFrame, frameBetween, frameOf } from '../../../src/core/draw/frame';
import { createRandom } from '../../../src/core/random';

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

describe('frameBetween', () => {
  it('goes from one to the other, side by side', () => {
    const from = { x: 0, y: 10, width: 4, height: 8 };
    const to = { x: 10, y: -10, width: 8, height: 8 };
    expect(frameBetween(from, to, 0)).toEqual(from);
    expect(frameBetween(from, to, 1)).toEqual(to);
    expect(frameBetween(from, to, 0.25)).toEqual({ x: 2.5, y: 5, width: 5, height: 8 });
  });
});

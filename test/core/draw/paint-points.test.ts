import { describe, expect, it } from 'vitest';
import {
  createPicture,
  paintInSteps,
  paintPoints,
  type PaintOptions,
} from '../../../src/core/draw/paint-points';
import type { Rgb } from '../../../src/core/draw/palette';

const RED: Rgb = [200, 0, 0];
const BLUE: Rgb = [0, 0, 200];

function paint(size: number, options: Partial<PaintOptions> & { xy: Float32Array }) {
  const picture = createPicture(size, size);
  paintPoints(picture, {
    background: [255, 255, 255],
    scale: 1,
    shiftX: 0,
    shiftY: 0,
    radius: 3,
    opacity: 1,
    brushOf: new Int32Array(options.xy.length / 2),
    brushes: [
      { rgb: RED, mark: 'square' },
      { rgb: BLUE, mark: 'circle' },
    ],
    ...options,
  });
  return (x: number, y: number) => [
    ...picture.pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
  ];
}

const WHITE = [255, 255, 255, 255];

describe('paintPoints', () => {
  it('fills the ground and puts a mark of full colour in its place', () => {
    const at = paint(20, { xy: Float32Array.of(10, 10) });
    expect(at(0, 0)).toEqual(WHITE);
    expect(at(10, 10)).toEqual([...RED, 255]);
    expect(at(12, 8)).toEqual([...RED, 255]);
    expect(at(10, 14)).toEqual(WHITE);
  });

  it('scales and shifts', () => {
    const at = paint(20, { xy: Float32Array.of(1, -1), scale: 5, shiftX: 5, shiftY: 10 });
    expect(at(10, 5)).toEqual([...RED, 255]);
    expect(at(10, 10)).toEqual(WHITE);
  });

  it('draws only the points that are asked for, in that order', () => {
    const xy = Float32Array.of(5, 5, 14, 14, 14, 14);
    const at = paint(20, { xy, brushOf: Int32Array.of(0, 1, 0), rows: Int32Array.of(2, 1) });
    expect(at(5, 5)).toEqual(WHITE);
    expect(at(14, 14)).toEqual([...BLUE, 255]);
  });

  it('gives the same picture in pieces, with breaths between them', () => {
    const points = 25000;
    const options = {
      background: RED,
      xy: Float32Array.from({ length: points * 2 }, (_, i) => (i * 7919) % 97),
      scale: 1,
      shiftX: 0,
      shiftY: 0,
      radius: 2,
      opacity: 0.5,
      brushOf: Int32Array.from({ length: points }, (_, i) => i % 2),
      brushes: [
        { rgb: RED, mark: 'square' as const },
        { rgb: BLUE, mark: 'circle' as const },
      ],
      lit: Uint8Array.from({ length: points }, (_, i) => (i % 5) & 1),
    };
    const whole = createPicture(100, 100);
    paintPoints(whole, options);
    const pieces = createPicture(100, 100);
    expect([...paintInSteps(pieces, options)].length).toBeGreaterThan(4);
    expect(pieces.pixels).toEqual(whole.pixels);
  });

  it('takes the brush of each point, the last one for nobody', () => {
    const xy = Float32Array.of(5, 5, 14, 14, 5, 14);
    const at = paint(20, { xy, brushOf: Int32Array.of(0, 1, -1) });
    expect(at(5, 5)).toEqual([...RED, 255]);
    expect(at(14, 14)).toEqual([...BLUE, 255]);
    expect(at(5, 14)).toEqual([...BLUE, 255]);
  });

  it('mixes with what lies under it', () => {
    const [red, green, blue] = paint(20, { xy: Float32Array.of(10, 10), opacity: 0.5 })(10, 10);
    expect(Math.abs(red - 227)).toBeLessThan(3);
    expect(Math.abs(green - 127)).toBeLessThan(3);
    expect(Math.abs(blue - 127)).toBeLessThan(3);
  });

  it('draws points that are not lit first and faintly', () => {
    const xy = Float32Array.of(10, 10, 10, 10);
    const over = paint(20, { xy, brushOf: Int32Array.of(1, 0), lit: Uint8Array.of(1, 0) });
    expect(over(10, 10)).toEqual([...BLUE, 255]);
    const faint = paint(20, { xy: Float32Array.of(10, 10), lit: Uint8Array.of(0) })(10, 10);
    expect(faint[1]).toBeGreaterThan(200);
    expect(faint[1]).toBeLessThan(255);
  });

  it('draws what the edge leaves of a mark, nothing of one beyond it or without a place', () => {
    const edge = paint(20, { xy: Float32Array.of(0, 10, 30, 10, Number.NaN, Number.NaN, -9, 3) });
    expect(edge(0, 10)).toEqual([...RED, 255]);
    expect(edge(19, 10)).toEqual(WHITE);
    expect(edge(19, 9)).toEqual(WHITE);
    expect(edge(0, 3)).toEqual(WHITE);
  });

  it('smooths the edge of a circle', () => {
    const at = paint(40, { xy: Float32Array.of(20, 20), brushOf: Int32Array.of(1), radius: 7.3 });
    const shades = new Set<number>();
    for (let x = 0; x < 40; x++) for (let y = 0; y < 40; y++) shades.add(at(x, y)[0]);
    expect(shades.size).toBeGreaterThan(4);
  });
});

import { describe, expect, it } from 'vitest';
import {
  bodiesOf,
  type Body,
  type Box,
  type LabelBox,
  labelsInView,
  placeLabels,
  widthOfText,
} from '../../../src/core/draw/labels';
import { createRandom } from '../../../src/core/random';
import { fc } from '../../fixtures/properties';

type Point = readonly [number, number];

/** Points at whole places of a rectangle. */
const block = (left: number, top: number, width: number, height: number): Point[] =>
  Array.from({ length: width * height }, (_, i): Point => [
    left + (i % width),
    top + Math.floor(i / width),
  ]);

function bodyOf(points: readonly Point[]): Body {
  const [body] = bodiesOf(Float32Array.from(points.flat()), new Int32Array(points.length), 1);
  if (body === undefined) throw new Error('no body');
  return body;
}

describe('bodiesOf', () => {
  it('finds the middle of a body and its edges there', () => {
    expect(bodyOf(block(10, 20, 11, 11))).toEqual({ x: 15, top: 20, bottom: 30 });
    expect(bodyOf(block(0, 0, 3, 31))).toEqual({ x: 1, top: 0, bottom: 30 });
    const { x, top, bottom } = bodyOf(block(0, 0, 31, 3));
    expect([x >= 10 && x <= 20, top, bottom]).toEqual([true, 0, 2]);
  });

  it('does not heed customers who lie elsewhere, above, below or aside', () => {
    const body = block(100, 100, 9, 9);
    const plain = { x: 104, top: 100, bottom: 108 };
    expect(bodyOf(body)).toEqual(plain);
    for (const strays of [
      block(103, 10, 3, 3),
      block(103, 190, 3, 3),
      block(10, 100, 5, 5),
      [...block(180, 20, 4, 4), ...block(20, 20, 4, 4)],
    ])
      expect(bodyOf([...strays, ...body])).toEqual(plain);
  });

  it('takes the denser of two islands, not the gap between them', () => {
    const dense = block(0, 50, 8, 8).map(([x, y]): Point => [x / 2, y]);
    const loose = block(60, 0, 7, 9).map(([x, y]): Point => [x, y * 2]);
    const { x, top, bottom } = bodyOf([...loose, ...dense]);
    expect(x).toBeCloseTo(1.75, 0);
    expect([top, bottom]).toEqual([50, 57]);
  });

  it('follows a tail that hangs together with the body, and stops where it breaks off', () => {
    const body = block(0, 0, 11, 11);
    const tail = block(4, 11, 3, 20);
    expect(bodyOf([...body, ...tail])).toMatchObject({ top: 0, bottom: 30 });
    const broken = tail.map(([x, y]): Point => [x, y + 8]);
    expect(bodyOf([...body, ...broken])).toMatchObject({ top: 0, bottom: 10 });
  });

  it('knows one, two or equal customers, and a segment without any', () => {
    const nan = Number.NaN;
    expect(bodyOf([[7, 9]])).toEqual({ x: 7, top: 9, bottom: 9 });
    const two: Point[] = [
      [2, 4],
      [6, 4],
    ];
    expect(bodyOf(two)).toEqual({ x: 4, top: 4, bottom: 4 });
    const pile: Point[] = [...Array.from({ length: 4 }, (): Point => [3, 3]), [90, 0]];
    expect(bodyOf(pile)).toEqual({ x: 3, top: 3, bottom: 3 });
    const places = Float32Array.of(5, 5, nan, nan, 8, 8, 1, 1);
    expect(bodiesOf(places, Int32Array.of(0, 0, -1, 2), 3)).toEqual([
      { x: 5, top: 5, bottom: 5 },
      undefined,
      { x: 1, top: 1, bottom: 1 },
    ]);
    expect(bodiesOf(new Float32Array(), new Int32Array(), 0)).toEqual([]);
  });

  it('is the same wherever the map lies and however large it is', () => {
    const random = createRandom(3);
    const points = Array.from({ length: 150 }, (): Point => [
      random.next() * random.next(),
      random.next() ** 2,
    ]);
    const { x, top, bottom } = bodyOf(points);
    const far = bodyOf(points.map(([a, b]): Point => [a * 64 + 256, b * 64 - 512]));
    expect((far.x - 256) / 64).toBeCloseTo(x, 3);
    expect((far.top + 512) / 64).toBeCloseTo(top, 3);
    expect((far.bottom + 512) / 64).toBeCloseTo(bottom, 3);
  });

  it('finds those of 84 segments of 100,000 customers, some of whom lie anywhere', () => {
    const random = createRandom(5);
    const k = 84;
    const labels = Int32Array.from({ length: 100000 }, () => Math.floor(random.next() * k));
    const places = new Float32Array(labels.length * 2);
    labels.forEach((label, row) => {
      const [right, down] = [label % 10, Math.floor(label / 10)];
      const stray = row % 25 === 0;
      places[row * 2] = stray ? random.next() * 100 : right * 10 + random.next() * 4;
      places[row * 2 + 1] = stray ? random.next() * 100 : down * 10 + random.next() * 4;
    });
    bodiesOf(places, labels, k).forEach((body, label) => {
      const [right, down] = [label % 10, Math.floor(label / 10)];
      expect(Math.abs((body?.x ?? 0) - right * 10 - 2)).toBeLessThan(1.2);
      expect(Math.abs((body?.top ?? 0) - down * 10)).toBeLessThan(1.6);
      expect(Math.abs((body?.bottom ?? 0) - down * 10 - 4)).toBeLessThan(1.6);
    });
  });
});

const box = (label: number, x: number, y: number): LabelBox => ({
  label,
  x,
  y,
  below: y + 40,
  width: 20,
  height: 10,
});
const apart = (a: Box, b: Box, gap = 0) =>
  Math.abs(a.x - b.x) * 2 >= a.width + b.width + 2 * gap ||
  Math.abs(a.y - b.y) * 2 >= a.height + b.height + 2 * gap;

describe('placeLabels', () => {
  it('leaves what is free where it is', () => {
    const free = [box(0, 40, 40), box(1, 64, 40), box(2, 40, 54)];
    expect(placeLabels(free, 200, 100)).toEqual(free);
  });

  it('moves one that lies over an earlier one aside, or below, and drops it without room', () => {
    const [, left] = placeLabels([box(0, 100, 50), box(1, 84, 50)], 200, 100, [], 0);
    expect([left.x, left.y]).toEqual([76, 50]);
    const [, right] = placeLabels([box(0, 100, 50), box(1, 116, 50)], 200, 100, [], 0);
    expect([right.x, right.y]).toEqual([124, 50]);
    const [, below] = placeLabels([box(0, 100, 50), box(1, 100, 50)], 200, 100, [], 0);
    expect([below.x, below.y]).toEqual([100, 90]);
    const tight = placeLabels([box(0, 12, 8), box(1, 12, 8)], 24, 16, [], 0);
    expect(tight.map(({ label }) => label)).toEqual([0]);
  });

  it('keeps labels inside the picture, and in its middle where it is too narrow', () => {
    const held = placeLabels([box(0, 2, 1), box(1, 199, 99)], 200, 100);
    expect(held.map(({ x, y }) => [x, y])).toEqual([
      [14, 9],
      [186, 91],
    ]);
    expect(placeLabels([box(0, 2, 50)], 18, 100)[0].x).toBe(9);
  });

  it('keeps clear of what else lies on the map', () => {
    const tools = { x: 180, y: 50, width: 40, height: 100 };
    expect(placeLabels([box(0, 158, 50)], 200, 100, [tools], 0)[0].x).toBe(150);
    expect(placeLabels([box(0, 190, 50)], 200, 100, [tools], 0)).toEqual([]);
  });

  it('never lets two lie over each other or one leave the picture', () => {
    const boxes = fc.array(
      fc.record({
        label: fc.nat(),
        x: fc.integer({ min: -50, max: 250 }),
        y: fc.integer({ min: -50, max: 150 }),
        below: fc.integer({ min: -50, max: 150 }),
        width: fc.integer({ min: 1, max: 60 }),
        height: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(boxes, (given) => {
        const placed = placeLabels(given, 200, 100, [], 3);
        placed.forEach((a, i) => {
          expect(a.x - a.width / 2).toBeGreaterThanOrEqual(3);
          expect(a.x + a.width / 2).toBeLessThanOrEqual(197);
          expect(a.y - a.height / 2).toBeGreaterThanOrEqual(3);
          expect(a.y + a.height / 2).toBeLessThanOrEqual(97);
          placed.slice(i + 1).forEach((b) => expect(apart(a, b, 3)).toBe(true));
        });
      }),
    );
  });
});

describe('labelsInView', () => {
  const view = { scale: 2, shiftX: 10, shiftY: 20 };
  const body = (x: number, top: number): Body => ({ x, top, bottom: top + 30 });

  it('stands just above the marks of its segment, or just below', () => {
    // The body reaches from (210, 120) to (210, 180): 5 of mark, 3 of air, half of 24 of label.
    expect(labelsInView([body(100, 50)], [68], view, 5, 400, 300)).toEqual([
      { label: 0, x: 210, y: 100, below: 200, width: 100, height: 24 },
    ]);
  });

  it('leaves out what is out of view or nowhere or has no name, and holds the rest at the edge', () => {
    const bodies = [
      body(-50, 50),
      undefined,
      body(100, -30),
      body(0, 0),
      body(300, 50),
      body(100, 50),
    ];
    const labels = labelsInView(bodies, [40, 40, 40, 40, 40], view, 5, 400, 300);
    expect(labels.map(({ label, x, y }) => [label, x, y])).toEqual([[3, 40, 16]]);
  });

  it('gives a long name the width at which it is cut', () => {
    const [label] = labelsInView([body(100, 50)], [900], view, 5, 600, 300);
    expect(label.width).toBe(242);
  });
});

describe('widthOfText', () => {
  it.each([
    ['', 0],
    ['ab', 1.28],
    ['味道', 2],
    ['Z\u0337\u0322', 0.64],
    ['🍵', 1],
  ])('%j is %d letters wide', (text, width) => {
    expect(widthOfText(text)).toBeCloseTo(width, 9);
  });
});

import { describe, expect, it } from 'vitest';
import {
  contrast,
  insideMark,
  lookOf,
  MARK_PATHS,
  MARKS,
  type Rgb,
  rgbOf,
  type ThemeId,
} from '../../../src/core/draw/palette';
import { insideLoop } from '../../../src/core/draw/pick-points';
import { BACKGROUNDS } from '../../../src/ui/map/picture';

const THEMES: ThemeId[] = ['light', 'dark'];

describe('contrast', () => {
  it.each<[Rgb, Rgb, number]>([
    [[0, 0, 0], [255, 255, 255], 21],
    [[255, 255, 255], [255, 255, 255], 1],
    // The example of WCAG's understanding page: #777 on white.
    [[119, 119, 119], [255, 255, 255], 4.478],
    [[255, 0, 0], [255, 255, 255], 3.998],
  ])('of %j and %j is %d', (a, b, ratio) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 2);
    expect(contrast(b, a)).toBeCloseTo(ratio, 2);
  });
});

describe.each(THEMES)('looks on %s ground', (theme) => {
  it('gives each of the first 84 segments a colour and mark of its own', () => {
    const looks = Array.from({ length: 84 }, (_, label) => lookOf(label, theme));
    expect(new Set(looks.map(({ hex, mark }) => `${hex} ${mark}`)).size).toBe(84);
    expect(lookOf(84, theme)).toEqual(looks[0]);
  });

  it('stands out from the ground by 3 to 1', () => {
    for (let label = 0; label < 12; label++)
      expect(contrast(lookOf(label, theme).rgb, BACKGROUNDS[theme])).toBeGreaterThanOrEqual(3);
  });

  it.each([-1, 0, 5, 11, 83])('says one colour in two ways for label %i', (label) => {
    const { hex, rgb } = lookOf(label, theme);
    expect(rgb).toEqual(rgbOf(hex));
  });
});

it('tells neighbouring segments apart by hue and by mark', () => {
  for (let label = 0; label < 11; label++) {
    expect(lookOf(label, 'light').hex).not.toBe(lookOf(label + 1, 'light').hex);
    expect(lookOf(label, 'light').mark).not.toBe(lookOf(label + 1, 'light').mark);
  }
});

it('reads colours as they are written', () => {
  expect(rgbOf('#0072b2')).toEqual([0, 114, 178]);
  expect(rgbOf('#ffffff')).toEqual([255, 255, 255]);
});

/** The corners of a path of straight lines. */
function cornersOf(path: string): [number, number][] {
  const corners: [number, number][] = [];
  let at: [number, number] = [0, 0];
  for (const [, command, rest] of path.matchAll(/([MLHVZ])([^MLHVZ]*)/g)) {
    const figures = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    if (command === 'H') at = [figures[0], at[1]];
    else if (command === 'V') at = [at[0], figures[0]];
    else if (command !== 'Z') at = [figures[0], figures[1]];
    if (command !== 'Z') corners.push(at);
  }
  return corners;
}

describe('marks', () => {
  it.each(MARKS.filter((mark) => mark !== 'circle'))(
    'a %s in pixels is the %s that is written as a path',
    (mark) => {
      const corners = cornersOf(MARK_PATHS[mark]);
      expect(corners.length).toBeGreaterThanOrEqual(3);
      let different = 0;
      let inside = 0;
      for (let x = -1.495; x < 1.5; x += 0.03)
        for (let y = -1.495; y < 1.5; y += 0.03) {
          const drawn = insideMark(mark, x, y);
          if (drawn) inside++;
          if (drawn !== insideLoop(corners, x, y)) different++;
        }
      expect(inside).toBeGreaterThan(1000);
      expect(different / inside).toBeLessThan(0.04);
    },
  );

  it('a circle has radius 1', () => {
    expect(insideMark('circle', 0.7, 0.7)).toBe(true);
    expect(insideMark('circle', 0.71, 0.71)).toBe(false);
    expect(MARK_PATHS.circle).toContain('A1 1');
  });

  it('all cover about as much', () => {
    const areas = MARKS.map((mark) => {
      let hits = 0;
      for (let x = -1.3; x < 1.3; x += 0.02)
        for (let y = -1.3; y < 1.3; y += 0.02) if (insideMark(mark, x, y)) hits++;
      return hits * 0.0004;
    });
    expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(1.7);
  });
});

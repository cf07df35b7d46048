/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

export type ThemeId = 'light' | 'dark';

/**
 * Twelve hues that stay apart for colour-blind eyes, after Okabe and Ito 2008 and Paul Tol's muted
 * scheme, moved in lightness until each stands out from the background by 3 to 1 or more.
 */
const HUES: Readonly<Record<ThemeId, readonly string[]>> = {
  light: [
    '#0072b2',
    '#d55e00',
    '#00856a',
    '#a9419b',
    '#a87900',
    '#2d8fc4',
    '#7c1d4f',
    '#6b7b1f',
    '#4b3aa8',
    '#c9596a',
    '#2b8f92',
    '#75563b',
  ],
  dark: [
    '#4ba3e3',
    '#f08a3c',
    '#35c49b',
    '#d987cc',
    '#e3b93f',
    '#8fd0f5',
    '#e0709f',
    '#b9c95a',
    '#9c8ff0',
    '#f2939f',
    '#6bd0d2',
    '#c9a583',
  ],
};

/** Whoever is in no segment, or in none yet. */
const NOWHERE: Readonly<Record<ThemeId, string>> = { light: '#8a8f98', dark: '#878d99' };

/** Shapes that tell segments apart without colour. */
export const MARKS = ['circle', 'square', 'triangle', 'diamond', 'plus', 'drop', 'cross'] as const;
export type Mark = (typeof MARKS)[number];

/** What the map, lists and reports show a segment by. */
export interface Look {
  readonly hex: string;
  readonly rgb: Rgb;
  readonly mark: Mark;
}

/** Each of the first 84 segments has a colour and mark that no other has. */
export function lookOf(label: number, theme: ThemeId): Look {
  if (label < 0) return { hex: NOWHERE[theme], rgb: rgbOf(NOWHERE[theme]), mark: 'circle' };
  const hues = HUES[theme];
  const hex = hues[label % hues.length];
  return { hex, rgb: rgbOf(hex), mark: MARKS[label % MARKS.length] };
}

export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** From little to much: lightness goes one way, so that it also reads without colour; 3 to 1 on the map's ground. */
const RAMPS: Readonly<Record<ThemeId, readonly string[]>> = {
  light: ['#4f93c9', '#6d74c0', '#8d4fa8', '#96286f', '#6f0f34'],
  dark: ['#4f6fc4', '#9a6fcb', '#dd7a9c', '#f5ac62', '#f9e38a'],
};

/** @param share from 0, little, to 1, much. */
export function rampOf(share: number, theme: ThemeId): Rgb {
  const stops = RAMPS[theme];
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(at));
  const [from, to] = [rgbOf(stops[below]), rgbOf(stops[below + 1])];
  const mixed = from.map((part, i) => Math.round(part + (to[i] - part) * (at - below)));
  return [mixed[0], mixed[1], mixed[2]];
}

/** Contrast of two colours as WCAG 2 counts it, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The outline of a mark around (0, 0) with radius 1, as an SVG path. */
export const MARK_PATHS: Readonly<Record<Mark, string>> = {
  circle: 'M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z',
  square: 'M-.89-.89H.89V.89H-.89Z',
  triangle: 'M0-1.15L1.05.75H-1.05Z',
  diamond: 'M0-1.2L1.2 0L0 1.2L-1.2 0Z',
  plus: 'M-.4-1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z',
  drop: 'M0 1.15L1.05-.75H-1.05Z',
  cross:
    'M-1.05-.6L-.6-1.05L0-.45L.6-1.05L1.05-.6L.45 0L1.05.6L.6 1.05L0 .45L-.6 1.05L-1.05 .6L-.45 0Z',
};

/** Whether a point lies on a mark of radius 1; the same shapes as MARK_PATHS. */
export function insideMark(mark: Mark, x: number, y: number): boolean {
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  switch (mark) {
    case 'circle':
      return x * x + y * y <= 1;
    case 'square':
      return ax <= 0.89 && ay <= 0.89;
    case 'triangle':
      return y <= 0.75 && y >= -1.15 && ax <= (1.05 * (y + 1.15)) / 1.9;
    case 'drop':
      return y >= -0.75 && y <= 1.15 && ax <= (1.05 * (1.15 - y)) / 1.9;
    case 'diamond':
      return ax + ay <= 1.2;
    case 'plus':
      return (ax <= 0.4 && ay <= 1.1) || (ay <= 0.4 && ax <= 1.1);
    case 'cross': {
      const along = Math.abs(x + y);
      const across = Math.abs(x - y);
      return (along <= 0.45 || across <= 0.45) && along <= 1.65 && across <= 1.65;
    }
  }
}

import { drain, type Steps } from '../steps';
import { insideMark, type Mark, type Rgb } from './palette';

/** Pixels, four bytes each: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

export function createPicture(width: number, height: number): Picture {
  return { width, height, pixels: new Uint8ClampedArray(width * height * 4) };
}

export interface Brush {
  readonly rgb: Rgb;
  readonly mark: Mark;
}

export interface PaintOptions {
  readonly background: Rgb;
  /** x and y by turns; a point at NaN is not drawn. */
  readonly xy: Float32Array;
  /** Pixel = value x scale + shift. */
  readonly scale: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** Of a mark, in pixels. */
  readonly radius: number;
  /** 0 to 1. */
  readonly opacity: number;
  /** One per point: which brush; -1 takes the last brush. */
  readonly brushOf: Int32Array;
  readonly brushes: readonly Brush[];
  /** Where given, points at 0 are drawn first and faintly. */
  readonly lit?: Uint8Array;
  /** Where given, only these points are drawn, in this order. */
  readonly rows?: Int32Array;
}

/** Opacity of points that are not lit. */
const FAINT = 0.14;
/** Points drawn between two breaths. */
const PIECE = 2000;
/** Samples along each side of a pixel when a mark is cut out. */
const FINE = 4;

/**
 * Draws every point as its mark, straight into pixels: for pictures that are exported, and for
 * browsers without WebGL. The same bits come out everywhere.
 */
export function paintPoints(picture: Picture, options: PaintOptions): void {
  drain(paintInSteps(picture, options));
}

/** The same in pieces; a picture is whole at the end only. */
export function* paintInSteps(picture: Picture, options: PaintOptions): Steps<void> {
  const words = new Uint32Array(picture.pixels.buffer);
  words.fill(pack(options.background));
  // A stamp is cut when it is first needed: most pictures need few of them.
  const stamps = new Map<Mark, Stamp>();
  const stampOf = (mark: Mark) => {
    const stamp = stamps.get(mark) ?? cutStamp(mark, options.radius, picture.width);
    stamps.set(mark, stamp);
    return stamp;
  };
  const inks = options.brushes.map(({ rgb, mark }): Ink => ({
    colour: pack(rgb),
    cut: () => stampOf(mark),
    stamp: undefined,
  }));
  if (inks.length === 0) return;
  const { lit } = options;
  const points = options.rows?.length ?? options.xy.length / 2;
  const passes = lit === undefined ? [1] : [0, 1];
  for (const [pass, wanted] of passes.entries())
    for (let from = 0; from < points; from += PIECE) {
      const to = Math.min(points, from + PIECE);
      const opacity = wanted === 1 ? options.opacity : FAINT;
      paintSome(picture, words, options, inks, opacity, wanted, from, to);
      yield { done: pass * points + to, total: passes.length * points };
    }
}

/** A brush made ready. */
interface Ink {
  readonly colour: number;
  readonly cut: () => Stamp;
  stamp: Stamp | undefined;
}

/** The pixels that a mark touches around its middle. */
interface Stamp {
  readonly reach: number;
  /** Across and down from the middle, and as one step in the picture. */
  readonly across: Int32Array;
  readonly down: Int32Array;
  readonly steps: Int32Array;
  /** Share of each pixel that the mark covers, 1 to 256. */
  readonly cover: Int32Array;
}

function cutStamp(mark: Mark, radius: number, width: number): Stamp {
  const reach = Math.ceil(radius * 1.2);
  const across: number[] = [];
  const down: number[] = [];
  const cover: number[] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      let hits = 0;
      for (let j = 0; j < FINE; j++)
        for (let i = 0; i < FINE; i++)
          if (
            insideMark(
              mark,
              (x - 0.5 + (i + 0.5) / FINE) / radius,
              (y - 0.5 + (j + 0.5) / FINE) / radius,
            )
          )
            hits++;
      if (hits === 0) continue;
      across.push(x);
      down.push(y);
      cover.push(Math.round((256 * hits) / (FINE * FINE)));
    }
  return {
    reach,
    across: Int32Array.from(across),
    down: Int32Array.from(down),
    steps: Int32Array.from(across, (x, i) => down[i] * width + x),
    cover: Int32Array.from(cover),
  };
}

function paintSome(
  picture: Picture,
  words: Uint32Array,
  options: PaintOptions,
  inks: readonly Ink[],
  opacity: number,
  wanted: number,
  from: number,
  to: number,
): void {
  const { xy, scale, shiftX, shiftY, brushOf, lit, rows } = options;
  const { width, height } = picture;
  const strength = Math.round(opacity * 256);
  const last = inks.length - 1;
  for (let at = from; at < to; at++) {
    const point = rows === undefined ? at : rows[at];
    if (lit !== undefined && lit[point] !== wanted) continue;
    const x = Math.round(xy[point * 2] * scale + shiftX);
    const y = Math.round(xy[point * 2 + 1] * scale + shiftY);
    const brush = brushOf[point];
    const ink = inks[brush < 0 || brush > last ? last : brush];
    const { colour } = ink;
    const stamp = (ink.stamp ??= ink.cut());
    const { reach, steps, cover } = stamp;
    if (!(x >= -reach && y >= -reach && x < width + reach && y < height + reach)) continue;
    const whole = x >= reach && y >= reach && x < width - reach && y < height - reach;
    const middle = y * width + x;
    for (let i = 0; i < steps.length; i++) {
      if (!whole) {
        const px = x + stamp.across[i];
        const py = y + stamp.down[i];
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
      }
      const pixel = middle + steps[i];
      const share = (cover[i] * strength) >> 8;
      // Red and blue together, green between them; the usual packed blend.
      const under = words[pixel];
      const rb = under & 0xff00ff;
      const g = under & 0x00ff00;
      words[pixel] =
        (0xff000000 |
          ((rb + (Math.imul((colour & 0xff00ff) - rb, share) >> 8)) & 0xff00ff) |
          ((g + (Math.imul((colour & 0x00ff00) - g, share) >> 8)) & 0x00ff00)) >>>
        0;
    }
  }
}

function pack([r, g, b]: Rgb): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

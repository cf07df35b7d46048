/** Where the points of a map lie, leaving out the farthest few so that one stray does not shrink all. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STRAY = 0.001;
/** Points that the frame is taken from. */
const FRAME_SAMPLE = 4000;

/** @param xy x and y by turns; NaN is left out. */
export function frameOf(xy: Float32Array): Frame {
  const step = Math.max(1, Math.floor(xy.length / 2 / FRAME_SAMPLE));
  const count = Math.ceil(xy.length / 2 / step);
  const xs = new Float32Array(count);
  const ys = new Float32Array(count);
  let known = 0;
  for (let point = 0; point < xy.length / 2; point += step) {
    if (Number.isNaN(xy[point * 2])) continue;
    xs[known] = xy[point * 2];
    ys[known++] = xy[point * 2 + 1];
  }
  if (known === 0) return { x: -1, y: -1, width: 2, height: 2 };
  const across = xs.subarray(0, known).sort();
  const down = ys.subarray(0, known).sort();
  const low = (values: Float32Array) => values[Math.floor((known - 1) * STRAY)];
  const high = (values: Float32Array) => values[Math.ceil((known - 1) * (1 - STRAY))];
  const [left, right, top, bottom] = [low(across), high(across), low(down), high(down)];
  const margin = 0.05 * Math.max(right - left, bottom - top, 1e-6);
  return {
    x: left - margin,
    y: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
  };
}

/** @param share how far from the first to the second, 0 to 1. */
export function frameBetween(from: Frame, to: Frame, share: number): Frame {
  const between = (side: keyof Frame) => from[side] + (to[side] - from[side]) * share;
  return {
    x: between('x'),
    y: between('y'),
    width: between('width'),
    height: between('height'),
  };
}

/** Pixel = value x scale + shift. */
export interface View {
  readonly scale: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/** The view that shows a frame whole in the middle of a picture. */
export function fitFrame(frame: Frame, width: number, height: number): View {
  const scale = Math.min(width / frame.width, height / frame.height);
  return {
    scale,
    shiftX: width / 2 - (frame.x + frame.width / 2) * scale,
    shiftY: height / 2 - (frame.y + frame.height / 2) * scale,
  };
}

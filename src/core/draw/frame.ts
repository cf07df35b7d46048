/** Where the points of a map lie, leaving out the farthest few so that one stray does not shrink all. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STRAY = 0.001;
/** Points that the frame is taken from. */
const FRAME_SAMPLE = 8000;

/** @param xy x and y by turns; NaN is left out. */
export function frameOf(xy: Float32Array): Frame {
  const step = Math.max(1, Math.floor(xy.length / 2 / FRAME_SAMPLE));
  const count = Math.ceil(xy.length / 2 / step);
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  let known = 0;
  for (let point = 0; point < xy.length / 2; point += step) {
    if (Number.isNaN(xy[point * 2])) continue;
    xs[known] = xy[point * 2];
    ys[known++] = xy[point * 2 + 1];
  }
  if (known === 0) return { x: -1, y: -1, width: 2, height: 2 };
  const across = xs.subarray(0, known).sort();
  const down = ys.subarray(0, known).sort();
  const low = (values: Float64Array) => values[Math.floor((known - 1) * STRAY)];
  const high = (values: Float64Array) => values[Math.ceil((known - 1) * (1 - STRAY))];
  const [left, right, top, bottom] = [low(across), high(across), low(down), high(down)];
  const margin = 0.05 * Math.max(right - left, bottom - top, 1e-6);
  return {
    x: left - margin,
    y: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
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

/** How much of a segment lies above its label. */
const ABOVE = 0.02;
/** Customers of a segment that its label is placed by. */
const ANCHOR_SAMPLE = 500;

/**
 * Where a segment's label stands: over the middle of its customers, at the upper edge of most of
 * them.
 *
 * @returns x and y by turns, NaN for a segment without customers.
 */
export function anchorsOf(xy: Float32Array, labels: Int32Array, k: number): Float32Array {
  const sizes = new Int32Array(k);
  for (const label of labels) if (label >= 0) sizes[label]++;
  const seen = new Int32Array(k);
  const xs: number[][] = Array.from({ length: k }, () => []);
  const ys: number[][] = Array.from({ length: k }, () => []);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    if (label < 0 || Number.isNaN(xy[row * 2])) continue;
    const step = Math.max(1, Math.floor(sizes[label] / ANCHOR_SAMPLE));
    if (seen[label]++ % step !== 0) continue;
    xs[label].push(xy[row * 2]);
    ys[label].push(xy[row * 2 + 1]);
  }
  const at = (values: number[], share: number) =>
    values.length === 0
      ? Number.NaN
      : Float64Array.from(values).sort()[Math.floor((values.length - 1) * share)];
  const anchors = new Float32Array(k * 2);
  for (let label = 0; label < k; label++) {
    anchors[label * 2] = at(xs[label], 0.5);
    anchors[label * 2 + 1] = at(ys[label], ABOVE);
  }
  return anchors;
}

/** A label on the map: its box in pixels around its middle. */
export interface LabelBox {
  readonly label: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Keeps labels, first come first served, that do not lie over one kept before. */
export function keepApart(boxes: readonly LabelBox[], gap = 4): LabelBox[] {
  const kept: LabelBox[] = [];
  for (const box of boxes) {
    const clashes = kept.some(
      (other) =>
        Math.abs(other.x - box.x) * 2 < other.width + box.width + 2 * gap &&
        Math.abs(other.y - box.y) * 2 < other.height + box.height + 2 * gap,
    );
    if (!clashes) kept.push(box);
  }
  return kept;
}

/** Whether a point lies inside a closed line (even-odd rule). */
export function insideLoop(
  loop: readonly (readonly [number, number])[],
  x: number,
  y: number,
): boolean {
  let inside = false;
  for (let i = 0, j = loop.length - 1; i < loop.length; j = i++) {
    const [ax, ay] = loop[i];
    const [bx, by] = loop[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

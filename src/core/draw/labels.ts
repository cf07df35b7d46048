import { drain, type Steps } from '../steps';
import type { View } from './frame';

/** Customers that labels are placed by: of all segments together, and of each at least and at most. */
const SAMPLE = 6000;
const LEAST = 60;
const MOST = 400;
/** Times that the half of the customers around a place is gathered anew. */
const STEPS = 4;
/** Where along a segment's width the search for its dense part begins, beside the middle. */
const STARTS = [0.1, 0.3, 0.7, 0.9];
/** A body's top is looked for so far to both sides of its middle, in radii of its dense half. */
const COLUMN = 0.75;
/** Customers looked at between two breaths. */
const GATHERED = 20000;
/** Beyond two such radii a body ends where nobody stands for this share of one. */
const GAP = 0.3;

/** The dense part of a segment on the map, by which its label stands: its middle and its edges there. */
export interface Body {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The dense body of each segment's customers. Those who lie elsewhere, up to half of them, do not count.
 *
 * @param xy x and y by turns; NaN is left out.
 * @param labels one per point; -1 is left out.
 * @returns one per segment, undefined for a segment without customers.
 */
export function* findBodies(
  xy: Float32Array,
  labels: Int32Array,
  k: number,
): Steps<(Body | undefined)[]> {
  const sizes = new Int32Array(k);
  for (const label of labels) if (label >= 0) sizes[label]++;
  const room = Math.max(LEAST, Math.min(MOST, Math.floor(SAMPLE / Math.max(1, k))));
  const seen = new Int32Array(k);
  const xs: number[][] = Array.from({ length: k }, () => []);
  const ys: number[][] = Array.from({ length: k }, () => []);
  for (let row = 0; row < labels.length; row++) {
    if (row % GATHERED === 0) yield { done: 0, total: k };
    const label = labels[row];
    if (label < 0 || Number.isNaN(xy[row * 2])) continue;
    const step = Math.max(1, Math.floor(sizes[label] / room));
    if (seen[label]++ % step !== 0) continue;
    xs[label].push(xy[row * 2]);
    ys[label].push(xy[row * 2 + 1]);
  }
  const bodies: (Body | undefined)[] = [];
  for (const [label, across] of xs.entries()) {
    bodies.push(across.length === 0 ? undefined : bodyOf(across, ys[label]));
    yield { done: label + 1, total: k };
  }
  return bodies;
}

/** The same at once. */
export function bodiesOf(xy: Float32Array, labels: Int32Array, k: number): (Body | undefined)[] {
  return drain(findBodies(xy, labels, k));
}

/** The middle of the body around the smallest circle that holds half of the points. */
function bodyOf(xs: readonly number[], ys: readonly number[]): Body {
  const count = xs.length;
  const half = Math.min(count, Math.max(3, Math.ceil(count / 2)));
  const across = Array.from(xs.keys()).sort((a, b) => xs[a] - xs[b] || ys[a] - ys[b]);
  const middle = (values: readonly number[]) =>
    Float64Array.from(values).sort()[Math.floor((count - 1) / 2)];
  const starts = [
    [middle(xs), middle(ys)],
    ...STARTS.map((share) => {
      const point = across[Math.floor((count - 1) * share)];
      return [xs[point], ys[point]];
    }),
  ];
  const distances = new Float64Array(count);
  /** Moves a place to the mean of the points around it: of half of them, or of those within reach. */
  const recentre = ([x, y]: readonly number[], within?: number) => {
    for (let i = 0; i < count; i++) distances[i] = (xs[i] - x) ** 2 + (ys[i] - y) ** 2;
    const reach = within ?? Float64Array.from(distances).sort()[half - 1];
    let inside = 0;
    let sumX = 0;
    let sumY = 0;
    for (let i = 0; i < count; i++) {
      if (distances[i] > reach) continue;
      inside++;
      sumX += xs[i];
      sumY += ys[i];
    }
    return { place: inside === 0 ? [x, y] : [sumX / inside, sumY / inside], reach };
  };
  let dense = { place: starts[0], reach: Infinity };
  for (const start of starts) {
    let found = recentre(start);
    for (let step = 1; step < STEPS; step++) found = recentre(found.place);
    if (found.reach < dense.reach) dense = found;
  }
  // The dense half may lie at one side of an even body; its surroundings lead to the middle.
  let { place } = dense;
  for (let step = 0; step < STEPS; step++) ({ place } = recentre(place, dense.reach * 4));
  const [x, y] = place;
  const radius = Math.sqrt(dense.reach);
  const column = ys.filter((_, i) => Math.abs(xs[i] - x) <= radius * COLUMN);
  column.sort((a, b) => a - b);
  const edge = (outwards: readonly number[], away: number) => {
    let last = y;
    for (const value of outwards) {
      if ((value - y) * away > radius * 2 && (value - last) * away > radius * GAP) break;
      last = value;
    }
    return last;
  };
  const top = edge(column.filter((value) => value <= y).reverse(), -1);
  const bottom = edge(
    column.filter((value) => value >= y),
    1,
  );
  return { x, top, bottom };
}

/** The height of a label on the page's map, its mark and margins beside its text, its longest text. */
const LABEL_HEIGHT = 24;
const LABEL_MARK = 32;
const LONGEST_TEXT = 210;
/** Between a label and the marks below it. */
const LABEL_GAP = 3;

/**
 * The labels of the segments whose place is in view.
 *
 * @param widths of the names, by segment, in pixels.
 * @param radius of the marks, in pixels.
 */
export function labelsInView(
  bodies: readonly (Body | undefined)[],
  widths: readonly number[],
  view: View,
  radius: number,
  width: number,
  height: number,
  taken: readonly Box[] = [],
): LabelBox[] {
  const boxes = bodies.slice(0, widths.length).flatMap((body, label) => {
    if (body === undefined) return [];
    const x = body.x * view.scale + view.shiftX;
    const top = body.top * view.scale + view.shiftY;
    if (!(x > 0 && top > 0 && x < width && top < height + LABEL_HEIGHT)) return [];
    const wide = Math.min(LONGEST_TEXT, widths[label]) + LABEL_MARK;
    return [labelBy(body, label, view, radius + LABEL_GAP, wide, LABEL_HEIGHT)];
  });
  return placeLabels(boxes, width, height, taken);
}

/** A label above its segment's body, or below it, so far away. */
export function labelBy(
  body: Body,
  label: number,
  view: View,
  away: number,
  width: number,
  height: number,
): LabelBox {
  return {
    label,
    x: body.x * view.scale + view.shiftX,
    y: body.top * view.scale + view.shiftY - away - height / 2,
    below: body.bottom * view.scale + view.shiftY + away + height / 2,
    width,
    height,
  };
}

/** Something on the map: its box in pixels around its middle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A label on the map. */
export interface LabelBox extends Box {
  readonly label: number;
  /** The y of its middle where it finds no room above its segment. */
  readonly below: number;
}

/** About how wide a text is, in sizes of its letters: those of Chinese and emoji are twice as wide. */
export function widthOfText(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (/\p{Mn}|\p{Me}|\p{Cf}|\p{Cc}/u.test(letter)) continue;
    width += /[\u1100-\u11ff\u2e80-\u{3ffff}]/u.test(letter) ? 1 : 0.64;
  }
  return width;
}

/** How far a label may move aside, in its own widths. */
const ASIDE = [0, -0.4, 0.4];

/**
 * Places labels so that none leaves the picture or lies over another: first come first served, each
 * at its place, a little aside, or below its segment. One that finds no room is left out.
 *
 * @param taken boxes that no label may lie over.
 */
export function placeLabels(
  boxes: readonly LabelBox[],
  width: number,
  height: number,
  taken: readonly Box[] = [],
  gap = 4,
): LabelBox[] {
  const placed: LabelBox[] = [];
  const isFree = (box: Box) =>
    [...taken, ...placed].every(
      (other) =>
        Math.abs(other.x - box.x) * 2 >= other.width + box.width + 2 * gap ||
        Math.abs(other.y - box.y) * 2 >= other.height + box.height + 2 * gap,
    );
  for (const box of boxes) {
    const free = [box.y, box.below]
      .flatMap((middle) =>
        ASIDE.map((share) => ({
          ...box,
          x: hold(box.x + share * box.width, box.width / 2 + gap, width),
          y: hold(middle, box.height / 2 + gap, height),
        })),
      )
      .find(isFree);
    if (free !== undefined) placed.push(free);
  }
  return placed;
}

/** A value at least so far from both ends; in the middle where there is no room for that. */
function hold(value: number, margin: number, end: number): number {
  return margin * 2 > end ? end / 2 : Math.max(margin, Math.min(end - margin, value));
}

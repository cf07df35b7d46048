import type { Steps } from '../steps';
import type { View } from './frame';

/** Points by the square of the plane that they lie in, so that few are looked at to find one. */
export interface PointGrid {
  readonly left: number;
  readonly top: number;
  /** Of one square, in the plane's own units. */
  readonly size: number;
  readonly across: number;
  readonly down: number;
  /** Where the points of each square begin in `rows`, square by square along each line; one more at the end. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/** Points of a square on average, and squares along a side at most. */
const CROWD = 6;
const MOST_SQUARES = 700;
/** Points looked at between two breaths. */
const PIECE = 40000;

/** @param xy x and y by turns; a point at NaN is in no square. */
export function* gridPoints(xy: Float32Array): Steps<PointGrid> {
  const points = xy.length / 2;
  let [left, top, right, bottom, known] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  for (let row = 0; row < points; row++) {
    if (row % PIECE === 0) yield { done: row, total: points * 3 };
    const x = xy[row * 2];
    const y = xy[row * 2 + 1];
    if (Number.isNaN(x)) continue;
    known++;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  if (known === 0) [left, top, right, bottom] = [0, 0, 0, 0];
  const side = Math.max(1, Math.min(MOST_SQUARES, Math.ceil(Math.sqrt(known / CROWD))));
  const size = Math.max(right - left, bottom - top) / side || 1;
  const across = Math.floor((right - left) / size) + 1;
  const down = Math.floor((bottom - top) / size) + 1;
  const squareOf = (row: number) =>
    Math.floor((xy[row * 2 + 1] - top) / size) * across + Math.floor((xy[row * 2] - left) / size);
  const starts = new Int32Array(across * down + 1);
  for (let row = 0; row < points; row++) {
    if (row % PIECE === 0) yield { done: points + row, total: points * 3 };
    if (!Number.isNaN(xy[row * 2])) starts[squareOf(row) + 1]++;
  }
  for (let square = 0; square < across * down; square++) starts[square + 1] += starts[square];
  const rows = new Int32Array(known);
  const filled = starts.slice();
  for (let row = 0; row < points; row++) {
    if (row % PIECE === 0) yield { done: points * 2 + row, total: points * 3 };
    if (!Number.isNaN(xy[row * 2])) rows[filled[squareOf(row)]++] = row;
  }
  return { left, top, size, across, down, starts, rows };
}

/** A rectangle of squares, ends included; empty where a last one lies before its first. */
interface Squares {
  readonly first: number;
  readonly last: number;
  readonly upper: number;
  readonly lower: number;
}

/** The squares that a rectangle of the picture touches. */
function squaresIn(
  grid: PointGrid,
  view: View,
  [left, top, right, bottom]: readonly [number, number, number, number],
): Squares {
  const column = (x: number) =>
    Math.floor(((x - view.shiftX) / view.scale - grid.left) / grid.size);
  const line = (y: number) => Math.floor(((y - view.shiftY) / view.scale - grid.top) / grid.size);
  // One square more to each side: the point and the square are rounded each in its own way.
  return {
    first: Math.max(0, column(left) - 1),
    last: Math.min(grid.across - 1, column(right) + 1),
    upper: Math.max(0, line(top) - 1),
    lower: Math.min(grid.down - 1, line(bottom) + 1),
  };
}

/** The same point as nearestPoint finds, without looking at all of them. */
export function nearestInGrid(
  grid: PointGrid,
  xy: Float32Array,
  view: View,
  x: number,
  y: number,
  reach: number,
  lit?: Uint8Array,
): number | undefined {
  const box = [x - reach, y - reach, x + reach, y + reach] as const;
  const { first, last, upper, lower } = squaresIn(grid, view, box);
  let found: number | undefined;
  let least = reach * reach;
  for (let line = upper; line <= lower && first <= last; line++) {
    const end = grid.starts[line * grid.across + last + 1];
    for (let at = grid.starts[line * grid.across + first]; at < end; at++) {
      const row = grid.rows[at];
      if (lit !== undefined && lit[row] === 0) continue;
      const dx = xy[row * 2] * view.scale + view.shiftX - x;
      const dy = xy[row * 2 + 1] * view.scale + view.shiftY - y;
      const distance = dx * dx + dy * dy;
      if (distance < least || (distance === least && found !== undefined && row < found)) {
        least = distance;
        found = row;
      }
    }
  }
  return found;
}

/** The points of a grid for whom something holds, in squares of their own. */
export function keepInGrid(grid: PointGrid, lit: Uint8Array, wanted: 0 | 1): PointGrid {
  const { rows, starts } = grid;
  const keptStarts = new Int32Array(starts.length);
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (let square = 0; square + 1 < starts.length; square++) {
    for (let at = starts[square]; at < starts[square + 1]; at++)
      if (lit[rows[at]] === wanted) kept[count++] = rows[at];
    keptStarts[square + 1] = count;
  }
  return { ...grid, starts: keptStarts, rows: kept.subarray(0, count) };
}

/**
 * Some of the points in view, evenly over the plane and about as many as wanted: all of them where they
 * are no more. The same points come while a view moves, so that a thinned picture does not flicker.
 *
 * @param most points to be had, at least half of it where there are more.
 */
export function thinInView(
  grid: PointGrid,
  view: View,
  width: number,
  height: number,
  most: number,
): Int32Array {
  const { first, last, upper, lower } = squaresIn(grid, view, [0, 0, width, height]);
  if (first > last || upper > lower || most < 1) return new Int32Array();
  let seen = 0;
  for (let line = upper; line <= lower; line++)
    seen += grid.starts[line * grid.across + last + 1] - grid.starts[line * grid.across + first];
  let step = 1;
  while (seen / step > most) step *= 2;
  const rows = new Int32Array(Math.ceil(seen / step) + (lower - upper + 1));
  let count = 0;
  for (let line = upper; line <= lower; line++) {
    const end = grid.starts[line * grid.across + last + 1];
    const begin = grid.starts[line * grid.across + first];
    for (let at = Math.ceil(begin / step) * step; at < end; at += step)
      rows[count++] = grid.rows[at];
  }
  return rows.subarray(0, count);
}

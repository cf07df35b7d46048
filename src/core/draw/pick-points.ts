import type { Steps } from '../steps';
import type { View } from './frame';

/**
 * The point nearest to a place in a picture, no farther from it than `reach`.
 *
 * @param xy x and y by turns; NaN is left out.
 * @param lit 1 for each point that can be found; undefined where all can.
 */
export function nearestPoint(
  xy: Float32Array,
  view: View,
  x: number,
  y: number,
  reach: number,
  lit?: Uint8Array,
): number | undefined {
  let found: number | undefined;
  let least = reach * reach;
  for (let row = 0; row < xy.length / 2; row++) {
    if (lit !== undefined && lit[row] === 0) continue;
    const dx = xy[row * 2] * view.scale + view.shiftX - x;
    const dy = xy[row * 2 + 1] * view.scale + view.shiftY - y;
    const distance = dx * dx + dy * dy;
    if (distance < least) {
      least = distance;
      found = row;
    }
  }
  return found;
}

/** Points looked at between two breaths. */
const PIECE = 2000;

/** The points whose place in a picture lies inside. */
export function* pointsInside(
  xy: Float32Array,
  view: View,
  inside: (x: number, y: number) => boolean,
): Steps<Int32Array> {
  const points = xy.length / 2;
  const rows = new Int32Array(points);
  let count = 0;
  for (let row = 0; row < points; row++) {
    if (row % PIECE === 0) yield { done: row, total: points };
    const x = xy[row * 2] * view.scale + view.shiftX;
    const y = xy[row * 2 + 1] * view.scale + view.shiftY;
    if (inside(x, y)) rows[count++] = row;
  }
  return rows.slice(0, count);
}

/** The rows that bear a label. */
export function rowsWith(labels: Int32Array, label: number): Int32Array {
  let count = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] === label) count++;
  const rows = new Int32Array(count);
  for (let row = 0, at = 0; at < count; row++) if (labels[row] === label) rows[at++] = row;
  return rows;
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

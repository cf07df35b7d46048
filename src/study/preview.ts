import type { Matrix } from '../core/matrix';
import { rowOf } from '../core/matrix';
import type { Prepared } from '../core/prepare/prepare-customers';
import { findPrincipal, type Principal } from '../core/project/pca';
import { drain } from '../core/steps';

/** Vectors that the first two axes are found from. */
const FIRST = 200;
/** How often the picture is brought up to date, in milliseconds. */
const SHOW = 300;

/**
 * A first picture while texts are being read: the two main axes of the first vectors, and every
 * customer on them as soon as its text is known.
 *
 * @param show rows of the file and their x and y by turns.
 */
export function createPreview(
  prepared: Prepared,
  seed: number,
  show: (rows: Int32Array, xy: Float32Array) => void,
): (positions: readonly number[], vectors: Matrix) => void {
  const sayers: number[][] = prepared.texts.map(() => []);
  prepared.textOf.forEach((text, customer) => {
    if (text >= 0) sayers[text].push(prepared.order[customer]);
  });
  let held: number[] = [];
  let principal: Principal | undefined;
  let known = 0;
  let shown = -Infinity;

  return (positions, vectors) => {
    for (const position of positions) held.push(position);
    known += positions.length;
    const now = performance.now();
    if (now - shown < SHOW && known < prepared.texts.length) return;
    if (principal === undefined) {
      if (held.length < Math.min(FIRST, prepared.texts.length) || held.length < 3) return;
      const first = held.slice(0, FIRST);
      const data = new Float32Array(first.length * vectors.cols);
      first.forEach((text, i) => data.set(rowOf(vectors, text), i * vectors.cols));
      principal = drain(findPrincipal({ data, rows: first.length, cols: vectors.cols }, 2, seed));
    }
    const rows: number[] = [];
    const xy: number[] = [];
    for (const text of held) {
      const vector = rowOf(vectors, text);
      const place = [0, 0];
      for (let axis = 0; axis < principal.axes.rows; axis++) {
        const direction = rowOf(principal.axes, axis);
        for (let col = 0; col < vector.length; col++)
          place[axis] += (vector[col] - principal.mean[col]) * direction[col];
      }
      for (const row of sayers[text]) {
        rows.push(row);
        xy.push(place[0], place[1]);
      }
    }
    held = [];
    shown = now;
    show(Int32Array.from(rows), Float32Array.from(xy));
  };
}

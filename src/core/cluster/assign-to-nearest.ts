import { createArena } from '../kernels/dots';
import { type Matrix, rowOf } from '../matrix';

const TILE = 512;

/** The label of the nearest of `centres` for every row, by Euclidean distance. */
export function assignToNearest(features: Matrix, centres: Matrix): Int32Array {
  const arena = createArena();
  const points = arena.place(features);
  const held = arena.place(centres);
  const out = arena.reserve(TILE, centres.rows);
  const dots = arena.view(out);
  const half = new Float64Array(centres.rows);
  for (let centre = 0; centre < centres.rows; centre++) {
    const row = rowOf(centres, centre);
    let sum = 0;
    for (let col = 0; col < row.length; col++) sum += row[col] * row[col];
    half[centre] = sum / 2;
  }
  const labels = new Int32Array(features.rows);
  for (let from = 0; from < features.rows; from += TILE) {
    const count = Math.min(TILE, features.rows - from);
    arena.dots(points, from, count, held, 0, centres.rows, out);
    for (let i = 0; i < count; i++) {
      let most = -Infinity;
      for (let centre = 0; centre < centres.rows; centre++) {
        const score = dots[i * out.stride + centre] - half[centre];
        if (score > most) {
          most = score;
          labels[from + i] = centre;
        }
      }
    }
  }
  arena.close();
  return labels;
}

import { createArena } from '../kernels/dots';
import type { Matrix } from '../matrix';
import { halfSquares, nearestCentre } from './nearest-centre';

const TILE = 512;

/** The label of the nearest of `centres` for every row, by Euclidean distance. */
export function assignToNearest(features: Matrix, centres: Matrix): Int32Array {
  const arena = createArena();
  const points = arena.place(features);
  const held = arena.place(centres);
  const out = arena.reserve(TILE, centres.rows);
  const dots = arena.view(out);
  const half = halfSquares(arena.view(held), held.stride, centres.rows);
  const labels = new Int32Array(features.rows);
  for (let from = 0; from < features.rows; from += TILE) {
    const count = Math.min(TILE, features.rows - from);
    arena.dots(points, from, count, held, 0, centres.rows, out);
    for (let i = 0; i < count; i++) labels[from + i] = nearestCentre(dots, i * out.stride, half);
  }
  arena.close();
  return labels;
}

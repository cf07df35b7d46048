import { createArena } from '../kernels/dots';
import { createMatrix, type Matrix } from '../matrix';
import type { Steps } from '../steps';

/** Rows between two breaths. */
const TILE = 256;

/**
 * Products of rows, as seen from a middle, with axes.
 *
 * @param axes of as many columns as the rows.
 * @param middle one number a column; absent: rows are taken as they are.
 * @returns rows x axes.rows.
 */
export function* projectAlong(
  features: Matrix,
  axes: Matrix,
  middle?: Float64Array,
): Steps<Matrix> {
  const { rows, cols, data } = features;
  const arena = createArena();
  const held = arena.place(axes);
  const block = arena.reserve(TILE, cols);
  const out = arena.reserve(TILE, Math.max(1, axes.rows));
  const tile = arena.view(block);
  const made = arena.view(out);
  const projected = createMatrix(rows, axes.rows);
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    for (let i = 0; i < count; i++)
      for (let col = 0, at = (from + i) * cols; col < cols; col++, at++)
        tile[i * block.stride + col] = middle === undefined ? data[at] : data[at] - middle[col];
    arena.dots(block, 0, count, held, 0, axes.rows, out);
    for (let i = 0; i < count; i++)
      projected.data.set(
        made.subarray(i * out.stride, i * out.stride + axes.rows),
        (from + i) * axes.rows,
      );
    yield { done: from + count, total: rows };
  }
  return projected;
}

import { halfSquares, nearestCentre } from '../cluster/nearest-centre';
import { createArena } from '../kernels/dots';
import { type Matrix, rowOf, takeRows } from '../matrix';
import type { Steps } from '../steps';

const TILE = 256;
/** Rounds of k-means that place the centres, and rows of each cell that they look at. */
const ROUNDS = 4;
const LOOKED_AT = 24;
/** Rows whose distances to all centres tell how far all others look. */
const MEASURED = 2000;

/** In which of several passes, each looking farther, rows look into which cells. */
export interface Visits {
  readonly cells: number;
  /** The nearest cell of each row. */
  readonly own: Int32Array;
  /** Where the visits of each row begin, and of the last one end. */
  readonly starts: Int32Array;
  /** The cells that are visited, the row's own left out. */
  readonly cell: Uint16Array;
  /** In which pass. */
  readonly pass: Uint8Array;
}

/**
 * Gathers rows in cells around centres found by a few rounds of k-means on every few-th row, and tells which other
 * cells each row looks into: those whose centres are hardly farther than the nearest one, be these many, at the
 * edges of cells, or none. In squared distance it is the same everywhere, so that all together make as many visits
 * as are wanted.
 *
 * @param wanted visits a row that each pass has brought on average when it ends, ascending.
 */
export function* probeCells(
  features: Matrix,
  cells: number,
  wanted: readonly number[],
): Steps<Visits> {
  const { rows, cols } = features;
  const step = Math.max(1, Math.floor(rows / (cells * LOOKED_AT)));
  const sample = takeRows(
    features,
    Int32Array.from({ length: Math.ceil(rows / step) }, (_, i) => i * step),
  );
  const arena = createArena();
  const points = arena.place(sample);
  const centres = arena.reserve(cells, cols);
  const block = arena.reserve(TILE, cols);
  const out = arena.reserve(TILE, cells);
  const added = arena.reserveSums(sample.rows, cells, cols);
  const middle = arena.view(centres);
  for (let cell = 0; cell < cells; cell++) {
    const row = Math.floor(((cell + 0.5) * rows) / cells);
    middle.set(rowOf(features, row), cell * centres.stride);
  }
  const dots = arena.view(out);
  const total = ROUNDS * sample.rows + rows;
  let done = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const half = halfSquares(middle, centres.stride, cells);
    const labels = new Int32Array(sample.rows);
    const counts = new Int32Array(cells);
    for (let from = 0; from < sample.rows; from += TILE) {
      const count = Math.min(TILE, sample.rows - from);
      arena.dots(points, from, count, centres, 0, cells, out);
      for (let i = 0; i < count; i++) {
        labels[from + i] = nearestCentre(dots, i * out.stride, half);
        counts[labels[from + i]]++;
      }
      done += count;
      yield { done, total };
    }
    const sums = arena.addRows(points, labels, added);
    for (let cell = 0; cell < cells; cell++)
      if (counts[cell] > 0)
        for (let at = cell * centres.stride; at < (cell + 1) * centres.stride; at++)
          middle[at] = sums[at] / counts[cell];
  }
  const half = halfSquares(middle, centres.stride, cells);

  const margins: number[] = [];
  const apart = Math.max(1, Math.floor(sample.rows / MEASURED));
  for (let row = 0; row < sample.rows; row += apart) {
    arena.dots(points, row, 1, centres, 0, cells, out);
    const nearest = nearestCentre(dots, 0, half);
    const score = dots[nearest] - half[nearest];
    for (let cell = 0; cell < cells; cell++)
      if (cell !== nearest) margins.push(score - (dots[cell] - half[cell]));
  }
  const sorted = Float64Array.from(margins).sort();
  const limits = wanted.map((visits) =>
    visits >= cells - 1 ? Infinity : sorted[Math.floor((sorted.length * visits) / (cells - 1))],
  );

  const own = new Int32Array(rows);
  const starts = new Int32Array(rows + 1);
  const most = limits[limits.length - 1];
  let cell = new Uint16Array(rows * wanted[0]);
  let pass = new Uint8Array(cell.length);
  let end = 0;
  const held = arena.view(block);
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    for (let i = 0; i < count; i++) held.set(rowOf(features, from + i), i * block.stride);
    arena.dots(block, 0, count, centres, 0, cells, out);
    if (end + count * cells > cell.length) {
      const longer = Math.max(2 * cell.length, end + count * cells);
      cell = lengthen(cell, new Uint16Array(longer));
      pass = lengthen(pass, new Uint8Array(longer));
    }
    for (let i = 0; i < count; i++) {
      const at = i * out.stride;
      const nearest = nearestCentre(dots, at, half);
      const score = dots[at + nearest] - half[nearest];
      own[from + i] = nearest;
      for (let other = 0; other < cells; other++) {
        const margin = score - (dots[at + other] - half[other]);
        if (margin > most || other === nearest) continue;
        let first = 0;
        while (margin > limits[first]) first++;
        cell[end] = other;
        pass[end++] = first;
      }
      starts[from + i + 1] = end;
    }
    done += count;
    yield { done, total };
  }
  return { cells, own, starts, cell, pass };
}

function lengthen<Numbers extends Uint16Array | Uint8Array>(held: Numbers, room: Numbers): Numbers {
  room.set(held);
  return room;
}

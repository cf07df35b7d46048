import { createArena } from '../kernels/dots';
import { distanceOf, type Matrix, squaredNorms } from '../matrix';
import type { Steps } from '../steps';
import { createNearestLists } from './nearest-lists';

/** For each row the references nearest to it. */
export interface NearestReferences {
  readonly rows: number;
  readonly k: number;
  /** rows x k numbers of references, nearest first; equal distances by number. */
  readonly indices: Int32Array;
  /** rows x k Euclidean distances. */
  readonly distances: Float32Array;
}

/**
 * How much each of the references of a row weighs, 0 to 1: the nearest 1, the others less the farther they
 * are beyond it, by the mean of all, as UMAP weighs the ties of a neighbour graph.
 */
export function weighReferences({ k, distances }: NearestReferences, row: number): Float64Array {
  const own = distances.subarray(row * k, (row + 1) * k);
  const [first] = own;
  let beyond = 0;
  for (const distance of own) beyond += (distance - first) / k;
  return Float64Array.from(own, (distance) =>
    beyond > 0 ? Math.exp((first - distance) / beyond) : 1,
  );
}

const TILE = 256;
/** Rows searched at a time, so that a large file takes no more memory than a small one. */
const CHUNK = 4096;

/**
 * The nearest references of rows that are not among them. Each row is searched on its own: what else is
 * searched does not matter. All pairs are compared, in O(rows x references x cols) multiplications on
 * blocks that fit the cache; distances are then measured anew from the differences, so that equal rows
 * are at distance 0.
 *
 * @param references at least 1 row, as wide as `features`.
 * @param k wanted; at most as many as there are references are given.
 */
export function* findNearestAmong(
  references: Matrix,
  features: Matrix,
  k: number,
): Steps<NearestReferences> {
  const { rows, cols } = features;
  const wanted = Math.max(1, Math.min(k, references.rows));
  const indices = new Int32Array(rows * wanted);
  const distances = new Float32Array(rows * wanted);
  const norms = squaredNorms(references);
  const arena = createArena();
  const held = arena.place(references);
  const place = arena.reserve(Math.min(CHUNK, Math.max(1, rows)), cols);
  const out = arena.reserve(TILE, TILE);
  const dots = arena.view(out);
  const taken = arena.view(place);
  for (let first = 0; first < rows; first += CHUNK) {
    const count = Math.min(CHUNK, rows - first);
    for (let row = 0; row < count; row++) {
      const from = (first + row) * cols;
      taken.set(features.data.subarray(from, from + cols), row * place.stride);
    }
    const lists = createNearestLists(count, wanted);
    for (let a = 0; a < count; a += TILE) {
      const aRows = Math.min(TILE, count - a);
      for (let b = 0; b < references.rows; b += TILE) {
        const bRows = Math.min(TILE, references.rows - b);
        arena.dots(place, a, aRows, held, b, bRows, out);
        for (let i = 0; i < aRows; i++)
          for (let j = 0; j < bRows; j++)
            lists.offer(a + i, b + j, norms[b + j] - 2 * dots[i * out.stride + j]);
        if (((b / TILE) & 15) === 15) yield { done: first + a, total: rows };
      }
      yield { done: first + a + aRows, total: rows };
    }
    for (let row = 0; row < count; row++) {
      const near = Array.from(
        lists.indices.subarray(row * wanted, (row + 1) * wanted),
        (reference) => ({
          reference,
          distance: Math.fround(distanceOf(references, reference, features, first + row)),
        }),
      ).sort((p, q) => p.distance - q.distance || p.reference - q.reference);
      near.forEach(({ reference, distance }, n) => {
        indices[(first + row) * wanted + n] = reference;
        distances[(first + row) * wanted + n] = distance;
      });
      if ((row & 255) === 255) yield { done: first + count, total: rows };
    }
  }
  return { rows, k: wanted, indices, distances };
}

import type { Matrix } from '../matrix';
import type { Graph } from './neighbours';

/** A customer who is like another one. */
export interface LookAlike {
  readonly row: number;
  /** 1 where both are the same in everything, 0 where they differ as any two customers do. */
  readonly likeness: number;
}

/** The mean squared distance of two rows picked at random: twice the variance of all columns. */
export function usualDistance({ rows, cols, data }: Matrix): number {
  let total = 0;
  for (let col = 0; col < cols; col++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += data[row * cols + col];
    const mean = sum / rows;
    for (let row = 0; row < rows; row++) total += (data[row * cols + col] - mean) ** 2;
  }
  return rows < 2 ? 0 : (2 * total) / (rows - 1);
}

/** How like two rows are, by their distance: 1 - squared distance / usual, at least 0. */
export function likenessOf(distance: number, usual: number): number {
  return usual > 0 ? Math.max(0, 1 - (distance * distance) / usual) : 1;
}

/**
 * The rows most like one, the most alike first.
 *
 * @param usual as `usualDistance` tells it of the rows that the graph was made of.
 */
export function findLookAlikes(
  { k, indices, distances }: Graph,
  row: number,
  count: number,
  usual: number,
): LookAlike[] {
  return Array.from({ length: Math.min(count, k) }, (_, n) => ({
    row: indices[row * k + n],
    likeness: likenessOf(distances[row * k + n], usual),
  }));
}

import type { Matrix } from '../matrix';
import type { Steps } from '../steps';
import { findNearDuplicates } from './near-duplicates';

/**
 * Which texts say nearly the same, as one number per text: the number of the first text of its group,
 * its own where it stands alone.
 *
 * @param texts distinct.
 */
export function* groupAlike(texts: readonly string[]): Steps<Int32Array> {
  const groupOf = Int32Array.from(texts, (_, at) => at);
  for (const { rows } of yield* findNearDuplicates(texts))
    for (const row of rows) groupOf[row] = rows[0];
  return groupOf;
}

/**
 * How much each customer counts where those who say nearly the same count as one together: one over how
 * many they are. Who says nothing counts as one.
 *
 * @param textOf the text of each customer, -1 says nothing.
 * @param groupOf of each text, as `groupAlike` gives it.
 */
export function weighAlike(textOf: Int32Array, groupOf: Int32Array): Float64Array {
  const sizes = new Int32Array(groupOf.length);
  for (const text of textOf) if (text >= 0) sizes[groupOf[text]]++;
  return Float64Array.from(textOf, (text) => (text < 0 ? 1 : 1 / sizes[groupOf[text]]));
}

/** The first customer of each group of those who say nearly the same, and all who say nothing. */
export function firstOfAlike(textOf: Int32Array, groupOf: Int32Array): Int32Array {
  const seen = new Uint8Array(groupOf.length);
  const first: number[] = [];
  textOf.forEach((text, customer) => {
    if (text >= 0 && seen[groupOf[text]]++ > 0) return;
    first.push(customer);
  });
  return Int32Array.from(first);
}

/**
 * Rows where those who say nearly the same stand together, in the middle of where each stood, so that no
 * line can be drawn between them.
 *
 * @param rows one per customer.
 * @returns a new matrix of the same shape.
 */
export function poolRows(rows: Matrix, textOf: Int32Array, groupOf: Int32Array): Matrix {
  const { cols, data } = rows;
  const members = new Map<number, number[]>();
  textOf.forEach((text, customer) => {
    if (text < 0) return;
    const group = members.get(groupOf[text]);
    if (group === undefined) members.set(groupOf[text], [customer]);
    else group.push(customer);
  });
  const pooled: Matrix = { ...rows, data: data.slice() };
  for (const group of members.values()) {
    if (group.length < 2) continue;
    for (let col = 0; col < cols; col++) {
      let sum = 0;
      for (const customer of group) sum += data[customer * cols + col];
      for (const customer of group) pooled.data[customer * cols + col] = sum / group.length;
    }
  }
  return pooled;
}

import { dot, type Matrix, rowOf } from '../matrix';
import type { Prepared } from '../prepare/prepare-customers';

/** A sentence or two, so that a quote can be read; longer or shorter texts come after. */
const READABLE = { least: 12, most: 400 };
/** Only this share of a segment's customers nearest to its centre may speak for it. */
const CENTRAL = 0.25;

/**
 * The most typical customers of every segment: near its centre, no two with the same or nearly the
 * same text.
 *
 * @param features rows x cols, as clustered.
 * @param vectors of the distinct texts, where there are any.
 * @returns customers of `prepared`, most typical first, at most `most` per segment.
 */
export function findExemplars(
  features: Matrix,
  labels: Int32Array,
  centres: Matrix,
  prepared: Prepared,
  vectors: Matrix | undefined,
  most: number,
): Int32Array[] {
  const members: number[][] = Array.from({ length: centres.rows }, () => []);
  labels.forEach((label, row) => {
    if (label >= 0) members[label].push(row);
  });
  return members.map((rows, label) => {
    const centre = rowOf(centres, label);
    const ranked = rows
      .map((row) => ({ row, distance: squaredDistance(rowOf(features, row), centre) }))
      .sort((a, b) => a.distance - b.distance || a.row - b.row);
    const central = ranked.slice(0, Math.max(most * 4, Math.ceil(ranked.length * CENTRAL)));
    const readable = central.filter(({ row }) => isReadable(prepared, row));
    const order = [...readable, ...central.filter(({ row }) => !isReadable(prepared, row))];
    const chosen: number[] = [];
    for (const { row } of order) {
      if (chosen.length === most) break;
      if (!chosen.some((other) => saysTheSame(prepared, vectors, other, row))) chosen.push(row);
    }
    return Int32Array.from(chosen);
  });
}

function isReadable(prepared: Prepared, row: number): boolean {
  if (prepared.texts.length === 0) return true;
  const text = prepared.textOf[row];
  if (text < 0) return false;
  const { length } = prepared.texts[text];
  return length >= READABLE.least && length <= READABLE.most;
}

function saysTheSame(
  prepared: Prepared,
  vectors: Matrix | undefined,
  a: number,
  b: number,
): boolean {
  const [textA, textB] = [prepared.textOf[a], prepared.textOf[b]];
  if (textA < 0 || textB < 0 || vectors === undefined) return false;
  return textA === textB || dot(rowOf(vectors, textA), rowOf(vectors, textB)) > 0.95;
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum;
}

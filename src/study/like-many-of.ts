import { findLikeMany } from '../core/graph/like-many';
import { usualDistance } from '../core/graph/look-alikes';
import type { NearSpace } from './find-space';

/** A tenth of all customers at most are told as being like others. */
const MOST = 10;

/**
 * Customers most like those that a mask holds: as many as it holds or a tenth of all, whichever is less.
 *
 * @param mask one per row of the file.
 * @returns rows of the file, the most alike first.
 */
export function likeManyOf(
  { prepared, graph, matrix }: Pick<NearSpace, 'prepared' | 'graph' | 'matrix'>,
  mask: Uint8Array,
): Int32Array<ArrayBuffer> {
  const { order, rows } = prepared;
  const inside = Uint8Array.from({ length: rows }, (_, customer) => mask[order[customer]]);
  const size = inside.reduce((sum, here) => sum + here, 0);
  const most = Math.min(size, Math.floor(rows / MOST));
  const found = findLikeMany(graph, inside, most, usualDistance(matrix));
  return Int32Array.from(found, (customer) => order[customer]);
}

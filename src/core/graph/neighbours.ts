import { type Matrix, squaredNorms } from '../matrix';
import type { NearDevice } from '../ports';
import { rescale, type Steps } from '../steps';
import { searchCells } from './cells';
import { compareAll } from './compare-all';
import type { NearestLists } from './nearest-lists';
import { refineLists } from './refine-lists';
import { findByTree } from './tree-neighbours';

/** The k nearest neighbours of every row, itself left out. */
export interface Graph {
  readonly rows: number;
  readonly k: number;
  /** rows x k row numbers, nearest first; equal distances by row number. */
  readonly indices: Int32Array;
  /** rows x k Euclidean distances. */
  readonly distances: Float32Array;
  /** False where the search was approximate. */
  readonly exact: boolean;
}

/** Up to this many rows neighbours are exact whatever the columns; above, only where a tree serves. */
export const EXACT_ROWS = 20000;

/** Approximate lists with less than this share of the true neighbours are made better. */
const RECALL = 0.985;
/** Rounds in which approximate lists that miss too much are made better, at most. */
const REFINING = 2;

/**
 * The nearest-neighbour graph that the map, smoothing and confidence read.
 *
 * @param features rows x cols, finite; at least 2 rows.
 * @param k neighbours wanted; at most rows - 1 are given.
 * @returns Euclidean neighbours. Few columns are searched by a tree, exactly (see findByTree). Else exact up
 * to EXACT_ROWS, in O(rows^2 x cols / 2) multiplications on blocks that fit the cache; approximate above
 * (see searchCells).
 * @param device where rows may be compared instead of on this thread (see createWork); whoever drives this must wait
 * then. The graph is the same.
 */
export function* findNeighbours(features: Matrix, k: number, device?: NearDevice): Steps<Graph> {
  const wanted = Math.max(1, Math.min(k, features.rows - 1));
  const byTree = yield* findByTree(features, wanted);
  const exact = byTree !== undefined || features.rows <= EXACT_ROWS;
  const lists =
    byTree ??
    (exact
      ? yield* compareAll(features, wanted, device)
      : yield* approximateNeighbours(features, wanted, device));
  const distances = new Float32Array(lists.squared.length);
  for (let i = 0; i < distances.length; i++) distances[i] = Math.sqrt(lists.squared[i]);
  return { rows: features.rows, k: wanted, indices: lists.indices, distances, exact };
}

/**
 * Lists that hold nearly all of the true neighbours: from the nearest cells, and where these miss too many, by
 * asking neighbours for theirs as well.
 */
export function* approximateNeighbours(
  features: Matrix,
  k: number,
  device?: NearDevice,
): Steps<NearestLists> {
  const { lists, recall } = yield* rescale(searchCells(features, k, device), 0, 2);
  if (recall < RECALL)
    yield* rescale(refineLists(features, squaredNorms(features), lists, REFINING), 1, 2);
  return lists;
}

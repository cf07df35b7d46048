import { countLabels } from '../cluster/clustering';
import { matchBest } from './match-labels';
import type { Cluster } from './stability';

/**
 * How segments that were found again are to be put together when the first ones were: each counts as the
 * one that it shares most rows with, one to one, and becomes what that became.
 *
 * @param again the segments found again, one label per row; -1 is nowhere.
 * @param drawn the first ones, likewise.
 * @param became by segment drawn what it is part of; -1 is nothing.
 * @returns by segment found again what it is part of; one that is beyond those drawn is by itself.
 */
export function joinLikewise(again: Int32Array, drawn: Int32Array, became: Int32Array): Int32Array {
  const found = countLabels(again);
  const both = new Float64Array(became.length * found);
  for (let row = 0; row < again.length; row++)
    if (drawn[row] >= 0 && again[row] >= 0) both[drawn[row] * found + again[row]]++;
  const beyond = countLabels(became);
  const joined = Int32Array.from({ length: found }, (_, label) => beyond + label);
  matchBest(both, became.length, found).forEach((label, at) => {
    if (label >= 0 && became[at] >= 0) joined[label] = became[at];
  });
  return joined;
}

/** What labels become, -1 where they are nowhere. */
export function joinLabels(labels: Int32Array, became: Int32Array): Int32Array {
  return labels.map((label) => (label < 0 ? -1 : became[label]));
}

/** A method whose segments are put together as those that it drew before were. */
export function mergeLikewise(cluster: Cluster, drawn: Int32Array, became: Int32Array): Cluster {
  return function* (part, seed, members) {
    const again = yield* cluster(part, seed, members);
    const own = members?.map((row) => drawn[row]) ?? drawn;
    return joinLabels(again, joinLikewise(again, own, became));
  };
}

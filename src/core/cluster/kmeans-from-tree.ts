import { directionsOf, type Matrix, takeRows } from '../matrix';
import { createRandom, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import { type Clustering, settleLabels } from './clustering';
import { kmeans, sphericalKmeans } from './kmeans';
import { FEW_SEGMENTS, type MethodOptions } from './method-settings';
import { cutTree, mergeByWard } from './ward';

/** Rows that the tree is built on. */
const SAMPLE = 4000;
/** Drawn starts beside the one from the tree. */
const STARTS = 2;

/**
 * k-means as a method. Where many segments are wanted, drawn starts miss some and part others; one more
 * start is then Ward's tree over up to 4,000 rows, cut at k. On texts in 64 to 98 groups it was the
 * best start of nine each time, its inertia 1 to 4 % lower.
 */
export function kmeansFromTree(features: Matrix, options: MethodOptions): Steps<Clustering> {
  return startFromTree(kmeans, features, options);
}

/** Spherical k-means as a method, started likewise from the tree of the directions. */
export function sphericalFromTree(features: Matrix, options: MethodOptions): Steps<Clustering> {
  return startFromTree(sphericalKmeans, directionsOf(features), options);
}

function* startFromTree(
  method: typeof kmeans,
  features: Matrix,
  options: MethodOptions,
): Steps<Clustering> {
  const { k, seed, weights } = options;
  if (k <= FEW_SEGMENTS || k >= features.rows || options.centres !== undefined)
    return yield* method(features, options);
  const all = features.rows <= SAMPLE;
  const rows = all
    ? undefined
    : shuffled(features.rows, createRandom(seed)).slice(0, Math.max(SAMPLE, k)).sort();
  const sample = rows === undefined ? features : takeRows(features, rows);
  const counted =
    weights === undefined
      ? new Float64Array(sample.rows).fill(1)
      : Float64Array.from({ length: sample.rows }, (_, i) => weights[rows?.[i] ?? i]);
  const merges = yield* rescale(mergeByWard(sample, counted), 0, 2);
  const { centres } = settleLabels(sample, cutTree(merges, sample.rows, k));
  const starts = options.starts ?? STARTS;
  return yield* rescale(method(features, { ...options, starts, centres }), 1, 2);
}

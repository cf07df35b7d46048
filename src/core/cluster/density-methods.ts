import type { Matrix } from '../matrix';
import { rescale, type Steps } from '../steps';
import { type Clustering, groupEqualRows, settleLabels } from './clustering';
import { dbscan, suggestEps } from './dbscan';
import { clusterSpanning, type DensityClustering } from './hdbscan';
import type { MethodOptions, MethodSettings } from './method-settings';
import { spanRows } from './mutual-reachability';
import { placeNoise } from './place-noise';
import { suggestClusterSize } from './suggest-cluster-size';

/** Customers that make a place dense, the one in its middle counted. */
export const MIN_SAMPLES = 5;

/**
 * HDBSCAN as a method: the fewest customers of a segment are suggested where the person does not say,
 * and whoever is outside all segments is placed with the nearest one unless left out. The number of
 * segments is what is found; `k` is not heeded. A file without dense places is one segment.
 */
export function* hdbscanMethod(features: Matrix, options: MethodOptions): Steps<Clustering> {
  const { settings = {} } = options;
  const equal = groupEqualRows(features, 1);
  if (equal !== undefined) return settleLabels(features, equal);
  const { labels } = yield* rescale(clusterByDensity(features, settings), 0, 2);
  return yield* rescale(settle(features, labels, options), 1, 2);
}

/** What the method finds before anybody is placed, by the same settings. */
export function* clusterByDensity(
  features: Matrix,
  settings: MethodSettings,
): Steps<DensityClustering & { readonly minClusterSize: number }> {
  const minSamples = Math.min(settings.minSamples ?? MIN_SAMPLES, features.rows);
  const spanning = yield* spanRows(features, { minSamples });
  const minClusterSize = settings.minClusterSize ?? suggestClusterSize(spanning).minClusterSize;
  const found = clusterSpanning(spanning, {
    minClusterSize,
    method: settings.selection ?? 'leaf',
  });
  return { ...found, minClusterSize };
}

/** DBSCAN as a method; how near is near is read off the curve of distances where not said. */
export function* dbscanMethod(features: Matrix, options: MethodOptions): Steps<Clustering> {
  const { settings = {} } = options;
  const equal = groupEqualRows(features, 1);
  if (equal !== undefined) return settleLabels(features, equal);
  const minSamples = Math.min(settings.minSamples ?? MIN_SAMPLES, features.rows);
  const eps = settings.eps ?? (yield* rescale(suggestEps(features, minSamples), 0, 3)).eps;
  if (!(eps > 0)) return settleLabels(features, new Int32Array(features.rows));
  const { labels } = yield* rescale(dbscan(features, { eps, minSamples }), 1, 3);
  return yield* rescale(settle(features, labels, options), 2, 3);
}

function* settle(
  features: Matrix,
  labels: Int32Array,
  { settings = {} }: MethodOptions,
): Steps<Clustering> {
  if (labels.every((label) => label < 0))
    return settleLabels(
      features,
      labels.map(() => 0),
    );
  const how = settings.unplaced === 'leave' ? 'leave' : 'centre';
  const placed = yield* placeNoise(features, labels, { how });
  return settleLabels(features, placed.labels);
}

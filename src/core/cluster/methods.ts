import type { Matrix } from '../matrix';
import type { Steps } from '../steps';
import { bisecting } from './bisecting';
import type { Clustering } from './clustering';
import { leidenMethod } from './community-method';
import { dbscanMethod, hdbscanMethod } from './density-methods';
import { gaussianMixture } from './gaussian-mixture';
import { kMedoids } from './k-medoids';
import { kmeansFromTree, sphericalFromTree } from './kmeans-from-tree';
import { averageLinkage, completeLinkage, singleLinkage } from './linkage';
import type { MatrixMethodId } from './method-ids';
import type { MethodOptions } from './method-settings';
import { miniBatchKmeans } from './mini-batch-kmeans';
import { ward } from './ward';

/** Rows to segments: generators, so that they can show progress and be stopped. */
export type Method = (features: Matrix, options: MethodOptions) => Steps<Clustering>;

function mixture(features: Matrix, options: MethodOptions): Steps<Clustering> {
  const { covariance } = options.settings ?? {};
  return gaussianMixture(features, {
    ...options,
    ...(covariance === undefined ? {} : { covariance }),
  });
}

/** All methods; each passes the list of checks in test/contract. */
export const METHODS = {
  kmeans: kmeansFromTree,
  'spherical-kmeans': sphericalFromTree,
  'mini-batch-kmeans': miniBatchKmeans,
  'k-medoids': kMedoids,
  'gaussian-mixture': mixture,
  ward,
  'average-linkage': averageLinkage,
  'complete-linkage': completeLinkage,
  'single-linkage': singleLinkage,
  'bisecting-kmeans': bisecting,
  hdbscan: hdbscanMethod,
  dbscan: dbscanMethod,
  leiden: leidenMethod,
} satisfies Record<MatrixMethodId, Method>;

import type { Matrix } from '../matrix';
import type { Steps } from '../steps';
import { bisecting } from './bisecting';
import type { Clustering } from './clustering';
import { leidenMethod } from './community-method';
import { dbscanMethod, hdbscanMethod } from './density-methods';
import { gaussianMixture } from './gaussian-mixture';
import { kMedoids } from './k-medoids';
import { kmeans, sphericalKmeans } from './kmeans';
import { averageLinkage, completeLinkage, singleLinkage } from './linkage';
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
  kmeans,
  'spherical-kmeans': sphericalKmeans,
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
} as const satisfies Record<string, Method>;

export type MethodId = keyof typeof METHODS;

export const METHOD_IDS = Object.keys(METHODS) as readonly MethodId[];

/** The methods by what they look for, in the order in which they are offered. */
export const METHOD_FAMILIES = {
  centres: [
    'kmeans',
    'spherical-kmeans',
    'mini-batch-kmeans',
    'k-medoids',
    'gaussian-mixture',
    'bisecting-kmeans',
  ],
  trees: ['ward', 'average-linkage', 'complete-linkage', 'single-linkage'],
  crowds: ['hdbscan', 'dbscan', 'leiden'],
} as const satisfies Record<string, readonly MethodId[]>;

/** Methods that find the number of segments themselves; `k` is nothing to them. */
export const FIND_NUMBER: ReadonlySet<MethodId> = new Set(['hdbscan', 'dbscan', 'leiden']);

export function maybeMethodId(value: string): MethodId | undefined {
  return METHOD_IDS.find((id) => id === value);
}

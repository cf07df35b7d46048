import type { Matrix } from '../matrix';
import type { Steps } from '../steps';
import type { ClusterOptions, Clustering } from './clustering';
import { kmeans, sphericalKmeans } from './kmeans';
import { ward } from './ward';

export type Method = (features: Matrix, options: ClusterOptions) => Steps<Clustering>;

/** Every method of clustering behind one signature; the page, the tool and the tests read this. */
export const METHODS = {
  kmeans,
  'spherical-kmeans': sphericalKmeans,
  ward,
} as const satisfies Record<string, Method>;

export type MethodId = keyof typeof METHODS;

export const METHOD_IDS = Object.keys(METHODS) as readonly MethodId[];

export function maybeMethodId(value: string): MethodId | undefined {
  return METHOD_IDS.find((id) => id === value);
}

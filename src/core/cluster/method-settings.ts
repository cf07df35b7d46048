import type { ClusterOptions } from './clustering';
import type { Covariance } from './gaussian-densities';

/** What a person may set about methods; each reads its own, the rest is worked out. */
export interface MethodSettings {
  /** Fewest customers of a segment, at least 2 (HDBSCAN). */
  readonly minClusterSize?: number;
  /** Customers near each other that make a place dense, at least 1 (HDBSCAN, DBSCAN). */
  readonly minSamples?: number;
  /** The segments that last longest, as for columns, or the finest, as for texts (HDBSCAN). */
  readonly selection?: 'eom' | 'leaf';
  /** How near two customers must be to be neighbours, above 0 (DBSCAN). */
  readonly eps?: number;
  /** Whether customers outside all segments go to the nearest one (absent) or stay outside. */
  readonly unplaced?: 'place' | 'leave';
  /** How fine communities are; 1 is usual (Leiden). */
  readonly resolution?: number;
  /** What shapes segments may have (mixture). */
  readonly covariance?: Covariance;
}

export interface MethodOptions extends ClusterOptions {
  readonly settings?: MethodSettings;
}

import type { ClusterOptions } from './clustering';

/**
 * The shape that every component of a mixture may take: its own ellipsoid, one ellipsoid for all, an ellipsoid
 * along the columns, a ball.
 */
export const COVARIANCES = ['full', 'tied', 'diag', 'spherical'] as const;
export type Covariance = (typeof COVARIANCES)[number];

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
  /** Themes of one's own, used as they stand (themes); absent: they are proposed. */
  readonly themes?: readonly string[];
  /** Who proposes themes: the small model and phrases of the texts (absent), or phrases alone. */
  readonly proposals?: 'phrases';
  /** How many scores each measure has; 5 where absent (RFM grid). */
  readonly scores?: 3 | 4 | 5;
  /** Columns of the measures; those that are absent are found by their names (RFM grid). */
  readonly rfmColumns?: RfmColumns;
}

/** The columns of a file that customers are scored by. */
export interface RfmColumns {
  /** Days since the last order, or its date. */
  readonly recency?: string;
  /** Number of orders. */
  readonly frequency?: string;
  /** What was spent; '' leaves it out. */
  readonly monetary?: string;
}

export interface MethodOptions extends ClusterOptions {
  readonly settings?: MethodSettings;
}

/** Up to this many segments drawn starts find what there is to find; above, k-means has one from a tree. */
export const FEW_SEGMENTS = 10;

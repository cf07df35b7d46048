import { countLabels } from '../cluster/clustering';
import { dbscan, suggestEps } from '../cluster/dbscan';
import { MIN_SAMPLES } from '../cluster/density-methods';
import { clusterSpanning } from '../cluster/hdbscan';
import { leiden } from '../cluster/leiden';
import type { MethodSettings } from '../cluster/method-settings';
import { spanRows } from '../cluster/mutual-reachability';
import { findNeighbours } from '../graph/neighbours';
import { tieRows } from '../graph/weighted-graph';
import { firstRows, type Matrix } from '../matrix';
import { fuzzyGraph } from '../project/umap';
import { rescale, type Steps } from '../steps';
import { dbcv } from './density-validity';
import { pairDistances, SILHOUETTE_SAMPLE, silhouetteOf } from './separation';

/** What is measured of one setting of a density method; NaN where a measure does not apply. */
export interface DensityPoint {
  /** The setting, as it counts for all customers. */
  readonly value: number;
  /** Segments found. */
  readonly k: number;
  /** Share of the customers in a segment, before those outside are placed. */
  readonly placed: number;
  /** DBCV, noise counted as 0. */
  readonly validity: number;
  /** How long segments last beside the densest place of all, mean over those in one (HDBSCAN). */
  readonly persistence: number;
  readonly silhouette: number;
}

export type DensityMeasure = 'validity' | 'persistence' | 'silhouette';

/** The setting that is turned. */
export type DensityDial = 'minClusterSize' | 'eps' | 'resolution';

export interface DensityCurve {
  readonly values: readonly number[];
  measure(value: number): Steps<DensityPoint>;
}

/** Sizes from this up to a quarter of the customers, each half as large again as the last. */
const LEAST_SIZE = 5;
const STEP = 1.5;
const MOST_SIZES = 12;
/** Shares of the customers whose nearest are within eps. */
const EPS_SHARES = [0.3, 0.5, 0.65, 0.75, 0.85, 0.9, 0.95, 0.98];
const RESOLUTIONS = [0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 4];
const NEIGHBOURS = 15;

/**
 * Prepares to turn the setting of a density method: what all settings share is computed once.
 *
 * @param given as the method is given them; in random order.
 * @param of how many customers these rows are part of.
 */
export function* prepareDensities(
  given: Matrix,
  dial: DensityDial,
  settings: MethodSettings,
  of: number,
  seed: number,
): Steps<DensityCurve> {
  const share = given.rows / of;
  const scored = Math.min(SILHOUETTE_SAMPLE, given.rows);
  const distances = yield* rescale(pairDistances(firstRows(given, scored)), 0, 2);
  const minSamples = settings.minSamples ?? MIN_SAMPLES;

  function* point(
    value: number,
    labels: Int32Array,
    persistence: number,
    parts: boolean,
  ): Steps<DensityPoint> {
    const k = countLabels(labels);
    const inside = labels.reduce((sum, label) => sum + Number(label >= 0), 0);
    const first = labels.slice(0, scored);
    const seen = new Set(first.filter((label) => label >= 0)).size;
    return {
      value,
      k,
      placed: inside / labels.length,
      validity: parts && k >= 2 ? (yield* dbcv(given, labels)).score : NaN,
      persistence,
      silhouette: seen > 1 && seen < scored ? silhouetteOf(distances, first) : NaN,
    };
  }

  if (dial === 'minClusterSize') {
    const spanning = yield* rescale(spanRows(given, { minSamples }), 1, 2);
    return {
      values: sizesToTry(of, share),
      *measure(value) {
        const found = clusterSpanning(spanning, {
          minClusterSize: Math.max(2, Math.round(value * share)),
          method: settings.selection ?? 'leaf',
        });
        let lasting = 0;
        let inside = 0;
        for (const label of found.labels) {
          if (label < 0) continue;
          inside++;
          lasting += found.persistence[label];
        }
        return yield* point(value, found.labels, inside === 0 ? NaN : lasting / inside, true);
      },
    };
  }
  if (dial === 'eps') {
    const near = Math.max(2, Math.round(minSamples * share));
    const curve = yield* rescale(suggestEps(given, near), 1, 2);
    const at = (part: number) => curve.distances[Math.floor(part * (curve.distances.length - 1))];
    const values = [...EPS_SHARES.map(at), curve.eps]
      .map((eps) => Number(eps.toPrecision(3)))
      .filter((eps) => eps > 0);
    return {
      values: [...new Set(values)].sort((a, b) => a - b),
      *measure(eps) {
        const { labels } = yield* rescale(dbscan(given, { eps, minSamples: near }), 0, 2);
        return yield* rescale(point(eps, labels, NaN, true), 1, 2);
      },
    };
  }
  const graph = yield* rescale(findNeighbours(given, NEIGHBOURS), 1, 2);
  const { heads, tails, weights } = fuzzyGraph(graph);
  const ties = tieRows(given.rows, heads, tails, weights);
  return {
    values: RESOLUTIONS,
    *measure(resolution) {
      const { labels } = yield* rescale(leiden(ties, { seed, resolution }), 0, 2);
      return yield* rescale(point(resolution, labels, NaN, false), 1, 2);
    },
  };
}

/** Fewest customers of a segment worth trying, each another size among the rows that are looked at. */
export function sizesToTry(of: number, share: number): number[] {
  const sizes: number[] = [];
  let last = 0;
  for (let size = LEAST_SIZE; size <= of / 4 && sizes.length < MOST_SIZES; size *= STEP) {
    const whole = Math.round(size);
    const seen = Math.max(2, Math.round(whole * share));
    if (seen === last || (share < 1 && seen <= 2)) continue;
    last = seen;
    sizes.push(whole);
  }
  return sizes;
}

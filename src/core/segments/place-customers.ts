import { findNearestAmong, type NearestReferences, weighReferences } from '../graph/nearest-among';
import { createMatrix, type Matrix } from '../matrix';
import { rescale, type Steps } from '../steps';
import { NEIGHBOURS } from '../study';
import {
  diffuseTowards,
  keepEqual,
  meanDistances,
  placeByCentres,
  settleFit,
  type SegmentModel,
  smoothTowards,
  voteByDistance,
} from './segment-model';

/** Where new customers stand among finished segments; one entry per customer. */
export interface Placed {
  /** The segment; -1 for who does not fit, and for who stands where the file's own were left in none. */
  readonly labels: Int32Array;
  /** The segment that is nearest, also for who does not fit into it; -1 for none. */
  readonly nearest: Int32Array;
  /** As for the first file: the share of the customers most like it, itself included, in its segment. */
  readonly confidence: Float32Array;
  /** 1 for who does not fit anywhere. */
  readonly misfits: Uint8Array;
  /** How far from its neighbours, where 1 is the farthest that fits its segment; 0 where nobody is apart. */
  readonly strangeness: Float32Array;
  /** x and y by turns, in the layout of the first file. */
  readonly map: Float32Array;
}

/**
 * Places customers into segments that were found before; the segments stay as they are. Every customer
 * is placed on its own, so that it does not matter who else is.
 *
 * A customer is drawn to the references as those were drawn to each other, and stands in the segment
 * that its rule says; one that equals a reference stands with it. On the map it stands in the middle of
 * the neighbours from its segment, near ones counting more, or of those that it equals.
 *
 * @param features of the new customers, by the feature recipe of the first file.
 * @param layout x and y of every reference by turns.
 */
export function* placeCustomers(
  { fit, features: references, rows, labels, k }: SegmentModel,
  features: Matrix,
  layout: Float32Array,
): Steps<Placed> {
  const near = yield* rescale(findNearestAmong(references, features, NEIGHBOURS), 0, 2);
  const smoothed =
    fit.smoothing === 0
      ? features
      : fit.shared === undefined
        ? smoothTowards(features, references, near, fit.smoothing)
        : diffuseTowards(features, rows, near, fit.shared);
  const nearest = yield* rescale(settle(), 1, 2);
  const far = meanDistances(near);
  const placed = nearest.slice();
  const misfits = new Uint8Array(features.rows);
  const strangeness = new Float32Array(features.rows);
  const confidence = new Float32Array(features.rows);
  const map = new Float32Array(features.rows * 2);
  for (let row = 0; row < features.rows; row++) {
    const label = nearest[row];
    const settled = settleFit(label, far[row], fit.distances);
    placed[row] = settled.label;
    misfits[row] = settled.misfit ? 1 : 0;
    const { limit } = fit.distances[label < 0 ? k : label];
    strangeness[row] = limit === null || limit === 0 ? 0 : far[row] / limit;
    standOnMap(near, row, label, labels, layout, map);
    if (placed[row] < 0) continue;
    let same = 1;
    for (let n = row * near.k; n < (row + 1) * near.k; n++)
      if (labels[near.indices[n]] === label) same++;
    confidence[row] = same / (near.k + 1);
  }
  return { labels: placed, nearest, confidence, misfits, strangeness, map };

  function* settle(): Steps<Int32Array> {
    if (fit.rule === 'neighbours') {
      const among =
        smoothed === features ? near : yield* findNearestAmong(rows, smoothed, NEIGHBOURS);
      const voted = voteByDistance(among, labels, k);
      return keepEqual(near, labels, voted);
    }
    return keepEqual(near, labels, placeByCentres(smoothed, matrixOf(fit.centres, rows.cols)));
  }
}

/** The mean place of the neighbours from its segment, each weighing less the farther it is beyond the first. */
function standOnMap(
  near: NearestReferences,
  row: number,
  label: number,
  labels: Int32Array,
  layout: Float32Array,
  map: Float32Array,
): void {
  const { k, indices, distances } = near;
  const first = distances[row * k];
  const weights = weighReferences(near, row);
  const own = indices.subarray(row * k, (row + 1) * k).some((other) => labels[other] === label);
  let [x, y, total] = [0, 0, 0];
  for (let n = row * k; n < (row + 1) * k; n++) {
    const reference = indices[n];
    if (own && labels[reference] !== label) continue;
    if (first === 0 && distances[n] > 0) continue;
    const weight = weights[n - row * k];
    x += weight * layout[reference * 2];
    y += weight * layout[reference * 2 + 1];
    total += weight;
  }
  map[row * 2] = x / total;
  map[row * 2 + 1] = y / total;
}

function matrixOf(rows: readonly (readonly number[])[], cols: number): Matrix {
  const matrix = createMatrix(rows.length, cols);
  rows.forEach((row, at) => matrix.data.set(row, at * cols));
  return matrix;
}

import { kmeans } from '../cluster/kmeans';
import { createMatrix, type Matrix } from '../matrix';
import { createRandom, type Random } from '../random';
import { rescale, type Steps } from '../steps';
import { momentsOf, scoreRows, spreadEvenly } from './gap-statistic';

export interface OneCloud {
  /**
   * How many standard deviations the within-segment sum of squares, as a logarithm, lies below that
   * of one normal cloud and of one even spread with the same shape.
   */
  readonly belowNormal: number;
  readonly belowEven: number;
}

const REFERENCES = 12;
const STARTS = 3;
/** Of more segments than this a start differs from the next by less than one cloud from another. */
const FEW = 10;
const FEWEST_AXES = 8;
const MOST_AXES = 64;

/**
 * Whether the rows are more grouped than a single cloud: k segments of k-means are compared with
 * those of clouds drawn with the same spread along the principal axes, normal (Liu et al. 2008,
 * SigClust, doi:10.1198/016214508000000454) and even (the reference of the gap statistic).
 *
 * @param features rows x cols, finite; k < rows.
 */
export function* compareWithCloud(features: Matrix, k: number, seed: number): Steps<OneCloud> {
  const random = createRandom(seed);
  const axes = Math.min(features.cols, MOST_AXES, Math.max(FEWEST_AXES, 2 * k));
  const total = 2 * REFERENCES + 2;
  const scores = yield* rescale(scoreRows(features, axes, seed), 0, total);
  const starts = k > FEW ? 1 : STARTS;
  const here = yield* rescale(kmeans(scores, { k, seed, starts }), 1, total);
  const below: number[] = [];
  for (const [at, drawCloud] of [drawNormal, spreadEvenly].entries()) {
    const values: number[] = [];
    for (let i = 0; i < REFERENCES; i++) {
      const cloud = drawCloud(scores, random);
      const step = 2 + at * REFERENCES + i;
      const found = yield* rescale(kmeans(cloud, { k, seed: seed + i, starts }), step, total);
      values.push(shareWithin(cloud, found.inertia));
    }
    const { mean, deviation } = momentsOf(values);
    below.push((mean - shareWithin(scores, here.inertia)) / Math.max(deviation, 1e-9));
  }
  return { belowNormal: below[0], belowEven: below[1] };
}

/** The logarithm of the share of the sum of squares that is left inside the segments. */
function shareWithin(features: Matrix, inertia: number): number {
  const spread = deviationsOf(features).reduce((sum, deviation) => sum + deviation ** 2, 0);
  return Math.log(Math.max(inertia, 1e-300) / Math.max(spread * features.rows, 1e-300));
}

function deviationsOf({ data, rows, cols }: Matrix): Float64Array {
  const sums = new Float64Array(cols);
  const squares = new Float64Array(cols);
  for (let at = 0; at < data.length; at++) {
    sums[at % cols] += data[at];
    squares[at % cols] += data[at] * data[at];
  }
  return squares.map((square, col) =>
    Math.sqrt(Math.max(0, square / rows - (sums[col] / rows) ** 2)),
  );
}

function drawNormal(features: Matrix, random: Random): Matrix {
  const deviations = deviationsOf(features);
  const cloud = createMatrix(features.rows, features.cols);
  for (let at = 0; at < cloud.data.length; at++)
    cloud.data[at] = deviations[at % features.cols] * random.normal();
  return cloud;
}

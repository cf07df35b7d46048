import { createMatrix, type Matrix } from '../matrix';
import { rescale, type Steps } from '../steps';
import { invertFactor } from './cholesky';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';
import { createDensities, parametersOf } from './gaussian-densities';
import { kmeans } from './kmeans';
import type { Covariance } from './method-settings';

export interface MixtureOptions extends ClusterOptions {
  /** By the number of rows and columns when absent: see chooseCovariance. */
  readonly covariance?: Covariance;
  /** Added to every variance, as a share of the mean variance of the columns. */
  readonly regularisation?: number;
  /** The rounds end when the mean log-likelihood of a row grows by less. */
  readonly tolerance?: number;
  readonly rounds?: number;
}

export interface Mixture extends Clustering {
  readonly covariance: Covariance;
  /** rows x k: how probable each segment is for each row; rows sum to 1. */
  readonly memberships: Matrix;
  /** Share of the rows that each component accounts for. */
  readonly shares: Float64Array;
  /** Mean logarithm of the density of a row. */
  readonly logLikelihood: number;
  /** Bayesian and Akaike information criteria; lower is better. */
  readonly bic: number;
  readonly aic: number;
  readonly rounds: number;
  readonly converged: boolean;
}

const REGULARISATION = 1e-6;
const TOLERANCE = 1e-3;
const ROUNDS = 100;
/** Rows that each parameter of the covariances should have, for the richer shapes. */
const ROWS_PER_PARAMETER = 5;
/** Above this many columns a full matrix per component is no longer worth its time. */
const FULL_COLS = 64;
const START_STARTS = 4;

/**
 * Gaussian mixture: segments may be stretched, and every customer has a probability for each. EM in
 * log space from k-means.
 *
 * @param features rows x cols, finite. Constant columns say nothing and are left aside.
 * O(rounds x rows x k x cols), times cols with full covariances.
 * @see Dempster, Laird and Rubin 1977, doi:10.1111/j.2517-6161.1977.tb01600.x
 */
export function* gaussianMixture(features: Matrix, options: MixtureOptions): Steps<Mixture> {
  const { rows } = features;
  const k = Math.min(options.k, rows);
  const equal = groupEqualRows(features, k);
  if (equal !== undefined) return certain(features, equal);
  const { seed, weights } = options;
  const given = {
    k,
    seed,
    starts: options.starts ?? START_STARTS,
    ...(weights === undefined ? {} : { weights }),
  };
  const { centred } = centreVarying(features);
  const covariance = options.covariance ?? chooseCovariance(rows, centred.cols, k);
  const settled = { ...options, k, covariance };
  const start = yield* rescale(kmeans(features, given), 0, 4);
  const found = yield* rescale(fitMixture(features, start.labels, settled), 1, 4);
  const round = covariance === 'full' || covariance === 'tied' ? makeRound(centred) : undefined;
  if (round === undefined) return found;
  // k-means cuts across long groups that lie side by side; with the whole made round it does not.
  const other = yield* rescale(kmeans(round, given), 2, 4);
  const again = yield* rescale(fitMixture(features, other.labels, settled), 3, 4);
  return again.logLikelihood > found.logLikelihood ? again : found;
}

/** Columns that vary, turned and scaled so that their covariance is the identity. */
function makeRound(centred: Matrix): Matrix | undefined {
  const { rows, cols, data } = centred;
  const spread = new Float64Array(cols * cols);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < cols; i++)
      for (let j = 0; j < cols; j++)
        spread[i * cols + j] += (data[row * cols + i] * data[row * cols + j]) / rows;
  const whitener = invertFactor(spread, cols)?.whitener;
  if (whitener === undefined) return undefined;
  const round = createMatrix(rows, cols);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < cols; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += whitener[i * cols + j] * data[row * cols + j];
      round.data[row * cols + i] = sum;
    }
  return round;
}

/** The richest shape that the rows can tell apart from chance: five rows for every parameter. */
export function chooseCovariance(rows: number, cols: number, k: number): Covariance {
  const matrix = (cols * (cols + 1)) / 2;
  if (cols <= FULL_COLS && k * matrix * ROWS_PER_PARAMETER <= rows) return 'full';
  if (cols <= FULL_COLS && matrix * ROWS_PER_PARAMETER <= rows) return 'tied';
  return k * cols * ROWS_PER_PARAMETER <= rows ? 'diag' : 'spherical';
}

/** EM from a first labelling, 0 <= label < k. */
export function* fitMixture(
  features: Matrix,
  start: Int32Array,
  options: MixtureOptions,
): Steps<Mixture> {
  const { rows } = features;
  const { k, weights } = options;
  const { centred, variance } = centreVarying(features);
  const { cols } = centred;
  const covariance = options.covariance ?? chooseCovariance(rows, cols, k);
  const floor = (options.regularisation ?? REGULARISATION) * variance;
  const tolerance = options.tolerance ?? TOLERANCE;
  const most = options.rounds ?? ROUNDS;
  const mass = weights?.reduce((sum, weight) => sum + weight, 0) ?? rows;

  const chances = new Float64Array(rows * k);
  start.forEach((label, row) => {
    chances[row * k + label] = 1;
  });
  const densities = createDensities(centred, k, covariance, floor, weights);
  let logLikelihood = -Infinity;
  let converged = false;
  let round = 0;
  while (round < most && !converged) {
    yield* rescale(densities.fit(chances), round, most);
    const before = logLikelihood;
    const sum = yield* rescale(densities.weigh(chances), round, most);
    logLikelihood = sum / mass;
    round++;
    converged = Math.abs(logLikelihood - before) < tolerance;
  }

  const raw = new Int32Array(rows);
  for (let row = 0; row < rows; row++)
    for (let c = 1; c < k; c++)
      if (chances[row * k + c] > chances[row * k + raw[row]]) raw[row] = c;
  fillEmpty(raw, chances, k);
  const settled = settleLabels(features, raw);
  const place = new Int32Array(k);
  raw.forEach((label, row) => {
    place[label] = settled.labels[row];
  });
  const memberships = createMatrix(rows, k);
  const shares = new Float64Array(k);
  for (let row = 0; row < rows; row++)
    for (let c = 0; c < k; c++) {
      memberships.data[row * k + place[c]] = chances[row * k + c];
      shares[place[c]] +=
        (chances[row * k + c] * (weights === undefined ? 1 : weights[row])) / mass;
    }
  const parameters = parametersOf(covariance, cols, k);
  const total = logLikelihood * mass;
  return {
    ...settled,
    covariance,
    memberships,
    shares,
    logLikelihood,
    bic: -2 * total + parameters * Math.log(mass),
    aic: -2 * total + 2 * parameters,
    rounds: round,
    converged,
  };
}

/** A component that is nobody's most probable takes the row that it is most probable for. */
function fillEmpty(raw: Int32Array, chances: Float64Array, k: number): void {
  const counts = new Int32Array(k);
  for (const label of raw) counts[label]++;
  for (let c = 0; c < k; c++) {
    if (counts[c] > 0) continue;
    let likeliest = -1;
    for (let row = 0; row < raw.length; row++)
      if (
        counts[raw[row]] > 1 &&
        (likeliest < 0 || chances[row * k + c] > chances[likeliest * k + c])
      )
        likeliest = row;
    counts[raw[likeliest]]--;
    raw[likeliest] = c;
    counts[c] = 1;
  }
}

/** Rows that are all accounted for exactly: as many groups as rows that differ. */
function certain(features: Matrix, raw: Int32Array): Mixture {
  const settled = settleLabels(features, raw);
  const memberships = createMatrix(features.rows, settled.k);
  const shares = new Float64Array(settled.k);
  settled.labels.forEach((label, row) => {
    memberships.data[row * settled.k + label] = 1;
    shares[label] += 1 / features.rows;
  });
  return {
    ...settled,
    covariance: 'spherical',
    memberships,
    shares,
    logLikelihood: Infinity,
    bic: -Infinity,
    aic: -Infinity,
    rounds: 0,
    converged: true,
  };
}

/** The columns that vary, each less its mean, and the mean of their variances. */
function centreVarying({ data, rows, cols }: Matrix): { centred: Matrix; variance: number } {
  const varying: number[] = [];
  const means: number[] = [];
  let variance = 0;
  for (let col = 0; col < cols; col++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += data[row * cols + col];
    const mean = sum / rows;
    let squares = 0;
    for (let row = 0; row < rows; row++) squares += (data[row * cols + col] - mean) ** 2;
    if (squares <= 1e-12 * rows * mean * mean) continue;
    varying.push(col);
    means.push(mean);
    variance += squares / rows;
  }
  const centred = createMatrix(rows, varying.length);
  for (let row = 0; row < rows; row++)
    varying.forEach((col, at) => {
      centred.data[row * varying.length + at] = data[row * cols + col] - means[at];
    });
  return { centred, variance: variance / varying.length };
}

import { createArena } from '../kernels/dots';
import { type Matrix, squaredNorms } from '../matrix';
import type { Steps } from '../steps';
import { invertFactor } from './cholesky';
import type { Covariance } from './method-settings';

const TILE = 256;
/** Responsibilities below this move no mean and no variance. */
const NEGLIGIBLE = 1e-10;
const LOG_TWO_PI = Math.log(2 * Math.PI);

/** The components of a mixture, and the two halves of a round of EM. */
export interface Densities {
  /** Takes shares, means and covariances from the responsibilities, rows x k. */
  fit(chances: Float64Array): Steps<void>;
  /** Writes the responsibilities anew; returns the weighted sum of the rows' log-densities. */
  weigh(chances: Float64Array): Steps<number>;
}

/** How many free numbers describe a mixture. */
export function parametersOf(covariance: Covariance, cols: number, k: number): number {
  const matrix = (cols * (cols + 1)) / 2;
  const shape = { full: k * matrix, tied: matrix, diag: k * cols, spherical: k }[covariance];
  return shape + k * cols + k - 1;
}

/**
 * @param centred rows x cols, each column with mean 0 so that 32-bit products stay exact enough.
 * @param floor added to every variance.
 */
export function createDensities(
  centred: Matrix,
  k: number,
  covariance: Covariance,
  floor: number,
  weights: Float64Array | undefined,
): Densities {
  const { rows, cols, data } = centred;
  const turned = covariance === 'full' || covariance === 'tied';
  const arena = createArena();
  const points = arena.place(centred);
  const squares =
    covariance === 'diag'
      ? arena.place({ rows, cols, data: data.map((value) => value * value) })
      : undefined;
  const directions = arena.reserve(turned ? cols : k, cols);
  const inverses = arena.reserve(covariance === 'diag' ? k : 1, cols);
  const out = arena.reserve(TILE, Math.max(k, cols));
  const squaredOut = arena.reserve(TILE, k);
  const axes = arena.view(directions);
  const scales = arena.view(inverses);
  const dots = arena.view(out);
  const lengths = arena.view(squaredOut);
  const { stride } = directions;
  const norms = squaredNorms(centred);

  const masses = new Float64Array(k);
  const means = new Float64Array(k * cols);
  /** k x cols for diag, k for spherical. */
  const variances = new Float64Array(k * cols);
  const whiteners: Float64Array[] = [];
  const halfLogDets = new Float64Array(k);
  const mass = weights?.reduce((sum, weight) => sum + weight, 0) ?? rows;

  function* fit(chances: Float64Array): Steps<void> {
    masses.fill(0);
    means.fill(0);
    const second = new Float64Array(covariance === 'diag' ? k * cols : k);
    for (let row = 0; row < rows; row++) {
      const weight = weights === undefined ? 1 : weights[row];
      for (let c = 0; c < k; c++) {
        const part = chances[row * k + c] * weight;
        if (part < NEGLIGIBLE) continue;
        masses[c] += part;
        for (let col = 0, to = c * cols, at = row * cols; col < cols; col++, to++, at++)
          means[to] += part * data[at];
        if (covariance === 'spherical') second[c] += part * norms[row];
        else if (covariance === 'diag')
          for (let col = 0, to = c * cols, at = row * cols; col < cols; col++, to++, at++)
            second[to] += part * data[at] * data[at];
      }
      if ((row & 511) === 511) yield { done: row, total: 4 * rows };
    }
    for (let c = 0; c < k; c++) {
      masses[c] += 10 * Number.EPSILON;
      for (let col = 0; col < cols; col++) means[c * cols + col] /= masses[c];
    }
    if (turned) yield* fitMatrices(chances);
    else
      for (let c = 0; c < k; c++) {
        let sum = 0;
        for (let col = 0; col < cols; col++) {
          const mean = means[c * cols + col];
          if (covariance === 'spherical') sum += mean * mean;
          else {
            const variance = second[c * cols + col] / masses[c] - mean * mean;
            variances[c * cols + col] = Math.max(0, variance) + floor;
          }
        }
        if (covariance === 'spherical')
          variances[c] = Math.max(0, second[c] / masses[c] - sum) / cols + floor;
      }
  }

  function* fitMatrices(chances: Float64Array): Steps<void> {
    const size = cols * cols;
    const count = covariance === 'full' ? k : 1;
    const sums = Array.from({ length: count }, () => new Float64Array(size));
    const apart = new Float64Array(cols);
    for (let row = 0; row < rows; row++) {
      const weight = weights === undefined ? 1 : weights[row];
      for (let c = 0; c < k; c++) {
        const part = chances[row * k + c] * weight;
        if (part < NEGLIGIBLE) continue;
        const sum = sums[covariance === 'full' ? c : 0];
        for (let col = 0; col < cols; col++)
          apart[col] = data[row * cols + col] - means[c * cols + col];
        for (let i = 0; i < cols; i++) {
          const scaled = part * apart[i];
          for (let j = 0, at = i * cols; j <= i; j++, at++) sum[at] += scaled * apart[j];
        }
      }
      if ((row & 127) === 127) yield { done: rows + row, total: 4 * rows };
    }
    sums.forEach((sum, c) => {
      const scale = 1 / (covariance === 'full' ? masses[c] : mass);
      let trace = 0;
      for (let i = 0; i < cols; i++)
        for (let j = 0; j <= i; j++) {
          const value = sum[i * cols + j] * scale;
          sum[i * cols + j] = value;
          sum[j * cols + i] = value;
          if (i === j) trace += value;
        }
      for (let i = 0; i < cols; i++) sum[i * cols + i] += floor;
      let found = invertFactor(sum, cols);
      // A component of few rows can be flat to within rounding: thicken it until it is not.
      for (let more = 1e-6; found === undefined; more *= 10) {
        for (let i = 0; i < cols; i++) sum[i * cols + i] += floor + (more * trace) / cols;
        found = invertFactor(sum, cols);
      }
      whiteners[c] = found.whitener;
      halfLogDets[c] = found.halfLogDet;
    });
  }

  function* weigh(chances: Float64Array): Steps<number> {
    yield* turned ? measureTurned(chances) : measureStraight(chances);
    let total = 0;
    for (let row = 0; row < rows; row++) {
      let most = -Infinity;
      for (let c = 0; c < k; c++) most = Math.max(most, chances[row * k + c]);
      let sum = 0;
      for (let c = 0; c < k; c++) sum += Math.exp(chances[row * k + c] - most);
      const logDensity = most + Math.log(sum);
      for (let c = 0; c < k; c++)
        chances[row * k + c] = Math.exp(chances[row * k + c] - logDensity);
      total += logDensity * (weights === undefined ? 1 : weights[row]);
    }
    return total;
  }

  /** Log of share times density, from the lengths of the whitened rows. */
  function* measureTurned(chances: Float64Array): Steps<void> {
    const shift = new Float64Array(cols);
    for (let c = 0; c < k; c++) {
      const which = covariance === 'full' ? c : 0;
      const whitener = whiteners[which];
      if (c === 0 || covariance === 'full')
        for (let i = 0; i < cols; i++)
          for (let j = 0; j < cols; j++) axes[i * stride + j] = whitener[i * cols + j];
      for (let i = 0; i < cols; i++) {
        shift[i] = 0;
        for (let j = 0; j <= i; j++) shift[i] += axes[i * stride + j] * means[c * cols + j];
      }
      const constant = Math.log(masses[c] / mass) - (cols * LOG_TWO_PI) / 2 - halfLogDets[which];
      for (let from = 0; from < rows; from += TILE) {
        const tile = Math.min(TILE, rows - from);
        arena.dots(points, from, tile, directions, 0, cols, out);
        for (let i = 0; i < tile; i++) {
          let squared = 0;
          for (let col = 0, at = i * out.stride; col < cols; col++, at++)
            squared += (dots[at] - shift[col]) ** 2;
          chances[(from + i) * k + c] = constant - squared / 2;
        }
        yield { done: 2 * rows + (2 * rows * (c + from / rows)) / k, total: 4 * rows };
      }
    }
  }

  /** The same where variances lie along the columns: sum of x^2/v - 2 x m/v + m^2/v. */
  function* measureStraight(chances: Float64Array): Steps<void> {
    const constants = new Float64Array(k);
    for (let c = 0; c < k; c++) {
      let own = 0;
      let logDet = 0;
      for (let col = 0; col < cols; col++) {
        const variance = covariance === 'diag' ? variances[c * cols + col] : variances[c];
        const mean = means[c * cols + col];
        axes[c * stride + col] = mean / variance;
        if (covariance === 'diag') scales[c * stride + col] = 1 / variance;
        own += (mean * mean) / variance;
        logDet += Math.log(variance);
      }
      constants[c] = Math.log(masses[c] / mass) - (cols * LOG_TWO_PI + logDet + own) / 2;
    }
    for (let from = 0; from < rows; from += TILE) {
      const tile = Math.min(TILE, rows - from);
      arena.dots(points, from, tile, directions, 0, k, out);
      if (squares !== undefined) arena.dots(squares, from, tile, inverses, 0, k, squaredOut);
      for (let i = 0; i < tile; i++)
        for (let c = 0; c < k; c++) {
          const length =
            squares === undefined
              ? norms[from + i] / variances[c]
              : lengths[i * squaredOut.stride + c];
          chances[(from + i) * k + c] = constants[c] + dots[i * out.stride + c] - length / 2;
        }
      yield { done: 2 * rows + 2 * from, total: 4 * rows };
    }
  }

  return { fit, weigh };
}

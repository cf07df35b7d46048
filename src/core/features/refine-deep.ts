import { kmeans } from '../cluster/kmeans';
import { createMatrix, type Matrix } from '../matrix';
import { reduceRows } from '../project/reduce-rows';
import { createRandom, shuffled } from '../random';
import { rescale, type Steps } from '../steps';
import {
  type Autoencoder,
  belongTo,
  createAutoencoder,
  createLayers,
  learnBatch,
  pass,
} from './autoencoder';

export interface RefineOptions {
  readonly seed: number;
  /** Groups that the codes are drawn towards. */
  readonly groups: number;
  /** Rounds over all rows that learn to reconstruct. */
  readonly rounds?: number;
  /** Rounds over all rows in which codes are drawn to their groups as well. */
  readonly pulls?: number;
}

const INPUT = 64;
const HIDDEN = 128;
const CODE = 16;
const BATCH = 128;
const ROUNDS = 30;
const PULLS = 15;
const PULL = 0.1;
const RATE = 0.001;
/** Rows learnt from; more rows are only passed through. */
const MOST_ROWS = 10000;

/**
 * A space of few dimensions that is learnt from the rows: a small autoencoder on their principal
 * components, whose codes are then drawn towards the centres of groups that become surer of
 * themselves, while they still have to tell the row (DEC with the reconstruction kept, as IDEC).
 * Seeded; same rows, same codes.
 *
 * @param features rows x cols, finite; at least 2 rows.
 * @returns rows x at most 16.
 * @see Xie, Girshick and Farhadi 2016, arXiv:1511.06335; Guo et al. 2017, doi:10.24963/ijcai.2017/243
 */
export function* refineDeep(features: Matrix, options: RefineOptions): Steps<Matrix> {
  const { rounds = ROUNDS, pulls = PULLS } = options;
  const total = rounds + pulls + 4;
  const { rows: reduced, variances } = yield* rescale(
    reduceRows(features, { seed: options.seed, variance: 1, most: INPUT }),
    0,
    total,
  );
  if (reduced.cols === 0) return features;
  const input = reduced.cols;
  const spread = variances.reduce((sum, variance) => sum + variance, 0);
  const scale = Math.sqrt(input / spread);
  const random = createRandom(options.seed);
  const code = Math.min(CODE, input);
  const network = createAutoencoder([input, HIDDEN, code], random);
  const learnt = Math.min(reduced.rows, MOST_ROWS);
  const values = Float64Array.from(reduced.data, (value) => value * scale);

  const adam = createAdam(network.weights);
  for (let round = 0; round < rounds; round++) yield* rescale(learnRound(), 1 + round, total);

  const codes = encode(network, values, reduced.rows, learnt);
  const start = yield* rescale(
    kmeans(codes, { k: Math.min(options.groups, learnt), seed: options.seed }),
    rounds + 1,
    total,
  );
  const groups = start.k;
  const centres = Float64Array.from(start.centres.data);
  const centreAdam = createAdam([centres]);
  for (let round = 0; round < pulls; round++) {
    const targets = sharpen(encode(network, values, reduced.rows, learnt), centres, groups);
    yield* rescale(learnRound({ centres, targets }), rounds + 2 + round, total);
  }
  return encode(network, values, reduced.rows, reduced.rows);

  function* learnRound(pull?: { centres: Float64Array; targets: Float64Array }): Steps<void> {
    const order = shuffled(learnt, random);
    const batch = new Float64Array(BATCH * input);
    const wanted = new Float64Array(BATCH * groupsOf(pull));
    for (let from = 0; from < learnt; from += BATCH) {
      const count = Math.min(BATCH, learnt - from);
      for (let i = 0; i < count; i++) {
        const row = order[from + i];
        batch.set(values.subarray(row * input, (row + 1) * input), i * input);
        if (pull === undefined) continue;
        const of = groupsOf(pull);
        wanted.set(pull.targets.subarray(row * of, (row + 1) * of), i * of);
      }
      const found = learnBatch(
        network,
        batch,
        count,
        pull && { centres: pull.centres, targets: wanted, weight: PULL * input },
      );
      adam(found.weights);
      if (found.centres !== undefined) centreAdam([found.centres]);
      yield { done: from + count, total: learnt };
    }
  }

  function groupsOf(pull: { centres: Float64Array } | undefined): number {
    return pull === undefined ? 0 : pull.centres.length / code;
  }
}

/** The codes of the first `count` rows. */
function encode(network: Autoencoder, values: Float64Array, rows: number, count: number): Matrix {
  const { sizes, weights } = network;
  const middle = weights.length / 2;
  const input = values.length / rows;
  const held = createLayers(sizes);
  const codes = createMatrix(count, sizes[middle]);
  for (let row = 0; row < count; row++) {
    held[0].set(values.subarray(row * input, (row + 1) * input));
    pass(network, held, middle);
    codes.data.set(held[middle], row * sizes[middle]);
  }
  return codes;
}

/** What codes should belong to: what they do, squared, so that large groups take no more than their share. */
export function sharpen(codes: Matrix, centres: Float64Array, groups: number): Float64Array {
  const { rows, cols } = codes;
  const shares = new Float64Array(rows * groups);
  const sizes = new Float64Array(groups);
  const code = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    code.set(codes.data.subarray(row * cols, (row + 1) * cols));
    const own = shares.subarray(row * groups, (row + 1) * groups);
    belongTo(code, centres, own);
    for (let group = 0; group < groups; group++) sizes[group] += own[group];
  }
  for (let row = 0; row < rows; row++) {
    let all = 0;
    for (let group = 0; group < groups; group++) {
      const at = row * groups + group;
      shares[at] = shares[at] ** 2 / sizes[group];
      all += shares[at];
    }
    for (let group = 0; group < groups; group++) shares[row * groups + group] /= all;
  }
  return shares;
}

/** Kingma and Ba 2015, arXiv:1412.6980. */
function createAdam(
  weights: readonly Float64Array[],
): (gradients: readonly Float64Array[]) => void {
  const means = weights.map((w) => new Float64Array(w.length));
  const squares = weights.map((w) => new Float64Array(w.length));
  let time = 0;
  return (gradients) => {
    time++;
    const [b1, b2] = [1 - 0.9 ** time, 1 - 0.999 ** time];
    weights.forEach((w, at) => {
      const [mean, square, gradient] = [means[at], squares[at], gradients[at]];
      for (let i = 0; i < w.length; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] ** 2;
        w[i] -= (RATE * (mean[i] / b1)) / (Math.sqrt(square[i] / b2) + 1e-8);
      }
    });
  };
}

import type { Random } from '../random';

/** A stack of layers, each all to all: the first half encodes, the second decodes. */
export interface Autoencoder {
  /** Units of each layer, the input first; the narrowest in the middle is the code. */
  readonly sizes: readonly number[];
  /** Per step between layers: outputs x inputs weights, then one bias per output. */
  readonly weights: readonly Float64Array[];
}

/** Groups in the space of codes, and how much each row of a batch should belong to each. */
export interface Pull {
  /** groups x code, one centre after the other. */
  readonly centres: Float64Array;
  /** rows of the batch x groups; each row adds up to 1. */
  readonly targets: Float64Array;
  /** How much the pull counts beside the reconstruction. */
  readonly weight: number;
}

export interface Gradients {
  readonly loss: number;
  readonly weights: readonly Float64Array[];
  readonly centres: Float64Array | undefined;
}

/** @param sizes from the input to the code; the decoder mirrors them. */
export function createAutoencoder(sizes: readonly number[], random: Random): Autoencoder {
  const all = [...sizes, ...sizes.slice(0, -1).reverse()];
  const weights = all.slice(1).map((outputs, at) => {
    const inputs = all[at];
    const unit = Math.sqrt(2 / (inputs + outputs));
    const step = new Float64Array(outputs * inputs + outputs);
    for (let i = 0; i < outputs * inputs; i++) step[i] = random.normal() * unit;
    return step;
  });
  return { sizes: all, weights };
}

/** Values of every layer for one row; `held[0]` is the row itself. */
export function pass({ sizes, weights }: Autoencoder, held: readonly Float64Array[], to: number) {
  for (let step = 0; step < to; step++) {
    const [inputs, outputs] = [sizes[step], sizes[step + 1]];
    const w = weights[step];
    const from = held[step];
    const out = held[step + 1];
    const bent = isBent(step, weights.length);
    for (let o = 0; o < outputs; o++) {
      let sum = w[outputs * inputs + o];
      for (let i = 0, at = o * inputs; i < inputs; i++, at++) sum += w[at] * from[i];
      out[o] = bent && sum < 0 ? Math.expm1(sum) : sum;
    }
  }
}

export function createLayers(sizes: readonly number[]): Float64Array[] {
  return sizes.map((units) => new Float64Array(units));
}

/** The code and the output are plain sums; what lies between goes through an exponential unit. */
const isBent = (step: number, steps: number) => step !== steps / 2 - 1 && step !== steps - 1;

/** Student's t with one degree of freedom: how near a code is to each centre, adding up to 1. */
export function belongTo(code: Float64Array, centres: Float64Array, shares: Float64Array): void {
  const size = code.length;
  let all = 0;
  for (let group = 0; group < shares.length; group++) {
    let squared = 0;
    for (let i = 0; i < size; i++) squared += (code[i] - centres[group * size + i]) ** 2;
    shares[group] = 1 / (1 + squared);
    all += shares[group];
  }
  for (let group = 0; group < shares.length; group++) shares[group] /= all;
}

/**
 * The loss of a batch and its gradient: half the squared error of the reconstruction, a mean over
 * rows, and the divergence KL(targets | belonging) of the codes (Xie, Girshick and Farhadi 2016,
 * arXiv:1511.06335; kept beside the reconstruction as Guo et al. 2017, doi:10.24963/ijcai.2017/243).
 *
 * @param rows batch x input, one row after the other.
 */
export function learnBatch(
  network: Autoencoder,
  rows: Float64Array,
  count: number,
  pull?: Pull,
): Gradients {
  const { sizes, weights } = network;
  const steps = weights.length;
  const middle = steps / 2;
  const [input, codes] = [sizes[0], sizes[middle]];
  const held = createLayers(sizes);
  const errors = createLayers(sizes);
  const changes = weights.map((w) => new Float64Array(w.length));
  const groups = pull === undefined ? 0 : pull.centres.length / codes;
  const moves = pull && new Float64Array(pull.centres.length);
  const shares = new Float64Array(groups);
  let loss = 0;
  for (let row = 0; row < count; row++) {
    held[0].set(rows.subarray(row * input, (row + 1) * input));
    pass(network, held, steps);
    const last = errors[steps];
    for (let i = 0; i < input; i++) {
      last[i] = (held[steps][i] - held[0][i]) / count;
      loss += (last[i] * (held[steps][i] - held[0][i])) / 2;
    }
    for (let step = steps - 1; step >= 0; step--) {
      const [inputs, outputs] = [sizes[step], sizes[step + 1]];
      const error = errors[step + 1];
      if (step === middle - 1 && pull !== undefined && moves !== undefined)
        loss += pullCode(held[middle], error, pull, moves, shares, row, count);
      const bent = isBent(step, steps);
      const w = weights[step];
      const change = changes[step];
      const from = held[step];
      const out = held[step + 1];
      const back = errors[step];
      back.fill(0);
      for (let o = 0; o < outputs; o++) {
        // The slope of expm1 is its value plus 1.
        const slope = bent && out[o] < 0 ? error[o] * (out[o] + 1) : error[o];
        change[outputs * inputs + o] += slope;
        for (let i = 0, at = o * inputs; i < inputs; i++, at++) {
          change[at] += slope * from[i];
          back[i] += slope * w[at];
        }
      }
    }
  }
  return { loss, weights: changes, centres: moves };
}

/** Adds the pull of the centres to the error of a code; returns its loss. */
function pullCode(
  code: Float64Array,
  error: Float64Array,
  { centres, targets, weight }: Pull,
  moves: Float64Array,
  shares: Float64Array,
  row: number,
  count: number,
): number {
  const size = code.length;
  const groups = shares.length;
  let loss = 0;
  belongTo(code, centres, shares);
  for (let group = 0; group < groups; group++) {
    const target = targets[row * groups + group];
    if (target > 0) loss += (weight / count) * target * Math.log(target / shares[group]);
    let squared = 0;
    for (let i = 0; i < size; i++) squared += (code[i] - centres[group * size + i]) ** 2;
    const force = ((2 * weight) / count) * ((target - shares[group]) / (1 + squared));
    for (let i = 0; i < size; i++) {
      const along = force * (code[i] - centres[group * size + i]);
      error[i] += along;
      moves[group * size + i] -= along;
    }
  }
  return loss;
}

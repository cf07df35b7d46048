/** A layer of sums: outputs = inputs x weights + biases. */
export interface Dense {
  readonly inputs: number;
  readonly outputs: number;
  /** inputs x outputs signed bytes; column c stands for scales[c] times its bytes. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

/** A layer of sums as the kernels read it. */
export interface PackedDense {
  readonly inputs: number;
  readonly outputs: number;
  /** In groups of eight columns; see the kernels. */
  readonly weights: Int8Array;
  /** Three floats a column, four columns together: scales, sums of the weights, biases. */
  readonly columns: Float32Array;
  /** How many products of each group may be added in 16 bits: 8, 6, 4 or 1. */
  readonly chains: Uint8Array;
}

/** Columns of a group, and inputs that lie together. */
const [GROUP, NEAR] = [8, 4];
const CHAINS = [8, 6, 4, 1] as const;
/** The largest activation, and what 16 bits hold. */
const [LARGEST, SHORT] = [127, 32767];

/** Where a weight lies among the packed ones. */
export function placeOfWeight(input: number, output: number, inputs: number): number {
  return (
    (output - (output % GROUP)) * inputs +
    (input - (input % NEAR)) * GROUP +
    (output % GROUP) * NEAR +
    (input % NEAR)
  );
}

/**
 * How many products of some columns may be added in 16 bits, whatever the activations. A vector holds products of
 * four inputs in turn, neighbours added.
 */
function chainOf(...columns: readonly Int8Array[]): number {
  return CHAINS.find((chain) => columns.every((column) => fits(column, chain))) ?? 1;
}

function fits(column: Int8Array, chain: number): boolean {
  const span = chain * NEAR;
  if (column.length % span !== 0) return false;
  for (let from = 0; from < column.length; from += span)
    for (const side of [0, 2]) {
      let [above, below] = [0, 0];
      for (let at = from + side; at < from + span; at += NEAR)
        for (const weight of [column[at], column[at + 1]]) {
          if (weight > 0) above += weight;
          else below -= weight;
        }
      if (LARGEST * Math.max(above, below) > SHORT) return false;
    }
  return true;
}

/**
 * The columns in an order that puts those beside each other whose products may be added alike: a group is as slow
 * as its slowest column.
 */
export function orderOfColumns({ inputs, outputs, weights }: Dense): Int32Array {
  const column = new Int8Array(inputs);
  const chains = Int32Array.from({ length: outputs }, (_, col) => {
    for (let row = 0; row < inputs; row++) column[row] = weights[row * outputs + col];
    return chainOf(column);
  });
  return Int32Array.from(chains.keys()).sort((a, b) => chains[b] - chains[a] || a - b);
}

/** The same layer with its inputs, or its outputs, in another order. */
export function reorder(dense: Dense, order: Int32Array, side: 'inputs' | 'outputs'): Dense {
  const { inputs, outputs } = dense;
  const weights = new Int8Array(dense.weights.length);
  if (side === 'inputs') {
    for (const [row, from] of order.entries())
      weights.set(dense.weights.subarray(from * outputs, (from + 1) * outputs), row * outputs);
    return { ...dense, weights };
  }
  for (let row = 0; row < inputs; row++)
    for (let col = 0; col < outputs; col++)
      weights[row * outputs + col] = dense.weights[row * outputs + order[col]];
  const taken = (floats: Float32Array) => Float32Array.from(order, (from) => floats[from]);
  return { ...dense, weights, scales: taken(dense.scales), biases: taken(dense.biases) };
}

/** Layers of the same inputs as one, their outputs one after the other; inputs a multiple of 32, outputs of 8. */
export function packDense(...parts: readonly Dense[]): PackedDense {
  const { inputs } = parts[0];
  const outputs = parts.reduce((sum, part) => sum + part.outputs, 0);
  const weights = new Int8Array(inputs * outputs);
  const columns = new Float32Array(3 * outputs);
  const chains = new Uint8Array(outputs / GROUP);
  const group = Array.from({ length: GROUP }, () => new Int8Array(inputs));
  let first = 0;
  for (const part of parts) {
    for (let col = 0; col < part.outputs; col++) {
      const own = first + col;
      const column = group[own % GROUP];
      let sum = 0;
      for (let row = 0; row < inputs; row++) {
        column[row] = part.weights[row * part.outputs + col];
        weights[placeOfWeight(row, own, inputs)] = column[row];
        sum += column[row];
      }
      const block = 12 * (own >> 2) + (own & 3);
      columns[block] = part.scales[col];
      columns[block + 4] = sum;
      columns[block + 8] = part.biases[col];
      if (own % GROUP === GROUP - 1) chains[(own + 1) / GROUP - 1] = chainOf(...group);
    }
    first += part.outputs;
  }
  return { inputs, outputs, weights, columns, chains };
}

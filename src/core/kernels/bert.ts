import { PLAIN_BYTES, RELAXED_BYTES } from './bert-bytes';
import { type Dense, orderOfColumns, packDense, placeOfWeight, reorder } from './bert-dense';
import { canRun, type Kernel, type KernelExports, openKernel } from './wasm';

export type { Dense } from './bert-dense';

export interface Norm {
  readonly gains: Float32Array;
  readonly biases: Float32Array;
}

export interface BertLayer {
  readonly query: Dense;
  readonly key: Dense;
  readonly value: Dense;
  readonly attended: Dense;
  readonly attendedNorm: Norm;
  readonly wider: Dense;
  readonly narrower: Dense;
  readonly norm: Norm;
}

/** Vectors as bytes, 128 standing for 0. */
export interface Embedding {
  readonly bytes: Uint8Array;
  readonly step: number;
}

/** All that a BERT encoder has learnt, in eight bits. */
export interface BertWeights {
  readonly hidden: number;
  readonly heads: number;
  readonly words: Embedding;
  readonly places: Embedding;
  /** What is added to every token of a first sentence. */
  readonly kind: Float32Array;
  readonly norm: Norm;
  readonly layers: readonly BertLayer[];
}

/**
 * How integer products are summed; all give the same bits.
 *
 * - `wide`: 16-bit products of widened bytes, on every engine with SIMD.
 * - `direct`: relaxed SIMD, each sum of four in 32 bits at once: one step where the processor has an instruction
 *   for it (VNNI, the dot products of ARM), three elsewhere.
 * - `gathered`: relaxed SIMD, sums of a few products in 16 bits first, as many as the weights allow.
 */
export type DotWay = 'wide' | 'direct' | 'gathered';

/** A BERT encoder that is ready to read. */
export interface Bert {
  readonly hidden: number;
  /** What this engine can do. */
  readonly ways: readonly DotWay[];
  /** Tokens that a pass can hold. */
  readonly most: number;
  /**
   * The last states of some texts, read in one pass; what a text gets does not depend on the others.
   *
   * @param texts token ids of each text; `most` at most together.
   * @returns tokens x hidden, or texts x hidden where only first tokens are wanted: a view that holds until
   * the next pass.
   */
  read(texts: readonly ArrayLike<number>[], way?: DotWay): Float32Array;
}

interface BertExports extends KernelExports {
  product(
    q: number,
    steps: number,
    rows: number,
    depth: number,
    w: number,
    columns: number,
    cols: number,
    out: number,
  ): void;
  productInShorts(
    q: number,
    steps: number,
    rows: number,
    depth: number,
    w: number,
    columns: number,
    cols: number,
    out: number,
    chains: number,
  ): void;
  productOfWide(
    q: number,
    steps: number,
    rows: number,
    depth: number,
    w: number,
    columns: number,
    cols: number,
    out: number,
  ): void;
  widen(from: number, count: number, to: number): void;
  quantise(x: number, rows: number, cols: number, q: number, steps: number): void;
  gelu(x: number, count: number): void;
  addAndNorm(
    x: number,
    also: number,
    rows: number,
    cols: number,
    gains: number,
    biases: number,
  ): void;
  attend(
    x: number,
    tokens: number,
    asked: number,
    hidden: number,
    size: number,
    room: number,
    out: number,
  ): void;
  embed(
    ids: number,
    tokens: number,
    cols: number,
    words: number,
    wordStep: number,
    places: number,
    placeStep: number,
    kind: number,
    out: number,
  ): void;
}

/** Tokens that a pass can hold: BERT's longest text. */
const MOST = 512;

/** Whether the engine knows the dot products of relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return canRun(RELAXED_BYTES);
}

const instantiate = (relaxed: boolean): Kernel<BertExports> =>
  openKernel(relaxed ? RELAXED_BYTES : PLAIN_BYTES);

let sound: readonly DotWay[] | undefined;

/**
 * The ways of relaxed SIMD that this engine gets right, on a small product with a known answer: V8 11.3 (Node 20)
 * adds wrongly the `direct` way until it has optimised the loop.
 */
function soundWays(): readonly DotWay[] {
  if (sound !== undefined) return sound;
  const [rows, depth, cols] = [5, 128, 8];
  const { exports: kernel, reserve } = instantiate(true);
  const [q, w] = [reserve(rows * depth), reserve(cols * depth)];
  const [steps, columns] = [reserve(8 * rows), reserve(12 * cols)];
  const [chains, out] = [reserve(cols / 8), reserve(4 * rows * cols)];
  const { buffer } = kernel.memory;
  const activations = new Uint8Array(buffer, q, rows * depth).map((_, i) => (i * 37) % 128);
  const weights = new Int8Array(buffer, w, cols * depth).map((_, i) => ((i * 53) % 61) - 30);
  new Uint8Array(buffer, q, rows * depth).set(activations);
  const packed = new Int8Array(buffer, w, cols * depth);
  for (let col = 0; col < cols; col++)
    for (let i = 0; i < depth; i++) packed[placeOfWeight(i, col, depth)] = weights[col * depth + i];
  for (let row = 0; row < rows; row++) new Float32Array(buffer, steps, 2 * rows)[2 * row] = 1;
  for (let col = 0; col < cols; col++)
    new Float32Array(buffer, columns, 3 * cols)[12 * (col >> 2) + (col & 3)] = 1;
  new Uint8Array(buffer, chains, cols / 8).fill(4);
  const found = new Float32Array(buffer, out, rows * cols);
  const right = (): boolean =>
    found.every((sum, at) => {
      const [row, col] = [Math.floor(at / cols), at % cols];
      let expected = 0;
      for (let i = 0; i < depth; i++)
        expected += activations[row * depth + i] * weights[col * depth + i];
      return sum === expected;
    });
  const ways: DotWay[] = [];
  kernel.product(q, steps, rows, depth, w, columns, cols, out);
  if (right()) ways.push('direct');
  found.fill(NaN);
  kernel.productInShorts(q, steps, rows, depth, w, columns, cols, out, chains);
  if (right()) ways.push('gathered');
  return (sound = ways);
}

/** Where something lies in the kernel's memory. */
interface HeldDense {
  readonly weights: number;
  readonly columns: number;
  readonly chains: number;
  readonly inputs: number;
  readonly outputs: number;
}

interface HeldNorm {
  readonly gains: number;
  readonly biases: number;
}

/**
 * Copies a BERT encoder to where the kernels can reach it.
 *
 * Weights stay as the file has them, eight bits with one scale a column; what flows between layers is
 * quantised to seven bits token by token, so that no token depends on another except through attention, and
 * several texts can be read in one pass. Integer sums are exact, and floats are added in one order: the same
 * vectors to the bit on every engine, alone and in company.
 *
 * @param firstOnly whether only the state of each text's first token is wanted; the last layer is then worked out
 * for these alone.
 * @see Devlin et al. 2019, arXiv:1810.04805
 */
export function openBert(
  weights: BertWeights,
  firstOnly = false,
  relaxed = hasRelaxedSimd(),
): Bert {
  const found: readonly DotWay[] = relaxed ? soundWays() : [];
  const { exports: kernel, reserve } = instantiate(found.length > 0);
  const ways: readonly DotWay[] = found.length > 0 ? found : ['wide'];
  const bytesAt = (at: number, length: number) => new Uint8Array(kernel.memory.buffer, at, length);
  const floatsAt = (at: number, length: number) =>
    new Float32Array(kernel.memory.buffer, at, length);
  const placeBytes = (bytes: Uint8Array): number => {
    const at = reserve(bytes.length);
    bytesAt(at, bytes.length).set(bytes);
    return at;
  };
  const placeFloats = (floats: Float32Array): number => {
    const at = reserve(4 * floats.length);
    floatsAt(at, floats.length).set(floats);
    return at;
  };
  const placeNorm = (norm: Norm): HeldNorm => ({
    gains: placeFloats(norm.gains),
    biases: placeFloats(norm.biases),
  });
  const placeDense = (...parts: Dense[]): HeldDense => {
    const { inputs, outputs, ...packed } = packDense(...parts);
    return {
      weights: placeBytes(new Uint8Array(packed.weights.buffer)),
      columns: placeFloats(packed.columns),
      chains: placeBytes(packed.chains),
      inputs,
      outputs,
    };
  };

  const { hidden, heads } = weights;
  const size = hidden / heads;
  const words = placeBytes(weights.words.bytes);
  const places = placeBytes(weights.places.bytes);
  const kind = placeFloats(weights.kind);
  const firstNorm = placeNorm(weights.norm);
  const layers = weights.layers.map((layer) => {
    // What lies between the two widest products is theirs alone, and may stand in any order.
    const order = orderOfColumns(layer.wider);
    return {
      asked: placeDense(layer.query, layer.key, layer.value),
      attended: placeDense(layer.attended),
      attendedNorm: placeNorm(layer.attendedNorm),
      wider: placeDense(reorder(layer.wider, order, 'outputs')),
      narrower: placeDense(reorder(layer.narrower, order, 'inputs')),
      norm: placeNorm(layer.norm),
    };
  });
  const widest = Math.max(3 * hidden, ...layers.map(({ wider }) => wider.outputs));
  const ids = reserve(4 * MOST);
  const states = reserve(4 * MOST * hidden);
  const wide = reserve(4 * MOST * widest);
  const back = reserve(4 * MOST * hidden);
  const quantised = reserve(MOST * widest);
  const widened = ways[0] === 'wide' ? reserve(2 * MOST * widest) : 0;
  const steps = reserve(8 * MOST);
  const room = reserve(4 * ((2 * size + 16) * MOST + 16));

  const apply = (dense: HeldDense, from: number, rows: number, to: number, way: DotWay) => {
    const { inputs, outputs, columns, chains } = dense;
    kernel.quantise(from, rows, inputs, quantised, steps);
    const sums = [steps, rows, inputs, dense.weights, columns, outputs, to] as const;
    if (way === 'wide') {
      kernel.widen(quantised, rows * inputs, widened);
      kernel.productOfWide(widened, ...sums);
    } else if (way === 'gathered') kernel.productInShorts(quantised, ...sums, chains);
    else kernel.product(quantised, ...sums);
  };

  /** @returns where the vectors of all tokens stand, one text after the other. */
  const place = (texts: readonly ArrayLike<number>[], rows: number) => {
    const held = new Int32Array(kernel.memory.buffer, ids, MOST);
    let at = 0;
    for (const text of texts) {
      held.set(text, at);
      kernel.embed(
        ids + 4 * at,
        text.length,
        hidden,
        words,
        weights.words.step,
        places,
        weights.places.step,
        kind,
        states + 4 * at * hidden,
      );
      at += text.length;
    }
    kernel.addAndNorm(states, 0, rows, hidden, firstNorm.gains, firstNorm.biases);
  };

  return {
    hidden,
    ways,
    most: MOST,
    read(texts, way = ways[0]) {
      let rows = texts.reduce((sum, text) => sum + text.length, 0);
      if (rows > MOST) throw new RangeError(`too many tokens: ${rows} of ${MOST}`);
      place(texts, rows);
      for (const [depth, layer] of layers.entries()) {
        const last = firstOnly && depth === layers.length - 1;
        apply(layer.asked, states, rows, wide, way);
        let [from, to] = [0, 0];
        for (const { length } of texts) {
          const asked = last ? 1 : length;
          const answers = back + 4 * to * hidden;
          kernel.attend(wide + 12 * from * hidden, length, asked, hidden, size, room, answers);
          if (last)
            floatsAt(states, MOST * hidden).copyWithin(
              to * hidden,
              from * hidden,
              (from + 1) * hidden,
            );
          from += length;
          to += asked;
        }
        rows = to;
        apply(layer.attended, back, rows, wide, way);
        const { attendedNorm, norm } = layer;
        kernel.addAndNorm(states, wide, rows, hidden, attendedNorm.gains, attendedNorm.biases);
        apply(layer.wider, states, rows, wide, way);
        kernel.gelu(wide, rows * layer.wider.outputs);
        apply(layer.narrower, wide, rows, back, way);
        kernel.addAndNorm(states, back, rows, hidden, norm.gains, norm.biases);
      }
      return floatsAt(states, rows * hidden);
    },
  };
}

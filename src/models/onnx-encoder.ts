import { Tokenizer } from '@huggingface/tokenizers';
import type * as Ort from 'onnxruntime-web';
import { normalise } from '../core/matrix';
import { planParts } from '../core/text/parts';
import type { EncoderSpec } from './models';

export type Device = 'wasm' | 'webgpu';

/** A text of more parts is known by this many of them, evenly spaced: some 8,000 tokens. */
const MOST_PARTS = 32;

/** A loaded encoder: one text in, one unit vector out. */
export interface OnnxEncoder {
  /**
   * A text's vector depends on the text alone: one text per run, no padding. A text that is longer than
   * the model reads is taken in parts of whole sentences, and their vectors are averaged by their tokens.
   *
   * @param between runs after each part but the last, for whoever must answer meanwhile.
   */
  encodeOne(text: string, between?: () => Promise<void>): Promise<Float32Array>;
  /** In how many parts the last text was read. */
  readonly parts: number;
  close(): Promise<void>;
}

/**
 * @param ort the flavour of onnxruntime-web that has the device.
 * @param model the bytes of the .onnx file.
 * @param tokenizer the parsed tokenizer.json.
 */
export async function openOnnxEncoder(
  ort: typeof Ort,
  spec: EncoderSpec,
  model: Uint8Array,
  tokenizer: object,
  device: Device,
): Promise<OnnxEncoder> {
  const words = new Tokenizer(tokenizer, {});
  const session = await ort.InferenceSession.create(model, {
    executionProviders: [device],
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
  });
  const [outputName] = session.outputNames;
  let parts = 1;

  async function run(ids: number[]): Promise<Float32Array> {
    const shape = [1, ids.length];
    const inputs: Record<string, Ort.Tensor> = {
      input_ids: new ort.Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    };
    if (session.inputNames.includes('token_type_ids'))
      inputs.token_type_ids = new ort.Tensor('int64', new BigInt64Array(ids.length), shape);
    const output = (await session.run(inputs))[outputName];
    const states = (await output.getData()) as Float32Array;
    const vector = pool(states, ids.length, spec);
    output.dispose();
    return vector;
  }

  /** The first and last mark of every text. */
  const marks = words.encode('').ids.length;
  const tokens = (text: string) => words.encode(text).ids;

  return {
    get parts() {
      return parts;
    },
    async encodeOne(text, between) {
      const ids = tokens(text);
      parts = 1;
      if (ids.length <= spec.maxTokens) return run(ids);
      const most = spec.maxTokens - marks;
      const planned = planParts(text, most, (stretch) => tokens(stretch).length - marks);
      const read = thin(planned, MOST_PARTS);
      parts = read.length;
      const vector = new Float32Array(spec.dimensions);
      for (const [i, part] of read.entries()) {
        if (i > 0) await between?.();
        const own = await run(cut(tokens(part.text), spec.maxTokens));
        for (let col = 0; col < vector.length; col++) vector[col] += part.weight * own[col];
      }
      normalise(vector);
      return vector;
    },
    close: () => session.release(),
  };
}

/** Of a list too long as many as wanted, evenly spaced. */
function thin<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]);
}

/** A single word can be longer than the model reads. */
function cut(ids: readonly number[], most: number): number[] {
  return ids.length <= most ? [...ids] : [...ids.slice(0, most - 1), ids[ids.length - 1]];
}

function pool(states: Float32Array, tokens: number, spec: EncoderSpec): Float32Array {
  const { dimensions } = spec;
  const vector = states.slice(0, dimensions);
  if (spec.pooling === 'mean')
    for (let col = 0; col < dimensions; col++) {
      let sum = 0;
      for (let token = 0; token < tokens; token++) sum += states[token * dimensions + col];
      vector[col] = sum / tokens;
    }
  normalise(vector);
  return vector;
}

import { Tokenizer } from '@huggingface/tokenizers';
import type * as Ort from 'onnxruntime-web';
import { normalise } from '../core/matrix';
import type { EncoderSpec } from './models';

export type Device = 'wasm' | 'webgpu';

/** A loaded encoder: one text in, one unit vector out. */
export interface OnnxEncoder {
  /** A text's vector depends on the text alone: one text per run, no padding. */
  encodeOne(text: string): Promise<Float32Array>;
  /** Whether the last text was cut at the model's longest. */
  readonly wasCut: boolean;
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
  let wasCut = false;

  return {
    get wasCut() {
      return wasCut;
    },
    async encodeOne(text) {
      const { ids } = words.encode(text);
      wasCut = ids.length > spec.maxTokens;
      if (wasCut) ids.splice(spec.maxTokens - 1, ids.length - spec.maxTokens, ids[ids.length - 1]);
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
    },
    close: () => session.release(),
  };
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

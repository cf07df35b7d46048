import type * as Ort from 'onnxruntime-web';
import type { EncoderSpec } from './models';
import { meanOfTokens, type PassageReader } from './text-encoder';

export type Device = 'wasm' | 'webgpu';

/**
 * A model in onnxruntime-web, one passage a pass: its int8 models quantise by the whole pass, so that passages
 * read together would change each other.
 *
 * @param ort the flavour of onnxruntime-web that has the device.
 * @param model the bytes of the .onnx file.
 */
export async function openOnnxReader(
  ort: typeof Ort,
  spec: EncoderSpec,
  model: Uint8Array,
  device: Device,
): Promise<PassageReader> {
  const session = await ort.InferenceSession.create(model, {
    executionProviders: [device],
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
  });
  const [outputName] = session.outputNames;
  return {
    pass: 1,
    async read(passages) {
      const [{ ids }] = passages;
      const shape = [1, ids.length];
      const inputs: Record<string, Ort.Tensor> = {
        input_ids: new ort.Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
        attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      };
      if (session.inputNames.includes('token_type_ids'))
        inputs.token_type_ids = new ort.Tensor('int64', new BigInt64Array(ids.length), shape);
      const output = (await session.run(inputs))[outputName];
      const states = (await output.getData()) as Float32Array;
      const vectors =
        spec.pooling === 'mean'
          ? meanOfTokens(states, passages, spec.dimensions)
          : states.slice(0, spec.dimensions);
      output.dispose();
      return vectors;
    },
    close: () => session.release(),
  };
}

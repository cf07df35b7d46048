import type * as Ort from 'onnxruntime-web';
import { Fault } from '../core/fault';
import { dot } from '../core/matrix';
import { openBertReader } from '../models/bert-encoder';
import { fetchModelFile } from '../models/fetch-model';
import { type EncoderSpec, maybeEncoder } from '../models/models';
import { type Device, openOnnxReader } from '../models/onnx-encoder';
import probes from '../models/probes.json';
import {
  createTextEncoder,
  type EncodedTexts,
  type PassageReader,
  type LoadedEncoder,
} from '../models/text-encoder';
import { openTextTokens, type TextTokens } from '../models/text-tokens';
import { breathe } from '../study/drive';

/**
 * What the page may ask for. `auto` and `wasm` read with our own kernels; `onnx` and `webgpu` with
 * onnxruntime-web, on the processor or the graphics card.
 */
export type DeviceChoice = 'auto' | 'onnx' | Device;

export interface EncoderWorker {
  /**
   * @param id of an encoder; one that goes through onnxruntime takes WebGPU where that is real, right and quicker.
   * @returns the device that the model runs on.
   */
  load(id: string, modelsBase: string, device: DeviceChoice): Promise<Device>;
  encode(texts: readonly string[]): Promise<EncodedTexts>;
  ping(): Promise<void>;
}

/** Vectors of a probe must be at least this close to the stored one. */
const AGREES = 0.9999;

export interface EncoderParts {
  /** onnxruntime-web for the processor and for WebGPU, loaded only when wanted. */
  openWasm(): Promise<typeof Ort>;
  openWebgpu(): Promise<typeof Ort>;
  /** Whether a WebGPU adapter is there. */
  hasAdapter(): Promise<boolean>;
  /** Hands a buffer over instead of copying it. */
  transfer<T>(value: T, buffers: Transferable[]): T;
}

export function createEncoderWorker(parts: EncoderParts): EncoderWorker {
  let loaded: LoadedEncoder | undefined;

  async function openThroughOnnx(
    spec: EncoderSpec,
    model: Uint8Array,
    tokens: TextTokens,
    choice: DeviceChoice,
  ): Promise<{ encoder: LoadedEncoder; device: Device }> {
    const open = async (device: Device) => {
      const ort = device === 'webgpu' ? await parts.openWebgpu() : await parts.openWasm();
      const reader = await openOnnxReader(ort, spec, model, device);
      return createTextEncoder(tokens, reader, spec.dimensions);
    };
    const plain = async () => ({ encoder: await open('wasm'), device: 'wasm' as const });
    if (choice === 'wasm' || choice === 'onnx' || !(await parts.hasAdapter())) return plain();
    const gpu = await tryProbe(() => open('webgpu'), spec);
    if (gpu === undefined) return plain();
    if (choice === 'webgpu') return { encoder: gpu.encoder, device: 'webgpu' };
    const cpu = await tryProbe(() => open('wasm'), spec);
    if (cpu === undefined || gpu.seconds < cpu.seconds) {
      await cpu?.encoder.close();
      return { encoder: gpu.encoder, device: 'webgpu' };
    }
    await gpu.encoder.close();
    return { encoder: cpu.encoder, device: 'wasm' };
  }

  return {
    async load(id, modelsBase, choice) {
      const spec = maybeEncoder(id);
      if (spec === undefined) throw new Fault('model-missing', { model: id });
      const [model, tokenizer] = await Promise.all([
        fetchModelFile(modelsBase, spec, 'model.onnx'),
        fetchModelFile(modelsBase, spec, 'tokenizer.json'),
      ]);
      const tokens = openTextTokens(
        JSON.parse(new TextDecoder().decode(tokenizer)) as object,
        spec,
      );
      if (spec.through === 'onnx') {
        const { encoder, device } = await openThroughOnnx(spec, model, tokens, choice);
        loaded = encoder;
        return device;
      }
      const reader: PassageReader = openBertReader(spec, model, () => performance.now());
      loaded = createTextEncoder(tokens, reader, spec.dimensions);
      return 'wasm';
    },
    async encode(texts) {
      if (loaded === undefined) throw new Fault('model-missing', { model: '' });
      const encoded = await loaded.encode(texts, breathe);
      return parts.transfer(encoded, [encoded.rows.buffer, encoded.parts.buffer]);
    },
    ping: async () => undefined,
  };
}

/** An encoder whose vectors of the probe texts agree with the stored ones, and how long they took. */
async function tryProbe(
  open: () => Promise<LoadedEncoder>,
  spec: EncoderSpec,
): Promise<{ encoder: LoadedEncoder; seconds: number } | undefined> {
  let encoder: LoadedEncoder | undefined;
  try {
    encoder = await open();
    const stored = (probes as Record<string, Record<string, number[]>>)[spec.id];
    const texts = Object.keys(stored);
    const { rows } = await encoder.encode(texts);
    for (const [i, vector] of Object.values(stored).entries())
      if (dot(rows.subarray(i * spec.dimensions, (i + 1) * spec.dimensions), vector) < AGREES)
        throw new Error('disagrees');
    const began = performance.now();
    await encoder.encode(texts);
    return { encoder, seconds: (performance.now() - began) / 1000 };
  } catch {
    await encoder?.close().catch(() => undefined);
    return undefined;
  }
}

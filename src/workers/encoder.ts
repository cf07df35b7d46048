import type * as Ort from 'onnxruntime-web';
import { Fault } from '../core/fault';
import { dot } from '../core/matrix';
import { fetchModelFile } from '../models/fetch-model';
import { type EncoderSpec, maybeEncoder } from '../models/models';
import { type Device, type OnnxEncoder, openOnnxEncoder } from '../models/onnx-encoder';
import probes from '../models/probes.json';
import { breathe } from '../study/drive';

/** What the page may ask for: `auto` takes WebGPU where it is real, right and quicker. */
export type DeviceChoice = 'auto' | Device;

export interface EncoderWorker {
  /** @returns the device that the model runs on. */
  load(id: string, modelsBase: string, device: DeviceChoice): Promise<Device>;
  encode(texts: readonly string[]): Promise<{ rows: Float32Array; parts: Uint8Array }>;
  ping(): Promise<void>;
}

/** Vectors of a probe must be at least this close to the stored one. */
const AGREES = 0.9999;

export interface EncoderParts {
  /** onnxruntime-web for the processor and, loaded only when wanted, for WebGPU. */
  openWasm(): Promise<typeof Ort>;
  openWebgpu(): Promise<typeof Ort>;
  /** Whether a WebGPU adapter is there. */
  hasAdapter(): Promise<boolean>;
  /** Hands a buffer over instead of copying it. */
  transfer<T>(value: T, buffers: Transferable[]): T;
}

export function createEncoderWorker(parts: EncoderParts): EncoderWorker {
  let loaded: { spec: EncoderSpec; encoder: OnnxEncoder } | undefined;

  return {
    async load(id, modelsBase, choice) {
      const spec = maybeEncoder(id);
      if (spec === undefined) throw new Fault('model-missing', { model: id });
      const [model, tokenizer] = await Promise.all([
        fetchModelFile(modelsBase, spec, 'model.onnx'),
        fetchModelFile(modelsBase, spec, 'tokenizer.json'),
      ]);
      const words = JSON.parse(new TextDecoder().decode(tokenizer)) as object;
      const open = async (device: Device) => {
        const ort = device === 'webgpu' ? await parts.openWebgpu() : await parts.openWasm();
        return openOnnxEncoder(ort, spec, model, words, device);
      };
      if (choice !== 'wasm' && (await parts.hasAdapter())) {
        const gpu = await tryProbe(() => open('webgpu'), spec);
        if (gpu !== undefined && choice === 'webgpu') {
          loaded = { spec, encoder: gpu.encoder };
          return 'webgpu';
        }
        if (gpu !== undefined) {
          const cpu = await tryProbe(() => open('wasm'), spec);
          if (cpu === undefined || gpu.seconds < cpu.seconds) {
            await cpu?.encoder.close();
            loaded = { spec, encoder: gpu.encoder };
            return 'webgpu';
          }
          await gpu.encoder.close();
          loaded = { spec, encoder: cpu.encoder };
          return 'wasm';
        }
      }
      loaded = { spec, encoder: await open('wasm') };
      return 'wasm';
    },
    async encode(texts) {
      if (loaded === undefined) throw new Fault('model-missing', { model: '' });
      const { spec, encoder } = loaded;
      const rows = new Float32Array(texts.length * spec.dimensions);
      const read = new Uint8Array(texts.length);
      for (const [i, text] of texts.entries()) {
        rows.set(await encoder.encodeOne(text, breathe), i * spec.dimensions);
        read[i] = encoder.parts;
      }
      return parts.transfer({ rows, parts: read }, [rows.buffer, read.buffer]);
    },
    ping: async () => undefined,
  };
}

/** An encoder whose vectors of the probe texts agree with the stored ones, and how long they took. */
async function tryProbe(
  open: () => Promise<OnnxEncoder>,
  spec: EncoderSpec,
): Promise<{ encoder: OnnxEncoder; seconds: number } | undefined> {
  let encoder: OnnxEncoder | undefined;
  try {
    encoder = await open();
    const stored = (probes as Record<string, Record<string, number[]>>)[spec.id];
    for (const [text, vector] of Object.entries(stored))
      if (dot(await encoder.encodeOne(text), vector) < AGREES) throw new Error('disagrees');
    const began = performance.now();
    for (const text of Object.keys(stored)) await encoder.encodeOne(text);
    return { encoder, seconds: (performance.now() - began) / 1000 };
  } catch {
    await encoder?.close().catch(() => undefined);
    return undefined;
  }
}

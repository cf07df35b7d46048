import { readFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { type EncoderSpec, maybeEncoder } from '../models/models';
import { hasRelaxedSimd } from '../core/kernels/bert';
import { openBertReader } from '../models/bert-encoder';
import { openOnnxReader } from '../models/onnx-encoder';
import { createTextEncoder } from '../models/text-encoder';
import { openTextTokens } from '../models/text-tokens';

const { models, id } = workerData as { models: string; id: string };
const spec = maybeEncoder(id);
if (spec === undefined || parentPort === null) throw new Error(`no encoder ${id}`);
const model = readFileSync(path.join(models, spec.id, 'model.onnx'));
const tokenizer = JSON.parse(
  readFileSync(path.join(models, spec.id, 'tokenizer.json'), 'utf8'),
) as object;

// Node 20 has relaxed SIMD behind a flag, later ones as a matter of course.
if (!hasRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

async function openReader(spec: EncoderSpec) {
  if (spec.through === 'kernels') return openBertReader(spec, model, () => performance.now());
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  return openOnnxReader(ort, spec, model, 'wasm');
}

const encoder = createTextEncoder(
  openTextTokens(tokenizer, spec),
  await openReader(spec),
  spec.dimensions,
);
const port = parentPort;
port.on('message', async ({ call, texts }: { call: number; texts: string[] }) => {
  try {
    const { rows, parts } = await encoder.encode(texts);
    port.postMessage({ call, rows, parts }, [
      rows.buffer as ArrayBuffer,
      parts.buffer as ArrayBuffer,
    ]);
  } catch (error) {
    port.postMessage({ call, error: String(error) });
  }
});
port.postMessage({ ready: true });

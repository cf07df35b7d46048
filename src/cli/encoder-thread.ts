import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import * as ort from 'onnxruntime-web/wasm';
import { maybeEncoder } from '../models/models';
import { openOnnxEncoder } from '../models/onnx-encoder';

const { models, id } = workerData as { models: string; id: string };
const spec = maybeEncoder(id);
if (spec === undefined || parentPort === null) throw new Error(`no encoder ${id}`);
ort.env.wasm.numThreads = 1;
const encoder = await openOnnxEncoder(
  ort,
  spec,
  readFileSync(path.join(models, id, 'model.onnx')),
  JSON.parse(readFileSync(path.join(models, id, 'tokenizer.json'), 'utf8')) as object,
  'wasm',
);
const port = parentPort;
port.on('message', async ({ call, texts }: { call: number; texts: string[] }) => {
  try {
    const rows = new Float32Array(texts.length * spec.dimensions);
    const parts = new Uint8Array(texts.length);
    for (const [i, text] of texts.entries()) {
      rows.set(await encoder.encodeOne(text), i * spec.dimensions);
      parts[i] = encoder.parts;
    }
    port.postMessage({ call, rows, parts }, [rows.buffer, parts.buffer]);
  } catch (error) {
    port.postMessage({ call, error: String(error) });
  }
});
port.postMessage({ ready: true });

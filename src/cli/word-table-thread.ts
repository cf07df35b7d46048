import { readFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { hasRelaxedSimd, openBert } from '../core/kernels/bert';
import { readBertWeights } from '../models/bert-weights';
import { maybeEncoder } from '../models/models';

/** What a thread is to read: each of some tokens alone, between the marks of a text. */
export interface TokenShare {
  readonly models: string;
  readonly id: string;
  readonly marks: readonly [readonly number[], readonly number[]];
  readonly from: number;
  readonly to: number;
}

const { models, id, marks, from, to } = workerData as TokenShare;
const spec = maybeEncoder(id);
if (spec === undefined || parentPort === null) throw new Error(`no encoder ${id}`);
// Node 20 has relaxed SIMD behind a flag, later ones as a matter of course.
if (!hasRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

/** Tokens of a pass. */
const PASS = 128;

const bert = openBert(
  readBertWeights(readFileSync(path.join(models, id, 'model.onnx')), spec.heads),
);
const way = bert.ways[bert.ways.length - 1];
const [before, after] = marks;
const long = before.length + 1 + after.length;
const most = Math.floor(PASS / long);
const { hidden } = bert;
const rows = new Float32Array((to - from) * hidden);
for (let first = from; first < to; first += most) {
  const count = Math.min(most, to - first);
  const texts = Array.from({ length: count }, (_, i) => [...before, first + i, ...after]);
  const states = bert.read(texts, way);
  // The token's own state and that of the first mark, which looks at the token and at nothing else.
  for (let text = 0; text < count; text++)
    for (let col = 0; col < hidden; col++) {
      const at = text * long * hidden + col;
      rows[(first - from + text) * hidden + col] =
        (states[at] + states[at + before.length * hidden]) / 2;
    }
}
parentPort.postMessage(rows, [rows.buffer]);

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createMatrix } from '../core/matrix';
import { distilTable } from '../models/distil-table';
import { maybeEncoder } from '../models/models';
import { writeWordTable } from '../models/word-table';
import { openWordTokens } from '../models/word-tokens';
import type { TokenShare } from './word-table-thread';

// node make-word-table.js MODELS ID OUT: the table of an encoder's words, see distilTable.
const THREAD = fileURLToPath(new URL('./word-table-thread.js', import.meta.url));
const MOST_THREADS = 8;

const [models, id, out] = process.argv.slice(2);
const spec = maybeEncoder(id);
if (spec === undefined) throw new Error(`no encoder ${id}`);
const tokenizer = JSON.parse(readFileSync(path.join(models, id, 'tokenizer.json'), 'utf8')) as {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
};
const { marks } = openWordTokens(tokenizer);
const rows = Object.values(tokenizer.model.vocab).reduce((most, at) => Math.max(most, at), -1) + 1;

function readShare(share: TokenShare): Promise<Float32Array> {
  const worker = new Worker(THREAD, { workerData: share });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended')));
  });
}

const threads = Math.min(MOST_THREADS, availableParallelism());
const share = Math.ceil(rows / threads);
const alone = createMatrix(rows, spec.dimensions);
await Promise.all(
  Array.from({ length: threads }, async (_, i) => {
    const from = i * share;
    const read = await readShare({ models, id, marks, from, to: Math.min(rows, from + share) });
    alone.data.set(read, from * spec.dimensions);
  }),
);
writeFileSync(`${out}.part`, writeWordTable(distilTable(alone, spec.byFrequency)));
renameSync(`${out}.part`, out);

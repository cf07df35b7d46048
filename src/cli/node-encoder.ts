import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Fault } from '../core/fault';
import { hashTexts } from '../core/text/hashing-encoder';
import { BUILT_IN } from '../core/encoder-names';
import { ENCODERS, maybeEncoder } from '../models/models';
import type { OpenEncoder } from '../study/study-ports';
import { drive } from '../study/drive';
import { createEncoderPool, type EncoderRoom } from '../study/encoder-pool';

const THREAD = fileURLToPath(new URL('./encoder-thread.js', import.meta.url));

/** Encoders whose files lie in a folder. */
export function presentEncoders(models: string): string[] {
  return ENCODERS.filter(({ id, files }) =>
    files.every(({ file }) => existsSync(path.join(models, id, file))),
  ).map(({ id }) => id);
}

/** The built-in encoder on this thread. */
export function openBuiltIn(): OpenEncoder {
  return {
    device: BUILT_IN,
    async encode(texts, watch, take) {
      const vectors = await drive(hashTexts(texts), watch);
      take?.({ first: 0, rows: vectors.data, parts: new Uint8Array(texts.length).fill(1) });
      return vectors;
    },
  };
}

/** @throws Fault model-missing */
export async function openNodeEncoder(
  id: string,
  models: string,
  threads = availableParallelism(),
): Promise<OpenEncoder & { close(): void }> {
  if (id === BUILT_IN) return { ...openBuiltIn(), close: () => undefined };
  const spec = maybeEncoder(id);
  if (spec === undefined || !presentEncoders(models).includes(spec.id))
    throw new Fault('model-missing', { model: id });
  const reopen = () => openThread(id, models);
  const rooms = await Promise.all(Array.from({ length: threads }, reopen));
  const pool = createEncoderPool(rooms, reopen, spec.dimensions);
  return { device: 'wasm', encode: pool.encode, close: pool.close };
}

interface Reply {
  readonly call: number;
  readonly rows: Float32Array;
  readonly parts: Uint8Array;
  readonly error?: string;
}

async function openThread(id: string, models: string): Promise<EncoderRoom> {
  const worker = new Worker(THREAD, { workerData: { id, models } });
  const waiting = new Map<
    number,
    { resolve: (reply: Reply) => void; reject: (fault: Fault) => void }
  >();
  let calls = 0;
  let dead: Fault | undefined;
  const die = (message: string) => {
    dead = new Fault('worker-died', { message });
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  };
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  worker.on('message', (reply: Reply) => {
    const call = waiting.get(reply.call);
    waiting.delete(reply.call);
    if (reply.error !== undefined) call?.reject(new Fault('unexpected', { message: reply.error }));
    else call?.resolve(reply);
  });
  worker.on('error', (error) => die(String(error)));
  worker.on('exit', () => die('exit'));
  return {
    encode(texts) {
      if (dead !== undefined) return Promise.reject(dead);
      const call = calls++;
      return new Promise<Reply>((resolve, reject) => {
        waiting.set(call, { resolve, reject });
        worker.postMessage({ call, texts });
      });
    },
    close: () => void worker.terminate(),
  };
}

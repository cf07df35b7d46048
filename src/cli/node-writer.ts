import { resolveObjectURL } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';
import { CacheManager, LoggerWithoutDebug, Wllama } from '@wllama/wllama';
import { Fault } from '../core/fault';
import { WRITERS } from '../models/models';
import { loadWriter, proposeTitles } from '../models/title-writer';
import type { TitleWriter } from '../study/study-ports';

/** What a thread needs to pass for a browser's worker. */
const PRELUDE = `
const { parentPort } = require('node:worker_threads');
globalThis.navigator ??= { userAgent: 'Node', hardwareConcurrency: 1 };
globalThis.navigator.gpu ??= { requestAdapter: async () => null };
globalThis.postMessage = (data, transfer) =>
  parentPort.postMessage(data, Array.isArray(transfer) ? transfer : transfer?.transfer);
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
`;

interface Told {
  readonly data: unknown;
}

/** A browser's worker made of a thread of Node, as far as the engine uses it: code from a blob, messages. */
class ThreadWorker {
  onmessage: ((event: Told) => void) | null = null;
  onerror: ((error: unknown) => void) | null = null;
  readonly #thread: Promise<Thread>;

  constructor(address: string) {
    this.#thread = this.#start(address);
    this.#thread.catch((error: unknown) => this.onerror?.(error));
  }

  async #start(address: string): Promise<Thread> {
    const code = await resolveObjectURL(address)?.text();
    const thread = new Thread(PRELUDE + (code ?? ''), { eval: true });
    thread.on('message', (data: unknown) => this.onmessage?.({ data }));
    thread.on('error', (error: unknown) => this.onerror?.(error));
    return thread;
  }

  postMessage(data: unknown, { transfer = [] }: { transfer?: ArrayBuffer[] } = {}): void {
    void this.#thread.then((thread) => thread.postMessage(data, transfer)).catch(() => undefined);
  }

  terminate(): void {
    void this.#thread.then((thread) => thread.terminate()).catch(() => undefined);
  }
}

/** The engine wants a place for models that it fetches itself; here it fetches none. */
const NOWHERE = {
  isSupported: () => true,
  read: async () => null,
  write: async () => undefined,
  getSize: async () => 0,
  list: async () => [],
  delete: async () => undefined,
};

/** What the engine asks of a browser before it starts; Node 20 has none of it. */
function standInForBrowser(): void {
  const stand = (name: string, value: unknown) => {
    if (!(name in globalThis)) Object.assign(globalThis, { [name]: value });
  };
  stand('navigator', { userAgent: 'Node', hardwareConcurrency: 1 });
  stand('self', { location: { href: 'file:///' } });
  Object.assign(globalThis, { Worker: ThreadWorker });
}

/**
 * The small model that proposes titles, or another one in a GGUF file, as the page runs it: the build of the
 * same engine for browsers without suspended calls, which Node 20 has not either.
 *
 * @param models the folder of the models.
 * @param own a GGUF file in place of the small model.
 * @throws Fault model-missing, when it is opened.
 */
export function nodeWriter(models: string, own?: string): TitleWriter {
  const [spec] = WRITERS;
  const file = own ?? path.join(models, spec.id, spec.files[0].file);
  return {
    id: own ?? spec.id,
    async open() {
      const bytes = await readFile(file).catch(() => undefined);
      if (bytes === undefined) throw new Fault('model-missing', { model: own ?? spec.id });
      standInForBrowser();
      const { resolve } = createRequire(import.meta.url);
      const beside = (place: string) => resolve(`@wllama/wllama-compat/${place}`);
      const quiet = { ...LoggerWithoutDebug, log: () => undefined, warn: () => undefined };
      const wasm = pathToFileURL(beside('wasm/wllama.wasm')).href;
      const engine = new Wllama(
        { default: wasm },
        {
          suppressNativeLog: true,
          logger: quiet,
          cacheManager: new CacheManager([NOWHERE]),
        },
      );
      engine.setCompat({
        wasm,
        worker: { code: await readFile(beside('wasm/wllama.js'), 'utf8') },
      });
      await loadWriter(engine, new Blob([bytes]));
      return {
        proposeTitles: (facts, watch) => proposeTitles(engine, facts, watch),
        close: () => void engine.exit(),
      };
    },
  };
}

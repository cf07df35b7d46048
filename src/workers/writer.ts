import type { Wllama } from '@wllama/wllama';
import type { NamingFacts, Watch } from '../core/ports';
import { fetchModelFile } from '../models/fetch-model';
import { WRITERS } from '../models/models';
import { cleanTitle, titleGrammar, titlePrompt } from '../models/title-prompt';
import { openLink } from './link';

export interface WriterWorker {
  load(modelsBase: string): Promise<void>;
  proposeTitles(facts: NamingFacts, port: MessagePort): Promise<readonly string[]>;
  ping(): Promise<void>;
}

/** One sure answer and three freer ones; the encoder chooses among them. */
const ATTEMPTS = [
  { temperature: 0, seed: 1 },
  { temperature: 0.7, seed: 2 },
  { temperature: 0.7, seed: 3 },
  { temperature: 1, seed: 4 },
];
const TOKENS = 24;
const CONTEXT = 1024;

/** @param createWllama gives the engine with its WebAssembly beside the page. */
export function createWriterWorker(createWllama: () => Promise<Wllama>): WriterWorker {
  let engine: Wllama | undefined;

  return {
    async load(modelsBase) {
      const [spec] = WRITERS;
      const wllama = await createWllama();
      const bytes = await fetchModelFile(modelsBase, spec, spec.files[0].file);
      await wllama.loadModel([new Blob([bytes])], {
        n_ctx: CONTEXT,
        n_threads: 1,
        n_gpu_layers: 0,
        seed: 1,
      });
      engine = wllama;
    },
    async proposeTitles(facts, port) {
      const link = openLink<never>(port);
      const titles: string[] = [];
      try {
        for (const attempt of ATTEMPTS) {
          if (engine === undefined || link.watch.signal.aborted) break;
          const answer = await complete(engine, facts, attempt, link.watch);
          const title = cleanTitle(answer);
          if (title !== undefined && !titles.includes(title)) titles.push(title);
        }
      } finally {
        link.close();
      }
      return titles;
    },
    ping: async () => undefined,
  };
}

async function complete(
  engine: Wllama,
  facts: NamingFacts,
  attempt: (typeof ATTEMPTS)[number],
  watch: Watch,
): Promise<string> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  watch.signal.addEventListener('abort', stop, { once: true });
  try {
    const response = await engine.createCompletion({
      prompt: titlePrompt(facts),
      max_tokens: TOKENS,
      temperature: attempt.temperature,
      seed: attempt.seed,
      grammar: titleGrammar(facts.vocabulary),
      abortSignal: controller.signal,
    });
    return response.choices[0]?.text ?? '';
  } catch (error) {
    if (controller.signal.aborted) return '';
    throw error;
  } finally {
    watch.signal.removeEventListener('abort', stop);
  }
}

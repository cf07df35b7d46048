import type { Wllama } from '@wllama/wllama';
import type { NamingFacts, Watch } from '../core/ports';
import { cleanTitle, titleGrammar, titlePrompt } from './title-prompt';

/** One sure answer and three freer ones; the encoder chooses among them. */
const ATTEMPTS = [
  { temperature: 0, seed: 1 },
  { temperature: 0.7, seed: 2 },
  { temperature: 0.7, seed: 3 },
  { temperature: 1, seed: 4 },
];
const TOKENS = 24;
const CONTEXT = 1024;

/**
 * Reads a language model (GGUF), whole, on one thread and without a graphics card, so that it answers
 * the same everywhere.
 *
 * @throws what the engine throws where the file is none that it can run.
 */
export async function loadWriter(engine: Wllama, model: Blob): Promise<void> {
  await engine.loadModel([model], {
    n_ctx: CONTEXT,
    n_threads: 1,
    n_gpu_layers: 0,
    seed: 1,
  });
}

/** Titles that a model proposes from the facts of one group, distinct, at most four; fewer where it is stopped. */
export async function proposeTitles(
  engine: Wllama,
  facts: NamingFacts,
  watch: Watch,
): Promise<readonly string[]> {
  const titles: string[] = [];
  for (const attempt of ATTEMPTS) {
    if (watch.signal.aborted) break;
    const title = cleanTitle(await complete(engine, facts, attempt, watch));
    if (title !== undefined && !titles.includes(title)) titles.push(title);
  }
  return titles;
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

import type { Matrix } from '../core/matrix';
import type { Steps } from '../core/steps';
import { fetchKept, fetchModelFile, type Published } from './fetch-model';
import type { EncoderSpec } from './models';
import { readWords } from './static-encoder';
import { readWordTable, type WordTable } from './word-table';
import { openWordTokens } from './word-tokens';

/** Reads texts by their words alone: at once, and roughly. */
export interface WordReader {
  /** @returns one unit row a text; a text without words has length 0. */
  read(texts: readonly string[]): Steps<Matrix>;
}

type Listed = Readonly<Record<string, Published>>;

/**
 * The words of an encoder from beside the page, checked against the sum that was taken when they were made.
 *
 * @param base the address of the models folder, ending in a slash.
 * @returns undefined where no such table lies there, or another one than is listed.
 */
export async function fetchWords(base: string, spec: EncoderSpec): Promise<WordReader | undefined> {
  const [table, tokenizer] = await Promise.all([
    fetchTable(base, spec.id),
    fetchModelFile(base, spec, 'tokenizer.json').catch(() => undefined),
  ]);
  if (table === undefined || tokenizer === undefined) return undefined;
  const tokens = openWordTokens(JSON.parse(new TextDecoder().decode(tokenizer)) as object);
  return {
    read: (texts) => readWords(texts, tokens, table, spec.byFrequency ? 'table' : 'texts'),
  };
}

async function fetchTable(base: string, id: string): Promise<WordTable | undefined> {
  try {
    const list = await fetch(`${base}words.json`);
    const published = list.ok ? ((await list.json()) as Listed)[id] : undefined;
    if (published === undefined) return undefined;
    const bytes = await fetchKept(`${base}${id}/words.bin`, published);
    return typeof bytes === 'string' ? undefined : readWordTable(bytes);
  } catch {
    return undefined;
  }
}

import type { Words } from './words';

/** Sentences one after the other, as the language writes them; empty ones are left out. */
export function joinSentences(sentences: readonly string[], words: Words): string {
  const gap = words.locale.startsWith('zh') ? '' : ' ';
  return sentences.filter((sentence) => sentence !== '').join(gap);
}

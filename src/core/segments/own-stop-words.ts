/** Words that the person wants in no name, as they are kept: small, each once, sorted. */
export function tidyStopWords(words: readonly string[]): string[] {
  const tidy = words.map((word) => word.toLowerCase().replace(/\s+/gu, ' ').trim());
  return [...new Set(tidy.filter((word) => word !== ''))].sort();
}

/**
 * Whether a name holds one of the words, in any case and also with a plural s; a word of Chinese
 * characters wherever it stands.
 *
 * @param stopWords as `tidyStopWords` makes them; one may be of several words.
 */
export function holdsStopWord(name: string, stopWords: readonly string[]): boolean {
  if (stopWords.length === 0) return false;
  const lower = name.toLowerCase().replaceAll('’', "'");
  const words = ` ${(lower.match(WORD) ?? []).map(singular).join(' ')} `;
  return stopWords.some((stop) =>
    /\p{sc=Han}/u.test(stop)
      ? lower.includes(stop)
      : words.includes(` ${(stop.match(WORD) ?? [stop]).map(singular).join(' ')} `),
  );
}

const WORD = /[\p{L}\p{N}]+(?:['’&-][\p{L}\p{N}]+)*/gu;

function singular(word: string): string {
  return word.replace(/(?<=\p{L}{3})s$/u, '');
}

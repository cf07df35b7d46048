import { stemsOf } from '../text/stem-word';

/** Scripts that put no blanks between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
/** Letters by which texts are sifted before their words are taken apart. */
const SIFT = 4;

/**
 * A test whether a text holds a word or a phrase, its words one after the other whatever their
 * endings; where a script puts no blanks between words, the letters as they stand.
 *
 * @returns for a text in small letters. A phrase without a word is in no text.
 */
export function findWords(phrase: string): (lower: string) => boolean {
  const letters = phrase.trim().toLowerCase();
  if (UNSPACED.test(letters)) return (lower) => lower.includes(letters);
  const wanted = stemsOf(phrase);
  if (wanted.length === 0) return () => false;
  const sieve = wanted.map(siftOf);
  return (lower) => {
    if (!sieve.every((part) => lower.includes(part))) return false;
    const said = stemsOf(lower);
    for (let at = 0; at + wanted.length <= said.length; at++)
      if (wanted.every((stem, i) => said[at + i] === stem)) return true;
    return false;
  };
}

/** Letters that every form of a word begins with. */
export function siftOf(stem: string): string {
  const sure = stem.length > 2 ? stem.replace(/[ie]$/u, '') : stem;
  return sure.slice(0, Math.max(SIFT, sure.length - 1)).replace(/'.*$/u, '');
}

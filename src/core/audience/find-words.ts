import { stemsOf, stemWord } from '../text/stem-word';

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
  const stems = new Map<string, string>();
  const stemmed = (word: string) => {
    let stem = stems.get(word);
    if (stem === undefined) stems.set(word, (stem = stemWord(word)));
    return stem;
  };
  return (lower) => {
    if (!sieve.every((part) => lower.includes(part))) return false;
    const text = lower.replaceAll('’', "'");
    let at = text.indexOf(sieve[0]);
    for (; at >= 0; at = text.indexOf(sieve[0], at + 1)) {
      // Only the beginning of a word will do; "'late'" begins one, "it's" does not begin another.
      if (at > 0 && INSIDE.test(text.slice(Math.max(0, at - 3), at))) continue;
      WORD.lastIndex = at;
      let met = 0;
      while (met < wanted.length) {
        const word = WORD.exec(text);
        if (word === null || stemmed(word[0]) !== wanted[met]) break;
        met++;
        GAP.lastIndex = WORD.lastIndex;
        GAP.exec(text);
        WORD.lastIndex = GAP.lastIndex;
      }
      if (met === wanted.length) return true;
    }
    return false;
  };
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/uy;
const GAP = /[^\p{L}\p{M}\p{N}]*/uy;
/** What ends within a word that goes on. */
const INSIDE = /[\p{L}\p{M}\p{N}]'?$/u;

/** Letters that every form of a word begins with. */
export function siftOf(stem: string): string {
  const sure = stem.length > 2 ? stem.replace(/[ie]$/u, '') : stem;
  return sure.slice(0, Math.max(SIFT, sure.length - 1)).replace(/'.*$/u, '');
}

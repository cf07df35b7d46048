import { inferLanguage, type Language } from './language';
import { splitSentences } from './sentences';

/** A piece of a text that an encoder can read whole. */
export interface Part {
  readonly text: string;
  /** Its share of the characters of the text, white space left out; those of a text add up to 1. */
  readonly weight: number;
}

/**
 * Characters to a token that 99 stretches of text in 100 reach (docs/decisions/texts.md); `other` is a
 * guess on the safe side.
 */
const CHARACTERS: Readonly<Record<Language, number>> = { en: 2.6, zh: 1, other: 1 };

/** How long a text may be to stay under a number of tokens, its first and last mark included. */
export function charactersFor(tokens: number, language: Language): number {
  return Math.max(2, Math.floor((tokens - 2) * CHARACTERS[language]));
}

/**
 * Cuts a text into parts of whole sentences, each of at most `limit` characters; a sentence that alone
 * is longer is cut at the borders of its words, and a word that alone is longer between characters.
 * Whoever joins the vectors of the parts takes their mean by weight.
 *
 * @param limit in UTF-16 units, at least 2 (one character can take two).
 * @returns the parts in order; none for a text without any character.
 */
export function planParts(text: string, limit: number): Part[] {
  if (!(limit >= 2))
    throw new RangeError(`parts of ${limit} characters cannot hold every character`);
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (trimmed.length <= limit) return [{ text: trimmed, weight: 1 }];
  const pieces = splitSentences(trimmed, inferLanguage([trimmed])).flatMap((sentence) =>
    sentence.length <= limit ? [sentence] : cutSentence(sentence, limit),
  );
  const parts: string[] = [];
  let current = '';
  for (const piece of pieces) {
    const joined = current === '' ? piece : `${current} ${piece}`;
    if (joined.length <= limit) current = joined;
    else {
      parts.push(current);
      current = piece;
    }
  }
  parts.push(current);
  const lengths = parts.map((part) => part.replace(/\s+/gu, '').length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return parts.map((part, i) => ({ text: part, weight: lengths[i] / total }));
}

function cutSentence(sentence: string, limit: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (sentence.length - from > limit) {
    const to = from + cutPoint(sentence.slice(from, from + limit + 1), limit);
    const piece = sentence.slice(from, to).trim();
    if (piece !== '') pieces.push(piece);
    from = to;
  }
  const rest = sentence.slice(from).trim();
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/** Where to cut the first `limit` characters: after a clause, else a space, else a word. */
function cutPoint(stretch: string, limit: number): number {
  const half = limit >> 1;
  const clause = lastEnd(stretch, /[,，、;；:：)）]+(?=[\s\p{sc=Han}])/gu, limit);
  if (clause > half) return clause;
  const space = lastEnd(stretch, /\s+(?=\S)/gu, limit);
  if (space > half) return space;
  let word = 0;
  if (typeof Intl.Segmenter === 'function')
    for (const { index } of wordSegmenter().segment(stretch)) if (index <= limit) word = index;
  if (word > half || Math.max(word, space, clause) > 0) return Math.max(word, space, clause);
  // Never between the two halves of one character.
  const code = stretch.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}

function lastEnd(stretch: string, pattern: RegExp, limit: number): number {
  let last = 0;
  for (const { 0: found, index } of stretch.matchAll(pattern))
    if (index + found.length <= limit) last = index + found.length;
  return last;
}

let words: Intl.Segmenter | undefined;

function wordSegmenter(): Intl.Segmenter {
  words ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return words;
}

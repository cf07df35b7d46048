import { inferLanguage } from './language';
import { splitSentences } from './sentences';

/** A piece of a text that an encoder can read whole. */
export interface Part {
  readonly text: string;
  /** Its share of the size of the text; those of a text add up to 1. */
  readonly weight: number;
}

/**
 * Cuts a text into parts of whole sentences, each of at most `limit`; a sentence that alone is larger is
 * cut at the borders of its words, and a word that alone is larger between characters. Whoever joins the
 * vectors of the parts takes their mean by weight.
 *
 * @param limit the size of the largest part.
 * @param sizeOf a stretch, such as its tokens. Two stretches with a space between them must be no larger
 * than both together, and one character must stay under the limit.
 * @returns the parts in order; none for a text without any character.
 */
export function planParts(
  text: string,
  limit: number,
  sizeOf: (stretch: string) => number,
): Part[] {
  if (!(limit >= 1)) throw new RangeError(`parts of size ${limit} cannot hold a character`);
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (sizeOf(trimmed) <= limit) return [{ text: trimmed, weight: 1 }];
  const parts: { text: string; size: number }[] = [];
  const pieces = splitSentences(trimmed, inferLanguage([trimmed])).flatMap((sentence) =>
    fitSentence(sentence, limit, sizeOf),
  );
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last !== undefined && last.size + piece.size <= limit) {
      last.text = `${last.text} ${piece.text}`;
      last.size += piece.size;
    } else parts.push({ ...piece });
  }
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  return parts.map((part) => ({ text: part.text, weight: part.size / total }));
}

/** How much shorter than by rule of three a stretch is cut, as its pieces differ. */
const SLACK = 0.9;

function fitSentence(
  sentence: string,
  limit: number,
  sizeOf: (stretch: string) => number,
): { text: string; size: number }[] {
  const size = sizeOf(sentence);
  if (size <= limit || sentence.length < 2) return [{ text: sentence, size }];
  const characters = Math.floor((sentence.length * limit * SLACK) / size);
  const most = Math.max(2, Math.min(characters, sentence.length - 1));
  const pieces = cutSentence(sentence, most);
  return pieces.length > 1 || pieces[0]?.length < sentence.length
    ? pieces.flatMap((piece) => fitSentence(piece, limit, sizeOf))
    : [{ text: sentence, size }];
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

import type { Corpus } from '../text/corpus';
import { STOP_WORDS } from '../text/stop-words';

/** How the words of a segment's texts follow each other. */
export interface WordOrder {
  /** Pairs of telling words that stand together in a text, only small words between them. */
  readonly pairs: ReadonlyMap<string, number>;
  /** How often each word stands. */
  readonly places: ReadonlyMap<string, number>;
  /** For each word how often its commonest next word follows it within the same clause. */
  readonly onward: ReadonlyMap<string, { readonly word: string; readonly count: number }>;
}

/** Small words that may stand between the two words of a pair. */
const BETWEEN = 2;

/**
 * The order of words in some texts of a corpus.
 *
 * @param texts positions among the corpus's texts; one may stand several times.
 */
export function readOrder(corpus: Corpus, texts: readonly number[]): WordOrder {
  const pairs = new Map<string, number>();
  const places = new Map<string, number>();
  const next = new Map<string, Map<string, number>>();
  for (const text of texts) {
    const words = corpus.texts[text];
    for (let at = 0; at < words.length; at++) {
      if (words[at] < 0) continue;
      const word = corpus.words[words[at]];
      places.set(word, (places.get(word) ?? 0) + 1);
      if (at + 1 < words.length && words[at + 1] >= 0) {
        const follow = next.get(word) ?? new Map<string, number>();
        next.set(word, follow);
        const other = corpus.words[words[at + 1]];
        follow.set(other, (follow.get(other) ?? 0) + 1);
      }
      if (corpus.stops[words[at]] === 1) continue;
      for (let to = at + 1; to < Math.min(words.length, at + 2 + BETWEEN); to++) {
        if (words[to] < 0) break;
        if (corpus.stops[words[to]] === 1) continue;
        const pair = pairOf(word, corpus.words[words[to]]);
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
        break;
      }
    }
  }
  const onward = new Map<string, { word: string; count: number }>();
  for (const [word, follow] of next) {
    let best = { word: '', count: 0 };
    for (const [other, count] of follow)
      if (count > best.count || (count === best.count && other < best.word))
        best = { word: other, count };
    onward.set(word, best);
  }
  return { pairs, places, onward };
}

/** How a title reads beside the texts that it is to name. */
export interface Reading {
  /** Of its pairs of telling words that belong together, the share whose order stands in the texts. */
  readonly inOrder: number;
  /** Parts that break off where the texts go on with one and the same word: "marked" of "marked as". */
  readonly brokenOff: readonly string[];
  /** Whether all of it can be read: every pair in order, nothing broken off, at most two parts. */
  readonly well: boolean;
}

/** Words that begin a new part of a title. */
const PARTS = new Set(['and', 'or', '和', '与', '及', '或']);
/** A word is broken off where this share of its places goes on with the same word. */
const BROKEN = 0.6;
const SEEN_OFTEN = 3;

/**
 * Whether a title says what the texts say, in their order: within a part (up to "and" or "or") every
 * telling word must be followed by the next one in some text, with nothing but small words between,
 * and the part must not break off. A word at the end of a part is broken off where the texts mostly go
 * on with one and the same small word, as "marked" does in "marked as delivered".
 *
 * @param title words with spaces between them.
 */
export function readTitle(title: string, { pairs, places, onward }: WordOrder): Reading {
  const parts: string[][] = [[]];
  for (const word of title.toLowerCase().split(/[\s,]+/u)) {
    if (word === '') continue;
    if (PARTS.has(word)) parts.push([]);
    else parts[parts.length - 1].push(word);
  }
  let asked = 0;
  let found = 0;
  const brokenOff: string[] = [];
  for (const part of parts) {
    const telling = part.filter((word) => !STOP_WORDS.en.has(word));
    for (let at = 0; at + 1 < telling.length; at++) {
      asked++;
      if (pairs.has(pairOf(telling[at], telling[at + 1]))) found++;
    }
    const last = part.at(-1) ?? '';
    const follow = onward.get(last);
    const often = places.get(last) ?? 0;
    if (
      follow !== undefined &&
      often >= SEEN_OFTEN &&
      follow.count >= BROKEN * often &&
      STOP_WORDS.en.has(follow.word)
    )
      brokenOff.push(last);
  }
  const inOrder = asked === 0 ? 1 : found / asked;
  const empty = parts.some((part) => part.length === 0);
  const well = inOrder === 1 && brokenOff.length === 0 && parts.length <= 2 && !empty;
  return { inOrder, brokenOff, well };
}

function pairOf(first: string, second: string): string {
  return `${first} ${second}`;
}

import { dot, type Matrix, normalise, rowOf } from '../matrix';
import { type Corpus, writePhrase } from '../text/corpus';
import { compareWords, standsAlone } from '../text/keyphrases';
import type { Phrase } from '../text/phrases';

/** A phrase that may name a segment. */
export interface NameCandidate {
  readonly phrase: string;
  readonly words: number;
  /** Share of the segment's texts that hold it, 0 to 1. */
  readonly share: number;
}

/** Phrases of a segment that are given to the encoder. */
const CANDIDATES = 60;
const FEWER_CANDIDATES = 32;
/** Above this many segments each brings fewer candidates, so that naming stays quick. */
const MANY_SEGMENTS = 20;

/**
 * For every group the phrases of its own texts that are worth comparing: they stand in at least two
 * of its texts, can be read alone, and stand there more often than elsewhere.
 *
 * @param sizes texts of each group.
 */
export function proposeNames(
  corpus: Corpus,
  phrases: readonly Phrase[],
  sizes: readonly number[],
): NameCandidate[][] {
  const most = sizes.length > MANY_SEGMENTS ? FEWER_CANDIDATES : CANDIDATES;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const readable = phrases.filter((phrase) => standsAlone(corpus, phrase.words));
  return sizes.map((size, group) => {
    const least = Math.max(2, Math.round(size * 0.003));
    return readable
      .filter((phrase) => (phrase.counts.get(group) ?? 0) >= least)
      .map((phrase) => {
        const count = phrase.counts.get(group) ?? 0;
        const share = count / size;
        const elsewhere = (phrase.total - count) / Math.max(1, all - size);
        const lead = Math.log((share + 0.001) / (elsewhere + 0.001));
        return { phrase, share, score: Math.sqrt(share) * lead * Math.sqrt(phrase.words.length) };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || compareWords(a.phrase.words, b.phrase.words))
      .slice(0, most)
      .map(({ phrase, share }) => ({
        phrase: writePhrase(corpus, phrase.words),
        words: phrase.words.length,
        share,
      }));
  });
}

/** How well a title fits a group: closeness to its centre plus lead over the best other centre. */
export interface Fit {
  readonly own: number;
  readonly next: number;
  readonly score: number;
}

/**
 * @param vector of the title, length 1.
 * @param centres one unit row per group: the direction of the mean of its texts.
 */
export function fitTitle(vector: Float32Array, centres: Matrix, group: number): Fit {
  let own = 0;
  let next = -1;
  for (let other = 0; other < centres.rows; other++) {
    const similarity = dot(vector, rowOf(centres, other));
    if (other === group) own = similarity;
    else next = Math.max(next, similarity);
  }
  if (centres.rows === 1) next = 0;
  return { own, next, score: own + (own - next) };
}

/** A title offered for a group with its fit. */
export interface Offer {
  readonly title: string;
  readonly fit: Fit;
}

/**
 * Gives every group its best title so that no two share one: the surest choices first, a group whose
 * favourite is taken takes its next.
 *
 * @param offers for each group; a group without offers gets undefined.
 */
export function settleTitles(offers: readonly (readonly Offer[])[]): (Offer | undefined)[] {
  const ranked = offers.map((list) =>
    [...list].sort((a, b) => b.fit.score - a.fit.score || (a.title < b.title ? -1 : 1)),
  );
  const chosen: (Offer | undefined)[] = offers.map(() => undefined);
  const taken = new Set<string>();
  const order = ranked
    .map((list, group) => ({ group, score: list[0]?.fit.score ?? -Infinity }))
    .sort((a, b) => b.score - a.score || a.group - b.group);
  for (const { group } of order) {
    const pick = ranked[group].find(({ title }) => !taken.has(sameAs(title)));
    if (pick === undefined) continue;
    chosen[group] = pick;
    taken.add(sameAs(pick.title));
  }
  return chosen;
}

/** Titles that differ only in case, spaces or a plural s count as the same. */
function sameAs(title: string): string {
  return title
    .toLowerCase()
    .split(/\s+/u)
    .map((word) => word.replace(/(?<=\p{L}{3})s$/u, ''))
    .join(' ');
}

/** Unit mean of the texts of every group. */
export function textCentres(
  vectors: Matrix,
  textOf: Int32Array,
  labels: Int32Array,
  k: number,
): Matrix {
  const sums = new Float64Array(k * vectors.cols);
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] < 0 || textOf[row] < 0) continue;
    const from = textOf[row] * vectors.cols;
    const to = labels[row] * vectors.cols;
    for (let col = 0; col < vectors.cols; col++) sums[to + col] += vectors.data[from + col];
  }
  const centres: Matrix = { data: Float32Array.from(sums), rows: k, cols: vectors.cols };
  for (let label = 0; label < k; label++) normalise(rowOf(centres, label));
  return centres;
}

/** First letter large, as a title stands. */
export function asTitle(phrase: string): string {
  return phrase.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

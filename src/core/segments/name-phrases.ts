import { dot, type Matrix, normalise, rowOf } from '../matrix';
import { type Corpus, writePhrase } from '../text/corpus';
import { compareWords, standsAlone } from '../text/keyphrases';
import type { Language } from '../text/language';
import type { Phrase } from '../text/phrases';

/** A phrase that may name a segment. */
export interface NameCandidate {
  readonly phrase: string;
  readonly words: number;
  /** Share of the segment's texts that hold it, 0 to 1. */
  readonly share: number;
  /** Share of its places where the same word goes on before or behind it: it is cut off there. */
  readonly cutOff: number;
}

/** Words of the longest name. */
export const LONGEST_NAME = 5;

/** Phrases of a segment that are given to the encoder. */
const CANDIDATES = 60;
const FEWER_CANDIDATES = 32;
/** Above this many segments each brings fewer candidates, so that naming stays quick. */
const MANY_SEGMENTS = 20;

/** A verb that helps another, and who it asks: "do you", "can I" stand in questions, not in names. */
const HELPERS = new Set(
  'do does did can could will would is are am was were have has had should shall may might must'.split(
    ' ',
  ),
);
const ASKED = new Set('i you we they he she it the a an my your this that there'.split(' '));
/** Words that begin a new clause; what holds one inside is a piece of two clauses. */
const JOINTS = new Set(
  'but because if when while since that who which where how what why whether so than then'.split(
    ' ',
  ),
);

/**
 * For every group the phrases of its own texts that are worth comparing: they stand in at least two
 * of its texts, can be read alone, and stand there more often than elsewhere.
 *
 * @param phrases of up to LONGEST_NAME + 1 words; the longest only tell what is cut off.
 * @param sizes texts of each group.
 */
export function proposeNames(
  corpus: Corpus,
  phrases: readonly Phrase[],
  sizes: readonly number[],
): NameCandidate[][] {
  const most = sizes.length > MANY_SEGMENTS ? FEWER_CANDIDATES : CANDIDATES;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const longer = countLonger(phrases);
  const readable = phrases.filter(
    ({ words }) =>
      words.length <= LONGEST_NAME && standsAlone(corpus, words) && isOnePiece(corpus, words),
  );
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
        cutOff: (longer.get(keyOf(phrase.words)) ?? 0) / phrase.total,
      }));
  });
}

/** For each phrase how often its commonest extension by one word stands. */
function countLonger(phrases: readonly Phrase[]): Map<string, number> {
  const longer = new Map<string, number>();
  for (const { words, total } of phrases)
    for (const inner of [words.slice(1), words.slice(0, -1)]) {
      const key = keyOf(inner);
      longer.set(key, Math.max(longer.get(key) ?? 0, total));
    }
  return longer;
}

function keyOf(words: readonly number[]): string {
  return words.join(' ');
}

/** Whether a phrase holds no question and no second clause. */
export function isOnePiece(corpus: Corpus, words: readonly number[]): boolean {
  return words.every((number, i) => {
    const word = corpus.words[number];
    if (JOINTS.has(word)) return false;
    return !(HELPERS.has(word) && i + 1 < words.length && ASKED.has(corpus.words[words[i + 1]]));
  });
}

/** How well a title fits a group: closeness to its centre plus lead over the best other centre. */
export interface Fit {
  readonly own: number;
  readonly next: number;
  readonly score: number;
}

/** How much the lead over other groups counts beside closeness to the own. */
const LEAD = 1.5;
/** What a name gains when e times as many say it, and loses when it is cut off everywhere. */
const COMMON = 0.05;
const CUT_OFF = 0.05;

/**
 * @param vector of the title, length 1.
 * @param centres one unit row per group: the direction of the mean of its texts.
 */
export function fitTitle(vector: Float32Array, centres: Matrix, group: number): Fit {
  let own = 0;
  let next = centres.rows === 1 ? 0 : -1;
  for (let other = 0; other < centres.rows; other++) {
    const similarity = dot(vector, rowOf(centres, other));
    if (other === group) own = similarity;
    else next = Math.max(next, similarity);
  }
  return { own, next, score: own + LEAD * (own - next) };
}

/** The score of a phrase as a name: its fit, how common it is, and whether it is whole. */
export function scorePhrase(fit: Fit, candidate: Pick<NameCandidate, 'share' | 'cutOff'>): number {
  return fit.score + COMMON * Math.log(candidate.share) - CUT_OFF * candidate.cutOff;
}

/** How many of a segment's best phrases are tried in pairs, and what a pair must gain to be worth it. */
const PAIRED = 8;
const PAIR_COST = 0.3;
/** Words of both phrases of a pair together. */
const LONGEST_PAIR = 6;

/** Two phrases of a segment as one name: "Cash withdrawal and wrong exchange rate". */
export interface PairCandidate {
  readonly title: string;
  readonly share: number;
}

/**
 * The best phrases of a segment two by two, where they share no word.
 *
 * @param ranked candidates, best first.
 * @param language of the texts; pairs are only made where we know the word for "and".
 */
export function pairPhrases(ranked: readonly NameCandidate[], language: Language): PairCandidate[] {
  if (language === 'other') return [];
  const pairs: PairCandidate[] = [];
  const best = ranked.slice(0, PAIRED);
  best.forEach((first, i) => {
    for (const second of best.slice(i + 1)) {
      if (first.words + second.words > LONGEST_PAIR || sharesWord(first.phrase, second.phrase))
        continue;
      const title =
        language === 'zh'
          ? `${first.phrase}和${second.phrase}`
          : `${first.phrase} and ${second.phrase}`;
      pairs.push({ title, share: Math.min(first.share, second.share) });
    }
  });
  return pairs;
}

/** The score of a pair, on the scale of scorePhrase. */
export function scorePair(fit: Fit, pair: PairCandidate): number {
  return scorePhrase(fit, { share: pair.share, cutOff: 0 }) - PAIR_COST;
}

function sharesWord(a: string, b: string): boolean {
  if (/\p{sc=Han}/u.test(a + b)) return [...a].some((character) => b.includes(character));
  const stems = new Set(a.split(' ').map(stemOf));
  return b.split(' ').some((word) => stems.has(stemOf(word)));
}

function stemOf(word: string): string {
  return word.toLowerCase().replace(/(?:ing|ed|s)$/u, '');
}

/** A title offered for a group and how good it is. */
export interface Offer {
  readonly title: string;
  readonly score: number;
}

/**
 * Gives every group its best title so that no two share one: the surest choices first, a group whose
 * favourite is taken takes its next.
 *
 * @param offers for each group; a group without offers gets undefined.
 */
export function settleTitles(offers: readonly (readonly Offer[])[]): (Offer | undefined)[] {
  const ranked = offers.map((list) =>
    [...list].sort((a, b) => b.score - a.score || (a.title < b.title ? -1 : 1)),
  );
  const chosen: (Offer | undefined)[] = offers.map(() => undefined);
  const taken = new Set<string>();
  const order = ranked
    .map((list, group) => ({ group, score: list[0]?.score ?? -Infinity }))
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

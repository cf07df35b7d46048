import type { Steps } from '../steps';
import { type Corpus, writePhrase } from '../text/corpus';
import { compareWords, standsAlone } from '../text/keyphrases';
import { countPhrases, type Phrase } from '../text/phrases';
import { stemWord } from '../text/stem';
import { NEGATIONS } from '../text/stop-words';

/** A word or phrase in all its forms: "parcel was late" and "late parcels" are one term. */
export interface Term {
  /** The stems of its words that are no stop words, in order of the alphabet. */
  readonly key: string;
  /** How many words its stems are. */
  readonly length: number;
  /** Its forms, the commonest first. */
  readonly forms: readonly Phrase[];
  /** Texts that hold it in any form. */
  readonly total: number;
}

export interface CountedTerms {
  readonly terms: readonly Term[];
  /** Terms x classes: texts of each class that hold the term. */
  readonly counts: Float64Array;
  readonly classes: number;
  /** Texts of each class. */
  readonly sizes: readonly number[];
  /** All phrases that were counted, alone or not; of up to `longest` words. */
  readonly phrases: readonly Phrase[];
}

/** Words of the longest term. */
export const LONGEST_TERM = 4;
/** Of so many texts a phrase must stand in one more to be counted. */
const RARE = 10000;

/**
 * What makes two phrases one term: the stems of their words, in whatever order, without stop words; a negation
 * counts, since it turns the rest round.
 */
export function termKey(words: readonly string[], stops: readonly boolean[]): string {
  const stems = words.flatMap((word, at) =>
    stops[at] && !NEGATIONS.has(word) ? [] : [NEGATIONS.has(word) ? 'not' : stemWord(word)],
  );
  return [...new Set(stems)].sort().join(' ');
}

/**
 * Counts the terms of texts by class, each text once per term.
 *
 * @param classOf the class of each text; -1 is in none, and counts as a class of its own, the last.
 * @param longest words of a phrase that is counted; terms have up to 4.
 */
export function* countTerms(
  corpus: Corpus,
  classOf: Int32Array,
  classes: number,
  longest = LONGEST_TERM,
): Steps<CountedTerms> {
  const groupOf = classOf.map((one) => (one < 0 ? classes : one));
  const least = 2 + Math.floor(classOf.length / RARE);
  const sayings = Array.from(groupOf, (group, text) => ({ text, group }));
  const phrases = yield* countPhrases(corpus, sayings, longest, least);
  const byKey = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    if (phrase.words.length > LONGEST_TERM || !standsAlone(corpus, phrase.words)) continue;
    const key = termKey(
      phrase.words.map((word) => corpus.words[word]),
      phrase.words.map((word) => corpus.stops[word] === 1),
    );
    const forms = byKey.get(key);
    if (forms === undefined) byKey.set(key, [phrase]);
    else forms.push(phrase);
  }
  byKey.delete('');
  const all = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = classes + 1;
  const counts = new Float64Array(all.length * width);
  const finder = createFinder(corpus.words.length);
  all.forEach(([, forms], term) => {
    if (forms.length === 1)
      for (const [group, count] of forms[0].counts) counts[term * width + group] = count;
    else for (const { words } of forms) finder.add(words, term);
  });
  const seen = new Int32Array(all.length).fill(-1);
  for (const [text, words] of corpus.texts.entries()) {
    finder.find(words, (term) => {
      if (seen[term] === text) return;
      seen[term] = text;
      counts[term * width + groupOf[text]]++;
    });
    if ((text & 255) === 255) yield { done: text, total: corpus.texts.length };
  }
  const sizes = new Array<number>(width).fill(0);
  for (const group of groupOf) sizes[group]++;
  const terms = all.map(([key, forms], term): Term => ({
    key,
    length: key.split(' ').length,
    forms: forms.sort(
      (a, b) =>
        b.total - a.total || a.words.length - b.words.length || compareWords(a.words, b.words),
    ),
    total: counts.subarray(term * width, (term + 1) * width).reduce((sum, one) => sum + one, 0),
  }));
  return { terms, counts, classes: width, sizes, phrases };
}

/** How a term is mostly written in one class. */
export function writeTerm(corpus: Corpus, { forms }: Term, group: number): string {
  let best = forms[0];
  for (const form of forms)
    if ((form.counts.get(group) ?? 0) > (best.counts.get(group) ?? 0)) best = form;
  return writePhrase(corpus, best.words);
}

/** Finds phrases in texts by a tree of their words. */
function createFinder(vocabulary: number) {
  const next = new Map<number, number>();
  const ends = new Map<number, number>();
  let nodes = 1;
  return {
    add(words: readonly number[], term: number): void {
      let node = 0;
      for (const word of words) {
        const edge = node * vocabulary + word;
        let to = next.get(edge);
        if (to === undefined) next.set(edge, (to = nodes++));
        node = to;
      }
      ends.set(node, term);
    },
    find(text: Int32Array, tell: (term: number) => void): void {
      for (let from = 0; from < text.length; from++) {
        let node: number | undefined = 0;
        for (let at = from; at < text.length && text[at] >= 0; at++) {
          node = next.get(node * vocabulary + text[at]);
          if (node === undefined) break;
          const term = ends.get(node);
          if (term !== undefined) tell(term);
        }
      }
    },
  };
}

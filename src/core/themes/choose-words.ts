import type { Steps } from '../steps';
import type { Corpus } from '../text/corpus';
import { stemWord } from '../text/stem';
import { classTfidf } from './class-tfidf';
import { npmi } from './coherence';

/** Words of a theme that are compared. */
const COMPARED = 100;
/** How steeply a word falls behind that does not go with those that were chosen. */
const COHESION = 8;
/** What is left of a word's worth for each larger theme that has it. */
const TAKEN = 0.4;
/** Of so many texts a word must stand in one more to be counted. */
const RARE = 10000;

/**
 * The words of each theme that tell it from the others and stand together in its texts. Words are ranked by
 * class TF-IDF and the share of their texts that is the theme's, and chosen one by one, each counting less the
 * less it goes with those before (by NPMI, the mean to the eighth power) and where a larger theme has it already.
 * Of the forms of a word one is taken.
 *
 * @param classOf the theme of each text of the corpus; -1 for none.
 * @param most words of a theme.
 */
export function* chooseWords(
  corpus: Corpus,
  classOf: Int32Array,
  classes: number,
  most: number,
): Steps<string[][]> {
  const postings = postingsOf(corpus);
  const texts = corpus.texts.length;
  const least = 1 + Math.floor(texts / RARE);
  const kept = [...corpus.words.keys()].filter(
    (word) =>
      corpus.stops[word] === 0 &&
      !/^\d+$/.test(corpus.words[word]) &&
      [...corpus.words[word]].length > 1 &&
      (postings.get(corpus.words[word])?.length ?? 0) >= least,
  );
  const width = classes + 1;
  const counts = new Float64Array(kept.length * width);
  const sizes = new Float64Array(width);
  for (const one of classOf) sizes[one < 0 ? classes : one]++;
  kept.forEach((word, at) => {
    for (const text of postings.get(corpus.words[word]) ?? []) {
      const one = classOf[text] < 0 ? classes : classOf[text];
      counts[at * width + one]++;
    }
  });
  const scores = classTfidf(counts, width);
  const totals = kept.map((word) => postings.get(corpus.words[word])?.length ?? 0);
  const order = Array.from({ length: classes }, (_, theme) => theme);
  order.sort((a, b) => sizes[b] - sizes[a] || a - b);
  const taken = new Map<string, number>();
  const words: string[][] = order.map(() => []);
  for (const [done, theme] of order.entries()) {
    const open: { word: string; surface: string; stem: string; worth: number; gone: boolean }[] =
      [];
    for (const [at, number] of kept.entries()) {
      const count = counts[at * width + theme];
      if (count === 0 || count / sizes[theme] <= totals[at] / texts) continue;
      const word = corpus.words[number];
      const own = count / totals[at];
      const lead = count / sizes[theme];
      const elsewhere = (totals[at] - count) / Math.max(1, texts - sizes[theme]);
      const worth = scores[at * width + theme] * own * (lead / (lead + elsewhere));
      open.push({
        word,
        surface: corpus.surfaces[number],
        stem: stemWord(word),
        worth: worth * TAKEN ** (taken.get(word) ?? 0),
        gone: false,
      });
    }
    open.sort((a, b) => b.worth - a.worth || (a.word < b.word ? -1 : 1));
    open.length = Math.min(COMPARED, open.length);
    const cohesion = new Float64Array(open.length);
    while (words[theme].length < most) {
      const chosen = words[theme].length;
      let best = -1;
      let top = -Infinity;
      for (const [at, { worth, gone }] of open.entries()) {
        if (gone) continue;
        const together = chosen === 0 ? 1 : (1 + cohesion[at] / chosen) / 2;
        if (worth * together ** COHESION > top) [best, top] = [at, worth * together ** COHESION];
      }
      if (best < 0) break;
      const { word, surface, stem } = open[best];
      words[theme].push(surface);
      taken.set(word, (taken.get(word) ?? 0) + 1);
      for (const [at, other] of open.entries()) {
        other.gone ||= other.stem === stem;
        if (!other.gone) cohesion[at] += npmi([word, other.word], postings, texts);
      }
      yield { done, total: classes };
    }
  }
  return words;
}

/** For each word of a corpus the texts that hold it, ascending. */
export function postingsOf(corpus: Corpus): Map<string, Int32Array> {
  const holding: number[][] = corpus.words.map(() => []);
  for (const [text, words] of corpus.texts.entries())
    for (const word of words)
      if (word >= 0 && holding[word].at(-1) !== text) holding[word].push(text);
  return new Map(holding.map((texts, word) => [corpus.words[word], Int32Array.from(texts)]));
}

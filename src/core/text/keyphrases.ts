import type { Corpus } from './corpus';
import { writePhrase } from './corpus';
import type { Phrase } from './phrases';
import { NEGATIONS } from './stop-words';

/** A phrase that sets a group apart, with the figures that say so. */
export interface Keyphrase {
  readonly phrase: string;
  /** Texts of the group that hold it. */
  readonly count: number;
  /** Share of the group's texts that hold it, 0 to 1. */
  readonly share: number;
  /** Share of all other texts that hold it, 0 to 1. */
  readonly elsewhere: number;
  /** Class TF-IDF. */
  readonly score: number;
}

const LONGEST = 4;

/**
 * The phrases that set each group apart, by class TF-IDF: how often a phrase stands in the group,
 * times log(1 + A / f), A the mean number of phrases per group and f how often it stands anywhere.
 *
 * @param sizes texts of each group.
 * @param most phrases wanted per group.
 * @see Grootendorst 2022, arXiv:2203.05794
 */
export function findKeyphrases(
  corpus: Corpus,
  phrases: readonly Phrase[],
  sizes: readonly number[],
  most: number,
): Keyphrase[][] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const fit = phrases.filter(
    (phrase) => phrase.words.length <= LONGEST && standsAlone(corpus, phrase.words),
  );
  const mean = fit.reduce((sum, phrase) => sum + phrase.total, 0) / Math.max(1, sizes.length);
  return sizes.map((size, group) => {
    const scored = fit
      .filter((phrase) => (phrase.counts.get(group) ?? 0) >= 2)
      .map((phrase) => {
        const count = phrase.counts.get(group) ?? 0;
        const share = count / size;
        const elsewhere = (phrase.total - count) / Math.max(1, all - size);
        const lead = share / (share + elsewhere);
        // A longer phrase says more than its words; without the bonus only single words are left.
        const bonus = 1 + 0.35 * (phrase.words.length - 1);
        const score = share * Math.log(1 + mean / phrase.total) * lead * bonus;
        return { phrase, count, share, elsewhere, score };
      })
      .filter(({ share, elsewhere }) => share > elsewhere)
      .sort((a, b) => b.score - a.score || compareWords(a.phrase.words, b.phrase.words));
    const chosen: typeof scored = [];
    for (const candidate of scored) {
      if (chosen.length === most) break;
      const repeats = chosen.some(({ phrase }) => overlap(phrase.words, candidate.phrase.words));
      if (!repeats) chosen.push(candidate);
    }
    return chosen.map(({ phrase, count, share, elsewhere, score }) => ({
      phrase: writePhrase(corpus, phrase.words),
      count,
      share,
      elsewhere,
      score,
    }));
  });
}

/** Whether a phrase can be read without its neighbours: no stop word at either end, not a number. */
export function standsAlone(corpus: Corpus, words: readonly number[]): boolean {
  const first = words[0];
  const last = words[words.length - 1];
  if (corpus.stops[last] === 1) return false;
  if (corpus.stops[first] === 1 && !(words.length > 1 && NEGATIONS.has(corpus.words[first])))
    return false;
  if (words.some((word) => /^\d+$/.test(corpus.words[word]))) return false;
  if (words.length === 1 && [...corpus.words[first]].length < 2) return false;
  return new Set(words).size === words.length;
}

function overlap(a: readonly number[], b: readonly number[]): boolean {
  const shared = b.filter((word) => a.includes(word)).length;
  return shared === Math.min(a.length, b.length);
}

export function compareWords(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

import type { Corpus } from '../text/corpus';
import { classTfidf } from './class-tfidf';
import { type CountedTerms, writeTerm } from './count-terms';

/** A term that tells a theme from the others. */
export interface ThemeTerm {
  readonly phrase: string;
  readonly key: string;
  /** Texts of the theme that hold it. */
  readonly count: number;
  /** Share of the theme's texts that hold it, 0 to 1. */
  readonly share: number;
  /** Share of all other texts that hold it, 0 to 1. */
  readonly elsewhere: number;
  /** Class TF-IDF, weighed by how much of what holds the term is the theme's, and by its length. */
  readonly score: number;
}

/** What each further word adds: a longer phrase says more than its words, and without it none is left. */
const LONGER = 0.35;
/** Texts of a theme that hold a term, at least. */
const LEAST = 2;

/**
 * For each theme its terms, the most telling first: class TF-IDF times share / (share + share elsewhere), so
 * that words of many themes fall behind those of one.
 * Two texts of the theme hold it at least.
 */
export function rankTerms(
  corpus: Corpus,
  { terms, counts, classes, sizes }: CountedTerms,
  most: number,
): ThemeTerm[][] {
  const scores = classTfidf(counts, classes);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return Array.from({ length: classes - 1 }, (_, theme) => {
    const found: { at: number; score: number; share: number; elsewhere: number }[] = [];
    for (let at = 0; at < terms.length; at++) {
      const count = counts[at * classes + theme];
      if (count < LEAST) continue;
      const share = count / sizes[theme];
      const elsewhere = (terms[at].total - count) / Math.max(1, all - sizes[theme]);
      if (share <= elsewhere) continue;
      const lead = share / (share + elsewhere);
      const bonus = 1 + LONGER * (terms[at].length - 1);
      found.push({ at, score: scores[at * classes + theme] * lead * bonus, share, elsewhere });
    }
    return found
      .sort((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, most)
      .map(({ at, score, share, elsewhere }) => ({
        phrase: writeTerm(corpus, terms[at], theme),
        key: terms[at].key,
        count: counts[at * classes + theme],
        share,
        elsewhere,
        score,
      }));
  });
}

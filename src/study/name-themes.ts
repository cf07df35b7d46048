import type { Merge } from '../core/cluster/part-tree';
import { createMatrix, type Matrix, normalise, rowOf, takeRows } from '../core/matrix';
import type { Watch } from '../core/ports';
import { dot } from '../core/matrix';
import {
  asTitle,
  fitTitle,
  proposeNames,
  scorePhrase,
  settleTitles,
} from '../core/segments/name-phrases';
import type { Corpus } from '../core/text/corpus';
import { findSensitive } from '../core/text/sensitive';
import { chooseDiverse } from '../core/themes/choose-diverse';
import type { CountedTerms } from '../core/themes/count-terms';
import { rankTerms, type ThemeTerm } from '../core/themes/theme-words';
import { embedTexts } from './embed-texts';
import type { KeptStudy } from './open-space';

/** What names are made from. */
export interface ThemeTexts {
  readonly corpus: Corpus;
  readonly counted: CountedTerms;
  /** One unit row per theme: the middle of its texts as they are encoded. */
  readonly centres: Matrix;
  readonly merges: readonly Merge[];
}

export interface NamedThemes {
  readonly themes: readonly { readonly name: string; readonly keyphrases: readonly ThemeTerm[] }[];
  /** The name of each merge. */
  readonly branches: readonly string[];
}

/** Terms of a theme that are compared, and shown. */
const COMPARED = 24;
const SHOWN = 8;
/** Lambda of maximal marginal relevance: the rest is for being unlike what was chosen. */
export const RELEVANCE = 0.7;
/** How much the class TF-IDF counts in the relevance, beside closeness to the theme. */
const COUNTED = 0.5;

/**
 * Names themes and the branches that they join in by phrases of their own texts: the one nearest to the theme
 * and farthest from the others (see `fitTitle`); keyphrases by class TF-IDF and maximal marginal relevance.
 *
 * @throws Fault stopped
 */
export async function nameThemes(
  { corpus, counted, centres, merges }: ThemeTexts,
  { plan, ports }: KeptStudy,
  watch: Watch,
): Promise<NamedThemes> {
  const allowed = (phrase: string) =>
    plan.sensitive === 'allow' || findSensitive(phrase).length === 0;
  const themes = centres.rows;
  const terms = rankTerms(corpus, counted, COMPARED);
  const candidates = proposeNames(corpus, counted.phrases, counted.sizes)
    .slice(0, themes)
    .map((list) => list.filter(({ phrase }) => allowed(phrase)));
  const distinct = [
    ...new Set([...candidates.flat(), ...terms.flat()].map(({ phrase }) => phrase)),
  ];
  const { vectors } = await embedTexts(
    distinct,
    { id: plan.encoder, dimensions: centres.cols },
    () => ports.openEncoder(plan.encoder),
    ports.vectors,
    watch,
    { known: () => undefined, full: () => undefined },
  );
  const place = new Map(distinct.map((phrase, at) => [phrase, at]));
  const placeOf = (phrase: string) => place.get(phrase) ?? 0;
  const meaningOf = (phrase: string) => rowOf(vectors, placeOf(phrase));

  const keyphrases = terms.map((list, theme) => {
    const most = list[0]?.score ?? 1;
    const centre = rowOf(centres, theme);
    const relevance = list.map(
      ({ phrase, score }) =>
        (1 - COUNTED) * dot(meaningOf(phrase), centre) + (COUNTED * score) / most,
    );
    const own = takeRows(
      vectors,
      list.map(({ phrase }) => placeOf(phrase)),
    );
    return chooseDiverse(relevance, own, SHOWN, RELEVANCE).map((at) => list[at]);
  });
  const offers = candidates.map((list, theme) =>
    list.map((candidate) => ({
      title: asTitle(candidate.phrase),
      score: scorePhrase(fitTitle(meaningOf(candidate.phrase), centres, theme), candidate),
    })),
  );
  const names = settleTitles(offers).map(
    (offer, theme) => offer?.title ?? asTitle(keyphrases[theme][0]?.phrase ?? ''),
  );
  const told = names.map((_, theme) => [
    ...candidates[theme].slice(0, 4).map(({ phrase }) => phrase),
    ...keyphrases[theme].slice(0, 4).map(({ phrase }) => phrase),
  ]);
  return {
    themes: names.map((name, theme) => ({ name, keyphrases: keyphrases[theme] })),
    branches: nameBranches(told, names, meaningOf, counted.sizes, centres, merges),
  };
}

/**
 * Each branch by the phrase of its themes that fits its middle best and that of its sibling least; the same
 * phrase names only one branch on the way down.
 */
function nameBranches(
  told: readonly (readonly string[])[],
  names: readonly string[],
  meaningOf: (phrase: string) => Float32Array,
  sizes: readonly number[],
  centres: Matrix,
  merges: readonly Merge[],
): string[] {
  const count = centres.rows;
  const middles = createMatrix(count + merges.length, centres.cols);
  middles.data.set(centres.data);
  const weights = [...sizes.slice(0, count), ...merges.map(() => 0)];
  const phrases = [...told, ...merges.map(() => [] as readonly string[])];
  const sibling = new Int32Array(count + merges.length).fill(-1);
  merges.forEach(({ a, b }, at) => {
    const node = count + at;
    const to = rowOf(middles, node);
    for (const child of [a, b]) {
      const from = rowOf(middles, child);
      for (let col = 0; col < to.length; col++) to[col] += Math.max(1, weights[child]) * from[col];
    }
    normalise(to);
    weights[node] = weights[a] + weights[b];
    phrases[node] = [...new Set([...phrases[a], ...phrases[b]])];
    sibling[a] = b;
    sibling[b] = a;
  });
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const made = merges.map(() => '');
  for (let at = merges.length - 2; at >= 0; at--) {
    const node = count + at;
    const pair = takeRows(middles, [node, sibling[node]]);
    let best = '';
    let most = -Infinity;
    for (const phrase of phrases[node]) {
      const { score } = fitTitle(meaningOf(phrase), pair, 0);
      if (taken.has(phrase.toLowerCase()) || score < most) continue;
      if (score > most || phrase < best) [best, most] = [phrase, score];
    }
    taken.add(best.toLowerCase());
    made[at] = asTitle(best);
  }
  return made;
}

import { kmeansFromTree } from '../core/cluster/kmeans-from-tree';
import { meansByLabel } from '../core/cluster/clustering';
import type { Merge } from '../core/cluster/part-tree';
import { mergeByWard } from '../core/cluster/ward';
import { hashPlain } from '../core/hash';
import { directionsOf, dot, type Matrix, rowOf, takeRows } from '../core/matrix';
import type { Watch } from '../core/ports';
import { readCorpus } from '../core/text/corpus';
import { chooseDiverse } from '../core/themes/choose-diverse';
import { chooseWords } from '../core/themes/choose-words';
import { countTerms } from '../core/themes/count-terms';
import { findMembership, joinParts, type Membership, strongestOf } from '../core/themes/membership';
import { LONGEST_NAME, textCentres } from '../core/segments/name-phrases';
import type { ThemeTerm } from '../core/themes/theme-words';
import { drive } from './drive';
import { nameThemes } from './name-themes';
import { keepIn, type KeptStudy } from './open-space';
import { partOfWork } from './part-of-work';
import { chooseThemeNumber, type ThemeGround } from './theme-ground';

/** A theme of the texts. */
export interface Theme {
  readonly name: string;
  readonly keyphrases: readonly ThemeTerm[];
  /** Words that tell it from the others and stand together in its texts. */
  readonly words: readonly string[];
  /** Parts that tell it best and differ from each other: the most central first. */
  readonly quotes: readonly number[];
}

/** Two themes, or branches, that are one further up; numbered as in SciPy, themes first. */
export interface ThemeBranch extends Merge {
  readonly name: string;
}

/** The themes of a study's texts, of one number. */
export interface FoundThemes {
  readonly themes: readonly Theme[];
  /** By distinct text. */
  readonly texts: Membership;
  /** The lowest join first; one less than there are themes. */
  readonly branches: readonly ThemeBranch[];
  /** One unit row per theme, among the texts as they are encoded. */
  readonly centres: Matrix;
  /** The number that was found to fit, and what it was chosen by. */
  readonly suggested: number;
  readonly tried: readonly { readonly k: number; readonly silhouette: number }[];
}

/** Raised when the same themes begin to be told otherwise. */
const VERSION = 1;
const WORDS = 10;
const QUOTES = 6;
/** Parts nearest to the centre that quotes are chosen from. */
const QUOTED = 40;
/** How much being central counts in the choice of quotes, beside being different. */
const CENTRAL = 0.5;

export function themesKey({ key }: ThemeGround, study: KeptStudy, k: number | null): string {
  return `themes:${hashPlain([VERSION, key, k, study.plan.sensitive ?? 'avoid'])}`;
}

/**
 * Finds the themes of what is said, or gives those that are kept.
 *
 * @param k null: chosen.
 * @throws Fault stopped
 */
export function findThemes(
  study: KeptStudy,
  ground: ThemeGround,
  k: number | null,
  watch: Watch,
): Promise<FoundThemes> {
  return keepIn(study)(themesKey(ground, study, k), async () => {
    const choice = await chooseThemeNumber(study, ground, partOfWork(watch, 0, 0.2));
    const { parts, drawn, rows, vectors } = ground;
    const most = Math.min(k ?? choice.k, parts.parts.length);
    const { k: count, labels } = await drive(
      kmeansFromTree(drawn, { k: most, seed: study.plan.seed }),
      partOfWork(watch, 0.2, 0.5),
    );
    const centres = directionsOf(meansByLabel(rows, labels, count));
    const membership = await drive(findMembership(rows, centres), partOfWork(watch, 0.5, 0.6));
    const own = strongestOf(membership);
    const corpus = await drive(readCorpus(parts.parts), partOfWork(watch, 0.6, 0.65));
    const counted = await drive(
      countTerms(corpus, own, count, LONGEST_NAME + 1),
      partOfWork(watch, 0.65, 0.7),
    );
    const sizes = new Float64Array(count);
    for (const theme of own) if (theme >= 0) sizes[theme]++;
    const merges = await drive(
      mergeByWard(
        centres,
        sizes.map((size) => Math.max(1, size)),
      ),
      partOfWork(watch, 0.7, 0.72),
    );
    const spoken = textCentres(vectors, Int32Array.from(own.keys()), own, count);
    const named = await nameThemes(
      { corpus, counted, centres: spoken, merges },
      study,
      partOfWork(watch, 0.72, 0.98),
    );
    const words = await drive(chooseWords(corpus, own, count, WORDS), partOfWork(watch, 0.98, 1));
    return {
      themes: named.themes.map(({ name, keyphrases }, theme) => ({
        name,
        keyphrases,
        words: words[theme],
        quotes: chooseQuotes(ground, own, centres, theme),
      })),
      texts: joinParts(parts.of, membership),
      branches: merges.map((merge, at) => ({ ...merge, name: named.branches[at] })),
      centres: spoken,
      suggested: choice.k,
      tried: choice.tried,
    };
  });
}

function chooseQuotes(
  { rows }: ThemeGround,
  own: Int32Array,
  centres: Matrix,
  theme: number,
): number[] {
  const centre = rowOf(centres, theme);
  const members: { part: number; closeness: number }[] = [];
  own.forEach((one, part) => {
    if (one === theme) members.push({ part, closeness: dot(rowOf(rows, part), centre) });
  });
  members.sort((a, b) => b.closeness - a.closeness || a.part - b.part);
  const near = members.slice(0, QUOTED);
  const chosen = chooseDiverse(
    near.map(({ closeness }) => closeness),
    takeRows(
      rows,
      near.map(({ part }) => part),
    ),
    QUOTES,
    CENTRAL,
  );
  return chosen.map((at) => near[at].part);
}

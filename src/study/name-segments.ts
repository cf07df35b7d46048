import type { Clustering } from '../core/cluster/clustering';
import { createMatrix, dot, type Matrix, rowOf } from '../core/matrix';
import { LONGEST_CENTRAL, proposeCentral } from '../core/segments/central-phrases';
import {
  asTitle,
  type Fit,
  type NameCandidate,
  type Offer,
  pairPhrases,
  proposeNames,
  settleTitles,
} from '../core/segments/name-phrases';
import { shareOfNearest } from '../core/segments/nearest-share';
import { holdsStopWord } from '../core/segments/own-stop-words';
import {
  fitInSpace,
  openTitleSpace,
  scoreInSpace,
  type TitleSpace,
} from '../core/segments/title-space';
import type { Prepared } from '../core/prepare/prepare-customers';
import { type Corpus, readCorpus } from '../core/text/corpus';
import { findKeyphrases, type Keyphrase } from '../core/text/keyphrases';
import type { Language } from '../core/text/language';
import { countPhrases, type Phrase, type Saying } from '../core/text/phrases';
import { findSensitive } from '../core/text/sensitive';
import { breathe, drive, heed } from './drive';
import { embedTexts } from './embed-texts';
import type { StudyPorts, StudyWatch } from './study-ports';

/** Customers put into groups. */
export interface Grouped extends Pick<Clustering, 'labels' | 'k'> {
  readonly prepared: Prepared;
  /** The group of texts that say nearly the same, per text, where such count as one. */
  readonly alike: Int32Array | undefined;
}

/** What names may hold. */
export interface Allowed {
  /** Whether names may speak of health, religion, debt and the like. */
  readonly sensitive: 'avoid' | 'allow';
  /** Words that the person wants in no name, as `tidyStopWords` makes them. */
  readonly stopWords?: readonly string[];
}

/** What the texts of each group give to name it. */
export interface TextNames {
  /** The best phrase; undefined where there is none. */
  readonly phrases: readonly (string | undefined)[];
  readonly keyphrases: readonly (readonly Keyphrase[])[];
}

/** Texts of one segment that phrases are counted in; more change little. */
const TEXTS_PER_SEGMENT = 3000;
const KEYPHRASES = 8;
/** The texts of a segment that are nearest to its centre, from which phrases are cut. */
const CENTRAL_TEXTS = 25;
/** Texts of more words, on average, say many things; only what they repeat can name them. */
const SHORT = 30;
/** What a phrase of central texts must gain over one that is repeated, and a pair of phrases. */
const CENTRAL_COST = 0.05;
const PAIR_COST = 0.3;
/** What a name of one word must gain: of few wide groups a word fits best and tells least ("Tea"). */
const SINGLE_COST = 0.2;
/** It costs nothing where the word is the group's own: so many of its texts hold it, and so few others ("Dress"). */
const OWN = 0.5;
const OTHERS = 0.1;
/** The best titles of a group, for which the texts next to them are looked at, and what those weigh. */
const FINALISTS = 12;
const NEAREST = 0.1;
/** Texts of all groups that are looked at. */
const SAMPLE = 3000;

/**
 * Names every group of customers by its own texts: phrases that are repeated, phrases cut from the
 * most central texts, and pairs of the best of the first, each scored by how well it fits the group
 * among all groups.
 *
 * @param vectors one unit row per text of `prepared`, made by `encoder`.
 */
export async function nameSegments(
  grouped: Grouped,
  allowed: Allowed,
  vectors: Matrix,
  language: Language,
  encoder: string,
  ports: StudyPorts,
  watch: StudyWatch,
): Promise<TextNames> {
  const { prepared, labels, k } = grouped;
  const { corpus, phrases, sizes } = await countSaid(grouped, LONGEST_CENTRAL, watch);
  const may = (words: string) =>
    (allowed.sensitive === 'allow' || findSensitive(words).length === 0) &&
    !holdsStopWord(words, allowed.stopWords ?? []);
  const keyphrases = findKeyphrases(corpus, phrases, sizes, KEYPHRASES);
  const ownWords = keyphrases.map(
    (list) =>
      new Set(
        list
          .filter(({ share, elsewhere }) => share >= OWN && elsewhere <= OTHERS)
          .map(({ phrase }) => phrase.toLowerCase()),
      ),
  );
  const space = openTitleSpace(vectors, prepared.textOf, labels, k);
  await breathe();
  heed(watch);
  const repeated = proposeNames(corpus, phrases, sizes);
  const central = areShort(corpus)
    ? proposeCentral(corpus, phrases, sizes, centralTexts(grouped, vectors, space))
    : repeated.map(() => []);
  const candidates = repeated.map((list, group) => {
    const known = new Set(list.map(({ phrase }) => phrase));
    return {
      repeated: list.filter(({ phrase }) => may(phrase)),
      central: central[group].filter(({ phrase }) => !known.has(phrase) && may(phrase)),
    };
  });
  const embed = async (titles: readonly string[]): Promise<Matrix> =>
    (
      await embedTexts(
        titles,
        { id: encoder, dimensions: vectors.cols },
        () => ports.openEncoder(encoder),
        ports.vectors,
        watch,
        { known: () => undefined, full: () => watch.part({ kind: 'storage-full' }) },
      )
    ).vectors;
  const fits = async (titles: readonly (readonly string[])[]): Promise<Fit[][]> => {
    const distinct = [...new Set(titles.flat())];
    const position = new Map(distinct.map((title, i) => [title, i]));
    const made = await embed(distinct);
    const found: Fit[][] = [];
    for (const [group, list] of titles.entries()) {
      found.push(
        list.map((title) => fitInSpace(rowOf(made, position.get(title) ?? 0), space, group)),
      );
      await breathe();
      heed(watch);
    }
    return found;
  };

  const scored = async (lists: readonly (readonly NameCandidate[])[], cost: number) => {
    const found = await fits(lists.map((list) => list.map(({ phrase }) => phrase)));
    return lists.map((list, group) =>
      list
        .map((candidate, i) => ({
          candidate,
          score:
            scoreInSpace(found[group][i], candidate) -
            cost -
            (candidate.words > 1 || ownWords[group].has(candidate.phrase.toLowerCase())
              ? 0
              : SINGLE_COST),
        }))
        .sort((a, b) => b.score - a.score),
    );
  };
  const ranked = await scored(
    candidates.map((list) => list.repeated),
    0,
  );
  const cut = await scored(
    candidates.map((list) => list.central),
    CENTRAL_COST,
  );
  const pairs = ranked.map((list) =>
    pairPhrases(
      list.map(({ candidate }) => candidate),
      language,
    ).filter(({ title }) => may(title)),
  );
  const pairFits = await fits(pairs.map((list) => list.map(({ title }) => title)));
  const finalists = ranked.map((list, group): Offer[] =>
    [
      ...[...list, ...cut[group]].map(({ candidate, score }) => ({
        title: candidate.phrase,
        score,
      })),
      ...pairs[group].map(({ title, share }, i) => ({
        title,
        score: scoreInSpace(pairFits[group][i], { share, cutOff: 0 }) - PAIR_COST,
      })),
    ]
      .sort((a, b) => b.score - a.score || (a.title < b.title ? -1 : 1))
      .slice(0, FINALISTS),
  );
  const sample = sampleTexts(grouped, vectors);
  const offers: Offer[][] = [];
  for (const [group, list] of finalists.entries()) {
    const made = await embed(list.map(({ title }) => title));
    const shares = shareOfNearest(made, sample.vectors, sample.labels, group);
    offers.push(
      list.map(({ title, score }, i) => ({
        title: asTitle(title),
        score: score + NEAREST * shares[i],
      })),
    );
    await breathe();
    heed(watch);
  }
  return { phrases: settleTitles(offers).map((offer) => offer?.title), keyphrases };
}
/** Whether texts have so few words that a phrase can be the whole of what one says. */
function areShort({ texts }: Corpus): boolean {
  let words = 0;
  for (const text of texts) for (const word of text) if (word >= 0) words++;
  return words <= SHORT * texts.length;
}

/** Customers with a text and a group, evenly among all of them. */
function sampleTexts(
  { prepared, labels }: Grouped,
  vectors: Matrix,
): { vectors: Matrix; labels: Int32Array } {
  const rows: number[] = [];
  labels.forEach((group, row) => {
    if (group >= 0 && prepared.textOf[row] >= 0) rows.push(row);
  });
  const step = Math.max(1, Math.ceil(rows.length / SAMPLE));
  const taken = rows.filter((_, at) => at % step === 0);
  const sample = createMatrix(taken.length, vectors.cols);
  taken.forEach((row, at) => rowOf(sample, at).set(rowOf(vectors, prepared.textOf[row])));
  return { vectors: sample, labels: Int32Array.from(taken, (row) => labels[row]) };
}

/** The texts of each group nearest to its centre, each once. */
function centralTexts(
  { prepared, labels, k }: Grouped,
  vectors: Matrix,
  { centres }: TitleSpace,
): number[][] {
  const said = Array.from({ length: k }, () => new Set<number>());
  labels.forEach((group, row) => {
    if (group >= 0 && prepared.textOf[row] >= 0) said[group].add(prepared.textOf[row]);
  });
  return said.map((texts, group) =>
    [...texts]
      .map((text) => ({ text, near: dot(rowOf(vectors, text), rowOf(centres, group)) }))
      .sort((a, b) => b.near - a.near || a.text - b.text)
      .slice(0, CENTRAL_TEXTS)
      .map(({ text }) => text),
  );
}

/**
 * The phrases that the texts of each group hold.
 *
 * @param longest words of a phrase.
 * @returns `sizes` counts the texts of each group that were read.
 */
export async function countSaid(
  { prepared, alike, labels, k }: Grouped,
  longest: number,
  watch: StudyWatch,
): Promise<{ corpus: Corpus; phrases: Phrase[]; sizes: number[] }> {
  const corpus = await drive(readCorpus(prepared.texts), watch);
  const sayings: Saying[] = [];
  const sizes = new Array<number>(k).fill(0);
  const counted = new Set<string>();
  labels.forEach((group, row) => {
    const text = prepared.textOf[row];
    if (group < 0 || text < 0 || sizes[group] >= TEXTS_PER_SEGMENT) return;
    if (alike !== undefined) {
      const once = `${group} ${alike[text]}`;
      if (counted.has(once)) return;
      counted.add(once);
    }
    sizes[group]++;
    sayings.push({ text, group });
  });
  return { corpus, phrases: await drive(countPhrases(corpus, sayings, longest, 2), watch), sizes };
}

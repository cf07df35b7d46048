import type { Clustering } from '../core/cluster/clustering';
import type { Graph } from '../core/graph/neighbours';
import { type Matrix, rowOf } from '../core/matrix';
import type { Prepared } from '../core/prepare/prepare-customers';
import { findConfidence } from '../core/segments/confidence';
import { findExemplars } from '../core/segments/exemplars';
import {
  asTitle,
  fitTitle,
  LONGEST_NAME,
  type Fit,
  type Offer,
  pairPhrases,
  proposeNames,
  scorePair,
  scorePhrase,
  settleTitles,
  textCentres,
} from '../core/segments/name-phrases';
import { findTraits, markSensitive } from '../core/segments/traits';
import { type Corpus, readCorpus } from '../core/text/corpus';
import { findKeyphrases, type Keyphrase } from '../core/text/keyphrases';
import type { Language } from '../core/text/language';
import { countPhrases, type Phrase, type Saying } from '../core/text/phrases';
import { findSensitive } from '../core/text/sensitive';
import type { StudyPorts, StudyWatch } from './study-ports';
import { drive } from './drive';
import { embedTexts } from './embed-texts';
import type { Segment } from './outcome';

/** What the description is made from, by customer of `prepared`. */
export interface Described {
  readonly prepared: Prepared;
  readonly vectors: Matrix | undefined;
  readonly graph: Graph;
  readonly space: Matrix;
  readonly clustering: Clustering;
  /** The group of texts that say nearly the same, per text, where such count as one. */
  readonly alike: Int32Array | undefined;
  /** Whether names may speak of health, religion, debt and the like. */
  readonly sensitive: 'avoid' | 'allow';
}

/** Texts of one segment that phrases are counted in; more change little. */
const TEXTS_PER_SEGMENT = 3000;
const KEYPHRASES = 8;
const EXEMPLARS = 5;

/** Every segment with its evidence; `typical` names customers of `prepared`. */
export async function describeSegments(
  found: Described,
  language: Language,
  encoder: string,
  ports: StudyPorts,
  watch: StudyWatch,
): Promise<{ segments: Segment[]; confidence: Float32Array }> {
  const { prepared, vectors, graph, space, clustering } = found;
  const { labels, k } = clustering;
  const confidence = findConfidence(graph, labels);
  const traits = findTraits(prepared, labels, k).map((list) =>
    found.sensitive === 'allow' ? list : markSensitive(list),
  );
  const typical = findExemplars(space, labels, clustering.centres, prepared, vectors, EXEMPLARS);
  const sizes = new Int32Array(k);
  const sure = new Float64Array(k);
  labels.forEach((label, row) => {
    if (label < 0) return;
    sizes[label]++;
    sure[label] += confidence[row];
  });
  const words =
    vectors === undefined
      ? undefined
      : await nameByTexts(found, vectors, language, encoder, ports, watch);
  const segments = Array.from({ length: k }, (_, label): Segment => ({
    label,
    size: sizes[label],
    share: sizes[label] / prepared.rows,
    confidence: sure[label] / sizes[label],
    phrase: words?.phrases[label],
    traits: traits[label],
    keyphrases: words?.keyphrases[label] ?? [],
    typical: [...typical[label]],
    quotes: [...typical[label]].map((row) =>
      prepared.textOf[row] < 0 ? '' : prepared.texts[prepared.textOf[row]],
    ),
  }));
  return { segments, confidence };
}

async function nameByTexts(
  { prepared, clustering, alike, sensitive }: Described,
  vectors: Matrix,
  language: Language,
  encoder: string,
  ports: StudyPorts,
  watch: StudyWatch,
): Promise<{ phrases: (string | undefined)[]; keyphrases: Keyphrase[][] }> {
  const { labels, k } = clustering;
  const said = await countSaid({ prepared, alike, labels, k }, LONGEST_NAME + 1, watch);
  const { corpus, phrases, sizes } = said;
  const keyphrases = findKeyphrases(corpus, phrases, sizes, KEYPHRASES);
  const candidates = proposeNames(corpus, phrases, sizes).map((list) =>
    sensitive === 'allow' ? list : list.filter(({ phrase }) => findSensitive(phrase).length === 0),
  );
  const centres = textCentres(vectors, prepared.textOf, labels, k);
  const fits = async (titles: readonly (readonly string[])[]): Promise<Fit[][]> => {
    const distinct = [...new Set(titles.flat())];
    const position = new Map(distinct.map((title, i) => [title, i]));
    const { vectors: made } = await embedTexts(
      distinct,
      { id: encoder, dimensions: vectors.cols },
      () => ports.openEncoder(encoder),
      ports.vectors,
      watch,
      { known: () => undefined, full: () => watch.part({ kind: 'storage-full' }) },
    );
    return titles.map((list, group) =>
      list.map((title) => fitTitle(rowOf(made, position.get(title) ?? 0), centres, group)),
    );
  };

  const phraseFits = await fits(candidates.map((list) => list.map(({ phrase }) => phrase)));
  const ranked = candidates.map((list, group) =>
    list
      .map((candidate, i) => ({
        candidate,
        score: scorePhrase(phraseFits[group][i], candidate),
      }))
      .sort((a, b) => b.score - a.score),
  );
  const pairs = ranked.map((list) =>
    pairPhrases(
      list.map(({ candidate }) => candidate),
      language,
    ).filter(({ title }) => sensitive === 'allow' || findSensitive(title).length === 0),
  );
  const pairFits = await fits(pairs.map((list) => list.map(({ title }) => title)));
  const offers = ranked.map((list, group): Offer[] => [
    ...list.map(({ candidate, score }) => ({ title: asTitle(candidate.phrase), score })),
    ...pairs[group].map((pair, i) => ({
      title: asTitle(pair.title),
      score: scorePair(pairFits[group][i], pair),
    })),
  ]);
  return { phrases: settleTitles(offers).map((offer) => offer?.title), keyphrases };
}

/** Customers put into groups. */
type Grouped = Pick<Described, 'prepared' | 'alike'> & Pick<Clustering, 'labels' | 'k'>;

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

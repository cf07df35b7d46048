import {
  batchTexts,
  countBatches,
  type TextBatch,
  type TextBatches,
} from '../core/cluster/theme-groups';
import { Fault, isFault } from '../core/fault';
import { hashPlain } from '../core/hash';
import { createMatrix, type Matrix, rowOf, takeRows } from '../core/matrix';
import type { NamingFacts, Watch } from '../core/ports';
import {
  asTitle,
  fitTitle,
  LONGEST_NAME,
  type NameCandidate,
  proposeNames,
  scorePhrase,
  settleTitles,
  textCentres,
} from '../core/segments/name-phrases';
import type { ThemeSource } from '../core/segments/method-notes';
import { type Corpus, readCorpus } from '../core/text/corpus';
import { inferLanguage } from '../core/text/language';
import { countPhrases } from '../core/text/phrases';
import { findSensitive } from '../core/text/sensitive';
import { keepsToVocabulary } from '../models/title-prompt';
import { drive, heed } from './drive';
import { partOfWork } from './part-of-work';
import type { OpenWriter, StudyPorts } from './study-ports';

/** A theme that somebody proposed. */
export interface ProposedTheme {
  readonly title: string;
  readonly from: ThemeSource;
}

export interface ThemeProposals {
  readonly themes: readonly ProposedTheme[];
  /** What each title means: one unit row per theme. */
  readonly titles: Matrix;
  /** The middle of the texts that each was proposed for. */
  readonly centres: Matrix;
  /**
   * The title that fits each theme best once everyone has one: of phrases of its texts, and of what was
   * written for them.
   *
   * @param labels the theme of each text, below `count`.
   */
  nameThemes(
    labels: Int32Array,
    count: number,
    watch: Watch,
  ): Promise<(ProposedTheme | undefined)[]>;
}

/** Titles to vectors. */
type Encode = (titles: readonly string[], watch: Watch) => Promise<Matrix>;

export interface ThemeTexts {
  /** Distinct. */
  readonly texts: readonly string[];
  readonly vectors: Matrix;
  /** Customers behind each text. */
  readonly weights: Float64Array;
}

export interface ProposeOptions {
  /** Themes wanted. */
  readonly k: number;
  readonly seed: number;
  readonly sensitive: 'avoid' | 'allow';
  /** Who may propose: without the model, phrases alone. */
  readonly model: boolean;
}

/** Batches that the writer is asked about; the others have phrases. */
const ASKED = 10;
const QUOTES = 3;
const PHRASES_TOLD = 6;
const VOCABULARY = 30;
/** Phrases of a batch that are compared. */
const COMPARED = 16;
/** Texts of a batch that a word must stand in to be said by the customers, not by one of them. */
const LEAST = 2;
/** Raised when what the writer is asked changes. */
const VERSION = 1;

/**
 * Themes for texts: the texts are looked at in batches of such as are alike; for each, phrases of its own
 * texts and titles by the writer stand against each other, and the one that fits the batch best, and
 * others least, is its theme.
 *
 * Texts are quoted to the writer, but decide nothing by what they demand: a title may only use words that
 * two texts of the batch share, whoever wrote it.
 *
 * @throws Fault stopped, method-unfit where the model is asked for and not there.
 */
export async function proposeThemes(
  { texts, vectors, weights }: ThemeTexts,
  encode: Encode,
  ports: Pick<StudyPorts, 'openWriter' | 'results'>,
  options: ProposeOptions,
  watch: Watch,
): Promise<ThemeProposals> {
  const { k, seed, model } = options;
  const found = await drive(
    batchTexts(vectors, weights, countBatches(texts.length, k), seed),
    partOfWork(watch, 0, 0.1),
  );
  const corpus = await drive(readCorpus(texts), partOfWork(watch, 0.1, 0.15));
  const candidates = await findPhrases(corpus, found, options, partOfWork(watch, 0.15, 0.2));
  const written = model
    ? await askWriter(texts, corpus, found, candidates, ports, options, partOfWork(watch, 0.2, 0.9))
    : found.batches.map(() => []);
  const last = partOfWork(watch, model ? 0.9 : 0.2, 1);
  const chosen = await chooseTitles(candidates, written, found.centres, encode, last);
  const kept = [...chosen.keys()].filter((batch) => chosen[batch] !== undefined);
  const titles = createMatrix(kept.length, vectors.cols);
  kept.forEach((batch, at) => rowOf(titles, at).set(chosen[batch]?.meaning ?? []));

  return {
    themes: kept.map((batch) => chosen[batch]?.theme ?? { title: '', from: 'phrases' }),
    titles,
    centres: takeRows(found.centres, kept),
    async nameThemes(labels, count, inner) {
      const members: number[][] = Array.from({ length: count }, () => []);
      labels.forEach((theme, text) => members[theme].push(text));
      const themes = members.map((list) => ({ texts: Int32Array.from(list) }));
      const phrases = await findPhrases(corpus, { batches: themes }, options, inner);
      const proposed: string[][] = members.map(() => []);
      found.batches.forEach(({ texts: batch }, at) => {
        const votes = new Int32Array(count);
        for (const text of batch) votes[labels[text]]++;
        const most = votes.indexOf(Math.max(...votes));
        if (2 * votes[most] > batch.length) proposed[most].push(...written[at]);
      });
      const centres = textCentres(vectors, Int32Array.from(labels.keys()), labels, count);
      const named = await chooseTitles(phrases, proposed, centres, encode, inner);
      return named.map((one) => one?.theme);
    },
  };
}

interface ChosenTitle {
  readonly theme: ProposedTheme;
  readonly meaning: Float32Array;
}

/**
 * For each group the title that fits it best and the others least, no two the same: one of its phrases
 * or one that was written for it.
 */
async function chooseTitles(
  phrases: readonly (readonly NameCandidate[])[],
  written: readonly (readonly string[])[],
  centres: Matrix,
  encode: Encode,
  watch: Watch,
): Promise<(ChosenTitle | undefined)[]> {
  const distinct = [
    ...new Set(phrases.flatMap((list, at) => [...list.map((one) => one.phrase), ...written[at]])),
  ];
  const made = await encode(distinct, watch);
  const place = new Map(distinct.map((title, at) => [title, at]));
  const meaningOf = (title: string) => rowOf(made, place.get(title) ?? 0);
  const offers = phrases.map((list, group) => {
    const ranked = list
      .map((one) => {
        const fit = fitTitle(meaningOf(one.phrase), centres, group);
        return { title: one.phrase, fit, score: scorePhrase(fit, one) };
      })
      .sort((a, b) => b.score - a.score || (a.title < b.title ? -1 : 1));
    // How common a phrase is speaks for it among phrases; between a phrase and a title only the fit does.
    const lead = ranked.length === 0 ? 0 : ranked[0].fit.score - ranked[0].score;
    const titles = [...new Set(written[group])].map((title) => {
      const fit = fitTitle(meaningOf(title), centres, group);
      return { title, fit, score: fit.score - lead };
    });
    return [...ranked, ...titles.filter(({ fit }) => fit.own > fit.next)];
  });
  return settleTitles(offers).map((offer, group) => {
    if (offer === undefined) return undefined;
    const from = phrases[group].some(({ phrase }) => phrase === offer.title) ? 'phrases' : 'model';
    return { theme: { title: asTitle(offer.title), from }, meaning: meaningOf(offer.title) };
  });
}

/** For each batch the phrases of its own texts that may name it, most telling first. */
async function findPhrases(
  corpus: Corpus,
  { batches }: { readonly batches: readonly Pick<TextBatch, 'texts'>[] },
  { sensitive }: ProposeOptions,
  watch: Watch,
): Promise<NameCandidate[][]> {
  const sayings = batches.flatMap(({ texts }, group) =>
    Array.from(texts, (text) => ({ text, group })),
  );
  const phrases = await drive(countPhrases(corpus, sayings, LONGEST_NAME + 1, LEAST), watch);
  const sizes = batches.map(({ texts }) => texts.length);
  return proposeNames(corpus, phrases, sizes).map((list) =>
    list
      .filter(({ phrase }) => sensitive === 'allow' || findSensitive(phrase).length === 0)
      .slice(0, COMPARED),
  );
}

/** The writer's titles for each batch. */
async function askWriter(
  texts: readonly string[],
  corpus: Corpus,
  { batches }: TextBatches,
  candidates: readonly (readonly NameCandidate[])[],
  ports: Pick<StudyPorts, 'openWriter' | 'results'>,
  { sensitive }: ProposeOptions,
  watch: Watch,
): Promise<string[][]> {
  const language = inferLanguage(texts);
  const avoided = (said: string) => sensitive !== 'allow' && findSensitive(said).length > 0;
  const written: string[][] = batches.map(() => []);
  let writer: OpenWriter | undefined;
  try {
    for (const [batch, { texts: members }] of batches.slice(0, ASKED).entries()) {
      heed(watch);
      watch.report(batch, Math.min(ASKED, batches.length));
      const vocabulary = vocabularyOf(corpus, members).filter((word) => !avoided(word));
      if (vocabulary.length < 2) continue;
      const facts: NamingFacts = {
        language,
        keyphrases: candidates[batch].slice(0, PHRASES_TOLD).map(({ phrase }) => phrase),
        quotes: Array.from(members, (text) => texts[text])
          .filter((text) => !avoided(text))
          .slice(0, QUOTES),
        traits: [],
        vocabulary,
      };
      const key = `themes:${hashPlain([VERSION, facts])}`;
      let titles = await ports.results.get<readonly string[]>(key);
      if (titles === undefined) {
        writer ??= await openWriter(ports);
        titles = await writer.proposeTitles(facts, watch);
        heed(watch);
        await ports.results.put(key, titles).catch((error: unknown) => {
          if (!isFault(error)) throw error;
        });
      }
      const kept = titles.filter((one) => keepsToVocabulary(one, vocabulary) && !avoided(one));
      written[batch] = [...new Set(kept.map((one) => asWritten(one, corpus)))];
    }
  } finally {
    writer?.close();
  }
  return written;
}

/** A title with its words as the texts mostly write them: "ATM". */
function asWritten(title: string, { words, surfaces }: Corpus): string {
  return title
    .split(/\s+/u)
    .map((word) => surfaces[words.indexOf(word.toLowerCase())] ?? word)
    .join(' ');
}

/** @throws Fault method-unfit where no model writes. */
async function openWriter(ports: Pick<StudyPorts, 'openWriter'>): Promise<OpenWriter> {
  try {
    const writer = await ports.openWriter?.();
    if (writer !== undefined) return writer;
  } catch (error) {
    if (!isFault(error) || error.code !== 'model-missing') throw error;
  }
  throw new Fault('method-unfit', { needs: 'writer' });
}

/** Words that several texts of a batch share, the most shared first; what a single text says is not among them. */
function vocabularyOf(corpus: Corpus, members: Int32Array): string[] {
  const counts = new Map<number, number>();
  for (const text of members)
    for (const word of new Set(corpus.texts[text]))
      if (word >= 0 && corpus.stops[word] === 0) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(
      ([word, count]) => count >= LEAST && /^\p{L}{3,}(?:['’-]\p{L}+)*$/u.test(corpus.words[word]),
    )
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, VOCABULARY)
    .map(([word]) => corpus.words[word]);
}

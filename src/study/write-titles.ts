import { hashPlain } from '../core/hash';
import { rowOf } from '../core/matrix';
import type { Watch } from '../core/ports';
import { asTitle, type Offer, settleTitles } from '../core/segments/name-phrases';
import { isNamed } from '../core/segments/method-notes';
import { holdsStopWord } from '../core/segments/own-stop-words';
import { fitInSpace, openTitleSpace } from '../core/segments/title-space';
import { readOrder, readTitle } from '../core/segments/word-order';
import { keysOf, type Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { readCorpus } from '../core/text/corpus';
import { findSensitive } from '../core/text/sensitive';
import { STOP_WORDS } from '../core/text/stop-words';
import { namesOf, tellingTraits, traitWords } from '../words/names';
import { WORDS } from '../words/words';
import type { OpenWriter, StudyPorts, TitleWriter } from './study-ports';
import { customersOf } from './customers-of';
import { drive, heed } from './drive';
import { embedTexts } from './embed-texts';
import type { Outcome, Segment } from './outcome';

/** A title that the small model proposed. */
export interface Title {
  readonly title: string;
  /**
   * Whether it fits its segment better than the plain name and reads as its texts do, and so may stand in
   * its place.
   */
  readonly better: boolean;
}

/** What the small model proposed for each segment, by label, the best fitting first. */
export type Titles = readonly (readonly Title[])[];

/** Of a segment, what its titles are made from. */
export type TitledSegment = Pick<
  Segment,
  'label' | 'phrase' | 'keyphrases' | 'quotes' | 'traits' | 'note'
>;

export interface TitleSource {
  readonly table: Table;
  readonly tableKey: string;
  readonly plan: Plan;
  readonly outcome: Pick<Outcome, 'labels'> & {
    readonly segments: readonly TitledSegment[];
    readonly account: Pick<Outcome['account'], 'language'>;
  };
}

/** Raised when the prompt or the choice changes. */
const VERSION = 3;
const QUOTES = 4;
const VOCABULARY = 36;

/**
 * Lets the small model propose titles for segments and ranks them by how well they fit: near the
 * middle of their own texts and far from all others. A title that fits another segment better is
 * dropped; one that fits its own better than the plain name, and whose words stand in its texts in the
 * same order, is marked so, for no two segments the same. What was proposed before is kept and given again, also for segments that are not wanted now.
 *
 * @param found told the titles of a segment as soon as they are ranked.
 * @param wanted labels, in the order in which the model is asked; all where nothing is said. Progress
 *   counts those of them that it must be asked for.
 */
export async function writeTitles(
  source: TitleSource,
  { id, open }: TitleWriter,
  ports: StudyPorts,
  watch: Watch,
  found: (segment: number, titles: readonly Title[]) => void,
  wanted: readonly number[] = source.outcome.segments.map(({ label }) => label),
): Promise<Titles> {
  const { table, plan, outcome } = source;
  const { group } = keysOf(source.tableKey, plan);
  const prepared = customersOf(table, plan);
  const nothing: Titles = outcome.segments.map(() => []);
  if (prepared.texts.length === 0) return nothing;
  const keyOf = (label: number) =>
    `titles:${hashPlain([VERSION, id, group, plan.sensitive ?? 'avoid', label, ...(plan.stopWords ?? [])])}`;
  const named = new Set(
    outcome.segments.filter(({ note }) => isNamed(note)).map(({ label }) => label),
  );
  const kept = new Map<number, readonly string[]>();
  for (const { label } of outcome.segments) {
    const titles = named.has(label) ? undefined : await ports.results.get<string[]>(keyOf(label));
    if (titles !== undefined) kept.set(label, titles);
  }
  const asked = wanted.filter((label) => !kept.has(label) && !named.has(label));
  if (kept.size + asked.length === 0) return nothing;
  const encoder = { id: plan.encoder, dimensions: ports.dimensionsOf(plan.encoder) };
  const embed = async (texts: readonly string[]) =>
    (
      await embedTexts(
        texts,
        encoder,
        () => ports.openEncoder(plan.encoder),
        ports.vectors,
        { ...watch, report: () => undefined },
        { known: () => undefined, full: () => undefined },
      )
    ).vectors;

  const vectors = await embed(prepared.texts);
  const labels = prepared.order.map((row) => outcome.labels[row]);
  const space = openTitleSpace(vectors, prepared.textOf, labels, outcome.segments.length);
  const corpus = await drive(readCorpus(prepared.texts), { ...watch, report: () => undefined });
  const orderOf = (label: number) =>
    readOrder(
      corpus,
      [...prepared.textOf].filter((text, row) => text >= 0 && labels[row] === label),
    );
  const plain = namesOf(outcome.segments, WORDS.en);
  const offers: (Offer & { better: boolean })[][] = outcome.segments.map(() => []);
  const avoided = (words: string) =>
    (plan.sensitive !== 'allow' && findSensitive(words).length > 0) ||
    holdsStopWord(words, plan.stopWords ?? []);
  let writer: OpenWriter | undefined;

  try {
    for (const [label, titles] of kept) await rank(outcome.segments[label], titles);
    for (const [i, label] of asked.entries()) {
      await rank(outcome.segments[label], await propose(outcome.segments[label]));
      watch.report(i + 1, asked.length);
    }
  } finally {
    writer?.close();
  }
  const settled = settleTitles(offers.map((list) => list.filter(({ better }) => better)));
  return offers.map((list, label) => {
    const best = settled[label]?.title;
    const rest = list.filter(({ title }) => title !== best);
    const taken = new Set(settled.map((offer) => offer?.title));
    return [
      ...(best === undefined ? [] : [{ title: best, better: true }]),
      ...rest
        .filter(({ title }) => !taken.has(title))
        .map(({ title }) => ({ title, better: false })),
    ];
  });

  async function propose(segment: TitledSegment): Promise<readonly string[]> {
    heed(watch);
    writer ??= await open();
    const titles = await writer.proposeTitles(factsOf(segment, outcome, avoided), watch);
    heed(watch);
    await ports.results.put(keyOf(segment.label), titles).catch(() => undefined);
    return titles;
  }

  async function rank(segment: TitledSegment, titles: readonly string[]): Promise<void> {
    heed(watch);
    const proposals = titles.map(asTitle).filter((title) => !avoided(title));
    const distinct = [...new Set([plain[segment.label], ...proposals])];
    const vectorsOfTitles = await embed(distinct);
    const [own, ...proposed] = distinct.map((title, at) => ({
      title,
      fit: fitInSpace(rowOf(vectorsOfTitles, at), space, segment.label),
    }));
    const order = orderOf(segment.label);
    offers[segment.label] = proposed
      .filter(({ fit }) => fit.own > fit.next)
      .map(({ title, fit }) => ({
        title,
        score: fit.score,
        better: fit.score > own.fit.score && readTitle(title, order).well,
      }))
      .sort((a, b) => b.score - a.score);
    found(
      segment.label,
      offers[segment.label].map(({ title, better }) => ({ title, better })),
    );
  }
}

function factsOf(
  segment: TitledSegment,
  { account }: TitleSource['outcome'],
  avoided: (words: string) => boolean,
) {
  const told = segment.keyphrases.filter(({ phrase }) => !avoided(phrase));
  const keyphrases = told.map(({ phrase }) => phrase);
  const quotes = segment.quotes.filter((quote) => quote !== '' && !avoided(quote)).slice(0, QUOTES);
  const counts = new Map<string, number>();
  const count = (text: string, weight: number) => {
    for (const word of text.toLowerCase().match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? [])
      if (!STOP_WORDS.en.has(word) && word.length > 2)
        counts.set(word, (counts.get(word) ?? 0) + weight);
  };
  if (segment.phrase !== undefined) count(segment.phrase, 4);
  told.forEach(({ phrase }, at) => count(phrase, 4 - at * 0.3));
  quotes.forEach((quote) => count(quote, 0.5));
  return {
    language: account.language,
    keyphrases,
    quotes,
    traits: tellingTraits(segment.traits.filter(({ sensitive }) => sensitive !== true))
      .slice(0, 3)
      .map((trait) => traitWords(trait, WORDS.en)),
    vocabulary: [...counts]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, VOCABULARY)
      .map(([word]) => word),
  };
}

import type { Choice } from '../core/cluster/choose-k';
import { type Clustering, settleLabels } from '../core/cluster/clustering';
import type { InformedMethodId } from '../core/cluster/method-ids';
import { placeNoise } from '../core/cluster/place-noise';
import { topicMixture } from '../core/cluster/topic-mixture';
import { Fault } from '../core/fault';
import { isLack, readGrid } from '../core/orders/read-rfm';
import type { Watch } from '../core/ports';
import { carryNotes, type MethodReport, type SegmentNote } from '../core/segments/method-notes';
import { rescale, type Steps } from '../core/steps';
import type { Plan } from '../core/study';
import { type Corpus, readCorpus } from '../core/text/corpus';
import { chooseForTexts } from './choose-for-texts';
import { drive } from './drive';
import type { Space } from './find-space';
import { groupByThemes } from './group-by-themes';
import { partOfWork } from './part-of-work';

/** What is known of segments by label, when they have been shaped since. */
export function notesOf(
  known: Known | undefined,
  order: Int32Array,
  { labels, k }: Pick<Clustering, 'labels' | 'k'>,
): (SegmentNote | undefined)[] {
  if (known === undefined) return Array.from({ length: k }, () => undefined);
  const labelOf = new Map(Array.from(known.order, (row, at) => [row, known.labels[at]]));
  const found = order.map((row) => labelOf.get(row) ?? -1);
  return carryNotes(found, known.notes, labels, k);
}

/** What a method that reads more than rows finds. */
export interface InformedClustering {
  readonly clustering: Clustering;
  readonly tried: Choice['tried'];
  readonly known: Known;
}

/** What a method knows of the segments that it found. */
export interface Known {
  /** By label. */
  readonly notes: readonly (SegmentNote | undefined)[];
  /** The row of the file, and its label, of each customer that was grouped. */
  readonly order: Int32Array;
  readonly labels: Int32Array;
  readonly report: MethodReport;
}

/**
 * Groups the customers of a space by more than its rows.
 *
 * @throws Fault method-unfit where the file, or what is installed, lacks what the method reads.
 */
export type InformedMethod = (
  space: Space,
  plan: Plan,
  watch: Watch,
) => Promise<InformedClustering>;

export const INFORMED_METHODS: Readonly<Record<InformedMethodId, InformedMethod>> = {
  topics: groupByTopics,
  themes: groupByThemes,
  'rfm-grid': groupByOrders,
};

async function groupByOrders(space: Space, plan: Plan): Promise<InformedClustering> {
  const { table, prepared } = space;
  const { rfmColumns, scores } = plan.settings ?? {};
  const reading = readGrid(table, prepared.order, {
    ...(rfmColumns === undefined ? {} : { columns: rfmColumns }),
    ...(scores === undefined ? {} : { scores }),
    ...(plan.dateOrders === undefined ? {} : { dateOrders: plan.dateOrders }),
    ...(plan.decimalMarks === undefined ? {} : { decimalMarks: plan.decimalMarks }),
  });
  if (isLack(reading))
    throw new Fault('method-unfit', {
      needs: reading.column === undefined ? 'orders' : 'figures',
      measure: reading.measure,
      ...(reading.column === undefined ? {} : { column: reading.column }),
    });
  const { groups, columns, asScored } = reading;
  const distinct = [...new Set(groups)];
  const clustering = settleLabels(
    space.rows,
    Int32Array.from(groups, (group) => distinct.indexOf(group)),
  );
  const notes = Array.from({ length: clustering.k }, (_, label): SegmentNote => ({
    kind: 'rfm',
    groups: [groups[clustering.labels.indexOf(label)]],
  }));
  return {
    clustering,
    tried: [],
    known: {
      notes,
      order: prepared.order,
      labels: clustering.labels,
      report: { kind: 'rfm', columns, scores: reading.scores, asScored },
    },
  };
}

/** Words of a topic that are told. */
const TOLD = 6;

async function groupByTopics(space: Space, plan: Plan, watch: Watch): Promise<InformedClustering> {
  const { prepared, vectors, rows, alike } = space;
  const { seed, settings = {} } = plan;
  if (prepared.texts.length === 0 || vectors === undefined)
    throw new Fault('method-unfit', { needs: 'texts' });
  // Texts that say nearly the same are one text where such count as one.
  const textOf =
    alike === undefined ? prepared.textOf : prepared.textOf.map((text) => alike[text] ?? -1);
  const corpus = await drive(readCorpus(prepared.texts), partOfWork(watch, 0, 0.1));
  let { k } = plan;
  let tried: Choice['tried'] = [];
  if (k === null) {
    ({ k, tried } = await chooseForTexts(space, vectors, seed, partOfWork(watch, 0.1, 0.5)));
  }
  const last = partOfWork(watch, tried.length === 0 ? 0.1 : 0.5, 1);
  const found = await drive(labelByTopics(corpus, textOf, k, seed), last);
  if (found.k === 0) throw new Fault('method-unfit', { needs: 'words' });
  const { labels } = await drive(
    placeNoise(rows, found.labels, {
      how: settings.unplaced === 'leave' ? 'leave' : 'centre',
    }),
    last,
  );
  const clustering = settleLabels(rows, labels);
  const notes = Array.from({ length: clustering.k }, (_, label): SegmentNote => {
    const topic = labels[clustering.labels.indexOf(label)];
    return { kind: 'topic', words: found.words[topic].slice(0, TOLD) };
  });
  const report = { kind: 'topics', explained: found.explained } as const;
  const { labels: settled } = clustering;
  return { clustering, tried, known: { notes, order: prepared.order, labels: settled, report } };
}

interface TopicLabels {
  readonly k: number;
  /** One per customer, larger topics first; -1 for customers without a topic. */
  readonly labels: Int32Array;
  /** The words of each topic, strongest first. */
  readonly words: readonly (readonly string[])[];
  readonly explained: number;
}

/** Customers by the strongest topic of their text; topics are found on their texts, each once. */
function* labelByTopics(
  corpus: Corpus,
  textOf: Int32Array,
  k: number,
  seed: number,
): Steps<TopicLabels> {
  const said = [...new Set(textOf)].filter((text) => text >= 0).sort((a, b) => a - b);
  const part = { ...corpus, texts: said.map((text) => corpus.texts[text]) };
  const mixture = yield* rescale(topicMixture(part, { k, seed }), 0, 1);
  const topicOf = new Map(said.map((text, at) => [text, mixture.labels[at]]));
  const raw = textOf.map((text) => topicOf.get(text) ?? -1);
  const sizes = new Map<number, number>();
  for (const label of raw) if (label >= 0) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const order = [...sizes].sort(([a, x], [b, y]) => y - x || a - b).map(([label]) => label);
  const place = new Map(order.map((label, at) => [label, at]));
  return {
    k: order.length,
    labels: raw.map((label) => place.get(label) ?? -1),
    words: order.map((label) => mixture.topics[label].terms.map(({ word }) => word)),
    explained: mixture.explained,
  };
}

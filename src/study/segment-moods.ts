import { hashPlain } from '../core/hash';
import { rowOf } from '../core/matrix';
import { findRatings, type Ratings, sideOfRating } from '../core/mood/find-ratings';
import {
  differenceInterval,
  meanInterval,
  type MeanInterval,
  type Sums,
  sumsOf,
  without,
} from '../core/mood/mean-interval';
import { type Signal, SIGNALS } from '../core/mood/mood-model';
import { rankCorrelation } from '../core/mood/rank-correlation';
import { readMood } from '../core/mood/read-mood';
import { holdsPhrase } from '../core/mood/holds-phrase';
import { splitClauses } from '../core/mood/split-clauses';
import { type Mood, MOODS } from '../core/mood/text-mood';
import type { Watch } from '../core/ports';
import { createRandom, shuffled } from '../core/random';
import { keysOf } from '../core/study';
import { loadMoodModel } from '../models/mood-models';
import { breathe, heed } from './drive';
import {
  MOOD_VERSION,
  type MoodSource,
  moodSourceKey,
  openMoodSource,
  readTextMoods,
  type TextMoods,
} from './moods';
import { type FinishedStudy, keepIn } from './open-space';
import { partOfWork } from './part-of-work';

/** Customers by mood. */
export type MoodCounts = Readonly<Record<Mood, number>>;

/** What is said of one thing. */
export interface AspectMood {
  readonly phrase: string;
  /** Clauses that were read. */
  readonly read: number;
  readonly positive: number;
  readonly negative: number;
  /** Mean, -1 to 1. */
  readonly strength: number;
}

export interface MoodQuote {
  /** Of the file. */
  readonly row: number;
  readonly text: string;
  readonly strength: number;
}

export interface SegmentMood {
  /** Customers with a text. */
  readonly said: number;
  readonly counts: MoodCounts;
  /** Mean strength; undefined of fewer than two. */
  readonly strength: MeanInterval | undefined;
  /** Mean strength less that of all other customers. */
  readonly difference: MeanInterval | undefined;
  readonly signals: Readonly<Record<Signal, number>>;
  /** The strongest first. */
  readonly praise: readonly MoodQuote[];
  readonly complaints: readonly MoodQuote[];
  /** What clauses with the segment's key phrases say, the most telling first. */
  readonly pleased: readonly AspectMood[];
  readonly unhappy: readonly AspectMood[];
}

/** How moods go with the ratings that customers gave. */
export interface RatingAgreement {
  readonly column: string;
  readonly best: number;
  readonly rows: number;
  /** Spearman, of strength and rating. */
  readonly correlation: number;
  /** Customers with a rating that is neither good nor bad are left out. */
  readonly sided: number;
  readonly agreeing: number;
}

/** The moods of a finished study. */
export interface StudyMoods {
  /** By row of the file a place in MOODS; -1 says nothing. */
  readonly moods: Int8Array;
  /** By row of the file; NaN says nothing. */
  readonly strength: Float32Array;
  readonly all: Pick<SegmentMood, 'said' | 'counts' | 'strength' | 'signals'>;
  /** By label. */
  readonly segments: readonly SegmentMood[];
  readonly agreement: RatingAgreement | undefined;
  /** Whether vectors were read, or words alone. */
  readonly byVectors: boolean;
  /** Clauses of one segment and key phrase that are read at most. */
  readonly clausesEach: number;
}

/** Clauses of one segment and key phrase that are read. */
const CLAUSES = 24;
/** Fewer clauses than these say nothing of a phrase. */
const LEAST_CLAUSES = 3;
const QUOTES = 3;
/** A phrase whose clauses lean less than this to a side belongs to neither list. */
const LEANING = 0.15;

function moodsKey(study: FinishedStudy, sourceKey: string): string {
  const { outcome } = keysOf(study.tableKey, study.plan);
  return `segment-moods:${hashPlain([MOOD_VERSION, sourceKey, outcome])}`;
}

/** The moods of a study that are kept; undefined where they have not been read. No text is looked at for it. */
export async function maybeMoods(study: FinishedStudy): Promise<StudyMoods | undefined> {
  const { language, distinctTexts } = study.outcome.account;
  if (distinctTexts === 0 || language === 'other') return undefined;
  const model = await loadMoodModel(language, study.plan.encoder);
  const key = moodsKey(study, moodSourceKey(study, model));
  return study.ports.results.get<StudyMoods>(key);
}

/**
 * Reads the moods of all texts of a finished study and puts them together by segment. Of the clauses that hold a key
 * phrase a seeded sample is read, by vectors of their own.
 *
 * @returns undefined where there are no texts in a language that moods are read in.
 * @throws Fault stopped
 */
export async function findMoods(
  study: FinishedStudy,
  watch: Watch,
): Promise<StudyMoods | undefined> {
  const source = await openMoodSource(study);
  if (source === undefined) return undefined;
  return keepIn(study)(moodsKey(study, source.key), async () => {
    const texts = await readTextMoods(study, source, partOfWork(watch, 0, 0.5));
    return gather(study, source, texts, partOfWork(watch, 0.5, 1));
  });
}

async function gather(
  study: FinishedStudy,
  source: MoodSource,
  texts: TextMoods,
  watch: Watch,
): Promise<StudyMoods> {
  const { customers } = source;
  const { labels, segments } = study.outcome;
  const moods = new Int8Array(customers.fileRows).fill(-1);
  const strength = new Float32Array(customers.fileRows).fill(Number.NaN);
  const members: number[][] = segments.map(() => []);
  const everyone: number[] = [];
  customers.order.forEach((row, customer) => {
    const text = customers.textOf[customer];
    if (text < 0) return;
    moods[row] = texts.moods[text];
    strength[row] = texts.strength[text];
    everyone.push(customer);
    members[labels[row]]?.push(customer);
  });
  await breathe();
  heed(watch);
  const sums = (list: readonly number[]) =>
    sumsOf(list.map((customer) => texts.strength[customers.textOf[customer]]));
  const all = sums(everyone);
  const aspects = await readAspects(study, source, members, watch);
  return {
    moods,
    strength,
    all: tally(customers.textOf, everyone, texts, all),
    segments: segments.map(({ label }): SegmentMood => {
      const own = members[label];
      const ownSums = sums(own);
      return {
        ...tally(customers.textOf, own, texts, ownSums),
        difference: differenceInterval(ownSums, without(all, ownSums)),
        praise: strongest(source, own, texts, 1),
        complaints: strongest(source, own, texts, -1),
        pleased: leaning(aspects[label], 1),
        unhappy: leaning(aspects[label], -1),
      };
    }),
    agreement: agreementWith(findRatings(study.table), strength),
    byVectors: source.model.heads !== undefined,
    clausesEach: CLAUSES,
  };
}

function tally(
  textOf: Int32Array,
  customers: readonly number[],
  texts: TextMoods,
  sums: Sums,
): Pick<SegmentMood, 'said' | 'counts' | 'strength' | 'signals'> {
  const counts: Record<Mood, number> = { positive: 0, negative: 0, mixed: 0, neutral: 0 };
  const signals = Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as Record<
    Signal,
    number
  >;
  for (const customer of customers) {
    const text = textOf[customer];
    counts[MOODS[texts.moods[text]]]++;
    SIGNALS.forEach((signal, bit) => {
      if ((texts.signals[text] & (1 << bit)) !== 0) signals[signal]++;
    });
  }
  return { said: customers.length, counts, signals, strength: meanInterval(sums) };
}

/** The clearest texts of one side, each once. */
function strongest(
  { customers }: MoodSource,
  members: readonly number[],
  { moods, strength }: TextMoods,
  side: 1 | -1,
): MoodQuote[] {
  const wanted = MOODS.indexOf(side > 0 ? 'positive' : 'negative');
  const found = new Map<number, number>();
  for (const customer of members) {
    const text = customers.textOf[customer];
    if (moods[text] === wanted && !found.has(text)) found.set(text, customers.order[customer]);
  }
  return [...found]
    .sort(([a], [b]) => side * (strength[b] - strength[a]) || a - b)
    .slice(0, QUOTES)
    .map(([text, row]) => ({ row, text: customers.texts[text], strength: strength[text] }));
}

/** What clauses that hold a key phrase say, by segment. */
async function readAspects(
  { outcome, plan }: FinishedStudy,
  source: MoodSource,
  members: readonly (readonly number[])[],
  watch: Watch,
): Promise<AspectMood[][]> {
  const { customers, model } = source;
  const wanted: { label: number; phrase: string; clauses: string[] }[] = [];
  for (const { label, keyphrases } of outcome.segments) {
    await breathe();
    heed(watch);
    const said = [...new Set(members[label].map((customer) => customers.textOf[customer]))];
    const random = createRandom(plan.seed + label);
    const order = [...shuffled(said.length, random)].map((at) => customers.texts[said[at]]);
    for (const { phrase } of keyphrases) {
      const clauses = new Set<string>();
      for (const text of order) {
        if (clauses.size === CLAUSES) break;
        if (!holdsPhrase(text, phrase)) continue;
        const found = splitClauses(text, model.language).find((clause) =>
          holdsPhrase(clause, phrase),
        );
        if (found !== undefined) clauses.add(found);
      }
      if (clauses.size >= LEAST_CLAUSES) wanted.push({ label, phrase, clauses: [...clauses] });
    }
  }
  const distinct = [...new Set(wanted.flatMap(({ clauses }) => clauses))];
  const vectors = await source.embed(distinct, watch);
  const readings = new Map(
    distinct.map((clause, at) => [clause, readMood(clause, vectors && rowOf(vectors, at), model)]),
  );
  const aspects: AspectMood[][] = members.map(() => []);
  for (const { label, phrase, clauses } of wanted) {
    const read = clauses.flatMap((clause) => readings.get(clause) ?? []);
    aspects[label].push({
      phrase,
      read: read.length,
      positive: read.filter(({ side }) => side === 'positive').length,
      negative: read.filter(({ side }) => side === 'negative').length,
      strength: read.reduce((sum, reading) => sum + reading.strength, 0) / read.length,
    });
  }
  return aspects;
}

const leaning = (aspects: readonly AspectMood[], side: 1 | -1): AspectMood[] =>
  aspects
    .filter(({ strength }) => side * strength >= LEANING)
    .sort((a, b) => side * (b.strength - a.strength));

/** How the strength of moods goes with ratings; undefined without a column of ratings. */
export function agreementWith(
  ratings: Ratings | undefined,
  strength: Float32Array,
): RatingAgreement | undefined {
  if (ratings === undefined) return undefined;
  const rows = [...strength.keys()].filter(
    (row) => !Number.isNaN(strength[row]) && !Number.isNaN(ratings.values[row]),
  );
  const sided = rows.filter((row) => sideOfRating(ratings.values[row], ratings.best) !== 0);
  const agreeing = sided.filter(
    (row) => sideOfRating(ratings.values[row], ratings.best) === (strength[row] >= 0 ? 1 : -1),
  );
  if (sided.length === 0) return undefined;
  return {
    column: ratings.column,
    best: ratings.best,
    rows: rows.length,
    correlation: rankCorrelation(
      rows.map((row) => strength[row]),
      rows.map((row) => ratings.values[row]),
    ),
    sided: sided.length,
    agreeing: agreeing.length / sided.length,
  };
}

import { hashPlain } from '../core/hash';
import { type Matrix, rowOf } from '../core/matrix';
import { type MoodModel, SIGNALS } from '../core/mood/mood-model';
import { readMood } from '../core/mood/read-mood';
import { readSignals } from '../core/mood/read-signals';
import { splitClauses } from '../core/mood/split-clauses';
import { MOODS, textMood } from '../core/mood/text-mood';
import type { Watch } from '../core/ports';
import type { Steps } from '../core/steps';
import { keysOf, type Plan } from '../core/study';
import { inferLanguage } from '../core/text/language';
import { loadMoodModel } from '../models/mood-models';
import { type Customers, customersOf } from './customers-of';
import { drive } from './drive';
import { embedTexts } from './embed-texts';
import { keepIn, type KeptStudy } from './open-space';
import { partOfWork } from './part-of-work';

/** Raised when the same weights begin to read otherwise. */
export const MOOD_VERSION = 1;

/** The mood of each distinct text. */
export interface TextMoods {
  /** Places in MOODS. */
  readonly moods: Uint8Array;
  /** -1 to 1. */
  readonly strength: Float32Array;
  /** Probability of the side that was taken, 0 to 1. */
  readonly sureness: Float32Array;
  /** Bits by place in SIGNALS. */
  readonly signals: Uint8Array;
}

/** What moods of a study are read from. */
export interface MoodSource {
  readonly customers: Customers;
  readonly model: MoodModel;
  /** Changes with the texts, the encoder and the weights. */
  readonly key: string;
  /** The vectors of texts; those of the study's own texts are on the shelf already. */
  readonly embed: (texts: readonly string[], watch: Watch) => Promise<Matrix | undefined>;
}

/** @returns undefined where there are no texts, or none in a language that moods are read in. */
export async function openMoodSource(study: KeptStudy): Promise<MoodSource | undefined> {
  const { table, tableKey, plan, ports } = study;
  const customers = customersOf(table, plan);
  const language = inferLanguage(customers.texts);
  if (customers.texts.length === 0 || language === 'other') return undefined;
  const model = await loadMoodModel(language, plan.encoder);
  const key = moodSourceKey({ tableKey, plan }, model);
  return { customers, model, key, embed: embedderOf(plan, model, ports) };
}

/** The key of a source of moods; it changes with the texts, the encoder and the weights. */
export function moodSourceKey(
  { tableKey, plan }: Pick<KeptStudy, 'tableKey' | 'plan'>,
  { version }: Pick<MoodModel, 'version'>,
): string {
  return hashPlain([MOOD_VERSION, version, keysOf(tableKey, plan).encode]);
}

function embedderOf(
  { encoder }: Plan,
  model: MoodModel,
  ports: KeptStudy['ports'],
): MoodSource['embed'] {
  // Without a head vectors say nothing.
  if (model.heads === undefined) return async () => undefined;
  const spec = { id: encoder, dimensions: ports.dimensionsOf(encoder) };
  const open = () => ports.openEncoder(encoder);
  const events = { known: () => undefined, full: () => undefined };
  return async (texts, watch) =>
    (await embedTexts(texts, spec, open, ports.vectors, watch, events)).vectors;
}

/**
 * The moods of all texts of a study, kept once read. A text as a whole is read by its vector and its words; whether its
 * clauses disagree, by their words alone, as vectors of all clauses would take as long as the study itself.
 *
 * @throws Fault stopped
 */
export function readTextMoods(
  study: KeptStudy,
  source: MoodSource,
  watch: Watch,
): Promise<TextMoods> {
  return keepIn(study)(`moods:${source.key}`, async () => {
    const { texts } = source.customers;
    const vectors = await source.embed(texts, partOfWork(watch, 0, 0.5));
    return drive(readMoods(texts, vectors, source.model), partOfWork(watch, 0.5, 1));
  });
}

/** The same of any texts, with the vectors of whole texts where they are there. */
export function* readMoods(
  texts: readonly string[],
  vectors: Matrix | undefined,
  model: MoodModel,
): Steps<TextMoods> {
  const moods = new Uint8Array(texts.length);
  const strength = new Float32Array(texts.length);
  const sureness = new Float32Array(texts.length);
  const signals = new Uint8Array(texts.length);
  for (const [at, text] of texts.entries()) {
    const vector = vectors && rowOf(vectors, at);
    const whole = readMood(text, vector, model);
    const clauses = splitClauses(text, model.language);
    const parts =
      clauses.length < 2 ? [] : clauses.map((clause) => readMood(clause, undefined, model));
    moods[at] = MOODS.indexOf(textMood(whole, parts));
    strength[at] = whole.strength;
    sureness[at] = Math.max(whole.positive, whole.negative, whole.neutral);
    for (const { signal } of readSignals(text, vector, whole, model))
      signals[at] |= 1 << SIGNALS.indexOf(signal);
    if ((at & 31) === 31) yield { done: at + 1, total: texts.length };
  }
  return { moods, strength, sureness, signals };
}

import { type MoodModel, type Signal, SIGNALS } from './mood-model';
import { logistic, type MoodReading, weighVector } from './read-mood';
import { saysOutright } from './signal-patterns';

/** A head alone has to be this sure. */
const SURE = 0.6;
/** What words that leave no doubt add to the head's sum, and what they are worth without one. */
const OUTRIGHT = 4;
const ALONE = 2;
/** Feelings that go with one side only: beyond this strength on the other they are not told. */
const AGAINST = 0.3;
const GLAD: ReadonlySet<Signal> = new Set(['joy']);
const UNHAPPY: ReadonlySet<Signal> = new Set(['churn', 'anger', 'sadness', 'fear', 'disgust']);

/** A signal and how sure it is, 0.5 to 1. */
export interface ReadSignal {
  readonly signal: Signal;
  readonly probability: number;
}

/**
 * What a text says of what its writer will do, and which feeling it shows: the surest first.
 *
 * By words that leave no doubt and by a head for each, made of some twenty example sentences; a feeling is not told
 * of a text that is clearly of the other mood.
 */
export function readSignals(
  text: string,
  vector: Float32Array | undefined,
  mood: Pick<MoodReading, 'strength'>,
  model: MoodModel,
): ReadSignal[] {
  return SIGNALS.flatMap((signal): ReadSignal[] => {
    if (GLAD.has(signal) && mood.strength < AGAINST) return [];
    if (UNHAPPY.has(signal) && mood.strength > AGAINST) return [];
    const outright = saysOutright(text, signal, model.language);
    const head = vector === undefined ? undefined : model.heads?.signals[signal];
    if (head === undefined || vector === undefined)
      return outright ? [{ signal, probability: logistic(ALONE) }] : [];
    const probability = logistic(weighVector(vector, head) + (outright ? OUTRIGHT : 0));
    return probability >= SURE ? [{ signal, probability }] : [];
  }).sort((a, b) => b.probability - a.probability);
}

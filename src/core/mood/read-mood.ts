import type { LinearHead, MoodModel, WordWeights } from './mood-model';
import { type WordFeatures, wordFeatures } from './word-features';

export type Side = 'positive' | 'negative' | 'neutral';

/** What is read of one text or clause. */
export interface MoodReading {
  /** Probabilities; they and that of neutral sum to 1. */
  readonly positive: number;
  readonly negative: number;
  readonly neutral: number;
  /** Positive less negative: -1 to 1. */
  readonly strength: number;
  /** The most probable. */
  readonly side: Side;
}

/**
 * Reads whether a text is for or against something, by its words and, where it is there, its vector.
 *
 * Two sums are made: for positive against negative, of a head on the vector and the weights of the words; and for
 * taking a side at all, of another head and of how far the first sum is from 0. Logistic functions make
 * probabilities of both, which were calibrated on texts that the weights had not seen.
 *
 * @param vector of the encoder that the model has heads for; without heads it is not looked at.
 */
export function readMood(
  text: string,
  vector: Float32Array | undefined,
  model: MoodModel,
): MoodReading {
  const words = weighWords(wordFeatures(text, model.language), model.words);
  const heads = vector === undefined ? undefined : model.heads;
  const blend = heads?.blend ?? model.byWords;
  const along = (head: LinearHead | undefined) =>
    head === undefined || vector === undefined ? 0 : weighVector(vector, head);
  const [ofHead, ofWords, constant] = blend.polarity;
  const polarity = ofHead * along(heads?.polarity) + ofWords * words + constant;
  const [ofSays, ofDistance, base] = blend.says;
  const says = ofSays * along(heads?.says) + ofDistance * Math.abs(polarity) + base;
  const taken = logistic(says);
  const positive = taken * logistic(polarity);
  const negative = taken - positive;
  const neutral = 1 - taken;
  const side =
    neutral > Math.max(positive, negative)
      ? 'neutral'
      : positive >= negative
        ? 'positive'
        : 'negative';
  return { positive, negative, neutral, strength: positive - negative, side };
}

/** What adds to the norm of a text's features, so that a single word does not decide alone. */
const DAMPING = 2;

/** The sum of the weights of known words, by the length of the vector of their values. */
export function weighWords(features: WordFeatures, { bias, scale, weights }: WordWeights): number {
  let sum = 0;
  let squares = DAMPING;
  for (const [name, value] of features) {
    const weight = weights.get(name);
    if (weight === undefined) continue;
    sum += weight * value;
    squares += value * value;
  }
  return bias + sum / scale / Math.sqrt(squares);
}

/** @throws RangeError when the vector has other dimensions than the head. */
export function weighVector(vector: Float32Array, { bias, weights }: LinearHead): number {
  if (vector.length !== weights.length)
    throw new RangeError(`${vector.length} dimensions for a head of ${weights.length}`);
  let sum = bias;
  for (let i = 0; i < vector.length; i++) sum += weights[i] * vector[i];
  return sum;
}

export const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit));

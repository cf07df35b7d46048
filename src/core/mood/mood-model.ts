import type { Language } from '../text/language';

/** A direction in the space of an encoder's vectors, and where it begins. */
export interface LinearHead {
  readonly bias: number;
  /** One per dimension. */
  readonly weights: readonly number[];
}

/** What words and runs of characters say for (above 0) or against something. */
export interface WordWeights {
  readonly bias: number;
  /** Whole numbers are divided by this. */
  readonly scale: number;
  readonly weights: ReadonlyMap<string, number>;
}

/** What customers say of what they will do, and how they feel. */
export const SIGNALS = [
  'intent',
  'churn',
  'joy',
  'anger',
  'sadness',
  'fear',
  'surprise',
  'disgust',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** How evidence is weighed together: sums that a logistic function makes probabilities of. */
export interface MoodBlend {
  /** For positive against negative: of the head, of the words, and a constant. */
  readonly polarity: readonly [head: number, words: number, constant: number];
  /** For taking a side at all: of its head, of how far polarity is from 0, and a constant. */
  readonly says: readonly [head: number, distance: number, constant: number];
}

/** All that moods of one language are read with. */
export interface MoodModel {
  /** Changes with any of the weights. */
  readonly version: string;
  readonly language: Exclude<Language, 'other'>;
  readonly words: WordWeights;
  /** Without vectors. */
  readonly byWords: MoodBlend;
  /** Of one encoder; absent where there is no head for it. */
  readonly heads?: MoodHeads;
}

export interface MoodHeads {
  readonly encoder: string;
  readonly polarity: LinearHead;
  readonly says: LinearHead;
  readonly signals: Readonly<Record<Signal, LinearHead>>;
  readonly blend: MoodBlend;
}

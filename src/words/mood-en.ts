import type { Signal } from '../core/mood/mood-model';
import type { Mood } from '../core/mood/text-mood';
import { numberFormat } from './formats';

const number = numberFormat('en');
const percents = numberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const hundredths = numberFormat('en', { signDisplay: 'exceptZero', maximumFractionDigits: 0 });
const points = (strength: number) => hundredths.format(strength * 100);

const MOOD_NAMES: Readonly<Record<Mood, string>> = {
  positive: 'Positive',
  negative: 'Negative',
  mixed: 'Mixed',
  neutral: 'Neutral',
};

const SIGNAL_NAMES: Readonly<Record<Signal, string>> = {
  intent: 'wants to buy or come back',
  churn: 'may leave',
  joy: 'joy',
  anger: 'anger',
  sadness: 'disappointment',
  fear: 'worry',
  surprise: 'surprise',
  disgust: 'disgust',
};

/** Words of moods in English. */
export const moodEn = {
  title: 'Mood',
  moods: MOOD_NAMES,
  signals: SIGNAL_NAMES,
  ask: 'Read the mood of what customers say',
  asking: 'Reading moods',
  stop: 'Stop',
  means:
    'Each text is read on this computer: for or against, and how clearly. Mixed means that parts of it disagree. It is right for roughly five texts in six, and misses irony.',
  none: 'There are no texts in English or Chinese to read a mood from.',
  nobody: 'Nobody here says anything.',
  count: (name: string, n: number, share: number) =>
    `${name}: ${number.format(n)} (${percents.format(share)})`,
  bar: 'Customers by mood',
  strength: (mean: number, low: number, high: number) =>
    `On average ${points(mean)} on a scale from -100 (all complain) to +100 (all praise); the true average is most likely between ${points(low)} and ${points(high)}.`,
  same: 'No clear difference to all other customers.',
  better: (mean: number) => `${points(mean)} points: happier than all other customers.`,
  worse: (mean: number) => `${points(mean)} points: less happy than all other customers.`,
  pleased: 'Pleased about',
  unhappy: 'Unhappy about',
  aspect: (positive: number, negative: number, read: number) =>
    `${number.format(positive)} for, ${number.format(negative)} against, of ${number.format(read)} passages read`,
  sample: (n: number) =>
    `Of each phrase at most ${number.format(n)} passages are read, drawn by lot.`,
  praise: 'Clearest praise',
  complaints: 'Clearest complaints',
  said: 'What they say they will do and how they feel',
  signal: (name: string, n: number, share: number) =>
    `${name}: ${number.format(n)} (${percents.format(share)})`,
  signalsMean:
    'Clues, not facts: found by examples and by plain words such as "cancel my account".',
  agreement: (column: string, agreeing: number, sided: number, correlation: number) =>
    `Beside "${column}": in ${percents.format(agreeing)} of ${number.format(sided)} texts with a good or bad rating the mood says the same. Rank correlation ${correlation.toFixed(2)} (1: they rise together, 0: nothing in common).`,
  words:
    'Read by words alone, as nothing more has been learnt for this encoder and language: less exact.',
  customer: 'Mood of the text',
  looking: 'Reading',
  whole: (name: string, strength: number, sure: number) =>
    `${name}, ${points(strength)} of 100; sure to ${percents.format(sure)}`,
  clauses: 'Part by part',
};

export type MoodWords = typeof moodEn;

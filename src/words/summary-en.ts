import type { Strength } from '../core/segments/summary-facts';
import { numberFormat } from './formats';

const number = numberFormat('en');
const STRENGTHS: Readonly<Record<Strength, string>> = {
  slight: 'slightly',
  clear: 'clearly',
  strong: 'strongly',
};

/** A segment told in a line and in a paragraph, out of facts. */
export const summaryEn = {
  heading: 'In short',
  more: 'More about this segment',
  title: (behaviour: string, voice: string) => `${behaviour}, speaking of ${voice}`,
  useTitle: (title: string) => `Use “${title}” as the name`,
  size: (oneIn: string, size: number) =>
    `${oneIn} (${number.format(size)} ${size === 1 ? 'customer' : 'customers'})`,
  says: (phrase: string, inside: string, outside: string) =>
    `${inside} speak of “${phrase}”, ${outside} of the others do`,
  differs: (trait: string, strength: Strength) =>
    `${trait}: ${STRENGTHS[strength]} different from the others`,
  example: (quote: string) => `One of them says: “${quote}”`,
  speakOf: (phrases: string) => `they speak of ${phrases}`,
  joinPitch: (parts: readonly string[]) => `${parts.join('; ')}.`,
  joinParagraph: (sentences: readonly string[]) =>
    sentences.map((sentence) => (/[.!?…”]$/u.test(sentence) ? sentence : `${sentence}.`)).join(' '),
  evidence: (statement: string) => `What this rests on: ${statement}`,
  noQuote: 'None of the typical customers below says it word for word.',
  counted: (count: number, share: string) =>
    `${number.format(count)} ${count === 1 ? 'text' : 'texts'} of this segment (${share})`,
  effect: (size: string) => `Size of the difference: ${size} (0.2 is small, 0.5 medium, 0.8 large)`,

  stopWords: 'Words never used in names',
  stopWordsHint: 'Separate words with commas, for example your brand.',
  stopWordsWhat:
    'Names are made anew without these words. Segments stay as they are, and so do names that you gave.',
};

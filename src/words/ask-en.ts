import { numberFormat } from './formats';

const number = numberFormat('en', { maximumFractionDigits: 2 });
const percents = numberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const customers = (n: number) => `${number.format(n)} ${n === 1 ? 'customer' : 'customers'}`;

/** Words of answers in English. */
export const askEn = {
  title: 'Answer',
  counted: (n: number, of: number) =>
    `${customers(n)} of ${number.format(of)}, ${percents.format(of === 0 ? 0 : n / of)}.`,
  nobody: 'Nobody fits this.',
  mean: (column: string, value: number, others: number) =>
    `Their mean ${column} is ${number.format(value)}; of everyone else it is ${number.format(others)}.`,
  sum: (column: string, value: number, others: number) =>
    `Their ${column} adds up to ${number.format(value)}; that of everyone else to ${number.format(others)}.`,
  unknown: (column: string) => `Nothing is known of their ${column}.`,
  understood: 'Understood as',
  unread: (parts: string) =>
    `Not understood, and left out: ${parts}. Name columns, values and segments as they stand here, or put what customers say in quotes.`,
  everyone: 'Nothing of the question could be turned into a condition, so this is about everyone.',
  segments: 'Commoner in',
  allSegments: 'By segment',
  inSegment: (count: number, size: number) =>
    `${number.format(count)} of ${number.format(size)}, ${percents.format(size === 0 ? 0 : count / size)}`,
  levels: (column: string) => `By ${column}`,
  quotes: 'What they say',
  show: 'Show on the map',
  edit: 'Open in the audience builder',
  close: 'Close the answer',
};
export type AskWords = typeof askEn;

import { numberFormat } from './formats';

const number = numberFormat('en');
const percent = numberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const times = numberFormat('en', { maximumFractionDigits: 1 });
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;

/** What counts when customers are compared, in English. */
export const spaceEn = {
  title: 'What counts',
  asProposed: 'as suggested',
  changed: 'set by you',
  slider: 'From what people say to what people do',
  say: 'What they say',
  do: 'What they do',
  balance: (textShare: number) =>
    textShare >= 1
      ? 'Only what they say counts'
      : textShare <= 0
        ? 'Only what they do counts'
        : `${percent.format(textShare)} what they say, ${percent.format(1 - textShare)} what they do`,
  suggested: 'suggested',
  back: 'Back to the suggestion',
  suggest: 'Suggest',
  suggestMeans:
    'Tries several settings on up to 1,000 of your customers. It can take a minute or two.',
  trying: 'Trying settings',
  stop: 'Stop',
  why: {
    kept: (agree: number) =>
      `No other setting is clearly better. Two halves of your customers, grouped apart, agree to ${percent.format(agree)} here.`,
    text: (agree: number, before: number) =>
      `More weight on what they say: two halves of your customers, grouped apart, then agree to ${percent.format(agree)} instead of ${percent.format(before)}, or the segments tell more of both.`,
    columns: (agree: number, before: number) =>
      `More weight on what they do: two halves of your customers, grouped apart, then agree to ${percent.format(agree)} instead of ${percent.format(before)}, or the segments tell more of both.`,
  },
  tried: {
    title: 'Figures for analysts',
    share: 'What they say',
    stability: 'Halves agree',
    coverage: 'Told of both',
    part: 'Part of what they say',
    means: (k: number) =>
      `With ${number.format(k)} segments. Halves agree: adjusted Rand index of halves grouped apart. Told of both: explained variance beside the most at any setting. The suggestion has the highest product, if it is clearly higher.`,
  },
  weights: 'How much each column counts',
  weightOf: (column: string) => `How much ${column} counts`,
  weight: {
    none: 'not at all',
    half: 'half',
    usual: 'as usual',
    double: 'double',
    triple: 'triple',
    times: (weight: number) => `${times.format(weight)} times`,
  },
  allUsual: 'All as usual',
  components: 'Simplify many columns',
  componentsMean:
    'Keeps the main directions in which customers differ. Automatic does so for more than 20,000 customers.',
  component: {
    auto: 'automatic',
    never: 'never',
    keep: (share: number) => `keep ${percent.format(share)} of the differences`,
  },
  deep: 'Refine the space (slow)',
  deepMeans:
    'A small network learns which differences go together and draws similar customers closer. It can take minutes and seldom helps; try it when segments blur into each other.',
  parts: {
    title: 'What parts the segments',
    both: (text: string, columns: string) =>
      `${text} of the difference between the segments is in what they say, ${columns} in what they do.`,
    only: {
      text: 'Only what they say parts the segments.',
      columns: 'Only what they do parts the segments.',
    },
    table: 'Part of each column in what parts the segments',
    explained: (share: string) => `the segments explain ${share} of how customers differ in it`,
    rest: (n: number) => `${many(n, 'other column', 'other columns')}`,
    none: 'There are fewer than two segments, so nothing parts them.',
    leftOut: (columns: string) => `Left out by you: ${columns}.`,
  },
  account: {
    parts: 'What parts the segments',
    components: 'Main directions used',
    kept: (components: number, of: number, kept: string) =>
      `${number.format(components)} of ${number.format(of)}, with ${kept} of the differences`,
    refined: 'Space refined',
    refinedBy: 'by a small network',
    weights: 'Columns that count otherwise',
  },
  alike: {
    title: 'Most alike',
    open: (row: number, likeness: string) => `Open row ${number.format(row)}, ${likeness} alike`,
    row: (row: number) => `Row ${number.format(row)}`,
    means:
      '100% is the same in everything that counts; 0% is as different as two customers picked at random, or more.',
    looking: 'Looking for customers like this one',
  },
  unusual: {
    title: 'Unusual customers',
    looking: 'Looking',
    alone: (n: number) =>
      n === 1
        ? 'One customer stands far from everyone else.'
        : `${number.format(n)} customers stand far from everyone else.`,
    most: (n: number) => `The ${number.format(n)} customers farthest from everyone else.`,
    none: 'Nobody stands far from everyone else.',
    times: (n: number) => `${times.format(n)} times as far from the nearest others as usual`,
    same: (customers: number, groups: number) =>
      `${many(customers, 'customer', 'customers')} in ${many(groups, 'group', 'groups')} are the same in everything that counts.`,
    sameNone: 'No two customers are the same in everything that counts.',
    show: 'Show them',
    showSame: 'Show those who are the same',
  },
};

import { numberFormat } from './formats';

const number = numberFormat('en');
const percents = numberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const customers = (n: number) => `${number.format(n)} ${n === 1 ? 'customer' : 'customers'}`;
const texts = (n: number) => `${number.format(n)} ${n === 1 ? 'text' : 'texts'}`;
const themes = (n: number) => `${number.format(n)} ${n === 1 ? 'theme' : 'themes'}`;

/** What people talk about, in English. */
export const topicsEn = {
  title: 'What people talk about',
  lead: (n: number, speakers: number, parts: number, split: number) =>
    `${themes(n)} in what ${customers(speakers)} say, whatever segment they are in. A customer can have several.${
      split > 0
        ? ` ${texts(split)} were long and were read sentence by sentence: ${number.format(parts)} pieces in all.`
        : ''
    }`,
  none: 'There are no texts here, or too few to find themes in. Give a column of comments the role Text.',
  reading: (share: number) => `Finding themes: ${percents.format(share)}`,
  stop: 'Stop',
  again: 'Find the themes',
  fault: 'The themes could not be found:',
  fineness: 'How fine',
  coarser: (n: number) => `Coarser: ${themes(n)}`,
  finer: (n: number) => `Finer: ${themes(n)}`,
  suggested: (n: number) => `As suggested: ${themes(n)}`,
  rule: 'The number is the one at which texts that had no part in drawing the lines still fall clearly on one side. A piece of text belongs to the theme it is nearest to, and to others that are nearly as near; what is far from all belongs to none.',
  search: 'Search by words or meaning',
  searchButton: 'Search',
  clear: 'Clear the search',
  searching: 'Searching',
  foundThemes: 'Themes that fit',
  foundTexts: 'Texts that fit',
  row: (row: number) => `Row ${number.format(row)}`,
  list: 'Themes',
  all: 'All themes',
  customers,
  size: (n: number, share: string) => `${customers(n)}, ${share}`,
  sizeMeans:
    'Share of all customers who say something. Shares add up to more than 100% where customers have several themes.',
  nowhere: (n: number, share: string) => `In no theme: ${customers(n)} (${share})`,
  nowhereMeans: 'What they say is unlike anything that many others say.',
  keyphrases: 'What they say',
  quotes: 'In their words',
  segments: 'In the segments',
  segment: 'Segment',
  share: 'Share',
  ofSegment: (count: number, of: number) => `${number.format(count)} of ${number.format(of)}`,
  interval: 'Likely range',
  intervalMeans:
    'The range in which the true value lies in 95 of 100 such files, as far as chance alone goes.',
  lift: 'Against all',
  liftMeans: 'How many times as often as among all customers who say something.',
  times: (value: string) => `${value} times`,
  show: 'Show on the map',
  back: 'Back to all themes',
  effects: 'What goes with a figure',
  figure: 'Figure',
  effectsLead: (figure: string, mean: string, n: number) =>
    `The mean of ${figure} is ${mean} among ${customers(n)} who say something. For each theme: by how much it would differ without those who have it.`,
  association:
    'This shows what goes together, not what causes what: people who talk about something differ in other ways, too.',
  noFigure: 'There is no column of numbers to compare.',
  theme: 'Theme',
  moves: 'Moves the mean by',
  movesMeans: 'The mean of all, less the mean of all without the theme.',
  with: 'With the theme',
  without: 'Without',
  difference: 'Difference',
  count: 'Customers',
  sure: 'beyond chance',
  sureMeans:
    'So large a difference would be found by chance in fewer than 5 of 100 themes marked like this.',
  sortBy: (column: string) => `Sort by ${column}`,
  lowFirst: 'Lowest first',
  highFirst: 'Highest first',
  over: 'Over time',
  date: 'Date',
  units: { day: 'by day', week: 'by week', month: 'by month', year: 'by year' },
  undated: (n: number) => (n === 0 ? '' : `${customers(n)} without a date are left out.`),
  line: (name: string, before: string, after: string) =>
    `${name}: ${before} in the first half of the time, ${after} in the second`,
  point: (day: string, share: string, n: number, of: number) =>
    `${day}: ${share} (${number.format(n)} of ${number.format(of)})`,
  rises: 'rises',
  falls: 'falls',
  steady: 'no clear change',
  changeMeans:
    'Rises and falls are told only where they are clearer than chance would make them, with the number of themes looked at taken into account.',
  tree: 'How themes belong together',
  treeMeans:
    'Themes that are alike stand under one heading; the farther to the right, the more alike.',
  branch: (name: string, n: number) => (name === '' ? themes(n) : `${name} · ${themes(n)}`),
};

export type TopicsWords = typeof topicsEn;

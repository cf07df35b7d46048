import { createBarNames } from './explore';
import { dateFormat, numberFormat } from './formats';

const number = numberFormat('en');
const percents = numberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const decimals = numberFormat('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const plain = numberFormat('en', { maximumSignificantDigits: 3 });
const days = dateFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const customers = (n: number) => `${number.format(n)} ${n === 1 ? 'customer' : 'customers'}`;

/** Words of looking around in English. */
export const exploreEn = {
  title: 'Explore',
  search: 'Search or ask',
  hint: 'Search, or ask: who complains about delivery and still buys?',
  searchButton: 'Search',
  searching: 'Searching',
  clearSearch: 'Clear the search',
  results: 'Found',
  found: (holding: number, all: number, byMeaning: boolean) =>
    byMeaning
      ? `${customers(holding)} say it, ${number.format(all - holding)} more mean something like it`
      : `${customers(holding)} say it`,
  foundNone: 'Nobody says that, and nobody means something like it. Try fewer or plainer words.',
  noTexts: 'This file has no column of texts to search.',
  pickHolding: 'Pick out who says it',
  pickAll: 'Pick out all of these',
  shownFirst: (n: number) => `The best ${number.format(n)} texts:`,
  byMeaningOnly: 'means something like it',
  colourBy: 'Colour by',
  segments: 'Segments',
  confidence: 'How sure the place is',
  mood: 'Mood',
  theme: 'What is spoken of first',
  readingMood: 'Reading moods for the colours',
  readingThemes: 'Finding themes for the colours',
  stopReading: 'Stop reading for the colours',
  noMood: 'Nothing is said here in a language whose moods are read.',
  noThemes: 'Too little is said here for themes.',
  legend: 'Colours',
  unknown: 'not known',
  charts: 'Charts',
  heat: 'Heat map',
  scatter: 'Two columns',
  kinds: 'What is shown beside the map',
  intro: 'Drag over bars, or tick them, and every other chart and the map follow.',
  left: (n: number, of: number) => `${number.format(n)} of ${customers(of)} left`,
  reset: 'Take everyone again',
  resetChart: 'Take all bars',
  from: (name: string) => `From, ${name}`,
  to: (name: string) => `To, ${name}`,
  bar: (name: string, left: number, all: number) =>
    `${name}: ${number.format(left)} of ${customers(all)}`,
  missing: (n: number) => `${customers(n)} without a value`,
  noCharts: 'No column of this file can be charted.',
  heatIntro:
    'What differs most between the segments. Each cell says the mean, or the share, of its segment; the colour how far that is from everyone else.',
  heatSegment: 'Segment',
  heatEffect: (times: number) =>
    times === 0
      ? 'as everyone else'
      : `${decimals.format(times)} standard deviations from everyone else`,
  heatAll: 'All',
  heatNone: 'No column of numbers or categories differs between the segments.',
  count: (n: number) => number.format(n),
  day: (moment: number) => days.format(moment),
  share: (value: number) => percents.format(value),
  mean: (value: number) => plain.format(value),
  across: 'Across',
  upwards: 'Upwards',
  scatterIntro: 'The larger a square, the more customers. Press one to pick them out.',
  scatterCell: (x: string, y: string, n: number) => `${x}, ${y}: ${customers(n)}`,
  scatterNone: 'This takes two columns of numbers, dates or categories.',
  play: 'Play through time',
  pause: 'Stop playing',
  barName: createBarNames({
    locale: 'en',
    between: (from, to) => `${from} to ${to}`,
    upTo: (to) => `below ${to}`,
    from: (from) => `${from} and more`,
    weekOf: (day) => `week of ${day}`,
    quarter: (year, quarter) => `${year}, quarter ${quarter}`,
    years: (from, to) => (from === to ? `${from}` : `${from} to ${to}`),
    lumped: (levels) => `${number.format(levels)} others`,
  }),
};
export type ExploreWords = typeof exploreEn;

import { numberFormat } from './formats';

const number = numberFormat('en');
const segments = (n: number) => `${number.format(n)} ${n === 1 ? 'segment' : 'segments'}`;

/** How real segments are, and what other numbers of them would be like. */
export const judgingEn = {
  title: 'How real are these segments?',
  short: 'How real',
  chips: {
    natural: 'Natural groups',
    reproducible: 'Same lines each time',
    constructed: 'Useful cuts',
    none: 'No natural segments',
    single: 'Everyone together',
    hand: 'Made by hand',
  },
  says: {
    natural:
      'These groups exist in your data: there are few customers between them, and they are found again each time.',
    reproducible:
      'The same lines are found each time, but there are no clear gaps: customers change gradually from one segment to the next.',
    constructed:
      'These are useful cuts through a continuum: customers do differ, but other lines would serve as well.',
    none: 'There are no natural segments here: your customers form one crowd, and the lines fall elsewhere each time.',
    single: 'All customers are one segment, so there are no lines to judge.',
    hand: 'You made these segments by hand. Finding segments again says nothing about lines that a person has drawn.',
  },
  advice: {
    natural: 'Act on them as they are.',
    reproducible:
      'Act on them, and treat customers near a line with care: their confidence is low.',
    constructed:
      'Use them to organise your work, not as a discovery. Choose the number that you can act on.',
    none: 'Speak to everyone alike, as one segment, or keep these segments knowingly: as equal portions of one crowd.',
    single: 'Other numbers of segments are measured below.',
    hand: 'Keep them as long as they fit your work. Take your changes back to have the lines judged that the method draws.',
  },
  hardToTell: 'Gaps beside segments of fewer than 40 customers cannot be told from chance.',
  oneIsEnough:
    'No number of segments stands out below: one segment is what both the gap and the prediction strength prefer.',
  useOne: 'Use one segment',
  open: 'Why?',
  openLabel: 'Why? How real these segments are',
  checking: (share: string) => `Checking how real they are: ${share}`,
  checkingLabel: 'Checking how real the segments are',
  check: 'Check how real they are',
  checkLong: (minutes: number) =>
    `Check how real they are (about ${number.format(minutes)} ${minutes === 1 ? 'minute' : 'minutes'})`,
  stop: 'Stop',
  stopped: 'Not checked.',
  failed: (sentence: string) => `This could not be checked. ${sentence}`,
  notJudged:
    'Segments of this method follow rules or themes that are fixed beforehand, so finding them again says nothing about them.',

  evidence: 'What this rests on',
  judgedOf: (rows: number, of: number) =>
    rows < of
      ? `Judged on ${number.format(rows)} of ${number.format(of)} customers.`
      : `Judged on all ${number.format(of)} customers.`,
  byHand: (count: number, list: string) =>
    `Not judged, because ${count === 1 ? 'it was' : 'they were'} made by hand: ${list}. The others are judged as the method drew them, before customers were moved.`,
  madeByHand: 'made by hand',
  again: 'Found again',
  againMeans: (repeats: number) =>
    `How much of a segment comes back, on average, when the method starts from nothing ${number.format(repeats)} times, each time without a fifth of the customers. 75% and more is steady.`,
  againOf: (share: string) => `${share} found again`,
  againSegment: (share: string, repeats: number) =>
    `${share} of this segment comes back, on average over ${number.format(repeats)} repeats without a fifth of the customers`,
  tooFew: 'too few were judged',
  apart: 'Set apart',
  apartMeans:
    'Share of the customers in segments with fewer customers on the way to the next segment than on either side, seen on customers who had no part in drawing the line. Two thirds and more are natural groups.',
  halves: 'Halves agree',
  halvesMeans:
    'Half of the customers and the other half are segmented apart from each other, and compared: 1 is the same lines, 0 is chance (adjusted Rand index, mean; the worst in brackets).',
  cloud: 'More grouped than one crowd',
  cloudMeans:
    'How many standard deviations more grouped than one crowd of the same shape, round or even, whichever is nearer. 3 and more means that customers do differ.',
  segment: 'Segment',
  dissolved: 'Dissolved',
  dissolvedMeans: 'Share of the repeats in which less than half of the segment came back.',

  others: 'Other numbers of segments',
  otherSettings: 'Other settings',
  othersMean:
    'Each point is this file segmented anew. Choose a point to use that number. The shaded range, four to eight, is easiest to act on.',
  settingsMean: 'Each point is this file segmented anew. Choose a point to use that setting.',
  measuredOf: (rows: number, of: number) =>
    rows < of
      ? `Measured on ${number.format(rows)} of ${number.format(of)} customers.`
      : `Measured on all ${number.format(of)} customers.`,
  measuring: (done: number, total: number) =>
    `Measured ${number.format(done)} of ${number.format(total)}`,
  measuringLabel: 'Measuring other numbers of segments',
  measure: 'Measure',
  goOn: 'Go on',
  dials: {
    k: 'Number of segments',
    minClusterSize: 'Fewest customers of a segment',
    eps: 'How near neighbours are',
    resolution: 'How fine',
  },
  measures: {
    silhouette: 'Silhouette',
    calinskiHarabasz: 'Calinski-Harabasz',
    daviesBouldin: 'Davies-Bouldin',
    gap: 'Gap',
    strength: 'Prediction strength',
    weakest: 'Weakest segment found again',
    k: 'Segments found',
    placed: 'Customers in a segment',
    validity: 'Density validity (DBCV)',
    persistence: 'Persistence',
  },
  measuresMean: {
    silhouette:
      'How much nearer customers are to their own segment than to the next. Higher is better.',
    calinskiHarabasz: 'How far segments lie apart, for how wide they are. Higher is better.',
    daviesBouldin: 'How much each segment overlaps its worst neighbour. Lower is better.',
    gap: 'How much tighter segments are than in one even crowd. The fewest that are as good as the best.',
    strength:
      'How well one half of the customers tells the segments of the other. The most segments with 0.8 or more.',
    weakest:
      'How much of the segment that comes back worst does come back. The most segments with 75% or more.',
    k: 'How many segments are found.',
    placed: 'Share of the customers who are in a segment, before others are placed.',
    validity: 'How empty it is between segments, for how dense they are. Higher is better.',
    persistence: 'How long segments last as the density rises. Higher is better.',
  },
  prefers: (value: string, dial: string) =>
    dial === 'k' ? `prefers ${value === '1' ? '1: no segments' : value}` : `best at ${value}`,
  usePoint: (value: string, figure: string, dial: string) =>
    `${value}: ${figure}. Use ${dial === 'k' ? segments(Number(value)) : value}`,
  use: (value: string) => `Use ${value}`,
  useLabel: (value: string, dial: string) =>
    dial === 'k' ? `Use ${segments(Number(value))}` : `Use ${value}`,
  table: 'The same as a table',
  plot: (measure: string, dial: string) => `${measure} by ${dial}`,
  summary: {
    many: (value: string, measures: string) => `${measures} prefer ${value}.`,
    one: (value: string, measures: string) => `${measures} prefers ${value}.`,
    none: '1, which is no segments',
    range: (value: string) =>
      `Among four to eight, which are easiest to act on, the silhouette prefers ${value}.`,
  },

  report: 'How real these segments are',
};

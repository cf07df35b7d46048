import { numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;
const customers = (n: number) => many(n, 'customer', 'customers');

/** New customers in the segments that are there. */
export const placingEn = {
  title: 'Next file',
  lead: 'Put new customers, or next month’s file, into these segments. The segments stay as they are; you see how many customers are in each, what changed since the first file, and who does not fit anywhere.',
  choose: 'Place new customers…',
  another: 'Place another file…',
  hint: 'The file needs the same columns as the first one. You can also drop it on this page.',
  stages: {
    read: 'Reading the file',
    learn: 'Looking at the segments',
    encode: 'Reading what new customers say',
    place: 'Placing the customers',
  },
  stop: 'Stop',
  stopped: 'Stopped. Nothing was placed.',
  export: 'Export with segments (CSV)',
  exporting: 'Writing the file',

  offer: {
    label: 'What to do with the file',
    looking: (name: string) => `Looking at ${name}`,
    title: (name: string) => `${name} has the columns of this study.`,
    place: 'Place its customers into these segments',
    anew: 'Start anew with this file',
    cancel: 'Neither',
  },

  placed: (name: string, n: number) => `${name}: ${customers(n)}.`,
  account: (fits: number, misfits: number) =>
    misfits === 0
      ? `All ${number.format(fits)} fit one of the segments.`
      : `${number.format(fits)} fit one of the segments, ${number.format(misfits)} do not fit anywhere.`,
  between: (n: number) =>
    `${customers(n)} ${n === 1 ? 'stands' : 'stand'} between the segments and ${n === 1 ? 'is' : 'are'} in none, as in the first file.`,
  objected: (n: number) => `${customers(n)} left out because they object.`,
  dropped: (n: number) => `${many(n, 'row', 'rows')} left out by your treatments.`,
  read: (texts: number, fresh: number) =>
    fresh === 0
      ? 'All texts had been read before.'
      : `${many(fresh, 'text', 'texts')} of ${number.format(texts)} had to be read anew.`,

  changed: {
    title: 'What changed',
    none: 'No segment grew or shrank by more than chance explains.',
    doubled: (name: string, before: string, now: string) =>
      `“${name}” doubled, from ${before} to ${now}.`,
    tripled: (name: string, before: string, now: string) =>
      `“${name}” more than doubled, from ${before} to ${now}.`,
    grew: (name: string, before: string, now: string) => `“${name}” grew from ${before} to ${now}.`,
    halved: (name: string, before: string, now: string) =>
      `“${name}” halved, from ${before} to ${now}.`,
    dwindled: (name: string, before: string, now: string) =>
      `“${name}” fell to less than half, from ${before} to ${now}.`,
    shrank: (name: string, before: string, now: string) =>
      `“${name}” shrank from ${before} to ${now}.`,
    morePoints: (low: string, high: string) => `Between ${low} and ${high} points more.`,
    fewerPoints: (low: string, high: string) => `Between ${low} and ${high} points less.`,
    rest: (n: number) =>
      n === 1
        ? 'The other segment changed no more than chance explains.'
        : `The other ${number.format(n)} segments changed no more than chance explains.`,
    how: 'A change is told when it is more than chance would make of two equal months: its bounds, for all segments at once with 95 % confidence, stay clear of zero. What placing itself shifts is measured on the first file and taken off.',
  },

  table: 'Segments in the new file',
  columns: {
    segment: 'Segment',
    customers: 'Customers',
    before: 'First file',
    now: 'This file',
    change: 'Change, in points',
  },
  same: 'about the same',
  range: (low: string, high: string) => `${low} to ${high}`,

  misfits: {
    title: 'Who does not fit anywhere',
    share: (share: string, expected: string) =>
      `${share} of the customers. In a file like the first one about ${expected} would be so: customers at the very edge.`,
    none: 'Everyone fits one of the segments.',
    outdated:
      'More than 1 in 20 customers do not fit, beyond chance. Something new has come that these segments do not know: find segments anew.',
    unusual: 'That is more than chance explains. See below whether they have something in common.',
    usual: 'That is no more than usual.',
    rule: 'A customer does not fit when it is farther from the customers most like it than 99 of 100 members of the nearest segment are from theirs. Find segments anew when, beyond chance, more than 1 in 20 do not fit.',
    anew: 'Find segments in this file',
    say: 'They often say',
    are: 'They stand out by',
    list: 'Customers who do not fit',
    row: 'Row',
    customer: 'Customer',
    nearest: 'Nearest segment',
    more: (n: number) => `and ${number.format(n)} more; all are in the export, without a segment.`,
  },

  mismatch: {
    title: 'What is not as in the first file',
    missing: (columns: string) =>
      `Missing: ${columns}. Its customers are placed by everything else.`,
    unheard: (columns: string) =>
      `Missing: ${columns}, which told who objects. Nobody could be left out by it; make sure that you may use these customers.`,
    added: (columns: string) => `New and passed over: ${columns}.`,
    levels: (column: string, levels: string, n: number) =>
      `New in ${column}: ${levels} (${customers(n)}). These count as none of the known ones.`,
    unknown: (column: string, n: number) =>
      `${column} is unknown for ${customers(n)}; in the first file it was known for all.`,
    silent: (n: number) =>
      `${customers(n)} ${n === 1 ? 'says' : 'say'} nothing; in the first file everyone did.`,
    withoutTexts: 'Nobody says anything here; the segments were made from texts, too.',
    languages: { en: 'English', zh: 'Chinese', other: 'another language' },
    language: (before: string, now: string) =>
      `The texts are in ${now}, those of the first file in ${before}. Customers may be placed wrongly: the language model was chosen for the first file.`,
  },

  map: 'Map of the new customers',
  mapMeans:
    'New customers in colour, among those of the first file in grey. Who does not fit is grey and full.',
  figures: 'Figures for analysts',
  rule: { neighbours: 'by their neighbours', centres: 'by the nearest centre' },
  placedBy: 'Placed',
  trial: (right: string, rows: number) =>
    `${right} of ${customers(rows)} of the first file, placed as if they were new, go to the segment that they are in.`,
};

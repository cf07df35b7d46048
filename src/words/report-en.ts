import { numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;

/** Words of the report in English. */
export const reportEn = {
  title: (name: string) => `Customer segments of ${name}`,
  made: 'Made on this computer by Enclave; no customer data was sent anywhere.',
  customers: (n: number) => many(n, 'customer', 'customers'),
  segments: (n: number) => many(n, 'segment', 'segments'),
  contents: 'Contents',
  overview: 'Overview',
  map: 'Map',
  how: 'How it was made',
  receipt: 'What was read',
  receiptSays: (rows: number, columns: number) =>
    `${many(rows, 'row', 'rows')} and ${many(columns, 'column', 'columns')}.`,
  fingerprint: (key: string) =>
    `Fingerprint of the file as it was read: ${key}. The same file, read the same way, has the same one.`,
  theme: 'Theme',
  column: 'Column',
  role: 'Role',
  used: 'Compared by',
  filled: 'Filled',
  yes: 'yes',
  no: 'no',
  caveats: 'Before you act on it',
  fewerThan: (n: number) => `fewer than ${number.format(n)}`,
  hidden: (n: number) =>
    `Fewer than ${number.format(n)} people: nothing more is told, so that nobody can be recognised.`,
  caveat: {
    association: () =>
      'What sets a segment apart goes along with it. That is no proof that one causes the other.',
    names: () =>
      'Names are short cuts made from the customers’ own words and figures. Read the evidence below each before you use one.',
    'this-file': () =>
      'These segments are of this file. Before a campaign, put the newest file into them and see whether they still hold.',
    approximate: () =>
      'There are many customers: who is near whom, or the picture of it, was found by a quick search that is right nearly always.',
    silent: (n: number) => `${many(n, 'customer says', 'customers say')} nothing in words.`,
    objected: (n: number) =>
      `${many(n, 'customer has', 'customers have')} not agreed, or objected, and took no part.`,
    dropped: (n: number) =>
      `${many(n, 'row was', 'rows were')} left out when the data was cleaned.`,
    unplaced: (n: number) => `${many(n, 'customer lies', 'customers lie')} between the segments.`,
    small: (n: number, least: number) =>
      `${many(n, 'segment has', 'segments have')} fewer than ${number.format(least)} customers: chance moves their figures much.`,
    suppressed: (n: number, least: number) =>
      `${many(n, 'segment of', 'segments of')} fewer than ${number.format(least)} people, and figures that fewer stand behind, are not told.`,
  },
  suppress: 'Report: tell nothing of fewer than 5 people',
  suppressOff: 'Off tells of the smallest groups, too.',
};
export type ReportWords = typeof reportEn;

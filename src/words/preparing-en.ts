import { dateFormat, numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;
const dayFirst = dateFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const figures = numberFormat('en', { maximumFractionDigits: 6 });
const monthFirst = dateFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

/** How a file is read and prepared, in English. */
export const preparingEn = {
  records: 'Records of the file',
  rowNames: (row: number) => `Row ${number.format(row)} names the columns`,
  row: 'Row',
  names: 'Names',
  noRowNames: 'No row names the columns',
  kinds: {
    above: 'above',
    header: 'names',
    apart: 'left out',
    comment: 'comment',
    blank: 'empty',
    separator: 'separator',
  },
  namesIn: (row: number) => `names in row ${number.format(row)}`,
  noNames: 'no names',
  above: (n: number) => `${number.format(n)} above`,
  below: (n: number) => `${number.format(n)} left out`,
  comments: (n: number) => many(n, 'comment', 'comments'),
  between: (n: number) => `${many(n, 'more row', 'more rows')}`,
  keepFooter: 'Keep them as customers',
  footerKept: 'Notes and totals are kept as customers, as you set it.',
  leaveFooter: 'Leave them out',
  comment: 'Comment lines begin with',
  noComment: 'nothing',
  escape: 'A quote inside quotes is',
  escapes: { '': 'doubled: ""', '\\': 'behind a backslash: \\"' } as Record<string, string>,
  encodings: {
    gb18030: 'GB18030, GBK (Chinese)',
    big5: 'Big5 (Chinese)',
    shift_jis: 'Shift-JIS (Japanese)',
    'euc-jp': 'EUC-JP (Japanese)',
    'euc-kr': 'EUC-KR (Korean)',
    'windows-1252': 'Windows-1252, Latin-1 (Western)',
    'windows-1250': 'Windows-1250 (Central European)',
    'windows-1251': 'Windows-1251 (Cyrillic)',
    'windows-1253': 'Windows-1253 (Greek)',
    'windows-1254': 'Windows-1254 (Turkish)',
  } as Record<string, string>,
  found: (what: string) => `${what} (found)`,
  set: 'set by you',
  back: 'Back to what was found',

  unclear: 'Read one way or the other?',
  ask: (column: string, cell: string) => `“${cell}” in ${column} can be two days. Which is meant?`,
  dayFirst: (moment: number) => dayFirst.format(moment),
  monthFirst: (moment: number) => monthFirst.format(moment),
  askNumber: (column: string, cell: string) =>
    `“${cell}” in ${column} can be two numbers. Which is meant?`,
  number: (value: number) => figures.format(value),
  pointUntilThen:
    'Nothing in the column tells. Until you say, the point is taken to stand before decimals.',
  untilThen: 'Nothing in the column tells. Until you say, the day is taken to come first.',

  preparation: 'Preparation',
  save: 'Save preparation',
  use: 'Use a preparation…',
  fileName: (stem: string) => `${stem}-preparation.json`,
  undo: 'Undo',
  kept: (parts: string) => `Read as you set it for the last file with these columns: ${parts}.`,
  keptAsProposed: 'Read as you set it for the last file with these columns.',
  applied: (parts: string) => `The preparation is applied: ${parts}.`,
  appliedAsProposed: 'The preparation is applied; it asks for nothing but what is proposed.',
  parts: {
    reading: 'how the file is read',
    orders: 'how orders are rolled up',
    roles: 'roles of columns',
    dates: 'how dates and numbers are read',
    texts: 'treatment of texts',
    treatments: 'treatments of columns',
    objections: 'the list of objections',
    grouping: 'number, method and language model',
    corrections: 'corrections of segments',
  },
  more: (listed: string, n: number) => `${listed} and ${number.format(n)} more`,
  missing: (columns: string) => `Not in this file: ${columns}.`,
  added: (columns: string) => `New in this file and as proposed: ${columns}.`,
  encoderMissing: (encoder: string) =>
    `The language model ${encoder} is not installed here; the proposed one is taken.`,
  readOtherwise: 'Its way of reading does not fit this file, which is read as found.',
};

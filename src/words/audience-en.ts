import { numberFormat } from './formats';

const number = numberFormat('en');
const percents = numberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const whole = numberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const customers = (n: number) => `${number.format(n)} ${n === 1 ? 'customer' : 'customers'}`;
const hundred = (share: number) => number.format(Math.round(share * 100));

/** Words of audiences and of the rules of segments in English. */
export const audienceEn = {
  title: 'Audience',
  intro:
    'Say who you mean: by columns, segments, words or meaning. The number beside follows as you change it.',

  /** One condition, and its opposite. */
  says: {
    atLeast: (column: string, n: string) => `${column} is ${n} or more`,
    over: (column: string, n: string) => `${column} is more than ${n}`,
    atMost: (column: string, n: string) => `${column} is ${n} or less`,
    under: (column: string, n: string) => `${column} is less than ${n}`,
    between: (column: string, low: string, high: string) => `${column} is from ${low} to ${high}`,
    betweenUnder: (column: string, low: string, high: string) =>
      `${column} is ${low} or more, but less than ${high}`,
    exactly: (column: string, n: string) => `${column} is ${n}`,
    known: (column: string) => `${column} is known`,
    empty: (column: string) => `${column} is empty`,
    from: (column: string, day: string) => `${column} is on or after ${day}`,
    until: (column: string, day: string) => `${column} is on or before ${day}`,
    days: (column: string, from: string, until: string) => `${column} is from ${from} to ${until}`,
    recent: (column: string, n: number) =>
      n === 1
        ? `${column} is the last day of the file`
        : `${column} is in the last ${number.format(n)} days of the file`,
    quoted: (value: string) => `“${value}”`,
    orValue: (values: string, last: string) => `${values} or ${last}`,
    norValue: (values: string, last: string) => `${values} nor ${last}`,
    level: (column: string, values: string) => `${column} is ${values}`,
    notLevel: (column: string, value: string) => `${column} is not ${value}`,
    noLevel: (column: string, values: string) => `${column} is neither ${values}`,
    contains: (column: string, text: string) => `${column} contains “${text}”`,
    notContains: (column: string, text: string) => `${column} does not contain “${text}”`,
    yes: (column: string) => `${column} is yes`,
    no: (column: string) => `${column} is no`,
    segment: (values: string) => `they are in ${values}`,
    notSegment: (values: string) => `they are not in ${values}`,
    sure: (share: number) =>
      `they belong to their segment with ${percents.format(share)} confidence or more`,
    unsure: (share: number) =>
      `they belong to their segment with less than ${percents.format(share)} confidence`,
    words: (text: string) => `they say “${text}”`,
    notWords: (text: string) => `they do not say “${text}”`,
    meaning: (text: string) => `what they say is about “${text}”`,
    notMeaning: (text: string) => `what they say is not about “${text}”`,
    saidYes: 'they have agreed to be contacted',
    notSaidNo: 'they have not opted out',
    everyone: 'everyone',
    nobody: 'nobody',
    not: (what: string) => `not: ${what}`,
    and: (one: string, other: string) => `${one}, and ${other}`,
    or: (one: string, other: string) => `${one}, or ${other}`,
    both: (parts: string) => `(${parts})`,
  },
  sentence: (what: string) => `Customers of whom this is true: ${what}.`,
  sentenceEveryone: 'Everyone: add a condition to be more precise.',

  misfits: {
    'column-missing': (column: string) => `This file has no column “${column}”.`,
    'column-kind': (column: string) =>
      `The column “${column}” is used for something else in this file, so the condition on it fits nobody. Choose another column, or give it another role under Columns.`,
    'segment-missing': (segment: string) => `There is no segment ${segment} in this study.`,
    'texts-missing': () => 'No column of this file is read as text.',
    'consent-missing': () => 'No column of this file says who has agreed or opted out.',
    'level-missing': (column: string) => `No customer has the value asked for in “${column}”.`,
    'text-empty': () => 'Write what the texts should say.',
    'day-wrong': (column: string) => `The day for “${column}” is no day: write it as 2024-01-31.`,
    'bounds-crossed': (column: string) =>
      `For “${column}” the lower bound is above the upper one, so nobody fits.`,
    'levels-none': (column: string) => `Choose at least one value of “${column}”.`,
    'segments-none': () => 'Choose at least one segment.',
  },

  builder: {
    match: 'Who fits',
    all: 'all of these',
    any: 'any of these',
    none: 'none of these',
    add: 'Add a condition',
    addGroup: 'Add a group of conditions',
    remove: (n: number) => `Remove condition ${number.format(n)}`,
    removeGroup: 'Remove the group',
    what: 'What about',
    whatOf: (n: number) => `What condition ${number.format(n)} is about`,
    columns: 'Columns',
    study: 'Segments and texts',
    segment: 'Segment',
    confidence: 'Confidence',
    words: 'Texts contain',
    meaning: 'Texts are about',
    consent: 'Consent',
    how: 'How',
    howOf: (n: number) => `How condition ${number.format(n)} compares`,
    hows: {
      least: 'is at least',
      over: 'is more than',
      most: 'is at most',
      under: 'is less than',
      between: 'is from … to …',
      empty: 'is empty',
      'not-empty': 'is not empty',
      from: 'is on or after',
      until: 'is on or before',
      days: 'is from … to …',
      recent: 'is in the last days of the file',
      level: 'is one of',
      'not-level': 'is none of',
      contains: 'contains',
      'not-contains': 'does not contain',
      yes: 'is yes',
      no: 'is no',
      segment: 'is one of',
      'not-segment': 'is none of',
      sure: 'is at least',
      unsure: 'is less than',
      words: 'the word or phrase',
      'not-words': 'not the word or phrase',
      meaning: 'this',
      'not-meaning': 'anything but this',
      'not-no': 'has not opted out',
      'said-yes': 'has agreed',
    },
    value: (what: string) => `Value for ${what}`,
    low: (what: string) => `From, for ${what}`,
    high: (what: string) => `To, for ${what}`,
    daysOf: (what: string) => `Days, for ${what}`,
    text: (what: string) => `Text for ${what}`,
    valuesOf: (what: string) => `Values of ${what}`,
    more: (n: number) =>
      `The ${number.format(n)} commonest values are listed; use “contains” for the others.`,
    to: 'to',
    days: 'days',
    range: (low: string, high: string) => `The file has ${low} to ${high}.`,
    nearness: (what: string) => `How near texts must be to ${what}`,
    nearer: 'nearer',
    wider: 'wider',
    reading: 'Reading what texts mean',
    ruleOfThumb:
      'The line is drawn seven tenths of the way from a usual text to the nearest ones; move it to take in fewer or more.',
    noTexts: 'This study has no texts, so words and meaning cannot be asked for.',
    noColumns:
      'This study has no structured columns to make conditions of; segments, words and meaning can be used.',
    protectedLeft:
      'Ids and protected attributes such as age or gender are not offered: people should not be chosen by them.',
  },

  size: (n: number, of: number) =>
    `${number.format(n)} of ${customers(of)}, ${of === 0 ? percents.format(0) : percents.format(n / of)}`,
  counting: 'Counting',
  inSegments: 'By segment',
  ofSegment: (n: number, size: number) =>
    `${number.format(n)} of ${number.format(size)}, ${whole.format(size === 0 ? 0 : n / size)}`,
  nowhere: 'In no segment',
  sample: 'Some of them',
  sampleOf: (n: number) => `${customers(n)}, the first in the file`,
  row: 'Row',
  nobody: 'Nobody fits. Take a condition away or widen one.',
  show: 'Show on the map',
  save: 'Save as a segment',
  saving: 'Saving',
  saveHint: 'They leave their segments and become one of their own. This can be undone.',
  saveAll: 'An audience of everyone is no segment of its own.',
  look: 'Find look-alikes',
  looking: 'Looking for customers like these',
  alike: (n: number) => `${customers(n)} most like them`,
  alikeMeans:
    'Customers outside the audience who are most like those in it, as many as it has or a tenth of all, whichever is less.',
  copy: 'Copy as',
  copied: (what: string) => `Copied as ${what}.`,
  copyFailed: 'The browser did not let the page copy. Select the text below and copy it.',
  copiedText: (what: string) => `The text for ${what}`,
  file: 'Audience file',
  approximate:
    'Words with other endings are matched by their beginnings there, so a few customers more or less may fit.',
  cannot: {
    meaning:
      'Meaning is read on this computer and cannot be asked for elsewhere. Save the audience as a segment and use the exported file.',
    segment:
      'Segments are known here only. Import the exported file with its column “segment” first; the text counts on that.',
    confidence:
      'Confidence is known here only. Import the exported file with its column “segment_confidence” first; the text counts on that.',
    'too-many':
      'This audience is too branched for that tool. Make it simpler, or save it as a segment.',
  },
  open: 'Open an audience file',
  clear: 'Start again',

  rule: {
    title: 'Rule',
    means:
      'Who is in this segment, in as few plain conditions as say it well. Useful where only columns can be asked for.',
    find: 'Find the rule',
    finding: (share: number) => `Looking for the rule: ${whole.format(share)}`,
    stop: 'Stop',
    either: 'Either',
    or: 'or',
    precision: (share: number) => `Of 100 who fit this rule, ${hundred(share)} are in the segment.`,
    recall: (share: number) => `It finds ${hundred(share)} of 100 of them.`,
    between: (low: number, high: number) => `between ${hundred(low)} and ${hundred(high)}`,
    heldOut: (precision: number, recall: number) =>
      `On customers that it was not made from: ${hundred(precision)} of 100, and ${hundred(recall)} of 100.`,
    sampled: (n: number, of: number) =>
      `The rule was looked for among ${number.format(n)} of ${customers(of)}; the figures count all of them.`,
    weak: 'This segment is hard to say by its columns: it is made by more than they tell, such as texts.',
    none: 'No column tells this segment from the others.',
    noColumns: 'There are no structured columns to make a rule of.',
    two: 'One set of conditions alone was clearly worse, so there are two ways in.',
    build: 'Open in the audience builder',
  },
};

export type AudienceWords = typeof audienceEn;

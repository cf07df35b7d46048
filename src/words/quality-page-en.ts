import type { FindingCode } from '../core/quality/finding';
import { numberFormat } from './formats';

const number = numberFormat('en');
const count = (n: number) => number.format(n);
const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

/** A finding in a word or two, to be seen at a glance. */
const findingNames: Readonly<Record<FindingCode, string>> = {
  'empty-column': 'Empty',
  constant: 'Always the same',
  'near-constant': 'Nearly always the same',
  missing: 'Missing values',
  'missing-spellings': 'Several words for unknown',
  'missing-name': 'Name read as unknown',
  'spreadsheet-errors': 'Spreadsheet errors',
  garbled: 'Damaged letters',
  unreadable: 'Unreadable cells',
  'mixed-decimals': 'Points and commas mixed',
  'decimal-unclear': 'Decimal mark unclear',
  outliers: 'Outliers',
  skewed: 'Skewed',
  negatives: 'Below zero',
  zeros: 'Many zeros',
  'stand-in-numbers': 'Number for unknown',
  'serial-dates': 'Dates as numbers',
  'serials-among-dates': 'Numbers among dates',
  'date-order-unclear': 'Day or month first?',
  'date-orders-mixed': 'Day and month mixed up',
  'default-dates': 'Made-up dates',
  'future-dates': 'Dates in the future',
  'level-variants': 'Several spellings',
  'edge-spaces': 'Spaces at the edges',
  'rare-levels': 'Rare values',
  'mixed-booleans': 'Several ways of yes and no',
  'repeated-texts': 'Repeated texts',
  'cut-texts': 'Texts cut off',
  'repeated-ids': 'Repeated ids',
  'id-variants': 'Ids nearly the same',
  'id-exponents': 'Shortened ids',
  'repeated-rows': 'Repeated rows',
  'alike-rows': 'Rows alike',
  'empty-rows': 'Empty rows',
  'repeats-column': 'Says the same as another',
  'leaks-id': 'Gives the id away',
  'leaks-target': 'Gives the answer away',
};

/** The panels on the quality of a file, and what the printed page says of texts and persons. */
export const qualityPageEn = {
  findingNames,
  looking: (share: number) => `Looking at every column… ${Math.round(share * 100)}%`,
  notYet: 'open to look at every column',
  more: (n: number) => `Show ${many(n, 'more', 'more')}`,

  columns: {
    title: 'Data quality and treatments',
    counts: {
      problem: (n: number) => `${count(n)} to put right`,
      check: (n: number) => `${count(n)} to check`,
      note: (n: number) => many(n, 'note', 'notes'),
    },
    nothing: 'nothing to look at',
    onlyFindings: 'Only columns that need a look',
    findings: 'Show columns by what was found',
    shown: (shown: number, all: number) => `${count(shown)} of ${many(all, 'column', 'columns')}`,
    none: 'No column needs a look.',
    list: 'Columns and what to do about them',
    filled: (share: string) => `${share} filled`,
    distinct: (n: number) => `${count(n)} different`,
    figures: 'Figures',
    notUsed: 'Takes no part in the grouping.',
    save: 'Save the report (HTML)',
    print: 'Print the report',
  },

  treatments: {
    label: 'Treatments',
    nothing: 'Nothing',
    proposed: 'As proposed',
    own: 'Your own choice',
    noProposal: 'Nothing is proposed.',
    undo: 'Undo the last change',
    untouched: 'Nothing is changed: columns are used as they stand in the file.',
    wouldDo: 'What is proposed would do this:',
    does: 'Before anything is grouped:',
    noEffect: 'With these choices no cell changes.',
    stay: (kept: number, rows: number) =>
      kept === rows
        ? `All ${many(rows, 'row stays', 'rows stay')}.`
        : `${count(kept)} of ${many(rows, 'row stays', 'rows stay')}.`,
    exported: 'The file that you export keeps every cell as it was.',
    propose: 'Proposed:',
    doIt: 'Do it',
    measured: {
      auto: 'Measured as fits best',
      log: 'Measured by the logarithm',
      linear: 'Measured as it stands',
    },
    rows: 'Rows of the whole file',
    noneOf: 'none in this file',
    found: (n: number) => `${count(n)} in this file`,
    level: 'Call them',
    merge: 'Read one value as another',
    mergeFrom: 'Cells that say',
    mergeTo: 'are read as',
    addMerge: 'Add',
    blank: 'not known',
    choiceOf: (what: string, column: string) => `${what}: ${column}`,
  },

  texts: {
    title: 'Texts',
    state: (said: number) => many(said, 'text', 'texts'),
    said: (said: number, distinct: number) =>
      said === distinct
        ? `${many(said, 'text', 'texts')}, all different.`
        : `${many(said, 'text', 'texts')}, ${count(distinct)} different.`,
    languages: 'Language of each text',
    language: {
      en: 'English',
      zh: 'Chinese',
      other: 'other languages',
      none: 'no words (figures, emoji)',
    },
    long: (n: number, tokens: number) =>
      n === 0
        ? `The chosen model reads every text at once (up to ${count(tokens)} word pieces).`
        : `About ${many(n, 'text is', 'texts are')} longer than the ${count(tokens)} word pieces that the chosen model reads at once. They are read in parts of whole sentences, and the parts averaged by their length, so nothing is cut off.`,
    clean: 'Cleaning',
    tidy: 'Tidy texts: markup, invisible characters and endless repeats go',
    holds: (markup: number, links: number, emoji: number) =>
      `Markup in ${many(markup, 'text', 'texts')}, links in ${count(links)}, emoji in ${count(emoji)}.`,
    links: 'Links',
    linkChoices: {
      drop: 'Leave them out',
      host: 'Keep the name of the site',
      keep: 'Keep them',
    },
    emoji: 'Emoji',
    emojiChoices: { keep: 'Keep them', drop: 'Leave them out' },
    boilerplate: 'Signatures, greetings and templates',
    boilerplateLead:
      'These stand at the edge of many texts and say little about the customer. Tick what is to be left out.',
    noBoilerplate: 'No wording stands at the edge of many texts.',
    phrase: (text: string, times: number) => `“${text}” in ${many(times, 'text', 'texts')}`,
    proposed: 'usual in e-mails and forms',
    pickProposed: 'Leave out all that are usual in e-mails and forms',
    alike: 'Texts that say the same',
    noneAlike: 'No text says nearly the same as another.',
    alikeFound: (texts: number, groups: number, same: number) =>
      `${many(texts, 'text says', 'texts say')} nearly the same as another, in ${many(groups, 'group', 'groups')}${same === 0 ? '.' : `; ${count(same)} of them word for word.`}`,
    group: (times: number, exact: boolean) =>
      `${many(times, 'text', 'texts')}, ${exact ? 'the same words' : 'nearly the same words'}`,
    alikeLabel: 'How they count',
    alikeChoices: { each: 'Each text counts', once: 'Texts of a group count as one together' },
    preview: 'Before and after',
    previewOf: (changed: number, looked: number) =>
      `${count(changed)} of ${many(looked, 'different text is', 'different texts are')} read otherwise than they stand. Those that change most:`,
    emptied: (n: number) => `${many(n, 'text says', 'texts say')} nothing any more.`,
    unchanged: (looked: number) =>
      `None of ${many(looked, 'different text', 'different texts')} changes.`,
    before: 'As it stands',
    after: 'As it is read',
    empty: 'nothing',
  },

  personal: {
    title: 'Personal data',
    none: 'none found',
    state: (columns: number) => `found in ${many(columns, 'column', 'columns')}`,
    confirmedState: 'confirmed',
    noneLead: 'No personal data was found by patterns, check sums and the names of columns.',
    sayBelow: 'If you know better, say so below.',
    lead: 'This was found by patterns, check sums and the names of columns. It is hidden in every export unless you switch that off there.',
    column: 'Column',
    found: 'Found',
    example: 'Example, mostly hidden',
    share: (kind: string, share: string) => `${kind} in ${share} of its cells`,
    within: (kind: string, texts: number) => `${kind} in ${many(texts, 'text', 'texts')}`,
    treat: 'Treat as',
    treatOf: (column: string) => `What ${column} is`,
    notPersonal: 'Not personal',
    asFound: 'as found',
    withinTexts: 'Personal data within texts',
    grouped: (role: string) =>
      `Takes part in the grouping as ${role}, so its values can appear in names and reasons.`,
    leaveOut: 'Leave it out of the grouping',
    added: 'Marked by you',
    add: 'Another column is personal',
    addColumn: 'Column',
    mask: 'Replace personal data in texts by its kind before anything reads them',
    maskOff:
      'Texts are read with the personal data in them; it can come up in the names and reasons of segments.',
    confirm: 'I have seen this and it is right',
    confirmed: 'You have confirmed what was found.',
    undo: 'Take back',
    safe: 'You need not confirm to go on: what was found stays hidden either way.',
  },

  sensitive: {
    title: 'Sensitive topics',
    none: 'none found',
    state: (n: number) => many(n, 'topic', 'topics'),
    lead: 'Health, religion, debt and the like: people may be hurt when they are grouped or addressed by them.',
    noneLead:
      'No text and no column touches health, religion, politics, debt, minors or another sensitive topic, as far as words tell.',
    topic: 'Topic',
    where: 'Where',
    inTexts: (texts: number) => many(texts, 'text', 'texts'),
    inColumn: (column: string) => `column “${column}”`,
    example: 'For example',
    allow: 'Name segments by these, too',
    avoided: 'No segment is named by them, and they are marked in its reasons.',
    allowed: 'Segments may now be named by them. Check that you may use such data.',
  },
};

/** The shape that every language fills. */
export type QualityPageWords = typeof qualityPageEn;

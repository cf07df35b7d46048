import { listFormat, numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;
const customers = (n: number) => many(n, 'customer', 'customers');
const quoted = (name: string) => `“${name}”`;
const listed = (names: readonly string[]) =>
  listFormat('en', { type: 'conjunction' }).format(names.map(quoted));
const rows = (list: readonly number[]) =>
  list.length === 0 ? '' : ` (${list.map((row) => `row ${number.format(row)}`).join(', ')})`;

/** Corrections of segments, in English. */
export const correctionsEn = {
  title: 'Corrections',
  tools: 'Corrections',
  undo: 'Undo',
  redo: 'Redo',
  count: (n: number) => many(n, 'correction', 'corrections'),

  segment: 'Change this segment',
  merge: 'Merge…',
  split: 'Split…',
  lock: 'Lock',
  unlock: 'Unlock',
  lockMeans: 'Its customers stay together when the number or the method changes.',
  locked: 'Locked: its customers stay together',
  apart: 'Keep apart…',
  mergeWith: 'Merge with',
  mergeDo: 'Merge',
  splitInto: 'Split into',
  splitParts: 'parts',
  splitDo: 'Split',
  apartFrom: 'Keep apart from',
  apartDo: 'Keep apart',
  apartMeans: 'The two stay two segments when you ask for fewer, or group anew.',
  cancel: 'Cancel',

  moveThese: (n: number) => (n === 1 ? 'Move this customer' : `Move these ${customers(n)}`),
  moveTo: 'Move to segment',
  newSegment: 'a new segment',
  moveDo: 'Move',
  compare: 'Compare with another customer',
  mark: 'Compare with another customer…',
  markMeans: 'Then open the other customer and say whether the two are of the same kind.',
  marked: (row: number) => `Comparing with row ${number.format(row)}: open another customer.`,
  unmark: 'Stop comparing',
  same: (row: number) => `Same kind as row ${number.format(row)}`,
  different: (row: number) => `Different from row ${number.format(row)}`,
  teachNow: (n: number) =>
    `${many(n, 'example', 'examples')} to learn from. See who would move in “Corrections”.`,
  openView: 'See corrections',

  lead: 'Everything you have set right, in order. It is carried out again whenever segments are found anew, and on the next file with these columns.',
  none: 'Nothing has been corrected.',
  noneHow:
    'Open a segment to merge, split, lock or rename it. Circle customers on the map, or open one, to move them. Mark two customers as the same kind or different, and likeness is learnt from them.',
  list: 'List of corrections',
  remove: (what: string) => `Remove: ${what}`,
  removeAll: 'Remove all',
  removeOne: 'Remove',
  save: 'Save for another file',
  saveMeans: 'Saved with everything else that is set for this file, as a preparation.',

  merged: (names: readonly string[]) => `Merged ${listed(names)}`,
  splitted: (name: string, into: number) => `Split ${quoted(name)} into ${number.format(into)}`,
  moved: (n: number, to: string | undefined, list: readonly number[]) =>
    `Moved ${customers(n)}${n <= 3 ? rows(list) : ''} to ${to === undefined ? 'a new segment' : quoted(to)}`,
  renamed: (before: string, name: string) =>
    before === '' ? `Named a segment ${quoted(name)}` : `Named ${quoted(before)} ${quoted(name)}`,
  plainName: (before: string) =>
    before === ''
      ? 'Gave a segment its plain name back'
      : `Gave ${quoted(before)} its plain name back`,
  lockedOne: (name: string, n: number) => `Locked ${quoted(name)} with ${customers(n)}`,
  apartOnes: (a: string, b: string) => `Kept ${quoted(a)} apart from ${quoted(b)}`,
  sameOnes: (list: readonly number[]) => `Two customers are of the same kind${rows(list)}`,
  differentOnes: (list: readonly number[]) => `Two customers are of different kinds${rows(list)}`,
  learntFrom: 'learnt from',
  did: (n: number) => customers(n),
  missing: (n: number) => `${many(n, 'more is', 'more are')} not in this file`,
  missingSegments: (n: number) =>
    `${many(n, 'segment was', 'segments were')} not found in this file`,
  already: 'Nothing to do: it is so already.',
  underLock: 'Nothing to do: a locked segment holds these customers.',
  refused: 'Could not be applied:',
  why: {
    absent: 'too few of its customers are in this file.',
    scattered: 'its customers are in several segments now.',
    alike: 'its customers are all alike, so there is nothing to part them by.',
    contrary: 'the segments still say otherwise. Other corrections may ask for the contrary.',
  },
  gone: 'a segment',

  learning: 'Learn from examples',
  learningLead:
    'The measure of who is alike is changed so that what you marked fits, for these customers and for all others like them. A few examples change little.',
  stagedList: 'Examples to learn from',
  teach: 'Learn from this move too',
  look: 'See who would move',
  looking: 'Finding out who would move',
  stop: 'Stop',
  apply: 'Learn and group again',
  wouldMove: (n: number, of: number, k: number) =>
    n === 0
      ? `Nobody would move; there would be ${many(k, 'segment', 'segments')}.`
      : `${number.format(n)} of ${customers(of)} would move; there would be ${many(k, 'segment', 'segments')}.`,
  flows: 'Who would move',
  flowFrom: 'From',
  flowTo: 'To',
  flowCount: 'Customers',
  show: (from: string, to: string) => `Show on the map who would move from ${from} to ${to}`,
  showShort: 'Show',
  nowhere: 'no segment',
  unlike: 'a new segment',
  moreFlows: (n: number) => `and ${customers(n)} in smaller moves`,
};

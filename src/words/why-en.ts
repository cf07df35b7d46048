import { numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;
const customers = (n: number) => many(n, 'customer', 'customers');

/** Words of why a customer or a segment is what it is, in English. */
export const whyEn = {
  customer: 'Why here?',
  segment: 'Why a segment?',
  looking: 'Looking for the reasons',
  out: 'There is nothing to explain: this row takes no part, or there is one segment only.',
  clear: (own: string, rival: string) =>
    `Clearly in “${own}”. The second-best, “${rival}”, is far behind.`,
  ahead: (own: string, rival: string) => `In “${own}”; “${rival}” comes second.`,
  border: (own: string, rival: string) =>
    `On the border: “${own}” is only just ahead of “${rival}”.`,
  between: (own: string, rival: string) =>
    `Between the segments: in none of them. The nearest are “${own}” and “${rival}”.`,
  nearer: (nearest: string, own: string) =>
    `By its own figures it is nearer to the middle of “${nearest}” than to that of “${own}”.`,
  placedBy: {
    centres:
      'It is kept here by the customers around it or by what you set right, not by the middle of the segment.',
    trees:
      'This way of grouping joins customers step by step and does not ask again whose middle is nearest.',
    crowds:
      'This way of grouping goes by who stands close together; the middle of a crowd counts for nothing.',
    saying: 'This way of grouping goes by what customers say, read as themes.',
    buying:
      'This way of grouping goes by how recently, how often and how much customers bought, by fixed limits.',
  },
  way: (share: string) =>
    `On the way from the border (0%) to the middle of the segment (100%) it stands at ${share}.`,
  pulls: (own: string, rival: string) => `What pulls it to “${own}”, and what to “${rival}”`,
  pullsMean:
    'Each bar is a part of how much nearer the one segment is than the other; together they make up all of it.',
  texts: 'What it says',
  silent: 'It says nothing',
  here: (share: string) => `pulls here, ${share} of all pull`,
  away: (rival: string, share: string) => `pulls to “${rival}”, ${share} of all pull`,
  value: (value: string, here: string, there: string) =>
    `${value}; here typically ${here}, there ${there}`,
  level: (value: string, here: string, there: string) =>
    `${value}: ${here} of those here, ${there} there`,
  unknown: 'unknown',
  rest: (n: number, share: string) =>
    `${many(n, 'weaker column', 'weaker columns')} together: ${share} of all pull`,
  showAll: (n: number) => `Show all ${number.format(n)} columns`,
  borrowed: (share: string) =>
    `About ${share} of the lead is lent by the customers most like it: before grouping, everyone is drawn a little towards those.`,
  against: 'The customers most like it pull the other way.',
  neighbours: (of: number, own: number, rival: number, elsewhere: number) =>
    `Of the ${customers(of)} most like it, ${number.format(own)} are here, ${number.format(rival)} in the second-best and ${number.format(elsewhere)} elsewhere.`,
  inexact:
    'The grouping saw the columns condensed; the parts are those of the columns before that, and so nearly but not exactly what it saw.',
  words: {
    title: 'Its own words',
    ask: 'Which words matter?',
    means:
      'Each sentence and each word is left out in turn and the rest is read again: what the text then loses is what the word gave.',
    reading: 'Reading the text without each word',
    stop: 'Stop',
    text: 'The text, words that matter marked',
    lead: (own: string, rival: string) =>
      `Taken alone, the text speaks for “${own}” more than for “${rival}”.`,
    behind: (own: string, rival: string) =>
      `Taken alone, the text speaks for “${rival}” more than for “${own}”; the customer is here for other reasons.`,
    here: (own: string) => `Words that pull to “${own}”`,
    away: (rival: string) => `Words that pull to “${rival}”`,
    sentences: 'Sentences by what they give',
    sentenceHere: (own: string) => `for “${own}”`,
    sentenceAway: (rival: string) => `for “${rival}”`,
    strength: { 1: 'a little', 2: 'clearly', 3: 'most' },
    none: 'No word by itself makes a difference: they say it together.',
    untried: (n: number) =>
      `${many(n, 'word was', 'words were')} not tried, because the text is so long: those of the sentences that matter least.`,
    silent: 'This customer says nothing.',
  },
  compare: 'Compare with',
  nearest: (name: string) => `${name} (nearest)`,
  apart: (name: string) => `What sets it apart from “${name}”`,
  nothingApart: 'No column tells the two apart beyond chance.',
  figures: (here: string, there: string) => `here ${here}, there ${there}`,
  size: { small: 'small difference', medium: 'clear difference', large: 'large difference' },
  effect: (size: string, effect: string, low: string, high: string) =>
    `${size} (${effect}; surely between ${low} and ${high})`,
  effectMeans:
    '0.2 is a small difference, 0.5 a clear one, 0.8 a large one. In 95 of 100 such files the truth lies between the two figures.',
  phrases: (name: string) => `What they say more than “${name}”`,
  phrase: (phrase: string, here: string, there: string) =>
    `“${phrase}”: ${here} here, ${there} there`,
  shared: 'What both share',
  sharedTraits: (traits: string) => `Beside all other customers, both: ${traits}.`,
  sharedPhrases: (phrases: string) => `Both say more than all others: ${phrases}.`,
  alike: (columns: string) => `They hardly differ in ${columns}.`,
  sharedNothing: 'Nothing that both have and all others lack.',
  edge: 'Who stands on the border',
  edgeShare: (share: string) => `${share} of its customers stand on the border to another segment.`,
  edgeNone: 'None of its customers stands on the border to another segment.',
  edgeBeyond: (n: number, name: string) => `${customers(n)} to “${name}”`,
  edgeNearest: 'Nearest to a border:',
  edgeRow: (row: number, name: string) => `Row ${number.format(row)}, towards “${name}”`,
};

export type WhyWords = typeof whyEn;

import { numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;
const customers = (n: number) => many(n, 'customer', 'customers');

/** Words of the cards of segments and customers, in English. */
export const profileEn = {
  button: 'Profile',
  all: 'All profiles',
  title: 'Profile',
  back: 'Back to the map',
  print: 'Print',
  making: 'Making the card',
  gone: 'This card belongs to segments that are no longer shown.',
  who: 'Who they are',
  say: 'What they say',
  when: 'When',
  worth: 'What they bring',
  careful: 'Be careful',
  next: 'What to do next',
  nextMeans: 'Each line follows from a figure on this card by a fixed rule.',
  printSmall: 'Print groups of fewer than 5 people, too',
  hidden: (n: number) => `${customers(n)}: not printed, because so few could be recognised.`,
  size: (n: number, share: string) => `${customers(n)}, ${share} of all`,
  confidence: (share: string) => `Confidence ${share}`,
  nothing: 'Nothing sets them apart from the others.',
  phrase: (phrase: string, here: string, elsewhere: string) =>
    `“${phrase}”: ${here} of them, ${elsewhere} of the others`,
  orders: 'Orders',
  span: (name: string, first: string, median: string, last: string) =>
    `${name}: from ${first} to ${last}, half of them after ${median}`,
  one: (name: string, day: string) => `${name}: ${day}`,
  peak: (name: string, when: string, here: string, elsewhere: string) =>
    `${name}: ${when} stands out, ${here} of theirs and ${elsewhere} of the others’`,
  noPeak: 'No weekday or month stands out.',
  weekdays: 'By weekday',
  bar: (when: string, share: string) => `${when}: ${share}`,
  total: (column: string, total: string, share: string, of: string) =>
    `${column}: ${total} in all, ${share} of what everyone comes to (they are ${of} of the customers)`,
  totalOnly: (column: string, total: string) => `${column}: ${total} in all`,
  typically: (median: string, others: string) => `typically ${median}, others ${others}`,
  rfm: 'By last order, number of orders and spend',
  group: (group: string, n: number) => `${group}: ${customers(n)}`,
  consent: {
    title: 'Consent',
    given: (n: number) => `given by ${customers(n)}`,
    refused: (n: number) => `refused by ${customers(n)}`,
    unknown: (n: number) => `unknown of ${customers(n)}`,
    one: { given: 'given', refused: 'refused', unknown: 'unknown' },
  },
  caveats: {
    few: (n: number) => `Only ${customers(n)}: figures may be chance.`,
    unsure: (share: string) => `On average only ${share} of those most alike are in it, too.`,
    border: (share: string) => `${share} stand on the border to another segment.`,
    loose: (share: string) =>
      `Found again on part of the customers it keeps only ${share} of its members.`,
    unknown: (column: string, share: string) => `${column} is unknown of ${share}.`,
    silent: (share: string) => `${share} say nothing, so their words are those of few.`,
    sensitive: (column: string) =>
      `${column} is sensitive: do not tell people apart by it without a lawful reason.`,
    protected: (columns: string) =>
      `The file has attributes that the law protects (${columns}); check that nobody is treated worse for them.`,
  },
  steps: {
    'ask-consent': (share: string) => `Ask for consent first: of ${share} it is unknown.`,
    'answer-phrase': (phrase: string, share: string) =>
      `Write to them about “${phrase}”: ${share} of them speak of it.`,
    'win-back': (share: string) =>
      `Win them back soon: ${share} have not ordered for long or are about to stop.`,
    reward: (share: string) => `Thank and reward them: ${share} are among the best customers.`,
    'keep-worth': (column: string, share: string, of: string) =>
      `Look after them first: ${of} of the customers bring ${share} of ${column}.`,
    time: (column: string, when: string) =>
      `Reach them on ${when}: that is when “${column}” peaks.`,
    timeMonth: (column: string, when: string) =>
      `Plan for ${when}: that is when “${column}” peaks.`,
    channel: (column: string, level: string) =>
      `Use “${level}” (${column}): they are there more than others.`,
    'ask-why': (share: string) => `Ask them a question: ${share} have said nothing so far.`,
    'try-first': 'Try it on a few of them before you write to all.',
  },
  noSteps: 'No rule applies: nothing in the figures asks for a step of its own.',
  noCaveats: 'Nothing speaks against using this segment.',
  customer: {
    facts: 'What is known',
    segment: 'Segment',
    second: (name: string) => `Second-best: ${name}`,
    border: 'on the border',
    none: 'between the segments',
    text: 'What it says',
    timeline: 'What happened when',
    earlier: (n: number) => `${many(n, 'earlier day', 'earlier days')} left out`,
    order: (n: number, spent: string) => `${many(n, 'order line', 'order lines')}, ${spent}`,
    orderOnly: (n: number) => many(n, 'order line', 'order lines'),
    returned: (n: number) => `${many(n, 'line', 'lines')} returned`,
    alike: 'Most alike',
    likeness: (row: number, share: string) => `Row ${number.format(row)}, ${share} alike`,
  },
};

export type ProfileWords = typeof profileEn;

import type { NamingFacts } from '../core/ports';

/** Words that may stand between two telling ones. */
const JOINING = ['and', 'of', 'for', 'with', 'about', 'to', 'the', 'a', 'in', 'on', 'or', 'my'];
const LONGEST_QUOTE = 120;
const MOST_PHRASES = 6;

const EXAMPLES: readonly (readonly [
  Pick<NamingFacts, 'keyphrases' | 'quotes' | 'traits'>,
  string,
])[] = [
  [
    {
      keyphrases: ['late', 'tracking', 'parcel', 'waiting', 'delivery date'],
      quotes: ['My parcel is two weeks late and the tracking never changes.'],
      traits: [],
    },
    'late delivery and tracking',
  ],
  [
    {
      keyphrases: ['gift', 'wrapping', 'birthday', 'card with a message'],
      quotes: ['I order presents here every year, the wrapping is lovely.'],
      traits: ['high Spend'],
    },
    'birthday gift wrapping',
  ],
];

const HEAD = 'A short title for each group of customers, made of their own words.\n\n';

/**
 * What the small model is given: two worked examples, then the facts of one group. Texts of customers
 * are quoted on one line each, so that they cannot pass for anything else; the grammar keeps the
 * answer to the group's own words whatever they say.
 */
export function titlePrompt(facts: NamingFacts): string {
  return (
    HEAD +
    EXAMPLES.map(([example, title]) => `${describe(example)}Title: ${title}\n\n`).join('') +
    `${describe(facts)}Title:`
  );
}

function describe(facts: Pick<NamingFacts, 'keyphrases' | 'quotes' | 'traits'>): string {
  const quotes = facts.quotes.slice(0, 2).map((quote) => `Quote: ${oneLine(quote)}\n`);
  const traits = facts.traits.length === 0 ? '' : `Facts: ${oneLine(facts.traits.join(', '))}\n`;
  return `Words: ${oneLine(facts.keyphrases.slice(0, MOST_PHRASES).join(', '))}\n${quotes.join('')}${traits}`;
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  if (flat.length <= LONGEST_QUOTE) return flat;
  return `${flat.slice(0, LONGEST_QUOTE).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * A grammar (GBNF) of titles of two to five telling words, all from the vocabulary, with at most one
 * joining word between two of them.
 */
export function titleGrammar(vocabulary: readonly string[]): string {
  const words = vocabulary.filter((word) => /^[\p{L}'’-]+$/u.test(word));
  const list = (choices: readonly string[]) =>
    choices.map((word) => JSON.stringify(word)).join(' | ');
  return [
    'root ::= " " word (" " word | " " join " " word) ((" " word | " " join " " word) (" " word | " " join " " word)?)? "\\n"',
    `word ::= ${list(words)}`,
    `join ::= ${list(JOINING)}`,
  ].join('\n');
}

/** What is left of an answer that can be shown: no word twice, no joining word at an end. */
export function cleanTitle(answer: string): string | undefined {
  const words = answer
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  while (words.length > 0 && JOINING.includes(words[words.length - 1])) words.pop();
  const telling = words.filter((word) => !JOINING.includes(word));
  const stems = telling.map((word) => word.replace(/(?:ing|ed|s)$/u, ''));
  if (telling.length < 2 || new Set(stems).size < telling.length) return undefined;
  return words.join(' ');
}

/** Whether a title is made of the vocabulary and joining words alone, as the grammar has it. */
export function keepsToVocabulary(title: string, vocabulary: readonly string[]): boolean {
  const known = new Set([...vocabulary, ...JOINING]);
  return title
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => known.has(word));
}

import { type Corpus, writePhrase } from '../text/corpus';
import { compareWords, standsAlone } from '../text/keyphrases';
import type { Phrase } from '../text/phrases';
import { STOP_WORDS } from '../text/stop-words';
import { isOnePiece, type NameCandidate } from './name-phrases';

/** Words of the longest of these phrases. */
export const LONGEST_CENTRAL = 6;

/** Phrases per group, fewer where there are many groups. */
const MOST = 60;
const MANY_GROUPS = 20;
const FEWER = 40;

/** Verbs that are small words elsewhere but may begin a name: "get a physical card". */
const BEGINNING = new Set(
  'get getting make making use using give giving take taking keep set put change'.split(' '),
);

/** Who speaks or is spoken of: in the middle of a phrase a new sentence begins with them. */
const SPEAKERS = new Set('i you we they he she'.split(' '));
/** Who is asked after a verb with "n't" at the head: "can't I", "hasn't my card". */
const ASKED = new Set('i you we they he she it the a an my your our this that there'.split(' '));
const ARTICLES = new Set('a an the my your our his her their'.split(' '));
/** What "be" may stand behind in a name. */
const BEFORE_BE = new Set("to not can cannot can't will won't must should".split(' '));
/** Small words that belong to the verb before them where they mostly follow it. */
const PARTICLES = new Set('up down off on out back over away in through'.split(' '));
const BELONGS = 0.3;

/** Phrases that break off in the middle of what nearly always goes on are no names. */
const BROKEN_OFF = 0.5;

/** Added to both shares of a word, so that one place more or less does not decide. */
const FAINT = 0.003;

/**
 * Phrases cut from the most central texts of every group, as they stand there: they may stand in one
 * text only, so they say more than what is repeated word for word. Each has two telling words or more,
 * can be read alone, and its words are commoner inside than outside.
 *
 * @param phrases counted in all texts; those of one and two words are read.
 * @param sizes texts of each group.
 * @param central texts of the corpus for each group, the most central first.
 * @returns `share` is the geometric mean of the shares of its telling words; `cutOff` how often the word
 *   that goes on behind it, or before, stands there in all texts.
 */
export function proposeCentral(
  corpus: Corpus,
  phrases: readonly Phrase[],
  sizes: readonly number[],
  central: readonly (readonly number[])[],
): NameCandidate[][] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const most = sizes.length > MANY_GROUPS ? FEWER : MOST;
  const single = new Map<number, Phrase>();
  const double = new Map<string, number>();
  for (const phrase of phrases) {
    if (phrase.words.length === 1) single.set(phrase.words[0], phrase);
    if (phrase.words.length === 2) double.set(phrase.words.join(' '), phrase.total);
  }
  const goesOn = (first: number | undefined, second: number | undefined, of: number) => {
    if (first === undefined || second === undefined || first < 0 || second < 0) return 0;
    return (double.get(`${first} ${second}`) ?? 0) / Math.max(1, single.get(of)?.total ?? 0);
  };
  const belongs = (first: number, second: number) => goesOn(first, second, first) >= BELONGS;

  return sizes.map((size, group) => {
    const found = new Map<
      string,
      { words: number[]; score: number; share: number; cutOff: number }
    >();
    for (const text of central[group]) {
      const read = corpus.texts[text];
      for (let from = 0; from < read.length; from++)
        for (let to = from + 2; to <= Math.min(read.length, from + LONGEST_CENTRAL + 1); to++) {
          if (read[to - 1] < 0) break;
          const words = dropAsker(corpus, [...read.subarray(from, to)]);
          if (words.length > LONGEST_CENTRAL) break;
          const key = words.join(' ');
          if (words[0] < 0 || !canBeRead(corpus, words, belongs)) continue;
          const cutOff = Math.max(
            goesOn(read[to - 1], read[to], read[to - 1]),
            corpus.stops[read[from - 1]] === 1 ? 0 : goesOn(read[from - 1], read[from], read[from]),
          );
          if (cutOff >= BROKEN_OFF) continue;
          const before = found.get(key);
          if (before !== undefined) before.cutOff = Math.min(before.cutOff, cutOff);
          else {
            const weight = weigh(words, group, size);
            if (weight !== undefined) found.set(key, { words, cutOff, ...weight });
          }
        }
    }
    return [...found.values()]
      .sort((a, b) => b.score - a.score || compareWords(a.words, b.words))
      .slice(0, most)
      .map(({ words, share, cutOff }) => ({
        phrase: writePhrase(corpus, words),
        words: words.length,
        share,
        cutOff,
      }));
  });

  /** How telling its words are together; undefined where fewer than two are known. */
  function weigh(words: readonly number[], group: number, size: number) {
    let score = 0;
    let logs = 0;
    let telling = 0;
    for (const word of words) {
      const known = corpus.stops[word] === 1 ? undefined : single.get(word);
      if (known === undefined) continue;
      const count = known.counts.get(group) ?? 0;
      const share = count / size;
      const elsewhere = (known.total - count) / Math.max(1, all - size);
      score += share * Math.log((share + FAINT) / (elsewhere + FAINT));
      logs += Math.log(Math.max(share, 1 / size));
      telling++;
    }
    return telling < 2 || score <= 0 ? undefined : { score, share: Math.exp(logs / telling) };
  }
}

/** "Can't I transfer money" as "can't transfer money": who asks is left out. */
function dropAsker(corpus: Corpus, words: number[]): number[] {
  const [first, second, ...rest] = words;
  if (first < 0 || second === undefined || second < 0 || rest.length === 0) return words;
  const asks = corpus.words[second] === 'i' || corpus.words[second] === 'we';
  return asks && /(?:n't|cannot)$/u.test(corpus.words[first]) ? [first, ...rest] : words;
}

/** Whether "I" tells of the thing named before it: "payment I do not recognise", "charge I didn't make". */
function tellsOf(said: readonly string[], at: number): boolean {
  if (said[at] !== 'i' || at === 0 || said[at - 1] === 'and' || STOP_WORDS.en.has(said[at - 1]))
    return false;
  const next = said[at + 1] ?? '';
  return (
    /^(?:did|do|have|had)n't$/u.test(next) ||
    (next === 'do' && said[at + 2] === 'not') ||
    (next === 'did' && said[at + 2] === 'not')
  );
}

/** Two words that no sentence has beside each other; a slip of the pen. */
function clashes(first: string, second: string): boolean {
  if (ARTICLES.has(first) && (ARTICLES.has(second) || second === 'some' || second === 'any'))
    return true;
  return first === 'to' && /n't$/u.test(second);
}

/**
 * Whether what was cut can be read: no question turned round, nobody who begins to speak in the middle
 * ("card and I want"), no "be" without what it stood behind, and only telling words at the ends, but for
 * a verb that begins and a small word that belongs to the verb before it ("turn off", "top up").
 */
function canBeRead(
  corpus: Corpus,
  words: readonly number[],
  belongs: (first: number, second: number) => boolean,
): boolean {
  if (!isOnePiece(corpus, words)) return false;
  const said = words.map((word) => corpus.words[word]);
  if (said.some((word, at) => SPEAKERS.has(word.replace(/'.*$/u, '')) && !tellsOf(said, at)))
    return false;
  if (said.some((word, at) => at > 0 && clashes(said[at - 1], word))) return false;
  if (/n't$/u.test(said[0]) && (ASKED.has(said[1]) || /n't$/u.test(said[1]))) return false;
  const be = said.indexOf('be');
  if (be === 0 || (be > 0 && !BEFORE_BE.has(said[be - 1]))) return false;
  const last = words.length - 1;
  const particle = PARTICLES.has(said[last]) && belongs(words[last - 1], words[last]);
  const begins = BEGINNING.has(said[0]) ? (ARTICLES.has(said[1]) ? 2 : 1) : 0;
  const rest = words.slice(begins, particle ? last : undefined);
  return rest.length > 0 && standsAlone(corpus, rest) && new Set(words).size === words.length;
}

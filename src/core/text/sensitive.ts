import { isMissing } from '../table/table';
import {
  CHINESE_HARMLESS,
  CHINESE_TOPICS,
  COLUMN_NAMES,
  COLUMN_NAMES_HARMLESS,
  ENGLISH_HARMLESS,
  ENGLISH_TOPICS,
  SENSITIVE_TOPICS,
  type SensitiveTopic,
} from './sensitive-words';

/** One place where a text touches a sensitive topic; the text from `start` to `end`. */
export interface SensitiveSpan {
  readonly topic: SensitiveTopic;
  readonly start: number;
  readonly end: number;
}

export interface SensitiveColumn {
  readonly topic: SensitiveTopic;
  /** Whether the name of the column says so; else some of its values do. */
  readonly byName: boolean;
  /** The share of its values that touch the topic, 0 to 1. */
  readonly share: number;
}

interface Node {
  readonly next: Map<string, Node>;
  topic?: SensitiveTopic | 'none';
}

/** A number from 1 to 17, where a phrase has `#`. */
const YOUNG_AGE = /^(?:[1-9]|1[0-7])$/;
const WORD = /\p{sc=Han}|(?:(?!\p{sc=Han})[\p{L}\p{M}\p{N}])+(?:['’](?!\p{sc=Han})\p{L}+)*/gu;

const IN_TEXTS = createTrie();
addTopics(IN_TEXTS, ENGLISH_TOPICS);
addTopics(IN_TEXTS, CHINESE_TOPICS);
addPhrases(IN_TEXTS, ENGLISH_HARMLESS, 'none');
addPhrases(IN_TEXTS, CHINESE_HARMLESS, 'none');

const IN_NAMES = createTrie();
addTopics(IN_NAMES, ENGLISH_TOPICS);
addTopics(IN_NAMES, CHINESE_TOPICS);
addTopics(IN_NAMES, COLUMN_NAMES);
addPhrases(IN_NAMES, ENGLISH_HARMLESS, 'none');
addPhrases(IN_NAMES, CHINESE_HARMLESS, 'none');
addPhrases(IN_NAMES, COLUMN_NAMES_HARMLESS, 'none');

/**
 * Where a text touches topics that people may not want to be grouped by (the special categories of
 * GDPR article 9, offences of article 10, and distress): by phrases, in English and Chinese (simplified
 * characters). Whether they are said of the writer, denied or quoted makes no difference. What is
 * everyday shop talk does not count ("dying for this tea", "card declined", "kids size").
 */
export function findSensitive(text: string): SensitiveSpan[] {
  return findIn(IN_TEXTS, text);
}

/** Values of which two or more, one of the telling ones among them, make a column one of race. */
const RACES = new Set(
  'white,black,asian,hispanic,latino,caucasian,african,native american,pacific islander,mixed,other,african american,indian,arab'.split(
    ',',
  ),
);
const TELLING_RACES = new Set(
  'asian,hispanic,latino,caucasian,african,african american'.split(','),
);

/**
 * The sensitive topics of a column, by its name and by its values.
 *
 * @param levels the distinct values.
 * @returns by topic, those told by the name first, then by share.
 */
export function readSensitive(name: string, levels: readonly string[]): SensitiveColumn[] {
  const plain = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_.\-/]+/g, ' ');
  const named = new Set(findIn(IN_NAMES, plain).map(({ topic }) => topic));
  const counts = new Map<SensitiveTopic, number>();
  const said = levels.filter((level) => !isMissing(level));
  for (const level of said)
    for (const topic of new Set(findSensitive(level).map((span) => span.topic)))
      counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const races = said.map((level) => level.trim().toLowerCase()).filter((level) => RACES.has(level));
  if (
    races.length >= 2 &&
    races.length >= said.length / 2 &&
    races.some((race) => TELLING_RACES.has(race))
  )
    counts.set('ethnicity', Math.max(races.length, counts.get('ethnicity') ?? 0));
  if (/^(?:customer )?age$|^(?:年龄|岁数)$/iu.test(plain.trim())) {
    const young = said.filter((level) => YOUNG_AGE.test(level.trim())).length;
    if (young > 0) counts.set('minors', young);
  }
  return SENSITIVE_TOPICS.filter((topic) => named.has(topic) || counts.has(topic))
    .map((topic) => ({
      topic,
      byName: named.has(topic),
      share: said.length === 0 ? 0 : (counts.get(topic) ?? 0) / said.length,
    }))
    .sort((a, b) => Number(b.byName) - Number(a.byName) || b.share - a.share);
}

interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

function findIn(trie: Node, text: string): SensitiveSpan[] {
  const tokens: Token[] = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    word: word.toLowerCase().replace(/’/g, "'"),
    start: index,
    end: index + word.length,
  }));
  const spans: SensitiveSpan[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = longest(trie, text, tokens, at);
    if (found === undefined) {
      at++;
      continue;
    }
    const [start, end] = [tokens[at].start, tokens[found.to - 1].end];
    if (HAN.test(text.slice(start, end)) && cutsWords(text, start, end)) {
      at++;
      continue;
    }
    if (found.topic !== 'none') spans.push({ topic: found.topic, start, end });
    at = found.to;
  }
  return spans;
}

const HAN = /\p{sc=Han}/u;
/** How many characters around a phrase show the words that it stands among. */
const AROUND = 8;
let segmenter: Intl.Segmenter | undefined;

/**
 * Whether Chinese characters fit a phrase by chance only: 流产 in 物流产品, which the engine's
 * dictionary reads as 物流 and 产品.
 */
function cutsWords(text: string, start: number, end: number): boolean {
  if (typeof Intl.Segmenter !== 'function') return false;
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const from = Math.max(0, start - AROUND);
  for (const { segment, index } of segmenter.segment(text.slice(from, end + AROUND))) {
    const begin = from + index;
    const stop = begin + segment.length;
    if ((begin < start && stop > start) || (begin < end && stop > end)) return true;
  }
  return false;
}

interface Found {
  readonly topic: SensitiveTopic | 'none';
  /** One past its last token. */
  readonly to: number;
}

function longest(
  node: Node,
  text: string,
  tokens: readonly Token[],
  at: number,
): Found | undefined {
  if (at >= tokens.length) return undefined;
  const { word } = tokens[at];
  const stem = word.endsWith("'s") ? word.slice(0, -2) : word;
  let best: Found | undefined;
  for (const step of new Set([word, stem, YOUNG_AGE.test(word) ? '#' : word])) {
    const next = node.next.get(step);
    if (next === undefined) continue;
    const joined = at + 1 < tokens.length && joins(text, tokens[at].end, tokens[at + 1].start);
    const longer = joined ? longest(next, text, tokens, at + 1) : undefined;
    const found =
      longer ?? (next.topic === undefined ? undefined : { topic: next.topic, to: at + 1 });
    if (found !== undefined && (best === undefined || found.to > best.to)) best = found;
  }
  return best;
}

/** Whether a phrase may go on across what stands between two words. */
function joins(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!' -\u00a0/‐‑–\n\t'.includes(text[i])) return false;
  return to - from <= 3;
}

function createTrie(): Node {
  return { next: new Map() };
}

function addTopics(trie: Node, topics: Readonly<Record<SensitiveTopic, string>>): void {
  for (const topic of SENSITIVE_TOPICS) addPhrases(trie, topics[topic], topic);
}

function addPhrases(trie: Node, list: string, topic: SensitiveTopic | 'none'): void {
  for (const phrase of list.split(','))
    for (const written of expand(phrase.trim())) {
      const words = written.match(/#|\p{sc=Han}|[^\s\p{sc=Han}#]+/gu) ?? [];
      if (words.length === 0) continue;
      let node = trie;
      for (const word of words) {
        const next = node.next.get(word) ?? createTrie();
        node.next.set(word, next);
        node = next;
      }
      node.topic = topic;
    }
}

/** All ways to read `(a|b)` and `~`, brackets within brackets too. */
function expand(phrase: string): string[] {
  const open = /\(([^()]*)\)/.exec(phrase);
  if (open !== null)
    return open[1]
      .split('|')
      .flatMap((choice) =>
        expand(phrase.slice(0, open.index) + choice + phrase.slice(open.index + open[0].length)),
      );
  const plural = phrase.indexOf('~');
  if (plural < 0) return [phrase];
  const [before, after] = [phrase.slice(0, plural), phrase.slice(plural + 1)];
  return [...expand(before + after), ...expand(`${before}s${after}`)];
}

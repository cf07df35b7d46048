import { dot, type Matrix, rowOf } from '../matrix';
import type { Steps } from '../steps';

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What is looked for, word by word. */
export interface Query {
  /** Lower case, without endings that say number or tense; each once. */
  readonly terms: readonly string[];
}

/** A text that was found. */
export interface FoundText {
  /** Which of the texts. */
  readonly text: number;
  /** How many of the query's words it holds. */
  readonly held: number;
  /** Its cosine with the query; NaN where meaning was not asked for. */
  readonly likeness: number;
}

const WORD = /[\p{L}\p{N}]+/gu;
const HAN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const SHORTEST_STEM = 4;

/**
 * The words of a query: without the commonest English endings, so that "delivered" finds "delivery" and "delivering";
 * characters of scripts without spaces as they stand.
 */
export function readQuery(query: string, stops: ReadonlySet<string>): Query {
  const words = query.toLowerCase().match(WORD) ?? [];
  const telling = words.filter((word) => !stops.has(word));
  return { terms: [...new Set((telling.length > 0 ? telling : words).map(stemOf))] };
}

const ENDINGS = /(?:ies|ied|ing|ers|ery|ed|er|es|ly|y|s|e)$/;

function stemOf(word: string): string {
  if (HAN.test(word)) return word;
  const stem = word.replace(ENDINGS, '');
  return stem.length >= SHORTEST_STEM ? stem : word;
}

/**
 * Where the words of a query stand in a text: where a word begins with one, or, in scripts without spaces, anywhere.
 * Stretches are whole words, ascending, and do not overlap.
 */
export function findTerms(text: string, { terms }: Query): Stretch[] {
  const lower = text.toLowerCase();
  // Lower case may be longer than the text, as that of the Turkish dotted I: then nothing can be marked.
  if (lower.length !== text.length) return [];
  const found: Stretch[] = [];
  for (const match of lower.matchAll(WORD)) {
    const [word] = match;
    const begin = match.index;
    if (HAN.test(word))
      for (const term of terms)
        for (let at = word.indexOf(term); at >= 0; at = word.indexOf(term, at + term.length))
          found.push({ from: begin + at, to: begin + at + term.length });
    else if (terms.some((term) => word.startsWith(term)))
      found.push({ from: begin, to: begin + word.length });
  }
  return joinStretches(found);
}

function joinStretches(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else joined.push({ from, to });
  }
  return joined;
}

/** How many of the words a text holds. */
export function countTerms(text: string, { terms }: Query): number {
  const lower = text.toLowerCase();
  let held = 0;
  for (const term of terms) if (holds(lower, term)) held++;
  return held;
}

const LETTER = /[\p{L}\p{N}]/u;

function holds(lower: string, term: string): boolean {
  for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + 1))
    if (at === 0 || HAN.test(term) || !LETTER.test(lower[at - 1])) return true;
  return false;
}

/** Texts that mean something like the query are at least so near to it: see `meaningFloor`. */
const DEVIATIONS = 2.5;

/**
 * How near to a query a text must be to count as meaning it: 2.5 standard deviations above the mean of all texts,
 * which six texts in a thousand reach where likeness is spread normally.
 */
export function meaningFloor(likeness: Float64Array): number {
  let [mean, squares, count] = [0, 0, 0];
  for (const value of likeness) {
    count++;
    const off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
  }
  return mean + DEVIATIONS * Math.sqrt(squares / Math.max(1, count));
}

/**
 * Texts that hold all words of a query, then those that hold some or mean something like it: the most words first,
 * and of as many the nearest in meaning.
 *
 * @param vectors unit rows, one per text, and the query's; absent: only words count.
 */
export function* searchTexts(
  texts: readonly string[],
  query: Query,
  meaning?: { readonly vectors: Matrix; readonly query: Float32Array },
): Steps<FoundText[]> {
  const likeness = new Float64Array(texts.length).fill(Number.NaN);
  const held = new Int32Array(texts.length);
  for (let text = 0; text < texts.length; text++) {
    held[text] = countTerms(texts[text], query);
    if (meaning !== undefined) likeness[text] = dot(rowOf(meaning.vectors, text), meaning.query);
    if ((text & 1023) === 1023) yield { done: text + 1, total: texts.length };
  }
  const floor = meaning === undefined ? Infinity : meaningFloor(likeness);
  const all = query.terms.length;
  const found: FoundText[] = [];
  for (let text = 0; text < texts.length; text++)
    if ((all > 0 && held[text] === all) || likeness[text] >= floor)
      found.push({ text, held: held[text], likeness: likeness[text] });
  return found.sort(
    (a, b) =>
      Number(b.held === all) - Number(a.held === all) ||
      (Number.isNaN(a.likeness) ? b.held - a.held : b.likeness - a.likeness) ||
      a.text - b.text,
  );
}

import type { Language } from './language';

/** Never the end of a sentence. */
const TITLES = new Set(
  'mr mrs ms mx dr prof rev hon gen col capt lt sgt messrs mme st e.g i.e eg ie vs viz cf ca approx dept tel ext'.split(
    ' ',
  ),
);
/** The end of a sentence only before a capital. */
const ENDINGS = new Set(
  'etc a.m p.m inc ltd co corp jr sr bros al est min max oz lb lbs hr hrs mins ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
);
/** Never the end before a number: No. 5. */
const NUMBERED = new Set('no nos nr art fig p pp vol ch sec para ref'.split(' '));

const LATIN_END = /[.!?…]+["'”’)\]»]*(?=\s)|\n/gu;
const CHINESE_END = /[。！？｡]+["'”’」』）】》]*|[.!?…]+["'”’)\]»]*(?=\s)|\n/gu;
const CHINESE_CLAUSE =
  /[。！？｡；;!?]+["'”’」』）】》]*|…+["'”’」』）】》]*|\.+["'”’)\]]*(?=\s)|\n/gu;

const HAN = /\p{sc=Han}/u;
/** How much before a border is looked at. */
const LOOK_BACK = 32;

/**
 * The sentences of a text, trimmed, in order; no other character than white space is lost.
 *
 * The engine's own rules (Unicode UAX 29, by Intl.Segmenter) and the marks at the end of sentences
 * propose borders. A border is dropped after an abbreviation ("Mr.", "e.g.", "No. 5"); in Chinese a
 * semicolon is one too. Unlike UAX 29, a full stop before a small letter ends a sentence: customers
 * write without capitals.
 *
 * @param segmenting whether to ask the engine; without it the marks alone decide.
 */
export function splitSentences(
  text: string,
  language: Language,
  segmenting = typeof Intl.Segmenter === 'function',
): string[] {
  const borders = new Set<number>();
  const ends = language === 'zh' ? CHINESE_CLAUSE : HAN.test(text) ? CHINESE_END : LATIN_END;
  for (const { 0: mark, index } of text.matchAll(ends)) borders.add(index + mark.length);
  if (segmenting) for (const { index } of segmenterFor(language).segment(text)) borders.add(index);
  const sentences: string[] = [];
  let from = 0;
  for (const at of Float64Array.from(borders).sort()) {
    const sentence = text.slice(from, at).trim();
    if (sentence === '' || !isBorder(text, at, sentence)) continue;
    sentences.push(sentence);
    from = at;
  }
  const rest = text.slice(from).trim();
  if (rest !== '') sentences.push(rest);
  return sentences;
}

const segmenters = new Map<Language, Intl.Segmenter>();

function segmenterFor(language: Language): Intl.Segmenter {
  const locale = language === 'other' ? 'und' : language;
  const segmenter =
    segmenters.get(language) ?? new Intl.Segmenter(locale, { granularity: 'sentence' });
  segmenters.set(language, segmenter);
  return segmenter;
}

function isBorder(text: string, at: number, sentence: string): boolean {
  // Only marks, or the number of a list: "1. First".
  if (!/[\p{L}\p{N}]/u.test(sentence) || /^\(?\d{1,2}[.)]$/.test(sentence)) return false;
  const before = text.slice(Math.max(0, at - LOOK_BACK), at);
  if (/\n\s*$/.test(before)) return true;
  const after = /^\s*["'“‘(]?(\S)/u.exec(text.slice(at, at + LOOK_BACK))?.[1] ?? '';
  const small = /\p{Ll}/u.test(after);
  const said = before.trimEnd();
  if (/(?:\.\.|…)["'”’)\]]*$/u.test(said)) return !small;
  const word = /([\p{L}\p{N}][\p{L}\p{N}.]*)\.["'”’)\]]*$/u.exec(said)?.[1].toLowerCase();
  if (word === undefined) return true;
  const number = /[\p{N}#]/u.test(after);
  if (TITLES.has(word)) return false;
  if (ENDINGS.has(word)) return !small && !number;
  if (NUMBERED.has(word)) return !number;
  // U.S., and initials but for the word I.
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return false;
  return !(/^\p{L}$/u.test(word) && word !== 'i');
}

import { STOP_WORDS } from './stop-words';

/** What the texts are mostly written in; `other` has letters that no encoder here was made for. */
export type Language = 'en' | 'zh' | 'other';

const LOOK_AT = 2000;

/**
 * The language of most of the texts: Chinese by its characters, English by its small words.
 *
 * @param texts in an order that carries no meaning; the first 2,000 are looked at.
 */
export function inferLanguage(texts: readonly string[]): Language {
  let han = 0;
  let foreign = 0;
  let letters = 0;
  let words = 0;
  let small = 0;
  for (const text of texts.slice(0, LOOK_AT)) {
    han += text.match(/\p{sc=Han}/gu)?.length ?? 0;
    foreign += text.match(/(?![\p{sc=Latin}\p{sc=Han}])\p{L}/gu)?.length ?? 0;
    letters += text.match(/\p{L}/gu)?.length ?? 0;
    for (const word of text.toLowerCase().match(/\p{sc=Latin}+(?:['’]\p{sc=Latin}+)*/gu) ?? []) {
      words++;
      if (STOP_WORDS.en.has(word.replace('’', "'"))) small++;
    }
  }
  if (letters === 0) return 'other';
  if (han > 0.2 * letters) return 'zh';
  if (foreign > 0.3 * letters) return 'other';
  // Running English has two small words in five; titles and tags have few, so the bar is low.
  return words > 0 && small / words >= 0.08 ? 'en' : 'other';
}

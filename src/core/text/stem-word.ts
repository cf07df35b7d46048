const VOWEL = /[aeiouy]/u;
const DOUBLE = /([^aeiouylsz])\1$/u;

/**
 * An English word without the endings of plurals, of -ed and -ing and of y: deliveries, delivery and
 * delivered share "deliveri" and "deliver". Words of other scripts stay as they are.
 *
 * @param word in small letters.
 * @see Porter 1980, doi:10.1108/eb046814: its first step.
 */
export function stemWord(word: string): string {
  if (word.length <= 3 || !/^[a-z']+$/u.test(word)) return word;
  let stem = word.replace(/'s?$/u, '');
  if (stem.endsWith('sses') || (stem.endsWith('ies') && stem.length > 4)) stem = stem.slice(0, -2);
  else if (stem.endsWith('s') && !stem.endsWith('ss') && !stem.endsWith('us'))
    stem = stem.slice(0, -1);
  const ended = /^(.+?)(?:ed|ing)$/u.exec(stem);
  if (stem.endsWith('eed')) stem = stem.length > 4 ? stem.slice(0, -1) : stem;
  else if (ended !== null && VOWEL.test(ended[1]) && ended[1].length > 1) stem = mended(ended[1]);
  if (/.[^aeiou]y$/u.test(stem)) stem = `${stem.slice(0, -1)}i`;
  // Porter takes a last e in his fifth step; without it "love" and "loved" would differ.
  return stem.length > 3 && /[^aeiou]e$/u.test(stem) ? stem.slice(0, -1) : stem;
}

function mended(stem: string): string {
  if (/(at|bl|iz)$/u.test(stem)) return `${stem}e`;
  return DOUBLE.test(stem) ? stem.slice(0, -1) : stem;
}

const WORDS = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text by their stems, in order. */
export function stemsOf(text: string): string[] {
  return (text.toLowerCase().replaceAll('’', "'").match(WORDS) ?? []).map(stemWord);
}

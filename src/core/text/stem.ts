const VOWELS = 'aeiou';

function isVowel(word: string, at: number): boolean {
  const letter = word[at];
  if (VOWELS.includes(letter)) return true;
  return letter === 'y' && at > 0 && !isVowel(word, at - 1);
}

/** How often a vowel is followed by a consonant: Porter's m. */
function measureOf(stem: string): number {
  let count = 0;
  for (let at = 1; at < stem.length; at++) if (!isVowel(stem, at) && isVowel(stem, at - 1)) count++;
  return count;
}

function holdsVowel(stem: string): boolean {
  for (let at = 0; at < stem.length; at++) if (isVowel(stem, at)) return true;
  return false;
}

function endsDouble(word: string): boolean {
  const last = word.length - 1;
  return last > 0 && word[last] === word[last - 1] && !isVowel(word, last);
}

/** Consonant, vowel, consonant other than w, x and y at the end. */
function endsShort(word: string): boolean {
  const last = word.length - 1;
  return (
    last >= 2 &&
    !isVowel(word, last) &&
    isVowel(word, last - 1) &&
    !isVowel(word, last - 2) &&
    !'wxy'.includes(word[last])
  );
}

/** Endings and what they become, where the stem before them measures more than 0. */
const SECOND: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const THIRD: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
/** The longer before those that they end with. */
const FOURTH =
  'ement ment ance ence able ible ant ent ism ate iti ous ive ize ion al er ic ou'.split(' ');

function replaceEnding(word: string, endings: readonly (readonly [string, string])[]): string {
  const found = endings
    .filter(([ending]) => word.endsWith(ending))
    .sort(([a], [b]) => b.length - a.length)[0] as readonly [string, string] | undefined;
  if (found === undefined) return word;
  const stem = word.slice(0, -found[0].length);
  return measureOf(stem) > 0 ? stem + found[1] : word;
}

/**
 * The stem of an English word, which its forms share: "deliveries" and "delivery" are "deliveri".
 *
 * @param word in lower case; what has other letters than a to z stays as it is.
 * @see Porter 1980, An algorithm for suffix stripping, doi:10.1108/eb046814
 */
export function stemWord(word: string): string {
  if (word.length <= 2 || !/^[a-z]+$/.test(word)) return word;
  let stem = word;
  if (/(?:ss|i)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (stem.endsWith('s') && !stem.endsWith('ss')) stem = stem.slice(0, -1);

  if (stem.endsWith('eed')) {
    if (measureOf(stem.slice(0, -3)) > 0) stem = stem.slice(0, -1);
  } else {
    const ending = /(?:ed|ing)$/.exec(stem)?.[0];
    const before = ending === undefined ? '' : stem.slice(0, -ending.length);
    if (ending !== undefined && holdsVowel(before)) {
      stem = before;
      if (/(?:at|bl|iz)$/.test(stem)) stem += 'e';
      else if (endsDouble(stem) && !/[lsz]$/.test(stem)) stem = stem.slice(0, -1);
      else if (measureOf(stem) === 1 && endsShort(stem)) stem += 'e';
    }
  }
  if (stem.endsWith('y') && holdsVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaceEnding(stem, SECOND);
  stem = replaceEnding(stem, THIRD);

  const ending = FOURTH.find((one) => stem.endsWith(one));
  if (ending !== undefined) {
    const before = stem.slice(0, -ending.length);
    if (measureOf(before) > 1 && (ending !== 'ion' || /[st]$/.test(before))) stem = before;
  }
  if (stem.endsWith('e')) {
    const before = stem.slice(0, -1);
    const measure = measureOf(before);
    if (measure > 1 || (measure === 1 && !endsShort(before))) stem = before;
  }
  if (measureOf(stem) > 1 && endsDouble(stem) && stem.endsWith('l')) stem = stem.slice(0, -1);
  return stem;
}

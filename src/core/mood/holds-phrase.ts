const SPACED = /[\p{L}\p{N}]/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Whether a text holds a phrase, as whole words where its script has such; capitals do not count. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const inside = text.toLowerCase().replaceAll('’', "'");
  const wanted = phrase.toLowerCase().replaceAll('’', "'");
  if (wanted === '') return false;
  for (let at = inside.indexOf(wanted); at >= 0; at = inside.indexOf(wanted, at + 1)) {
    const joinsBefore = joins(inside[at - 1], wanted[0]);
    const joinsAfter = joins(inside[at + wanted.length], wanted[wanted.length - 1]);
    if (!joinsBefore && !joinsAfter) return true;
  }
  return false;
}

/** Whether two characters beside each other are parts of one word. */
const joins = (one: string | undefined, other: string): boolean =>
  one !== undefined && [one, other].every((char) => SPACED.test(char) && !UNSPACED.test(char));

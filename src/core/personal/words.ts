/** A word or a number of a text, with what its capitals tell. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** In small letters, otherwise as it stands. */
  readonly lower: string;
  readonly isNumber: boolean;
  /** Begins with a capital letter. */
  readonly isCapital: boolean;
  /** Two capital letters or more, and no small one. */
  readonly isShouted: boolean;
}

const WORD =
  /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{M}\p{N}]+(?:['’-][\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{M}\p{N}]+)*/gu;
const POSSESSIVE = /['’]s$/;

/** The words and numbers of a text; Chinese characters are left to other eyes. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: found, index } of text.matchAll(WORD)) {
    const word = POSSESSIVE.test(found) ? found.slice(0, -2) : found;
    const lower = word.toLowerCase();
    const first = word[0];
    tokens.push({
      start: index,
      end: index + word.length,
      lower,
      isNumber: first >= '0' && first <= '9',
      isCapital: first !== lower[0],
      isShouted: word.length > 1 && word !== lower && word === word.toUpperCase(),
    });
  }
  return tokens;
}

/** How two neighbouring words are parted. */
export type Gap = 'space' | 'comma' | 'line' | 'dot' | 'far';

/** What stands between two tokens: spaces, one comma, a new line (with quote marks), a dot, or more. */
export function gapBetween(text: string, left: Token, right: Token): Gap {
  const size = right.start - left.end;
  if (size > 24) return 'far';
  const between = text.slice(left.end, right.start);
  if (/^[ \t\u00a0]+$/.test(between)) return size <= 4 ? 'space' : 'far';
  if (/^\.[ ]?$/.test(between)) return 'dot';
  if (/^\.?[\s>?|*]*,[\s>?|*]*$/.test(between)) return 'comma';
  if (/^\.?[ \t\r]*\n[\s>?|*]*$/.test(between)) return 'line';
  return 'far';
}

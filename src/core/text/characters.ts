/** What a character is to the one who cleans a text; all by code point. */

export function isBreak(code: number): boolean {
  return (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** White space, with the kinds that are no space to the eye only: no-break, ideographic, fillers. */
export function isSpace(code: number): boolean {
  if (code < 0xa0) return code === 32 || (code >= 9 && code <= 13) || code === 0x85;
  if (code < 0x1680) return code === 0xa0;
  return (
    (code >= 0x2000 && code <= 0x200a) ||
    (code >= 0x2028 && code <= 0x2029) ||
    code === 0x1680 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2800 ||
    code === 0x3000 ||
    code === 0x3164
  );
}

/**
 * Characters that show nothing: controls, zero-width spaces, direction marks, half of a pair. With them
 * the overlaid slash, which NFC has joined with its sign where it means anything; a stray one would
 * later turn `<` into another character.
 */
export function isInvisible(code: number): boolean {
  if (code < 0xad) return code < 32 || (code >= 127 && code < 160);
  if (code < 0x2000)
    return (
      code === 0xad ||
      code === 0x338 ||
      code === 0x34f ||
      code === 0x61c ||
      (code >= 0x180b && code <= 0x180e)
    );
  if (code < 0x2070)
    return (
      code === 0x200b ||
      code === 0x200e ||
      code === 0x200f ||
      (code >= 0x202a && code <= 0x202e) ||
      code >= 0x2060
    );
  if (code < 0xd800) return false;
  return (
    code <= 0xdfff ||
    code === 0xfeff ||
    (code >= 0xfff9 && code <= 0xfffb) ||
    (code >= 0xfffe && code <= 0xffff) ||
    code === 0xe0001
  );
}

export const isJoiner = (code: number) => code === 0x200c || code === 0x200d;

/** What changes the look of the emoji before it. */
export const isVariation = (code: number) => code === 0xfe0e || code === 0xfe0f;

/** The letters inside flags such as that of Scotland. */
export const isTagLetter = (code: number) => code >= 0xe0020 && code <= 0xe007f;

// Signs that count as pictures in Unicode and as writing to people.
const SIGNS = new Set('©®™‼⁉ℹⓂ〰〽㊗㊙↔↕↖↗↘↙↩↪▪▫▶◀◻◼◽◾');
const SIGN_CODES = new Set([...SIGNS].map((sign) => sign.codePointAt(0) ?? 0));
const PICTURE = /\p{Extended_Pictographic}/u;

export function isPicture(code: number): boolean {
  if (code < 0xa9 || (code >= 0x3400 && code < 0x1f000)) return false;
  return PICTURE.test(String.fromCodePoint(code)) && !SIGN_CODES.has(code);
}

/** An emoji or a part of one. */
export function isEmoji(code: number): boolean {
  if (code < 0xa9 || (code >= 0x3400 && code < 0xfe00)) return false;
  return (
    isVariation(code) ||
    code === 0x20e3 ||
    (code >= 0x1f1e6 && code <= 0x1f1ff) ||
    (code >= 0x1f3fb && code <= 0x1f3ff) ||
    isTagLetter(code) ||
    isPicture(code)
  );
}

/** Whether a joiner may stand beside it: scripts that need one, and emoji made of several. */
export function takesJoiner(code: number): boolean {
  if (code < 0x590 || (code >= 0x3400 && code < 0xfe00)) return false;
  if (code <= 0x18af) return !isSpace(code) && !isInvisible(code);
  return isVariation(code) || (code >= 0x1f3fb && code <= 0x1f3ff) || isPicture(code);
}

const LETTER = /[\p{L}\p{N}]/u;

/** Letters and digits of scripts that part words by spaces. */
export function isSpacedLetter(code: number): boolean {
  if (code < 128) return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
  return code < 0x2e80 && LETTER.test(String.fromCodePoint(code));
}

const SHOUTS = new Set([...'!?！？'].map((mark) => mark.charCodeAt(0)));
const MARKS = new Set(
  [...'!?.,;:*-_=~#+^"\'$%@|。！？，、；：…～·—–•★☆♥❤'].map((mark) => mark.charCodeAt(0)),
);

/** Marks of one kind, of which more than three in a row say no more: `!` and `?` are one kind. */
export function markKind(code: number): number {
  if (SHOUTS.has(code)) return 33;
  return MARKS.has(code) ? code : 0;
}

/** The names of U+00A0 to U+00FF in their order (HTML 4, section 24.2). */
const LATIN = `
nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde
Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute
Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde
auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute
ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
`;

const OTHERS: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  OElig: 0x152,
  oelig: 0x153,
  Scaron: 0x160,
  scaron: 0x161,
  Yuml: 0x178,
  ensp: 0x2002,
  emsp: 0x2003,
  thinsp: 0x2009,
  zwnj: 0x200c,
  zwj: 0x200d,
  lrm: 0x200e,
  rlm: 0x200f,
  ndash: 0x2013,
  mdash: 0x2014,
  lsquo: 0x2018,
  rsquo: 0x2019,
  sbquo: 0x201a,
  ldquo: 0x201c,
  rdquo: 0x201d,
  bdquo: 0x201e,
  dagger: 0x2020,
  bull: 0x2022,
  hellip: 0x2026,
  permil: 0x2030,
  prime: 0x2032,
  lsaquo: 0x2039,
  rsaquo: 0x203a,
  euro: 0x20ac,
  trade: 0x2122,
  larr: 0x2190,
  uarr: 0x2191,
  rarr: 0x2192,
  darr: 0x2193,
  harr: 0x2194,
  minus: 0x2212,
  asymp: 0x2248,
  ne: 0x2260,
  le: 0x2264,
  ge: 0x2265,
  star: 0x2606,
  starf: 0x2605,
  phone: 0x260e,
  hearts: 0x2665,
  check: 0x2713,
};

/** What numbers 128 to 159 mean in practice: Windows-1252, as the HTML standard has it. */
const WINDOWS = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152,
  0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122,
  0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
];

const NAMED = new Map(Object.entries(OTHERS));
for (const [at, name] of LATIN.trim().split(/\s+/).entries()) NAMED.set(name, 0xa0 + at);

/** The longest that is read between `&` and `;`. */
export const LONGEST_ENTITY = 10;

/**
 * The character that an HTML entity stands for.
 *
 * @param name what stands between `&` and `;`: a name, `#` and a number, `#x` and a hexadecimal one.
 * @returns a code point; undefined where it is no entity that occurs in practice.
 */
export function readEntity(name: string): number | undefined {
  const number = /^#(?:[xX]([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
  if (number === null) return NAMED.get(name) ?? NAMED.get(name.toLowerCase());
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  if (code > 0x10ffff) return undefined;
  if (code >= 0x80 && code < 0xa0) return WINDOWS[code - 0x80];
  const plain = String.fromCodePoint(code).normalize('NFC');
  // A character that is written as two stays one until the whole text is normalised.
  return [...plain].length === 1 ? plain.codePointAt(0) : code;
}

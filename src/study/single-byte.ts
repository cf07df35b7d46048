/** An alphabet of its own: nearly all letters of a word are not ASCII. */
interface Script {
  readonly encodings: readonly string[];
  readonly letters: RegExp;
  /** The commonest letters, two thirds of a text or more. */
  readonly common: string;
}

const SCRIPTS: readonly Script[] = [
  {
    encodings: ['windows-1251', 'koi8-u', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'],
    letters: /\p{sc=Cyrillic}/u,
    common: 'оеаинтсрвлкмдпуі',
  },
  {
    encodings: ['windows-1253', 'iso-8859-7'],
    letters: /\p{sc=Greek}/u,
    common: 'αοιετσνηυρπκμλς',
  },
  { encodings: ['windows-1255'], letters: /\p{sc=Hebrew}/u, common: 'יוהלאתרמבש' },
  { encodings: ['windows-1256'], letters: /\p{sc=Arabic}/u, common: 'اليمونرتبةعد' },
  { encodings: ['windows-874'], letters: /\p{sc=Thai}/u, common: 'านรอกเง่้มยลวดที' },
];

/** Languages in Latin letters by the letters that they have beside ASCII. */
const WESTERN: readonly string[] = [
  'éèêëàâçùûüîïôœæ',
  'äöüßé',
  'áéíóúñü¿¡ªº',
  'ãõáéíóúâêôçà',
  'àèéìòù',
  'åäöéæøü',
  'áðéíóúýþæö',
];
const CENTRAL: readonly string[] = [
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýž',
  'áäčďéíĺľňóôŕšťúýž',
  'áéíóöőúüű',
  'čćđšž',
  'ăâîșțşţ',
];
const TURKISH: readonly string[] = ['çğıöşüâİ'];
const PUNCTUATION = /[\s\u00a0‘’‚“”„«»‹›–—…•·°€£§©®™´`½¼²³±×]/u;

/** Letters that must be there before a rarer encoding is believed. */
const ENOUGH = 8;

/** The encoding of a text with one byte a character; undefined where Western is as likely. */
export function findAlphabet(bytes: Uint8Array): string | undefined {
  const lengths = runsOf(bytes);
  return lengths >= 2.2 ? findScript(bytes) : findLatin(bytes);
}

/** How many bytes beyond ASCII stand side by side on average. */
function runsOf(bytes: Uint8Array): number {
  let high = 0;
  let runs = 0;
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i] >= 0x80) {
      high++;
      if (i === 0 || bytes[i - 1] < 0x80) runs++;
    }
  return runs === 0 ? 0 : high / runs;
}

/** Node reads windows-1252 as Latin-1 unless it is read as a stream. */
function read(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

function findScript(bytes: Uint8Array): string | undefined {
  let best: { encoding: string; score: number } | undefined;
  for (const { encodings, letters, common } of SCRIPTS)
    for (const encoding of encodings) {
      const text = read(bytes, encoding);
      const beyond = Array.from(text).filter((char) => char > '\u007f' && !PUNCTUATION.test(char));
      if (beyond.length < ENOUGH) return undefined;
      const own = beyond.filter((char) => letters.test(char));
      if (own.length < beyond.length * 0.95) continue;
      const usual = own.filter((char) => common.includes(char.toLowerCase())).length;
      const odd =
        (text.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0) +
        (text.match(/\p{Lu}(?=\p{Lu})/gu)?.length ?? 0) * 0.3;
      const score = (usual - odd) / own.length;
      if (best === undefined || score > best.score) best = { encoding, score };
    }
  return best !== undefined && best.score > 0.5 ? best.encoding : undefined;
}

/** Central European and Turkish texts have letters that no single Western language explains. */
function findLatin(bytes: Uint8Array): string | undefined {
  const western = coverage(bytes, 'windows-1252', WESTERN);
  if (western === undefined || western > 0.85) return undefined;
  let best: { encoding: string; share: number } | undefined;
  for (const [encoding, languages] of [
    ['windows-1250', CENTRAL],
    ['iso-8859-2', CENTRAL],
    ['windows-1254', TURKISH],
  ] as const) {
    const share = coverage(bytes, encoding, languages) ?? 0;
    if (best === undefined || share > best.share) best = { encoding, share };
  }
  return best !== undefined && best.share >= 0.95 && best.share > western + 0.1
    ? best.encoding
    : undefined;
}

/** The share of the letters beyond ASCII that the best fitting language has. */
function coverage(
  bytes: Uint8Array,
  encoding: string,
  languages: readonly string[],
): number | undefined {
  const text = read(bytes, encoding);
  const counts = new Map<string, number>();
  let letters = 0;
  for (const char of text) {
    if (char <= '\u007f' || PUNCTUATION.test(char)) continue;
    const small = char.toLowerCase();
    counts.set(small, (counts.get(small) ?? 0) + 1);
    letters++;
  }
  if (letters < ENOUGH || counts.size < 3) return undefined;
  const shares = languages.map((language) => {
    let own = 0;
    for (const [char, count] of counts) if (language.includes(char)) own += count;
    return own / letters;
  });
  return Math.max(...shares);
}

/**
 * How well bytes fit an encoding of two bytes a character: the share of what is not ASCII that falls
 * among its common characters, and how often these stand side by side, as they do in words.
 */
interface Fit {
  readonly share: number;
  readonly together: number;
  readonly pairs: number;
  /** For each first byte, how many pairs begin with it. */
  readonly leads: Uint32Array;
}

interface Scheme {
  readonly encoding: string;
  readonly isLead: (byte: number) => boolean;
  readonly isTrail: (byte: number) => boolean;
  /** Common characters and punctuation. */
  readonly isCommon: (lead: number, trail: number) => boolean;
  /** Characters of one byte that are not ASCII. */
  readonly isSingle?: (byte: number) => boolean;
}

const within = (byte: number, from: number, to: number) => byte >= from && byte <= to;
const isHigh = (byte: number) => within(byte, 0xa1, 0xfe);

const SCHEMES = {
  gb18030: {
    encoding: 'gb18030',
    isLead: (byte) => within(byte, 0x81, 0xfe),
    isTrail: (byte) => within(byte, 0x30, 0x39) || (within(byte, 0x40, 0xfe) && byte !== 0x7f),
    // Punctuation and the 3,755 characters of the first level of GB 2312.
    isCommon: (lead, trail) =>
      isHigh(trail) && (within(lead, 0xa1, 0xa3) || within(lead, 0xb0, 0xd7)),
  },
  big5: {
    encoding: 'big5',
    isLead: (byte) => within(byte, 0x81, 0xfe),
    isTrail: (byte) => within(byte, 0x40, 0x7e) || isHigh(byte),
    // Punctuation and the 5,401 characters of the first level.
    isCommon: (lead) => within(lead, 0xa1, 0xc6),
  },
  shift_jis: {
    encoding: 'shift_jis',
    isLead: (byte) => within(byte, 0x81, 0x9f) || within(byte, 0xe0, 0xfc),
    isTrail: (byte) => within(byte, 0x40, 0xfc) && byte !== 0x7f,
    // Punctuation, kana and the first level of kanji.
    isCommon: (lead) => within(lead, 0x81, 0x83) || within(lead, 0x88, 0x98),
    isSingle: (byte) => within(byte, 0xa1, 0xdf),
  },
  'euc-jp': {
    encoding: 'euc-jp',
    isLead: (byte) => isHigh(byte) || byte === 0x8e,
    isTrail: isHigh,
    isCommon: (lead) =>
      within(lead, 0xa1, 0xa1) || within(lead, 0xa3, 0xa5) || within(lead, 0xb0, 0xcf),
  },
  'euc-kr': {
    encoding: 'euc-kr',
    isLead: (byte) => within(byte, 0x81, 0xfe),
    isTrail: (byte) =>
      within(byte, 0x41, 0x5a) || within(byte, 0x61, 0x7a) || within(byte, 0x81, 0xfe),
    // Punctuation and the 2,350 syllables of KS X 1001.
    isCommon: (lead, trail) =>
      isHigh(trail) && (within(lead, 0xa1, 0xa1) || within(lead, 0xb0, 0xc8)),
  },
} satisfies Record<string, Scheme>;

/** Undefined when the bytes are no text in this scheme. */
function fit(bytes: Uint8Array, scheme: Scheme): Fit | undefined {
  const leads = new Uint32Array(256);
  let pairs = 0;
  let common = 0;
  let together = 0;
  let errors = 0;
  let before = -2;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i];
    if (lead < 0x80) continue;
    if (scheme.isSingle?.(lead) === true) {
      pairs++;
      common += 0.7;
      if (before === i) together++;
      before = i + 1;
      continue;
    }
    if (i + 1 >= bytes.length) break;
    const trail = bytes[i + 1];
    if (!scheme.isLead(lead) || !scheme.isTrail(trail)) {
      errors++;
      continue;
    }
    pairs++;
    leads[lead]++;
    if (scheme.isCommon(lead, trail)) common++;
    if (before === i) together++;
    before = i + 2;
    // Four bytes of GB 18030.
    if (within(trail, 0x30, 0x39)) {
      i += 2;
      before += 2;
    }
    i++;
  }
  if (pairs === 0 || errors > pairs * 0.002) return undefined;
  return { share: common / (pairs + errors), together: together / pairs, pairs, leads };
}

const sum = (leads: Uint32Array, from: number, to: number) =>
  leads.slice(from, to + 1).reduce((total, count) => total + count, 0);

/** The encoding of a Chinese, Japanese or Korean text; undefined where it is none of these. */
export function findMultibyte(bytes: Uint8Array): string | undefined {
  const fits = (scheme: Scheme, least: number) => {
    const found = fit(bytes, scheme);
    if (found === undefined || found.share < least) return undefined;
    // Letters with accents stand alone among others; a few pairs side by side may be chance.
    const word = found.pairs < 3 ? found.together > 0 : found.together >= 0.35;
    return word ? found : undefined;
  };
  const chinese = fits(SCHEMES.gb18030, 0.7);
  const korean = fits(SCHEMES['euc-kr'], 0.9);
  const japanese = fits(SCHEMES['euc-jp'], 0.9);
  const shift = fits(SCHEMES.shift_jis, 0.8);
  const big5 = fits(SCHEMES.big5, 0.85);

  if (japanese !== undefined) {
    const kana = sum(japanese.leads, 0xa4, 0xa5);
    if (kana > japanese.pairs * 0.15) return 'euc-jp';
  }
  if (shift !== undefined) {
    const kana = sum(shift.leads, 0x82, 0x83);
    if (kana > shift.pairs * 0.15) return 'shift_jis';
  }
  if (korean !== undefined) {
    // The characters of Chinese run on to D7, nearly half of a text beyond C8; Korean ends there.
    const beyond = sum(korean.leads, 0xc9, 0xd7);
    const syllables = sum(korean.leads, 0xb0, 0xc8);
    if (syllables >= 4 && beyond < syllables * 0.06 && isKorean(korean)) return 'euc-kr';
  }
  if (chinese !== undefined && (big5 === undefined || chinese.share >= big5.share - 0.02))
    return 'gb18030';
  if (big5 !== undefined && (big5.pairs >= 4 || big5.share === 1)) return 'big5';
  if (shift !== undefined && shift.pairs >= 6 && shift.share < 0.8 + 1e-9) return 'shift_jis';
  return undefined;
}

/** The commonest syllables of Korean (이 다 는 을 에 가 의 하) begin with these bytes. */
function isKorean({ leads, pairs }: Fit): boolean {
  const common = leads[0xc0] + leads[0xb4] + leads[0xbf] + leads[0xb0] + leads[0xc7];
  return pairs < 30 || common > pairs * 0.3;
}

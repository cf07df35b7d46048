import { isDay, isLuhn, isVerhoeff, restOf, weigh } from './checksums';

/** A national number's form and rules; those without a checksum, or with a weak one, ask for a cue. */
export interface NationalId {
  readonly country: string;
  /** The whole number as written. */
  readonly form: RegExp;
  /** The number without its spaces, dots and dashes, in capitals. */
  readonly isValid: (plain: string) => boolean;
  /** Whether its form and check are too common to stand without a word beside them. */
  readonly needsCue: boolean;
  /** Whether its check leaves no more than one in a few hundred other numbers of that form. */
  readonly isSure: boolean;
}

/**
 * China: region, birthday, serial number and a check character, ISO 7064 MOD 11-2.
 *
 * @see GB 11643-1999
 */
export function isChineseId(plain: string): boolean {
  if (!/^[1-68]\d{16}[\dX]$/.test(plain)) return false;
  if (!isDay(+plain.slice(6, 10), +plain.slice(10, 12), +plain.slice(12, 14))) return false;
  const sum = weigh(plain, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return '10X98765432'[sum % 11] === plain[17];
}

/** United States: no area 000, 666 or 900 to 999, no group 00, no serial number 0000. */
export function isSocialSecurityNumber(plain: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(plain);
}

/**
 * United Kingdom: National Insurance number; prefixes that are never given are refused.
 *
 * @see HMRC manual NIM39110
 */
export function isInsuranceNumber(plain: string): boolean {
  return /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(plain);
}

/** Spain: the letter of a DNI or NIE is the number's rest by 23. */
export function isSpanishId(plain: string): boolean {
  const digits = plain.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === plain.at(-1);
}

/** France: sex, year, month, place, serial number and a key, 97 less the rest by 97. */
export function isFrenchId(plain: string): boolean {
  const body = plain.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - restOf(body, 97) === Number(plain.slice(13));
}

const ITALIAN_ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** Italy: codice fiscale, whose last letter sums the others by their places. */
export function isItalianId(plain: string): boolean {
  let sum = 0;
  for (let at = 0; at < 15; at++) {
    const code = plain.charCodeAt(at);
    const value = code < 65 ? code - 48 : code - 65;
    sum += at % 2 === 0 ? ITALIAN_ODD[value] : value;
  }
  return sum % 26 === plain.charCodeAt(15) - 65;
}

/** Brazil: CPF, two check digits by 11. */
export function isBrazilianId(plain: string): boolean {
  if (/^(\d)\1*$/.test(plain)) return false;
  const check = (length: number) => {
    const weights = Array.from({ length }, (_, at) => length + 1 - at);
    return ((weigh(plain, weights) * 10) % 11) % 10;
  };
  return check(9) === Number(plain[9]) && check(10) === Number(plain[10]);
}

/** Poland: PESEL, a birthday with the century in its month, and a check digit. */
export function isPolishId(plain: string): boolean {
  const month = Number(plain.slice(2, 4));
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)];
  return (
    isDay(century + Number(plain.slice(0, 2)), month % 20, Number(plain.slice(4, 6))) &&
    (10 - (weigh(plain, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(plain[10])
  );
}

/** The Netherlands: citizen service number, the test of eleven. */
export function isDutchId(plain: string): boolean {
  return !/^0+$/.test(plain) && weigh(plain, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}

/** Sweden: a birthday, a serial number and a Luhn digit. */
function isSwedishId(plain: string): boolean {
  return isDay(2000, +plain.slice(2, 4), +plain.slice(4, 6)) && isLuhn(plain);
}

const id = (
  country: string,
  form: RegExp,
  isValid: (plain: string) => boolean,
  { needsCue = false, isSure = false } = {},
): NationalId => ({ country, form, isValid, needsCue, isSure });

const sure = { isSure: true };
const cued = { needsCue: true };

export const NATIONAL_IDS: readonly NationalId[] = [
  id('CN', /^\d{17}[\dXx]$/, isChineseId, sure),
  id('US', /^\d{3}-\d{2}-\d{4}$/, isSocialSecurityNumber),
  id('US', /^\d{3} ?\d{2} ?\d{4}$/, isSocialSecurityNumber, cued),
  id('GB', /^[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/, isInsuranceNumber),
  id('ES', /^(?:\d{8}|[XYZ]-?\d{7})-?[A-Z]$/, isSpanishId),
  id('FR', /^[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}$/, isFrenchId, sure),
  id('IT', /^[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]$/i, isItalianId, sure),
  id('BR', /^\d{3}\.\d{3}\.\d{3}-\d{2}$/, isBrazilianId, sure),
  id('BR', /^\d{11}$/, isBrazilianId, cued),
  id('PL', /^\d{11}$/, isPolishId),
  id('NL', /^\d{9}$/, isDutchId, cued),
  id('CA', /^[1-79]\d{2}[ -]?\d{3}[ -]?\d{3}$/, isLuhn, cued),
  id('SE', /^(?:19|20)?\d{6}[-+]\d{4}$/, (plain) => isSwedishId(plain.slice(-10))),
  id('IN', /^[2-9]\d{3} \d{4} \d{4}$/, isVerhoeff),
  id('IN', /^[2-9]\d{11}$/, isVerhoeff, cued),
  id('IN', /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/, () => true),
];

/** The number as its check wants it. */
export function plainOf(text: string): string {
  return text.replace(/[ .+-]/g, '').toUpperCase();
}

/** The first national number that a text is as a whole; `cue` tells whether a word says that it is one. */
export function maybeNationalId(text: string, cue: boolean): NationalId | undefined {
  if (text.length < 9 || text.length > 24) return undefined;
  return NATIONAL_IDS.find(
    ({ form, isValid, needsCue }) =>
      (cue || !needsCue) && form.test(text) && isValid(plainOf(text)),
  );
}

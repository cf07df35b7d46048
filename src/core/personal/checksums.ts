/**
 * Luhn's check of a number's last digit, as on payment cards.
 *
 * @param digits digits only.
 * @see ISO/IEC 7812-1, annex B; US patent 2950048
 */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let back = 0; back < digits.length; back++) {
    const digit = digits.charCodeAt(digits.length - 1 - back) - 48;
    const doubled = back % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The rest of a long number of digits and letters (A = 10 … Z = 35) by a divisor. */
export function restOf(text: string, divisor: number): number {
  let rest = 0;
  for (const character of text) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % divisor;
  }
  return rest;
}

/** Sum of the digits, each times its weight. */
export function weigh(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits.charCodeAt(at) - 48), 0);
}

const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 ' +
    'EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 ' +
    'IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 ' +
    'NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 ' +
    'TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** How many characters an account number of a country has; undefined for a country without any. */
export function ibanLength(country: string): number | undefined {
  return IBAN_LENGTHS[country];
}

/**
 * Whether an account number has its country's length and the right two check digits.
 *
 * @param text capital letters and digits, no spaces.
 * @see ISO 13616, with the check of ISO 7064 MOD 97-10
 */
export function isIban(text: string): boolean {
  return (
    /^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(text) &&
    text.length === ibanLength(text.slice(0, 2)) &&
    restOf(text.slice(4) + text.slice(0, 4), 97) === 1
  );
}

/** Whether there is such a day; years from 1850 to 2099. */
export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1850 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

const VERHOEFF_TURN = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** The product of two digits in the group of a pentagon's turns and mirrorings. */
function turn(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
}

/**
 * Verhoeff's check of a number's last digit, as in India's Aadhaar.
 *
 * @see Verhoeff 1969, Error Detecting Decimal Codes
 */
export function isVerhoeff(digits: string): boolean {
  let check = 0;
  for (let back = 0; back < digits.length; back++) {
    let digit = digits.charCodeAt(digits.length - 1 - back) - 48;
    for (let turns = back % 8; turns > 0; turns--) digit = VERHOEFF_TURN[digit];
    check = turn(check, digit);
  }
  return check === 0;
}

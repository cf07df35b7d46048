import { ibanLength, isDay, isIban, isLuhn } from './checksums';
import {
  CARD_BEFORE,
  IBAN_BEFORE,
  NATIONAL_ID_BEFORE,
  saysAnything,
  textAfter,
  textBefore,
  THING_BEFORE,
} from './cues';
import { isChineseId, maybeNationalId } from './national-ids';
import { type NumberRun, piecesOf } from './number-runs';
import type { Claims } from './spans';

/** Prefixes of issuers: Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro. */
const ISSUER = /^(?:4|5[0-8]|6|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[0-9]|1800|2131)/;
const CARD_GROUPS =
  /^(?:\d{12,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5})$/;

/**
 * Whether a text is a payment card's number as a whole: 12 to 19 digits, together or in the groups that
 * cards show, of a known issuer, with Luhn's digit.
 *
 * @see ISO/IEC 7812-1
 */
export function isCard(text: string): boolean {
  if (!CARD_GROUPS.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  return ISSUER.test(digits) && !/^(\d)\1+$/.test(digits) && isLuhn(digits);
}

const isAlone = (text: string, start: number, end: number) =>
  !/[\p{L}\p{N}_]/u.test(text[start - 1] ?? '') && !/[\p{L}\p{N}_]/u.test(text[end] ?? '');
const touchesLatin = (text: string, start: number, end: number) =>
  /[\p{sc=Latin}\p{N}_]/u.test(text[start - 1] ?? '') ||
  /[\p{sc=Latin}\p{N}_]/u.test(text[end] ?? '');

/** Cards and national numbers that are nothing but digits and marks; what a checksum proves first. */
export function findCheckedNumbers(text: string, runs: readonly NumberRun[], claims: Claims): void {
  for (const run of runs)
    for (const { start, end, digits } of piecesOf(text, run)) {
      if (digits.length < 9 || claims.isTaken(start) || claims.isTaken(end - 1)) continue;
      const withLetter = digits.length === 17 && /[Xx]/.test(text[end] ?? '') ? end + 1 : end;
      if (touchesLatin(text, start, withLetter)) continue;
      const whole = text.slice(start, withLetter);
      if (isChineseId(whole.toUpperCase())) {
        claims.claim('national-id', start, withLetter, 'certain');
        continue;
      }
      const before = textBefore(text, start);
      const worded = saysAnything(before);
      const aCard = worded && CARD_BEFORE.test(before);
      const cue = worded && NATIONAL_ID_BEFORE.test(before);
      const aThing = worded && !cue && THING_BEFORE.test(before);
      const fraction = /\d[.,]$/.test(before);
      if (fraction) continue;
      if (isCard(whole) && (digits.length > 12 || aCard) && !aThing) {
        claims.claim('card', start, end, 'certain');
        continue;
      }
      if (aCard && !cue && CARD_GROUPS.test(whole)) {
        claims.claim('card', start, end, 'likely');
        continue;
      }
      const isPart = /\d[ -]$/.test(before) || /^[ -]\d/.test(text.slice(end, end + 2));
      const id = aThing || (isPart && !cue) ? undefined : maybeNationalId(whole, cue);
      if (id) claims.claim('national-id', start, end, id.isSure || cue ? 'certain' : 'likely');
    }
}

/**
 * Account numbers, and national numbers with letters. Spaces in fours are allowed, as banks print them.
 */
export function findCheckedCodes(text: string, claims: Claims): void {
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?=[ A-Z0-9])/giu)) {
    const length = ibanLength(text.slice(index, index + 2).toUpperCase());
    if (length === undefined) continue;
    let marks = 0;
    let end = index;
    for (; marks < length && end < text.length; end++) {
      if (isPlainMark(text.charCodeAt(end))) marks++;
      else if (text[end] !== ' ' || text[end + 1] === ' ') break;
    }
    if (marks < length || !isAlone(text, index, end)) continue;
    const plain = text.slice(index, end).replaceAll(' ', '');
    if (isIban(plain.toUpperCase())) claims.claim('iban', index, end, 'certain');
    else if (IBAN_BEFORE.test(textBefore(text, index))) claims.claim('iban', index, end, 'likely');
  }
  const codes =
    /(?<![\p{L}\p{N}_-])(?:[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]|\d{8}-?[A-Z]|[XYZ]-?\d{7}-?[A-Z]|[12] ?\d{2} ?\d{2} ?2[AB] ?\d{3} ?\d{3} ?\d{2}|[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]|[A-Z]{5}\d{4}[A-Z])(?![\p{L}\p{N}_-])/gu;
  for (const { 0: code, index } of text.matchAll(codes)) {
    const before = textBefore(text, index);
    const cue = NATIONAL_ID_BEFORE.test(before);
    const id = maybeNationalId(code, cue);
    if (id && (cue || !THING_BEFORE.test(before)))
      claims.claim(
        'national-id',
        index,
        index + code.length,
        id.isSure || cue ? 'certain' : 'likely',
      );
  }
}

/** A digit or a letter without accents. */
function isPlainMark(code: number): boolean {
  return (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123);
}

const CALLED_CODE = /^(?=[A-Za-z0-9-]{0,20}\d)[A-Za-z0-9]+(?:[-–][A-Za-z0-9]+){0,4}/;

/** What is called a passport, a licence or a national number, whatever its form. */
export function findCalledCodes(text: string, claims: Claims): void {
  if (!/licen|passport|security|ssn|card|national|身份证|护照|驾|证件/i.test(text)) return;
  const called =
    /licen[cs]e|passport|social security|\bssn\b|\bid card|identity card|national id|身份证|护照|驾照|驾驶证|证件/giu;
  for (const { 0: cue, index } of text.matchAll(called)) {
    const from = index + cue.length;
    const gap = /^[^\d\n]{0,24}?(?=[A-Za-z]{0,3}\d)/u.exec(text.slice(from, from + 30))?.[0];
    if (gap === undefined) continue;
    const start = from + gap.length;
    if (!NATIONAL_ID_BEFORE.test(textBefore(text, start))) continue;
    const code = CALLED_CODE.exec(text.slice(start, start + 40))?.[0] ?? '';
    const digits = code.replace(/\D/g, '').length;
    if (digits >= 5 && code.length <= 24)
      claims.claim('national-id', start, start + code.length, 'likely');
  }
}

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const BIRTH_CALLED = /\bborn\b|\bbirth ?da(?:y|te)\b|\bdate of birth\b|\bdob\b|出生|生日/giu;
const BIRTH_GAP =
  /^(?: (?:on|in))?[\s:：,.?!'’"=]{0,5}(?:(?:is|was|it['’]?s|it is|on|the|日期|年月日?|于|是|为)[\s:：]{0,3}){0,3}/iu;
const DAY = new RegExp(
  `^(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})|\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTHS})\\.?,? \\d{4}|(?:${MONTHS})\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{4}年\\d{1,2}月\\d{1,2}[日号]?|(?:19|20)\\d{6})(?!\\d)(?: \\d{2}:\\d{2}(?::\\d{2})?)?`,
  'i',
);

/** Days that the text calls a birthday. Other days say nothing about who somebody is. */
export function findBirthDates(text: string, claims: Claims): void {
  if (!/born|birth|dob|出生|生日/i.test(text)) return;
  for (const { 0: cue, index } of text.matchAll(BIRTH_CALLED)) {
    const from = index + cue.length;
    const start = from + (BIRTH_GAP.exec(textAfter(text, from, 30))?.[0].length ?? 0);
    const day = DAY.exec(text.slice(start, start + 40))?.[0];
    if (day !== undefined) claims.claim('birth-date', start, start + day.length, 'likely');
  }
}

/** Whether a piece of a text begins as a day is written: 2024-05-31, 31.5.2024, 5/31/24. */
export function isDateLike(text: string): boolean {
  const parts = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})(?!\d)/.exec(text);
  if (!parts) return false;
  const [first, second, third] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  if (parts[1].length > 2) return isDay(first, second, third);
  const year = third < 100 ? 2000 + third : third;
  return isDay(year, second, first) || isDay(year, first, second);
}

import {
  PHONE_AFTER,
  PHONE_BEFORE,
  saysAnything,
  textAfter,
  textBefore,
  THING_BEFORE,
} from './cues';
import { isDateLike } from './find-numbers';
import { type NumberRun, piecesOf } from './number-runs';
import type { Claims } from './spans';

/**
 * Forms that are hardly anything but a telephone number: with a country's code, North American 3-3-4,
 * an area in brackets, a national number with its leading zero in groups, a Chinese mobile or landline
 * number, a British mobile number.
 *
 * @see ITU-T E.164; GB/T and MIIT numbering of China (mobile numbers begin with 13 to 19)
 */
const FORMS = [
  /^\+\d{1,3}[ .-]?(?:\(0?\d{0,4}\)[ .-]?)?\d(?:[ .-]?\d){5,12}$/,
  /^00[1-9]\d{0,2}[ .-]\(?\d{1,4}\)?(?:[ .-]?\d){5,11}$/,
  /^(?:1[ .-])?(?:\([2-9]\d{2}\)[ .-]?|[2-9]\d{2}[.-])\d{3}[ .-]\d{4}$/,
  /^(?:1[ -])?[2-9]\d{2} [2-9]\d{2}-\d{4}$/,
  /^\(0?\d{1,4}\)[ -]?\d{2,4}[ -]\d{3,4}(?:[ -]\d{2,4})?$/,
  /^(?=(?:\D*\d){9})0[1-9]\d{0,3}[ /-]\d{2,4}(?:[ -]\d{2,4}){1,3}$/,
  /^0[1-9](?:[ .]\d{2}){4}$/,
  /^0\d{3,4}[ -]\d{6,7}$/,
  /^1[3-9]\d([ -]?)\d{4}\1\d{4}$/,
  /^0\d{2,3}-\d{7,8}$/,
  /^07\d{3} ?\d{3} ?\d{3}$/,
];
const EXTENSION = /^ ?(?:x|ext\.? ?|extension ) ?\d{1,6}(?!\d)/i;
const LINE_START = /(?:^|\n)[ \t>?*|]*$/;
const LINE_END = /^[ \t]*(?:\r?\n|$)/;

export function isPhoneForm(text: string): boolean {
  return text.length <= 26 && FORMS.some((form) => form.test(text));
}

/** Telephone numbers: by a form of their own, by a word beside them, or alone on a line of several. */
export function findPhones(text: string, runs: readonly NumberRun[], claims: Claims): void {
  const lines = text.includes('\n');
  for (const run of runs)
    for (const { start, end, digits } of piecesOf(text, run)) {
      if (digits.length > 15 || claims.isTaken(start) || claims.isTaken(end - 1)) continue;
      let from = start;
      if (text[from - 1] === '(' && text.slice(start, end).includes(')')) from--;
      if (text[from - 1] === '+') from--;
      const whole = text.slice(from, end);
      const extension = EXTENSION.exec(textAfter(text, end, 16))?.[0].length ?? 0;
      const to = end + extension;
      if (/[\p{sc=Latin}\p{N}_]/u.test(text[from - 1] ?? '')) continue;
      if (/[\p{sc=Latin}\p{N}_]/u.test(text[to] ?? '')) continue;
      if (
        isDateLike(whole) ||
        /^[0\D]+$/.test(whole) ||
        /[.,]\d|[$€£¥%]/.test(text.slice(from - 2, from))
      )
        continue;
      const before = textBefore(text, from);
      const worded = saysAnything(before);
      if ((worded && THING_BEFORE.test(before)) || /\d[.,/:-]$/.test(before)) continue;
      const cue = (worded && PHONE_BEFORE.test(before)) || PHONE_AFTER.test(textAfter(text, to));
      const alone =
        lines &&
        digits.length <= 13 &&
        /\d[ .-]+\d/.test(whole) &&
        LINE_START.test(text.slice(Math.max(0, from - 12), from)) &&
        LINE_END.test(text.slice(to, to + 12));
      const isPart = /\d[ -]$/.test(before) || /^[ -]\d/.test(text.slice(to, to + 2));
      if (cue || (isPhoneForm(whole) && !isPart)) claims.claim('phone', from, to, 'likely');
      else if (alone) claims.claim('phone', from, to, 'possible');
    }
}

import { textBefore } from './cues';
import type { Claims } from './spans';

const LOCAL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const HOST = /[\p{L}\p{N}.-]/u;
const LONGEST_LOCAL = 64;
const LONGEST_HOST = 253;

/**
 * Mail addresses: a local part of at most 64 characters without quotes or comments, an at sign, and a
 * host of two labels or more that ends in letters.
 *
 * @see RFC 5322 (3.4.1), of which the quoted and the obsolete forms are left out; RFC 5321 (4.5.3.1)
 */
export function findEmails(text: string, claims: Claims): void {
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    let start = sign;
    while (start > 0 && sign - start < LONGEST_LOCAL && LOCAL.test(text[start - 1])) start--;
    let end = sign + 1;
    while (end < text.length && end - sign <= LONGEST_HOST && HOST.test(text[end])) end++;
    while (start < sign && /[.'*/`{|=?!#-]/.test(text[start])) start++;
    while (start < sign && isHan(text[start]) && !isHan(text[sign - 1])) start++;
    const host = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}/u.exec(
      text.slice(sign + 1, end).replace(/\p{sc=Han}.*$/u, ''),
    );
    if (start < sign && host && !text.slice(start, sign).includes('..') && text[sign - 1] !== '.')
      claims.claim('email', start, sign + 1 + host[0].length, 'certain');
  }
}

function isHan(character: string): boolean {
  return /\p{sc=Han}/u.test(character);
}

const LONGEST_LINK = 500;

/** Addresses of pages: with a scheme, or beginning with "www." */
export function findLinks(text: string, claims: Claims): void {
  for (const match of text.matchAll(/https?:\/\/|(?<![\p{L}\p{N}.@])www\d?\./giu)) {
    const rest = text.slice(match.index, match.index + LONGEST_LINK);
    const link = /^[^\s<>"'’”，。；！？、（）\p{sc=Han}]+/u
      .exec(rest)?.[0]
      .replace(/[.,;:!?)\]]+$/, '');
    if (link !== undefined && /^(?:https?:\/\/)?[^/?#]*[\p{L}\p{N}]\.[\p{L}\p{N}]/iu.test(link))
      claims.claim('link', match.index, match.index + link.length, 'certain');
  }
}

const VERSION = /(?:version|firmware|release|build|(?<![a-z])v|版本)[\s.:]{0,2}$/;

/**
 * Addresses of machines, of version 4 in dotted decimals and of version 6 with at least three groups.
 *
 * @see RFC 791, RFC 4291 (2.2)
 */
export function findMachines(text: string, claims: Claims): void {
  if (!/\d[.:]|:[\da-f]/i.test(text)) return;
  const dotted = /(?<![\p{L}\d]|\d\.)(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d|\p{L})/gu;
  for (const { 0: found, index } of text.matchAll(dotted)) {
    const valid = found.split('.').every((part) => Number(part) < 256 && !/^0\d/.test(part));
    const small = /^(?:\d\.){3}\d$/.test(found);
    if (small && !/(?<![a-z])ip/.test(textBefore(text, index))) continue;
    if (valid && !VERSION.test(textBefore(text, index)))
      claims.claim('ip', index, index + found.length, 'certain');
  }
  if (!text.includes(':')) return;
  const grouped =
    /(?<![\p{L}\p{N}:.])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4})?(?![\p{L}\p{N}:])/giu;
  for (const { 0: found, index } of text.matchAll(grouped))
    if (isVersion6(found)) claims.claim('ip', index, index + found.length, 'certain');
}

function isVersion6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (groups.some((group) => group === '') || !/\d/.test(text)) return false;
  return halves.length === 1 ? groups.length === 8 : groups.length >= 3 && groups.length < 8;
}

import { STOP_WORDS } from '../text/stop-words';
import {
  ADDRESS_BEFORE,
  COUNTRIES,
  IT_IS_BEFORE,
  FORCES,
  NO_STREET,
  PLACE_PARTICLES,
  POSTCODE_CALLED,
  SHIPS,
  STATES,
  STREET_ENDING,
  STREET_FIRST,
  STREET_LAST,
  STREET_MIDDLE,
  STREET_TOO,
  UNITS,
} from './address-words';
import { CAPITAL_WORDS, NAME_TITLES } from './name-words';
import type { Claims } from './spans';
import { type Gap, gapBetween, type Token } from './words';

/** An address has no more words than this; a longer row of words is not one. */
const MOST_TOKENS = 24;

interface Place {
  readonly token: Token;
  /** What stands before it. */
  readonly gap: Gap;
}

const ABBREVIATED = new Set([
  'apt',
  'st',
  'ste',
  'u',
  'ul',
  'str',
  'rd',
  'ave',
  'av',
  'no',
  'nr',
  'blvd',
  'dr',
  'p',
  'o',
  'ln',
  'sq',
]);
const isYear = (lower: string) => /^(?:19|20)\d\d$/.test(lower);
const isHouse = (lower: string) => /^\d{1,6}[a-z]?$/.test(lower);

/**
 * Postal addresses: a street with its number, a box or a flat, and what goes on from there with towns,
 * states, postcodes and countries. A street word, a flat or a town with its postcode must stand in it,
 * or a word such as "lives at" before it.
 */
export function findAddresses(text: string, tokens: readonly Token[], claims: Claims): void {
  findPostcodes(text, claims);
  const quiet = tokens.every(({ isCapital }) => !isCapital);
  for (let at = 0; at < tokens.length;) {
    const places = readPlaces(text, tokens, at, quiet, claims);
    if (places.length === 0) {
      at++;
      continue;
    }
    at += places.length;
    const found = trimPlaces(text, places);
    if (found === undefined) continue;
    const start = withCorner(text, found[0].token.start);
    const end = found[found.length - 1].token.end;
    const dotted =
      text[end] === '.' && ABBREVIATED.has(found[found.length - 1].token.lower) ? 1 : 0;
    claims.claim('address', start, end + dotted, 'likely');
  }
}

function findPostcodes(text: string, claims: Claims): void {
  for (const { 0: cue, index } of text.matchAll(POSTCODE_CALLED)) {
    const start = index + cue.length;
    const code =
      /^(?:\d{3,6}(?:[ -]\d{2,4})?(?: [A-Z]{2}(?![A-Za-z]))?|[A-Z]{1,2}-?\d[A-Z\d]{0,4}(?: ?\d[A-Z]{1,2}\d?)?)(?![\p{L}\d])/u.exec(
        text.slice(start, start + 16),
      )?.[0];
    if (code !== undefined) claims.claim('address', start, start + code.length, 'likely');
  }
  const british =
    /(?<![\p{L}\p{N}])(?:[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}|[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d)(?![\p{L}\p{N}])/gu;
  for (const { 0: code, index } of text.matchAll(british))
    claims.claim('address', index, index + code.length, 'possible');
}

/** The words and numbers from a place on that may all belong to one address. */
function readPlaces(
  text: string,
  tokens: readonly Token[],
  at: number,
  quiet: boolean,
  claims: Claims,
): Place[] {
  const places: Place[] = [];
  const corner = withCorner(text, tokens[at].start) !== tokens[at].start;
  for (let next = at; next < tokens.length && places.length < MOST_TOKENS; next++) {
    const token = tokens[next];
    if (claims.isTaken(token.start) || claims.isTaken(token.end - 1)) break;
    let gap: Gap = 'far';
    if (places.length > 0) {
      const last = tokens[next - 1];
      gap = gapBetween(text, last, token);
      if (
        gap === 'dot' &&
        (ABBREVIATED.has(last.lower) ||
          last.lower.length === 1 ||
          (last.isNumber && (corner || UNITS.has(token.lower))))
      )
        gap = 'space';
      if (gap === 'dot' || gap === 'far') break;
    }
    const named =
      places.length > 0 &&
      gap === 'space' &&
      startsStreet(places) &&
      !STOP_WORDS.en.has(token.lower);
    if (
      !named &&
      !isMember(token, quiet, places.length === 0) &&
      !(corner && token.lower === 'and')
    )
      break;
    places.push({ token, gap });
  }
  while (places.length > 0 && PLACE_PARTICLES.has(places[places.length - 1].token.lower))
    places.pop();
  return places;
}

/** Whether the words so far end with "rue", or "rue des". */
function startsStreet(places: readonly Place[]): boolean {
  const last = places[places.length - 1].token.lower;
  return (
    STREET_FIRST.has(last) ||
    (PLACE_PARTICLES.has(last) && STREET_FIRST.has(places.at(-2)?.token.lower ?? ''))
  );
}

function isMember(token: Token, quiet: boolean, isFirst: boolean): boolean {
  const { lower } = token;
  if (token.isNumber) return /^\d{1,6}[a-z]?$|^\d{2,5}-\d{2,4}$/.test(lower);
  if (UNITS.has(lower) || STREET_LAST.has(lower) || STREET_FIRST.has(lower))
    return lower !== 'via' || token.isCapital;
  if (STREET_MIDDLE.has(lower) || FORCES.has(lower) || SHIPS.has(lower)) return true;
  if (!isFirst && (PLACE_PARTICLES.has(lower) || lower === 'nan')) return true;
  if (token.isShouted && lower.length < 4) return true;
  return (quiet || token.isCapital) && !STOP_WORDS.en.has(lower) && !NAME_TITLES.has(lower);
}

/** The part of a row of words that is an address, if any. */
function trimPlaces(text: string, places: readonly Place[]): readonly Place[] | undefined {
  if (
    places.length < 2 ||
    !places.some(
      ({ token }) => token.isNumber || STREET_LAST.has(token.lower) || token.lower === 'and',
    )
  )
    return undefined;
  const kinds = places.map((_, at) => kindOf(places, at));
  const numbers = places.flatMap(({ token }, at) => (token.isNumber ? [at] : []));
  const first = places[0].token.start;
  const before = text.slice(Math.max(0, first - 48), first).toLowerCase();
  const cued = ADDRESS_BEFORE.test(before) || withCorner(text, first) !== first;
  if (withCorner(text, first) !== first && places.some(({ token }) => token.lower === 'and'))
    return places;
  const streets = kinds.filter((kind) => kind === 'street').length;
  if (numbers.length === 0) return cued && streets > 0 && places.length > 1 ? places : undefined;
  let score = cued ? 2 : IT_IS_BEFORE.test(before) ? 1 : 0;
  for (const kind of kinds)
    score += kind === 'street' || kind === 'unit' || kind === 'code' ? 2 : kind === 'house' ? 1 : 0;
  const end = places[places.length - 1].token.end;
  if (
    kinds.includes('house') &&
    /(?:^|\n)[\s>?*]*$/.test(text.slice(Math.max(0, first - 8), first)) &&
    places.some(({ gap }) => gap === 'line' || gap === 'comma')
  )
    score++;
  if (kinds.includes('house') && text[end] === '\n' && text.includes('\n')) score++;
  if (score < 2) return undefined;

  const anchor = kinds.findIndex((kind) => kind !== undefined);
  let from = Math.min(anchor < 0 ? numbers[0] : anchor, numbers[0]);
  while (
    kinds[from] !== 'unit' &&
    from > 0 &&
    places[from].gap === 'space' &&
    isName(places[from - 1]) &&
    !startsHouse(places, kinds, from)
  )
    from--;
  let to = Math.max(
    numbers[numbers.length - 1],
    kinds.findLastIndex((kind) => kind !== undefined),
  );
  for (let at = to + 1; at < places.length; at++) {
    if (COUNTRIES.has(places[at].token.lower)) to = at;
  }
  while (
    to + 1 < places.length &&
    (places[to + 1].gap === 'space' || (places[to + 1].gap === 'comma' && cued)) &&
    !CAPITAL_WORDS.has(places[to + 1].token.lower)
  )
    to++;
  return places.slice(from, to + 1);
}

const isName = ({ token }: Place) => !token.isNumber && !CAPITAL_WORDS.has(token.lower);

/** Whether an address begins with the number here, so that the words before are something else. */
function startsHouse(
  places: readonly Place[],
  kinds: readonly (string | undefined)[],
  at: number,
): boolean {
  if (!places[at].token.isNumber) return false;
  for (
    let next = at + 1;
    next < places.length && places[next].gap === 'space' && !places[next].token.isNumber;
    next++
  )
    if (STREET_LAST.has(places[next].token.lower) && kinds[next] === 'street') return true;
  return false;
}

type Kind = 'street' | 'unit' | 'code' | 'house' | undefined;

/** What a word is to an address: part of a street, of a flat, a postcode with its state, a house number. */
function kindOf(places: readonly Place[], at: number): Kind {
  const { token, gap } = places[at];
  const next = places[at + 1];
  const near = next !== undefined && next.gap === 'space';
  const { lower } = token;
  if (UNITS.has(lower)) return near && next.token.isNumber ? 'unit' : undefined;
  if (FORCES.has(lower)) return near && /^a[aep]$/.test(next.token.lower) ? 'code' : undefined;
  if (SHIPS.has(lower)) return near ? 'unit' : undefined;
  if (token.isShouted && STATES.has(lower) && near && /^\d{5}/.test(next.token.lower))
    return 'code';
  if (STREET_FIRST.has(lower) && near && !next.token.isNumber)
    return isNumberWithin(places, at, 6) ? 'street' : undefined;
  if (STREET_LAST.has(lower) && gap === 'space') {
    const before = places[at - 1].token;
    const goesOn = near && !next.token.isNumber && !UNITS.has(next.token.lower);
    if (!before.isNumber && (lower !== 'st' || at > 1) && isNumberBefore(places, at))
      return goesOn && (STREET_TOO.has(lower) || token.isShouted) ? 'house' : 'street';
  }
  if (STREET_MIDDLE.has(lower) && gap === 'space' && near && isHouse(next.token.lower))
    return 'street';
  if (
    !token.isNumber &&
    token.isCapital &&
    lower.length > 5 &&
    STREET_ENDING.test(lower) &&
    !NO_STREET.has(lower)
  )
    return near && isHouse(next.token.lower) && !isYear(next.token.lower) ? 'street' : undefined;
  if (
    token.isNumber &&
    gap === 'space' &&
    isName(places[at - 1]) &&
    isHouse(lower) &&
    !isYear(lower)
  ) {
    const lead = places.findLastIndex((place, back) => back < at && place.gap !== 'space');
    const opens = places[Math.max(0, lead)].token;
    return opens.isNumber && opens.lower.length > 2 && at - lead > 1 ? 'house' : undefined;
  }
  return undefined;
}

function isNumberBefore(places: readonly Place[], at: number): boolean {
  for (let back = at - 1; back >= 0 && at - back <= 5; back--) {
    if (places[back].token.isNumber) return true;
    if (places[back].gap !== 'space') return false;
  }
  return false;
}

function isNumberWithin(places: readonly Place[], at: number, reach: number): boolean {
  if (at > 0 && places[at].gap === 'space' && places[at - 1].token.isNumber) return true;
  for (
    let next = at + 1;
    next < places.length && next - at <= reach && places[next].gap === 'space';
    next++
  )
    if (places[next].token.isNumber) return true;
  return false;
}

function withCorner(text: string, start: number): number {
  const before = /(?:the )?corner of $/i.exec(text.slice(Math.max(0, start - 14), start));
  return before ? start - before[0].length : start;
}

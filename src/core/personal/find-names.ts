import { STOP_WORDS } from '../text/stop-words';
import {
  CAPITAL_WORDS,
  foldWord,
  isGiven,
  isOnlyGiven,
  isOnlySurname,
  isSurname,
  NAME_PARTICLES,
  NAME_TITLES,
  ROLES,
  THING_WORDS,
} from './name-words';
import * as cues from './name-cues';
import type { Certainty, Claims } from './spans';
import { gapBetween, type Token } from './words';

const MOST_WORDS = 5;
/** How far after a name on its own line a telephone, a mail or a street must stand. */
const BLOCK = 160;

interface Word {
  readonly token: Token;
  readonly folded: string;
}

interface Judged {
  readonly words: readonly Word[];
  readonly certainty: Certainty;
}

/** A text as a whole: whether its capitals tell anything. */
interface Manner {
  /** No capital at all. */
  readonly quiet: boolean;
  /** Nearly all in capitals. */
  readonly loud: boolean;
}

const isCommon = (lower: string) =>
  STOP_WORDS.en.has(lower) ||
  CAPITAL_WORDS.has(lower) ||
  ROLES.has(lower) ||
  /^(.)\1+$/u.test(lower);
const isInitial = ({ token }: Word) => token.end - token.start === 1;
const isShort = ({ token }: Word) => token.end - token.start < 3;

/** Whether any word is a given name: a text in small letters without one, or a cue, names nobody. */
export function hasGivenName(text: string): boolean {
  for (const { 0: word } of text.matchAll(/\p{sc=Latin}{3,}/gu))
    if (isOnlyGiven(foldWord(word))) return true;
  return false;
}

/**
 * Names of people in languages with capitals: by a cue or a title before, by lists of given names and
 * surnames and the endings of surnames, by initials, or on a line of their own above an address. Parts
 * of a name are found again wherever they stand alone.
 */
export function findNames(text: string, tokens: readonly Token[], claims: Claims): void {
  const manner = readManner(tokens);
  const isFree = ({ start, end }: Token) => !claims.isTaken(start) && !claims.isTaken(end - 1);
  const contacts = claims.spans.map(({ start }) => start).sort((a, b) => a - b);
  const known = new Set<string>();
  for (let at = 0; at < tokens.length;) {
    const words = readRun(text, tokens, at, manner, isFree);
    at += Math.max(1, words.length);
    if (words.length === 0) continue;
    const judged = judge(text, words, tokens, at - words.length, manner, contacts);
    if (!judged) continue;
    const last = judged.words[judged.words.length - 1];
    claims.claim('name', judged.words[0].token.start, last.token.end, judged.certainty);
    if (judged.certainty === 'possible') continue;
    for (const word of judged.words)
      if (
        !isShort(word) &&
        (judged.words.length > 1 || isOnlyGiven(word.folded) || isOnlySurname(word.folded))
      )
        known.add(word.folded);
  }
  if (known.size > 0) findAgain(text, tokens, known, claims, isFree);
}

function readManner(tokens: readonly Token[]): Manner {
  let words = 0;
  let shouted = 0;
  let quiet = true;
  for (const { isNumber, isCapital, isShouted, start, end } of tokens) {
    if (isCapital) quiet = false;
    if (isNumber || end - start < 2) continue;
    words++;
    if (isShouted) shouted++;
  }
  return { quiet, loud: shouted > 2 && shouted > 0.6 * words };
}

function findAgain(
  text: string,
  tokens: readonly Token[],
  known: ReadonlySet<string>,
  claims: Claims,
  isFree: (token: Token) => boolean,
): void {
  const isKnown = (token: Token | undefined) =>
    token !== undefined &&
    token.isCapital &&
    isFree(token) &&
    !isCommon(token.lower) &&
    known.has(foldWord(token.lower));
  for (let at = 0; at < tokens.length; at++) {
    if (!isKnown(tokens[at])) continue;
    const first = tokens[at];
    while (isKnown(tokens[at + 1]) && gapBetween(text, tokens[at], tokens[at + 1]) === 'space')
      at++;
    claims.claim('name', first.start, tokens[at].end, 'possible');
  }
}

/** The capitalised words from a place on, with initials and small words such as "van" between them. */
function readRun(
  text: string,
  tokens: readonly Token[],
  at: number,
  { quiet }: Manner,
  isFree: (token: Token) => boolean,
): Word[] {
  const words: Word[] = [];
  for (let next = at; next < tokens.length && words.length < MOST_WORDS; next++) {
    const token = tokens[next];
    if (token.isNumber || !isFree(token)) break;
    if (words.length > 0) {
      const last = tokens[next - 1];
      const gap = gapBetween(text, last, token);
      if (gap !== 'space' && !(gap === 'dot' && last.end - last.start === 1)) break;
    }
    const isOne = token.end - token.start === 1;
    const inside =
      words.length > 0 && (NAME_PARTICLES.has(token.lower) || (isOne && token.isCapital));
    const initial = isOne && (token.isCapital || quiet) && text[token.end] === '.';
    const open = quiet ? !isOne || (words.length > 0 && token.lower !== 'i') : token.isCapital;
    if (!inside && !initial && (!open || isCommon(token.lower) || NAME_TITLES.has(token.lower)))
      break;
    words.push({ token, folded: foldWord(token.lower) });
  }
  const isLoose = ({ token }: Word) =>
    (NAME_PARTICLES.has(token.lower) && !token.isCapital) || token.end - token.start === 1;
  while (words.length > 1 && isLoose(words[words.length - 1])) words.pop();
  return words;
}

function judge(
  text: string,
  run: readonly Word[],
  tokens: readonly Token[],
  at: number,
  { quiet, loud }: Manner,
  contacts: readonly number[],
): Judged | undefined {
  const { start } = run[0].token;
  const before = text.slice(Math.max(0, start - 48), start);
  const said = before.toLowerCase();
  const title = tokens[at - 1];
  if (at > 0 && NAME_TITLES.has(title.lower) && !isInitial(run[0])) {
    const isVerb = title.lower === 'miss' && !title.isCapital;
    const gap = isVerb ? 'far' : gapBetween(text, title, tokens[at]);
    if (gap === 'dot' || (gap === 'space' && (!title.isShouted || loud)))
      return { words: run.slice(0, quiet ? listedLength(run) : 4), certainty: 'likely' };
  }
  if (
    cues.SAYS_NAME.test(said) &&
    !isInitial(run[0]) &&
    !(quiet && cues.ABOUT_NAMES.test(run[0].token.lower))
  )
    return { words: run.slice(0, quiet || loud ? 3 : 4), certainty: 'likely' };
  if (quiet || loud) return judgePlain(text, run, said);
  if (run.some(({ folded }) => THING_WORDS.has(folded))) return undefined;
  const trimmed = trimStart(run);
  const whole = cues.STARTS_SENTENCE.test(said)
    ? undefined
    : judgeRun(text, run, run, before, contacts);
  if (whole || (trimmed === run && !cues.STARTS_SENTENCE.test(said))) return whole;
  return judgeRun(text, trimmed, run, before, contacts);
}

/** In a text without capitals, how many words after a title belong to the name. */
function listedLength(run: readonly Word[]): number {
  return run.length > 1 && (isGiven(run[0].folded) || isOnlySurname(run[1].folded)) ? 2 : 1;
}

/** A text all in small letters or all in capitals: only lists tell. */
function judgePlain(text: string, run: readonly Word[], said: string): Judged | undefined {
  for (let first = 0; first < run.length; first++) {
    const { folded, token } = run[first];
    const next = first + 1 < run.length && isInitial(run[first + 1]) ? first + 2 : first + 1;
    const last = run[next];
    if (last && isGiven(folded) && isSurname(last.folded, last.token.lower)) {
      if (isOnlyGiven(folded) || isOnlySurname(last.folded))
        return { words: run.slice(first, next + 1), certainty: 'likely' };
    }
    const after = text.slice(token.end, token.end + 32).toLowerCase();
    const spoken =
      (first === 0 && cues.INTRODUCES.test(said)) ||
      isBesideGiven(run.length === 1 ? said : '', after);
    if (isOnlyGiven(folded) && folded.length > 3 && (spoken || cues.PERSON_HAS.test(after)))
      return { words: [run[first]], certainty: 'possible' };
  }
  return undefined;
}

/** Whether another given name stands beside, parted by a comma or "and". */
function isBesideGiven(before: string, after: string): boolean {
  const next = /^(?:, |,? and )(\p{sc=Latin}+)(?!\p{L})/u.exec(after)?.[1];
  const last = /(?<!\p{L})(\p{sc=Latin}+)(?:, |,? and )$/u.exec(before)?.[1];
  return [next, last].some((word) => word !== undefined && isOnlyGiven(foldWord(word)));
}

/** Without capitalised words of other kinds before the given name: "Contact Maria Lopez". */
function trimStart(run: readonly Word[]): readonly Word[] {
  const from = run.findIndex(({ folded }) => isOnlyGiven(folded));
  if (from < 1) return run;
  const lead = run.slice(0, from);
  const partOfName = lead.some(
    (word) => isInitial(word) || isGiven(word.folded) || isSurname(word.folded, word.token.lower),
  );
  return partOfName ? run : run.slice(lead.length);
}

function judgeRun(
  text: string,
  words: readonly Word[],
  run: readonly Word[],
  before: string,
  contacts: readonly number[],
): Judged | undefined {
  const last = words[words.length - 1];
  const { end } = last.token;
  const had = words.length === run.length ? before.toLowerCase() : '';
  const after = text.slice(end, end + 40);
  const follows = after.toLowerCase();
  const head = words[0].folded;
  const onlyGiven = isOnlyGiven(head);
  const given = onlyGiven || isGiven(head);
  const surname = isSurname(last.folded, last.token.lower);
  const onlySurname = isOnlySurname(last.folded, last.token.lower);
  // "Parent/Child Problem": in a title, a role with a capital tells of a person only with two words after.
  const hasPerson =
    cues.HAS_PERSON.test(had) && (words.length === 2 || !/\p{Lu}\p{L}*,? $/u.test(before));
  const human = cues.HUMAN_VERB.test(follows) || cues.PERSON_HAS.test(follows);
  const spoken = hasPerson || human || cues.SPEAKS_OF.test(had) || cues.PERSON_VERB.test(follows);
  const likely = { words, certainty: 'likely' as const };
  const possible = { words, certainty: 'possible' as const };
  const inSentence = !cues.STARTS_SENTENCE.test(had);

  if (words.length === 1) {
    if (isInitial(words[0]) || head.length < 2 || words[0].token.isShouted) return undefined;
    if (isFirmOfThree(before, after) && !onlyGiven) return undefined;
    if (hasPerson) return likely;
    if (onlyGiven || onlySurname) return spoken ? likely : possible;
    if (human || (cues.GREETS.test(had) && /^[,.!\n]/.test(after))) return possible;
    return spoken && (given || surname) && inSentence ? possible : undefined;
  }
  const middle = words.slice(1, -1).some(isInitial);
  const dotted = /\p{L}\.? \p{Lu}\. \p{Lu}/u.test(text.slice(words[0].token.start, end));
  if (isInitial(words[0])) return onlySurname ? likely : undefined;
  if (given && (surname || (middle && onlyGiven))) return likely;
  if (
    middle &&
    (surname ||
      (dotted &&
        !words[0].token.isShouted &&
        !words.slice(1, -1).some(({ token }) => token.isShouted)) ||
      (spoken && !cues.LETTERED.test(head)))
  )
    return likely;
  if (onlyGiven) return spoken ? likely : possible;
  if (onlySurname || (surname && last.folded.length > 5)) return spoken ? likely : possible;
  if (words.every(({ token }) => token.isShouted) || words.length > 3) return undefined;
  if (hasPerson || human || (spoken && given) || cues.CREDITS.test(had)) return likely;
  return isHeading(text, words, contacts) ? likely : undefined;
}

/** "White, Willis and Hoffman": surnames in a row are a firm. */
function isFirmOfThree(before: string, after: string): boolean {
  return (
    /^, \p{Lu}[\p{L}'’-]+,? and \p{Lu}/u.test(after) ||
    (/\p{Lu}[\p{L}'’-]+, $/u.test(before) && /^,? and \p{Lu}/u.test(after)) ||
    /\p{Lu}[\p{L}'’-]+, \p{Lu}[\p{L}'’-]+,? and $/u.test(before)
  );
}

/** Whether words fill the first line above an address, a telephone or a mail, as on an envelope. */
function isHeading(text: string, words: readonly Word[], contacts: readonly number[]): boolean {
  const { start } = words[0].token;
  const { end } = words[words.length - 1].token;
  if (!cues.STARTS_BLOCK.test(text.slice(Math.max(0, start - 16), start))) return false;
  if (!/^[ \t]*\r?\n/.test(text.slice(end, end + 4))) return false;
  const next = contacts.find((contact) => contact > end);
  return next !== undefined && next - end < BLOCK;
}

import type { Language } from '../text/language';

/** What a text says word by word: names of features and how much each counts. */
export type WordFeatures = ReadonlyMap<string, number>;

const NEGATIONS = new Set(
  'not no never none nothing nobody nowhere neither nor without hardly barely scarcely cannot cant dont doesnt didnt isnt wasnt wont wouldnt couldnt shouldnt lacks lacking lack'.split(
    ' ',
  ),
);
const STRONGER = new Set(
  'very really extremely absolutely so too totally completely incredibly super highly truly utterly especially particularly such most'.split(
    ' ',
  ),
);
const WEAKER = new Set(
  'slightly somewhat fairly rather quite kinda sorta little bit almost partly occasionally'.split(
    ' ',
  ),
);
const TURNS = new Set('but however although though yet'.split(' '));

/** Words after a negation that it reaches. */
const REACH = 3;
/** What a negated word counts for the word itself, besides what it counts as a negated word. */
const TURNED = -0.5;
/** What words count in a sentence before and after the point where it turns. */
const BEFORE = 0.5;
const AFTER = 1.5;
const MOST = 2;

const TOKENS =
  /[a-z]+(?:'[a-z]+)*|[.,;:!?]*[.!?]+|[,;]|[:;=]-?[()dp/](?![a-z])|<3|\p{Extended_Pictographic}/gu;

/**
 * The features that the words of a text are weighed by.
 *
 * English: words and pairs of words. A word within three behind a negation is a feature of its own ("not_good")
 * and counts against the plain word; an intensifier before it makes it count more; behind "but" words count half
 * as much again and before it half (Hutto and Gilbert 2014). Chinese: runs of one to four characters, the same
 * for turns; negations are part of the runs.
 *
 * @returns values between -2 and 2, none 0.
 */
export function wordFeatures(text: string, language: Language): WordFeatures {
  const found = new Map<string, number>();
  const add = (name: string, value: number) => found.set(name, (found.get(name) ?? 0) + value);
  if (language === 'zh') readChinese(text, add);
  else readEnglish(text, add);
  for (const [name, value] of found) {
    const kept = Math.max(-MOST, Math.min(MOST, value));
    if (kept === 0) found.delete(name);
    else found.set(name, kept);
  }
  return found;
}

type Add = (name: string, value: number) => void;

function readEnglish(text: string, add: Add): void {
  const tokens =
    text
      .toLowerCase()
      .replace(/[’‘`]/gu, "'")
      .replace(/\s+n't\b/gu, "n't")
      .match(TOKENS) ?? [];
  let from = 0;
  while (from < tokens.length) {
    let to = from;
    while (to < tokens.length && !/[.!?]/u.test(tokens[to])) to++;
    readSentence(tokens.slice(from, to), add);
    if (to < tokens.length) readEnd(tokens[to], add);
    from = to + 1;
  }
}

function readEnd(mark: string, add: Add): void {
  if (mark.includes('!')) add('!', 1);
  if (mark.includes('?')) add('?', 1);
}

function readSentence(tokens: readonly string[], add: Add): void {
  const turn = tokens.findLastIndex((token) => TURNS.has(token));
  // "Although" at the beginning turns at the comma.
  const [factorBefore, factorAfter] = turn <= 0 ? [1, 1] : [BEFORE, AFTER];
  let negated = 0;
  let before = '';
  tokens.forEach((token, at) => {
    if (!/^[a-z]/u.test(token)) {
      if (/[,;]/u.test(token)) negated = 0;
      else add(token, 1);
      before = '';
      return;
    }
    const factor =
      (at < turn ? factorBefore : factorAfter) *
      (STRONGER.has(before) ? 1.3 : WEAKER.has(before) ? 0.7 : 1);
    if (TURNS.has(token)) negated = 0;
    if (negated > 0) {
      add(`not_${token}`, factor);
      add(token, TURNED * factor);
      negated--;
    } else add(token, factor);
    if (before !== '') add(`${before} ${token}`, factor);
    if (NEGATIONS.has(token) || token.endsWith("n't")) negated = REACH;
    before = token;
  });
}

const LONGEST_RUN = 4;
const CHINESE_TURN = /(?<!不|非)但是?(?!愿|凡)|(?<!再好|最好|只)不过(?!如此)|可是|然而|可惜/u;

function readChinese(text: string, add: Add): void {
  for (const sentence of text.toLowerCase().split(/[。！？!?｡\n]/u)) {
    const parts = sentence.split(CHINESE_TURN);
    parts.forEach((part, at) => {
      const factor = parts.length === 1 ? 1 : at === parts.length - 1 ? AFTER : BEFORE;
      for (const run of part.match(/\p{sc=Han}+|[a-z]+|\p{Extended_Pictographic}/gu) ?? [])
        readRun(run, factor, add);
    });
  }
  if (/[!！]/u.test(text)) add('!', 1);
  if (/[?？]/u.test(text)) add('?', 1);
}

function readRun(run: string, factor: number, add: Add): void {
  const characters = [...run];
  if (/^[a-z]/u.test(run)) {
    add(run, factor);
    return;
  }
  for (let at = 0; at < characters.length; at++)
    for (let size = 1; size <= LONGEST_RUN && at + size <= characters.length; size++)
      add(characters.slice(at, at + size).join(''), factor);
}

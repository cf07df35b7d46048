import type { Language } from '../text/language';
import { splitSentences } from '../text/sentences';

/** Words that turn a sentence, and what must not stand before or after them for that. */
const TURN = /\s(?=(?:but|however|although|though|whereas|except that|yet)\b)/giu;
const NO_TURN_BEFORE =
  /(?:nothing|anything|everything|everyone|nobody|none|all|help|not|as|even|and|,)\s*$/iu;
const NO_TURN_AFTER = /^(?:but also\b|yet (?:to|again|another)\b|but then again\b)/iu;
const NOT_ONLY = /\bnot (?:only|just|merely)\b[^.!?]*$/iu;

const CHINESE_TURN = /(?=但是|但|不过|可是|然而|只是|可惜|就是|除了)/gu;
const CHINESE_NO_TURN_BEFORE = /(?:不|非|再好|最好|只|也|这|那|反正|还|都|又|真|要|而)$/u;
const CHINESE_NO_TURN_AFTER = /^(?:但愿|但凡|不过(?:如此|分|敏|期|瘾|关)|就是(?:说|了|这样))/u;

const MARK = /(?<=[,;:，；：、]|\s[-–—]+)\s*/u;

/** Words and Chinese characters that a part before or after a comma needs, to say something by itself. */
const WORDS = 4;
const CHARACTERS = 3;

/**
 * The clauses of a text, in order: its sentences, parted at commas and where they turn ("but", 但是).
 * A part too short to say something by itself stays with its neighbour, as in "red, blue and green".
 * Nothing but white space is lost.
 */
export function splitClauses(text: string, language: Language): string[] {
  return splitSentences(text, language).flatMap((sentence) =>
    turnsOf(sentence, language).flatMap(partAtMarks),
  );
}

function turnsOf(sentence: string, language: Language): string[] {
  const turn = language === 'zh' ? CHINESE_TURN : TURN;
  const parts: string[] = [];
  let from = 0;
  for (const { index } of sentence.matchAll(turn)) {
    const before = sentence.slice(from, index);
    const after = sentence.slice(index).trimStart();
    if (!(language === 'zh' ? turnsInChinese(before, after) : turns(before, after))) continue;
    parts.push(before.trim());
    from = index;
  }
  parts.push(sentence.slice(from).trim());
  return parts.filter((part) => part !== '');
}

function turns(before: string, after: string): boolean {
  if (sizeOf(before).words < 1) return false;
  if (NO_TURN_AFTER.test(after)) return false;
  const comma = before.trimEnd().endsWith(',');
  if (!comma && NO_TURN_BEFORE.test(before)) return false;
  return !(/^but\b/iu.test(after) && NOT_ONLY.test(before));
}

function turnsInChinese(before: string, after: string): boolean {
  if (sizeOf(before).characters < 2) return false;
  if (CHINESE_NO_TURN_AFTER.test(after)) return false;
  // These begin a clause only behind a mark; elsewhere they mean "is just" and "besides".
  if (/^(?:就是|只是|除了)/u.test(after)) return /[,，;；、\s]\s*$/u.test(before);
  return !CHINESE_NO_TURN_BEFORE.test(before);
}

function partAtMarks(clause: string): string[] {
  const parts: string[] = [];
  for (const part of clause.split(MARK)) {
    const before = parts.at(-1);
    const joins = before !== undefined && !(standsAlone(part) && standsAlone(before));
    // The white space between them is one space, unless there was none.
    if (joins) parts[parts.length - 1] = joinAsIn(clause, before, part);
    else if (part !== '') parts.push(part);
  }
  return parts;
}

function joinAsIn(clause: string, before: string, after: string): string {
  const at = clause.indexOf(before) + before.length;
  return /^\s/u.test(clause.slice(at)) ? `${before} ${after}` : before + after;
}

function standsAlone(part: string): boolean {
  const { words, characters } = sizeOf(part);
  return words / WORDS + characters / CHARACTERS >= 1;
}

/** Words of scripts with spaces, and Chinese characters. */
function sizeOf(part: string): { words: number; characters: number } {
  return {
    characters: part.match(/\p{sc=Han}/gu)?.length ?? 0,
    words: part.match(/(?:(?!\p{sc=Han})[\p{L}\p{N}'’])+/gu)?.length ?? 0,
  };
}

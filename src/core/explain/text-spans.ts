import type { Language } from '../text/language';
import { splitSentences } from '../text/sentences';

/** A stretch of a text, from `start` to before `end`. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’&-][\p{L}\p{N}]+)*/gu;
/** Scripts without blanks between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** The sentences of a text as stretches of it. */
export function sentenceSpans(text: string, language: Language): TextSpan[] {
  const spans: TextSpan[] = [];
  let from = 0;
  for (const sentence of splitSentences(text, language)) {
    const start = text.indexOf(sentence, from);
    if (start < 0) continue;
    from = start + sentence.length;
    spans.push({ start, end: from });
  }
  return spans;
}

/**
 * The words of a text as stretches of it, whole as a person reads them, whatever pieces an encoder cuts them
 * into; where a script has no blanks, by the engine's dictionary. Marks are no words.
 */
export function wordSpans(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const { 0: piece, index } of text.matchAll(WORD)) {
    if (!UNSPACED.test(piece)) spans.push({ start: index, end: index + piece.length });
    else
      for (const { segment, index: at, isWordLike } of segmenter().segment(piece))
        if (isWordLike === true)
          spans.push({ start: index + at, end: index + at + segment.length });
  }
  return spans;
}

let made: Intl.Segmenter | undefined;
const segmenter = () => (made ??= new Intl.Segmenter('zh', { granularity: 'word' }));

/** A text without some stretches of it; blanks that meet become one. */
export function withoutSpans(text: string, spans: readonly TextSpan[]): string {
  let left = '';
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < from) continue;
    const before = text.slice(from, start);
    left += left.endsWith(' ') ? before.replace(/^ +/, '') : before;
    from = end;
  }
  const rest = text.slice(from);
  return (left + (/\s$/.test(left) ? rest.trimStart() : rest)).trim();
}

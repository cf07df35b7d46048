import { STOP_WORDS } from '../text/stop-words';

/** A telling word of a title and what carries it. */
export interface WordTrace {
  readonly word: string;
  /** The best keyphrase that holds it. */
  readonly phrase?: string;
  /** Where no keyphrase holds it, the position of the first text that does. */
  readonly text?: number;
}

const HAN = /\p{sc=Han}/u;
const WORD = /[\p{L}\p{N}]+(?:['’&-][\p{L}\p{N}]+)*/gu;

/**
 * What carries each telling word of a title: a keyphrase, else a text, as it stands there letter for
 * letter but for case. Chinese words are those of the engine's own dictionary.
 *
 * @param phrases the best first.
 * @param texts in the order in which they are to be shown.
 * @returns one entry per distinct telling word; one without phrase and text has no evidence.
 */
export function traceTitle(
  title: string,
  phrases: readonly string[],
  texts: readonly string[],
): WordTrace[] {
  const inPhrases = phrases.map((phrase) => new Set(wordsOf(phrase)));
  const telling = [...new Set(wordsOf(title))].filter(
    (word) => !STOP_WORDS.en.has(word) && !STOP_WORDS.zh.has(word),
  );
  return telling.map((word): WordTrace => {
    const phrase = inPhrases.findIndex((words) => words.has(word));
    if (phrase >= 0) return { word, phrase: phrases[phrase] };
    const text = texts.findIndex((one) => holds(one, word));
    return text >= 0 ? { word, text } : { word };
  });
}

function holds(text: string, word: string): boolean {
  const lower = text.toLowerCase().replaceAll('’', "'");
  return lower.includes(word) && (HAN.test(word) || wordsOf(lower).includes(word));
}

/** Words in lower case. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [piece] of text.toLowerCase().replaceAll('’', "'").matchAll(WORD)) {
    if (!HAN.test(piece)) words.push(piece);
    else
      for (const { segment, isWordLike } of SEGMENTER.segment(piece))
        if (isWordLike === true) words.push(segment);
  }
  return words;
}

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });

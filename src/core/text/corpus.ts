import type { Steps } from '../steps';
import { STOP_WORDS } from './stop-words';

/** Texts as numbered words. */
export interface Corpus {
  /** Word numbers of each text; -1 stands between clauses, where no phrase may cross. */
  readonly texts: readonly Int32Array[];
  /** The words in lower case. */
  readonly words: readonly string[];
  /** How each word is mostly written inside a sentence: "ATM", "I", "Berlin". */
  readonly surfaces: readonly string[];
  /** 1 where the word is a stop word. */
  readonly stops: Uint8Array;
}

const WORD = /[\p{L}\p{N}]+(?:['’&-][\p{L}\p{N}]+)*|[.!?;:,，。！？；：、…~～()（）"“”\n]+/gu;
const HAN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/**
 * Splits texts into words: by spaces and punctuation, and by the engine's own dictionary
 * (Intl.Segmenter) where a script has no spaces.
 */
export function* readCorpus(texts: readonly string[]): Steps<Corpus> {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const forms: Map<string, number>[] = [];
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

  function number(surface: string, counts: boolean): number {
    const word = surface.toLowerCase().replace(/’/g, "'");
    let at = numbers.get(word);
    if (at === undefined) {
      at = words.length;
      numbers.set(word, at);
      words.push(word);
      forms.push(new Map());
    }
    const weight = counts ? 1 : 0.001;
    forms[at].set(surface, (forms[at].get(surface) ?? 0) + weight);
    return at;
  }

  const read: Int32Array[] = [];
  for (const [i, text] of texts.entries()) {
    const found: number[] = [];
    let begins = true;
    const add = (surface: string) => {
      found.push(number(surface, !begins));
      begins = false;
    };
    for (const [piece] of text.matchAll(WORD)) {
      if (!/[\p{L}\p{N}]/u.test(piece)) {
        if (found.length > 0 && found.at(-1) !== -1) found.push(-1);
        begins = true;
      } else if (HAN.test(piece)) {
        for (const { segment, isWordLike } of segmenter.segment(piece))
          if (isWordLike === true) add(segment);
      } else add(piece);
    }
    read.push(Int32Array.from(found));
    if ((i & 127) === 127) yield { done: i + 1, total: texts.length };
  }
  const surfaces = forms.map((counts, at) => commonest(counts, words[at]));
  const stops = Uint8Array.from(words, (word) =>
    STOP_WORDS.en.has(word) || STOP_WORDS.zh.has(word) ? 1 : 0,
  );
  return { texts: read, words, surfaces, stops };
}

function commonest(counts: ReadonlyMap<string, number>, word: string): string {
  let best = word;
  let most = 0;
  for (const [form, count] of counts)
    if (count > most || (count === most && form < best)) {
      best = form;
      most = count;
    }
  // A word seen only at the head of sentences is written small, unless it is all capitals.
  if (most < 1 && best !== best.toUpperCase()) return word;
  return best;
}

/** A phrase as it is written: words with spaces, or none between characters that take none. */
export function writePhrase(corpus: Corpus, phrase: ArrayLike<number>): string {
  let written = '';
  for (let i = 0; i < phrase.length; i++) {
    const surface = corpus.surfaces[phrase[i]];
    const joins = written === '' || (HAN.test(written.at(-1) ?? '') && HAN.test(surface[0]));
    written += joins ? surface : ` ${surface}`;
  }
  return written;
}

import type { Steps } from '../steps';
import type { Corpus } from './corpus';

/** A run of words and in how many texts of each group it stands. */
export interface Phrase {
  readonly words: readonly number[];
  /** Texts that hold it, over all groups. */
  readonly total: number;
  /** Texts that hold it, by group. */
  readonly counts: ReadonlyMap<number, number>;
}

/** A text and the group whose member said it. */
export interface Saying {
  readonly text: number;
  readonly group: number;
}

/**
 * Counts the phrases of up to `longest` words that stand in at least `least` texts. A phrase is only
 * counted when both phrases one word shorter inside it are common enough (Agrawal and Srikant 1994),
 * so memory follows what is common, not what is written.
 */
export function* countPhrases(
  corpus: Corpus,
  sayings: readonly Saying[],
  longest: number,
  least: number,
): Steps<Phrase[]> {
  const found: Phrase[] = [];
  // Phrases one word shorter than those counted now, by the number given to each.
  let shorter: { words: readonly number[] }[] = corpus.words.map((_, word) => ({ words: [word] }));
  let starts: Int32Array[] = corpus.texts.map((text) => text.slice());
  const total = sayings.length * longest;

  for (let length = 1; length <= longest; length++) {
    const byKey = new Map<number, number>();
    const phrases: { words: readonly number[]; total: number; counts: Map<number, number> }[] = [];
    const seenBy: number[] = [];
    const numbered: Int32Array[] = starts.map((text) => new Int32Array(text.length).fill(-1));
    const done = new Uint8Array(starts.length);
    for (const [i, { text, group }] of sayings.entries()) {
      const known = starts[text];
      const mine = numbered[text];
      for (let at = 0; at < known.length; at++) {
        let phrase: number;
        if (done[text] === 1) {
          phrase = mine[at];
          if (phrase < 0) continue;
        } else {
          const first = known[at];
          const second = length === 1 ? 0 : at + 1 < known.length ? known[at + 1] : -1;
          if (first < 0 || second < 0) continue;
          const key = length === 1 ? first : first * shorter.length + second;
          const existing = byKey.get(key);
          if (existing === undefined) {
            phrase = phrases.length;
            byKey.set(key, phrase);
            const head = shorter[first].words;
            const words = length === 1 ? head : [...head, shorter[second].words[length - 2]];
            phrases.push({ words, total: 0, counts: new Map() });
            seenBy.push(-1);
          } else phrase = existing;
          mine[at] = phrase;
        }
        if (seenBy[phrase] === i) continue;
        seenBy[phrase] = i;
        const entry = phrases[phrase];
        entry.total++;
        entry.counts.set(group, (entry.counts.get(group) ?? 0) + 1);
      }
      done[text] = 1;
      if ((i & 255) === 255) yield { done: (length - 1) * sayings.length + i, total };
    }
    const kept = new Int32Array(phrases.length).fill(-1);
    const next: Phrase[] = [];
    for (const [at, phrase] of phrases.entries()) {
      if (phrase.total < least) continue;
      kept[at] = next.length;
      next.push(phrase);
    }
    for (const text of numbered)
      for (let at = 0; at < text.length; at++) if (text[at] >= 0) text[at] = kept[text[at]];
    for (const phrase of next) found.push(phrase);
    shorter = next;
    starts = numbered;
    if (next.length === 0) break;
  }
  return found;
}

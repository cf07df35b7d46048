import { dot, type Matrix, rowOf } from '../matrix';
import type { Corpus } from '../text/corpus';
import { stemWord } from '../text/stem';

/** Something found, the best first. */
export interface Hit {
  readonly at: number;
  readonly score: number;
}

/** How much words that stand in a text count beside its meaning. */
const WORDS = 0.5;

/** The stems of the words of a corpus, one per word, and how many texts hold each. */
export interface StemIndex {
  readonly stems: readonly string[];
  readonly holders: ReadonlyMap<string, number>;
  readonly corpus: Corpus;
}

export function indexStems(corpus: Corpus): StemIndex {
  const stems = corpus.words.map(stemWord);
  const holders = new Map<string, number>();
  for (const words of corpus.texts) {
    const own = new Set<string>();
    for (const word of words) if (word >= 0) own.add(stems[word]);
    for (const stem of own) holders.set(stem, (holders.get(stem) ?? 0) + 1);
  }
  return { stems, holders, corpus };
}

/**
 * The texts nearest to what is looked for, by meaning and by words: the cosine of the vectors, and half of the
 * share of the asked words that stand in the text, rare words counting more (inverse document frequency).
 *
 * @param query the words that are looked for, in lower case, no stop words.
 * @param meaning their vector, length 1.
 * @param vectors one unit row per text.
 */
export function searchTexts(
  { corpus, stems, holders }: StemIndex,
  query: readonly string[],
  meaning: Float32Array,
  vectors: Matrix,
  most: number,
): Hit[] {
  const weights = new Map<string, number>();
  for (const word of query) {
    const stem = stemWord(word);
    weights.set(stem, Math.log(1 + corpus.texts.length / (1 + (holders.get(stem) ?? 0))));
  }
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const wanted = stems.map((stem) => weights.get(stem) ?? 0);
  const hits: Hit[] = [];
  for (let at = 0; at < vectors.rows; at++) {
    let said = 0;
    if (whole > 0) {
      const seen = new Set<string>();
      for (const word of corpus.texts[at]) {
        if (word < 0 || wanted[word] === 0 || seen.has(stems[word])) continue;
        seen.add(stems[word]);
        said += wanted[word] / whole;
      }
    }
    hits.push({ at, score: dot(meaning, rowOf(vectors, at)) + WORDS * said });
  }
  return hits.sort((a, b) => b.score - a.score || a.at - b.at).slice(0, most);
}

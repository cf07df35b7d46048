import { createMatrix, type Matrix } from '../matrix';
import { rescale, type Steps } from '../steps';
import type { Corpus } from '../text/corpus';
import { settleLabels } from './clustering';
import { factorise } from './nmf';
import type { SparseRows } from './sparse-rows';

export interface TopicOptions {
  readonly k: number;
  readonly seed: number;
  /** Texts that a word must stand in to count; 2 when absent. */
  readonly least?: number;
  /** Words told for each topic; 10 when absent. */
  readonly terms?: number;
}

/** A topic by its strongest words, strongest first. */
export interface Topic {
  readonly terms: readonly { readonly word: string; readonly weight: number }[];
}

export interface TopicMixture {
  readonly k: number;
  /** The strongest topic of each text, larger topics first; -1 where a text has no word that counts. */
  readonly labels: Int32Array;
  /** texts x k: the share of each topic in each text; rows sum to 1, or to 0 where the label is -1. */
  readonly memberships: Matrix;
  readonly topics: readonly Topic[];
  /** Share of the texts' variation (sum of squares) that the topics account for. */
  readonly explained: number;
}

const LEAST = 2;
const TERMS = 10;
/** Further rounds change the product, but hardly which topic is strongest. */
const TOLERANCE = 1e-3;

/**
 * Texts as mixtures of topics: non-negative factors of texts x words, weighted by TF-IDF. Stop words
 * and words of a single text do not count.
 *
 * @see Lee and Seung 1999, doi:10.1038/44565
 */
export function* topicMixture(corpus: Corpus, options: TopicOptions): Steps<TopicMixture> {
  const { seed, least = LEAST, terms = TERMS } = options;
  const { matrix, words } = weighTerms(corpus, least);
  const { rows, cols } = matrix;
  const k = Math.min(options.k, rows, cols);
  if (k === 0) {
    const labels = new Int32Array(rows).fill(-1);
    return { k: 0, labels, memberships: createMatrix(rows, 0), topics: [], explained: 0 };
  }
  const { left, right, error } = yield* rescale(
    factorise(matrix, { k, seed, tolerance: TOLERANCE }),
    0,
    1,
  );
  // Topics are made comparable: what a topic gives to a text is its weight times its words' length.
  const lengths = new Float64Array(k);
  for (let at = 0; at < right.length; at++) lengths[at % k] += right[at] * right[at];
  const shares = createMatrix(rows, k);
  const raw = new Int32Array(rows).fill(-1);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    let most = 0;
    for (let topic = 0; topic < k; topic++) {
      const given = left[row * k + topic] * Math.sqrt(lengths[topic]);
      sum += given;
      if (given > most) {
        most = given;
        raw[row] = topic;
      }
    }
    if (sum > 0)
      for (let topic = 0; topic < k; topic++)
        shares.data[row * k + topic] = (left[row * k + topic] * Math.sqrt(lengths[topic])) / sum;
  }
  const settled = settleLabels(shares, raw);
  const order = orderOf(raw, settled.labels, k);
  const memberships = createMatrix(rows, k);
  for (let row = 0; row < rows; row++)
    order.forEach((topic, at) => {
      memberships.data[row * k + at] = shares.data[row * k + topic];
    });
  const topics = order.map((topic) => ({
    terms: strongest(right, k, topic, words, corpus, terms),
  }));
  const squares = matrix.values.reduce((sum, value) => sum + value * value, 0);
  const explained = squares === 0 ? 0 : 1 - (error * error) / squares;
  return { k, labels: settled.labels, memberships, topics, explained };
}

/** The topics in the order of their labels, those that are nobody's strongest last. */
function orderOf(raw: Int32Array, labels: Int32Array, k: number): number[] {
  const place = new Map<number, number>();
  raw.forEach((topic, row) => topic >= 0 && place.set(topic, labels[row]));
  return Array.from({ length: k }, (_, topic) => topic).sort(
    (a, b) => (place.get(a) ?? k) - (place.get(b) ?? k) || a - b,
  );
}

function strongest(
  right: Float64Array,
  k: number,
  topic: number,
  words: Int32Array,
  corpus: Corpus,
  count: number,
): Topic['terms'] {
  const order = Array.from(words.keys()).sort(
    (a, b) => right[b * k + topic] - right[a * k + topic] || a - b,
  );
  return order
    .slice(0, count)
    .filter((at) => right[at * k + topic] > 0)
    .map((at) => ({ word: corpus.surfaces[words[at]], weight: right[at * k + topic] }));
}

/**
 * TF-IDF as scikit-learn's default: count times ln((1 + texts) / (1 + texts with the word)) + 1, each
 * text scaled to length 1.
 *
 * @returns texts x words, and which word of the corpus each column is.
 */
export function weighTerms(
  { texts, words, stops }: Pick<Corpus, 'texts' | 'words' | 'stops'>,
  least: number,
): { matrix: SparseRows; words: Int32Array } {
  const spread = new Int32Array(words.length);
  const counts = texts.map((text) => {
    const count = new Map<number, number>();
    for (const word of text)
      if (word >= 0 && stops[word] === 0) count.set(word, (count.get(word) ?? 0) + 1);
    for (const word of count.keys()) spread[word]++;
    return count;
  });
  const kept = Int32Array.from(spread.keys()).filter((word) => spread[word] >= least);
  const column = new Int32Array(words.length).fill(-1);
  kept.forEach((word, at) => {
    column[word] = at;
  });
  const starts = new Int32Array(texts.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  counts.forEach((count, row) => {
    const found = [...count].filter(([word]) => column[word] >= 0);
    found.sort(([a], [b]) => a - b);
    const weights = found.map(
      ([word, times]) => times * (Math.log((1 + texts.length) / (1 + spread[word])) + 1),
    );
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
    found.forEach(([word], at) => {
      columns.push(column[word]);
      values.push(weights[at] / length);
    });
    starts[row + 1] = columns.length;
  });
  return {
    matrix: {
      rows: texts.length,
      cols: kept.length,
      starts,
      columns: Int32Array.from(columns),
      values: Float64Array.from(values),
    },
    words: kept,
  };
}

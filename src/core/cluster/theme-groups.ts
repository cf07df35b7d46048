import { centreTexts } from '../features/centre-texts';
import {
  createMatrix,
  directionsOf,
  dot,
  type Matrix,
  normalise,
  rowOf,
  takeRows,
} from '../matrix';
import { rescale, type Steps } from '../steps';
import { sphericalKmeans } from './kmeans';

/** Texts alike, to be looked at together. */
export interface TextBatch {
  /** Positions among the texts, the most typical first. */
  readonly texts: Int32Array;
  /** Customers who say them. */
  readonly weight: number;
}

export interface TextBatches {
  /** Heaviest first. */
  readonly batches: readonly TextBatch[];
  /** One unit row per batch: the direction of its middle. */
  readonly centres: Matrix;
}

/** Texts that batches are made of; more change little. */
const SAMPLE = 4000;
/** Batches are made anew so often at least as many times as themes are wanted. */
const FEWEST_BATCHES = 24;
const BATCHES_PER_THEME = 1.5;
/** Texts of a batch, on average. */
const WORTHWHILE = 5;

/** How many batches serve for a number of themes. */
export function countBatches(texts: number, themes: number): number {
  const wanted = Math.max(FEWEST_BATCHES, Math.ceil(themes * BATCHES_PER_THEME));
  return Math.max(1, Math.min(wanted, Math.floor(Math.min(texts, SAMPLE) / WORTHWHILE)));
}

/**
 * A sample of texts in batches of such as are alike, so that all that is said has its place and the
 * most typical texts come first.
 *
 * @param vectors one unit row per text, in an order that carries no meaning (the first 4,000 serve).
 * @param weights customers behind each text.
 */
export function* batchTexts(
  vectors: Matrix,
  weights: Float64Array,
  count: number,
  seed: number,
): Steps<TextBatches> {
  const rows = Math.min(SAMPLE, vectors.rows);
  const sample: Matrix = { ...vectors, rows, data: vectors.data.subarray(0, rows * vectors.cols) };
  const found = yield* sphericalKmeans(sample, {
    k: Math.min(count, rows),
    seed,
    weights: weights.slice(0, rows),
  });
  const members: number[][] = Array.from({ length: found.k }, () => []);
  found.labels.forEach((label, text) => members[label].push(text));
  const centres = directionsOf(found.centres);
  const made = members.map((texts, batch) => {
    const near = new Map(
      texts.map((text) => [text, dot(rowOf(vectors, text), rowOf(centres, batch))]),
    );
    return {
      batch,
      texts: Int32Array.from(texts).sort(
        (a, b) => (near.get(b) ?? 0) - (near.get(a) ?? 0) || a - b,
      ),
      weight: texts.reduce((sum, text) => sum + weights[text], 0),
    };
  });
  made.sort((a, b) => b.weight - a.weight || a.batch - b.batch);
  return {
    batches: made.map(({ texts, weight }) => ({ texts, weight })),
    centres: takeRows(
      centres,
      made.map(({ batch }) => batch),
    ),
  };
}

/** Texts as directions from what all texts have in common. */
export interface Centred {
  /** One unit row per text. */
  readonly rows: Matrix;
  /** What all have in common. */
  readonly middle: Float32Array;
}

/** @param weights customers behind each text. */
export function centreByWeight(vectors: Matrix, weights: Float64Array): Centred {
  const sums = new Float64Array(vectors.cols);
  let whole = 0;
  for (let row = 0; row < vectors.rows; row++) {
    const values = rowOf(vectors, row);
    whole += weights[row];
    for (let col = 0; col < sums.length; col++) sums[col] += weights[row] * values[col];
  }
  const middle = Float32Array.from(sums, (sum) => sum / Math.max(1, whole));
  return { rows: centreTexts(vectors, middle), middle };
}

/** Each row of the one and of the other as one unit row, `share` of it of the first. */
export function blend(first: Matrix, second: Matrix, share: number): Matrix {
  const made = createMatrix(first.rows, first.cols);
  for (let at = 0; at < made.data.length; at++)
    made.data[at] = share * first.data[at] + (1 - share) * second.data[at];
  return directionsOf(made);
}

/** Two themes are one when their directions are nearer than this (cosine). */
const SAME = 0.9;

/**
 * Themes in the order in which each adds most to how well every text fits the best of them; one that
 * says nearly the same as an earlier one is left out.
 *
 * @param themes one unit row per theme.
 * @returns positions among the themes; the first k are the choice of k.
 * @see Nemhauser, Wolsey and Fisher 1978, doi:10.1007/BF01588971
 */
export function* orderThemes(
  { rows: texts }: Centred,
  weights: Float64Array,
  themes: Matrix,
  most: number,
): Steps<number[]> {
  const fits: Float32Array[] = [];
  for (let theme = 0; theme < themes.rows; theme++) {
    const direction = rowOf(themes, theme);
    fits.push(
      Float32Array.from({ length: texts.rows }, (_, text) => dot(rowOf(texts, text), direction)),
    );
    yield { done: theme, total: 2 * themes.rows };
  }
  // A text is never worse off than with a theme that says the opposite of it.
  const covered = new Float32Array(texts.rows).fill(-1);
  const chosen: number[] = [];
  const open = new Set(fits.keys());
  while (open.size > 0 && chosen.length < most) {
    let best = -1;
    let bestGain = -1;
    for (const theme of open) {
      let gain = 0;
      for (let text = 0; text < texts.rows; text++)
        gain += weights[text] * Math.max(0, fits[theme][text] - covered[text]);
      if (gain > bestGain) [best, bestGain] = [theme, gain];
      yield { done: themes.rows + chosen.length, total: 2 * themes.rows };
    }
    chosen.push(best);
    open.delete(best);
    for (let text = 0; text < texts.rows; text++)
      covered[text] = Math.max(covered[text], fits[best][text]);
    for (const other of open)
      if (dot(rowOf(themes, other), rowOf(themes, best)) > SAME) open.delete(other);
  }
  return chosen;
}

export interface Assigned {
  /** The theme of each text. */
  readonly labels: Int32Array;
  /** How well the text fits it: the cosine of their directions. */
  readonly fits: Float32Array;
}

export interface AssignOptions {
  /** How often themes move towards their members; 3 when absent. */
  readonly rounds?: number;
  /** How much of a theme stays where its title says, 0 to 1. */
  readonly keep: number;
}

const ROUNDS = 3;

/**
 * Gives every text the theme that fits it best; then each theme moves towards the mean of its texts, and
 * all texts choose again.
 *
 * @param themes one unit row per theme: what its title means.
 */
export function* assignThemes(
  { rows: texts }: Centred,
  weights: Float64Array,
  themes: Matrix,
  { rounds = ROUNDS, keep }: AssignOptions,
): Steps<Assigned> {
  let directions = themes;
  for (let round = 0; ; round++) {
    const found = yield* rescale(fitThemes(texts, directions), round, rounds + 1);
    if (round === rounds) return found;
    const means = createMatrix(themes.rows, themes.cols);
    const sums = new Float64Array(means.data.length);
    for (let text = 0; text < texts.rows; text++) {
      const values = rowOf(texts, text);
      const to = found.labels[text] * means.cols;
      for (let col = 0; col < means.cols; col++) sums[to + col] += weights[text] * values[col];
    }
    const held = new Uint8Array(themes.rows);
    for (const label of found.labels) held[label] = 1;
    means.data.set(sums);
    for (let theme = 0; theme < means.rows; theme++) {
      if (held[theme] === 0) rowOf(means, theme).set(rowOf(themes, theme));
      normalise(rowOf(means, theme));
    }
    directions = blend(themes, means, keep);
  }
}

function* fitThemes(texts: Matrix, themes: Matrix): Steps<Assigned> {
  const labels = new Int32Array(texts.rows);
  const fits = new Float32Array(texts.rows).fill(-Infinity);
  for (let text = 0; text < texts.rows; text++) {
    const values = rowOf(texts, text);
    for (let theme = 0; theme < themes.rows; theme++) {
      const fit = dot(values, rowOf(themes, theme));
      if (fit > fits[text]) {
        fits[text] = fit;
        labels[text] = theme;
      }
    }
    if ((text & 127) === 127) yield { done: text, total: texts.rows };
  }
  return { labels, fits };
}

import { createMatrix, type Matrix, normalise, rowOf } from '../core/matrix';
import type { Steps } from '../core/steps';
import type { WordTable } from './word-table';
import type { WordTokens } from './word-tokens';

/** Texts between two steps. */
const STEP = 256;
/** Tokens of a text that are read; more hardly move the mean. */
const MOST = 2048;

/** Whether frequent words count less by the table itself, or by how many of the texts have them. */
export type WordWeights = 'table' | 'texts';

/**
 * Texts as the mean of their words' vectors, whatever their order: a first guess, hundreds of times quicker than
 * the encoder that the words come from.
 *
 * @returns one unit row a text; a text without words of the table has length 0.
 */
export function* readWords(
  texts: readonly string[],
  tokens: Pick<WordTokens, 'idsOf'>,
  table: WordTable,
  weights: WordWeights = 'table',
): Steps<Matrix> {
  const total = 2 * texts.length;
  const read: Int32Array[] = [];
  for (const [text, words] of texts.entries()) {
    const ids = tokens.idsOf(words);
    read.push(Int32Array.from(ids.length > MOST ? ids.slice(0, MOST) : ids));
    if (text % STEP === STEP - 1) yield { done: text, total };
  }
  const scales = weights === 'table' ? table.scales : weighByTexts(read, table);
  const vectors = createMatrix(texts.length, table.cols);
  for (const [text, ids] of read.entries()) {
    const row = rowOf(vectors, text);
    addWords(row, ids, table, scales);
    normalise(row);
    if (text % STEP === STEP - 1) yield { done: texts.length + text, total };
  }
  return vectors;
}

/** The scales of the rows, each times the square root of the logarithm of how seldom a text has the token. */
function weighByTexts(read: readonly Int32Array[], { rows, scales }: WordTable): Float32Array {
  const having = new Int32Array(rows);
  const last = new Int32Array(rows).fill(-1);
  for (const [text, ids] of read.entries())
    for (const id of ids)
      if (id < rows && last[id] !== text) {
        last[id] = text;
        having[id]++;
      }
  return scales.map(
    (scale, id) => scale * Math.sqrt(Math.log((read.length + 1) / (having[id] + 1))),
  );
}

function addWords(
  sum: Float32Array,
  ids: Int32Array,
  { rows, cols, values }: WordTable,
  scales: Float32Array,
): void {
  for (const id of ids) {
    if (id >= rows) continue;
    const scale = scales[id];
    const from = id * cols;
    for (let col = 0; col < cols; col++) sum[col] += scale * values[from + col];
  }
}

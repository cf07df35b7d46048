import type { Matrix } from '../core/matrix';
import { principalRows } from '../core/project/principal-rows';
import { drain } from '../core/steps';
import { roundTable, type WordTable } from './word-table';

/** Raised when the same model gives another table. */
export const RECIPE = 2;
/** Principal components that are kept. */
const COLS = 256;
/** How frequent a token is that counts half. */
const HALF = 5e-5;

/**
 * A table of the words of an encoder: the vector that each token has alone, on the principal axes of all of them.
 *
 * Where the vocabulary lists frequent tokens first, a token's place tells how frequent it is (Zipf's law), and it
 * is the longer the rarer it is. Where it does not, axes of great variance are drawn in by the square root of
 * their deviation instead, and frequency is left to the texts that are read.
 *
 * @param alone one row a token.
 * @see Arora, Liang and Ma 2017, https://openreview.net/forum?id=SyK00v5xx
 * @see Tulkens and van Dongen 2024, https://github.com/MinishLab/model2vec
 */
export function distilTable(alone: Matrix, byFrequency: boolean, cols = COLS): WordTable {
  const { rows: table, variances } = drain(principalRows(alone, cols));
  const weights = byFrequency ? zipfWeights(table.rows) : undefined;
  const draw = variances.map((variance) => (variance > 0 ? variance ** -0.25 : 0));
  for (let row = 0, at = 0; row < table.rows; row++)
    for (let col = 0; col < table.cols; col++, at++)
      table.data[at] *= weights === undefined ? draw[col] : weights[row];
  return roundTable(table.data, table.rows, table.cols);
}

/** HALF / (HALF + frequency), the frequency being as 1 / place. */
function zipfWeights(rows: number): Float64Array {
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += 1 / (row + 2);
  return Float64Array.from({ length: rows }, (_, row) => HALF / (HALF + 1 / (row + 2) / sum));
}

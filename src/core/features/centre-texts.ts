import { createMatrix, directionsOf, type Matrix } from '../matrix';

/** The mean of the texts, each counting by the customers who say it. */
export function middleOfTexts(vectors: Matrix, textOf: Int32Array): Float32Array {
  const sums = new Float64Array(vectors.cols);
  let count = 0;
  for (const text of textOf) {
    if (text < 0) continue;
    count++;
    for (let col = 0; col < vectors.cols; col++)
      sums[col] += vectors.data[text * vectors.cols + col];
  }
  return Float32Array.from(sums, (sum) => sum / Math.max(1, count));
}

/**
 * Vectors of texts as directions from their common middle: what all texts of a file share (the
 * language, the subject, the encoder's habit) tells none of them apart.
 *
 * @param vectors one unit row per text.
 * @returns a new matrix of unit rows; a text that is the middle itself stays at length 0.
 * @see Mu, Bhat and Viswanath 2018, arXiv:1702.01417
 */
export function centreTexts(vectors: Matrix, middle: Float32Array): Matrix {
  const { rows, cols, data } = vectors;
  const centred = createMatrix(rows, cols);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++)
      centred.data[row * cols + col] = data[row * cols + col] - middle[col];
  }
  return directionsOf(centred);
}

/**
 * The inverse of the lower Cholesky factor L of a symmetric positive definite matrix: the lower
 * triangle P with P A P' = 1, so that the length of P x is the Mahalanobis length of x.
 *
 * @param matrix size x size, row by row.
 * @returns P and half the logarithm of the determinant of the matrix, or undefined where it is not
 * positive definite.
 */
export function invertFactor(
  matrix: Float64Array,
  size: number,
): { whitener: Float64Array; halfLogDet: number } | undefined {
  const factor = new Float64Array(size * size);
  let halfLogDet = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let at = 0; at < j; at++) sum -= factor[i * size + at] * factor[j * size + at];
      if (i !== j) factor[i * size + j] = sum / factor[j * size + j];
      else if (sum > 0) {
        factor[i * size + i] = Math.sqrt(sum);
        halfLogDet += Math.log(sum) / 2;
      } else return undefined;
    }
  const whitener = new Float64Array(size * size);
  for (let col = 0; col < size; col++)
    for (let i = col; i < size; i++) {
      let sum = i === col ? 1 : 0;
      for (let at = col; at < i; at++) sum -= factor[i * size + at] * whitener[at * size + col];
      whitener[i * size + col] = sum / factor[i * size + i];
    }
  return { whitener, halfLogDet };
}

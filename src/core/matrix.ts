/** Rows of equal length, one after the other. */
export interface Matrix {
  /** rows x cols values, row by row. */
  readonly data: Float32Array;
  readonly rows: number;
  readonly cols: number;
}

export function createMatrix(rows: number, cols: number): Matrix {
  return { data: new Float32Array(rows * cols), rows, cols };
}

/** One row as a view: writing to it writes to the matrix. */
export function rowOf(matrix: Matrix, row: number): Float32Array {
  return matrix.data.subarray(row * matrix.cols, (row + 1) * matrix.cols);
}

/** Scales a vector in place to length 1; a zero vector stays zero. */
export function normalise(vector: Float32Array): void {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i] * vector[i];
  if (sum === 0) return;
  const scale = 1 / Math.sqrt(sum);
  for (let i = 0; i < vector.length; i++) vector[i] *= scale;
}

/** The rows scaled to length 1, as a new matrix; a zero row stays zero. */
export function directionsOf({ data, rows, cols }: Matrix): Matrix {
  const directions: Matrix = { data: data.slice(0, rows * cols), rows, cols };
  for (let row = 0; row < rows; row++) normalise(rowOf(directions, row));
  return directions;
}

/**
 * The rows divided by the square root of their length, as a new matrix: directions, in which lengths still
 * count, half as much.
 */
export function softenLengths({ data, rows, cols }: Matrix): Matrix {
  const softened: Matrix = { data: data.slice(0, rows * cols), rows, cols };
  for (let row = 0; row < rows; row++) {
    const values = rowOf(softened, row);
    const length = Math.sqrt(dot(values, values));
    if (length === 0) continue;
    const scale = 1 / Math.sqrt(length);
    for (let col = 0; col < cols; col++) values[col] *= scale;
  }
  return softened;
}

/** The squared length of every row, summed in double precision. */
export function squaredNorms(matrix: Matrix): Float64Array {
  const norms = new Float64Array(matrix.rows);
  for (let row = 0, at = 0; row < matrix.rows; row++) {
    let sum = 0;
    for (let col = 0; col < matrix.cols; col++, at++) sum += matrix.data[at] * matrix.data[at];
    norms[row] = sum;
  }
  return norms;
}

/** The rows at `indices`, copied in that order. */
export function takeRows(matrix: Matrix, indices: ArrayLike<number>): Matrix {
  const taken = createMatrix(indices.length, matrix.cols);
  for (let i = 0; i < indices.length; i++)
    taken.data.set(rowOf(matrix, indices[i]), i * matrix.cols);
  return taken;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The Euclidean distance of two rows of the same width, summed in double precision. */
export function distanceOf(a: Matrix, rowA: number, b: Matrix, rowB: number): number {
  let sum = 0;
  for (let col = 0; col < a.cols; col++)
    sum += (a.data[rowA * a.cols + col] - b.data[rowB * b.cols + col]) ** 2;
  return Math.sqrt(sum);
}

/** The first `count` rows, sharing memory. */
export function firstRows(matrix: Matrix, count: number): Matrix {
  return { data: matrix.data.subarray(0, count * matrix.cols), rows: count, cols: matrix.cols };
}

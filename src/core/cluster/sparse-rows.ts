/** A matrix of which only what is not zero is kept, row by row. */
export interface SparseRows {
  readonly rows: number;
  readonly cols: number;
  /** Where each row starts in the two lists below; rows + 1 entries. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** The matrix times each of the vectors. */
export function timesDense(
  { rows, starts, columns, values }: SparseRows,
  vectors: readonly Float64Array[],
): Float64Array[] {
  return vectors.map((vector) => {
    const image = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let at = starts[row]; at < starts[row + 1]; at++)
        sum += values[at] * vector[columns[at]];
      image[row] = sum;
    }
    return image;
  });
}

/** The transposed matrix times each of the vectors. */
export function timesTransposed(
  { rows, cols, starts, columns, values }: SparseRows,
  vectors: readonly Float64Array[],
): Float64Array[] {
  return vectors.map((vector) => {
    const image = new Float64Array(cols);
    for (let row = 0; row < rows; row++)
      for (let at = starts[row]; at < starts[row + 1]; at++)
        image[columns[at]] += values[at] * vector[row];
    return image;
  });
}

export function transpose({ rows, cols, starts, columns, values }: SparseRows): SparseRows {
  const counts = new Int32Array(cols + 1);
  for (const col of columns) counts[col + 1]++;
  for (let col = 0; col < cols; col++) counts[col + 1] += counts[col];
  const next = counts.slice();
  const turned = {
    rows: cols,
    cols: rows,
    starts: counts,
    columns: new Int32Array(columns.length),
    values: new Float64Array(values.length),
  };
  for (let row = 0; row < rows; row++)
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const to = next[columns[at]]++;
      turned.columns[to] = row;
      turned.values[to] = values[at];
    }
  return turned;
}

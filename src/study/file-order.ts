/** The row of the file of each customer, and how many rows the file has. */
export interface FileOrder {
  readonly order: Int32Array;
  readonly fileRows: number;
}

/**
 * Values by customer as values by row of the file.
 *
 * @param absent the value of a row that takes no part.
 */
export function inFileOrder<T extends Int32Array | Float32Array>(
  { order, fileRows }: FileOrder,
  values: T,
  absent: number,
): T {
  const Values = values.constructor as new (length: number) => T;
  const ordered = new Values(fileRows);
  ordered.fill(absent);
  for (let customer = 0; customer < values.length; customer++)
    ordered[order[customer]] = values[customer];
  return ordered;
}

/** Pairs by customer, such as places on the map, as pairs by row of the file; NaN where nobody is. */
export function pairsInFileOrder(
  { order, fileRows }: FileOrder,
  pairs: Float32Array,
): Float32Array {
  const ordered = new Float32Array(fileRows * 2).fill(Number.NaN);
  for (let customer = 0; customer < pairs.length / 2; customer++) {
    ordered[order[customer] * 2] = pairs[customer * 2];
    ordered[order[customer] * 2 + 1] = pairs[customer * 2 + 1];
  }
  return ordered;
}

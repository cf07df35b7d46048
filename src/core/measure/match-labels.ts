/**
 * The matching of rows to columns of a table with the greatest sum: the Hungarian method with
 * potentials, O(rows^2 x cols).
 *
 * @param worth rows x cols, row by row.
 * @returns for each row its column, each column at most once; -1 where there are too few columns.
 * @see Kuhn 1955, doi:10.1002/nav.3800020109
 */
export function matchBest(worth: ArrayLike<number>, rows: number, cols: number): Int32Array {
  if (rows > cols) {
    const turned = new Float64Array(rows * cols);
    for (let row = 0; row < rows; row++)
      for (let col = 0; col < cols; col++) turned[col * rows + row] = worth[row * cols + col];
    const matched = new Int32Array(rows).fill(-1);
    matchBest(turned, cols, rows).forEach((row, col) => {
      matched[row] = col;
    });
    return matched;
  }
  // Rows and columns count from 1; column 0 is where the row being placed waits.
  const rowPotential = new Float64Array(rows + 1);
  const colPotential = new Float64Array(cols + 1);
  const owner = new Int32Array(cols + 1);
  const from = new Int32Array(cols + 1);
  for (let row = 1; row <= rows; row++) {
    owner[0] = row;
    let at = 0;
    const least = new Float64Array(cols + 1).fill(Infinity);
    const used = new Uint8Array(cols + 1);
    do {
      used[at] = 1;
      const current = owner[at];
      let step = Infinity;
      let next = 0;
      for (let col = 1; col <= cols; col++) {
        if (used[col] === 1) continue;
        const cost =
          -worth[(current - 1) * cols + col - 1] - rowPotential[current] - colPotential[col];
        if (cost < least[col]) {
          least[col] = cost;
          from[col] = at;
        }
        if (least[col] < step) {
          step = least[col];
          next = col;
        }
      }
      for (let col = 0; col <= cols; col++)
        if (used[col] === 1) {
          rowPotential[owner[col]] += step;
          colPotential[col] -= step;
        } else least[col] -= step;
      at = next;
    } while (owner[at] !== 0);
    while (at !== 0) {
      owner[at] = owner[from[at]];
      at = from[at];
    }
  }
  const matched = new Int32Array(rows).fill(-1);
  for (let col = 1; col <= cols; col++) if (owner[col] > 0) matched[owner[col] - 1] = col - 1;
  return matched;
}

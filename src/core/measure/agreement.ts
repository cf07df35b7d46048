/** How often two labellings of the same rows meet: counts by pair of labels, and their sums. */
interface Contingency {
  readonly cells: Map<string, number>;
  readonly a: Map<number, number>;
  readonly b: Map<number, number>;
  readonly rows: number;
}

function contingency(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  if (a.length !== b.length)
    throw new RangeError(`labellings of ${a.length} and ${b.length} rows cannot be compared`);
  const cells = new Map<string, number>();
  const sumsA = new Map<number, number>();
  const sumsB = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const cell = `${a[i]} ${b[i]}`;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
    sumsA.set(a[i], (sumsA.get(a[i]) ?? 0) + 1);
    sumsB.set(b[i], (sumsB.get(b[i]) ?? 0) + 1);
  }
  return { cells, a: sumsA, b: sumsB, rows: a.length };
}

const pairs = (n: number) => (n * (n - 1)) / 2;

/**
 * Adjusted Rand index: agreement of two labellings over pairs of rows, 1 when equal, about 0 by
 * chance.
 *
 * @see Hubert and Arabie 1985, doi:10.1007/BF01908075
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = contingency(a, b);
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, n) => total + pairs(n), 0);
  const both = sum(table.cells.values());
  const inA = sum(table.a.values());
  const inB = sum(table.b.values());
  const all = pairs(table.rows);
  const expected = all === 0 ? 0 : (inA * inB) / all;
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/**
 * Normalised mutual information with the arithmetic mean of the entropies, as scikit-learn's
 * default; 1 when equal, 0 when independent.
 */
export function normalisedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = contingency(a, b);
  const entropy = (counts: Iterable<number>) => {
    let h = 0;
    for (const n of counts) h -= (n / table.rows) * Math.log(n / table.rows);
    return h;
  };
  const ha = entropy(table.a.values());
  const hb = entropy(table.b.values());
  if (ha === 0 && hb === 0) return 1;
  let mutual = 0;
  for (const [cell, n] of table.cells) {
    const [labelA, labelB] = cell.split(' ').map(Number);
    const na = table.a.get(labelA) ?? 0;
    const nb = table.b.get(labelB) ?? 0;
    mutual += (n / table.rows) * Math.log((n * table.rows) / (na * nb));
  }
  return Math.max(0, mutual) / ((ha + hb) / 2);
}

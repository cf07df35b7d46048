import type { FeatureColumn } from '../features/feature-recipe';
import { type Matrix, rowOf } from '../matrix';

/** What one column of the file, or all texts together, do to a customer between two segments. */
export interface Pull {
  readonly block: 'text' | 'columns';
  /** The column of the file; empty for the texts. */
  readonly column: string;
  /** Part of the margin; above 0 it pulls to the first centre, below 0 to the other. */
  readonly pull: number;
  /** How much of it comes from what the customer itself is; the rest from those most like it. */
  readonly own: number;
}

export interface Pulls {
  /** How much nearer, in squared distance, the first centre is; below 0 it is the farther one. */
  readonly margin: number;
  /** Squared distance between the two centres: margin / span is 1 at the first, 0 half-way, -1 at the other. */
  readonly span: number;
  /** They add up to the margin; the strongest first. */
  readonly parts: readonly Pull[];
}

/** What a row was before it was drawn to its neighbours. */
export interface Undrawn {
  readonly values: ArrayLike<number>;
  /** The share of it that is left in the row, 0 to 1. */
  readonly kept: number;
}

/**
 * The difference of a row's squared distances to two centres, by columns. It is a sum over the columns
 * of the space, so nothing is estimated: what belongs to one column of the file is added up.
 *
 * @param row as the method was given it, one value per column of the space.
 * @param columns one per value.
 * @param undrawn absent where rows were left as they are: all is then the customer's own.
 */
export function findPulls(
  row: ArrayLike<number>,
  first: ArrayLike<number>,
  other: ArrayLike<number>,
  columns: readonly FeatureColumn[],
  undrawn: Undrawn = { values: row, kept: 1 },
): Pulls {
  const found = new Map<
    string,
    { block: Pull['block']; column: string; pull: number; own: number }
  >();
  let margin = 0;
  let span = 0;
  for (let col = 0; col < row.length; col++) {
    const { block, column } = columns[col];
    // (x - b)² - (x - a)² = 2 (a - b) (x - (a + b) / 2): linear in x, so that parts of x have parts of it.
    const apart = first[col] - other[col];
    const middle = (first[col] + other[col]) / 2;
    const pull = 2 * apart * (row[col] - middle);
    const own = 2 * apart * undrawn.kept * (undrawn.values[col] - middle);
    margin += pull;
    span += apart * apart;
    const key = `${block} ${column}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { block, column, pull, own });
    else {
      known.pull += pull;
      known.own += own;
    }
  }
  const parts = [...found.values()].sort(
    (a, b) => Math.abs(b.pull) - Math.abs(a.pull) || (a.column < b.column ? -1 : 1),
  );
  return { margin, span, parts };
}

/** A segment and how far its centre is. */
export interface NearCentre {
  readonly label: number;
  /** Squared distance. */
  readonly squared: number;
}

/** The centres by their distance to a row, the nearest first; of equals the lower label. */
export function rankCentres(row: ArrayLike<number>, centres: Matrix): NearCentre[] {
  return Array.from({ length: centres.rows }, (_, label) => {
    const centre = rowOf(centres, label);
    let squared = 0;
    for (let col = 0; col < centre.length; col++) squared += (row[col] - centre[col]) ** 2;
    return { label, squared };
  }).sort((a, b) => a.squared - b.squared || a.label - b.label);
}

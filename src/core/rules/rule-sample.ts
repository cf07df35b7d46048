/** Customers that a rule is looked for among: all of them, or as many as are quickly looked through. */
export interface RuleSample {
  /** Rows of the file. */
  readonly rows: Int32Array;
  /** 1 for those of the segment. */
  readonly member: Uint8Array;
  /** How many of the file each customer of the segment, and each other one, stands for. */
  readonly weights: { readonly member: number; readonly other: number };
  /** Which part of the customers each is in, 0 ..< FOLDS. */
  readonly fold: Uint8Array;
  /** Whether these are not all. */
  readonly partial: boolean;
}

/** Parts that a rule is tried on after it was found on the others. */
export const FOLDS = 5;
/** Customers of the segment, and others, that are looked through at most. */
const MOST_MEMBERS = 6000;
const MOST_OTHERS = 12000;

/**
 * The customers of a segment and the others, at most so many of each: those with the smallest keys.
 *
 * @param keys of all rows, made of their cells.
 * @param present rows that take part.
 */
export function sampleCustomers(
  keys: Uint32Array,
  present: Uint8Array,
  inside: (row: number) => boolean,
): RuleSample {
  const members: number[] = [];
  const others: number[] = [];
  for (let row = 0; row < keys.length; row++)
    if (present[row] === 1) (inside(row) ? members : others).push(row);
  const chosen = [take(members, keys, MOST_MEMBERS), take(others, keys, MOST_OTHERS)];
  const rows = Int32Array.from([...chosen[0], ...chosen[1]]);
  return {
    rows,
    member: Uint8Array.from(rows, (_, at) => (at < chosen[0].length ? 1 : 0)),
    weights: {
      member: members.length / Math.max(1, chosen[0].length),
      other: others.length / Math.max(1, chosen[1].length),
    },
    fold: Uint8Array.from(rows, (row) => (Math.imul(keys[row], 0x2c1b3c6d) >>> 8) % FOLDS),
    partial: rows.length < members.length + others.length,
  };
}

/** Equal keys are taken together or not at all: nothing tells them apart. */
function take(rows: readonly number[], keys: Uint32Array, most: number): readonly number[] {
  if (rows.length <= most) return rows;
  const limit = Uint32Array.from(rows, (row) => keys[row]).sort()[most];
  return rows.filter((row) => keys[row] < limit);
}

/** How two labellings of the same rows meet. */
export interface ContingencyTable {
  readonly rows: number;
  /** Rows with each label of the first labelling, and of the second. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Rows that have label i in the first and j in the second, a.length x b.length. */
  readonly cells: Int32Array;
}

/** Labels may be any numbers; they are renumbered in the order in which they come. */
export function countMeetings(a: ArrayLike<number>, b: ArrayLike<number>): ContingencyTable {
  if (a.length !== b.length)
    throw new RangeError(`labellings of ${a.length} and ${b.length} rows cannot be compared`);
  const first = renumber(a);
  const second = renumber(b);
  const sumsA = new Int32Array(first.count);
  const sumsB = new Int32Array(second.count);
  const cells = new Int32Array(first.count * second.count);
  for (let row = 0; row < a.length; row++) {
    sumsA[first.labels[row]]++;
    sumsB[second.labels[row]]++;
    cells[first.labels[row] * second.count + second.labels[row]]++;
  }
  return { rows: a.length, a: sumsA, b: sumsB, cells };
}

function renumber(labels: ArrayLike<number>): { labels: Int32Array; count: number } {
  const numbers = new Map<number, number>();
  const found = new Int32Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    let number = numbers.get(labels[row]);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(labels[row], number);
    }
    found[row] = number;
  }
  return { labels: found, count: numbers.size };
}

/** Entropy in nats of rows counted by label. */
export function entropyOf(counts: Int32Array, rows: number): number {
  let entropy = 0;
  for (const n of counts) entropy -= (n / rows) * Math.log(n / rows);
  return counts.length === 1 ? 0 : entropy;
}

/** What one labelling tells about the other, in nats. */
export function mutualInformation({ rows, a, b, cells }: ContingencyTable): number {
  let mutual = 0;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) {
      const n = cells[i * b.length + j];
      if (n > 0) mutual += (n / rows) * Math.log((n * rows) / (a[i] * b[j]));
    }
  return Math.max(0, mutual);
}

import { countMeetings, entropyOf, mutualInformation } from './contingency-table';

/**
 * Adjusted mutual information, arithmetic mean of the entropies, as scikit-learn's default: 1 when
 * two labellings are equal, about 0 by chance, also where one has many small groups.
 *
 * O(groups of a x groups of b x the smaller group).
 * @see Vinh, Epps and Bailey 2010, https://jmlr.org/papers/v11/vinh10a.html
 */
export function adjustedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = countMeetings(a, b);
  const groupsA = table.a.length;
  const groupsB = table.b.length;
  if (groupsA === groupsB && (groupsA <= 1 || groupsA === table.rows)) return 1;
  const mutual = mutualInformation(table);
  const expected = expectedInformation(table.a, table.b, table.rows);
  const mean = (entropyOf(table.a, table.rows) + entropyOf(table.b, table.rows)) / 2;
  const room = mean - expected;
  // Rounding must not make the room for agreement 0 or flip its sign.
  const divisor = room < 0 ? Math.min(room, -Number.EPSILON) : Math.max(room, Number.EPSILON);
  return (mutual - expected) / divisor;
}

/** The mutual information that labellings with these group sizes have by chance. */
function expectedInformation(a: Int32Array, b: Int32Array, rows: number): number {
  const logFactorial = new Float64Array(rows + 1);
  for (let n = 2; n <= rows; n++) logFactorial[n] = logFactorial[n - 1] + Math.log(n);
  let expected = 0;
  for (const inA of a)
    for (const inB of b) {
      const fixed =
        logFactorial[inA] +
        logFactorial[inB] +
        logFactorial[rows - inA] +
        logFactorial[rows - inB] -
        logFactorial[rows];
      const most = Math.min(inA, inB);
      for (let n = Math.max(1, inA + inB - rows); n <= most; n++) {
        const chance = Math.exp(
          fixed -
            logFactorial[n] -
            logFactorial[inA - n] -
            logFactorial[inB - n] -
            logFactorial[rows - inA - inB + n],
        );
        expected += (n / rows) * Math.log((rows * n) / (inA * inB)) * chance;
      }
    }
  return expected;
}

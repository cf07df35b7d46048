import { countLabels } from '../cluster/clustering';
import { adjustedMutualInformation } from './adjusted-mutual-information';
import { adjustedRandIndex, normalisedMutualInformation } from './agreement';
import { matchBest } from './match-labels';

/** How far two labellings agree; customers in no segment count as a group of their own. */
export interface Agreement {
  readonly ari: number;
  readonly nmi: number;
  readonly ami: number;
  /** Share of the customers whose segment is matched to the one they are in elsewhere, 0 to 1. */
  readonly together: number;
}

/**
 * same: Jaccard index 0.9 or more. changed: matched, and more than half of both together is shared.
 * split: one becomes several, which come mostly from it. merged: the other way round. gone and new:
 * nothing on the other side is like it.
 */
export type ChangeKind = 'same' | 'changed' | 'split' | 'merged' | 'gone' | 'new';

/** What became of segments; every segment of both sides is in exactly one. */
export interface Change {
  readonly kind: ChangeKind;
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Customers that the segments of both sides share. */
  readonly shared: number;
  /** Shared customers over all customers of these segments, 0 to 1. */
  readonly jaccard: number;
}

/** Customers who are in segments that are not matched; -1 is none. */
export interface Move {
  readonly from: number;
  readonly to: number;
  /** Positions in the labellings, ascending. */
  readonly customers: Int32Array;
}

export interface LabelComparison extends Agreement {
  readonly customers: number;
  /** Segments on each side; the counts have one more line and one more column for none. */
  readonly ka: number;
  readonly kb: number;
  /** Customers by segment of a and of b, (ka + 1) x (kb + 1), row by row. */
  readonly counts: Int32Array;
  /** For each segment of a the one of b that it is matched to, each at most once; -1 for none. */
  readonly matched: Int32Array;
  /** In the order of the segments of a, then what is new in b. */
  readonly changes: readonly Change[];
  /** The most customers first. */
  readonly moves: readonly Move[];
}

/** Segments that share this much are the same. */
const SAME = 0.9;
/** A segment of which no more than this comes back is dissolved (Hennig 2007). */
const DISSOLVED = 0.5;

/**
 * How far two labellings of the same customers agree, which segments stayed, and who is elsewhere.
 *
 * Segments are matched one to one so that as many customers as can be are in matched segments;
 * who is in none on both sides counts as together.
 *
 * @param a one label per customer, 0 and up; -1 is no segment.
 * @param b the same customers in the same order.
 * @throws RangeError labellings of different length.
 */
export function compareLabels(a: Int32Array, b: Int32Array): LabelComparison {
  const [ka, kb] = [countLabels(a), countLabels(b)];
  const counts = countPairs(a, b, ka, kb);
  const matched = matchSegments(counts, ka, kb);
  return {
    ...agreementOf(a, b),
    customers: a.length,
    ka,
    kb,
    counts,
    matched,
    changes: findChanges(counts, matched, ka, kb),
    moves: findMoves(a, b, counts, matched, kb),
  };
}

/** How far two labellings of the same customers agree, as `compareLabels` tells it. */
export function agreementOf(a: Int32Array, b: Int32Array): Agreement {
  const [ka, kb] = [countLabels(a), countLabels(b)];
  const counts = countPairs(a, b, ka, kb);
  const matched = matchSegments(counts, ka, kb);
  return {
    ari: adjustedRandIndex(a, b),
    nmi: normalisedMutualInformation(a, b),
    ami: adjustedMutualInformation(a, b),
    together: shareTogether(counts, matched, ka, kb, a.length),
  };
}

function countPairs(a: Int32Array, b: Int32Array, ka: number, kb: number): Int32Array {
  const counts = new Int32Array((ka + 1) * (kb + 1));
  for (let i = 0; i < a.length; i++)
    counts[(a[i] < 0 ? ka : a[i]) * (kb + 1) + (b[i] < 0 ? kb : b[i])]++;
  return counts;
}

function matchSegments(counts: Int32Array, ka: number, kb: number): Int32Array {
  const worth = new Float64Array(ka * kb);
  for (let i = 0; i < ka; i++)
    for (let j = 0; j < kb; j++) worth[i * kb + j] = counts[i * (kb + 1) + j];
  // Segments that share nobody are not matched, whatever fills the table.
  return matchBest(worth, ka, kb).map((j, i) => (j >= 0 && worth[i * kb + j] > 0 ? j : -1));
}

function shareTogether(
  counts: Int32Array,
  matched: Int32Array,
  ka: number,
  kb: number,
  customers: number,
): number {
  let together = counts[ka * (kb + 1) + kb];
  matched.forEach((j, i) => {
    if (j >= 0) together += counts[i * (kb + 1) + j];
  });
  return customers === 0 ? 1 : together / customers;
}

function findChanges(counts: Int32Array, matched: Int32Array, ka: number, kb: number): Change[] {
  const inA = new Int32Array(ka);
  const inB = new Int32Array(kb);
  const count = (i: number, j: number) => counts[i * (kb + 1) + j];
  for (let i = 0; i <= ka; i++)
    for (let j = 0; j <= kb; j++) {
      if (i < ka) inA[i] += count(i, j);
      if (j < kb) inB[j] += count(i, j);
    }
  const changes: Change[] = [];
  const openA = new Set(inA.keys());
  const openB = new Set(inB.keys());
  const settle = (kind: ChangeKind, a: readonly number[], b: readonly number[]) => {
    let shared = 0;
    for (const i of a) for (const j of b) shared += count(i, j);
    let all = -shared;
    for (const i of a) all += inA[i];
    for (const j of b) all += inB[j];
    changes.push({ kind, a, b, shared, jaccard: all === 0 ? 0 : shared / all });
    a.forEach((i) => openA.delete(i));
    b.forEach((j) => openB.delete(j));
  };
  const jaccard = (i: number, j: number) => count(i, j) / (inA[i] + inB[j] - count(i, j));

  matched.forEach((j, i) => {
    if (j >= 0 && jaccard(i, j) >= SAME) settle('same', [i], [j]);
  });
  for (const i of [...openA]) {
    const pieces = [...openB].filter((j) => count(i, j) > inB[j] / 2);
    const held = pieces.reduce((sum, j) => sum + count(i, j), 0);
    if (pieces.length > 1 && held > inA[i] / 2) settle('split', [i], pieces);
  }
  for (const j of [...openB]) {
    const pieces = [...openA].filter((i) => count(i, j) > inA[i] / 2);
    const held = pieces.reduce((sum, i) => sum + count(i, j), 0);
    if (pieces.length > 1 && held > inB[j] / 2) settle('merged', pieces, [j]);
  }
  matched.forEach((j, i) => {
    if (j >= 0 && openA.has(i) && openB.has(j) && jaccard(i, j) > DISSOLVED)
      settle('changed', [i], [j]);
  });
  for (const i of [...openA]) settle('gone', [i], []);
  for (const j of [...openB]) settle('new', [], [j]);
  const place = ({ a, b }: Change) => (a.length > 0 ? Math.min(...a) : ka + b[0]);
  return changes.sort((one, other) => place(one) - place(other));
}

function findMoves(
  a: Int32Array,
  b: Int32Array,
  counts: Int32Array,
  matched: Int32Array,
  kb: number,
): Move[] {
  const moves = new Map<number, { from: number; to: number; customers: Int32Array; at: number }>();
  const ka = matched.length;
  for (let customer = 0; customer < a.length; customer++) {
    const [from, to] = [Math.max(-1, a[customer]), Math.max(-1, b[customer])];
    if (from < 0 ? to < 0 : matched[from] === to && to >= 0) continue;
    const cell = (from < 0 ? ka : from) * (kb + 1) + (to < 0 ? kb : to);
    let move = moves.get(cell);
    if (move === undefined) {
      move = { from, to, customers: new Int32Array(counts[cell]), at: 0 };
      moves.set(cell, move);
    }
    move.customers[move.at++] = customer;
  }
  const rank = (label: number) => (label < 0 ? Infinity : label);
  return [...moves.values()]
    .map(({ from, to, customers }) => ({ from, to, customers }))
    .sort(
      (x, y) =>
        y.customers.length - x.customers.length ||
        compare(rank(x.from), rank(y.from)) ||
        compare(rank(x.to), rank(y.to)),
    );
}

const compare = (x: number, y: number) => (x === y ? 0 : x < y ? -1 : 1);

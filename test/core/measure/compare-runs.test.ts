import { describe, expect, it } from 'vitest';
import { agreementOf, compareLabels } from '../../../src/core/measure/compare-runs';
import { fc } from '../../fixtures/properties';
import golden from '../../golden/compare.json';

const of = (...labels: number[]) => Int32Array.from(labels);
/** Label after label, each so often. */
const runsOf = (...parts: [label: number, times: number][]) =>
  Int32Array.from(parts.flatMap(([label, times]) => new Array<number>(times).fill(label)));

const kinds = (a: Int32Array, b: Int32Array) =>
  compareLabels(a, b).changes.map(({ kind, a: from, b: to }) => ({ kind, a: from, b: to }));

describe('two labellings side by side', () => {
  it.each(golden.cases)('agree as scikit-learn and SciPy say: $name', (given) => {
    const [a, b] = [Int32Array.from(given.a), Int32Array.from(given.b)];
    const found = compareLabels(a, b);
    expect([...found.counts]).toEqual(given.counts);
    expect(found.ari).toBeCloseTo(given.ari, 10);
    expect(found.nmi).toBeCloseTo(given.nmi, 10);
    expect(found.ami).toBeCloseTo(given.ami, 9);
    expect(found.together).toBeCloseTo(given.together, 12);
    const matched = found.matched.reduce(
      (sum, j, i) => sum + (j < 0 ? 0 : found.counts[i * (found.kb + 1) + j]),
      0,
    );
    expect(matched).toBe(given.matched);
    expect(agreementOf(a, b)).toEqual({
      ari: found.ari,
      nmi: found.nmi,
      ami: found.ami,
      together: found.together,
    });
  });

  it('is counted by hand, with customers in no segment', () => {
    const found = compareLabels(of(0, 0, 0, 1, 1, -1, -1), of(1, 1, 0, 0, 0, -1, 1));
    expect(found).toMatchObject({ customers: 7, ka: 2, kb: 2 });
    // By segment of the first: 0 | 1 | none.
    expect([...found.counts]).toEqual([1, 2, 0, 2, 0, 0, 0, 1, 1]);
    expect([...found.matched]).toEqual([1, 0]);
    expect(found.together).toBeCloseTo(5 / 7, 12);
    expect(found.moves.map(({ from, to, customers }) => [from, to, [...customers]])).toEqual([
      [0, 0, [2]],
      [-1, 1, [6]],
    ]);
  });

  it('does not match segments that share nobody', () => {
    const found = compareLabels(of(0, 0, 1, 1), of(0, 0, 0, 0));
    expect([...found.matched]).toEqual([0, -1]);
    expect(compareLabels(of(0, 0), of(-1, -1)).matched).toEqual(of(-1));
  });

  it('calls segments the same from nine in ten shared on', () => {
    expect(kinds(runsOf([0, 100], [1, 50]), runsOf([0, 91], [1, 59]))).toEqual([
      { kind: 'same', a: [0], b: [0] },
      { kind: 'changed', a: [1], b: [1] },
    ]);
    const [first] = compareLabels(runsOf([0, 90], [1, 10]), runsOf([0, 100])).changes;
    expect(first).toEqual({ kind: 'same', a: [0], b: [0], shared: 90, jaccard: 0.9 });
  });

  it('tells split, merged, gone and new apart', () => {
    expect(kinds(runsOf([0, 60], [1, 40]), runsOf([0, 30], [1, 30], [2, 40]))).toEqual([
      { kind: 'split', a: [0], b: [0, 1] },
      { kind: 'same', a: [1], b: [2] },
    ]);
    expect(kinds(runsOf([0, 30], [1, 30], [2, 40]), runsOf([0, 60], [1, 40]))).toEqual([
      { kind: 'merged', a: [0, 1], b: [0] },
      { kind: 'same', a: [2], b: [1] },
    ]);
    // Half of the new one comes from each: neither is most of it, and each keeps nine in ten.
    const parts = runsOf([0, 300], [1, 300]);
    const added = parts.map((label, i) => (i % 300 < 25 ? 2 : label));
    expect(kinds(parts, added)).toEqual([
      { kind: 'same', a: [0], b: [0] },
      { kind: 'same', a: [1], b: [1] },
      { kind: 'new', a: [], b: [2] },
    ]);
    expect(kinds(added, parts).at(-1)).toEqual({ kind: 'gone', a: [2], b: [] });
  });

  it('places every segment in one change and every customer in one cell or move', () => {
    const label = fc.integer({ min: -1, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 60 }), (pairs) => {
        const a = Int32Array.from(pairs, ([first]) => first);
        const b = Int32Array.from(pairs, ([, second]) => second);
        const found = compareLabels(a, b);
        const sides = (side: 'a' | 'b') => found.changes.flatMap((change) => change[side]).sort();
        expect(sides('a')).toEqual(Array.from({ length: found.ka }, (_, i) => i));
        expect(sides('b')).toEqual(Array.from({ length: found.kb }, (_, j) => j));
        const moved = found.moves.flatMap(({ customers }) => [...customers]);
        expect(new Set(moved).size).toBe(moved.length);
        expect(moved.length).toBe(Math.round((1 - found.together) * a.length));
        const back = compareLabels(b, a);
        expect(back.together).toBeCloseTo(found.together, 12);
        expect(back.ari).toBeCloseTo(found.ari, 10);
        expect(compareLabels(a, a).together).toBe(1);
        expect(compareLabels(a, a).moves).toEqual([]);
      }),
    );
  });

  it('refuses labellings of different customers', () => {
    expect(() => compareLabels(of(0), of(0, 1))).toThrow('1 and 2 rows');
  });
});

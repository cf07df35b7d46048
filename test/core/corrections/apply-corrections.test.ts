import { describe, expect, it } from 'vitest';
import { type Clustering, settleLabels } from '../../../src/core/cluster/clustering';
import { applyCorrections } from '../../../src/core/corrections/apply-corrections';
import type { Correction, SegmentRef } from '../../../src/core/corrections/correction';
import { type CustomerKeys, keyCustomers } from '../../../src/core/corrections/customer-keys';
import { findGivenNames } from '../../../src/core/corrections/given-names';
import { createMatrix, type Matrix, takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import type { Table } from '../../../src/core/table/table';

/** Customers on a line: each spot is a crowd of customers around a place. */
const SPOTS = [0, 10, 20, 22];
const EACH = 10;

interface Crowds {
  readonly rows: Matrix;
  readonly labels: Int32Array;
  readonly table: Table;
  readonly keys: CustomerKeys;
  readonly found: Clustering;
}

/** @param ids what the customers are called, by crowd and place in it. */
function crowds(
  order: ArrayLike<number>,
  ids = (crowd: number, at: number) => `c${crowd}-${at}`,
): Crowds {
  const all = createMatrix(SPOTS.length * EACH, 2);
  const names: string[] = [];
  const owner: number[] = [];
  for (let crowd = 0; crowd < SPOTS.length; crowd++)
    for (let at = 0; at < EACH; at++) {
      all.data.set([SPOTS[crowd] + at / 20, at / 20], (crowd * EACH + at) * 2);
      names.push(ids(crowd, at));
      // The last two crowds were found as one segment.
      owner.push(Math.min(crowd, 2));
    }
  const rows = takeRows(all, order);
  const labels = Int32Array.from(order, (row) => owner[row]);
  const levels = Array.from(order, (row) => names[row]);
  const table: Table = {
    rows: rows.rows,
    columns: [{ name: 'id', levels, codes: Int32Array.from(levels.keys()) }],
  };
  const keys = keyCustomers(table, ['id'], Int32Array.from(levels.keys()));
  return { rows, labels, table, keys, found: settleLabels(rows, labels) };
}

const ORDER = Int32Array.from({ length: SPOTS.length * EACH }, (_, row) => row);
const plain = crowds(ORDER);

const customer = (crowd: number, at: number) => crowd * EACH + at;
const keyOf = (crowd: number, at: number) => plain.keys.keyOf(customer(crowd, at));
const crowd = (which: number, called = `crowd ${which}`): SegmentRef => ({
  typical: [0, 1, 2, 3, 4, 5, 6].map((at) => keyOf(which, at)),
  called,
});

function correct(corrections: readonly Correction[], on: Crowds = plain) {
  const { clustering, states } = drain(applyCorrections(on.rows, on.found, corrections, on.keys));
  return { ...clustering, states };
}

/** Which crowds share a segment, whatever the segments are numbered: crowd by crowd. */
function parts(labels: Int32Array): string {
  const seen = new Map<number, string>();
  return Array.from(labels, (label) => {
    if (!seen.has(label)) seen.set(label, String.fromCharCode(97 + seen.size));
    return seen.get(label);
  }).join('');
}
const say = (...letters: string[]) => letters.map((letter) => letter.repeat(EACH)).join('');

describe('applyCorrections', () => {
  it('leaves what was found alone without corrections', () => {
    expect(drain(applyCorrections(plain.rows, plain.found, [], plain.keys)).clustering).toBe(
      plain.found,
    );
  });

  it('merges', () => {
    const { labels, states, k } = correct([{ kind: 'merge', segments: [crowd(0), crowd(1)] }]);
    expect(parts(labels)).toBe(say('a', 'a', 'b', 'b'));
    expect(k).toBe(2);
    expect(states).toEqual([{ did: 'applied', customers: 2 * EACH, missing: 0 }]);
  });

  it('splits by what parts the customers most', () => {
    const { labels, states } = correct([{ kind: 'split', segment: crowd(2), into: 2, seed: 1 }]);
    expect(parts(labels)).toBe(say('a', 'b', 'c', 'd'));
    expect(states[0]).toMatchObject({ did: 'applied', customers: 2 * EACH });
  });

  it('does not split customers who are all alike', () => {
    const rows = createMatrix(4, 1);
    const one = crowds(ORDER);
    const keys = keyCustomers(
      {
        rows: 4,
        columns: [{ name: 'id', levels: ['a', 'b', 'c', 'd'], codes: Int32Array.of(0, 1, 2, 3) }],
      },
      ['id'],
      [0, 1, 2, 3],
    );
    const found = settleLabels(rows, new Int32Array(4));
    const segment = { typical: [keys.keyOf(0), keys.keyOf(1)], called: '' };
    const { states } = correct([{ kind: 'split', segment, into: 2, seed: 1 }], {
      ...one,
      rows,
      keys,
      found,
    });
    expect(states).toEqual([{ did: 'refused', why: 'alike' }]);
  });

  it('moves customers to a segment and to a new one', () => {
    const to = correct([{ kind: 'move', customers: [keyOf(0, 9)], to: crowd(1) }]);
    expect(parts(to.labels)).toBe(`${'a'.repeat(9)}b${say('b', 'c', 'c')}`);
    const apart = correct([{ kind: 'move', customers: [keyOf(0, 9), keyOf(1, 0)], to: 'new' }]);
    expect(parts(apart.labels)).toBe(`${'a'.repeat(9)}bb${'c'.repeat(9)}${say('d', 'd')}`);
    const nowhere = {
      ...plain.found,
      labels: plain.found.labels.map((label, i) => (i === 0 ? -1 : label)),
    };
    const back = correct([{ kind: 'move', customers: [keyOf(0, 0)], to: crowd(0) }], {
      ...plain,
      found: nowhere,
    });
    expect(parts(back.labels)).toBe(parts(plain.found.labels));
  });

  it('tells of customers who are not in the file, and moves the others', () => {
    const gone = 'i00000000000000000000';
    const some = correct([{ kind: 'move', customers: [gone, keyOf(0, 9)], to: crowd(1) }]);
    expect(some.states).toEqual([{ did: 'applied', customers: 1, missing: 1 }]);
    const none = correct([
      { kind: 'move', customers: [gone], to: crowd(1) },
      { kind: 'merge', segments: [crowd(0), { typical: [gone], called: '' }] },
      { kind: 'split', segment: { typical: [gone, keyOf(0, 0)], called: '' }, into: 2, seed: 1 },
      { kind: 'lock', segment: crowd(0), customers: [gone], on: '' },
      { kind: 'same', customers: [gone, keyOf(0, 0)] },
    ]);
    expect(none.states).toEqual(Array(5).fill({ did: 'refused', why: 'absent' }));
    expect(parts(none.labels)).toBe(parts(plain.found.labels));
  });

  it('does not guess where a segment is whose customers are scattered', () => {
    const typical = [keyOf(0, 0), keyOf(0, 1), keyOf(1, 0), keyOf(1, 1)];
    const { states } = correct([
      { kind: 'split', segment: { typical, called: '' }, into: 2, seed: 1 },
    ]);
    expect(states).toEqual([{ did: 'refused', why: 'scattered' }]);
  });

  it('locks: the customers are one segment of their own again in another grouping', () => {
    const lock: Correction = {
      kind: 'lock',
      segment: crowd(0),
      customers: Array.from({ length: EACH }, (_, at) => keyOf(0, at)),
      on: 'before',
    };
    expect(correct([lock]).states[0]).toMatchObject({ did: 'applied', customers: EACH });
    const other = settleLabels(
      plain.rows,
      ORDER.map((row) => (row < 15 ? 0 : row < 30 ? 1 : 2)),
    );
    const { labels } = correct([lock], { ...plain, found: other });
    expect(parts(labels)).toBe(
      `${'a'.repeat(10)}${'b'.repeat(5)}${'c'.repeat(15)}${'d'.repeat(10)}`,
    );
  });

  it('a lock on a part of a split changes nothing about the other parts', () => {
    const whole = { ...plain, found: settleLabels(plain.rows, new Int32Array(4 * EACH)) };
    const split: Correction = { kind: 'split', segment: crowd(0), into: 4, seed: 1 };
    const parted = correct([split], whole);
    expect(parts(parted.labels)).toBe(say('a', 'b', 'c', 'd'));
    const large: Correction = {
      kind: 'merge',
      segments: [crowd(0), crowd(1), crowd(2)],
    };
    const lock: Correction = {
      kind: 'lock',
      segment: crowd(0),
      customers: [0, 1, 2].flatMap((which) =>
        Array.from({ length: EACH }, (_, at) => keyOf(which, at)),
      ),
      on: 'before',
    };
    const before = correct([split, large], whole);
    expect(correct([split, large, lock], whole).labels).toEqual(before.labels);
  });

  it('does not part what is locked later on', () => {
    const lock: Correction = {
      kind: 'lock',
      segment: crowd(3),
      customers: Array.from({ length: EACH }, (_, at) => keyOf(3, at)),
      on: 'before',
    };
    // Grouped anew with the locked ones set aside.
    const aside = settleLabels(
      plain.rows,
      ORDER.map((row) => Math.floor(row / EACH)),
    );
    const { labels, states } = correct(
      [
        { kind: 'split', segment: { ...crowd(2), typical: crowd(3).typical }, into: 2, seed: 1 },
        lock,
      ],
      { ...plain, found: aside },
    );
    expect(states[0]).toEqual({ did: 'nothing', why: 'locked' });
    expect(parts(labels)).toBe(say('a', 'b', 'c', 'd'));
  });

  it('keeps two apart that another grouping has made one', () => {
    const apart: Correction = { kind: 'apart', segments: [crowd(2), crowd(3)] };
    expect(parts(correct([apart]).labels)).toBe(say('a', 'b', 'c', 'd'));
    const held: Correction = { kind: 'apart', segments: [crowd(0), crowd(1)] };
    expect(correct([held]).states).toEqual([{ did: 'nothing', why: 'already' }]);
  });

  it('says whether examples hold', () => {
    const { states } = correct([
      { kind: 'same', customers: [keyOf(0, 0), keyOf(0, 1)] },
      { kind: 'same', customers: [keyOf(0, 0), keyOf(1, 1)] },
      { kind: 'different', customers: [keyOf(0, 0), keyOf(1, 1)] },
      { kind: 'different', customers: [keyOf(2, 0), keyOf(3, 1)] },
    ]);
    expect(states.map((state) => (state.did === 'refused' ? state.why : state.did))).toEqual([
      'applied',
      'contrary',
      'applied',
      'contrary',
    ]);
  });

  it('goes on from what the correction before has left', () => {
    const { labels, states } = correct([
      { kind: 'merge', segments: [crowd(0), crowd(1)] },
      { kind: 'merge', segments: [crowd(0), crowd(2)] },
      { kind: 'split', segment: crowd(0), into: 2, seed: 3 },
      { kind: 'merge', segments: [crowd(2), crowd(3)] },
    ]);
    expect(states.map(({ did }) => did)).toEqual(['applied', 'applied', 'applied', 'nothing']);
    expect(new Set(labels).size).toBe(2);
    expect(parts(labels)).toBe(say('a', 'a', 'b', 'b'));
  });

  const LIST: readonly Correction[] = [
    { kind: 'split', segment: crowd(2), into: 2, seed: 1 },
    { kind: 'merge', segments: [crowd(0), crowd(3)] },
    { kind: 'move', customers: [keyOf(1, 8), keyOf(1, 9)], to: 'new' },
    { kind: 'rename', segment: crowd(3), name: 'Ends' },
  ];

  it('does the same to shuffled rows', () => {
    const expected = correct(LIST);
    const expectedNames = findGivenNames(LIST, expected.labels, plain.keys).names;
    for (const seed of [1, 2, 3]) {
      const order = shuffled(ORDER.length, createRandom(seed));
      const moved = crowds(order);
      const { labels, states } = correct(LIST, moved);
      const back = new Int32Array(labels.length);
      order.forEach((row, at) => {
        back[row] = labels[at];
      });
      expect(parts(back)).toBe(parts(expected.labels));
      expect(states).toEqual(expected.states);
      expect(Object.values(findGivenNames(LIST, labels, moved.keys).names)).toEqual(
        Object.values(expectedNames),
      );
    }
  });

  it('does the same in a file where half the customers are others', () => {
    const half = crowds(ORDER, (which, at) =>
      at % 2 === 0 ? `c${which}-${at}` : `new${which}-${at}`,
    );
    const { labels, states } = correct(LIST, half);
    expect(states).toEqual([
      { did: 'applied', customers: 20, missing: 0 },
      { did: 'applied', customers: 20, missing: 0 },
      { did: 'applied', customers: 1, missing: 1 },
    ]);
    expect(parts(labels)).toBe(
      `${'a'.repeat(10)}${'b'.repeat(8)}cb${'d'.repeat(10)}${'a'.repeat(10)}`,
    );
    expect(findGivenNames(LIST, labels, half.keys).names).toEqual({ [labels[0]]: 'Ends' });
  });

  it('undoes: the list without its last is what was before', () => {
    for (let upTo = LIST.length; upTo > 0; upTo--) {
      const before = correct(LIST.slice(0, upTo - 1));
      correct(LIST.slice(0, upTo));
      expect(correct(LIST.slice(0, upTo - 1)).labels).toEqual(before.labels);
    }
    expect(correct([]).labels).toEqual(plain.found.labels);
  });
});

describe('findGivenNames', () => {
  const names = (corrections: readonly Correction[], labels: Int32Array) =>
    findGivenNames(corrections, labels, plain.keys);

  it('follows a segment through a merge; the later name holds', () => {
    const { labels } = correct([{ kind: 'merge', segments: [crowd(0), crowd(1)] }]);
    const list: Correction[] = [
      { kind: 'rename', segment: crowd(0), name: 'First' },
      { kind: 'rename', segment: crowd(1), name: 'Second' },
    ];
    expect(names(list, plain.labels).names).toEqual({ 0: 'First', 1: 'Second' });
    expect(names(list, labels).names).toEqual({ [labels[0]]: 'Second' });
    expect(names(list, labels).states[0]).toEqual({ did: 'nothing', why: 'already' });
  });

  it('stays with the part that has most of the typical customers', () => {
    const { labels } = correct([{ kind: 'split', segment: crowd(2), into: 2, seed: 1 }]);
    const list: Correction[] = [{ kind: 'rename', segment: crowd(3), name: 'Far' }];
    expect(names(list, plain.labels).names).toEqual({ 2: 'Far' });
    expect(names(list, labels).names).toEqual({ [labels[customer(3, 0)]]: 'Far' });
  });

  it('refuses where nobody can say which segment is meant', () => {
    const typical = [keyOf(0, 0), keyOf(1, 0)];
    const list: Correction[] = [{ kind: 'rename', segment: { typical, called: '' }, name: 'Both' }];
    expect(names(list, plain.labels)).toEqual({
      names: {},
      states: [{ did: 'refused', why: 'scattered' }],
    });
  });
});

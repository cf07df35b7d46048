import { describe, expect, it } from 'vitest';
import type { Prepared } from '../../../src/core/prepare/prepare-customers';
import { findTraits, probit } from '../../../src/core/segments/traits';
import golden from '../../golden/curves.json';

function prepare(parts: Partial<Prepared>, rows: number): Prepared {
  return {
    rows,
    fileRows: rows,
    objected: 0,
    order: Int32Array.from({ length: rows }, (_, i) => i),
    texts: [],
    textOf: new Int32Array(rows).fill(-1),
    numbers: [],
    dates: [],
    categories: [],
    ...parts,
  };
}

const split = (rows: number, first: number) =>
  Int32Array.from({ length: rows }, (_, row) => (row < first ? 0 : 1));
const numbers = (rows: number, value: (row: number) => number) =>
  Float64Array.from({ length: rows }, (_, row) => value(row));

describe('probit', () => {
  it.each(golden.probit)('of $p is what SciPy gives', ({ p, z }) => {
    expect(Math.abs(probit(p) - z)).toBeLessThan(2e-9 * Math.max(1, Math.abs(z)));
  });

  it('is odd around one half', () => {
    for (const p of [0.001, 0.02, 0.2, 0.45]) expect(probit(1 - p)).toBeCloseTo(-probit(p), 8);
    expect(probit(0.5)).toBe(0);
  });
});

describe('findTraits of numbers', () => {
  it('tells what lies above and below, with medians and figures', () => {
    // 20 of segment 0 hold 21 to 40, 20 of segment 1 hold 1 to 20.
    const values = numbers(40, (row) => (row < 20 ? 21 + row : row - 19));
    const [[high], [low]] = findTraits(
      prepare({ numbers: [{ name: 'Income', values }] }, 40),
      split(40, 20),
      2,
    );
    expect(high).toMatchObject({ column: 'Income', kind: 'higher', inside: 30.5, outside: 10.5 });
    expect(low).toMatchObject({ column: 'Income', kind: 'lower', inside: 10.5, outside: 30.5 });
    // All pairs stand one way: the share is held at 0.9999.
    expect(high.effect).toBeCloseTo(Math.SQRT2 * 3.719016485, 6);
    expect(low.effect).toBeCloseTo(-high.effect, 6);
    expect(high.z).toBeCloseTo(0.5 / Math.sqrt(41 / (12 * 400)), 9);
  });

  it('counts ties as half: the common language effect size by hand', () => {
    // Segment 0: thirty 2s and ten 1s; segment 1: ten 2s and thirty 1s.
    const values = numbers(80, (row) => (row < 40 ? (row < 30 ? 2 : 1) : row < 50 ? 2 : 1));
    const [[trait]] = findTraits(
      prepare({ numbers: [{ name: 'Visits', values }] }, 80),
      split(80, 40),
      2,
    );
    const above = (30 * 30 + 0.5 * (30 * 10 + 10 * 30)) / (40 * 40);
    expect(trait.effect).toBeCloseTo(Math.SQRT2 * probit(above), 9);
    expect(trait).toMatchObject({ kind: 'higher', inside: 2, outside: 1 });
  });

  it('says nothing of differences that are small or may be chance', () => {
    const even = numbers(400, (row) => row % 10);
    const few = numbers(6, (row) => row);
    expect(
      findTraits(prepare({ numbers: [{ name: 'x', values: even }] }, 400), split(400, 200), 2),
    ).toEqual([[], []]);
    expect(
      findTraits(prepare({ numbers: [{ name: 'x', values: few }] }, 6), split(6, 3), 2),
    ).toEqual([[], []]);
  });

  it('leaves out the unknown and who is nowhere', () => {
    const values = numbers(60, (row) => (row < 20 ? 10 + row : row < 40 ? -row : Number.NaN));
    const labels = split(60, 20);
    const plain = findTraits(
      prepare({ numbers: [{ name: 'x', values: values.slice(0, 40) }] }, 40),
      labels.slice(0, 40),
      2,
    );
    const whole = findTraits(prepare({ numbers: [{ name: 'x', values }] }, 60), labels, 2);
    expect(whole).toEqual(plain);
    const nowhere = labels.map((label, row) => (row < 40 ? label : -1));
    const known = values.map((value) => (Number.isNaN(value) ? 1e9 : value));
    expect(
      findTraits(prepare({ numbers: [{ name: 'x', values: known }] }, 60), nowhere, 2),
    ).toEqual(plain);
  });

  it('calls dates later and earlier', () => {
    const values = numbers(40, (row) => Date.UTC(2020 + (row < 20 ? 4 : 0), 0, 1 + row));
    const [[late], [early]] = findTraits(
      prepare({ dates: [{ name: 'Joined', values }] }, 40),
      split(40, 20),
      2,
    );
    expect([late.kind, early.kind]).toEqual(['later', 'earlier']);
  });
});

describe('findTraits of categories', () => {
  const codes = (rows: number, code: (row: number) => number) =>
    Int32Array.from({ length: rows }, (_, row) => code(row));

  it('tells the levels that are commoner or rarer, with both shares', () => {
    // Of 50 in segment 0, 40 are in York; of 100 others, 20. Leeds and Bath share the rest evenly.
    const column = {
      name: 'City',
      levels: ['Bath', 'Leeds', 'York'],
      codes: codes(150, (row) => (row < 50 ? (row < 40 ? 2 : row % 2) : row < 70 ? 2 : row % 2)),
    };
    const [own] = findTraits(prepare({ categories: [column] }, 150), split(150, 50), 2);
    expect(own[0]).toMatchObject({ kind: 'level', level: 'York', inside: 0.8, outside: 0.2 });
    expect(own[0].effect).toBeCloseTo(
      2 * Math.asin(Math.sqrt(0.8)) - 2 * Math.asin(Math.sqrt(0.2)),
      9,
    );
    expect(own[0].z).toBeCloseTo(0.6 / Math.sqrt(0.4 * 0.6 * (1 / 50 + 1 / 100)), 9);
    expect(
      own
        .slice(1)
        .map(({ level }) => level)
        .sort(),
    ).toEqual(['Bath', 'Leeds']);
    expect(own.slice(1).every(({ effect }) => effect < 0)).toBe(true);
  });

  it('of two levels that mirror each other tells the commoner one', () => {
    const column = {
      name: 'App',
      levels: ['no', 'yes'],
      codes: codes(100, (row) => (row < 50 ? (row < 45 ? 1 : 0) : row < 60 ? 1 : 0)),
    };
    const found = findTraits(prepare({ categories: [column] }, 100), split(100, 50), 2);
    expect(found.map((list) => list.map(({ level }) => level))).toEqual([['yes'], ['no']]);
  });

  it('tells where nothing is known', () => {
    const column = {
      name: 'City',
      levels: ['Bath', 'Leeds', 'York'],
      codes: codes(120, (row) => (row < 40 ? -1 : row % 3)),
    };
    const [own] = findTraits(prepare({ categories: [column] }, 120), split(120, 40), 2);
    expect(own[0]).toMatchObject({ column: 'City', kind: 'unknown', inside: 1, outside: 0 });
    expect(own[0]).not.toHaveProperty('level');
  });

  it('has nothing to compare one segment with', () => {
    const column = { name: 'App', levels: ['no', 'yes'], codes: codes(10, (row) => row % 2) };
    expect(findTraits(prepare({ categories: [column] }, 10), new Int32Array(10), 1)).toEqual([[]]);
  });

  it('puts the strongest first, whatever the kind', () => {
    const column = {
      name: 'App',
      levels: ['no', 'yes'],
      codes: codes(100, (row) => (row < 50 ? (row < 35 ? 1 : 0) : row < 65 ? 1 : 0)),
    };
    const values = numbers(100, (row) => (row < 50 ? 100 + row : row));
    const [own] = findTraits(
      prepare({ categories: [column], numbers: [{ name: 'Spend', values }] }, 100),
      split(100, 50),
      2,
    );
    expect(own.map(({ column }) => column)).toEqual(['Spend', 'App']);
  });
});

describe('who says nothing', () => {
  it('is a trait of the segment where they are', () => {
    const textOf = Int32Array.from({ length: 60 }, (_, row) => (row < 20 ? -1 : row % 3));
    const labels = Int32Array.from({ length: 60 }, (_, row) => (row < 20 ? 0 : 1));
    const traits = findTraits(prepare({ texts: ['a', 'b', 'c'], textOf }, 60), labels, 2);
    expect(traits[0]).toMatchObject([{ column: '', kind: 'silent', inside: 1, outside: 0 }]);
    expect(traits[1]).toEqual([]);
  });
});

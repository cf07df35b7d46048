import { describe, expect, it } from 'vitest';
import { meansByLabel } from '../../../src/core/cluster/clustering';
import { findPulls, rankCentres } from '../../../src/core/explain/find-pulls';
import type { FeatureColumn } from '../../../src/core/features/feature-recipe';
import { rowOf } from '../../../src/core/matrix';
import { fc } from '../../fixtures/properties';

const amount = (column: string): FeatureColumn => ({ block: 'columns', column, meaning: 'amount' });
const text: FeatureColumn = { block: 'text', column: '', meaning: 'text' };

describe('what pulls a row between two centres', () => {
  // Four points: (0, 0) and (2, 0) are one segment, (10, 4) and (10, 6) the other.
  const rows = { data: Float32Array.of(0, 0, 2, 0, 10, 4, 10, 6), rows: 4, cols: 2 };
  const centres = meansByLabel(rows, Int32Array.of(0, 0, 1, 1), 2);
  const columns = [amount('age'), amount('spend')];

  it('is what one works out by hand on four points', () => {
    expect([...centres.data]).toEqual([1, 0, 10, 5]);
    // Of (2, 0): age (2-10)² - (2-1)² = 63, spend (0-5)² - 0² = 25; the centres are 81 + 25 apart.
    const found = findPulls(rowOf(rows, 1), rowOf(centres, 0), rowOf(centres, 1), columns);
    expect(found.margin).toBe(88);
    expect(found.span).toBe(106);
    expect(found.parts).toEqual([
      { block: 'columns', column: 'age', pull: 63, own: 63 },
      { block: 'columns', column: 'spend', pull: 25, own: 25 },
    ]);
  });

  it('tells what is the row’s own from what its neighbours lent it', () => {
    // (2, 0) was (4, -2) before it was drawn half-way to (0, 2).
    const found = findPulls(rowOf(rows, 1), rowOf(centres, 0), rowOf(centres, 1), columns, {
      values: [4, -2],
      kept: 0.5,
    });
    // age: 2 (1 - 10) 0.5 (4 - 5.5) = 13.5; spend: 2 (0 - 5) 0.5 (-2 - 2.5) = 22.5.
    expect(found.parts.map(({ column, own }) => [column, own])).toEqual([
      ['age', 13.5],
      ['spend', 22.5],
    ]);
    expect(found.margin).toBe(88);
  });

  it('adds up what belongs together: all texts, all levels of a column', () => {
    const level = (name: string): FeatureColumn => ({
      block: 'columns',
      column: 'city',
      meaning: 'level',
      level: name,
    });
    const found = findPulls(
      [1, 0, 1, 0],
      [1, 0, 0, 1],
      [0, 1, 1, 0],
      [text, text, level('York'), level('Bath')],
    );
    expect(found.parts.map(({ block, pull }) => [block, pull])).toEqual([
      ['text', 2],
      ['columns', -2],
    ]);
    expect(found.margin).toBe(0);
  });

  it('always sums to the difference of the squared distances', () => {
    const value = fc.double({ min: -50, max: 50, noNaN: true });
    const cases = fc.integer({ min: 1, max: 12 }).chain((cols) =>
      fc.record({
        row: fc.array(value, { minLength: cols, maxLength: cols }),
        first: fc.array(value, { minLength: cols, maxLength: cols }),
        other: fc.array(value, { minLength: cols, maxLength: cols }),
        names: fc.array(fc.constantFrom('', 'a', 'b', 'c'), { minLength: cols, maxLength: cols }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ row, first, other, names }) => {
        const given = names.map((name) => (name === '' ? text : amount(name)));
        const { margin, parts } = findPulls(row, first, other, given);
        const squared = (centre: number[]) =>
          row.reduce((sum, x, col) => sum + (x - centre[col]) ** 2, 0);
        expect(margin).toBeCloseTo(squared(other) - squared(first), 6);
        expect(parts.reduce((sum, { pull }) => sum + pull, 0)).toBeCloseTo(margin, 6);
        for (const { pull, own } of parts) expect(own).toBeCloseTo(pull, 6);
        const back = findPulls(row, other, first, given);
        expect(back.margin).toBeCloseTo(-margin, 6);
      }),
    );
  });
});

describe('the centres by distance', () => {
  it('come nearest first, equals by their number', () => {
    const centres = { data: Float32Array.of(3, 1, -1), rows: 3, cols: 1 };
    expect(rankCentres([0], centres)).toEqual([
      { label: 1, squared: 1 },
      { label: 2, squared: 1 },
      { label: 0, squared: 9 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { ROW_HEIGHT, rowByKey, rowsInSight, scrollToRow } from '../../src/ui/screens/row-window';
import { fc } from '../fixtures/properties';

describe('rowsInSight', () => {
  it.each([
    [0, 340, 1000, 0, 16],
    [3400, 340, 1000, 94, 116],
    [33660, 340, 1000, 984, 1000],
    [0, 340, 3, 0, 3],
    [0, 340, 0, 0, 0],
  ])('scrolled %d of %d with %d rows: %d to %d', (scrolled, height, rows, first, last) => {
    expect(rowsInSight(scrolled, height, rows)).toEqual({ first, last });
  });
});

describe('rowByKey', () => {
  it.each<[string, number, number | undefined]>([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 5, 4],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 5, 13],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['Enter', 50, undefined],
    ['constructor', 50, undefined],
  ])('%s from row %d leads to %s', (key, from, target) => {
    expect(rowByKey(key, from, 10 * ROW_HEIGHT, 100)).toBe(target);
  });
});

describe('scrollToRow', () => {
  it('stays where the row is in sight, and moves no farther than it must', () => {
    expect(scrollToRow(5, 0, 340)).toBe(0);
    expect(scrollToRow(2, 340, 340)).toBe(68);
    expect(scrollToRow(20, 0, 340)).toBe(408);
  });

  it('brings every row between the header and the lower edge', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.nat(100000),
        fc.integer({ min: 120, max: 900 }),
        (row, scrolled, height) => {
          const to = scrollToRow(row, scrolled, height);
          expect(row * ROW_HEIGHT).toBeGreaterThanOrEqual(to);
          expect((row + 2) * ROW_HEIGHT).toBeLessThanOrEqual(to + height);
        },
      ),
    );
  });
});

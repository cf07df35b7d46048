import { describe, expect, it } from 'vitest';
import { heatOfSegments } from '../../../src/core/explore/segment-heat';

const numbers = [
  { name: 'spent', values: Float64Array.of(1, 3, 5, 7, Number.NaN) },
  { name: 'same', values: Float64Array.of(2, 2, 2, 2, 2) },
];
const categories = [
  { name: 'city', levels: ['Bonn', 'Köln'], codes: Int32Array.of(0, 0, 0, 0, 1) },
];
const labels = Int32Array.of(0, 0, 1, 1, -1);

describe('heatOfSegments', () => {
  it('tells means, and how far they are from everyone else', () => {
    const [spent] = heatOfSegments({ numbers, dates: [], categories: [] }, labels, 2, 5);
    expect([...spent.means]).toEqual([2, 6]);
    expect(spent.mean).toBe(4);
    // Standard deviation of 1, 3, 5, 7 is the root of 20 / 3; the others of segment 0 have mean 6.
    expect(spent.effects[0]).toBeCloseTo(-4 / Math.sqrt(20 / 3), 12);
    expect(spent.effects[1]).toBeCloseTo(4 / Math.sqrt(20 / 3), 12);
  });

  it('leaves out what does not differ, and levels of too few', () => {
    const found = heatOfSegments({ numbers, dates: [], categories }, labels, 2, 5);
    expect(found.map(({ name }) => name)).toEqual(['spent']);
  });

  it('compares shares of levels, one of two only', () => {
    const codes = Int32Array.from({ length: 20 }, (_, row) => Number(row < 10));
    const halves = Int32Array.from({ length: 20 }, (_, row) => Number(row >= 8));
    const found = heatOfSegments(
      { numbers: [], dates: [], categories: [{ ...categories[0], codes }] },
      halves,
      2,
      5,
    );
    expect(found).toHaveLength(1);
    expect(found[0].level).toBe('Bonn');
    expect([...found[0].means]).toEqual([0, 10 / 12]);
  });
});

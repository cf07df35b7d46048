import { describe, expect, it } from 'vitest';
import { meansByLabel } from '../../../src/core/cluster/clustering';
import { findBorder, nearestSegment } from '../../../src/core/explain/find-border';
import { drain } from '../../../src/core/steps';

describe('the border of a segment', () => {
  // On a line: segment 0 at 0, 0 and 3 (middle 1), segment 1 at 5 and 5, segment 2 at -9.
  const rows = { data: Float32Array.of(0, 0, 3, 5, 5, -9), rows: 6, cols: 1 };
  const labels = Int32Array.of(0, 0, 0, 1, 1, 2);
  const centres = meansByLabel(rows, labels, 3);

  it('has those on it who stand half-way to another', () => {
    const found = drain(findBorder(rows, labels, centres, 0));
    // 3: (5-3)² - (3-1)² = 0 of (5-1)² = 16. 0: (5-0)² - (0-1)² = 24 of 16.
    expect(found.members).toEqual([
      { customer: 2, rival: 1, place: 0 },
      { customer: 0, rival: 1, place: 1.5 },
      { customer: 1, rival: 1, place: 1.5 },
    ]);
    expect(found.share).toBeCloseTo(1 / 3);
    expect(found.beyond).toEqual([{ label: 1, customers: 1 }]);
  });

  it('is to the nearest segment, and there is none beside one alone', () => {
    expect(nearestSegment(centres, 0)).toBe(1);
    expect(nearestSegment(centres, 2)).toBe(0);
    const alone = meansByLabel(rows, new Int32Array(6), 1);
    expect(nearestSegment(alone, 0)).toBe(-1);
    expect(drain(findBorder(rows, new Int32Array(6), alone, 0))).toEqual({
      members: [],
      share: 0,
      beyond: [],
    });
  });
});

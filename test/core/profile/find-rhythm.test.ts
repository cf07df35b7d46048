import { describe, expect, it } from 'vitest';
import { findRhythm } from '../../../src/core/profile/find-rhythm';

const at = (day: string) => Date.parse(`${day}T09:30:00Z`);
const DAY = 86_400_000;

describe('when things happen in a segment', () => {
  it('is counted by weekday and month, Monday and January first', () => {
    const found = findRhythm(
      {
        name: 'joined',
        customers: Int32Array.of(0, 1, 2, 3),
        // A Thursday, a Sunday, a Monday of another year; the last is nobody's.
        moments: Float64Array.of(at('1970-01-01'), at('2024-03-31'), at('2024-04-01'), Number.NaN),
      },
      Uint8Array.of(1, 1, 2, 1),
    );
    expect(found?.count).toBe(2);
    expect(found?.weekdays).toEqual([0, 0, 0, 1, 0, 0, 1]);
    expect(found?.months.slice(0, 4)).toEqual([1, 0, 1, 0]);
    expect([found?.first, found?.last]).toEqual([at('1970-01-01'), at('2024-03-31')]);
    expect(found?.peaks).toEqual([]);
  });

  it('has days that stand out against all others, and only those', () => {
    // 70 customers: the first 35 all on Saturdays, the others one after the other through the week.
    const saturday = at('2024-06-01');
    const moments = Float64Array.from({ length: 70 }, (_, i) =>
      i < 35 ? saturday + 7 * DAY * (i % 8) : saturday + DAY * i,
    );
    const found = findRhythm(
      { name: 'visit', customers: Int32Array.from(moments.keys()), moments },
      Uint8Array.from(moments, (_, i) => (i < 35 ? 1 : 2)),
    );
    expect(found?.peaks.filter(({ kind }) => kind === 'weekday')).toEqual([
      { kind: 'weekday', at: 5, inside: 1, outside: 5 / 35 },
    ]);
  });

  it('says nothing of segments without moments', () => {
    const nobody = { name: 'x', customers: Int32Array.of(0), moments: Float64Array.of(Number.NaN) };
    expect(findRhythm(nobody, Uint8Array.of(1))).toBeUndefined();
  });

  it('knows days before 1970', () => {
    // 28 December 1969 was a Sunday.
    const found = findRhythm(
      { name: 'born', customers: Int32Array.of(0), moments: Float64Array.of(at('1969-12-28')) },
      Uint8Array.of(1),
    );
    expect(found?.weekdays.indexOf(1)).toBe(6);
  });
});

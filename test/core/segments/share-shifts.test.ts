import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/random';
import { findShifts, judgeMisfits, wilson } from '../../../src/core/segments/share-shifts';
import type { Trial } from '../../../src/core/segments/segment-model';

const still = (k: number, rows = 0): Trial => ({
  rows,
  right: { neighbours: rows, centres: rows },
  won: new Array<number>(k).fill(0),
  lost: new Array<number>(k).fill(0),
  misfits: 0,
});

describe('bounds of a share', () => {
  it("are Wilson's, as in Newcombe 1998, table I", () => {
    const bounds = (count: number, all: number) => {
      const { low, high } = wilson(count, all, 1.959963985);
      return [low.toFixed(4), high.toFixed(4)];
    };
    expect(bounds(81, 263)).toEqual(['0.2553', '0.3662']);
    expect(bounds(15, 148)).toEqual(['0.0624', '0.1605']);
    expect(bounds(0, 20)).toEqual(['0.0000', '0.1611']);
    expect(bounds(1, 29)).toEqual(['0.0061', '0.1718']);
  });

  it('say nothing of nobody', () => {
    expect(wilson(0, 0, 2)).toEqual({ share: 0, low: 0, high: 1 });
  });
});

describe('changes of shares', () => {
  it("have Newcombe's bounds for one segment: 56 of 70 beside 48 of 80", () => {
    const [shift] = findShifts({ sizes: [48], all: 80 }, { sizes: [56], all: 70 }, still(1));
    expect(shift.low).toBeCloseTo(0.0524, 4);
    expect(shift.high).toBeCloseTo(0.3339, 4);
    expect(shift.change).toBe('more');
  });

  it('are told of nobody where two months are equal, 95 times in 100', () => {
    const random = createRandom(12);
    const shares = [0.4, 0.25, 0.15, 0.1, 0.06, 0.04];
    const month = (all: number) => {
      const sizes = shares.map(() => 0);
      for (let i = 0; i < all; i++) {
        let left = random.next();
        const label = shares.findIndex((share) => (left -= share) < 0);
        sizes[label < 0 ? 0 : label]++;
      }
      return { sizes, all };
    };
    let told = 0;
    for (let i = 0; i < 1000; i++)
      if (findShifts(month(400), month(300), still(6)).some(({ change }) => change !== 'same'))
        told++;
    expect(told).toBeLessThan(65);
    expect(told).toBeGreaterThan(5);
  });

  it('are found where there are some', () => {
    const shifts = findShifts(
      { sizes: [500, 420, 80], all: 1000 },
      { sizes: [430, 410, 160], all: 1000 },
      still(3),
    );
    expect(shifts.map(({ change }) => change)).toEqual(['less', 'same', 'more']);
  });

  it('take off what placing itself shifts, and widen by what is unsure of it', () => {
    const before = { sizes: [800, 200], all: 1000 };
    const now = { sizes: [700, 300], all: 1000 };
    const drifting: Trial = { ...still(2, 1000), won: [0, 100], lost: [100, 0] };
    expect(findShifts(before, now, still(2, 1000))[1].change).toBe('more');
    const [, drifted] = findShifts(before, now, drifting);
    expect(drifted.change).toBe('same');
    expect(drifted.drift).toBeCloseTo(0.1, 9);
    const [, plain] = findShifts(before, now, still(2, 1000));
    expect(drifted.high - drifted.low).toBeGreaterThan(plain.high - plain.low);
  });
});

describe('who fits nowhere', () => {
  it('is unusual beyond 1 in 100, and outdates the segments beyond 1 in 20', () => {
    const judge = (misfits: number, all: number) => {
      const { unusual, outdated } = judgeMisfits(misfits, all, still(1, 2000));
      return [unusual, outdated];
    };
    expect(judge(10, 1000)).toEqual([false, false]);
    expect(judge(2, 20)).toEqual([true, false]);
    expect(judge(25, 1000)).toEqual([true, false]);
    expect(judge(60, 1000)).toEqual([true, false]);
    expect(judge(80, 1000)).toEqual([true, true]);
  });
});

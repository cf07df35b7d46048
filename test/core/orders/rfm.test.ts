import { describe, expect, it } from 'vitest';
import {
  findQuintiles,
  nameRfm,
  RFM_GROUPS,
  type RfmGroup,
  scoreRfm,
} from '../../../src/core/orders/rfm';
import { fc } from '../../fixtures/properties';

const values = (...given: number[]) => Float64Array.from(given);
const SCORES = [1, 2, 3, 4, 5];

describe('scoreRfm', () => {
  it('cuts at quintiles, a value on a cut below it', () => {
    expect(findQuintiles(values(6, 1, 2, 3, 4, 5))).toEqual([2, 3, 4, 5]);
    const ten = values(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    const found = scoreRfm(ten, ten, ten);
    expect([...found.frequency]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect([...found.monetary]).toEqual([...found.frequency]);
    expect([...found.recency]).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
  });

  it('gives equal customers equal scores and leaves scores unused', () => {
    const orders = values(1, 1, 1, 1, 1, 1, 2, 3, 4, 9);
    expect([...scoreRfm(orders, orders, orders).frequency]).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
    const same = values(3, 3, 3);
    expect(scoreRfm(same, same, same)).toEqual({
      recency: Uint8Array.of(5, 5, 5),
      frequency: Uint8Array.of(1, 1, 1),
      monetary: Uint8Array.of(1, 1, 1),
    });
  });

  it('scores 0 what is not known', () => {
    const some = values(1, Number.NaN, 5);
    expect([...scoreRfm(some, some, some).recency]).toEqual([5, 0, 1]);
    const none = values(Number.NaN);
    expect([...scoreRfm(none, none, none).frequency]).toEqual([0]);
  });

  it("cuts at one's own points, which must not fall", () => {
    const days = values(0, 30, 31, 90, 91, 180, 181, 365, 366);
    const found = scoreRfm(days, days, days, { recency: [30, 90, 180, 365] });
    expect([...found.recency]).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1]);
    expect(() => scoreRfm(days, days, days, { monetary: [1, 3, 2, 4] })).toThrow(
      'cut points must not fall: 1, 3, 2, 4',
    );
  });

  it('rises with the value and does not depend on the order of the customers', () => {
    const list = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(list, (given) => {
        const score = (numbers: readonly number[]) => {
          const column = Float64Array.from(numbers);
          return scoreRfm(column, column, column);
        };
        const { recency, frequency } = score(given);
        const turned = score([...given].reverse()).frequency;
        given.forEach((value, at) => {
          expect(recency[at]).toBe(6 - frequency[at]);
          expect(turned[given.length - 1 - at]).toBe(frequency[at]);
          given.forEach((other, there) => {
            if (value <= other) expect(frequency[at]).toBeLessThanOrEqual(frequency[there]);
          });
        });
      }),
    );
  });
});

describe('nameRfm', () => {
  const all = SCORES.flatMap((r) => SCORES.flatMap((f) => SCORES.map((m) => [r, f, m] as const)));

  it('gives each of the 125 combinations one of the groups, and every group is given', () => {
    expect(all).toHaveLength(125);
    const counts = new Map<RfmGroup, number>();
    for (const [r, f, m] of all) {
      const group = nameRfm(r, f, m);
      if (group === undefined) throw new Error(`${r}${f}${m} has no group`);
      expect(RFM_GROUPS).toContain(group);
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    // Of 25 pairs of frequency and monetary scores 1, 5, 9, 7 and 3 have the rounded mean 1 to 5.
    expect(Object.fromEntries(counts)).toEqual({
      champions: 10,
      loyal: 20,
      'potential-loyalists': 28,
      new: 1,
      promising: 1,
      'need-attention': 9,
      'about-to-sleep': 6,
      'at-risk': 32,
      'cannot-lose': 6,
      hibernating: 6,
      lost: 6,
    });
  });

  it('is the grid of the docs', () => {
    const grid = [5, 4, 3, 2, 1].map((r) => SCORES.map((f) => nameRfm(r, f)));
    expect(grid).toEqual([
      ['new', 'potential-loyalists', 'potential-loyalists', 'champions', 'champions'],
      ['promising', 'potential-loyalists', 'potential-loyalists', 'loyal', 'loyal'],
      ['about-to-sleep', 'about-to-sleep', 'need-attention', 'loyal', 'loyal'],
      ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cannot-lose'],
      ['lost', 'lost', 'at-risk', 'at-risk', 'cannot-lose'],
    ]);
    for (const r of SCORES) for (const f of SCORES) expect(nameRfm(r, f, f)).toBe(nameRfm(r, f));
  });

  it('takes the mean of frequency and money, a half rounded up', () => {
    expect(nameRfm(5, 1, 2)).toBe('potential-loyalists');
    expect(nameRfm(5, 3, 4)).toBe('champions');
    expect(nameRfm(1, 5, 1)).toBe('at-risk');
    expect(nameRfm(1, 4, 5)).toBe('cannot-lose');
  });

  it('names nobody of whom nothing is known', () => {
    const unknown: [number, number, number][] = [
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
      [6, 1, 1],
      [1.5, 1, 1],
    ];
    for (const scores of unknown) expect(nameRfm(...scores)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { adjustForMany } from '../../../src/core/measure/false-discoveries';
import { normalTails } from '../../../src/core/measure/normal-tails';
import { studentQuantile, studentTails } from '../../../src/core/measure/student';
import { createRandom } from '../../../src/core/random';
import { findSegmentShares } from '../../../src/core/themes/segment-shares';
import { findEffects } from '../../../src/core/themes/theme-effects';
import { findTimes, testTrend } from '../../../src/core/themes/theme-times';
import golden from '../../golden/themes.json';

const DAY = 86400000;

describe('chance', () => {
  it.each(golden.student)('of t $t with $freedom degrees is what SciPy gives', (one) => {
    const { t, freedom, tails } = one;
    expect(studentTails(t, freedom) / tails).toBeCloseTo(1, 7);
    expect(studentQuantile(tails, freedom)).toBeCloseTo(t, 5);
  });

  it.each(golden.normal)('of z $z is what SciPy gives', ({ z, tails }) => {
    expect(normalTails(z) / tails).toBeCloseTo(1, 9);
    expect(normalTails(-z)).toBe(normalTails(z));
  });

  it('of many tests is adjusted as SciPy does it, and what was not tested stays out', () => {
    const { values, adjusted } = golden.adjusted;
    adjustForMany(values).forEach((value, at) => expect(value).toBeCloseTo(adjusted[at], 12));
    expect(adjustForMany([Number.NaN, 0.02, 0.04])).toEqual([Number.NaN, 0.04, 0.04]);
  });
});

describe('what goes with a theme', () => {
  it.each(golden.welch.map((given, at) => ({ at, ...given })))(
    'is Welch’s test, case $at',
    ({ a, b, difference, low, high, p }) => {
      const values = Float64Array.from([...a, ...b]);
      const [effect] = findEffects(values, [Int32Array.from(a.keys())]).effects;
      expect(effect.difference).toBeCloseTo(difference, 9);
      expect(effect.low).toBeCloseTo(low, 6);
      expect(effect.high).toBeCloseTo(high, 6);
      expect(effect.chance).toBeCloseTo(p, 8);
    },
  );

  it('is all, less all without the theme: counted by hand', () => {
    // All (1 + 2 + 4 + 5) / 4 = 3, without the theme (4 + 5) / 2 = 4.5; who is not known does not count.
    const values = Float64Array.of(1, 2, 4, 5, Number.NaN);
    const { mean, customers, effects } = findEffects(values, [Int32Array.of(0, 1, 4)]);
    expect({ mean, customers }).toEqual({ mean: 3, customers: 4 });
    expect(effects[0]).toMatchObject({
      with: 2,
      without: 2,
      meanWith: 1.5,
      meanWithout: 4.5,
      difference: -3,
      moves: -1.5,
    });
  });

  it('has an interval only where there are two on either side and they differ', () => {
    const of = (values: number[], own: number[]) =>
      findEffects(Float64Array.from(values), [Int32Array.from(own)]).effects[0];
    expect(of([1, 2, 3], [0]).low).toBeNaN();
    expect(of([1, 2, 3], [0, 1]).low).toBeNaN();
    expect(of([2, 2, 2, 2], [0, 1]).chance).toBeNaN();
    expect(of([1, 2, 3], [0, 1, 2]).moves).toBeNaN();
  });

  it('moves the mean within the interval that drawing the customers anew gives', () => {
    const random = createRandom(3);
    const count = 400;
    const values = Float64Array.from({ length: count }, () => 3 + random.normal());
    const own = Int32Array.from({ length: 90 }, (_, at) => at);
    for (const at of own) values[at] -= 0.8;
    const [effect] = findEffects(values, [own]).effects;
    const drawn: number[] = [];
    for (let round = 0; round < 2000; round++) {
      const picks = Int32Array.from({ length: count }, () => random.below(count));
      const has = Int32Array.from(picks.keys()).filter((at) => picks[at] < own.length);
      const again = Float64Array.from(picks, (pick) => values[pick]);
      drawn.push(findEffects(again, [has]).effects[0].moves);
    }
    drawn.sort((a, b) => a - b);
    const width = effect.movesHigh - effect.movesLow;
    expect(Math.abs(drawn[50] - effect.movesLow) / width).toBeLessThan(0.08);
    expect(Math.abs(drawn[1950] - effect.movesHigh) / width).toBeLessThan(0.08);
  });
});

describe('themes over time', () => {
  it('are tested by the trend of their shares, as a correlation tests it', () => {
    const { counts, sizes, p } = golden.trend;
    expect(testTrend(Float64Array.from(counts), Float64Array.from(sizes))).toBeCloseTo(p, 10);
    expect(testTrend(Float64Array.of(1, 1), Float64Array.of(5, 5))).toBeNaN();
    expect(testTrend(Float64Array.of(0, 0), Float64Array.of(50, 50))).toBeNaN();
  });

  it.each([
    { days: 10, unit: 'day', bins: 11 },
    { days: 70, unit: 'week', bins: 11 },
    { days: 700, unit: 'month', bins: 24 },
    { days: 5000, unit: 'year', bins: 14 },
  ] as const)('are told $unit by $unit over $days days', ({ days, unit, bins }) => {
    const from = Date.UTC(2020, 0, 6);
    const found = findTimes(Float64Array.of(from, from + days * DAY, Number.NaN), [
      Int32Array.of(1),
    ]);
    expect(found?.unit).toBe(unit);
    expect(found?.bins.length).toBe(bins);
    expect(found?.undated).toBe(1);
    expect(found?.lines[0].counts.at(-1)).toBe(1);
    found?.bins.slice(1).forEach(({ from: start }, at) => expect(start).toBe(found.bins[at].to));
  });

  it('have a gap where nobody says anything, and nothing where all is said at once', () => {
    const from = Date.UTC(2024, 4, 1);
    const found = findTimes(Float64Array.of(from, from, from + 2 * DAY), [Int32Array.of(0)]);
    expect(found?.lines[0].shares).toEqual([0.5, Number.NaN, 0]);
    expect(findTimes(Float64Array.of(from, from), [])).toBeUndefined();
  });

  it('call chance chance: of 400 lines without a trend hardly one is told', () => {
    const random = createRandom(11);
    const from = Date.UTC(2024, 0, 1);
    const moments = Float64Array.from({ length: 600 }, () => from + random.below(30) * DAY);
    const has = Array.from({ length: 400 }, () =>
      Int32Array.from(moments.keys()).filter(() => random.next() < 0.1),
    );
    const told = findTimes(moments, has)?.lines.filter(({ chance }) => chance < 0.05) ?? [];
    expect(told.length).toBeLessThanOrEqual(1);
  });
});

describe('themes by segment', () => {
  it('are shares with Wilson’s bounds and what they are beside the whole: by hand', () => {
    // Segment 0: 3 of 4, segment 1: 0 of 4, of all 3 of 8.
    const labels = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    const [first, second] = findSegmentShares(labels, 2, Int32Array.of(0, 1, 2));
    expect(first).toMatchObject({ count: 3, of: 4, share: 0.75, lift: 2 });
    expect(first.low).toBeCloseTo(0.3006, 4);
    expect(first.high).toBeCloseTo(0.9544, 4);
    expect(first.liftLow).toBeCloseTo(0.3006 / 0.375, 3);
    expect(second).toMatchObject({ count: 0, share: 0, low: 0, lift: 0 });
    expect(second.high).toBeGreaterThan(0.4);
  });
});

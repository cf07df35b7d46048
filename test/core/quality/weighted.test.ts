import { describe, expect, it } from 'vitest';
import { correlate } from '../../../src/core/quality/measured-column';
import { binValues, topBars } from '../../../src/core/quality/plots';
import { fencesOf, momentsOf, quantile, weigh } from '../../../src/core/quality/weighted';
import golden from '../../golden/quality.json';
import { fc } from '../../fixtures/properties';

describe('weighted numbers', () => {
  it.each(golden.columns)('$name: quantiles, mean and skewness are those of pandas', (column) => {
    const values = column.cells.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
    const weighted = weigh(values);
    expect(weighted.total).toBe(column.known);
    const scale = Math.abs(column.max) + 1;
    const near = (found: number, expected: number) =>
      expect(Math.abs(found - expected)).toBeLessThan(1e-12 * scale);
    near(quantile(weighted, 0), column.min);
    near(quantile(weighted, 0.01), column.p01);
    near(quantile(weighted, 0.25), column.q1);
    near(quantile(weighted, 0.5), column.median);
    near(quantile(weighted, 0.75), column.q3);
    near(quantile(weighted, 0.9), column.p90);
    near(quantile(weighted, 1), column.max);
    near(momentsOf(weighted).mean, column.mean);
    expect(momentsOf(weighted).skewness).toBeCloseTo(column.skewness, 9);
  });

  it('are the same counted as one by one', () => {
    const pairs = fc.array(
      fc.tuple(fc.integer({ min: -5, max: 20 }), fc.integer({ min: 1, max: 4 })),
    );
    fc.assert(
      fc.property(pairs, (given) => {
        const counted = weigh(
          given.map(([value]) => value),
          given.map(([, count]) => count),
        );
        const single = weigh(
          given.flatMap(([value, count]) => new Array<number>(count).fill(value)),
        );
        expect(counted).toEqual(single);
      }),
    );
  });

  it('know nothing of nothing', () => {
    const nothing = weigh([Number.NaN]);
    expect(nothing.total).toBe(0);
    expect(quantile(nothing, 0.5)).toBeNaN();
    expect(momentsOf(nothing).mean).toBeNaN();
    expect(momentsOf(weigh([7, 7, 7])).skewness).toBe(0);
  });
});

describe('fencesOf', () => {
  it('lie three quartile distances beyond the quartiles', () => {
    // Quartiles of 1 to 9 and 90 are 3.25 and 7.75: 7.75 + 3 * 4.5 = 21.25.
    const fences = fencesOf(weigh([-1, 2, 3, 4, 5, 6, 7, 8, 9, 90]));
    expect(fences).toEqual({ low: -1, high: 21.25, log: false });
  });

  it('are laid on the logarithm where the upper tail is long and nothing is negative', () => {
    const values = Array.from({ length: 101 }, (_, i) => Math.expm1((i / 100) * 8));
    const fences = fencesOf(weigh([...values, Math.expm1(30)]));
    expect(fences?.log).toBe(true);
    expect(fences?.high).toBeGreaterThan(Math.expm1(17));
    expect(fences?.high).toBeLessThan(Math.expm1(19));
  });

  it('are not moved to the logarithm by one wild value', () => {
    const values = Array.from({ length: 100 }, (_, i) => 20_000 + i * 500);
    const fences = fencesOf(weigh([...values, 666_666]));
    expect(fences?.log).toBe(false);
    expect(fences?.high).toBeLessThan(200_000);
  });

  it('judge the others among themselves where one value stands in most cells', () => {
    const values = [...new Array<number>(80).fill(0), 1, 2, 3, 4, 5, 6, 7, 8, 9, 500];
    const fences = fencesOf(weigh(values));
    expect(fences?.low).toBe(0);
    expect(fences?.high).toBeGreaterThanOrEqual(9);
    expect(fences?.high).toBeLessThan(500);
  });

  it('are none for few values or without spread', () => {
    expect(fencesOf(weigh([1, 2, 3, 4]))).toBeUndefined();
    expect(fencesOf(weigh([5, 5, 5, 5, 5, 5]))).toBeUndefined();
  });

  it('hold the middle half, always', () => {
    const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 5 });
    fc.assert(
      fc.property(numbers, (values) => {
        const weighted = weigh(values);
        const fences = fencesOf(weighted);
        if (fences === undefined) return;
        expect(fences.low).toBeLessThanOrEqual(quantile(weighted, 0.5) + 1e-6);
        expect(fences.high).toBeGreaterThanOrEqual(quantile(weighted, 0.5) - 1e-6);
      }),
    );
  });
});

describe('correlate', () => {
  it.each(golden.pairs)('is that of pandas: $correlation', ({ a, b, correlation }) => {
    const known = (values: readonly (number | null)[]) =>
      Float64Array.from(values, (value) => value ?? Number.NaN);
    expect(correlate(known(a), known(b))).toBeCloseTo(correlation, 12);
  });

  it('says nothing with few rows or without spread', () => {
    expect(
      correlate(
        new Float64Array(9).map((_, i) => i),
        new Float64Array(9),
      ),
    ).toBeNaN();
    expect(
      correlate(
        new Float64Array(20).map((_, i) => i),
        new Float64Array(20),
      ),
    ).toBeNaN();
  });
});

describe('binValues', () => {
  it('gives small whole numbers a bin each', () => {
    const plot = binValues(weigh([1, 1, 2, 4]), 'amount', { low: 1, high: 4, log: false });
    expect(plot.edges).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
    expect(plot.counts).toEqual([2, 1, 0, 1]);
  });

  it('counts what lies outside beside the bins, and loses none', () => {
    const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, (values) => {
        const weighted = weigh(values);
        const fences = fencesOf(weighted) ?? { low: -Infinity, high: Infinity, log: false };
        const plot = binValues(weighted, 'amount', fences);
        const drawn = plot.counts.reduce((sum, count) => sum + count, 0);
        expect(drawn + plot.below + plot.above).toBe(values.length);
        expect(plot.counts.length).toBeLessThanOrEqual(20);
        expect(plot.edges.length).toBe(plot.counts.length + 1);
        for (let i = 1; i < plot.edges.length; i++)
          expect(plot.edges[i]).toBeGreaterThanOrEqual(plot.edges[i - 1]);
      }),
    );
  });
});

describe('topBars', () => {
  it('keeps the ten most frequent and counts the rest', () => {
    const counts = Array.from({ length: 12 }, (_, i) => [`l${i}`, i + 1] as const);
    const plot = topBars(counts, 'level');
    expect(plot.bars.length).toBe(10);
    expect(plot.bars[0]).toEqual({ label: 'l11', count: 12 });
    expect(plot.rest).toBe(1 + 2);
  });
});

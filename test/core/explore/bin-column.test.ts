import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binCategories, binDates, binNumbers, NO_BIN } from '../../../src/core/explore/bin-column';

const all = (rows: number) => new Uint8Array(rows).fill(1);

describe('binNumbers', () => {
  it('gives few whole values a bar each', () => {
    const { edges, single, of, missing } = binNumbers(
      Float64Array.of(3, 1, Number.NaN, 5, 1),
      all(5),
    );
    expect({ edges, single, of: [...of], missing }).toEqual({
      edges: [1, 3, 5, 6],
      single: true,
      of: [1, 0, NO_BIN, 2, 0],
      missing: 1,
    });
  });

  it('cuts many values at round edges, the ends open', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => i / 10);
    values[999] = 5000;
    const { edges, of, bins, single } = binNumbers(values, all(1000));
    expect(single).toBe(false);
    expect(edges.slice(0, 4)).toEqual([0, 5, 10, 15]);
    expect(bins).toBe(edges.length - 1);
    expect(of[999]).toBe(bins - 1);
    expect(of[50]).toBe(1);
  });

  it('leaves out who takes no part, and bars nothing where nothing is known', () => {
    const shown = Uint8Array.of(1, 0);
    expect([...binNumbers(Float64Array.of(2, 3), shown).of]).toEqual([0, NO_BIN]);
    expect(binNumbers(Float64Array.of(Number.NaN), all(1)).bins).toBe(0);
  });

  it('puts every known value between the edges of its bar, or beyond the ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const { of, edges, bins } = binNumbers(Float64Array.from(values), all(values.length));
          expect(bins).toBeLessThanOrEqual(24);
          values.forEach((value, row) => {
            expect(of[row]).toBeLessThan(bins);
            if (of[row] > 0) expect(value).toBeGreaterThanOrEqual(edges[of[row]]);
            if (of[row] < bins - 1) expect(value).toBeLessThan(edges[of[row] + 1]);
          });
        },
      ),
      { seed: 5 },
    );
  });
});

describe('binDates', () => {
  const on = (...days: string[]) => Float64Array.from(days, (day) => Date.parse(`${day}T00:00Z`));
  const edgesOf = (values: Float64Array) =>
    binDates(values, all(values.length)).edges.map((edge) =>
      new Date(edge).toISOString().slice(0, 10),
    );

  it('takes days, weeks from Monday, months, quarters or years', () => {
    expect(edgesOf(on('2026-03-01', '2026-03-03'))).toEqual([
      '2026-03-01',
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
    ]);
    // 1 March 2026 is a Sunday.
    expect(edgesOf(on('2026-03-01', '2026-04-14')).slice(0, 3)).toEqual([
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
    ]);
    expect(edgesOf(on('2025-01-20', '2026-03-02')).slice(0, 2)).toEqual([
      '2025-01-01',
      '2025-02-01',
    ]);
    expect(edgesOf(on('2021-02-03', '2025-05-05')).slice(0, 2)).toEqual([
      '2021-01-01',
      '2021-04-01',
    ]);
    expect(edgesOf(on('2009-02-03', '2025-05-05'))).toHaveLength(18);
    expect(edgesOf(on('1900-02-03', '2025-05-05')).slice(0, 2)).toEqual([
      '1900-01-01',
      '1910-01-01',
    ]);
  });
});

describe('binCategories', () => {
  it('gives the commonest a bar each and the rest one together', () => {
    const levels = Array.from({ length: 14 }, (_, i) => `level ${String.fromCharCode(97 + i)}`);
    const codes = Int32Array.from([...levels.keys(), 13, 13, 2, -1]);
    const bins = binCategories(levels, codes, all(codes.length));
    expect(bins.levels.slice(0, 3)).toEqual(['level n', 'level c', 'level a']);
    expect({ bins: bins.bins, lumped: bins.lumped, missing: bins.missing }).toEqual({
      bins: 12,
      lumped: 3,
      missing: 1,
    });
    expect([bins.of[13], bins.of[2], bins.of[12], bins.of[17]]).toEqual([0, 1, 11, NO_BIN]);
  });

  it('keeps the last of one level too many by its own name', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `${i}`);
    const { bins, lumped } = binCategories(levels, Int32Array.from(levels.keys()), all(12));
    expect([bins, lumped]).toEqual([12, 0]);
  });
});

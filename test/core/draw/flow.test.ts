import { describe, expect, it } from 'vitest';
import { bandPath, layOutFlow } from '../../../src/core/draw/flow';
import { fc } from '../../fixtures/properties';

const OPTIONS = { height: 100, gap: 10 };

describe('the flow of customers between two runs', () => {
  it('is laid out by hand: two segments that swap a quarter', () => {
    // 60 + 20 and 20 + 0, nobody in none.
    const flow = layOutFlow(Int32Array.of(60, 20, 0, 0, 20, 0, 0, 0, 0), 2, 2, OPTIONS);
    expect(flow.left).toEqual([
      { label: 0, size: 80, y: 0, height: 72 },
      { label: 1, size: 20, y: 82, height: 18 },
    ]);
    expect(flow.right.map(({ label, y, height }) => [label, y, height])).toEqual([
      [0, 0, 54],
      [1, 64, 36],
    ]);
    expect(flow.bands.map(({ from, to, size }) => [from, to, size])).toEqual([
      [0, 0, 60],
      [0, 1, 20],
      [1, 1, 20],
    ]);
    expect(flow.bands[2]).toMatchObject({ leftY: 82, rightY: 82, thickness: 18 });
  });

  it('puts segments on the right near those that they come from, none at the end', () => {
    const flow = layOutFlow(Int32Array.of(0, 5, 0, 5, 0, 3, 0, 0, 2), 2, 2, OPTIONS);
    expect(flow.left.map(({ label }) => label)).toEqual([0, 1, -1]);
    expect(flow.right.map(({ label }) => label)).toEqual([1, 0, -1]);
  });

  it('keeps every customer, inside the picture, in bands as thick as their bars', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(counts, (given) => {
        const flow = layOutFlow(Int32Array.from(given), 3, 4, OPTIONS);
        const total = given.reduce((sum, n) => sum + n, 0);
        for (const bars of [flow.left, flow.right]) {
          expect(bars.reduce((sum, { size }) => sum + size, 0)).toBe(total);
          for (const { y, height } of bars) {
            expect(y).toBeGreaterThan(-1e-9);
            expect(y + height).toBeLessThan(100 + 1e-9);
          }
        }
        for (const bar of flow.left) {
          const own = flow.bands.filter(({ from }) => from === bar.label);
          const thick = own.reduce((sum, { thickness }) => sum + thickness, 0);
          expect(thick).toBeCloseTo(bar.height, 9);
          expect(Math.min(...own.map(({ leftY }) => leftY))).toBeCloseTo(bar.y, 9);
        }
      }),
    );
  });

  it('draws a band as a closed outline between two edges', () => {
    expect(bandPath({ leftY: 0, rightY: 10, thickness: 4 }, 0, 100)).toBe(
      'M0 0C50 0 50 10 100 10L100 14C50 14 50 4 0 4Z',
    );
  });
});

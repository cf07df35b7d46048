import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestLiteral } from '../../../src/core/rules/best-literal';
import type { LevelColumn, OrderedColumn } from '../../../src/core/rules/rule-column';

const places = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 2, maxLength: 8 });
const base = fc.tuple(fc.nat(10), fc.nat(10), fc.nat(10));

function ordered(bins: number): OrderedColumn {
  const lows = Float64Array.from({ length: bins }, (_, at) => at);
  return {
    kind: 'number',
    name: 'n',
    codes: new Uint16Array(),
    bins,
    lows,
    values: lows,
    whole: true,
  };
}

function levelled(bins: number): LevelColumn {
  const levels = Array.from({ length: bins }, (_, at) => `l${at}`);
  return { kind: 'category', name: 'c', codes: new Uint16Array(), bins, levels };
}

/** Customers by place, none of whom nothing is known, and a segment that has them all. */
function madeOf(
  counts: readonly (readonly [number, number])[],
  [more, both, fitting]: readonly number[],
) {
  const histogram = {
    inside: Float64Array.from([...counts.map(([inside]) => inside), 0]),
    outside: Float64Array.from([...counts.map(([, outside]) => outside), 0]),
  };
  const size = histogram.inside.reduce((sum, n) => sum + n, 0) + more + both;
  return { histogram, base: { size, both, fitting: both + fitting } };
}

function f1Of(
  { histogram: { inside, outside }, base }: ReturnType<typeof madeOf>,
  met: (place: number) => boolean,
): number {
  let { both, fitting } = base;
  inside.forEach((count, place) => {
    if (!met(place)) return;
    both += count;
    fitting += count + outside[place];
  });
  return both === 0 ? 0 : (2 * both) / (base.size + fitting);
}

describe('bestLiteral', () => {
  it('finds the best of all ranges', () => {
    fc.assert(
      fc.property(places, base, (counts, around) => {
        const made = madeOf(counts, around);
        if (made.base.size === 0) return;
        const bins = counts.length;
        let best = 0;
        for (let from = 0; from < bins; from++)
          for (let to = from; to < bins; to++)
            best = Math.max(
              best,
              f1Of(made, (place) => place >= from && place <= to),
            );
        const whole = f1Of(made, () => true);
        const found = bestLiteral(ordered(bins), 0, made.histogram, made.base);
        // Nothing is said where everyone is the best.
        if (found === undefined) expect(whole).toBeCloseTo(best, 9);
        else {
          expect(found.f1).toBeCloseTo(best, 9);
          expect(f1Of(made, (place) => found.literal.met[place] === 1)).toBeCloseTo(found.f1, 9);
        }
      }),
      { numRuns: 500, seed: 31 },
    );
  });

  it('finds the best of all sets of few levels', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 2, maxLength: 5 }),
        base,
        (counts, around) => {
          const made = madeOf(counts, around);
          if (made.base.size === 0) return;
          const bins = counts.length;
          let best = 0;
          for (let set = 1; set < 2 ** bins; set++)
            best = Math.max(
              best,
              f1Of(made, (place) => ((set >> place) & 1) === 1),
            );
          const found = bestLiteral(levelled(bins), 0, made.histogram, made.base);
          // Nothing is said where everyone is the best, or nobody.
          const unsaid = Math.max(
            f1Of(made, () => true),
            f1Of(made, () => false),
          );
          if (found === undefined) expect(unsaid).toBeGreaterThanOrEqual(best - 1e-9);
          else expect(found.f1).toBeCloseTo(best, 9);
        },
      ),
      { numRuns: 500, seed: 32 },
    );
  });

  it('says that nothing is known, or something, where that tells most', () => {
    const made = { size: 10, both: 0, fitting: 0 };
    const silent = { inside: Float64Array.of(0, 1, 9), outside: Float64Array.of(20, 20, 1) };
    expect(bestLiteral(ordered(2), 0, silent, made)?.literal.shape).toEqual({
      kind: 'empty',
      not: false,
    });
    const telling = { inside: Float64Array.of(5, 5, 0), outside: Float64Array.of(1, 1, 40) };
    expect(bestLiteral(ordered(2), 0, telling, made)?.literal.shape).toEqual({
      kind: 'empty',
      not: true,
    });
  });

  it('names the levels left out where they are fewer', () => {
    const inside = Float64Array.from([...Array.from({ length: 12 }, () => 5), 0, 0]);
    const outside = Float64Array.from([...Array.from({ length: 12 }, () => 0), 50, 0]);
    const found = bestLiteral(
      levelled(13),
      0,
      { inside, outside },
      { size: 60, both: 0, fitting: 0 },
    );
    expect(found?.literal.shape).toEqual({ kind: 'levels', places: [12], not: true });
    expect(found?.f1).toBe(1);
  });
});

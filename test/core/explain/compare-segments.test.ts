import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareSegments, rankEffect } from '../../../src/core/explain/compare-segments';
import type { Prepared } from '../../../src/core/prepare/prepare-customers';
import { createRandom } from '../../../src/core/random';

const golden = JSON.parse(
  readFileSync(new URL('../../golden/why.json', import.meta.url), 'utf8'),
) as readonly {
  readonly ours: number[];
  readonly theirs: number[];
  readonly effect: number;
  readonly error: number;
}[];

function preparedOf(changes: Partial<Prepared>, rows: number): Prepared {
  return {
    rows,
    fileRows: rows,
    objected: 0,
    order: Int32Array.from({ length: rows }, (_, row) => row),
    texts: [],
    textOf: new Int32Array(rows).fill(-1),
    numbers: [],
    dates: [],
    categories: [],
    ...changes,
  };
}

describe('the rank difference of two samples', () => {
  it('is what one works out by hand', () => {
    // 2 and 4 against 1 and 3: three of four pairs stand above. Placements .5 and 1, and 1 and .5.
    const { effect, error } = rankEffect(Float64Array.of(2, 4), Float64Array.of(1, 3));
    expect(effect).toBeCloseTo(Math.SQRT2 * 0.6744897501960817, 8);
    const density = Math.exp(-(0.6744897501960817 ** 2) / 2) / Math.sqrt(2 * Math.PI);
    expect(error).toBeCloseTo((Math.SQRT2 * Math.sqrt(0.125 / 2 + 0.125 / 2)) / density, 6);
  });

  it.each(golden.map((one, at) => [at, one] as const))(
    'is DeLong’s as worked out over all pairs in numpy, case %i',
    (_, { ours, theirs, effect, error }) => {
      const found = rankEffect(Float64Array.from(ours), Float64Array.from(theirs));
      expect(found.effect).toBeCloseTo(effect, 6);
      expect(found.error).toBeCloseTo(error, 6);
    },
  );

  it('has an interval that holds the truth as often as it says', () => {
    // Normal samples half a deviation apart: the effect on the scale of d is 0.5.
    const random = createRandom(7);
    let held = 0;
    const trials = 400;
    for (let trial = 0; trial < trials; trial++) {
      const draw = (shift: number) =>
        Float64Array.from({ length: 40 }, () => random.normal() + shift).sort();
      const { effect, error } = rankEffect(draw(0.5), draw(0));
      if (Math.abs(effect - 0.5) <= 1.96 * error) held++;
    }
    expect(held / trials).toBeGreaterThan(0.92);
    expect(held / trials).toBeLessThan(0.98);
  });
});

describe('two segments beside each other', () => {
  const rows = 300;
  const labels = Int32Array.from({ length: rows }, (_, row) => row % 3);
  const random = createRandom(3);
  const prepared = preparedOf(
    {
      numbers: [
        {
          name: 'spend',
          values: Float64Array.from(labels, (label) => random.normal() + (label === 0 ? 2 : 0)),
        },
        {
          name: 'age',
          values: Float64Array.from(labels, (label) => (label === 2 ? 90 : random.below(9))),
        },
      ],
      categories: [
        {
          name: 'city',
          levels: ['York', 'Bath'],
          codes: Int32Array.from(labels, (label, row) =>
            label === 0 ? Number(row % 30 === 0) : 1,
          ),
        },
      ],
    },
    rows,
  );

  it('are told apart by what differs between these two, with figures and an interval', () => {
    const { differences, alike } = compareSegments(prepared, labels, 0, 1);
    expect(differences.map(({ column, kind }) => [column, kind])).toEqual([
      ['city', 'level'],
      ['spend', 'higher'],
    ]);
    const [city] = differences;
    expect([city.level, city.inside, city.outside]).toEqual(['York', 0.9, 0]);
    // h = 2 asin √0.9; its interval is 1.96 √(1/100 + 1/100) to each side.
    expect(city.effect).toBeCloseTo(2 * Math.asin(Math.sqrt(0.9)), 10);
    expect(city.high - city.effect).toBeCloseTo(1.959964 * Math.sqrt(0.02), 5);
    for (const { low, effect, high } of differences) {
      expect(low).toBeLessThan(effect);
      expect(high).toBeGreaterThan(effect);
      expect(Math.sign(low)).toBe(Math.sign(high));
    }
    // What sets the third segment apart is nothing to these two.
    expect(alike).toEqual(['age']);
  });

  it('are the same read from the other side, but for the sign', () => {
    const [there] = [compareSegments(prepared, labels, 1, 0)];
    const spend = there.differences.find(({ column }) => column === 'spend');
    const back = compareSegments(prepared, labels, 0, 1).differences.find(
      ({ column }) => column === 'spend',
    );
    expect(spend?.kind).toBe('lower');
    expect(spend?.effect).toBeCloseTo(-(back?.effect ?? 0), 10);
    expect(spend?.low).toBeCloseTo(-(back?.high ?? 0), 10);
  });

  it('keep an interval where one stands wholly above the other', () => {
    const apart = preparedOf(
      { numbers: [{ name: 'x', values: Float64Array.of(9, 8, 7, 1, 2, 3) }] },
      6,
    );
    const { differences } = compareSegments(apart, Int32Array.of(0, 0, 0, 1, 1, 1), 0, 1);
    for (const { low, high } of differences) expect(high - low).toBeGreaterThan(1);
  });
});

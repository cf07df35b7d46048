import { describe, expect, it } from 'vitest';
import {
  adjustedRandIndex,
  normalisedMutualInformation,
} from '../../../src/core/measure/agreement';
import { fc } from '../../fixtures/properties';
import golden from '../../golden/agreement.json';

describe('agreement of two labellings', () => {
  it.each(golden.cases.map((given, at) => ({ at, ...given })))(
    'is what scikit-learn gives (case $at)',
    ({ a, b, ari, nmi }) => {
      expect(adjustedRandIndex(a, b)).toBeCloseTo(ari, 12);
      expect(normalisedMutualInformation(a, b)).toBeCloseTo(nmi, 12);
    },
  );

  it('is counted by hand: pairs of four rows', () => {
    // Together in both: none of 6 pairs; expected 2 * 2 / 6; most (2 + 2) / 2.
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
    expect(normalisedMutualInformation([0, 0, 1, 1], [0, 1, 0, 1])).toBe(0);
  });

  it('does not depend on names or on which comes first, and is 1 for equal parts', () => {
    const labels = fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(labels, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (a, stream) => {
        const b = [...stream.take(a.length)];
        const renamed = a.map((label) => 10 - 3 * label);
        for (const measure of [adjustedRandIndex, normalisedMutualInformation]) {
          expect(measure(a, b)).toBeCloseTo(measure(b, a), 10);
          expect(measure(renamed, b)).toBeCloseTo(measure(a, b), 10);
          expect(measure(a, renamed)).toBeCloseTo(1, 10);
        }
      }),
    );
  });

  it('refuses labellings of different length', () => {
    expect(() => adjustedRandIndex([0], [0, 1])).toThrow('1 and 2 rows');
  });
});

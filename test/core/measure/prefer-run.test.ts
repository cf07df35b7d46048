import { describe, expect, it } from 'vitest';
import {
  countFit,
  leastToAct,
  preferRun,
  type RunFigures,
  weighRuns,
} from '../../../src/core/measure/prefer-run';
import { fc } from '../../fixtures/properties';

const GOOD: RunFigures = {
  stability: 0.9,
  coverage: 1,
  fit: 5,
  silhouette: 0.4,
  smallest: 80,
  customers: 1000,
  space: 'one',
};
const decided = (...runs: Partial<RunFigures>[]) =>
  preferRun(runs.map((run) => ({ ...GOOD, ...run })));

describe('the run that is preferred', () => {
  it('is the one whose segments come back, whatever else', () => {
    expect(decided({ stability: 0.74, silhouette: 0.8 }, { stability: 0.91 })).toEqual({
      best: 1,
      decided: ['stability', undefined],
    });
  });

  it('is decided by the first criterion that parts them, in this order', () => {
    const worse: [Partial<RunFigures>, string][] = [
      [{ fit: 1, stability: 1, verdict: 'natural' }, 'several'],
      [{ verdict: 'constructed', stability: 1 }, 'verdict'],
      [{ verdict: 'natural', stability: 0.74, silhouette: 0.9 }, 'stability'],
      [{ verdict: 'natural', coverage: 0.94, silhouette: 0.9 }, 'coverage'],
      [{ verdict: 'natural', silhouette: 0.33 }, 'clarity'],
      [{ verdict: 'natural', fit: 9, silhouette: 0.44 }, 'number'],
      [{ verdict: 'natural', fit: 3, silhouette: 0.46 }, 'number'],
      [{ verdict: 'natural', silhouette: 0.37, smallest: 400 }, 'separation'],
      [{ verdict: 'natural', smallest: 9 }, 'smallest'],
      [{ verdict: 'natural', stability: 0.76, coverage: 0.96, fit: 8, silhouette: 0.39 }, 'order'],
    ];
    for (const [run, by] of worse)
      expect(decided({ verdict: 'natural' }, run), by).toEqual({
        best: 0,
        decided: [undefined, by],
      });
  });

  it('does not ask for more stability than segments need to be relied on', () => {
    expect(decided({ stability: 0.86, fit: 4 }, { stability: 1, fit: 3 }).best).toBe(0);
    expect(decided({ stability: 0.6 }, { stability: 0.71 })).toEqual({
      best: 1,
      decided: ['stability', undefined],
    });
  });

  it('has other than four to eight segments only where they are parted far more clearly', () => {
    expect(decided({ fit: 4, silhouette: 0.51 }, { fit: 3, silhouette: 0.63 })).toEqual({
      best: 1,
      decided: ['clarity', undefined],
    });
    expect(decided({ fit: 4, silhouette: 0.2 }, { fit: 2, silhouette: 0.29 }).best).toBe(0);
    expect(decided({ fit: 4, silhouette: 0.2 }, { fit: 2, silhouette: 0.31 })).toEqual({
      best: 1,
      decided: ['clarity', undefined],
    });
  });

  it('is the nearest to four to eight where none has so many', () => {
    expect(decided({ fit: 3 }, { fit: 2 }, { fit: 20 }).best).toBe(0);
    expect(decided({ fit: 30 }, { fit: 12 }).best).toBe(1);
  });

  it('passes over what is not known of one', () => {
    const unknown: Partial<RunFigures> = { silhouette: 0.3 };
    const { stability, ...rest } = { ...GOOD, ...unknown };
    void stability;
    expect(preferRun([{ ...rest, stability: 0.2, silhouette: 0.34 }, rest])).toEqual({
      best: 0,
      decided: [undefined, 'separation'],
    });
    expect(decided({ verdict: 'none', silhouette: 0.5 }, {}).best).toBe(0);
    expect(decided({ silhouette: Number.NaN }, { silhouette: 0.9 }).best).toBe(0);
  });

  it('does not compare silhouettes of different spaces', () => {
    expect(decided({ silhouette: 0.1 }, { silhouette: 0.9, space: 'other' })).toEqual({
      best: 0,
      decided: [undefined, 'order'],
    });
    expect(weighRuns({ ...GOOD, silhouette: 0.1 }, { ...GOOD, space: 'other' }).separation).toBe(0);
  });

  it('weighs two as it prefers among two', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const run = fc.record({
      stability: share,
      coverage: share,
      fit: fc.integer({ min: 0, max: 12 }),
      silhouette: share,
      smallest: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(run, run, (one, other) => {
        const [a, b] = [
          { ...GOOD, ...one },
          { ...GOOD, ...other },
        ];
        const { best, decided: by } = preferRun([a, b]);
        const weights = weighRuns(a, b);
        const first = Object.entries(weights).find(([, weight]) => weight !== 0);
        expect(by[1 - best]).toBe(first?.[0] ?? 'order');
        expect(best).toBe(first === undefined || first[1] > 0 ? 0 : 1);
        for (const [criterion, weight] of Object.entries(weighRuns(b, a)))
          expect(weight + weights[criterion as 'number']).toBe(0);
      }),
    );
  });

  it('needs a run', () => {
    expect(() => preferRun([])).toThrow('no runs');
  });
});

describe('segments fit to act on', () => {
  it('have a hundredth of the customers and ten of them, or a twentieth of few', () => {
    expect([40, 200, 1000, 5000].map(leastToAct)).toEqual([2, 10, 10, 50]);
    expect(countFit([900, 60, 20, 10, 9, 1], 1000)).toBe(4);
    expect(countFit([], 10)).toBe(0);
  });
});

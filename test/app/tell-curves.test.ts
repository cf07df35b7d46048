import { describe, expect, it } from 'vitest';
import { tellCurves } from '../../src/app/tell-curves';
import type { DensityPoint } from '../../src/core/measure/density-curve';
import type { NumberPoint } from '../../src/core/measure/number-curve';
import type { Curves } from '../../src/study/measure-curves';

const point = (value: number, silhouette: number, gap: number, strength: number): NumberPoint => ({
  value,
  k: value,
  silhouette,
  calinskiHarabasz: NaN,
  daviesBouldin: NaN,
  gap,
  gapError: 0.01,
  strength,
  strengthError: 0,
  stability: NaN,
  weakest: value === 1 ? NaN : strength,
});
const numbers = (points: readonly NumberPoint[], most = points.length): Curves => ({
  dial: 'k',
  rows: 100,
  of: 100,
  values: Array.from({ length: most }, (_, i) => i + 1),
  points,
});

const GROUPED = [
  point(1, NaN, 0.1, 1),
  point(2, 0.3, 0.2, 0.5),
  point(3, 0.6, 0.9, 0.95),
  point(4, 0.4, 0.85, 0.4),
  point(5, 0.5, 0.8, 0.3),
  point(6, 0.2, 0.7, 0.2),
];

describe('tellCurves', () => {
  it('gathers measures by the number that they prefer, the one with most first', () => {
    const told = tellCurves(numbers(GROUPED));
    expect(told.preferred).toEqual([
      { value: 3, measures: ['silhouette', 'gap', 'strength', 'weakest'] },
    ]);
    expect(told.inRange).toBe(5);
    expect(told.one).toBe(false);
    expect(told.plots.map(({ measure }) => measure)).toContain('daviesBouldin');
  });

  it('prefers nothing before all is measured', () => {
    const told = tellCurves(numbers(GROUPED.slice(0, 4), 6));
    expect(told.preferred).toEqual([]);
    expect(told.inRange).toBeUndefined();
    expect(told.plots[0].points).toHaveLength(4);
  });

  it('says that one is enough where gap and strength say so', () => {
    const cloud = GROUPED.map(({ value, silhouette }) =>
      point(value, silhouette, 1 / value, value === 1 ? 1 : 0.4),
    );
    expect(tellCurves(numbers(cloud)).one).toBe(true);
  });

  it('leaves out of density what tells nothing', () => {
    const dense = (value: number, placed: number): DensityPoint => ({
      value,
      k: 3,
      placed,
      validity: NaN,
      persistence: NaN,
      silhouette: 1 / value,
    });
    const told = (placed: number) =>
      tellCurves({
        dial: 'resolution',
        rows: 9,
        of: 9,
        values: [1, 2],
        points: [dense(1, placed), dense(2, 1)],
      });
    expect(told(1).plots.map(({ measure }) => measure)).toEqual(['k', 'silhouette']);
    expect(told(0.5).plots.map(({ measure }) => measure)).toEqual(['k', 'placed', 'silhouette']);
    expect(told(1).preferred).toEqual([{ value: 1, measures: ['silhouette'] }]);
  });
});

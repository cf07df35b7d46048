import type { DensityMeasure, DensityPoint } from '../core/measure/density-curve';
import { type NumberMeasure, type NumberPoint, preferNumbers } from '../core/measure/number-curve';
import { preferDensities } from '../core/measure/prefer-densities';
import type { Dial } from '../study/judging-dial';
import type { Curves } from '../study/measure-curves';

export type Measure = NumberMeasure | DensityMeasure | 'k' | 'placed';

/** One measure over the values, and the value that it prefers. */
export interface Plot {
  readonly measure: Measure;
  readonly points: readonly {
    readonly value: number;
    readonly figure: number;
    readonly error?: number;
  }[];
  readonly preferred: number | undefined;
}

/** Curves as they are shown. */
export interface ToldCurves {
  readonly dial: Dial;
  readonly plots: readonly Plot[];
  /** Values that measures prefer, those that most prefer first. */
  readonly preferred: readonly { readonly value: number; readonly measures: readonly Measure[] }[];
  /** The number of the range to act on that the silhouette prefers. */
  readonly inRange: number | undefined;
  /** Whether the measures that can prefer one segment do. */
  readonly one: boolean;
}

const NUMBER_PLOTS: readonly NumberMeasure[] = [
  'silhouette',
  'gap',
  'strength',
  'weakest',
  'calinskiHarabasz',
  'daviesBouldin',
];
const DENSITY_PLOTS = ['k', 'placed', 'validity', 'persistence', 'silhouette'] as const;

/** Numbers of segments that are easy to act on. */
const FEW = 4;
const MANY = 8;

const ERRORS: Partial<Record<NumberMeasure, keyof NumberPoint>> = {
  gap: 'gapError',
  strength: 'strengthError',
};

export function tellCurves(curves: Curves): ToldCurves {
  const { dial } = curves;
  const whole = curves.points.length === curves.values.length;
  const prefers: Partial<Record<Measure, number>> = !whole
    ? {}
    : curves.dial === 'k'
      ? preferNumbers(curves.points)
      : preferDensities(curves.points);
  const plots =
    curves.dial === 'k'
      ? NUMBER_PLOTS.map((measure): Plot => {
          const error = ERRORS[measure];
          return {
            measure,
            points: curves.points.map((point) => ({
              value: point.value,
              figure: point[measure],
              ...(error === undefined ? {} : { error: point[error] }),
            })),
            preferred: prefers[measure],
          };
        })
      : DENSITY_PLOTS.filter((measure) => isTold(curves.points, measure)).map((measure): Plot => ({
          measure,
          points: curves.points.map((point) => ({ value: point.value, figure: point[measure] })),
          preferred: prefers[measure],
        }));
  const byValue = new Map<number, Measure[]>();
  for (const { measure, preferred } of plots) {
    if (preferred === undefined) continue;
    byValue.set(preferred, [...(byValue.get(preferred) ?? []), measure]);
  }
  return {
    dial,
    plots,
    preferred: [...byValue]
      .map(([value, measures]) => ({ value, measures }))
      .sort((a, b) => b.measures.length - a.measures.length || a.value - b.value),
    inRange: curves.dial === 'k' && whole ? bestInRange(curves.points) : undefined,
    one: prefers.gap === 1 && prefers.strength === 1,
  };
}

/** The number from four to eight with the highest silhouette. */
function bestInRange(points: readonly NumberPoint[]): number | undefined {
  return points
    .filter(({ value, silhouette }) => value >= FEW && value <= MANY && silhouette > 0)
    .reduce<NumberPoint | undefined>(
      (best, point) => (best === undefined || point.silhouette > best.silhouette ? point : best),
      undefined,
    )?.value;
}

/** A share that is always all of them tells nothing. */
function isTold(points: readonly DensityPoint[], measure: (typeof DENSITY_PLOTS)[number]): boolean {
  const told = points.filter((point) => Number.isFinite(point[measure]));
  return told.length > 0 && (measure !== 'placed' || told.some(({ placed }) => placed < 1));
}

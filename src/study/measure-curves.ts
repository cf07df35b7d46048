import { hashPlain } from '../core/hash';
import { firstRows } from '../core/matrix';
import {
  type DensityDial,
  type DensityPoint,
  prepareDensities,
} from '../core/measure/density-curve';
import { type NumberPoint, numbersToTry, prepareNumbers } from '../core/measure/number-curve';
import type { Watch } from '../core/ports';
import type { Plan } from '../core/study';
import { drive } from './drive';
import type { Space } from './find-space';
import { settingsOf } from './group-customers';
import { dialOf } from './judging-dial';
import { takeSample } from './judging-sample';
import { partOfWork } from './part-of-work';

interface Measured {
  /** Customers measured, and all there are. */
  readonly rows: number;
  readonly of: number;
  /** Values of the setting that are measured. */
  readonly values: readonly number[];
}

/** Measures of a study over the setting that decides how many segments there are. */
export type Curves =
  | (Measured & { readonly dial: 'k'; readonly points: readonly NumberPoint[] })
  | (Measured & { readonly dial: DensityDial; readonly points: readonly DensityPoint[] });

/** Raised when the same space begins to be measured otherwise. */
const VERSION = 2;

/** Customers that curves are measured on. */
const NUMBER_ROWS = 2000;
const SLOW_NUMBER_ROWS = 1000;
const SLOW = new Set<Plan['method']>(['k-medoids', 'gaussian-mixture', 'spherical-kmeans']);
const DENSITY_ROWS = 3000;
/** With so many different texts large numbers of segments are tried, too. */
const MANY_TEXTS = 2000;

/** Where curves are kept: they do not depend on where the setting stands. */
export function curvesKey(compareKey: string, plan: Plan): string {
  const dial = dialOf(plan);
  const settings = Object.entries(plan.settings ?? {}).filter(([name]) => name !== dial);
  return `curves:${hashPlain([
    VERSION,
    compareKey,
    plan.method,
    plan.seed,
    Object.fromEntries(settings),
  ])}`;
}

/**
 * Measures the segments of a space over numbers of segments, or over the setting of a density method,
 * value by value.
 *
 * @param known points that are there already; they are not measured again.
 * @param tell the curves as they grow.
 * @returns undefined where a method has no such setting.
 * @throws Fault stopped
 */
export async function measureCurves(
  space: Space,
  plan: Plan,
  watch: Watch,
  tell: (curves: Curves) => void,
  known?: Curves,
): Promise<Curves | undefined> {
  const dial = dialOf(plan);
  if (dial === undefined) return undefined;
  return dial === 'k'
    ? measureNumbers(space, plan, watch, tell, known?.dial === 'k' ? known.points : [])
    : measureDensities(space, plan, dial, watch, tell, known?.dial === dial ? known.points : []);
}

async function measureNumbers(
  space: Space,
  plan: Plan,
  watch: Watch,
  tell: (curves: Curves) => void,
  known: readonly NumberPoint[],
): Promise<Curves> {
  const most = SLOW.has(plan.method) ? SLOW_NUMBER_ROWS : NUMBER_ROWS;
  const preparing = partOfWork(watch, 0, PREPARING);
  const sample = await drive(takeSample(space, plan, most), preparing);
  const { rows } = sample;
  const given = await drive(sample.given(rows), preparing);
  const values = numbersToTry(rows.rows, space.prepared.texts.length >= MANY_TEXTS);
  const measure = await drive(prepareNumbers(rows, given, sample.cluster, plan.seed), preparing);
  const points = await measureEach(values, measure, known, watch, (points) =>
    tell({ dial: 'k', rows: rows.rows, of: space.rows.rows, values, points }),
  );
  return { dial: 'k', rows: rows.rows, of: space.rows.rows, values, points };
}

async function measureDensities(
  space: Space,
  plan: Plan,
  dial: DensityDial,
  watch: Watch,
  tell: (curves: Curves) => void,
  known: readonly DensityPoint[],
): Promise<Curves> {
  const of = space.rows.rows;
  const given = firstRows(space.rows, Math.min(of, DENSITY_ROWS));
  const { values, measure } = await drive(
    prepareDensities(given, dial, settingsOf(space, plan), of, plan.seed),
    partOfWork(watch, 0, PREPARING),
  );
  const points = await measureEach(values, measure, known, watch, (points) =>
    tell({ dial, rows: given.rows, of, values, points }),
  );
  return { dial, rows: given.rows, of, values, points };
}

/** The share of the work before the first value. */
const PREPARING = 0.1;

async function measureEach<P extends { readonly value: number }>(
  values: readonly number[],
  measure: (value: number) => Parameters<typeof drive<P>>[0],
  known: readonly P[],
  watch: Watch,
  tell: (points: readonly P[]) => void,
): Promise<P[]> {
  const points: P[] = [];
  const width = (1 - PREPARING) / values.length;
  for (const [at, value] of values.entries()) {
    const from = PREPARING + at * width;
    const part = partOfWork(watch, from, from + width);
    points.push(
      known.find((point) => point.value === value) ?? (await drive(measure(value), part)),
    );
    tell([...points]);
  }
  return points;
}

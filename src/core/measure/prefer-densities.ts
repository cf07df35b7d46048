import type { DensityMeasure, DensityPoint } from './density-curve';

/** The setting that each measure prefers: where it is highest. */
export function preferDensities(
  points: readonly DensityPoint[],
): Partial<Record<DensityMeasure, number>> {
  const measures = ['validity', 'persistence', 'silhouette'] as const;
  return Object.fromEntries(
    measures.flatMap((measure) => {
      const told = points.filter((point) => Number.isFinite(point[measure]) && point.k > 1);
      if (told.length === 0) return [];
      const best = told.reduce((most, point) => (point[measure] > most[measure] ? point : most));
      return [[measure, best.value]];
    }),
  );
}

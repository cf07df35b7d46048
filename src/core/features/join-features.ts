import type { Matrix } from '../matrix';
import type { Prepared } from '../prepare/prepare-customers';
import { applyFeatures } from './apply-features';
import type { FeatureColumn } from './feature-recipe';
import { learnFeatures, skewness } from './learn-features';

export { type FeatureColumn, skewness };

export interface Features {
  readonly matrix: Matrix;
  readonly columns: readonly FeatureColumn[];
  /** Share of the total variance that the texts carry, 0 to 1. */
  readonly textShare: number;
}

/** What a person may set about the space. */
export interface SpaceOptions {
  /** Share of the total variance that texts carry beside columns, 0 to 1; absent: as proposed. */
  readonly textShare?: number;
  /** How much columns count, by name: 1 is usual, 0 leaves one out. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Share of the variance that principal components keep, above 0 to 1; absent: as reduceSpace says. */
  readonly components?: number;
}

/**
 * Texts and columns in one space.
 *
 * Every number is scaled by its median and quartiles (by its standard deviation where the quartiles
 * meet), on a log scale where it is skewed; a date is an age; a category has one place per level.
 * Each number and date carries the same variance, each category half of it. The texts together and
 * the columns together are then two blocks of a stated share of the variance: even with three columns
 * or more, less for the columns when there are fewer. Who says nothing stands in the middle of what all
 * others say and, on an axis of its own, as far from it as a text is on average.
 *
 * @param vectors one unit row per distinct text of `prepared`, or undefined without texts.
 * @throws Fault nothing-to-group when nothing varies.
 */
export function joinFeatures(
  prepared: Prepared,
  vectors: Matrix | undefined,
  options: SpaceOptions = {},
): Features {
  return applyFeatures(learnFeatures(prepared, vectors, options), prepared, vectors);
}

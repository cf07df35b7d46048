import type { Prepared } from '../prepare/prepare-customers';
import type { FeatureRecipe } from './feature-recipe';

/** Customers of another file whose cells the recipe has no place for. */
export interface UnknownLevel {
  readonly column: string;
  readonly level: string;
  readonly customers: number;
}

/** What of another file a feature recipe cannot measure as it measured the first one. */
export interface FeatureFit {
  /** Columns that the recipe measures and the file lacks, or has in another role. */
  readonly missing: readonly string[];
  /** Whether texts take part in the recipe, and nobody says anything. */
  readonly withoutTexts: boolean;
  /** Levels that were not there, most frequent first. */
  readonly levels: readonly UnknownLevel[];
  /** Columns in which some are unknown where nobody was. */
  readonly unknown: readonly { readonly column: string; readonly customers: number }[];
  /** Customers who say nothing where everybody said something. */
  readonly silent: number;
}

export function matchFeatures(recipe: FeatureRecipe, prepared: Prepared): FeatureFit {
  const missing: string[] = [];
  const levels: UnknownLevel[] = [];
  const unknown: { column: string; customers: number }[] = [];
  for (const block of recipe.blocks) {
    const { column } = block;
    let nobody = 0;
    if (block.kind === 'category') {
      const found = prepared.categories.find(({ name }) => name === column);
      if (found === undefined) {
        missing.push(column);
        continue;
      }
      const known = new Set(block.levels);
      const counts = new Int32Array(found.levels.length);
      for (const code of found.codes) {
        if (code < 0) nobody++;
        else counts[code]++;
      }
      found.levels.forEach((level, code) => {
        if (!known.has(level) && counts[code] > 0)
          levels.push({ column, level, customers: counts[code] });
      });
    } else {
      const among = block.kind === 'date' ? prepared.dates : prepared.numbers;
      const found = among.find(({ name }) => name === column);
      if (found === undefined) {
        missing.push(column);
        continue;
      }
      for (const value of found.values) if (Number.isNaN(value)) nobody++;
    }
    if (nobody > 0 && !block.unknown) unknown.push({ column, customers: nobody });
  }
  const quiet = prepared.textOf.reduce((sum, text) => sum + (text < 0 ? 1 : 0), 0);
  const { text } = recipe;
  return {
    missing,
    withoutTexts: text !== undefined && prepared.texts.length === 0,
    levels: levels.sort(
      (a, b) =>
        b.customers - a.customers ||
        (a.column < b.column ? -1 : a.column > b.column ? 1 : a.level < b.level ? -1 : 1),
    ),
    unknown,
    silent: text === undefined || text.silent ? 0 : quiet,
  };
}

import type { Study } from '../../app/study.svelte';
import { type ColumnRecipe, leaveColumn, type Recipe } from '../../core/quality/recipe';
import { TREAT_TEXTS, type TextTreatment } from '../../core/study';

/** The recipe as it is, or one that does nothing. */
export function recipeOf({ recipe, summary, roles }: Study): Recipe {
  return (
    recipe ?? {
      repeatedRows: 'keep',
      emptyRows: 'keep',
      columns: (summary?.columns ?? []).map(({ name }, at) => leaveColumn(name, roles[at])),
    }
  );
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether a recipe leaves everything as it is. */
export function isIdle({ columns, repeatedRows, emptyRows }: Recipe): boolean {
  return (
    repeatedRows === 'keep' &&
    emptyRows === 'keep' &&
    columns.every((column) => isSame(column, leaveColumn(column.column, column.role)))
  );
}

/** A recipe that does nothing is no recipe, so that the study stays what it was. */
export function setRecipe(study: Study, recipe: Recipe): void {
  const settled = isIdle(recipe) ? undefined : recipe;
  if (!isSame(settled, study.recipe)) study.changeRecipe(settled);
}

export function changeColumn(study: Study, name: string, change: Partial<ColumnRecipe>): void {
  const recipe = recipeOf(study);
  const columns = recipe.columns.map((column) =>
    column.column === name ? { ...column, ...change } : column,
  );
  const at = study.summary?.columns.findIndex((column) => column.name === name) ?? -1;
  // Day numbers that are read as dates are of no use to a column of numbers.
  if (at >= 0 && (change.asDate ?? 'no') !== 'no' && study.roles[at] !== 'date')
    void study.setRole(at, 'date');
  setRecipe(study, { ...recipe, columns });
}

/** Other choices for the texts; what is usual is left unsaid. */
export function changeTexts(study: Study, change: Partial<TextTreatment>): void {
  const { links, emoji, boilerplate, alike, tidy, mask } = {
    ...(study.texts ?? TREAT_TEXTS),
    ...change,
  };
  const texts: TextTreatment = {
    tidy,
    mask,
    ...(links === undefined || links === 'drop' ? {} : { links }),
    ...(emoji === undefined || emoji === 'keep' ? {} : { emoji }),
    ...(boilerplate === undefined || boilerplate.length === 0 ? {} : { boilerplate }),
    ...(alike === undefined || alike === 'each' ? {} : { alike }),
  };
  study.texts = isSame(texts, TREAT_TEXTS) ? undefined : texts;
}

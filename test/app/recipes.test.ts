import { describe, expect, it } from 'vitest';
import type { Study } from '../../src/app/study.svelte';
import type { Role } from '../../src/core/prepare/roles';
import { leaveColumn, type Recipe } from '../../src/core/quality/recipe';
import type { TextTreatment } from '../../src/core/study';
import { changeColumn, changeTexts, recipeOf, setRecipe } from '../../src/ui/quality/recipes';

/** As much of a study as the choices need. */
function studyOf(columns: readonly (readonly [name: string, role: Role])[]) {
  return {
    recipe: undefined as Recipe | undefined,
    texts: undefined as TextTreatment | undefined,
    summary: { columns: columns.map(([name]) => ({ name })) },
    roles: columns.map(([, role]) => role),
    changeRecipe(recipe: Recipe | undefined) {
      this.recipe = recipe;
    },
    async setRole(at: number, role: Role) {
      this.roles[at] = role;
    },
  };
}
const asStudy = (study: ReturnType<typeof studyOf>) => study as unknown as Study;

describe('choices about columns', () => {
  it('make a recipe of what is chosen, and none when all is taken back', () => {
    const study = studyOf([
      ['spend', 'amount'],
      ['city', 'category'],
    ]);
    changeColumn(asStudy(study), 'spend', { missing: 'median' });
    expect(study.recipe).toEqual({
      repeatedRows: 'keep',
      emptyRows: 'keep',
      columns: [
        { ...leaveColumn('spend', 'amount'), missing: 'median' },
        leaveColumn('city', 'category'),
      ],
    });
    changeColumn(asStudy(study), 'spend', { missing: 'leave' });
    expect(study.recipe).toBeUndefined();
    setRecipe(asStudy(study), { ...recipeOf(asStudy(study)), emptyRows: 'drop-rows' });
    expect(study.recipe).toMatchObject({ emptyRows: 'drop-rows' });
  });

  it('make a column of dates of day numbers that are to be dates', () => {
    const study = studyOf([['joined', 'number']]);
    changeColumn(asStudy(study), 'joined', { asDate: '1900' });
    expect(study.roles).toEqual(['date']);
    expect(study.recipe?.columns[0].asDate).toBe('1900');
  });
});

describe('choices about texts', () => {
  it('leave unsaid what is usual, so that a plan stays what it was', () => {
    const study = studyOf([['said', 'text']]);
    const phrase = { kind: 'known', id: 'closing', place: 'end' } as const;
    changeTexts(asStudy(study), { emoji: 'drop', boilerplate: [phrase] });
    expect(study.texts).toEqual({ tidy: true, mask: true, emoji: 'drop', boilerplate: [phrase] });
    changeTexts(asStudy(study), { emoji: 'keep', links: 'drop', boilerplate: [], alike: 'once' });
    expect(study.texts).toEqual({ tidy: true, mask: true, alike: 'once' });
    changeTexts(asStudy(study), { alike: 'each' });
    expect(study.texts).toBeUndefined();
    changeTexts(asStudy(study), { mask: false });
    expect(study.texts).toEqual({ tidy: true, mask: false });
  });
});

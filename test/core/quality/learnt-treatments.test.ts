import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/prepare/roles';
import { applyRecipe } from '../../../src/core/quality/apply-recipe';
import { type ColumnRecipe, leaveColumn, type Recipe } from '../../../src/core/quality/recipe';
import { tableOf } from '../../fixtures/tables';

const recipeOf = (role: Role, changes: Partial<ColumnRecipe>): Recipe => ({
  repeatedRows: 'keep',
  emptyRows: 'keep',
  columns: [{ ...leaveColumn('x', role), ...changes }],
});
const cellsOf = (table: ReturnType<typeof applyRecipe>['table']) =>
  Array.from(table.columns[0].codes, (code) => table.columns[0].levels[code]);
const columnOf = (...cells: string[]) => tableOf({ x: cells });

describe('treatments learnt on one file and applied to another', () => {
  it('fill with the median of the first', () => {
    const recipe = recipeOf('number', { missing: 'median' });
    const { learnt } = applyRecipe(columnOf('1', '2', '', '9'), recipe);
    const next = columnOf('', '100', '200');
    expect(cellsOf(applyRecipe(next, recipe, learnt).table)).toEqual(['2', '100', '200']);
    expect(cellsOf(applyRecipe(next, recipe).table)).toEqual(['150', '100', '200']);
  });

  it('hold outliers at the limits of the first', () => {
    const recipe = recipeOf('number', { outliers: 'clip' });
    const first = Array.from({ length: 60 }, (_, i) => `${10 + (i % 7)}`);
    const { learnt } = applyRecipe(columnOf(...first, '5000'), recipe);
    const [limits] = learnt.map((column) => column.limits);
    expect(limits!.high).toBeLessThan(100);
    const next = applyRecipe(columnOf('900', '901', '902', '12'), recipe, learnt);
    expect(cellsOf(next.table)).toEqual([...Array<string>(3).fill(`${limits!.high}`), '12']);
  });

  it('leave rows out by the limits of the first', () => {
    const recipe = recipeOf('number', { outliers: 'drop-rows' });
    const first = Array.from({ length: 60 }, (_, i) => `${10 + (i % 7)}`);
    const { learnt } = applyRecipe(columnOf(...first, '5000'), recipe);
    expect([...applyRecipe(columnOf('900', '12', '901'), recipe, learnt).rows]).toEqual([1]);
  });

  it('fill dates with the middle of the first, and levels with the same word', () => {
    const dates = recipeOf('date', { missing: 'median' });
    const { learnt } = applyRecipe(columnOf('2024-01-01', '2024-01-03', '', '2024-01-09'), dates);
    expect(cellsOf(applyRecipe(columnOf('', '2030-05-05'), dates, learnt).table)).toEqual([
      '2024-01-03',
      '2030-05-05',
    ]);
    const levels = recipeOf('category', { missing: 'level', level: 'none given' });
    const known = applyRecipe(columnOf('a', ''), levels).learnt;
    expect(cellsOf(applyRecipe(columnOf('', 'b'), levels, known).table)).toEqual([
      'none given',
      'b',
    ]);
  });

  it('read cells that can be read two ways as the first did, and others as they tell', () => {
    const recipe = recipeOf('number', { missing: 'mean' });
    const { learnt } = applyRecipe(columnOf('1,5', '2,5', ''), recipe);
    expect(learnt).toEqual([{ column: 'x', mark: ',', fill: 2 }]);
    expect(cellsOf(applyRecipe(columnOf('', '1,250'), recipe, learnt).table)[0]).toBe('2');
    const dates = recipeOf('date', { missing: 'median' });
    const months = applyRecipe(columnOf('05/31/2024', '05/30/2024', ''), dates).learnt;
    expect(months[0].order).toBe('mdy');
  });

  it('do nothing to what nothing was learnt of', () => {
    const recipe = recipeOf('number', { missing: 'median', outliers: 'clip' });
    const { learnt } = applyRecipe(columnOf('', ''), recipe);
    expect(cellsOf(applyRecipe(columnOf('', '7'), recipe, learnt).table)).toEqual(['', '7']);
  });
});

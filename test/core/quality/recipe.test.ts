import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/prepare/roles';
import { applyRecipe } from '../../../src/core/quality/apply-recipe';
import { examineTable } from '../../../src/core/quality/quality';
import {
  type ColumnRecipe,
  leaveColumn,
  leaveTable,
  matchRecipe,
  missingChoices,
  type Recipe,
  scalesOf,
  suggestRecipe,
  withRoles,
} from '../../../src/core/quality/recipe';
import { recipeFromJson, recipeToJson } from '../../../src/core/quality/recipe-json';
import { drain } from '../../../src/core/steps';
import { fc } from '../../fixtures/properties';
import { cellsOf, tableOf } from '../../fixtures/tables';

const KEEP = { repeatedRows: 'keep', emptyRows: 'keep' } as const;

/** One column treated, with what else its recipe says. */
function treat(role: Role, cells: string[], recipe: Partial<ColumnRecipe>) {
  const table = tableOf({ c: cells });
  const before = structuredClone(table);
  const treated = applyRecipe(table, {
    ...KEEP,
    columns: [{ ...leaveColumn('c', role), ...recipe }],
  });
  expect(table).toEqual(before);
  return {
    cells: cellsOf(treated.table).map(([cell]) => cell),
    receipts: treated.receipts.map(({ treatment, count, value }) => [treatment, count, value]),
    rows: [...treated.rows],
  };
}

describe('applyRecipe', () => {
  it.each<[Role, string[], Partial<ColumnRecipe>, string[], unknown[]]>([
    [
      'number',
      ['1', '', '3', 'x', '8'],
      { missing: 'median' },
      ['1', '3', '3', '3', '8'],
      ['filled', 2, '3'],
    ],
    ['amount', ['1', '', '3', '8'], { missing: 'mean' }, ['1', '4', '3', '8'], ['filled', 1, '4']],
    [
      'number',
      ['1,5', 'NA', '2,5', '4,5'],
      { missing: 'median' },
      ['1,5', '2,5', '2,5', '4,5'],
      ['filled', 1, '2,5'],
    ],
    ['number', ['1', '-'], { missing: 'zero' }, ['1', '0'], ['filled', 1, '0']],
    [
      'date',
      ['2024-01-01', '', '2024-01-11'],
      { missing: 'median' },
      ['2024-01-01', '2024-01-06', '2024-01-11'],
      ['filled', 1, '2024-01-06'],
    ],
    [
      'category',
      ['York', '', 'Bath'],
      { missing: 'level', level: 'not said' },
      ['York', 'not said', 'Bath'],
      ['filled', 1, 'not said'],
    ],
    [
      'category',
      ['Leeds', 'leeds ', 'York'],
      { merge: [['leeds ', 'Leeds']] },
      ['Leeds', 'Leeds', 'York'],
      ['merged', 1, ''],
    ],
    [
      'date',
      ['03/04/2024', '31/05/2024', 'soon'],
      { order: 'dmy' },
      ['2024-04-03', '2024-05-31', 'soon'],
      ['ordered', 2, 'dmy'],
    ],
    ['date', ['03/04/2024'], { order: 'mdy' }, ['2024-03-04'], ['ordered', 1, 'mdy']],
    [
      'number',
      ['1.234', '2.500,5', '7'],
      { decimal: ',' },
      ['1234', '2500.5', '7'],
      ['marked', 2, ','],
    ],
    [
      'date',
      ['41156', '2012-09-05', '41156.5', ''],
      { asDate: '1900' },
      ['2012-09-04', '2012-09-05', '2012-09-04 12:00:00', ''],
      ['dated', 2, '1900'],
    ],
    ['date', ['39694'], { asDate: '1904' }, ['2012-09-04'], ['dated', 1, '1904']],
  ])('%s %j by %j', (role, cells, recipe, expected, receipt) => {
    const treated = treat(role, cells, recipe);
    expect(treated.cells).toEqual(expected);
    expect(treated.receipts).toEqual([receipt]);
  });

  it('holds outliers at the fences, or leaves their rows out', () => {
    // Quartiles 3.25 and 7.75 of these ten: the upper fence stands at 21.25, for whole numbers at 21.
    const cells = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '90'];
    const fences = treat('number', cells, { outliers: 'clip' });
    expect(fences.cells.at(-1)).toBe('21');
    expect(fences.receipts).toEqual([['clipped', 1, '1 … 21']]);
    const fewer = treat('number', cells, { outliers: 'drop-rows' });
    expect(fewer.rows).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(fewer.receipts).toEqual([['dropped-outliers', 1, '']]);
  });

  it('does nothing that a role does not allow', () => {
    expect(treat('consent', ['yes', ''], { missing: 'level' }).cells).toEqual(['yes', '']);
    expect(treat('category', ['1', ''], { missing: 'median' }).cells).toEqual(['1', '']);
    expect(
      treat('category', ['1', '2', '3', '4', '5', '900'], { outliers: 'clip' }).receipts,
    ).toEqual([]);
    for (const role of ['id', 'consent', 'target', 'protected'] as const)
      expect(missingChoices(role)).toEqual(['leave', 'drop-rows']);
  });

  it('leaves rows and columns out, each row for the first reason', () => {
    const table = tableOf({
      id: ['1', '1', '', '4'],
      a: ['x', 'x', '', ''],
      b: ['u', 'u', 'NA', 'v'],
    });
    const recipe: Recipe = {
      repeatedRows: 'drop-rows',
      emptyRows: 'drop-rows',
      columns: [
        { ...leaveColumn('a', 'category'), missing: 'drop-rows' },
        { ...leaveColumn('b', 'category'), dropColumn: true },
      ],
    };
    const treated = applyRecipe(table, recipe);
    expect(cellsOf(treated.table)).toEqual([['1', 'x']]);
    expect([...treated.rows]).toEqual([0]);
    expect(
      treated.receipts.map(({ treatment, column, count }) => [treatment, column, count]),
    ).toEqual([
      ['dropped-empty', '', 1],
      ['dropped-repeated', '', 1],
      ['dropped-missing', 'a', 1],
      ['dropped-column', 'b', 1],
    ]);
    expect(treated.fit).toEqual({ missing: [], added: ['id'] });
  });

  it('matches columns by their names in another file', () => {
    const recipe: Recipe = {
      ...KEEP,
      columns: [
        leaveColumn('a', 'number'),
        { ...leaveColumn('gone', 'number'), scale: 'log' },
        { ...leaveColumn('b', 'number'), scale: 'log', missing: 'zero' },
      ],
    };
    const table = tableOf({ b: ['1', ''], new: ['x', 'y'], a: ['3', '4'] });
    expect(matchRecipe(table, recipe)).toEqual({ missing: ['gone'], added: ['new'] });
    const treated = applyRecipe(table, recipe);
    expect(cellsOf(treated.table)).toEqual([
      ['1', 'x', '3'],
      ['0', 'y', '4'],
    ]);
    expect(scalesOf(treated.table, recipe)).toEqual(['log', 'auto', 'auto']);
  });

  const cell = fc.constantFrom(
    '1',
    '2',
    '3',
    '40',
    '900',
    '',
    'NA',
    'x',
    '1,5',
    '2.5',
    'Leeds',
    'leeds ',
    '41156',
    '2024-05-04',
    '03/04/2024',
  );
  const role = fc.constantFrom<Role>(
    'id',
    'text',
    'number',
    'amount',
    'category',
    'flag',
    'date',
    'target',
    'ignore',
  );
  const choices = fc.record({
    missing: fc.constantFrom(
      'leave' as const,
      'median' as const,
      'mean' as const,
      'zero' as const,
      'level' as const,
      'drop-rows' as const,
    ),
    outliers: fc.constantFrom('keep' as const, 'clip' as const, 'drop-rows' as const),
    order: fc.constantFrom('auto' as const, 'dmy' as const, 'mdy' as const),
    decimal: fc.constantFrom('auto' as const, '.' as const, ',' as const),
    asDate: fc.constantFrom('no' as const, '1900' as const, '1904' as const),
    dropColumn: fc.boolean(),
  });

  it('keeps a well-formed table, the rows that it names, and the table that it was given', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 30 }),
        role,
        choices,
        (cells, given, asked) => {
          const table = tableOf({ c: cells, other: cells.map((_, row) => `${row}`) });
          const before = structuredClone(table);
          const recipe: Recipe = {
            repeatedRows: 'drop-rows',
            emptyRows: 'drop-rows',
            columns: [{ ...leaveColumn('c', given), ...asked }],
          };
          const treated = applyRecipe(table, recipe);
          expect(table).toEqual(before);
          expect(treated.table.rows).toBe(treated.rows.length);
          const dropped = treated.receipts.filter(
            ({ treatment }) => treatment.startsWith('dropped-') && treatment !== 'dropped-column',
          );
          expect(dropped.reduce((sum, { count }) => sum + count, 0)).toBe(
            cells.length - treated.rows.length,
          );
          for (const { levels, codes } of treated.table.columns) {
            expect(codes.length).toBe(treated.rows.length);
            expect(new Set(levels).size).toBe(levels.length);
            if (treated.rows.length < cells.length)
              expect([...new Set(codes)]).toEqual(levels.map((_, code) => code));
          }
          const told = cellsOf(treated.table).map((row) => row.at(-1));
          expect(told).toEqual([...treated.rows].map(String));
          expect(applyRecipe(table, recipeFromJson(recipeToJson(recipe)))).toEqual(treated);
          expect(applyRecipe(table, leaveTable(table, [given, 'ignore'])).table).toEqual(table);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('suggestRecipe', () => {
  const twenty = (cell: (row: number) => string) =>
    Array.from({ length: 220 }, (_, row) => cell(row));
  const table = tableOf({
    id: twenty((row) => `C${row}`),
    city: twenty((row) => ['Leeds', 'leeds ', 'York'][row % 3]),
    spend: twenty((row) => (row === 9 ? '90000' : row === 10 ? '' : `${(row * 37) % 101}`)),
    joined_date: twenty((row) => `${41000 + ((row * 61) % 211)}`),
    same: twenty(() => '3'),
    agreed: twenty((row) => ['yes', 'Y', 'no'][row % 3]),
  });
  const roles: Role[] = ['id', 'category', 'number', 'number', 'number', 'consent'];
  const quality = drain(examineTable(table, roles));
  const recipe = suggestRecipe(quality);
  const of = (name: string) => recipe.columns.find(({ column }) => column === name);

  it('puts right what needs no guess', () => {
    expect(of('city')?.merge).toEqual([['leeds ', 'Leeds']]);
    expect(of('spend')).toMatchObject({ outliers: 'clip', missing: 'leave' });
    expect(of('joined_date')).toMatchObject({ asDate: '1900', role: 'date' });
    expect(of('same')?.dropColumn).toBe(true);
    expect(of('agreed')?.merge).toEqual([]);
    expect(of('id')).toEqual(leaveColumn('id', 'id'));
  });

  it('leaves nothing to suggest twice', () => {
    const treated = applyRecipe(table, recipe);
    const kept = treated.table.columns.map(({ name }) => of(name)?.role ?? 'ignore');
    const again = suggestRecipe(drain(examineTable(treated.table, kept)));
    const plain = again.columns.map(({ column, role }) => leaveColumn(column, role));
    expect(again.columns).toEqual(plain);
    expect(treated.rows.length).toBe(table.rows);
  });

  it('leaves out repeated rows only where an id tells that they are the same customer', () => {
    const twice = { a: ['1', '2', '3', '4', '4'], b: ['u', 'v', 'u', 'v', 'v'] };
    const rows = (first: Role, cells: Record<string, string[]>) =>
      suggestRecipe(drain(examineTable(tableOf(cells), [first, 'category']))).repeatedRows;
    expect(rows('id', twice)).toBe('drop-rows');
    expect(rows('category', twice)).toBe('keep');
    expect(rows('id', { a: ['1', '1', '1', '2', '2'], b: ['u', 'u', 'v', 'v', 'v'] })).toBe('keep');
  });

  it('never leaves out consent or ids, by which people are kept out', () => {
    const table = tableOf({
      id: ['1', '1', '1'],
      optin: ['no', 'no', ''],
      paid: ['5', '5', '5'],
    });
    const roles: Role[] = ['id', 'consent', 'amount'];
    const dropped = (recipe: Recipe) => recipe.columns.map(({ dropColumn }) => dropColumn);
    expect(dropped(suggestRecipe(drain(examineTable(table, roles))))).toEqual([false, false, true]);
    const leave = leaveTable(table, roles);
    const asked = { ...leave, columns: leave.columns.map((one) => ({ ...one, dropColumn: true })) };
    expect(applyRecipe(table, asked).table.columns.map(({ name }) => name)).toEqual([
      'id',
      'optin',
    ]);
  });
});

describe('withRoles', () => {
  it('follows the roles of the columns, and leaves what no longer fits', () => {
    const table = tableOf({ a: ['1'], b: ['x'] });
    const leave = leaveTable(table, ['number', 'category']);
    const recipe: Recipe = {
      ...leave,
      columns: [
        { ...leave.columns[0], missing: 'median', outliers: 'clip' },
        { ...leave.columns[1], missing: 'level' },
      ],
    };
    expect(withRoles(recipe, ['a', 'b'], ['category', 'category']).columns).toEqual([
      { ...recipe.columns[0], role: 'category', missing: 'leave' },
      recipe.columns[1],
    ]);
    expect(withRoles(recipe, ['b'], ['flag']).columns).toEqual([
      recipe.columns[0],
      { ...recipe.columns[1], role: 'flag' },
    ]);
  });
});

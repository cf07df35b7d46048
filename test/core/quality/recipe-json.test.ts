import { describe, expect, it } from 'vitest';
import { leaveColumn, type Recipe } from '../../../src/core/quality/recipe';
import { recipeFromJson, recipeToJson } from '../../../src/core/quality/recipe-json';
import { faultOf } from '../../fixtures/faults';

const KEEP = { repeatedRows: 'keep', emptyRows: 'keep' } as const;

describe('a recipe as a file', () => {
  const recipe: Recipe = {
    ...KEEP,
    columns: [{ ...leaveColumn('__proto__', 'number'), merge: [['__proto__', 'a "b"']] }],
  };
  const plain = JSON.parse(recipeToJson(recipe)) as Record<string, unknown> & {
    columns: Record<string, unknown>[];
  };

  it('comes back as it was', () => {
    expect(recipeFromJson(recipeToJson(recipe))).toEqual(recipe);
    expect(plain).toMatchObject({ format: 'enclave-recipe', version: 1 });
  });

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['a list', []],
    ['null', null],
    ['another format', { ...plain, format: 'other' }],
    ['no version', { ...plain, version: '1' }],
    ['no columns', { ...plain, columns: {} }],
    ['a column without a name', { ...plain, columns: [{ ...plain.columns[0], column: 3 }] }],
    ['a column twice', { ...plain, columns: [plain.columns[0], plain.columns[0]] }],
    [
      'a merge of three',
      { ...plain, columns: [{ ...plain.columns[0], merge: [['a', 'b', 'c']] }] },
    ],
    ['a drop that is neither', { ...plain, columns: [{ ...plain.columns[0], dropColumn: 'yes' }] }],
  ])('is refused: %s', async (_, given) => {
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    expect((await faultOf(() => recipeFromJson(text))).code).toBe('project-damaged');
  });

  it('is refused when it is newer, or asks for what is not known, with its place', async () => {
    const newer = await faultOf(() => recipeFromJson(JSON.stringify({ ...plain, version: 2 })));
    expect(newer.code).toBe('project-newer');
    const odd = {
      ...plain,
      columns: [{ ...plain.columns[0], column: 'Income', missing: 'guess' }],
    };
    expect(await faultOf(() => recipeFromJson(JSON.stringify(odd)))).toMatchObject({
      code: 'options-unknown',
      details: { option: 'Income: missing = guess' },
    });
  });
});

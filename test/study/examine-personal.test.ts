import { describe, expect, it } from 'vitest';
import { examinePersonal, hideMost } from '../../src/study/examine-personal';
import { maskersOf } from '../../src/study/mask-columns';
import { quiet } from '../fixtures/studies';
import { tableOf } from '../fixtures/tables';

const each = (cell: (row: number) => string) => Array.from({ length: 40 }, (_, row) => cell(row));
const table = tableOf({
  id: each((row) => `C${row}`),
  email: each((row) => `person${row}@example.org`),
  said: each((row) =>
    row % 10 === 0 ? `Call me at 020 7946 0${100 + row}, please` : 'The parcel was late again',
  ),
  nick: each((row) => ['ace', 'bee', 'cat'][row % 3]),
});
const roles = ['id', 'ignore', 'text', 'category'] as const;

describe('examinePersonal', () => {
  it('tells each column with its kinds, its counts and an example that gives nobody away', async () => {
    const found = await examinePersonal(table, roles, quiet);
    expect(found).toEqual([
      {
        column: 'email',
        kind: 'email',
        reason: 'name-and-values',
        share: 1,
        example: 'pe•••••@•••••••.•••',
        within: [],
      },
      {
        column: 'said',
        kind: 'phone',
        reason: 'in-texts',
        share: 0.1,
        example: '',
        within: [{ kind: 'phone', texts: 4, example: '02• •••• ••••' }],
      },
    ]);
  });

  it('looks into every text, however rare personal data is there', async () => {
    const rare = tableOf({
      said: Array.from({ length: 1000 }, (_, row) =>
        row === 900 ? 'write to bob@example.org' : `nothing to say about parcel ${row % 7}`,
      ),
    });
    const [found] = await examinePersonal(rare, ['text'], quiet);
    expect(found).toMatchObject({ column: 'said', share: 0.001, within: [{ kind: 'email' }] });
  });

  it('finds nothing where nothing is', async () => {
    expect(await examinePersonal(tableOf({ n: ['1', '2', ''] }), ['number'], quiet)).toEqual([]);
  });
});

describe('hideMost', () => {
  it.each([
    ['Ann Smith', 'An• •••••'],
    ['张伟', '张•'],
    ['X', '•'],
    ['192.168.0.1', '19•.•••.•.•'],
    ['', ''],
    ['1 Long Road, Some Town, Some County, AB1 2CD', '1 L••• ••••, •••• ••••, •••• ••…'],
  ])('%s', (cell, hidden) => {
    expect(hideMost(cell)).toBe(hidden);
  });
});

describe('what the person says of personal data', () => {
  it('goes before what is found', () => {
    const said = maskersOf(table, roles, { email: 'none', nick: 'name' });
    const masked = said.map((mask, at) => mask(table.columns[at].levels[0]));
    expect(masked).toEqual(['C0', 'person0@example.org', 'Call me at [phone], please', '[name]']);
    const found = maskersOf(table, roles).map((mask, at) => mask(table.columns[at].levels[0]));
    expect(found).toEqual(['C0', '[email]', 'Call me at [phone], please', 'ace']);
  });

  it('may leave a column of texts as it is, and never touches ids', () => {
    const said = maskersOf(table, roles, { said: 'none', id: 'name' });
    expect(said[2](table.columns[2].levels[0])).toBe('Call me at 020 7946 0100, please');
    expect(said[0]('C0')).toBe('C0');
  });
});

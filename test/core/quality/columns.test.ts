import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/prepare/roles';
import { emptyRows, firstEqualRows } from '../../../src/core/quality/examine-rows';
import { allFindings, examineTable } from '../../../src/core/quality/quality';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { fc } from '../../fixtures/properties';
import { cellsOf, tableOf } from '../../fixtures/tables';

const ROWS = 200;
const random = createRandom(7);
const each = (cell: (row: number) => string) => Array.from({ length: ROWS }, (_, row) => cell(row));
const ids = each((row) => `${1000 + row * 3}`);
const city = each(() => ['York', 'Bath', 'Leeds'][random.below(3)]);
const spend = each(() => (random.next() * 100).toFixed(2));
const bought = spend.map((cell) => (Number(cell) > 60 ? 'yes' : 'no'));

function find(columns: Record<string, [Role, string[]]>, target?: number) {
  const table = tableOf(
    Object.fromEntries(Object.entries(columns).map(([name, [, cells]]) => [name, cells])),
  );
  const roles = Object.values(columns).map(([role]) => role);
  const quality = drain(examineTable(table, roles, target === undefined ? {} : { target }));
  return allFindings(quality)
    .filter(({ code }) => /^(?:repeats|leaks)/.test(code))
    .map(({ code, column, other, by, severity }) =>
      [code, column, other, by, severity].filter((part) => part !== '').join(' '),
    );
}

describe('rows', () => {
  it('repeat, are alike but for the id, or are empty', () => {
    const table = tableOf({
      id: ['1', '2', '1', '4', '', '2'],
      a: ['x', 'y', 'x', 'x', ' ', 'y'],
      b: ['p', 'q', 'p', 'p', 'NA', 'r'],
      c: ['u', 'v', 'u', 'u', '-', 'v'],
    });
    const quality = drain(examineTable(table, ['id', 'category', 'category', 'category']));
    expect(quality.whole).toEqual({ repeated: 1, alike: 1, empty: 1 });
    expect(quality.findings.map(({ code, rows }) => [code, rows])).toEqual([
      ['empty-rows', [6]],
      ['repeated-rows', [4]],
      ['alike-rows', [5]],
    ]);
  });

  it('are equal just where all their cells are', () => {
    const cells = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', ''), fc.constantFrom('1', '2', 'NA')),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(cells, (rows) => {
        const table = tableOf({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b) });
        const told = cellsOf(table).map((row) => JSON.stringify(row));
        expect([...drain(firstEqualRows(table, [0, 1]))]).toEqual(
          told.map((row) => told.indexOf(row)),
        );
        expect([...emptyRows(table)]).toEqual(
          rows.map(([a, b]) => (a === '' && b === 'NA' ? 1 : 0)),
        );
      }),
    );
  });
});

describe('columns that repeat another', () => {
  it('are equal but for the names of their levels', () => {
    const code = city.map((name) => ({ York: '1', Bath: '2', Leeds: '3' })[name] ?? '');
    expect(
      find({ city: ['category', city], code: ['category', code], spend: ['number', spend] }),
    ).toEqual(['repeats-column code city levels check']);
    const nearly = code.map((cell, row) => (row === 5 ? '9' : cell));
    expect(find({ city: ['category', city], code: ['category', nearly] })).toEqual([]);
    expect(find({ city: ['category', city], code: ['ignore', code] })).toEqual([
      'repeats-column code city levels note',
    ]);
  });

  it('are numbers with a correlation beyond 0.999, up or down', () => {
    const pence = spend.map((cell) => `${-Math.round(Number(cell) * 100 + random.next())}`);
    expect(find({ spend: ['number', spend], pence: ['number', pence] })).toEqual([
      'repeats-column pence spend correlation check',
    ]);
    const rough = spend.map((cell) => `${Number(cell) + random.next() * 20}`);
    expect(find({ spend: ['number', spend], rough: ['number', rough] })).toEqual([]);
  });

  it('are not merely different in every row, nor all the same', () => {
    const names = each((row) => `name ${row}`);
    expect(
      find({
        id: ['id', ids],
        name: ['ignore', names],
        one: ['category', each(() => 'x')],
        two: ['category', each(() => 'y')],
      }),
    ).toEqual([]);
    expect(find({ id: ['id', ids], key: ['ignore', ids] })).toEqual([
      'repeats-column key id levels note',
    ]);
  });
});

describe('columns that leak', () => {
  it('go up with the id, or hold it', () => {
    const order = ids.map((cell) => `${Number(cell) * 2 + 1}`);
    const said = ids.map((cell, row) => `customer ${cell} of ${city[row]}`);
    expect(
      find({
        id: ['id', ids],
        order: ['number', order],
        said: ['text', said],
        city: ['category', city],
      }),
    ).toEqual(['leaks-id order id correlation check', 'leaks-id said id holds check']);
  });

  it('tell a yes or no by their level or by their rank', () => {
    const later = bought.map((cell) => (cell === 'yes' ? 'parcel sent' : 'none sent'));
    expect(
      find({
        bought: ['target', bought],
        later: ['category', later],
        spend: ['number', spend],
        city: ['category', city],
      }),
    ).toEqual([
      'leaks-target later bought guesses problem',
      'leaks-target spend bought ranks problem',
      'repeats-column later bought levels note',
    ]);
  });

  it('tell one of several answers, or a number', () => {
    const place = city.map(
      (name) => `${['York', 'Bath', 'Leeds'].indexOf(name) * 10 + random.next()}`,
    );
    expect(find({ city: ['category', city], place: ['number', place] }, 0)).toEqual([
      'leaks-target place city guesses problem',
    ]);
    const tripled = spend.map((cell) => `${Number(cell) * 3 + random.next() * 20}`);
    expect(
      find({ spend: ['number', spend], tripled: ['number', tripled], city: ['category', city] }, 0),
    ).toEqual(['leaks-target tripled spend correlation problem']);
    const worth = city.map((name) => `${name.length * 100 + random.next()}`);
    expect(find({ worth: ['number', worth], city: ['category', city] }, 0)).toContain(
      'leaks-target city worth variance problem',
    );
  });

  it('do not merely differ in every row, nor guess a little better', () => {
    const unique = each((row) => `note ${row}`);
    const hint = bought.map((cell) => (random.next() < 0.8 ? cell : 'no'));
    expect(
      find({ bought: ['target', bought], unique: ['category', unique], hint: ['category', hint] }),
    ).toEqual([]);
  });
});

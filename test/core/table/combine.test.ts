import { describe, expect, it } from 'vitest';
import { haveSameColumns, joinTables, stackTables } from '../../../src/core/table/combine';
import { cellsOf, tableOf } from '../../fixtures/tables';

const may = tableOf({ id: ['1', '2'], said: ['late', 'good'] });
const june = tableOf({ said: ['late', 'new'], id: ['3', '4'] });

describe('stackTables', () => {
  it('puts rows under each other by the names of the columns', () => {
    const all = stackTables(
      [
        { name: 'may.csv', table: may },
        { name: 'june.csv', table: june },
      ],
      'file',
    );
    expect(all.columns.map(({ name }) => name)).toEqual(['id', 'said', 'file']);
    expect(cellsOf(all)).toEqual([
      ['1', 'late', 'may.csv'],
      ['2', 'good', 'may.csv'],
      ['3', 'late', 'june.csv'],
      ['4', 'new', 'june.csv'],
    ]);
    expect(all.columns[1].levels).toEqual(['late', 'good', 'new']);
  });

  it('is for tables with the same columns', () => {
    expect(haveSameColumns([may, june])).toBe(true);
    expect(haveSameColumns([may, tableOf({ id: ['1'] })])).toBe(false);
    expect(haveSameColumns([may, tableOf({ id: ['1'], said: ['x'], more: ['y'] })])).toBe(false);
  });
});

describe('joinTables', () => {
  const customers = tableOf({
    CustomerID: ['C1', 'C2', 'C3', 'C4', 'C1'],
    city: ['York', 'Bath', 'York', 'Leeds', 'York'],
  });

  it('finds the key, keeps every row of the first and counts who did not match', () => {
    const survey = tableOf({
      city: ['ok', 'bad', 'good'],
      customer: ['c2 ', 'C1', 'C9'],
      score: ['7', '3', '5'],
    });
    const joined = joinTables(customers, survey);
    expect(joined).toMatchObject({
      key: ['CustomerID', 'customer'],
      matched: 3,
      withoutMatch: 2,
      unused: 1,
    });
    expect(joined?.table.columns.map(({ name }) => name)).toEqual([
      'CustomerID',
      'city',
      'city (2)',
      'score',
    ]);
    expect(joined && cellsOf(joined.table)).toEqual([
      ['C1', 'York', 'bad', '3'],
      ['C2', 'Bath', 'ok', '7'],
      ['C3', 'York', '', ''],
      ['C4', 'Leeds', '', ''],
      ['C1', 'York', 'bad', '3'],
    ]);
  });

  it('does not join where the second table has several rows for a key, or none of the keys', () => {
    const orders = tableOf({ customer: ['C1', 'C1', 'C2'], amount: ['7', '7', '7'] });
    expect(joinTables(customers, orders)).toBeUndefined();
    const others = tableOf({ customer: ['X1', 'X2', 'X3'], score: ['1', '2', '3'] });
    expect(joinTables(customers, others)).toBeUndefined();
  });

  it('takes names that objects have for plain keys', () => {
    const odd = tableOf({ key: ['__proto__', 'constructor', 'a'] });
    const more = tableOf({ key: ['constructor', '__proto__', 'b'], x: ['1', '2', '3'] });
    expect(cellsOf(joinTables(odd, more)?.table ?? odd)).toEqual([
      ['__proto__', '2'],
      ['constructor', '1'],
      ['a', ''],
    ]);
  });
});

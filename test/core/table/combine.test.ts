import { describe, expect, it } from 'vitest';
import { haveSameColumns, stackTables } from '../../../src/core/table/combine';
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

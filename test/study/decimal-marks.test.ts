import { describe, expect, it } from 'vitest';
import { rollUpOrders } from '../../src/core/orders/roll-up-orders';
import { examineTable } from '../../src/core/quality/quality';
import { leaveTable } from '../../src/core/quality/recipe';
import { drain } from '../../src/core/steps';
import { keysOf, type Plan, SEED } from '../../src/core/study';
import { arrangeRows } from '../../src/study/arrange-rows';
import { customersOf } from '../../src/study/customers-of';
import { cellsOf, tableOf } from '../fixtures/tables';

const ROLES = ['id', 'number'] as const;
const TABLE = tableOf({ id: ['a', 'b', 'c', 'd'], spent: ['1.234', '900', '15.600', '20'] });
const PLAN: Plan = { roles: ROLES, encoder: 'built-in', method: 'kmeans', k: 2, seed: SEED };
const COMMA = { decimalMarks: { spent: ',' } } as const;

/** What customers spent, in the order of the file. */
function spentOf(changes: Partial<Plan> = {}): number[] {
  const { numbers, order } = customersOf(TABLE, { ...PLAN, ...changes });
  const spent: number[] = [];
  order.forEach((row, customer) => {
    spent[row] = numbers[0].values[customer];
  });
  return spent;
}

describe('a mark before decimals that the person has said', () => {
  it('decides what customers spent, with treatments and without', () => {
    expect(spentOf()).toEqual([1.234, 900, 15.6, 20]);
    expect(spentOf(COMMA)).toEqual([1234, 900, 15600, 20]);
    const recipe = leaveTable(TABLE, ROLES);
    expect(spentOf({ ...COMMA, recipe })).toEqual([1234, 900, 15600, 20]);
  });

  it('gives way to the one that a treatment names', () => {
    const recipe = leaveTable(TABLE, ROLES);
    const columns = recipe.columns.map((column) => ({ ...column, decimal: '.' as const }));
    expect(spentOf({ ...COMMA, recipe: { ...recipe, columns } })).toEqual([1.234, 900, 15.6, 20]);
  });

  it('makes results of its own', () => {
    expect(keysOf('file', PLAN).prepare).not.toBe(keysOf('file', { ...PLAN, ...COMMA }).prepare);
  });

  it('is no longer asked for by the look at the data', () => {
    const codes = (options = {}) =>
      drain(examineTable(TABLE, ROLES, options)).columns[1].findings.map(({ code }) => code);
    expect(codes()).toContain('decimal-unclear');
    expect(codes(COMMA)).not.toContain('decimal-unclear');
  });

  it('is how customers are sorted', () => {
    const by = { by: 1, descending: false, within: null, search: '' };
    expect([...arrangeRows(TABLE, undefined, by)]).toEqual([0, 2, 3, 1]);
    expect([...arrangeRows(TABLE, undefined, by, COMMA)]).toEqual([3, 1, 0, 2]);
  });

  it('decides what orders cost', () => {
    const lines = tableOf({
      customer: ['ann', 'ann', 'bob'],
      day: ['2024-04-03', '2024-05-06', '2024-05-07'],
      amount: ['1.250', '2.000', '9'],
    });
    const roles = { customer: 'customer', date: 'day', amount: 'amount' };
    const spent = (of: object) => {
      const { table, made } = drain(rollUpOrders(lines, { ...roles, ...of }));
      const name = made.find(({ key }) => key === 'total_spent')?.name;
      const at = table.columns.findIndex((column) => column.name === name);
      return cellsOf(table).map((cells) => Number(cells[at]));
    };
    expect(spent({})).toEqual([3.25, 9]);
    expect(spent({ decimalMark: ',' })).toEqual([3250, 9]);
  });
});

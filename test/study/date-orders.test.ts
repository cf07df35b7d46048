import { describe, expect, it } from 'vitest';
import { rollUpOrders } from '../../src/core/orders/roll-up-orders';
import { datesOf } from '../../src/core/prepare/views';
import { examineTable } from '../../src/core/quality/quality';
import { leaveTable } from '../../src/core/quality/recipe';
import { drain } from '../../src/core/steps';
import { keysOf, type Plan } from '../../src/core/study';
import { arrangeRows } from '../../src/study/arrange-rows';
import { customersOf } from '../../src/study/customers-of';
import { openCustomers } from '../../src/study/open-customers';
import { cellsOf, tableOf } from '../fixtures/tables';
import { quiet } from '../fixtures/studies';

const CELLS = ['03/04/2024', '05/06/2024', '11/02/2024', ''];
const TABLE = tableOf({ joined: CELLS, visits: ['1', '2', '3', '4'] });
const days = (...moments: (number | undefined)[]) => moments.map((one) => one ?? Number.NaN);
const DAY_FIRST = days(
  Date.UTC(2024, 3, 3),
  Date.UTC(2024, 5, 5),
  Date.UTC(2024, 1, 11),
  undefined,
);
const MONTH_FIRST = days(
  Date.UTC(2024, 2, 4),
  Date.UTC(2024, 4, 6),
  Date.UTC(2024, 10, 2),
  undefined,
);

const PLAN: Plan = {
  roles: ['date', 'number'],
  encoder: '',
  method: 'kmeans',
  k: null,
  seed: 1,
};
const ASKED: Plan = { ...PLAN, dateOrders: { joined: 'mdy' } };

/** The dates of a plan's customers in the order of the file. */
function datesBy(plan: Plan): number[] {
  const { dates, order } = customersOf(TABLE, plan);
  const found: number[] = [];
  order.forEach((row, customer) => {
    found[row] = dates[0].values[customer];
  });
  return found;
}

describe('the order of day and month that a person has said', () => {
  it('is how a column is read; otherwise the day is first', () => {
    expect([...datesOf(TABLE.columns[0])]).toEqual(DAY_FIRST);
    expect([...datesOf(TABLE.columns[0], 'mdy')]).toEqual(MONTH_FIRST);
  });

  it('is heeded when customers are prepared, for the column that it is of', () => {
    expect(datesBy(PLAN)).toEqual(DAY_FIRST);
    expect(datesBy(ASKED)).toEqual(MONTH_FIRST);
    expect(datesBy({ ...PLAN, dateOrders: { visits: 'mdy' } })).toEqual(DAY_FIRST);
    expect(keysOf('t', ASKED).prepare).not.toBe(keysOf('t', PLAN).prepare);
  });

  it('is heeded where a recipe leaves the order open, and fills by it', () => {
    const leave = leaveTable(TABLE, PLAN.roles);
    const recipe = {
      ...leave,
      columns: leave.columns.map((column) =>
        column.column === 'joined' ? { ...column, missing: 'median' as const } : column,
      ),
    };
    expect(datesBy({ ...PLAN, recipe }).slice(0, 3)).toEqual(DAY_FIRST.slice(0, 3));
    expect(datesBy({ ...PLAN, recipe })[3]).toBe(Date.UTC(2024, 3, 3));
    expect(datesBy({ ...ASKED, recipe }).slice(0, 3)).toEqual(MONTH_FIRST.slice(0, 3));
    expect(datesBy({ ...ASKED, recipe })[3]).toBe(Date.UTC(2024, 4, 6));
    const said = {
      ...recipe,
      columns: recipe.columns.map((column) => ({ ...column, order: 'dmy' as const })),
    };
    expect(datesBy({ ...ASKED, recipe: said }).slice(0, 3)).toEqual(DAY_FIRST.slice(0, 3));
  });

  it('settles the doubt that quality tells of, and what is the first day', () => {
    const examine = (dateOrders: Plan['dateOrders'] = {}) =>
      drain(examineTable(TABLE, PLAN.roles, { dateOrders })).columns[0];
    const codes = (dateOrders?: Plan['dateOrders']) =>
      examine(dateOrders).findings.map(({ code }) => code);
    expect(codes()).toContain('date-order-unclear');
    expect(codes({ joined: 'dmy' })).not.toContain('date-order-unclear');
    expect(codes({ joined: 'mdy' })).not.toContain('date-order-unclear');
    expect(examine().profile).toMatchObject({ order: 'dmy', first: Date.UTC(2024, 1, 11) });
    expect(examine({ joined: 'mdy' }).profile).toMatchObject({
      order: 'mdy',
      first: Date.UTC(2024, 2, 4),
    });
  });

  it('is how customers are sorted', () => {
    const by = { by: 0, descending: false, within: null, search: '' };
    expect([...arrangeRows(TABLE, undefined, by)]).toEqual([2, 0, 1, 3]);
    expect([...arrangeRows(TABLE, undefined, by, { dateOrders: { joined: 'mdy' } })]).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('decides how long ago orders were', () => {
    const lines = tableOf({
      customer: ['ann', 'ann', 'bob', 'bob'],
      day: ['03/04/2024', '05/06/2024', '11/02/2024', '01/02/2024'],
      amount: ['1', '2', '3', '4'],
    });
    const roles = { customer: 'customer', date: 'day', amount: 'amount' };
    const recency = (dateOrder?: 'dmy' | 'mdy') => {
      const asked = dateOrder === undefined ? roles : { ...roles, dateOrder };
      const { table } = drain(rollUpOrders(lines, asked));
      const at = table.columns.findIndex(({ name }) => name === 'recency_days');
      return cellsOf(table).map((row) => [row[0], row[at]]);
    };
    // Day first: 5 June is the last of all, 11 February the last of bob; month first: 6 May, 2 November.
    expect(recency()).toEqual([
      ['ann', '1'],
      ['bob', '116'],
    ]);
    expect(recency('dmy')).toEqual(recency());
    expect(recency('mdy')).toEqual([
      ['ann', '181'],
      ['bob', '1'],
    ]);
  });

  it('is asked for of order lines too, and makes another table of them', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `o${i},C${i % 12},0${1 + (i % 9)}/0${1 + (i % 7)}/2024,${5 + i}`,
    );
    const file = new Blob([`order_id,customer_id,order_date,amount\n${rows.join('\n')}\n`]);
    const plain = await openCustomers(file, {}, quiet);
    // 01/01 to 07/07 are the same day either way; 08/01 is not.
    expect(plain.orders?.unclearDate).toEqual({
      cell: '08/01/2024',
      dmy: Date.UTC(2024, 0, 8),
      mdy: Date.UTC(2024, 7, 1),
    });
    const { roles } = plain.orders ?? { roles: { customer: '' } };
    const asked = await openCustomers(file, { orders: { ...roles, dateOrder: 'mdy' } }, quiet);
    expect(asked.key).not.toBe(plain.key);
    expect(asked.orders?.receipt.to).toBe('2024-09-06');
    expect(plain.orders?.receipt.to).toBe('2024-07-08');
  });
});

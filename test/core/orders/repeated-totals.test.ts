import { describe, expect, it } from 'vitest';
import type { OrderRoles } from '../../../src/core/orders/customer-table';
import { rollUpOrders } from '../../../src/core/orders/roll-up-orders';
import { drain } from '../../../src/core/steps';
import { cellsOf, tableOf } from '../../fixtures/tables';

type Line = readonly [who: string, order: string, amount: string, product?: string];

function rollUp(lines: readonly Line[], name: string, given: Partial<OrderRoles> = {}) {
  const table = tableOf({
    who: lines.map(([who]) => who),
    no: lines.map(([, no]) => no),
    [name]: lines.map(([, , amount]) => amount),
    what: lines.map(([, , , product]) => product ?? 'tea'),
  });
  const roles = { customer: 'who', order: 'no', amount: name, product: 'what', ...given };
  const { table: found, receipt } = drain(rollUpOrders(table, roles));
  const at = (column: string) => found.columns.findIndex((one) => one.name === column);
  const spent = cellsOf(found).map((row) => [row[0], row[at('total_spent')]]);
  return { ...receipt, spent: Object.fromEntries(spent), rows: cellsOf(found), at };
}

/** Ann: 30 + 12.5 + 8 = 50.5, Bob: 20 + 44.1 = 64.1, not 30 x 3 + ... */
const TOTALS: Line[] = [
  ['ann', '1', '30', 'cup'],
  ['ann', '1', '30', 'tea'],
  ['ann', '1', '30', 'tea'],
  ['bob', '2', '20'],
  ['bob', '2', '20'],
  ['ann', '3', '12.50'],
  ['ann', '3', '12.5'],
  ['bob', '4', '44.10'],
  ['bob', '4', '44.1'],
  ['ann', '5', '8'],
];

describe('amounts that are totals of orders', () => {
  it('count once per order, and the receipt tells how many did not count again', () => {
    const { spent, amountOf, repeatedTotals, badAmounts } = rollUp(TOTALS, 'amount');
    expect(spent).toEqual({ ann: '50.5', bob: '64.1' });
    expect([amountOf, repeatedTotals, badAmounts]).toEqual(['order', 5, 0]);
  });

  it('are added up when the person says that they are of lines', () => {
    const { spent, amountOf, repeatedTotals } = rollUp(TOTALS, 'amount', { amountOf: 'line' });
    expect(spent).toEqual({ ann: '123', bob: '128.2' });
    expect([amountOf, repeatedTotals]).toEqual(['line', 0]);
  });

  it('say nothing of products, which are weighed by lines', () => {
    const { rows, at } = rollUp(TOTALS, 'amount');
    expect(rows[0][at('share of cup')]).toBe('0.166667');
    expect(rows[0][at('top_product')]).toBe('tea');
  });

  it('with one order id of two customers are two orders', () => {
    const lines: Line[] = TOTALS.flatMap((line) => [line, ['z', line[1], line[2]] as Line]);
    expect(rollUp(lines, 'amount').spent).toEqual({ ann: '50.5', bob: '64.1', z: '114.6' });
  });

  it('that differ within an order count once each', () => {
    const lines: Line[] = [...TOTALS, ['bob', '6', '9'], ['bob', '6', '9'], ['bob', '6', '-2']];
    const { spent } = rollUp(lines, 'amount', { amountOf: 'order' });
    expect(spent.bob).toBe('71.1');
  });
});

describe('amounts that are of lines', () => {
  it.each<[string, Line[], string]>([
    ['differ within orders', TOTALS.map(([a, b], at) => [a, b, `${at}`]), 'amount'],
    ['are all the same in the shop', TOTALS.map(([a, b]) => [a, b, '9.99']), 'amount'],
    ['agree in two orders, as chance may have it', TOTALS.slice(3, 7), 'amount'],
    ['are called so', TOTALS, 'Line Total'],
  ])('%s', (_, lines, name) => {
    expect(rollUp(lines, name)).toMatchObject({ amountOf: 'line', repeatedTotals: 0 });
  });

  it('are believed to be of orders sooner where the name says so', () => {
    expect(rollUp(TOTALS.slice(3, 7), 'order_total').amountOf).toBe('order');
    expect(rollUp(TOTALS.slice(3, 7), '订单实付金额').amountOf).toBe('order');
  });

  it('are asked about only where an order has several lines', () => {
    const single = rollUp([TOTALS[0], TOTALS[3], TOTALS[9]], 'order_total');
    expect(single.amountOf).toBeUndefined();
  });
});

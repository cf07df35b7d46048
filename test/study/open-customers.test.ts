import { describe, expect, it } from 'vitest';
import { openCustomers } from '../../src/study/open-customers';
import { quiet } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';

const LINES = [
  'order_id,customer_id,order_date,amount,city',
  'o1,C1,2024-01-01,10,York',
  'o1,C1,2024-01-01,5,York',
  'o2,C2,2024-01-05,20,Bath',
  'o3,C1,2024-02-01,30,York',
  'o4,C3,2024-02-10,7,Leeds',
  'o5,C2,2024-03-01,-20,Bath',
  'o6,C3,2024-03-10,9,Leeds',
].join('\n');
const open = (text: string, hints = {}) => openCustomers(new Blob([text]), hints, quiet);

describe('openCustomers', () => {
  it('rolls order lines up to customers, with scores and a group each', async () => {
    const { table, orders, header } = await open(LINES);
    expect(orders?.roles).toMatchObject({
      customer: 'customer_id',
      date: 'order_date',
      amount: 'amount',
      order: 'order_id',
    });
    expect(orders?.receipt).toMatchObject({ lines: 7, customers: 3, returns: 1 });
    expect(header).toEqual(table.columns.map(({ name }) => name));
    const rows = cellsOf(table).map((cells) =>
      Object.fromEntries(cells.map((cell, at) => [header[at], cell])),
    );
    expect(
      rows.map(({ customer_id, orders: count, total_spent, recency_days, city }) => [
        customer_id,
        count,
        total_spent,
        recency_days,
        city,
      ]),
    ).toEqual([
      ['C1', '2', '45', '39', 'York'],
      ['C2', '1', '0', '66', 'Bath'],
      ['C3', '2', '16', '1', 'Leeds'],
    ]);
    expect(rows[2].rfm_recency).toBe('5');
    expect(rows.every(({ rfm_group }) => /^[a-z-]+$/.test(rfm_group))).toBe(true);
    expect(orders?.aside).toContain('rfm_group');
  });

  it('leaves lines as they are when told so, and offers what it would do', async () => {
    const found = await open(LINES, { orders: null });
    expect(found.orders).toBeUndefined();
    expect(found.table.rows).toBe(7);
    expect(found.offered?.customer).toBe('customer_id');
  });

  it('takes the roles that it is given, and tells readings apart by their keys', async () => {
    const given = await open(LINES, { orders: { customer: 'city', amount: 'amount' } });
    expect(given.table.rows).toBe(3);
    const keys = await Promise.all(
      [{}, { orders: null }, { orders: { customer: 'city', amount: 'amount' } }].map(
        async (hints) => (await open(LINES, hints)).key,
      ),
    );
    expect(new Set(keys).size).toBe(3);
  });

  it('does not touch a list of customers', async () => {
    const text = 'customer_id,city,spend\nC1,York,3\nC2,Bath,4\nC3,York,5\n';
    const { table, orders, offered } = await open(text);
    expect([table.rows, orders, offered]).toEqual([3, undefined, undefined]);
  });
});

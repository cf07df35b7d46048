import { describe, expect, it } from 'vitest';
import { hintsForNext, openCustomers, openLinesAndCustomers } from '../../src/study/open-customers';
import { faultOf } from '../fixtures/faults';
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
    expect(rows.every(({ rfm_group }) => /^[a-z ]+$/.test(rfm_group))).toBe(true);
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

  describe('with cut points and a day of one’s own', () => {
    const roles = { customer: 'customer_id', date: 'order_date', amount: 'amount' };

    it('scores by them, and tells what it did', async () => {
      const { table, orders } = await open(LINES, {
        orders: {
          ...roles,
          referenceDate: '2024-03-31',
          cuts: { recency: [30, 60, 90, 120], monetary: [0, 10, 20, 40] },
        },
      });
      expect(orders?.receipt.referenceDate).toBe('2024-03-31');
      expect(orders?.rfm?.own).toEqual(['recency', 'monetary']);
      const names = table.columns.map(({ name }) => name);
      const cell = (row: readonly string[], name: string) => row[names.indexOf(name)];
      // C1 59 days and 45, C2 86 and 0 (20 and 20 back), C3 21 and 16.
      expect(
        cellsOf(table).map((row) => [
          cell(row, 'recency_days'),
          cell(row, 'rfm_recency'),
          cell(row, 'rfm_monetary'),
        ]),
      ).toEqual([
        ['59', '4', '5'],
        ['86', '3', '1'],
        ['21', '5', '3'],
      ]);
      expect(orders?.rfm?.groups.reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
    });

    it('keeps such readings apart', async () => {
      const found = await Promise.all(
        [
          roles,
          { ...roles, cuts: { frequency: [1, 2, 3, 4] } },
          { ...roles, cuts: { frequency: [1, 2, 3, 5] } },
          { ...roles, referenceDate: '2024-03-31' },
          { ...roles, amountOf: 'line' },
        ].map(async (orders) => (await open(LINES, { orders })).key),
      );
      expect(new Set(found).size).toBe(5);
    });

    it.each([
      [{ cuts: { recency: [30, 20, 40, 50] } }, 'cuts-unordered'],
      [{ cuts: { monetary: [1, 2, 3] } }, 'cuts-unordered'],
      [{ referenceDate: '31.12.2024' }, 'day-unreadable'],
      [{ referenceDate: '2024-02-30' }, 'day-unreadable'],
    ])('refuses %j', async (given, code) => {
      const fault = await faultOf(() => open(LINES, { orders: { ...roles, ...given } }));
      expect(fault.code).toBe(code);
    });

    it('does not carry the day over to next month', () => {
      const cuts = { frequency: [1, 2, 3, 4] } as const;
      expect(hintsForNext({ orders: { ...roles, cuts, referenceDate: '2024-03-31' } })).toEqual({
        orders: { ...roles, cuts },
      });
      expect(hintsForNext({ orders: null, header: true })).toEqual({ orders: null, header: true });
    });
  });

  it('names scores and groups in Chinese in a Chinese file, whatever the page speaks', async () => {
    const chinese = LINES.replace(
      'order_id,customer_id,order_date,amount,city',
      '订单号,客户编号,下单日期,金额,城市',
    );
    const { table, orders } = await open(chinese);
    expect(orders?.aside).toEqual([
      '明细行数',
      '首次购买日期',
      '最近购买日期',
      'R得分',
      'F得分',
      'M得分',
      'RFM分组',
    ]);
    const group = table.columns.find(({ name }) => name === 'RFM分组');
    expect(group?.levels.every((name) => /^\p{sc=Han}+$/u.test(name))).toBe(true);
  });

  it('gives lines and customers of one reading', async () => {
    const { lines, customers } = await openLinesAndCustomers(new Blob([LINES]), {}, quiet);
    expect([lines.table.rows, customers.table.rows]).toEqual([7, 3]);
    expect(lines.header[0]).toBe('order_id');
    expect(customers.key).toBe((await open(LINES)).key);
  });

  it('offers to gather the rows of customers, and does so when asked', async () => {
    const reviews = [
      'review_id,customer_id,rating,said',
      'r1,C1,5,Quick and friendly as ever',
      'r2,C1,3,A little late this time',
      'r3,C2,4,Nothing to complain about',
      'r4,C3,1,It never came at all',
    ].join('\n');
    const asIs = await open(reviews);
    expect([asIs.table.rows, asIs.orders, asIs.offered]).toEqual([4, undefined, undefined]);
    expect(asIs.repeats).toMatchObject({ rows: 4, customers: 3 });
    const { table, gathered, repeats, key } = await open(reviews, { orders: asIs.repeats?.roles });
    expect(repeats).toBeUndefined();
    expect(gathered?.receipt).toMatchObject({ customers: 3, repeated: 1, dropped: ['review_id'] });
    expect(gathered?.lineColumns).toEqual(['review_id', 'customer_id', 'rating', 'said']);
    expect(cellsOf(table)[0]).toEqual([
      'C1',
      '2',
      '4',
      'A little late this time. Quick and friendly as ever',
    ]);
    expect(key).not.toBe(asIs.key);
    expect((await open(reviews, { orders: null })).repeats).toEqual(asIs.repeats);
  });
});

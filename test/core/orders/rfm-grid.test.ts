import { describe, expect, it } from 'vitest';
import { inferRfmColumns } from '../../../src/core/orders/infer-rfm-columns';
import { isLack, readGrid, type RfmRequest } from '../../../src/core/orders/read-rfm';
import { groupByGrid, SCORE_COUNTS, type ScoreCount } from '../../../src/core/orders/rfm-grid';
import { scoreCustomers } from '../../../src/core/orders/score-customers';
import { rollUpOrders } from '../../../src/core/orders/roll-up-orders';
import { drain } from '../../../src/core/steps';
import type { Table } from '../../../src/core/table/table';
import { tableOf } from '../../fixtures/tables';
import golden from '../../golden/rfm.json';

const known = (values: readonly (number | null)[]) =>
  Float64Array.from(values, (value) => value ?? Number.NaN);

describe('against pandas.qcut', () => {
  const cases = golden.flatMap(({ tied, values, cases: list }) =>
    list.map((one) => ({ ...one, tied, values })),
  );
  it.each(cases)(
    '$scores scores, money $money, ties $tied',
    ({ scores, money, values, groups }) => {
      const { recency, frequency, monetary } = values;
      const measured = { recency: known(recency), frequency: known(frequency) };
      const found = groupByGrid(
        money ? { ...measured, monetary: known(monetary) } : measured,
        scores as ScoreCount,
      );
      expect(found).toEqual(groups);
      expect(new Set(found).size).toBeGreaterThan(5);
    },
  );
});

describe('inferRfmColumns', () => {
  it.each([
    [['recency_days', 'orders', 'total_spent', 'lines']],
    [['最近购买天数', '订单数', '累计消费金额', '城市']],
    [['Recency', 'Frequency', 'MonetaryValue', 'Age']],
    [['days since last purchase', 'number of orders', 'total revenue', 'country']],
    [['last_order_date', 'purchase_count', 'total_spend', 'note']],
    [['最后一次消费日期', '消费次数', '消费总额', '姓名']],
    [['距上次下单天数', '购买频次', '累计金额', '备注']],
  ])('finds recency, frequency and money among %j', (names) => {
    expect(inferRfmColumns([...names].reverse())).toEqual({
      recency: names[0],
      frequency: names[1],
      monetary: names[2],
    });
  });

  it('takes no column for what it is not', () => {
    expect(
      inferRfmColumns([
        'customer_id',
        'last_login',
        'birth date',
        'discount',
        'rating',
        '注册日期',
      ]),
    ).toEqual({});
  });
});

const all = (table: Table) => Int32Array.from({ length: table.rows }, (_, row) => row);

function groupsOf(table: Table, request: RfmRequest = {}) {
  const reading = readGrid(table, all(table), request);
  if (isLack(reading)) throw new Error(JSON.stringify(reading));
  return reading;
}

describe('readGrid', () => {
  const LINES = tableOf({
    customer_id: Array.from({ length: 90 }, (_, at) => `C${(at * 7) % 23}`),
    order_date: Array.from(
      { length: 90 },
      (_, at) => `2024-0${1 + (at % 9)}-${10 + ((at * 5) % 18)}`,
    ),
    amount: Array.from({ length: 90 }, (_, at) => `${((at * 37) % 90) + 5}.50`),
  });
  const ROLES = { customer: 'customer_id', date: 'order_date', amount: 'amount' };

  it('is the very grouping of the orders, own cut points and all', () => {
    const rolled = drain(rollUpOrders(LINES, ROLES));
    for (const cuts of [{}, { frequency: [1, 2, 3, 3] as const }]) {
      const { table, rfm } = drain(scoreCustomers(rolled, cuts));
      const { groups, asScored, columns } = groupsOf(table);
      expect(asScored).toBe(true);
      expect(columns).toEqual({
        recency: 'recency_days',
        frequency: 'orders',
        monetary: 'total_spent',
      });
      const counts = (rfm?.groups ?? []).map(({ group, customers }) => [group, customers]);
      expect(
        counts.every(([group, count]) => groups.filter((one) => one === group).length === count),
      ).toBe(true);
      expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(groups.length);
    }
    const { table } = drain(scoreCustomers(rolled));
    const { groups: computed } = groupsOf(table, { columns: { recency: 'recency_days' } });
    expect(computed).toEqual(groupsOf(table).groups);
    expect(groupsOf(table, { scores: 3 })).toMatchObject({ scores: 3, asScored: false });
  });

  it('reads dates as days since the last of them', () => {
    const days = [1, 30, 60, 90, 120, 150, 200, 250, 300, 365];
    const dated = days.map((ago) =>
      new Date(Date.UTC(2024, 11, 31) - ago * 86_400_000).toISOString().slice(0, 10),
    );
    const orders = days.map((_, at) => `${(at * 3) % 10}`);
    const counted = groupsOf(tableOf({ recency: days.map(String), orders }));
    const read = groupsOf(tableOf({ last_order: dated, orders }));
    expect(read.groups).toEqual(counted.groups);
    expect(read.columns).toEqual({ recency: 'last_order', frequency: 'orders' });
  });

  it('takes the columns that are chosen, leaves money out where that is wanted, and says what it lacks', () => {
    const table = tableOf({
      seen: ['5', '9', '40', '80', '160', '320'],
      bought: ['9', '1', '4', '4', '2', '1'],
      total_spent: ['1', '2', '3', '4', '5', '900'],
      name: ['a', 'b', 'c', 'd', 'e', 'f'],
    });
    expect(readGrid(table, all(table))).toEqual({ measure: 'recency' });
    expect(readGrid(table, all(table), { columns: { recency: 'seen' } })).toEqual({
      measure: 'frequency',
    });
    expect(
      readGrid(table, all(table), { columns: { recency: 'name', frequency: 'bought' } }),
    ).toEqual({ measure: 'recency', column: 'name' });
    expect(
      readGrid(table, all(table), { columns: { recency: 'gone', frequency: 'bought' } }),
    ).toEqual({ measure: 'recency', column: 'gone' });
    const chosen = { recency: 'seen', frequency: 'bought' };
    expect(groupsOf(table, { columns: chosen }).columns.monetary).toBe('total_spent');
    const without = groupsOf(table, { columns: { ...chosen, monetary: '' } });
    expect(without.columns).toEqual(chosen);
    expect(without.groups[0]).toBe('champions');
  });

  it('cuts among those who take part, and sets apart who never ordered', () => {
    const table = tableOf({
      recency: ['1', '2', '3', '4', '5', '6', '', '9000'],
      frequency: ['9', '8', '7', '6', '5', '4', '', '1'],
    });
    const some = Int32Array.of(0, 1, 2, 3, 4, 5, 6);
    const reading = readGrid(table, some);
    if (isLack(reading)) throw new Error('nothing read');
    expect(reading.groups.at(-1)).toBe('no-orders');
    expect(reading.groups[0]).toBe('champions');
    expect(reading.groups[5]).toBe('lost');
    expect(SCORE_COUNTS).toContain(reading.scores);
  });
});

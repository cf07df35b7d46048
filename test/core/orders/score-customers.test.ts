import { describe, expect, it } from 'vitest';
import { nameRfm, type RfmOptions } from '../../../src/core/orders/rfm';
import { rollUpOrders } from '../../../src/core/orders/roll-up-orders';
import { rangesOf, scoreCustomers } from '../../../src/core/orders/score-customers';
import { drain } from '../../../src/core/steps';
import type { Table } from '../../../src/core/table/table';
import { cellsOf, tableOf } from '../../fixtures/tables';

/** Customers a to f with 1 to 6 orders of 10 each, the last 10, 20, 30, 40, 50, 60 days back. */
const LINES = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((who, at) =>
  Array.from({ length: at + 1 }, (_, order) => ({
    who,
    no: `${who}${order}`,
    day: new Date(Date.UTC(2024, 5, 30) - 86400000 * (10 * (at + 1) + order))
      .toISOString()
      .slice(0, 10),
    sum: '10',
  })),
);
const SHOP = tableOf({
  who: LINES.map(({ who }) => who),
  no: LINES.map(({ no }) => no),
  day: LINES.map(({ day }) => day),
  sum: LINES.map(({ sum }) => sum),
});
const REFERENCE = { referenceDate: Date.UTC(2024, 5, 30) };

function score(cuts: RfmOptions = {}, table: Table = SHOP, amount: string | undefined = 'sum') {
  const roles = { customer: 'who', order: 'no', date: 'day', ...(amount ? { amount } : {}) };
  const found = drain(scoreCustomers(drain(rollUpOrders(table, roles, REFERENCE)), cuts));
  const names = found.table.columns.map(({ name }) => name);
  const rows = cellsOf(found.table).map((row) =>
    found.added.map((name) => row[names.indexOf(name)]),
  );
  return { ...found, rows };
}

describe('scoreCustomers', () => {
  it('cuts at one’s own points, a value on a cut below it', () => {
    const { rows, rfm } = score({
      recency: [15, 20, 45, 59],
      frequency: [1, 2, 4, 5],
      monetary: [5, 10, 60, 60],
    });
    // R: 10 20 | 30 40 | 50 | 60. F: 1 2 | 3 4 | 5 | 6. M: 10 | 20 to 60: two cuts are one.
    expect(rows.map((row) => row.slice(0, 3).join(''))).toEqual([
      '512',
      '423',
      '333',
      '333',
      '243',
      '153',
    ]);
    expect(rows.map(([, , , group]) => group)).toEqual([
      'potential loyalists',
      'potential loyalists',
      'need attention',
      'need attention',
      'at risk',
      'at risk',
    ]);
    expect(rfm?.own).toEqual(['recency', 'frequency', 'monetary']);
    expect(rfm?.groups).toEqual([
      { group: 'potential-loyalists', customers: 2 },
      { group: 'need-attention', customers: 2 },
      { group: 'at-risk', customers: 2 },
    ]);
  });

  it('cuts the others at their quintiles, and tells where', () => {
    const { rows, rfm } = score({ frequency: [0, 0, 0, 5] });
    expect(rfm?.own).toEqual(['frequency']);
    expect(rfm?.cuts).toEqual({
      recency: [20, 30, 40, 50],
      frequency: [0, 0, 0, 5],
      monetary: [20, 30, 40, 50],
    });
    expect(rows.map((row) => row.slice(0, 3).join(''))).toEqual([
      '541',
      '541',
      '442',
      '343',
      '244',
      '155',
    ]);
  });

  it('gives the group of frequency alone where there are no amounts', () => {
    const { rows, rfm, added } = score({}, SHOP, '');
    expect(added).toEqual(['rfm_recency', 'rfm_frequency', 'rfm_group']);
    expect(rfm?.cuts.monetary).toBeUndefined();
    for (const [r, f, group] of rows)
      expect(group).toBe(nameRfm(Number(r), Number(f))?.replaceAll('-', ' '));
  });

  it('puts every customer into one group, those without orders into one of their own', () => {
    const more = tableOf({
      who: [...LINES.map(({ who }) => who), 'x', 'y'],
      no: [...LINES.map(({ no }) => no), '', 'r'],
      day: [...LINES.map(({ day }) => day), '', '2024-05-01'],
      sum: [...LINES.map(({ sum }) => sum), '', '-3'],
    });
    const { rows, rfm } = score({}, more);
    expect(rows.slice(-2)).toEqual([
      ['', '', '', 'no orders'],
      ['', '1', '1', 'no orders'],
    ]);
    expect(rfm?.groups.at(-1)).toEqual({ group: 'no-orders', customers: 2 });
    expect(rfm?.groups.reduce((sum, { customers }) => sum + customers, 0)).toBe(8);
    // Who has no line of an order does not move the cuts: five fifths of seven, not eight.
    expect(rfm?.cuts.frequency).toEqual([1.2, 2.4, 3.6, 4.8]);
  });

  it.each<[string, unknown]>([
    ['recency', [30, 20, 40, 50]],
    ['frequency', [1, 2, 3]],
    ['monetary', [1, 2, 3, Number.NaN]],
    ['frequency', 'many'],
  ])('refuses cut points for %s that are %j', (measure, cuts) => {
    expect(() => score({ [measure]: cuts } as RfmOptions)).toThrow(
      `cuts-unordered: measure ${measure}`,
    );
  });

  it('steps aside for columns of the file', () => {
    const { added } = score(
      {},
      {
        ...SHOP,
        columns: [...SHOP.columns, { ...SHOP.columns[0], name: 'rfm_group' }],
      },
    );
    expect(added.at(-1)).toBe('rfm_group (2)');
  });
});

describe('rangesOf', () => {
  it('says which days, orders and sums get 1 to 5 points', () => {
    expect(rangesOf('recency', [142.4, 433, 486, 513])).toEqual([
      { from: 513 },
      { from: 487, to: 513 },
      { from: 434, to: 486 },
      { from: 143, to: 433 },
      { to: 142 },
    ]);
    expect(rangesOf('frequency', [1, 1, 2, 4])).toEqual([
      { to: 1 },
      undefined,
      { from: 2, to: 2 },
      { from: 3, to: 4 },
      { from: 4 },
    ]);
    expect(rangesOf('monetary', [1.5, 2.5, 2.5, 9])[1]).toEqual({ from: 1.5, to: 2.5 });
  });
});

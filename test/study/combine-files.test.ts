import { describe, expect, it } from 'vitest';
import { combineFiles, type NamedFile } from '../../src/study/combine-files';
import { openCustomers } from '../../src/study/open-customers';
import { openFile } from '../../src/study/open-file';
import { faultOf } from '../fixtures/faults';
import { quiet } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';

const file = (name: string, text: string): NamedFile => ({ name, file: new Blob([text]) });
const read = async (source: Blob) => {
  const { table } = await openFile(source, { header: true }, quiet);
  return [table.columns.map(({ name }) => name), ...cellsOf(table)];
};
/** Whichever file is given first, the same must come of it. */
const inBothOrders = (files: readonly NamedFile[]) => [files, [...files].reverse()];

const CUSTOMERS = file(
  'customers.csv',
  'customer_id,city,segment\nC1,York,a\nC2,Bath,b\nC3,York,a\nC4,Leeds,b\n',
);
const ORDERS = file(
  'orders.csv',
  [
    'order_id,client,order_date,amount',
    '1,c1,2024-01-01,10',
    '2,C1,2024-01-09,30',
    '3,C3,2024-01-05,7',
    '4,C9,2024-01-06,99',
    '5,c2,2024-01-07,5',
    '6,C9,2024-01-08,1',
    '7,,2024-01-08,4',
  ].join('\n'),
);

describe('combineFiles', () => {
  it('puts months under each other', async () => {
    const { source, name, combination } = await combineFiles(
      [
        file('may.csv', 'id,said\n1,"late, again"\n'),
        file('june.csv', 'said;id\n"new ""tea""";2\n'),
      ],
      quiet,
    );
    expect(combination).toEqual({ kind: 'stacked', files: 2, rows: 2 });
    expect(name).toBe('may + june.csv');
    expect(await read(source)).toEqual([
      ['id', 'said', 'source_file'],
      ['1', 'late, again', 'may.csv'],
      ['2', 'new "tea"', 'june.csv'],
    ]);
  });

  it('joins a survey to the customers, whichever was given first', async () => {
    const customers = file('customers.csv', 'id,city\nC1,York\nC2,Bath\nC3,York\nC4,Leeds\n');
    const survey = file('survey.csv', 'customer,answer\nC1,fine\nC4,slow\nC8,ok\n');
    for (const files of inBothOrders([customers, survey])) {
      const { source, combination, hints } = await combineFiles(files, quiet);
      expect(hints).toEqual({});
      expect(combination).toEqual({
        kind: 'joined',
        stacked: [],
        joins: [
          {
            lead: 'customers.csv',
            other: 'survey.csv',
            key: ['id', 'customer'],
            how: 'beside',
            matched: 2,
            withoutMatch: 2,
            withoutKey: 0,
            unused: 1,
            strangers: { first: ['C2', 'C3'], second: ['C8'] },
            alike: 0,
            linesLeftOut: 0,
          },
        ],
      });
      expect(await read(source)).toEqual([
        ['id', 'city', 'answer'],
        ['C1', 'York', 'fine'],
        ['C2', 'Bath', ''],
        ['C3', 'York', ''],
        ['C4', 'Leeds', 'slow'],
      ]);
    }
  });

  it('gives orders to a list of customers, who all stay', async () => {
    for (const files of inBothOrders([CUSTOMERS, ORDERS])) {
      const { source, combination, hints } = await combineFiles(files, quiet);
      expect(combination).toMatchObject({
        kind: 'joined',
        joins: [
          {
            lead: 'customers.csv',
            other: 'orders.csv',
            how: 'orders',
            key: ['customer_id', 'client'],
            matched: 3,
            withoutMatch: 1,
            unused: 1,
            linesLeftOut: 2,
            alike: 2,
            alikeExample: ['C1', 'c1'],
            strangers: { first: ['C4'], second: ['C9'] },
          },
        ],
      });
      const { table, orders } = await openCustomers(source, hints, quiet);
      expect(orders?.receipt).toMatchObject({
        lines: 5,
        customers: 4,
        withoutOrders: 1,
        withoutCustomer: 1,
        badDates: 0,
        badAmounts: 0,
      });
      const names = table.columns.map(({ name }) => name);
      const rows = cellsOf(table).map((cells) =>
        ['client', 'orders', 'total_spent', 'recency_days', 'city', 'segment', 'rfm_group'].map(
          (name) => cells[names.indexOf(name)],
        ),
      );
      expect(rows.map((row) => row.slice(0, 6))).toEqual([
        ['C1', '2', '40', '1', 'York', 'a'],
        ['C3', '1', '7', '5', 'York', 'a'],
        ['C2', '1', '5', '3', 'Bath', 'b'],
        ['C4', '0', '0', '', 'Leeds', 'b'],
      ]);
      expect(rows[3][6]).toBe('no orders');
      const counted = orders?.rfm?.groups.reduce((sum, { customers }) => sum + customers, 0);
      expect(counted).toBe(4);
    }
  });

  it('lets orders lead a list that has few of their customers', async () => {
    const lines = ['order_id,customer_id,order_date,amount'];
    for (let order = 0; order < 40; order++)
      lines.push(`${order},C${order % 20},2024-01-0${1 + (order % 9)},${order}`);
    const few = file('vip.csv', 'customer_id,level\nC1,gold\nC2,silver\nC77,gold\n');
    for (const files of inBothOrders([few, file('orders.csv', lines.join('\n'))])) {
      const { source, combination, hints } = await combineFiles(files, quiet);
      expect(combination).toMatchObject({
        joins: [{ lead: 'orders.csv', how: 'beside', matched: 4, withoutMatch: 36, unused: 1 }],
      });
      const { table, orders } = await openCustomers(source, hints, quiet);
      expect(orders?.receipt).toMatchObject({ lines: 40, customers: 20 });
      const level = table.columns.find(({ name }) => name === 'level');
      expect([...(level?.codes ?? [])].filter((code) => level?.levels[code] !== '')).toHaveLength(
        2,
      );
    }
  });

  it('gathers reviews before it puts them beside the customers', async () => {
    const reviews = file(
      'reviews.csv',
      [
        'review_id,customer_id,rating,said,consent',
        'r1,C1,5,So good,yes',
        'r2,C1,2,Too late,no',
        'r3,C2,4,Just right,yes',
        'r4,C2,,Just right,yes',
        'r5,C8,1,Never came,yes',
      ].join('\n'),
    );
    for (const files of inBothOrders([CUSTOMERS, reviews])) {
      const { source, combination } = await combineFiles(files, quiet);
      expect(combination).toMatchObject({
        joins: [
          {
            lead: 'customers.csv',
            other: 'reviews.csv',
            matched: 2,
            withoutMatch: 2,
            unused: 1,
            gathered: { file: 'reviews.csv', rows: 5, keys: 3 },
          },
        ],
      });
      const [names, ...rows] = await read(source);
      expect(names.slice(0, 5)).toEqual([
        'customer_id',
        'city',
        'segment',
        'rows of reviews',
        'rating',
      ]);
      expect(rows.map((row) => row.slice(3, 5))).toEqual([
        ['2', '3.5'],
        ['2', '4'],
        ['', ''],
        ['', ''],
      ]);
      expect(rows[0][names.indexOf('consent')]).toBe('no');
    }
  });

  it('puts months under each other before the customers come', async () => {
    const month = (name: string, from: number) =>
      file(
        name,
        `order_id,customer_id,order_date,amount\n${[0, 1, 2, 3]
          .map((i) => `${from + i},C${1 + (i % 3)},2024-0${name.length}-0${1 + i},${10 + i}`)
          .join('\n')}`,
      );
    const files = [month('jan.csv', 10), month('february.csv', 20), CUSTOMERS];
    const { combination, source, hints } = await combineFiles(files, quiet);
    expect(combination).toMatchObject({
      stacked: [{ files: 2, rows: 8 }],
      joins: [{ lead: 'customers.csv', other: 'jan + february', how: 'orders', matched: 3 }],
    });
    const { orders } = await openCustomers(source, hints, quiet);
    expect(orders?.receipt).toMatchObject({ lines: 8, customers: 4, withoutOrders: 1 });
  });

  it('brings products to their orders, and then the orders to the customers', async () => {
    const lines = file(
      'lines.csv',
      [
        'order_id,customer_id,order_date,product_id,amount',
        '1,C1,2024-01-01,p1,10',
        '2,C1,2024-01-09,p2,30',
        '3,C3,2024-01-05,p1,7',
        '4,C2,2024-01-06,p3,9',
        '5,C2,2024-01-07,p2,5',
      ].join('\n'),
    );
    const products = file('products.csv', 'product_id,kind\np1,tea\np2,cup\np3,tea\n');
    for (const files of inBothOrders([products, lines, CUSTOMERS])) {
      const { combination, source, hints } = await combineFiles(files, quiet);
      expect(combination).toMatchObject({
        joins: [
          { other: 'products.csv', key: ['product_id', 'product_id'], matched: 5 },
          { lead: 'customers.csv', how: 'orders', matched: 3, withoutMatch: 1 },
        ],
      });
      const { orders, table } = await openCustomers(source, hints, quiet);
      expect(orders?.receipt).toMatchObject({ lines: 5, customers: 4 });
      expect(table.columns.map(({ name }) => name)).toContain('city');
    }
  });

  it('says when two files have nothing in common', async () => {
    const fault = await faultOf(() =>
      combineFiles(
        [file('a.csv', 'x,y\n1,2\n3,4\n5,6\n'), file('b.csv', 'p,q\na,b\nc,d\n')],
        quiet,
      ),
    );
    expect(fault).toMatchObject({
      code: 'files-unrelated',
      details: { first: 'a.csv', second: 'b.csv' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { gatherCustomers, isGathering } from '../../../src/core/orders/gather-customers';
import { inferOrderRoles } from '../../../src/core/orders/infer-order-roles';
import { inferRepeats } from '../../../src/core/orders/infer-repeats';
import { drain } from '../../../src/core/steps';
import type { Table } from '../../../src/core/table/table';
import { cellsOf, tableOf } from '../../fixtures/tables';

const REVIEWS = tableOf({
  review_id: ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'],
  customer_id: ['a', 'b', 'a', '', 'b', 'c'],
  rating: ['5', '2', '2', '1', '', '4'],
  said: ['late again', 'so good', 'quick reply', 'who am I', 'so good', 'too dear'],
  on: ['2024-03-01', '2024-01-05', '2024-01-01', '2024-01-01', '2024-02-01', '2024-02-02'],
  channel: ['web', 'app', 'app', 'web', 'web', 'shop'],
  town: ['Ulm', 'Bonn', 'Ulm', 'Kiel', '', 'Trier'],
  newsletter: ['yes', 'yes', 'no', 'no', 'yes', 'yes'],
});
const gather = (table: Table, roles: Parameters<typeof gatherCustomers>[1]) => {
  const { table: found, receipt } = drain(gatherCustomers(table, roles));
  return { rows: [found.columns.map(({ name }) => name), ...cellsOf(found)], receipt };
};

describe('gatherCustomers', () => {
  it('makes one row per customer, and says of each column how', () => {
    const { rows, receipt } = gather(REVIEWS, { customer: 'customer_id', texts: ['said'] });
    expect(rows).toEqual([
      ['customer_id', 'rows', 'rating', 'said', 'on', 'channel', 'town', 'newsletter'],
      // Texts in the order of the days; of web and app, each once, the first by its characters.
      ['a', '2', '3.5', 'quick reply. late again', '2024-03-01', 'app', 'Ulm', 'no'],
      ['b', '2', '2', 'so good', '2024-02-01', 'app', 'Bonn', 'yes'],
      ['c', '1', '4', 'too dear', '2024-02-02', 'shop', 'Trier', 'yes'],
    ]);
    expect(receipt).toEqual({
      rows: 6,
      customers: 3,
      repeated: 2,
      withoutCustomer: 1,
      texts: ['said'],
      averaged: ['rating'],
      latest: ['on'],
      commonest: ['channel', 'newsletter'],
      dropped: ['review_id'],
    });
  });

  it('does not depend on the order of the rows, but for the order of the customers', () => {
    const turned: Table = {
      rows: REVIEWS.rows,
      columns: REVIEWS.columns.map((column) => ({ ...column, codes: column.codes.toReversed() })),
    };
    const roles = { customer: 'customer_id', texts: ['said'] };
    expect(gather(turned, roles).rows.slice(1).sort()).toEqual(
      gather(REVIEWS, roles).rows.slice(1),
    );
  });

  it('is what roles with nothing but a customer ask for', () => {
    expect(isGathering({ customer: 'a', texts: ['b'] })).toBe(true);
    expect(isGathering({ customer: 'a', date: 'b' })).toBe(false);
  });
});

describe('inferRepeats', () => {
  it('offers reviews of the same customers, which are no orders', () => {
    expect(inferOrderRoles(REVIEWS)).toBeUndefined();
    expect(inferRepeats(REVIEWS)).toMatchObject({
      roles: { customer: 'customer_id' },
      rows: 6,
      customers: 3,
      withoutCustomer: 1,
    });
  });

  it('takes what is said of products on days for reviews, unless something was paid', () => {
    const said = Array.from({ length: 40 }, (_, at) => `I was rather glad of number ${at}`);
    const columns = {
      user_id: said.map((_, at) => `u${at % 9}`),
      product: said.map((_, at) => `p${at % 4}`),
      date: said.map((_, at) => `2024-0${1 + (at % 9)}-11`),
      review: said,
    };
    expect(inferOrderRoles(tableOf(columns))).toBeUndefined();
    expect(inferRepeats(tableOf(columns))?.roles).toEqual({
      customer: 'user_id',
      texts: ['review'],
    });
    const paid = { ...columns, amount: said.map((_, at) => `${at}.50`) };
    expect(inferOrderRoles(tableOf(paid))).toMatchObject({ amount: 'amount', texts: ['review'] });
  });

  it.each<[string, Record<string, readonly string[]>]>([
    ['other columns that come again', { city: ['a', 'a', 'b'], said: ['x', 'y', 'z'] }],
    ['a row per customer', { customer_id: ['a', 'b', 'c'], said: ['x', 'y', 'z'] }],
    ['one customer', { customer_id: ['a', 'a', 'a'], said: ['x', 'y', 'z'] }],
    ['names of people, who may share them', { name: ['Ann', 'Ann', 'Bob'], said: ['x', 'y', 'z'] }],
    ['mostly nobody', { customer_id: ['a', 'a', 'b', '', '', '', ''], x: [...'1234567'] }],
  ])('offers nothing for %s', (_, columns) => {
    expect(inferRepeats(tableOf(columns))).toBeUndefined();
  });

  it('passes over a slip or two', () => {
    const ids = Array.from({ length: 300 }, (_, at) => `c${at}`);
    ids[7] = 'c6';
    expect(inferRepeats(tableOf({ customer_id: ids }))).toBeUndefined();
    ids.fill('c6', 5, 10);
    expect(inferRepeats(tableOf({ customer_id: ids }))?.customers).toBe(296);
  });
});

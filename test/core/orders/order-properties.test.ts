import { describe, expect, it } from 'vitest';
import type { CustomerTable, OrderRoles } from '../../../src/core/orders/customer-table';
import { readMoments, readNumbers } from '../../../src/core/orders/read-levels';
import { rollUpOrders } from '../../../src/core/orders/roll-up-orders';
import { datesOf, numbersOf } from '../../../src/core/prepare/views';
import { drain } from '../../../src/core/steps';
import { fc } from '../../fixtures/properties';
import { cellsOf, columnOf, tableOf } from '../../fixtures/tables';

const ROLES: OrderRoles = {
  customer: 'who',
  date: 'day',
  amount: 'sum',
  quantity: 'count',
  order: 'no',
  product: 'what',
  texts: ['said'],
};

const line = fc.record({
  who: fc.constantFrom('ann', 'bob', 'cid', 'dan', ''),
  day: fc.constantFrom('2024-01-01', '2024-01-02', '2024-03-09', '2024-12-31', 'never'),
  sum: fc.integer({ min: -2000, max: 9999 }).map((cents) => (cents / 100).toFixed(2)),
  count: fc.integer({ min: -1, max: 12 }).map(String),
  no: fc.constantFrom('1', '2', '3', '4', '5', 'C6', ''),
  what: fc.constantFrom('tea', 'pot', 'cup', 'mug', ''),
  said: fc.constantFrom('', 'good', 'late', 'broken.'),
  town: fc.constantFrom('Ulm', 'Bonn'),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;
const lines = fc.array(line, { minLength: 1, maxLength: 40 });

function rollUp(given: readonly Line[]): CustomerTable {
  const names = Object.keys(given[0]) as (keyof Line)[];
  const columns = names.map((name) => [name, given.map((each) => each[name])] as const);
  return drain(rollUpOrders(tableOf(Object.fromEntries(columns)), ROLES));
}

function byCustomer({ table }: CustomerTable): Map<string, Record<string, string>> {
  const names = table.columns.map(({ name }) => name);
  return new Map(
    cellsOf(table).map((row) => [
      row[0],
      Object.fromEntries(names.map((name, at) => [name, row[at]])),
    ]),
  );
}

describe('whatever the lines', () => {
  it('their order decides only the order of the customers', () => {
    const shuffled = lines.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([given, other]) => {
        const one = rollUp(given);
        const two = rollUp(other);
        expect(byCustomer(two)).toEqual(byCustomer(one));
        expect(two.receipt).toEqual(one.receipt);
        expect(two.made).toEqual(one.made);
      }),
    );
  });

  it('every customer has one row, in the order of first appearance', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const { table, customerOf, receipt } = rollUp(given);
        const expected: string[] = [...new Set(given.map(({ who }) => who))].filter(
          (who) => who !== '',
        );
        expect(cellsOf(table).map(([id]) => id)).toEqual(expected);
        expect(given.map(({ who }) => expected.indexOf(who))).toEqual([...customerOf]);
        expect(receipt.withoutCustomer).toBe(given.filter(({ who }) => who === '').length);
      }),
    );
  });

  it('no cent and no piece is lost', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const found = byCustomer(rollUp(given));
        const total = (name: string) =>
          [...found.values()].reduce((sum, cells) => sum + Number(cells[name]), 0);
        const kept = given.filter(({ who }) => who !== '');
        const sum = (name: 'sum' | 'count') =>
          kept.reduce((before, each) => before + Number(each[name]), 0);
        expect(total('total_spent')).toBeCloseTo(sum('sum'), 6);
        expect(total('items')).toBe(sum('count'));
        expect(total('lines')).toBe(kept.length);
      }),
    );
  });

  it('the figures keep to their bounds', () => {
    const inside = (cell: string, low: number, high: number) => {
      if (cell === '') return;
      expect(Number(cell)).toBeGreaterThanOrEqual(low);
      expect(Number(cell)).toBeLessThanOrEqual(high);
    };
    fc.assert(
      fc.property(lines, (given) => {
        const found = rollUp(given);
        const shares = found.made.filter(({ key }) => key === 'share_of');
        for (const cells of byCustomer(found).values()) {
          inside(cells.returns_share, 0, 1);
          inside(cells.trend, -1, 1);
          inside(cells.recency_days, 1, 366);
          inside(cells.tenure_days, Number(cells.recency_days), 366);
          inside(cells.orders, 0, Number(cells.lines));
          expect(cells.orders === '0').toBe(cells.returns_share === '1');
          const whole = shares.reduce((sum, { name }) => sum + Number(cells[name]), 0);
          inside(String(whole), 0, 1 + 8e-6);
        }
      }),
    );
  });
});

describe('levels are read as the views of a column are', () => {
  it('dates, whatever the order of day and month', () => {
    const part = fc.integer({ min: 1, max: 31 });
    const cell = fc.oneof(
      fc.tuple(part, part).map(([a, b]) => `${a}/${b}/2024`),
      fc.tuple(part, part).map(([a, b]) => `${a}.${b}.24 10:30`),
      fc.constantFrom('2024-05-31', '20240531', '31-Jul-18', 'July 31, 2018', '', 'soon'),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const column = columnOf('x', cells);
        const ofLevel = drain(readMoments(column));
        expect(Float64Array.from(column.codes, (code) => ofLevel[code])).toEqual(datesOf(column));
      }),
    );
  });

  it('numbers, whatever the decimal mark', () => {
    const cell = fc.oneof(
      fc.integer().map(String),
      fc.integer({ min: -99999, max: 99999 }).map((value) => (value / 100).toFixed(2)),
      fc
        .integer({ min: -99999, max: 99999 })
        .map((value) => (value / 100).toFixed(2).replace('.', ',')),
      fc.constantFrom('', '-', 'n/a', '1.234', '1,234', '$5', '(3.50)', '12-', '1e3', 'many', '.5'),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const column = columnOf('x', cells);
        const ofLevel = drain(readNumbers(column));
        expect(Float64Array.from(column.codes, (code) => ofLevel[code])).toEqual(numbersOf(column));
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/core/steps';
import {
  bareKey,
  countMatches,
  findSharedKey,
  matchKeys,
  plainKey,
  unifyKeys,
} from '../../../src/core/table/join';
import type { Table } from '../../../src/core/table/table';
import { columnOf, tableOf } from '../../fixtures/tables';

const isCustomer = (name: string) => /customer/i.test(name);
const find = (first: Table, second: Table) => drain(findSharedKey(first, second, isCustomer));
const pairOf = (first: Table, second: Table) => {
  const found = find(first, second);
  return found && [found.left.name, found.right.name];
};

describe('keys', () => {
  it.each([
    [' C7', 'c7'],
    ['Ａ１', 'a1'],
    ['17850.0', '17850'],
    ['1.50', '1.50'],
    ['x.0', 'x.0'],
    ['New\u00a0 York', 'new york'],
  ])('%j is compared as %j', (cell, key) => {
    expect(plainKey(cell)).toBe(key);
  });

  it('without zeros in front only where nothing but digits follows', () => {
    expect(['007', '0', '000', '0x7', '00.5', '007.0'].map(bareKey)).toEqual([
      '7',
      '0',
      '0',
      '0x7',
      '00.5',
      '7',
    ]);
  });

  it('are written as the first of them', () => {
    const { levels, codes } = unifyKeys(columnOf('id', ['C1 ', 'c1', '', 'C2', 'n/a', 'C1']));
    expect(Array.from(codes, (code) => levels[code])).toEqual(['C1', 'C1', '', 'C2', 'n/a', 'C1']);
    expect(new Set(levels).size).toBe(levels.length);
  });
});

describe('findSharedKey', () => {
  const customers = tableOf({ id: ['1', '2', '3', '4'], city: ['York', 'Bath', 'York', 'Leeds'] });

  it('believes a name before a number of keys that happens to be larger', () => {
    // Numbers of orders run from 1, too, and all four are customers' numbers.
    const orders = tableOf({
      order_id: ['1', '2', '3', '4', '5'],
      customer_id: ['1', '1', '2', '3', '3'],
    });
    expect(pairOf(customers, orders)).toEqual(['id', 'customer_id']);
    expect(find(customers, orders)).toMatchObject({
      leftUnique: true,
      rightUnique: false,
      leftShare: 0.75,
      rightShare: 1,
      customers: true,
    });
  });

  it('lets only customers come again on both sides', () => {
    const twice = tableOf({ city: ['York', 'York', 'Bath'], people: ['9', '8', '9'] });
    expect(find(customers, twice)).toBeUndefined();
    const visits = tableOf({ customer: ['a', 'a', 'b'], shop: ['x', 'y', 'x'] });
    const calls = tableOf({ customer: ['b', 'a', 'a', 'b'], said: ['p', 'q', 'p', 'q'] });
    expect(pairOf(visits, calls)).toEqual(['customer', 'customer']);
  });

  it('needs one key of five, where no name speaks one of two', () => {
    const cards = (count: number) =>
      tableOf({ card: Array.from({ length: 10 }, (_, i) => (i < count ? `${i}` : `z${i}`)) });
    const ids = (name: string) => tableOf({ [name]: Array.from({ length: 10 }, (_, i) => `${i}`) });
    expect(pairOf(ids('number'), cards(4))).toBeUndefined();
    expect(pairOf(ids('number'), cards(5))).toEqual(['number', 'card']);
    expect(pairOf(ids('customer'), cards(2))).toEqual(['customer', 'card']);
    expect(pairOf(ids('customer'), cards(1))).toBeUndefined();
  });
});

describe('matchKeys', () => {
  const match = (left: string[], right: string[]) => {
    const [a, b] = [columnOf('a', left), columnOf('b', right)];
    return countMatches(a, b, matchKeys(a, b));
  };

  it('counts who did not match on either side, and shows some', () => {
    expect(match(['a', 'b', 'b', '', 'q'], ['a', 'b', 'x', 'y'])).toEqual({
      matched: 3,
      withoutMatch: 1,
      withoutKey: 1,
      unused: 2,
      strangers: { first: ['q'], second: ['x', 'y'] },
      alike: 0,
    });
  });

  it('overlooks case, blanks, a final .0 and zeros in front, and says so', () => {
    expect(match(['C1', ' c2', '17.0', '007'], ['c1', 'C2', '17', '7'])).toMatchObject({
      matched: 4,
      alike: 4,
      alikeExample: ['C1', 'c1'],
    });
  });

  it('takes zeros in front for part of the key where both are there', () => {
    expect(match(['7', '007'], ['7'])).toMatchObject({ matched: 1, withoutMatch: 1, alike: 0 });
    expect(match(['7', '07'], ['007'])).toMatchObject({ matched: 0, unused: 1 });
    expect(match(['0007'], ['7', '07'])).toMatchObject({ matched: 0, unused: 2 });
  });

  it('takes names that objects have for plain keys', () => {
    expect(match(['__proto__', 'constructor'], ['constructor', '__proto__'])).toMatchObject({
      matched: 2,
      unused: 0,
    });
  });
});

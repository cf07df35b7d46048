import { describe, expect, it } from 'vitest';
import type { OrderRoles, RollUpOptions } from '../../../src/core/orders/customer-table';
import { MADE_COLUMNS } from '../../../src/core/orders/customer-table';
import { rollUpOrders } from '../../../src/core/orders/roll-up-orders';
import { readColumns } from '../../../src/core/prepare/roles';
import { drain } from '../../../src/core/steps';
import type { Table } from '../../../src/core/table/table';
import { cellsOf, tableOf } from '../../fixtures/tables';

function rollUp(table: Table, roles: OrderRoles, options: RollUpOptions = {}) {
  const found = drain(rollUpOrders(table, roles, options));
  const rows = cellsOf(found.table);
  const names = found.table.columns.map(({ name }) => name);
  const of = (customer: string) => {
    const row = rows.find(([id]) => id === customer) ?? [];
    return Object.fromEntries(names.map((name, at) => [name, row[at]]));
  };
  return { ...found, names, of };
}

const SHOP = tableOf({
  shopper: ['ann', 'bob', 'ann', '', 'ann', 'bob', 'cid', 'ann', 'ann'],
  day: [
    '2024-01-01',
    '2024-01-03',
    '2024-01-01',
    '2024-02-20',
    '2024-01-05',
    'soon',
    '2024-01-31',
    '2024-01-09',
    '2024-01-30',
  ],
  no: ['1', '2', '1', '3', '4', '2', 'C9', '5', '6'],
  what: ['tea', 'tea', 'cup', 'tea', 'tea', 'pot', 'cup', 'cup', 'cup'],
  pieces: ['2', '1', '1', '9', '1', '1', '-1', '1', '3'],
  price: ['1.10', '1.10', '7', '1.10', '1.10', '?', '7', '7', '7'],
  town: ['Ulm', 'Bonn', 'Ulm', 'Kiel', '', 'Bonn', 'Trier', 'Ulm', 'Ulm'],
  hour: ['9', '9', '9', '9', '10', '11', '12', '13', '14'],
});
const ROLES: OrderRoles = {
  customer: 'shopper',
  date: 'day',
  order: 'no',
  product: 'what',
  quantity: 'pieces',
  price: 'price',
};

describe('rollUpOrders', () => {
  it('comes to what one works out by hand', () => {
    const { table, made, carried, customerOf, receipt, names, of } = rollUp(SHOP, ROLES);
    expect(table.rows).toBe(3);
    expect(names).toEqual([
      'shopper',
      ...MADE_COLUMNS.slice(0, -1),
      'share of cup',
      'share of tea',
      'town',
    ]);
    expect(made.map(({ key }) => key)).toEqual([...MADE_COLUMNS, 'share_of']);
    expect(carried).toEqual(['town']);
    expect([...customerOf]).toEqual([0, 1, 0, -1, 0, 1, 2, 0, 0]);
    expect(receipt).toEqual({
      lines: 9,
      customers: 3,
      withoutCustomer: 1,
      withoutOrders: 0,
      later: 0,
      repeatedTotals: 0,
      badDates: 1,
      badAmounts: 1,
      returns: 1,
      from: '2024-01-01',
      to: '2024-01-31',
      referenceDate: '2024-02-01',
    });
    // Tenure: 31 days from 1 January; the later half begins on day 16, 17 January.
    expect(of('ann')).toEqual({
      shopper: 'ann',
      recency_days: '2',
      orders: '4',
      total_spent: '38.3',
      tenure_days: '31',
      average_order: '9.575',
      days_between_orders: '9.666667',
      lines: '5',
      items: '8',
      returns_share: '0',
      products: '2',
      top_product: 'cup',
      first_order: '2024-01-01',
      last_order: '2024-01-30',
      // 21 late and 17.30 early, of 38.30; 35 for cups and 3.30 for tea.
      trend: '0.096606',
      'share of cup': '0.913838',
      'share of tea': '0.086162',
      town: 'Ulm',
    });
    expect(of('bob')).toMatchObject({
      orders: '1',
      total_spent: '1.1',
      recency_days: '29',
      days_between_orders: '',
      products: '2',
      top_product: 'tea',
      trend: '',
    });
    expect(of('cid')).toMatchObject({
      recency_days: '',
      orders: '0',
      total_spent: '-7',
      tenure_days: '',
      average_order: '',
      lines: '1',
      items: '-1',
      returns_share: '1',
      products: '0',
      top_product: '',
      last_order: '',
      'share of cup': '',
      town: 'Trier',
    });
  });

  it('counts back from the day given', () => {
    const { receipt, of } = rollUp(SHOP, ROLES, {
      referenceDate: Date.UTC(2024, 2, 1, 13),
    });
    expect(receipt.referenceDate).toBe('2024-03-01');
    expect(of('ann')).toMatchObject({ recency_days: '31', tenure_days: '60' });
  });

  it('leaves out what is later than the day to count back from', () => {
    const { receipt, of, table } = rollUp(SHOP, ROLES, { referenceDate: Date.UTC(2024, 0, 9) });
    // Of ann's five lines the one of 30 January is later, of cid the only one.
    expect(receipt).toMatchObject({
      lines: 9,
      later: 2,
      withoutCustomer: 1,
      customers: 2,
      to: '2024-01-09',
      referenceDate: '2024-01-09',
    });
    expect(table.rows).toBe(2);
    expect(of('ann')).toMatchObject({ recency_days: '0', orders: '3', total_spent: '17.3' });
  });

  it('keeps a customer whose line says nothing else, with no order', () => {
    const shop = tableOf({
      who: ['a', 'b', 'a', 'b', 'c'],
      no: ['1', '', '2', '3', ''],
      day: ['2024-01-01', '', '2024-01-03', '2024-01-02', ''],
      sum: ['5', '', '7', '9', ''],
      town: ['Ulm', 'Bonn', 'Ulm', 'Bonn', 'Trier'],
    });
    const { of, receipt } = rollUp(shop, {
      customer: 'who',
      order: 'no',
      date: 'day',
      amount: 'sum',
    });
    expect(receipt).toMatchObject({
      lines: 3,
      customers: 3,
      withoutOrders: 1,
      badDates: 0,
      badAmounts: 0,
    });
    expect(of('b')).toMatchObject({ orders: '1', lines: '1', total_spent: '9', town: 'Bonn' });
    expect(of('c')).toMatchObject({
      orders: '0',
      lines: '0',
      total_spent: '0',
      recency_days: '',
      returns_share: '',
      town: 'Trier',
    });
  });

  it('names what it makes in the language of the file, which reads back rightly', () => {
    const rows = Array.from({ length: 60 }, (_, at) => at);
    const table = tableOf({
      客户编号: rows.map((row) => `K${(row * 7) % 20}`),
      下单日期: rows.map((row) => `2024-0${1 + (row % 9)}-1${row % 10}`),
      订单号: rows.map((row) => `D${row}`),
      商品: rows.map((row) => ['茶', '杯', '壶'][(row * row) % 3]),
      数量: rows.map((row) => `${1 + (row % 4)}`),
      单价: rows.map((row) => `${(row * 13) % 31}.50`),
    });
    const { made, table: found } = rollUp(table, {
      customer: '客户编号',
      date: '下单日期',
      order: '订单号',
      product: '商品',
      quantity: '数量',
      price: '单价',
    });
    expect(made.map(({ name }) => name)).toEqual([
      '最近购买天数',
      '订单数',
      '累计消费金额',
      '首次购买天数',
      '平均订单金额',
      '平均购买间隔天数',
      '明细行数',
      '购买件数',
      '退货占比',
      '商品种数',
      '主购商品',
      '首次购买日期',
      '最近购买日期',
      '购买趋势',
      '杯占比',
      '茶占比',
    ]);
    const roles = Object.fromEntries(readColumns(found).map(({ name, role }) => [name, role]));
    expect(roles).toMatchObject({
      客户编号: 'id',
      最近购买天数: 'number',
      累计消费金额: 'amount',
      首次购买天数: 'number',
      平均订单金额: 'amount',
      平均购买间隔天数: 'number',
      购买件数: 'number',
      主购商品: 'category',
      首次购买日期: 'date',
      最近购买日期: 'date',
      杯占比: 'number',
    });
  });

  it('makes only the columns that the file allows', () => {
    const bare = tableOf({ who: ['a', 'b', 'a'], note: ['x', 'y', 'z'] });
    const { names, made, receipt, of } = rollUp(bare, { customer: 'who' });
    expect(names).toEqual(['who', 'orders', 'lines']);
    expect(made).toEqual([
      { key: 'orders', name: 'orders' },
      { key: 'lines', name: 'lines' },
    ]);
    expect(of('a')).toEqual({ who: 'a', orders: '2', lines: '2' });
    expect(receipt).toMatchObject({ from: '', to: '', referenceDate: '', badDates: 0 });
  });

  it('takes one day for one order where there is no order id', () => {
    const table = tableOf({
      who: ['a', 'a', 'a', 'a', 'a'],
      day: ['01/02/2024 09:00', '01/02/2024 18:30', '13/02/2024', '', ''],
      sum: ['1', '2', '3', '4', '5'],
    });
    const { of } = rollUp(table, { customer: 'who', date: 'day', amount: 'sum' });
    expect(of('a')).toMatchObject({
      orders: '4',
      first_order: '2024-02-01',
      last_order: '2024-02-13',
      total_spent: '15',
    });
  });

  it('takes the same order id of another customer for another order', () => {
    const table = tableOf({ who: ['a', 'b', 'a'], no: ['7', '7', '7'] });
    const { of } = rollUp(table, { customer: 'who', order: 'no' });
    expect([of('a').orders, of('b').orders]).toEqual(['1', '1']);
  });

  it('C before digits is a cancellation only where other order ids are digits', () => {
    const codes = tableOf({ who: ['a', 'a', 'a'], no: ['C1', 'C2', 'D3'] });
    expect(rollUp(codes, { customer: 'who', order: 'no' }).of('a').orders).toBe('3');
    const digits = tableOf({ who: ['a', 'a', 'a'], no: ['C1', '2', '3'] });
    expect(rollUp(digits, { customer: 'who', order: 'no' }).of('a')).toMatchObject({
      orders: '2',
      returns_share: '0.333333',
    });
  });

  it('knows a customer with blanks around the id and a needless .0', () => {
    const table = tableOf({
      who: ['17', ' 17', '17.0', 'n/a', '18.5'],
      no: ['1', '2', '3', '4', '5'],
    });
    const { table: found, receipt } = rollUp(table, { customer: 'who', order: 'no' });
    expect(cellsOf(found).map(([id]) => id)).toEqual(['17', '18.5']);
    expect(receipt.withoutCustomer).toBe(1);
  });

  it('amounts go before price times quantity, and sums are exact to the cent', () => {
    const table = tableOf({
      who: ['a', 'a', 'a'],
      sum: ['0,10', '0,20', '0,30'],
      price: ['5', '5', '5'],
      count: ['2', 'two', '2'],
    });
    const { of, receipt } = rollUp(table, {
      customer: 'who',
      amount: 'sum',
      price: 'price',
      quantity: 'count',
    });
    expect(of('a')).toMatchObject({ total_spent: '0.6', items: '4' });
    expect(receipt.badAmounts).toBe(1);
  });

  it('a column of the file keeps its name; the made one steps aside', () => {
    const table = tableOf({ lines: ['a', 'a', 'b'], orders: ['x', 'x', 'y'] });
    const { names, made } = rollUp(table, { customer: 'lines' });
    expect(names).toEqual(['lines', 'orders (2)', 'lines (2)', 'orders']);
    expect(made.map(({ key }) => key)).toEqual(['orders', 'lines']);
  });

  it('carries a column over when 98 of 100 customers have one value, the commonest', () => {
    const who: string[] = [];
    const town: string[] = [];
    for (let customer = 0; customer < 100; customer++) {
      who.push(...Array<string>(3).fill(`c${customer}`));
      town.push('Ulm', customer < 2 ? 'Bonn' : 'Ulm', customer < 1 ? 'Bonn' : '');
    }
    const found = rollUp(tableOf({ who, town }), { customer: 'who' });
    expect(found.carried).toEqual(['town']);
    expect([0, 1, 2].map((at) => found.of(`c${at}`).town)).toEqual(['Bonn', 'Bonn', 'Ulm']);
    town[7] = 'Bonn';
    expect(rollUp(tableOf({ who, town }), { customer: 'who' }).carried).toEqual([]);
  });

  it('gathers what a customer says, in the order of its dates', () => {
    const table = tableOf({
      who: ['a', 'a', 'b', 'a', 'a', 'b'],
      day: ['2024-03-01', '2024-01-01', '2024-01-01', '', '2024-05-01', '2024-02-01'],
      note: ['Too  late!', 'nice cup', '很好', 'undated', 'nice cup', '下次再来'],
    });
    const { of } = rollUp(table, { customer: 'who', date: 'day', texts: ['note'] });
    expect(of('a').note).toBe('nice cup. Too late! undated');
    expect(of('b').note).toBe('很好。下次再来');
  });

  it('gives no mix of products where there are more than 60 or one', () => {
    const count = (products: number) => {
      const rows = Array.from({ length: 200 }, (_, row) => row);
      const table = tableOf({
        who: rows.map((row) => `c${row % 10}`),
        what: rows.map((row) => `p${row % products}`),
      });
      const { made } = rollUp(table, { customer: 'who', product: 'what' });
      return made.filter(({ key }) => key === 'share_of').length;
    };
    expect([1, 2, 60, 61].map(count)).toEqual([0, 2, 8, 0]);
  });

  it('names no customers: no rows', () => {
    const { table, receipt } = rollUp(tableOf({ who: ['', '-'], sum: ['1', '2'] }), {
      customer: 'who',
      amount: 'sum',
    });
    expect(table.rows).toBe(0);
    expect(receipt).toMatchObject({ lines: 2, withoutCustomer: 2, customers: 0 });
  });

  it('refuses a customer column that is not there', () => {
    expect(() => drain(rollUpOrders(SHOP, { customer: 'buyer' }))).toThrow('options-unknown');
  });

  it('gives a table that reads like any other', () => {
    const { table } = rollUp(SHOP, ROLES);
    expect(table.columns.every(({ codes }) => codes.length === table.rows)).toBe(true);
    for (const { levels } of table.columns) expect(new Set(levels).size).toBe(levels.length);
    expect(readColumns(table)).toHaveLength(table.columns.length);
  });
});

import { describe, expect, it } from 'vitest';
import type { OrderRoles } from '../../../src/core/orders/customer-table';
import { inferOrderRoles } from '../../../src/core/orders/infer-order-roles';
import {
  ORDER_NAMES,
  type OrderNames,
  joinName,
  splitName,
} from '../../../src/core/orders/order-names';
import type { ColumnReading } from '../../../src/core/prepare/roles';
import { tableOf } from '../../fixtures/tables';

const IDS = ['7', '8', '7', '9', '8'];
const DATES = ['2024-01-02', '2024-01-03', '2024-02-02', '2024-02-03', '2024-03-01'];
const SUMS = ['9.50', '3', '4.25', '5', '6'];

/** The rule that a name is found by, from 0; undefined when none knows it. */
function ruleOf(kind: keyof OrderNames, name: string): number | undefined {
  const at = ORDER_NAMES[kind].findIndex((rule) => rule(joinName(name), splitName(name)));
  return at < 0 ? undefined : at;
}

describe('names of columns', () => {
  it.each<[keyof OrderNames, string]>([
    [
      'customer',
      'CustomerID|customer_id|Customer No.|Member_number|user|userId|cust_id|household_key',
    ],
    ['customer', '客户编号|会员号|会员卡号|用户ID|顾客|买家昵称|buyer_email|id'],
    ['date', 'InvoiceDate|order_date|Date|date|Order Time|created_at|order_purchase_timestamp'],
    ['date', '下单时间|订单日期|日期|支付时间|付款时间'],
    [
      'amount',
      'amount|Total|total_amount|sales|spend|dollar_value|Line Total|Purchase Amount (USD)',
    ],
    ['amount', '金额|订单金额|实付金额|总价|销售额'],
    ['price', 'UnitPrice|price|unit_price|Price Each|单价|商品单价|价格'],
    ['quantity', 'Quantity|qty|Order Qty|number_of_cds|units|数量|商品数量|购买数量'],
    ['order', 'InvoiceNo|order_id|Order Number|transaction id|Invoice|订单号|订单编号|交易号'],
    ['product', 'StockCode|Description|itemDescription|product|Product Name|category|SKU'],
    ['product', '商品|商品名称|品类|商品编号'],
  ])('%s: %s', (kind, names) => {
    for (const name of names.split('|')) expect(ruleOf(kind, name), name).toBeDefined();
  });

  it.each<[keyof OrderNames, string]>([
    [
      'customer',
      'Clothing ID|Complaint ID|answerid|user_feature_0|Company|name|ProductName|item_id',
    ],
    ['date', 'birth_date|Dt_joined|ship_date|delivery date|出生日期|发货时间'],
    [
      'amount',
      'tax amount|discount amount|item count|total quantity|shipping total|运费金额|优惠金额',
    ],
    ['price', 'total price|cost'],
    ['order', 'orders|OrderDate|border|reorder'],
    ['product', 'production|products bought|商品数量'],
  ])('not %s: %s', (kind, names) => {
    for (const name of names.split('|')) expect(ruleOf(kind, name), name).toBeUndefined();
  });
});

describe('inferOrderRoles', () => {
  it.each<[string, Record<string, readonly string[]>, OrderRoles | undefined]>([
    [
      'Chinese',
      {
        订单号: ['D1', 'D2', 'D3', 'D4', 'D5'],
        客户编号: IDS,
        下单时间: DATES,
        商品: ['茶', '杯', '茶', '壶', '茶'],
        数量: ['1', '2', '1', '1', '3'],
        单价: SUMS,
        金额: SUMS,
      },
      {
        customer: '客户编号',
        date: '下单时间',
        amount: '金额',
        price: '单价',
        quantity: '数量',
        order: '订单号',
        product: '商品',
      },
    ],
    [
      'a Chinese shop',
      {
        订单编号: ['1', '2', '3', '4', '5'],
        买家会员名: ['a猫', 'b狗', 'a猫', 'c鸟', 'b狗'],
        买家实际支付金额: SUMS,
        订单付款时间: DATES,
        宝贝标题: ['茶', '杯', '茶', '壶', '茶'],
        宝贝总数量: ['1', '2', '1', '1', '3'],
      },
      {
        customer: '买家会员名',
        date: '订单付款时间',
        amount: '买家实际支付金额',
        quantity: '宝贝总数量',
        order: '订单编号',
        product: '宝贝标题',
      },
    ],
    [
      'a superstore',
      {
        'Row ID': ['1', '2', '3', '4', '5'],
        'Order ID': ['CA-1', 'CA-2', 'CA-3', 'CA-4', 'US-5'],
        'Order Date': DATES,
        'Ship Date': DATES,
        'Customer ID': IDS,
        'Customer Name': ['Ann', 'Bob', 'Ann', 'Cid', 'Bob'],
        Category: ['x', 'y', 'x', 'y', 'x'],
        'Product Name': ['p', 'q', 'r', 'p', 'q'],
        Sales: SUMS,
        Quantity: ['1', '2', '1', '1', '3'],
        Discount: ['0', '0.2', '0', '0', '0.1'],
        Profit: SUMS,
      },
      {
        customer: 'Customer ID',
        date: 'Order Date',
        amount: 'Sales',
        quantity: 'Quantity',
        order: 'Order ID',
        product: 'Product Name',
      },
    ],
    [
      'a customer id made anew for each order, beside one that stays',
      {
        order_id: ['a1', 'a1', 'b2', 'c3', 'd4'],
        customer_id: ['e1', 'e1', 'f2', 'g3', 'h4'],
        customer_unique_id: ['u1', 'u1', 'u2', 'u1', 'u2'],
        order_purchase_timestamp: DATES,
        price: SUMS,
      },
      {
        customer: 'customer_unique_id',
        date: 'order_purchase_timestamp',
        price: 'price',
        order: 'order_id',
      },
    ],
    [
      'an amount of the line before one of the order',
      { user: IDS, date: DATES, 'Order Total': SUMS, 'Line Total': SUMS },
      { customer: 'user', date: 'date', amount: 'Line Total' },
    ],
    [
      'the name of a product before its code',
      {
        StockCode: ['a', 'b', 'c', 'a', 'b'],
        CustomerID: IDS,
        Date: DATES,
        Product: ['x', 'y', 'z', 'x', 'y'],
      },
      { customer: 'CustomerID', date: 'Date', product: 'Product' },
    ],
    [
      'an id that comes again, with dates and amounts',
      { id: IDS, date: DATES, amount: SUMS },
      { customer: 'id', date: 'date', amount: 'amount' },
    ],
    ['an id that comes again, with dates alone', { id: IDS, date: DATES, product: IDS }, undefined],
    [
      'one row per customer',
      { customer_id: ['1', '2', '3', '4', '5'], date: DATES, amount: SUMS },
      undefined,
    ],
    [
      'one customer only',
      { customer_id: ['1', '1', '1', '1', '1'], date: DATES, amount: SUMS },
      undefined,
    ],
    ['no customer', { order_id: IDS, date: DATES, amount: SUMS }, undefined],
    ['nothing but customers and dates', { customer_id: IDS, date: DATES }, undefined],
    ['dates that are none', { customer_id: IDS, date: IDS, amount: SUMS }, undefined],
  ])('%s', (_, columns, expected) => {
    expect(inferOrderRoles(tableOf(columns))).toEqual(expected);
  });

  it('takes texts from the readings', () => {
    const table = tableOf({ user: IDS, date: DATES, amount: SUMS, note: IDS });
    const reading = (role: ColumnReading['role']): ColumnReading => ({
      name: '',
      role,
      reason: 'free-text',
      filled: 5,
      distinct: 3,
      examples: [],
      fit: 1,
    });
    const readings = (['id', 'text', 'text', 'text'] as const).map(reading);
    expect(inferOrderRoles(table, readings)?.texts).toEqual(['note']);
  });
});

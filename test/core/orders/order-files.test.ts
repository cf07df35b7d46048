import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OrderRoles } from '../../../src/core/orders/customer-table';
import { inferOrderRoles } from '../../../src/core/orders/infer-order-roles';
import { scoreRfm } from '../../../src/core/orders/rfm';
import { rollUpOrders } from '../../../src/core/orders/roll-up-orders';
import { numbersOf } from '../../../src/core/prepare/views';
import { drain } from '../../../src/core/steps';
import { readTable } from '../../../src/core/table/read-table';
import { cellAt, type Table } from '../../../src/core/table/table';
import { ROOT } from '../../fixtures/sources';
import golden from '../../golden/orders.json';

const DATA = path.resolve(ROOT, '../shared/data');
const present = existsSync(DATA);
const note = present ? '' : ' (skipped: there is no folder ../shared/data beside this repository)';

const open = (name: string) => readTable(readFileSync(path.join(DATA, name), 'utf8')).table;

const FILES: [keyof Omit<typeof golden, 'made'>, OrderRoles][] = [
  [
    'cdnow_master',
    {
      customer: 'customer_id',
      date: 'date',
      amount: 'dollar_value',
      quantity: 'number_of_cds',
    },
  ],
  [
    'online_retail_2010-12',
    {
      customer: 'CustomerID',
      date: 'InvoiceDate',
      price: 'UnitPrice',
      quantity: 'Quantity',
      order: 'InvoiceNo',
      product: 'Description',
    },
  ],
  ['Groceries_dataset', { customer: 'Member_number', date: 'Date', product: 'itemDescription' }],
];

/** What pandas counted, by the name of the column here. */
const COUNTED = {
  lines: 'lines',
  orders: 'orders',
  recency: 'recency_days',
  tenure: 'tenure_days',
  products: 'products',
  items: 'items',
} as const;
const DAYS = { first: 'first_order', last: 'last_order' } as const;

describe.skipIf(!present)(`real order lines${note}`, () => {
  it.each(FILES)('%s: every customer as pandas has it', (name, roles) => {
    const expected = golden[name];
    const { table, receipt, made } = rolledUp(name, roles);
    expect(receipt).toMatchObject({
      customers: expected.customers,
      from: expected.from,
      to: expected.to,
      referenceDate: expected.reference,
      returns: expected.sums.returns,
      badDates: 0,
      badAmounts: 0,
    });
    expect(receipt.lines - receipt.withoutCustomer).toBe(expected.lines);
    expect(table.rows).toBe(expected.customers);

    const sums: Partial<Record<string, number>> = expected.sums;
    const checks: Partial<Record<string, number>> = expected.checks;
    for (const [figure, column] of Object.entries(COUNTED)) {
      expect(made.some(({ key }) => key === column)).toBe(sums[figure] !== undefined);
      if (sums[figure] === undefined) continue;
      const values = numbersNamed(table, column);
      expect(
        values.reduce((sum, value) => sum + (value || 0), 0),
        column,
      ).toBe(sums[figure]);
      expect(checkOf(values), column).toBe(checks[figure]);
    }
    expect(numbersNamed(table, 'orders').filter((orders) => orders === 0).length).toBe(
      expected.withoutOrders,
    );
    for (const customer of expected.sample) expect(told(table, customer)).toEqual(customer);
  });

  it.each(['cdnow_master', 'online_retail_2010-12'] as const)('%s: the money', (name) => {
    const expected = golden[name];
    const { table } = rolledUp(name, rolesOf(name));
    const spent = numbersNamed(table, 'total_spent');
    const sum = spent.reduce((total, value) => total + value, 0);
    expect(Math.abs(sum / expected.spent - 1)).toBeLessThan(1e-6);
    expect(checkOf(spent.map((value) => Math.round(value * 1000)))).toBe(expected.spentCheck);
  });

  it.each(['cdnow_master', 'online_retail_2010-12'] as const)(
    '%s: as many customers of each score as pandas has',
    (name) => {
      const { table } = rolledUp(name, rolesOf(name));
      const known = numbersNamed(table, 'recency_days').map((days) => (Number.isNaN(days) ? 0 : 1));
      const column = (named: string) =>
        numbersNamed(table, named).filter((_, row) => known[row] === 1);
      const { recency, frequency, monetary } = scoreRfm(
        column('recency_days'),
        column('orders'),
        column('total_spent'),
      );
      const counts = Array<number>(125).fill(0);
      recency.forEach((r, row) => counts[r * 25 + frequency[row] * 5 + monetary[row] - 31]++);
      expect(counts).toEqual(golden[name].scores);
    },
  );

  it.each(FILES)('%s: the roles are found', (name, roles) => {
    expect(inferOrderRoles(open(`orders/${name}.csv`))).toEqual(roles);
  });

  it('cdnow_sample: one id tells the customers, the other goes along', () => {
    const table = open('orders/cdnow_sample.csv');
    const roles = inferOrderRoles(table);
    expect(roles).toEqual(rolesOf('cdnow_master'));
    const found = drain(rollUpOrders(table, roles ?? { customer: '' }));
    expect(found.receipt).toMatchObject({ lines: 6919, customers: 2357, withoutCustomer: 0 });
    expect(found.carried).toEqual(['customer_id_master']);
  });

  it('Online Retail: the country goes along', () => {
    const { carried } = rolledUp('online_retail_2010-12', rolesOf('online_retail_2010-12'));
    expect(carried).toEqual(['Country']);
  });

  const others = ['structured', 'text-en', 'text-zh', 'mixed', 'sentiment', 'pii'].flatMap(
    (folder) =>
      (present ? readdirSync(path.join(DATA, folder)) : []).map((name) => `${folder}/${name}`),
  );
  it.each([...others, 'campaign/hillstrom_email_a.csv', 'campaign/open_bandit/women_random.csv'])(
    '%s is no file of order lines',
    (name) => {
      expect(inferOrderRoles(open(name))).toBeUndefined();
    },
  );
});

function rolesOf(name: string): OrderRoles {
  const found = FILES.find(([file]) => file === name);
  if (found === undefined) throw new Error(`no roles for ${name}`);
  return found[1];
}

function rolledUp(name: string, roles: OrderRoles) {
  return drain(rollUpOrders(open(`orders/${name}.csv`), roles));
}

function columnNamed(table: Table, name: string) {
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

function numbersNamed(table: Table, name: string): Float64Array {
  return numbersOf(columnNamed(table, name));
}

function checkOf(values: Float64Array): number {
  return values.reduce((sum, value, at) => (sum + (at + 1) * (value || 0)) % 1000003, 0);
}

/** A customer's row in the words of the golden file. */
function told(table: Table, like: Readonly<Record<string, string | number | null>>) {
  const [id] = table.columns;
  const row = [...id.codes].findIndex((code) => id.levels[code] === like.customer);
  const cell = (name: string) => cellAt(columnNamed(table, name), row);
  const number = (name: string) => (cell(name) === '' ? null : Number(cell(name)));
  const found: Record<string, string | number | null> = { customer: cell(id.name) };
  for (const key of Object.keys(like)) {
    if (key in COUNTED) found[key] = number(COUNTED[key as keyof typeof COUNTED]);
    if (key in DAYS) found[key] = cell(DAYS[key as keyof typeof DAYS]) || null;
    if (key === 'spent') found[key] = number('total_spent');
    if (key === 'returns') {
      const share = 'returns_share';
      const known = table.columns.some(({ name }) => name === share);
      found[key] = known ? Math.round((number(share) ?? 0) * (number('lines') ?? 0)) : 0;
    }
  }
  return found;
}

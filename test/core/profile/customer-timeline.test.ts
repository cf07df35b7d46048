import { describe, expect, it } from 'vitest';
import { readLines } from '../../../src/core/orders/order-lines';
import { ordersOf, productsOf } from '../../../src/core/profile/customer-timeline';
import { drain } from '../../../src/core/steps';
import type { Column, Table } from '../../../src/core/table/table';

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): Table {
  return {
    rows: rows.length,
    columns: header.map((name, at): Column => {
      const levels = [...new Set(rows.map((row) => row[at]))];
      return { name, levels, codes: Int32Array.from(rows, (row) => levels.indexOf(row[at])) };
    }),
  };
}

describe('what a customer has ordered when', () => {
  const lines = drain(
    readLines(
      tableOf(
        ['who', 'day', 'paid', 'what'],
        [
          ['ann', '2024-05-02', '3.50', 'tea'],
          ['bob', '2024-05-02', '9', 'pot'],
          ['ann', '2024-05-01', '10', 'pot'],
          ['ann', '2024-05-02', '1.25', 'tea'],
          ['ann', '2024-05-02', '-2', 'cup'],
        ],
      ),
      { customer: 'who', date: 'day', amount: 'paid', product: 'what' },
    ),
  );

  it('is told day by day, in their order, with sums and products', () => {
    expect(ordersOf(lines, 0)).toEqual([
      {
        kind: 'orders',
        day: Date.parse('2024-05-01T00:00:00Z'),
        lines: 1,
        spent: 10,
        returned: 0,
        products: ['pot'],
      },
      {
        kind: 'orders',
        day: Date.parse('2024-05-02T00:00:00Z'),
        lines: 3,
        spent: 2.75,
        returned: 1,
        products: ['tea', 'cup'],
      },
    ]);
  });

  it('and by product, the commonest first', () => {
    expect(productsOf(lines, 0)).toEqual([
      { product: 'tea', lines: 2 },
      { product: 'pot', lines: 1 },
      { product: 'cup', lines: 1 },
    ]);
    expect(productsOf(lines, 1)).toEqual([{ product: 'pot', lines: 1 }]);
  });
});

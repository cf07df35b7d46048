import { describe, expect, it } from 'vitest';
import { rollUpOrders } from '../../../src/core/orders/roll-up-orders';
import type { Table } from '../../../src/core/table/table';

describe('rolling up many lines', () => {
  it('says every few thousand lines how far it is, and never goes back', () => {
    const rows = Array.from({ length: 50000 }, (_, row) => row);
    const table = manyLines(rows);
    let last = 0;
    let signs = 0;
    const steps = rollUpOrders(table, { customer: 'who', date: 'day', amount: 'sum' });
    for (let step = steps.next(); !step.done; step = steps.next()) {
      const share = step.value.done / step.value.total;
      expect(share).toBeGreaterThanOrEqual(last);
      expect(share).toBeLessThanOrEqual(1);
      last = share;
      signs++;
    }
    expect(signs).toBeGreaterThan(50);
  });
});

/** Lines of 5,000 customers, made without looking levels up one by one. */
function manyLines(rows: readonly number[]): Table {
  const cells = (count: number, write: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => write(at));
  const codes = (count: number) => Int32Array.from(rows, (row) => (row * 7919) % count);
  return {
    rows: rows.length,
    columns: [
      { name: 'who', levels: cells(5000, (at) => `c${at}`), codes: codes(5000) },
      {
        name: 'day',
        levels: cells(360, (at) => `2024-${pad(1 + (at % 12))}-${pad(1 + (at % 28))}`),
        codes: codes(360),
      },
      { name: 'sum', levels: cells(9973, (at) => (at / 100).toFixed(2)), codes: codes(9973) },
    ],
  };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

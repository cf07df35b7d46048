import { describe, expect, it } from 'vitest';
import { keyCustomers } from '../../../src/core/corrections/customer-keys';
import type { Role } from '../../../src/core/prepare/roles';
import type { Table } from '../../../src/core/table/table';

function tableOf(columns: Readonly<Record<string, readonly string[]>>): Table {
  const [first] = Object.values(columns);
  return {
    rows: first.length,
    columns: Object.entries(columns).map(([name, levels]) => ({
      name,
      levels,
      codes: Int32Array.from(levels.keys()),
    })),
  };
}

const keysIn = (
  columns: Record<string, readonly string[]>,
  roles: readonly Role[],
  order = [0, 1, 2],
) => {
  const keys = keyCustomers(tableOf(columns), roles, order);
  return { ...keys, all: order.map((_, at) => keys.keyOf(at)) };
};

describe('keyCustomers', () => {
  it('knows a customer by the Id, whatever else is said of it', () => {
    const here = keysIn({ id: ['a', 'b', 'c'], x: ['1', '2', '3'] }, ['id', 'number']);
    const next = keysIn({ id: ['c', ' a ', 'd'], x: ['9', '9', '9'] }, ['id', 'number']);
    expect(next.find(here.all[0])).toEqual([1]);
    expect(next.find(here.all[1])).toEqual([]);
    expect(next.find(here.all[2])).toEqual([0]);
  });

  it('knows it by all cells where there is no Id of its own', () => {
    const columns = { id: ['a', 'a', ''], x: ['1', '2', '3'], y: ['5', '6', '7'] };
    const here = keysIn(columns, ['id', 'number', 'number']);
    expect(new Set(here.all).size).toBe(3);
    const { id, x, y } = columns;
    const turned = keysIn({ y, id, x }, ['number', 'id', 'number'], [2, 0, 1]);
    expect(here.all.map((key) => turned.find(key))).toEqual([[1], [2], [0]]);
    const changed = keysIn({ id, x: ['1', '2', '4'], y }, ['id', 'number', 'number']);
    expect(changed.find(here.all[2])).toEqual([]);
  });

  it('gives rows that cannot be told apart one key', () => {
    const here = keysIn({ x: ['1', '1', '2'] }, ['number']);
    expect(here.find(here.all[0])).toEqual([0, 1]);
  });

  it('does not show the Id', () => {
    const { all } = keysIn({ id: ['mia@tea.example', 'b', 'c'] }, ['id']);
    expect(all[0]).toMatch(/^i[0-9a-f]{20}$/u);
  });
});

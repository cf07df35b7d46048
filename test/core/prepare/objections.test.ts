import { describe, expect, it } from 'vitest';
import { findObjectors, hashEntry, readObjections } from '../../../src/core/prepare/objections';
import type { Role } from '../../../src/core/prepare/roles';
import { tableOf } from '../../fixtures/tables';

const table = tableOf({
  id: ['C1', 'C2', 'C3', 'C4'],
  email: ['ann@example.org', 'Bob@Example.org ', '', 'dee@example.org'],
  phone: ['+44 20 7946 0001', '020', '0044 20 7946 0003', ''],
  city: ['York', 'Bath', 'C1', 'ann@example.org'],
});
const roles: Role[] = ['id', 'ignore', 'ignore', 'category'];
const on = (...cells: string[]) =>
  [...findObjectors(table, roles, new Set(cells.map(hashEntry)))].join('');

describe('findObjectors', () => {
  it('finds customers by any key or contact, whatever case and blanks', () => {
    expect(on('c2')).toBe('0100');
    expect(on(' ANN@example.org', 'bob@example.org')).toBe('1100');
    expect(on('+44 (20) 7946-0003', '442079460001')).toBe('1010');
  });

  it('looks at keys and contacts only, and never at what is missing', () => {
    expect(on('York')).toBe('0000');
    expect(on('')).toBe('0000');
    expect(findObjectors(table, roles, new Set())).toEqual(new Uint8Array(4));
  });

  it('keeps no name in what it compares', () => {
    expect(hashEntry('ann@example.org')).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('readObjections', () => {
  it('takes the column that names most customers', () => {
    const list = tableOf({
      reason: ['York', 'moved', 'asked'],
      who: ['C1', 'C4', 'C9'],
      mail: ['ann@example.org', '', ''],
    });
    expect(readObjections(list, table, roles)).toMatchObject({ column: 'who', matched: 2 });
  });

  it('says when nobody matches', () => {
    const list = tableOf({ who: ['X1', 'X2'] });
    expect(readObjections(list, table, roles)).toMatchObject({ column: 'who', matched: 0 });
  });
});

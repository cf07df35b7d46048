import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/study/outcome';
import { findCaveats, writeReceipt } from '../../src/study/report-receipt';
import { TINY } from '../fixtures/studies';

const ACCOUNT: Account = {
  ...TINY.account,
  exactNeighbours: true,
  silent: 0,
  objected: 0,
  dropped: 0,
};

describe('writeReceipt', () => {
  it('tells what became of each column', () => {
    const table = {
      rows: 4,
      columns: [
        { name: 'id', levels: ['a', 'b', 'c', 'd'], codes: Int32Array.of(0, 1, 2, 3) },
        { name: 'city', levels: ['Bonn', 'n/a', ''], codes: Int32Array.of(0, 0, 1, 2) },
      ],
    };
    expect(writeReceipt(table, ['id', 'category'], 'key')).toEqual({
      rows: 4,
      fingerprint: 'key',
      columns: [
        { name: 'id', role: 'id', used: false, filled: 1 },
        { name: 'city', role: 'category', used: true, filled: 0.5 },
      ],
    });
  });
});

describe('findCaveats', () => {
  it('always says that nothing is proven, and no more where nothing else is to be said', () => {
    expect(findCaveats(ACCOUNT, [100, 200], 5).map(({ kind }) => kind)).toEqual([
      'association',
      'names',
      'this-file',
    ]);
  });

  it('counts small and hidden segments and who took no part', () => {
    const account = { ...ACCOUNT, objected: 3, unplaced: 2, exactNeighbours: false };
    expect(findCaveats(account, [4, 5, 29, 30], 5).slice(2, -1)).toEqual([
      { kind: 'small', segments: 2, least: 30 },
      { kind: 'suppressed', segments: 1, least: 5 },
      { kind: 'objected', customers: 3 },
      { kind: 'unplaced', customers: 2 },
      { kind: 'approximate' },
    ]);
    expect(findCaveats(account, [4, 5, 29, 30], 0)[2]).toEqual({
      kind: 'small',
      segments: 3,
      least: 30,
    });
  });
});

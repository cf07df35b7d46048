import { describe, expect, it } from 'vitest';
import { type Arrangement, arrangeRows } from '../../src/study/arrange-rows';
import { TINY } from '../fixtures/studies';
import { tableOf } from '../fixtures/tables';

const table = tableOf({
  name: ['b 10', 'a', '', 'b 2'],
  spend: ['100', 'n/a', '20', '3'],
  joined: ['2/1/2024', '1/2/2024', '', '3/1/2023'],
  plan: ['Gold', 'silver', 'gold', 'Silver'],
});
const arrange = (wanted: Partial<Arrangement>, outcome = TINY) => [
  ...arrangeRows(table, outcome, {
    by: null,
    descending: false,
    within: null,
    search: '',
    ...wanted,
  }),
];

describe('arrangeRows', () => {
  it('keeps the order of the file', () => {
    expect(arrange({})).toEqual([0, 1, 2, 3]);
    expect(arrange({ within: Int32Array.of(3, 0, 2) })).toEqual([0, 2, 3]);
  });

  it('orders numbers by size, dates by time and names as people do; unknown ones come last', () => {
    expect(arrange({ by: 1 })).toEqual([3, 2, 0, 1]);
    expect(arrange({ by: 1, descending: true })).toEqual([0, 2, 3, 1]);
    expect(arrange({ by: 2 })).toEqual([3, 0, 1, 2]);
    expect(arrange({ by: 0 })).toEqual([1, 3, 0, 2]);
    expect(arrange({ by: 0, descending: true })).toEqual([0, 3, 1, 2]);
  });

  it('orders by segment and confidence, equal ones as in the file either way', () => {
    expect(arrange({ by: 'segment' })).toEqual([0, 2, 3, 1]);
    expect(arrange({ by: 'segment', descending: true })).toEqual([1, 0, 2, 3]);
    expect(arrange({ by: 'confidence' })).toEqual([1, 2, 3, 0]);
  });

  it('finds rows by any cell, whatever the case', () => {
    expect(arrange({ search: ' GOLD ' })).toEqual([0, 2]);
    expect(arrange({ search: '2024' })).toEqual([0, 1]);
    expect(arrange({ search: 'gold', within: Int32Array.of(1, 2) })).toEqual([2]);
    expect(arrange({ search: 'platinum' })).toEqual([]);
    expect(arrange({ search: 'gold', by: 1 })).toEqual([2, 0]);
  });

  it('leaves the rows it was given as they were', () => {
    const within = Int32Array.of(3, 0, 2);
    arrange({ within, by: 1 });
    expect([...within]).toEqual([3, 0, 2]);
  });

  it('orders before a study as after one', () => {
    expect([
      ...arrangeRows(table, undefined, {
        by: 'segment',
        descending: false,
        within: null,
        search: '',
      }),
    ]).toEqual([0, 1, 2, 3]);
  });
});

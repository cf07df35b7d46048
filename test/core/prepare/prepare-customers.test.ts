import { describe, expect, it } from 'vitest';
import { prepareCustomers, type Prepared } from '../../../src/core/prepare/prepare-customers';
import type { Role } from '../../../src/core/prepare/roles';
import { createRandom, shuffled } from '../../../src/core/random';
import type { Table } from '../../../src/core/table/table';
import { faultOf } from '../../fixtures/faults';
import { cellsOf, tableOf } from '../../fixtures/tables';
import { fc } from '../../fixtures/properties';

const table = tableOf({
  id: ['a', 'b', 'c', 'd', 'e'],
  said: ['late', '', 'late', 'good tea', 'n/a'],
  more: ['no news', 'lost', '', '', ''],
  spend: ['1', '2', 'x', '4', '5'],
  city: ['York', 'Bath', 'York', '', 'Bath'],
  joined: ['2024-01-01', '2024-01-02', '', '2024-01-04', '2024-01-05'],
  note: ['', '', '', '', ''],
});
const roles: Role[] = ['id', 'text', 'text', 'number', 'category', 'date', 'ignore'];

/** What is known of each customer, by its id. */
function byId(given: Table, prepared: Prepared): Record<string, unknown> {
  const ids = cellsOf(given).map(([id]) => id);
  return Object.fromEntries(
    Array.from(prepared.order, (row, customer) => [
      ids[row],
      [
        prepared.textOf[customer] < 0 ? '' : prepared.texts[prepared.textOf[customer]],
        prepared.numbers.map(({ values }) => values[customer]),
        prepared.dates.map(({ values }) => values[customer]),
        prepared.categories.map(({ levels, codes }) => levels[codes[customer]] ?? ''),
      ],
    ]),
  );
}

function shuffleRows(given: Table, seed: number): Table {
  const order = shuffled(given.rows, createRandom(seed));
  const cells = cellsOf(given);
  return tableOf(
    Object.fromEntries(
      given.columns.map(({ name }, at) => [name, [...order].map((row) => cells[row][at])]),
    ),
  );
}

describe('prepareCustomers', () => {
  const prepared = prepareCustomers(table, roles);

  it('reads each column by its role', () => {
    expect(byId(table, prepared)).toEqual({
      a: ['late. no news', [1], [Date.UTC(2024, 0, 1)], ['York']],
      b: ['lost', [2], [Date.UTC(2024, 0, 2)], ['Bath']],
      c: ['late', [Number.NaN], [Number.NaN], ['York']],
      d: ['good tea', [4], [Date.UTC(2024, 0, 4)], ['']],
      e: ['', [5], [Date.UTC(2024, 0, 5)], ['Bath']],
    });
    expect([...prepared.order].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(prepared.texts).size).toBe(prepared.texts.length);
    expect(prepared.numbers.map(({ name }) => name)).toEqual(['spend']);
  });

  it('closes each of several texts with a full stop of its own script', () => {
    const join = (...said: string[]) =>
      prepareCustomers(
        tableOf(Object.fromEntries(said.map((cell, i) => [`t${i}`, [cell, 'x']]))),
        said.map(() => 'text'),
      ).texts.find((text) => text.includes('b'));
    expect(join('a', 'b')).toBe('a. b');
    expect(join('a!', 'b')).toBe('a! b');
    expect(join('很慢', 'b')).toBe('很慢。b');
    expect(join('很慢。', 'b')).toBe('很慢。 b');
    expect(join('', 'b', '')).toBe('b');
  });

  it('gives the same customers, texts and order of customers for shuffled rows', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const moved = shuffleRows(table, seed);
        const found = prepareCustomers(moved, roles);
        expect({ ...found, order: null }).toEqual({ ...prepared, order: null });
        expect(byId(moved, found)).toEqual(byId(table, prepared));
      }),
      { numRuns: 30 },
    );
  });

  it('puts customers who are alike in all that counts in the order of the rest', () => {
    const twins = tableOf({ id: ['z', 'm', 'a'], spend: ['1', '1', '1'] });
    const ids = (given: Table) => {
      const names = cellsOf(given).map(([id]) => id);
      return Array.from(prepareCustomers(given, ['id', 'number']).order, (row) => names[row]);
    };
    const first = ids(twins);
    for (const seed of [1, 2, 3, 4]) expect(ids(shuffleRows(twins, seed))).toEqual(first);
  });

  it('ignores what is not used: ids and ignored columns change no measure', () => {
    const renamed = tableOf({
      ...Object.fromEntries(
        table.columns.map(({ name }, at) => [name, cellsOf(table).map((row) => row[at])]),
      ),
      id: ['v', 'w', 'x', 'y', 'z'],
      note: ['1', '2', '3', '4', '5'],
    });
    const found = prepareCustomers(renamed, roles);
    expect(found).toEqual(prepared);
  });

  it('says when nothing is left to group by', async () => {
    const none = await faultOf(() =>
      prepareCustomers(
        table,
        table.columns.map(() => 'ignore'),
      ),
    );
    expect(none.code).toBe('nothing-to-group');
    const silent = await faultOf(() =>
      prepareCustomers(tableOf({ a: ['', 'n/a'], b: ['-', ''] }), ['text', 'text']),
    );
    expect(silent).toMatchObject({ code: 'texts-all-empty', details: { column: 'a, b' } });
  });

  it('takes empty texts beside other columns', () => {
    const found = prepareCustomers(tableOf({ a: ['', ''], n: ['1', '2'] }), ['text', 'number']);
    expect(found.texts).toEqual([]);
    expect([...found.textOf]).toEqual([-1, -1]);
  });
});

describe('customers who object', () => {
  const asked = tableOf({
    id: ['a', 'b', 'c', 'd'],
    said: ['late', 'mine alone', 'good tea', 'late'],
    spend: ['1', '2', '3', '4'],
    opt_in: ['yes', 'no', '', 'yes'],
  });
  const asking: Role[] = ['id', 'text', 'amount', 'consent'];

  it('leave before anything is read of them', () => {
    const prepared = prepareCustomers(asked, asking);
    expect(prepared).toMatchObject({ rows: 3, fileRows: 4, objected: 1 });
    expect([...prepared.order].sort()).toEqual([0, 2, 3]);
    expect(prepared.texts).not.toContain('mine alone');
    expect([...prepared.numbers[0].values].sort()).toEqual([1, 3, 4]);
  });

  it('leave by a list as well', () => {
    const suppressed = Uint8Array.of(1, 0, 0, 0);
    const prepared = prepareCustomers(asked, asking, { suppressed });
    expect([...prepared.order].sort()).toEqual([2, 3]);
    expect(prepared.objected).toBe(2);
  });

  it('do not change what is found for the others', () => {
    const without = tableOf({
      id: ['a', 'c', 'd'],
      said: ['late', 'good tea', 'late'],
      spend: ['1', '3', '4'],
      opt_in: ['yes', '', 'yes'],
    });
    expect(byId(without, prepareCustomers(without, asking))).toEqual(
      byId(asked, prepareCustomers(asked, asking)),
    );
  });
});

describe('texts that are treated first', () => {
  it('are joined, counted and told apart as they are afterwards', () => {
    const treatText = (text: string) => text.replace(/[A-Z]\w+ [A-Z]\w+/g, '[name]');
    const given = tableOf({ said: ['I am Ann Lee', 'I am Bob Ray', 'n/a'] });
    const { texts, textOf } = prepareCustomers(given, ['text'], { treatText });
    expect(texts).toEqual(['I am [name]']);
    expect([...textOf].sort()).toEqual([-1, 0, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  type DateOrder,
  findUnclearDate,
  inferDateOrder,
  maybeDate,
} from '../../../src/core/prepare/dates';
import { fc } from '../../fixtures/properties';

const written = (cell: string, order?: DateOrder) => {
  const moment = maybeDate(cell, order);
  return moment === undefined ? undefined : new Date(moment).toISOString();
};

describe('maybeDate', () => {
  it.each<[string, string]>([
    ['2024-05-31', '2024-05-31T00:00:00.000Z'],
    ['2024/5/1', '2024-05-01T00:00:00.000Z'],
    ['2024.05.31', '2024-05-31T00:00:00.000Z'],
    ['2024年5月31日', '2024-05-31T00:00:00.000Z'],
    ['2024年5月31', '2024-05-31T00:00:00.000Z'],
    ['20240531', '2024-05-31T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['1899-12-31', '1899-12-31T00:00:00.000Z'],
    ['31/05/2024', '2024-05-31T00:00:00.000Z'],
    ['1.6.2024', '2024-06-01T00:00:00.000Z'],
    ['31-05-24', '2024-05-31T00:00:00.000Z'],
    ['31/05/69', '2069-05-31T00:00:00.000Z'],
    ['31/05/70', '1970-05-31T00:00:00.000Z'],
    ['31-Jul-18', '2018-07-31T00:00:00.000Z'],
    ['31 July 2018', '2018-07-31T00:00:00.000Z'],
    ['July 31, 2018', '2018-07-31T00:00:00.000Z'],
    ['Sept 3 2018', '2018-09-03T00:00:00.000Z'],
    [' 2024-05-31 ', '2024-05-31T00:00:00.000Z'],
    ['2024-05-31T10:20:30Z', '2024-05-31T10:20:30.000Z'],
    ['2024-05-31 10:20', '2024-05-31T10:20:00.000Z'],
    ['2024-05-31T10:20:30.123+02:00', '2024-05-31T08:20:30.000Z'],
    ['2024-05-31 10:20:30-0530', '2024-05-31T15:50:30.000Z'],
    ['31/05/2024 12:05 am', '2024-05-31T00:05:00.000Z'],
    ['31/05/2024, 12:05 PM', '2024-05-31T12:05:00.000Z'],
    ['31/05/2024 1:05pm', '2024-05-31T13:05:00.000Z'],
  ])('reads %j as %s', (cell, moment) => {
    expect(written(cell)).toBe(moment);
  });

  it('reads day and month in the order given, where the year is last', () => {
    expect(written('03/04/2024', 'dmy')).toBe('2024-04-03T00:00:00.000Z');
    expect(written('03/04/2024', 'mdy')).toBe('2024-03-04T00:00:00.000Z');
    expect(written('2024-03-04', 'mdy')).toBe('2024-03-04T00:00:00.000Z');
    expect(written('05/31/2024', 'dmy')).toBeUndefined();
    expect(written('05/31/2024', 'mdy')).toBe('2024-05-31T00:00:00.000Z');
  });

  it.each([
    '2023-02-29',
    '2024-04-31',
    '2024-00-10',
    '2024-13-01',
    '2024-01-32',
    '2024-01-00',
    '20241301',
    '20240230',
    '31/02/2024',
    '31-Feb-2024',
    '',
    'today',
    '2024',
    '2024-05',
    '12345678',
    '1/2/3',
    '12 Foo 2024',
    '2024-05-31 at noon',
    '10:20:30',
    '5.5',
    'not 2024-05-31',
  ])('does not take %j for a day', (cell) => {
    expect(written(cell)).toBeUndefined();
  });

  it.each(['2024-05-31 25:00', '2024-05-31 10:61', '2024-05-31T10:20:75', '2024-05-31 13:00 pm'])(
    'does not take %j for a moment',
    (cell) => {
      expect(written(cell)).toBeUndefined();
    },
  );

  it.each(['12 Marshall 2020', 'Mayor 5 2020', '3 Junior 1999', 'Decade 10 1990'])(
    'does not take %j for a named month',
    (cell) => {
      expect(written(cell)).toBeUndefined();
    },
  );

  it('reads every day of every year back', () => {
    const day = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2069-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString();
        const [year, month, of] = iso.slice(0, 10).split('-');
        const midnight = Date.UTC(Number(year), Number(month) - 1, Number(of));
        expect(maybeDate(iso)).toBe(Math.floor(date.getTime() / 1000) * 1000);
        for (const cell of [
          `${year}/${month}/${of}`,
          `${year}${month}${of}`,
          `${of}.${month}.${year}`,
        ])
          expect(maybeDate(cell)).toBe(midnight);
        expect(maybeDate(`${month}/${of}/${year}`, 'mdy')).toBe(midnight);
        expect(maybeDate(`${of}/${month}/${year.slice(2)}`)).toBe(midnight);
      }),
    );
  });
});

describe('inferDateOrder', () => {
  it.each<[string[], DateOrder]>([
    [['03/04/2024', '05/31/2024'], 'mdy'],
    [['03/04/2024', '31/05/2024'], 'dmy'],
    [['03/04/2024', '05/06/2024'], 'dmy'],
    [['2024-05-31'], 'dmy'],
    [[], 'dmy'],
  ])('%j is %s', (cells, order) => {
    expect(inferDateOrder(cells)).toBe(order);
  });
});

describe('findUnclearDate', () => {
  const both = (cell: string, dmy: number, mdy: number) => ({ cell, dmy, mdy });

  it('gives the first cell that could be two days, with both', () => {
    expect(findUnclearDate(['', 'n/a', '05/05/2024', ' 03/04/2024 ', '01.02.24'])).toEqual(
      both('03/04/2024', Date.UTC(2024, 3, 3), Date.UTC(2024, 2, 4)),
    );
    expect(findUnclearDate(['3-4-24 17:05'])).toEqual(
      both('3-4-24 17:05', Date.UTC(2024, 3, 3, 17, 5), Date.UTC(2024, 2, 4, 17, 5)),
    );
  });

  it.each<[string, string[]]>([
    ['one cell fits day first alone', ['03/04/2024', '31/05/2024']],
    ['one cell fits month first alone', ['03/04/2024', '05/31/2024']],
    ['day and month are the same everywhere', ['01/01/2024', '12/12/2023']],
    ['the year is first', ['2024-03-04', '2024/05/06', '20240304']],
    ['the month has a name', ['3 April 2024', 'Apr 3, 2024']],
    ['a cell is no day in either order', ['45/77/2024', '30/02/2024']],
    ['there are no dates', ['1.2', 'York', '3/4', '']],
    ['there is nothing', []],
  ])('is not in doubt where %s', (_, cells) => {
    expect(findUnclearDate(cells)).toBeUndefined();
  });

  it('does not depend on the order of the cells', () => {
    const day = fc.integer({ min: 1, max: 31 });
    const cell = fc.tuple(day, day).map(([a, b]) => `${a}/${b}/2024`);
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 8 }), (cells) => {
        const found = findUnclearDate(cells) !== undefined;
        expect(findUnclearDate([...cells].reverse()) !== undefined).toBe(found);
        // Where it is in doubt, all that is a date is one in either order, and the column differs.
        const read = (order: DateOrder) => cells.map((one) => maybeDate(one, order));
        const [dmy, mdy] = [read('dmy'), read('mdy')];
        const known = (moments: (number | undefined)[]) => moments.map((one) => one !== undefined);
        const same = JSON.stringify(known(dmy)) === JSON.stringify(known(mdy));
        expect(found).toBe(same && JSON.stringify(dmy) !== JSON.stringify(mdy));
      }),
    );
  });
});

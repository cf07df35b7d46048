import { describe, expect, it } from 'vitest';
import {
  isDateName,
  maybeSerial,
  serialToDate,
  writeDate,
} from '../../../src/core/quality/excel-dates';
import golden from '../../golden/quality.json';
import { fc } from '../../fixtures/properties';

const day = (serial: number, mac = false) => {
  const moment = serialToDate(serial, mac);
  return moment === undefined ? undefined : writeDate(moment);
};

describe('serialToDate', () => {
  it.each<[number, string]>([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [366, '1900-12-31'],
    [25569, '1970-01-01'],
    [41156, '2012-09-04'],
    [44197, '2021-01-01'],
    [44197.75, '2021-01-01 18:00:00'],
    [2958465, '9999-12-31'],
  ])('%d is %s', (serial, date) => {
    expect(day(serial)).toBe(date);
  });

  it.each<[number, string]>([
    [0, '1904-01-01'],
    [60, '1904-03-01'],
    [39694, '2012-09-04'],
  ])('%d is %s where days are counted from 1904', (serial, date) => {
    expect(day(serial, true)).toBe(date);
  });

  it.each([60, 60.5, 0, 0.5, -1, 2958466, Number.NaN, Infinity])('%d is no day', (serial) => {
    expect(serialToDate(serial)).toBeUndefined();
  });

  it('agrees with openpyxl', () => {
    for (const { serial, date } of golden.serials)
      expect(serialToDate(serial), `${serial}`).toBe(Date.parse(`${date}Z`));
    for (const { serial, date } of golden.serials1904)
      expect(serialToDate(serial, true), `${serial}`).toBe(Date.parse(`${date}Z`));
  });

  it('goes one day up with every number, and the two systems stand 1462 days apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1463, max: 2_900_000 }), (serial) => {
        const moment = serialToDate(serial) ?? 0;
        expect((serialToDate(serial + 1) ?? 0) - moment).toBe(86_400_000);
        expect(serialToDate(serial - 1462, true)).toBe(moment);
      }),
    );
  });
});

describe('maybeSerial', () => {
  it.each<[string, number | undefined]>([
    ['41156', 41156],
    [' 41156.5 ', 41156.5],
    ['19999', undefined],
    ['20000', 20000],
    ['60000', 60000],
    ['60001', undefined],
    ['1957', undefined],
    ['41,156', undefined],
    ['-41156', undefined],
    ['', undefined],
  ])('%j is %s', (cell, serial) => {
    expect(maybeSerial(cell)).toBe(serial);
  });
});

describe('isDateName', () => {
  it.each(['Dt_Customer', 'signupDate', 'Date received', 'dob', 'Datum', '下单日期', 'JOINED'])(
    '%s holds dates',
    (name) => {
      expect(isDateName(name)).toBe(true);
    },
  );

  it.each(['Income', 'updates_sent', 'candidate', 'Year_Birth', 'postcode', '金额'])(
    '%s does not',
    (name) => {
      expect(isDateName(name)).toBe(false);
    },
  );
});

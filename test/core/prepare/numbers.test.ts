import { describe, expect, it } from 'vitest';
import {
  findUnclearNumber,
  inferDecimalMark,
  maybeNumber,
} from '../../../src/core/prepare/numbers';
import { fc } from '../../fixtures/properties';

describe('maybeNumber with a decimal point', () => {
  it.each<[string, number]>([
    ['0', 0],
    ['42', 42],
    ['-7', -7],
    ['+7', 7],
    ['3.50', 3.5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['1,234', 1234],
    ['1,234,567.89', 1234567.89],
    ['12 345', 12345],
    ["1'234.5", 1234.5],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ['1e5', 100000],
    ['-2.5E-3', -0.0025],
    ['007', 7],
    [' 12 ', 12],
    ['12%', 12],
    ['-3.5 %', -3.5],
    ['$5', 5],
    ['$ 1,200.00', 1200],
    ['US$ 5', 5],
    ['USD 5', 5],
    ['5 usd', 5],
    ['€5', 5],
    ['5 €', 5],
    ['£1,000', 1000],
    ['¥300', 300],
    ['￥300', 300],
    ['300元', 300],
    ['Rs.10000', 10000],
    ['Rs 10000', 10000],
    ['₹500', 500],
    ['-$5', -5],
    ['$-5', -5],
    ['(5)', -5],
    ['($1,234.50)', -1234.5],
    ['( 12 )', -12],
    ['5-', -5],
    ['−5', -5],
    ['–5', -5],
  ])('reads %j as %d', (cell, value) => {
    expect(maybeNumber(cell)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '-',
    '.',
    '$',
    '%',
    '()',
    'abc',
    '12a',
    'a12',
    '1.2.3',
    '1,5',
    '12,34',
    '1,2345',
    '1 23',
    '2024-05-31',
    '12:30',
    '5/7',
    '+49 170 1234567',
    '1-2',
    '--1',
    '-5-',
    '1--',
    '0x1F',
    '1e999',
    'e5',
    'Infinity',
    'NaN',
    '3 items',
    '5 5',
    '9'.repeat(41),
  ])('does not take %j for a number', (cell) => {
    expect(maybeNumber(cell)).toBeUndefined();
  });
});

describe('maybeNumber with a decimal comma', () => {
  it.each<[string, number]>([
    ['3,50', 3.5],
    ['1.234,56', 1234.56],
    ['1.234.567', 1234567],
    ['-0,5', -0.5],
    [',5', 0.5],
    ['1 234,5', 1234.5],
    ['12 €', 12],
    ['1.200,00 €', 1200],
    ['(3,5)', -3.5],
    ['7', 7],
    ['12,5 %', 12.5],
  ])('reads %j as %d', (cell, value) => {
    expect(maybeNumber(cell, ',')).toBe(value);
  });

  it.each(['1.5', '1,2,3', '1,234.56', '12.34'])('does not take %j for a number', (cell) => {
    expect(maybeNumber(cell, ',')).toBeUndefined();
  });
});

describe('maybeNumber', () => {
  it('reads back what languages write', () => {
    const value = fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 100);
    fc.assert(
      fc.property(value, (number) => {
        const write = (locale: string) =>
          new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(number);
        for (const locale of ['en', 'zh-CN', 'de-CH'])
          expect(maybeNumber(write(locale).replace('’', "'"))).toBe(number);
        for (const locale of ['de', 'fr', 'pt-BR', 'nl', 'sv'])
          expect(maybeNumber(write(locale), ',')).toBe(number);
      }),
    );
  });

  it('gives a finite number or nothing', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'0123456789.,-+()$€% eE ') });
    fc.assert(
      fc.property(cell, fc.constantFrom('.' as const, ',' as const), (text, mark) => {
        const value = maybeNumber(text, mark);
        if (value !== undefined) expect(Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('inferDecimalMark', () => {
  it.each<[string[], '.' | ',']>([
    [['1,5', '2,25', '3'], ','],
    [['1.5', '2.25', '3'], '.'],
    [['1', '2', '3'], '.'],
    [['1.234,5', '12'], ','],
    [['1,234.5', '12'], '.'],
    [['1,234', '5,678'], '.'],
    [['1,5', '2.5'], '.'],
    [[], '.'],
  ])('%j takes %s', (cells, mark) => {
    expect(inferDecimalMark(cells)).toBe(mark);
  });
});

describe('findUnclearNumber', () => {
  it.each([[['1.234', '20', '15.600']], [['€ 1.234', '-7.001']]])('finds one in %j', (cells) => {
    const found = findUnclearNumber(cells);
    expect(found?.cell).toBe(cells[0]);
    expect(found?.comma).toBe(1234);
    expect(found?.point).toBe(1.234);
  });

  it.each([
    [['1.234', '2.5']],
    [['1.234', '7,25']],
    [['1.234.567', '1.234']],
    [['0.125', '1.250']],
    [['1,234', '5,678']],
    [['12', '7']],
    [[]],
  ])('finds none in %j, where something tells', (cells) => {
    expect(findUnclearNumber(cells)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { isDay, isIban, isLuhn, isVerhoeff, restOf } from '../../../src/core/personal/checksums';
import { maybeNationalId, plainOf } from '../../../src/core/personal/national-ids';
import { fc } from '../../fixtures/properties';

/** Each text with one of its digits another one, all ways. */
function* withOneDigitWrong(text: string): Generator<string> {
  for (let at = 0; at < text.length; at++)
    if (/\d/.test(text[at]))
      for (let digit = 0; digit < 10; digit++)
        if (digit !== Number(text[at])) yield text.slice(0, at) + digit + text.slice(at + 1);
}

describe('Luhn', () => {
  it.each(['4111111111111111', '5500005555555559', '378282246310005', '79927398713', '0'])(
    'accepts %s and no single wrong digit',
    (digits) => {
      expect(isLuhn(digits)).toBe(true);
      for (const wrong of withOneDigitWrong(digits)) expect(isLuhn(wrong), wrong).toBe(false);
    },
  );
});

describe('account numbers', () => {
  it.each([
    'GB82WEST12345698765432',
    'DE89370400440532013000',
    'NL91ABNA0417164300',
    'NO9386011117947',
  ])('accepts %s and no single wrong digit', (text) => {
    expect(isIban(text)).toBe(true);
    for (const wrong of withOneDigitWrong(text)) expect(isIban(wrong), wrong).toBe(false);
  });

  it.each(['GB82WEST1234569876543', 'ZZ82WEST12345698765432', 'GB82', ''])('refuses %j', (text) => {
    expect(isIban(text)).toBe(false);
  });

  it('the rest of a long number is that of whole arithmetic', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.integer({ min: 2, max: 997 }),
        (n, by) => {
          expect(restOf(String(n), by)).toBe(Number(n % BigInt(by)));
        },
      ),
    );
  });
});

describe('Verhoeff', () => {
  it.each(['2363', '234123412346', '123451'])('accepts %s and no single wrong digit', (digits) => {
    expect(isVerhoeff(digits)).toBe(true);
    for (const wrong of withOneDigitWrong(digits)) expect(isVerhoeff(wrong), wrong).toBe(false);
  });

  it('notices neighbours that changed places', () => {
    for (const wrong of ['243123412346', '234123412364', '234132412346'])
      expect(isVerhoeff(wrong), wrong).toBe(false);
  });
});

describe('days', () => {
  it('are those of the calendar', () => {
    expect([isDay(2024, 2, 29), isDay(2000, 2, 29), isDay(1999, 12, 31)]).toEqual([
      true,
      true,
      true,
    ]);
    for (const [year, month, day] of [
      [2023, 2, 29],
      [1900, 2, 29],
      [2024, 13, 1],
      [2024, 4, 31],
      [2024, 1, 0],
      [1000, 1, 1],
    ])
      expect(isDay(year, month, day)).toBe(false);
  });
});

describe('national numbers', () => {
  it.each<[string, string, boolean]>([
    ['CN', '11010519491231002X', false],
    ['CN', '440524188001010014', false],
    ['US', '078-05-1120', false],
    ['US', '078051120', true],
    ['GB', 'AB123456C', false],
    ['GB', 'AB 12 34 56 C', false],
    ['ES', '12345678Z', false],
    ['ES', 'X1234567L', false],
    ['FR', '255081416802538', false],
    ['IT', 'RSSMRA85T10A562S', false],
    ['BR', '529.982.247-25', false],
    ['BR', '52998224725', true],
    ['PL', '44051401359', false],
    ['NL', '100000009', true],
    ['CA', '130 692 544', true],
    ['SE', '811218-9876', false],
    ['IN', '2341 2341 2346', false],
  ])('%s: %s', (country, text, needsCue) => {
    expect(maybeNationalId(text, true)?.country).toBe(country);
    expect(maybeNationalId(text, false) === undefined).toBe(needsCue);
  });

  it.each([
    '11010519491231002X',
    '12345678Z',
    '255081416802538',
    'RSSMRA85T10A562S',
    '529.982.247-25',
    '811218-9876',
    '2341 2341 2346',
  ])('no single wrong digit of %s passes', (text) => {
    for (const wrong of withOneDigitWrong(text))
      expect(maybeNationalId(wrong, false), wrong).toBeUndefined();
  });

  it.each([
    '000-12-3456',
    '666-12-3456',
    '900-12-3456',
    '123-00-4567',
    '123-45-0000',
    'BG123456A',
    'AB123456E',
    'DQ123456A',
    '111.111.111-11',
    '11010519491331002X',
  ])('refuses %s', (text) => {
    expect(maybeNationalId(text, true)).toBeUndefined();
  });

  it('are weighed without their marks', () => {
    expect(plainOf('529.982.247-25')).toBe('52998224725');
    expect(plainOf('ab 12 34 56 c')).toBe('AB123456C');
  });
});

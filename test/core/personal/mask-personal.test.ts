import { describe, expect, it } from 'vitest';
import { findPersonal } from '../../../src/core/personal/find-personal';
import { maskPersonal } from '../../../src/core/personal/mask-personal';
import { CERTAINTIES, PERSONAL_KINDS, placeholderOf } from '../../../src/core/personal/spans';
import { fc } from '../../fixtures/properties';

const piece = fc.constantFrom(
  'Maria',
  'Lopez',
  'my name is ',
  'anna smith',
  'Mr. ',
  'call me at ',
  '555-0143',
  '+49 170 1234567',
  'ann@example.com',
  '4111111111111111',
  'GB82WEST12345698765432',
  '12 Main Street',
  'Apt. 5',
  'lives at ',
  '我叫',
  '王小明',
  '先生',
  '13800138000',
  '北京市朝阳区建国路88号',
  '86.121.97.248',
  'born on ',
  '2/16/1942',
  'https://example.com/a',
  ' ',
  ', ',
  '\n',
  '. ',
  '[name]',
  '[',
  ']',
  'the',
  'zip ',
  '80202',
  'A',
  '1',
  '@',
  ':',
  '😀',
  '\u202e',
  "'s ",
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

const NAUGHTY = [
  '',
  ' ',
  '\u0000',
  '\ufeff',
  '\ud800',
  '\udfff\ud800',
  '﷽',
  'Ω≈ç√∫˜µ',
  '🏳️‍🌈 1️⃣2️⃣3️⃣',
  '‮evil‬',
  '-1e309',
  '${name}',
  '<script>alert(1)</script>',
  "'; DROP TABLE users; --",
  '%s%n%p',
  '../../../etc/passwd',
  '٠١٢٣٤٥٦٧٨٩',
  '１３８００１３８０００',
  'İstanbul ǅ ß ﬁ',
  'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮',
];

describe('maskPersonal', () => {
  it.each([
    ['Hi, I am Maria Lopez, mail me: maria@example.com', 'Hi, I am [name], mail me: [email]'],
    ['我叫王小明，电话13800138000', '我叫[name]，电话[phone]'],
    ['card 4111111111111111, IBAN DE89370400440532013000', 'card [card], IBAN [iban]'],
    ['She was born on 2/16/1942', 'She was born on [birth-date]'],
    ['SSN 078-05-1120 from 86.121.97.248', 'SSN [national-id] from [ip]'],
  ])('%j', (before, after) => {
    expect(maskPersonal(before)).toBe(after);
  });

  it('gives the very text back when nothing is personal', () => {
    const plain = 'The zip broke after two days.';
    expect(maskPersonal(plain)).toBe(plain);
    expect(maskPersonal('Ann', [])).toBe('Ann');
  });

  it('masks the spans that it is given, and only those', () => {
    expect(
      maskPersonal('Ann, Bob', [{ kind: 'name', start: 5, end: 8, certainty: 'likely' }]),
    ).toBe('Ann, [name]');
  });

  it('makes texts that differ in persons only the same', () => {
    expect(maskPersonal('Maria Lopez never got her parcel')).toBe(
      maskPersonal('Peter Schmidt never got her parcel'),
    );
  });

  it('masking twice changes nothing', () => {
    fc.assert(
      fc.property(text, (before) => {
        const masked = maskPersonal(before);
        expect(maskPersonal(masked)).toBe(masked);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('spans', () => {
  const check = (before: string) => {
    let last = 0;
    for (const { kind, start, end, certainty } of findPersonal(before)) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(before.length);
      expect(PERSONAL_KINDS).toContain(kind);
      expect(CERTAINTIES).toContain(certainty);
      for (const at of [start, end])
        expect(
          /^[\ud800-\udbff][\udc00-\udfff]$/.test(before.slice(Math.max(0, at - 1), at + 1)),
        ).toBe(false);
      last = end;
    }
  };

  it('are in the text, in order, and do not overlap', () => {
    fc.assert(fc.property(text, check), { numRuns: 3000 });
  });

  it.each(NAUGHTY)('naughty: %j', (before) => {
    check(before);
    expect(findPersonal(before)).toEqual([]);
  });

  it('are the same on every call', () => {
    fc.assert(
      fc.property(text, (before) => {
        expect(findPersonal(before)).toEqual(findPersonal(before));
      }),
    );
  });

  it('what is masked has a placeholder of its own kind', () => {
    expect(new Set(PERSONAL_KINDS.map(placeholderOf)).size).toBe(PERSONAL_KINDS.length);
  });
});

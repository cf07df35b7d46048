import { describe, expect, it } from 'vitest';
import { look, many } from '../../fixtures/quality-column';

const DAY = 86_400_000;

describe('a column of dates', () => {
  it('has its range', () => {
    const { profile } = look('date', ['2024-05-31', '2024-01-01', '', '2024-03-01']);
    expect(profile).toMatchObject({
      kind: 'date',
      known: 3,
      first: Date.UTC(2024, 0, 1),
      last: Date.UTC(2024, 4, 31),
    });
  });

  it('asks for the order of day and month only where both orders fit all', () => {
    expect(look('date', ['03/04/2024', '05/06/2024']).found('date-order-unclear')?.count).toBe(2);
    expect(look('date', ['03/04/2024', '31/05/2024']).codes).toEqual([]);
    expect(look('date', ['05/05/2024', '06/06/2024']).codes).toEqual([]);
    expect(look('date', ['2024-05-04', '2024-06-07']).codes).toEqual([]);
  });

  it('shows dates that need the other order', () => {
    const found = look('date', ['31/05/2024', '30/05/2024', '05/31/2024', '01/02/2024']);
    expect(found.found('date-orders-mixed')).toMatchObject({
      rows: [4],
      figures: { low: 1, high: 2 },
    });
    expect(found.found('unreadable')).toBeUndefined();
  });

  it('shows what is no date', () => {
    const cells = [...many(30, (i) => `2024-01-${`${i + 1}`.padStart(2, '0')}`), 'soon'];
    expect(look('date', cells).found('unreadable')).toMatchObject({
      rows: [32],
      severity: 'check',
    });
  });

  it('shows dates that programs write when they know none', () => {
    const usual = many(40, (i) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10));
    expect(look('date', [...usual, '1900-01-01']).found('default-dates')?.rows).toEqual([42]);
    expect(look('date', [...usual, '1970-01-01', '1970-01-01']).found('default-dates')?.count).toBe(
      2,
    );
    const births = many(60, (i) => `19${60 + (i % 20)}-01-01`);
    expect(look('date', births).found('default-dates')).toBeUndefined();
  });

  it('shows dates later than the others suggest, or than today where it is known', () => {
    const usual = many(40, (i) =>
      new Date(Date.UTC(2020, 0, 1) + i * 20 * DAY).toISOString().slice(0, 10),
    );
    expect(look('date', [...usual, '2202-03-01']).found('future-dates')?.rows).toEqual([42]);
    expect(look('date', usual).found('future-dates')).toBeUndefined();
    const today = Date.UTC(2022, 0, 1);
    expect(look('date', usual, 'c', { today }).found('future-dates')?.count).toBe(3);
  });

  it('knows day numbers of a spreadsheet by the name of their column, or among dates', () => {
    const serials = many(20, (i) => `${41156 + i}`);
    expect(look('number', serials, 'Dt_Customer').found('serial-dates')?.figures).toMatchObject({
      low: Date.UTC(2012, 8, 4),
      high: Date.UTC(2012, 8, 23),
    });
    expect(look('number', serials, 'Income').found('serial-dates')).toBeUndefined();
    expect(
      look(
        'number',
        many(20, (i) => `${1950 + i}`),
        'date',
      ).found('serial-dates'),
    ).toBeUndefined();
    const mixed = look('date', ['2012-09-04', '2012-09-05', '41158']);
    expect(mixed.found('serials-among-dates')).toMatchObject({ rows: [4], cells: ['41158'] });
    expect(mixed.profile).toMatchObject({ known: 3, last: Date.UTC(2012, 8, 6) });
  });
});

describe('a column of levels', () => {
  it('shows levels that differ only by case, spaces, width or accents', () => {
    const { found, profile } = look('category', [
      'Leeds',
      'leeds ',
      'Leeds',
      'LEEDS',
      'Orléans',
      'Orleans',
      'Orleans',
      'York',
      'Ｙｏｒｋ',
    ]);
    expect(found('level-variants')).toMatchObject({ count: 4, rows: [3, 5, 6, 10] });
    expect(profile).toMatchObject({
      merges: [
        { keep: 'Leeds', others: ['LEEDS', 'leeds '] },
        { keep: 'Orleans', others: ['Orléans'] },
        { keep: 'York', others: ['Ｙｏｒｋ'] },
      ],
    });
  });

  it('keeps letters of other scripts apart', () => {
    expect(
      look('category', ['バス', 'ハス', '是的', '是']).found('level-variants'),
    ).toBeUndefined();
  });

  it('tells spaces at the ends, and rare levels', () => {
    const cells = [...many(400, (i) => (i % 2 === 0 ? 'Negative ' : 'Positive')), 'odd'];
    const { found } = look('category', cells);
    expect(found('edge-spaces')).toMatchObject({ count: 200, cells: ['Negative '] });
    expect(found('rare-levels')).toMatchObject({ count: 1, cells: ['odd'], rows: [402] });
    expect(look('category', ['a', 'b', 'c']).codes).toEqual([]);
  });

  it.each<[string[], string[][]]>([
    [
      ['yes', 'Y', 'no', 'yes', 'nein', 'no'],
      [
        ['yes', 'Y'],
        ['no', 'nein'],
      ],
    ],
    [['是', '否', '是', 'yes', '否'], [['是', 'yes']]],
    [['1', '0', 'true', '1', '0'], [['1', 'true']]],
    [['oui', 'non', 'Si', 'oui'], [['oui', 'Si']]],
  ])('%j says yes and no in several ways', (cells, merges) => {
    const { found, profile } = look('category', cells);
    expect(found('mixed-booleans')).toBeDefined();
    expect(
      profile.kind === 'category' && profile.merges.map(({ keep, others }) => [keep, ...others]),
    ).toEqual(merges);
  });

  it.each([
    [['yes', 'no', 'Yes', 'NO']],
    [['ja', 'nein', 'ja']],
    [['yes', 'no', 'maybe', 'oui']],
    [['N', 'S', 'O', 'W']],
    [['1', '0', '2', 'yes']],
  ])('%j does not', (cells) => {
    expect(look('category', cells).found('mixed-booleans')).toBeUndefined();
  });
});

describe('a column of texts or ids', () => {
  it('tells lengths and repeats', () => {
    const { profile, found } = look('text', ['good', 'good ', 'late parcel', '', '很好😀']);
    expect(profile).toEqual({ kind: 'text', shortest: 3, median: 4, longest: 11, repeats: 1 });
    expect(found('repeated-texts')).toMatchObject({
      count: 1,
      cells: ['good'],
      figures: { high: 2, different: 3 },
    });
  });

  it('shows texts that were cut', () => {
    const texts = many(50, (i) => (i < 4 ? `${i}`.repeat(100) : `a text number ${i}`));
    expect(look('text', texts).found('cut-texts')).toMatchObject({
      rows: [2, 3, 4, 5],
      figures: { high: 100 },
    });
    expect(look('text', texts.slice(2)).found('cut-texts')).toBeUndefined();
  });

  it('shows ids that stand twice, differ by case, or lost their digits', () => {
    const ids = many(20, (i) => `A${i}`);
    expect(look('id', [...ids, 'A3', 'A3']).found('repeated-ids')).toMatchObject({
      severity: 'problem',
      count: 2,
      rows: [22, 23],
      cells: ['A3'],
      figures: { different: 1 },
    });
    expect(look('id', [...ids, ...ids]).found('repeated-ids')?.severity).toBe('check');
    expect(look('id', [...ids, 'a3 ']).found('id-variants')?.rows).toEqual([22]);
    expect(look('id', [...ids, '1.23457E+11']).found('id-exponents')?.rows).toEqual([22]);
    expect(look('id', [...ids, '']).found('missing')?.severity).toBe('problem');
    expect(look('id', ids).codes).toEqual([]);
  });
});

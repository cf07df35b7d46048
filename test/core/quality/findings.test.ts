import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/prepare/roles';
import { FINDING_CODES } from '../../../src/core/quality/finding';
import { allFindings, examineTable } from '../../../src/core/quality/quality';
import { drain } from '../../../src/core/steps';
import { fc } from '../../fixtures/properties';
import { tableOf } from '../../fixtures/tables';
import { look, many } from '../../fixtures/quality-column';

describe('any column', () => {
  it('tells how it says that nothing is known, and where first', () => {
    const { found, spellings, filled, missing } = look('category', [
      'a',
      'NA',
      '-',
      'NA',
      ' ',
      'b',
      '',
    ]);
    expect([filled, missing]).toEqual([2, 5]);
    expect(spellings).toEqual([
      { cell: 'NA', count: 2 },
      { cell: '-', count: 1 },
      { cell: ' ', count: 1 },
      { cell: '', count: 1 },
    ]);
    expect(found('missing')).toMatchObject({
      severity: 'check',
      count: 5,
      rows: [3, 4, 5, 6, 8],
      figures: { share: 5 / 7 },
    });
    expect(found('missing-spellings')?.figures.different).toBe(4);
  });

  it('asks whether "Null" is somebody among names', () => {
    const names = [
      'Smith',
      'Okafor',
      'Null',
      'García',
      'O’Brien',
      'Müller',
      'Lee',
      'Novak',
      'Rossi',
      'Silva',
    ];
    expect(look('ignore', names, 'surname').found('missing-name')).toMatchObject({
      severity: 'check',
      rows: [4],
      cells: ['Null'],
    });
    expect(look('ignore', names, 'c').found('missing-name')?.count).toBe(1);
    expect(look('ignore', ['张', '无', '王'], '姓').found('missing-name')?.cells).toEqual(['无']);
    expect(
      look(
        'ignore',
        names.map((name) => name.replace('Null', 'NULL')),
        'surname',
      ).codes,
    ).toEqual(['missing']);
    expect(
      look(
        'category',
        many(20, (i) => (i % 2 === 0 ? 'High' : 'None')),
        'level',
      ).found('missing-name'),
    ).toBeUndefined();
  });

  it('is empty, constant or nearly so', () => {
    expect(look('ignore', ['', 'NA']).codes).toEqual(['empty-column']);
    expect(look('number', ['3', '3', '3']).codes).toEqual(['constant']);
    const nearly = many(200, (i) => (i === 7 ? 'b' : 'a'));
    expect(look('category', nearly).found('near-constant')?.figures.share).toBe(199 / 200);
    expect(
      look(
        'category',
        many(100, (i) => (i === 7 ? 'b' : 'a')),
      ).found('near-constant'),
    ).toBeUndefined();
  });

  it('shows errors of a spreadsheet and damaged letters', () => {
    expect(look('number', ['1', '#DIV/0!', '2']).found('spreadsheet-errors')?.rows).toEqual([3]);
    expect(look('text', ['CafÃ©', 'fine', 'it\u00e2€™s']).found('garbled')?.rows).toEqual([2, 4]);
    expect(look('text', ['Café', 'ÃO PAULO', 'Â']).found('garbled')).toBeUndefined();
  });

  it('counts rows from 1 where there is no header', () => {
    expect(look('number', ['', '1', '2'], 'c', { firstRow: 1 }).found('missing')?.rows).toEqual([
      1,
    ]);
  });
});

describe('a column of numbers', () => {
  it('has its figures', () => {
    const { profile } = look('number', ['1', '2', '2', '0', '-5', 'x', '']);
    expect(profile).toMatchObject({
      kind: 'number',
      known: 5,
      min: -5,
      q1: 0,
      median: 1,
      q3: 2,
      max: 2,
      mean: 0,
      zeros: 1,
      negatives: 1,
      whole: true,
    });
  });

  it('shows unreadable cells with their first rows', () => {
    const cells = [...many(40, (i) => `${i}`), 'soon', '12 items'];
    expect(look('number', cells).found('unreadable')).toMatchObject({
      severity: 'check',
      count: 2,
      rows: [42, 43],
      cells: ['soon', '12 items'],
    });
    expect(look('number', ['1', '2', 'x']).found('unreadable')?.severity).toBe('problem');
  });

  it('shows outliers, the farthest first', () => {
    const cells = [...many(60, (i) => `${20 + (i % 30)}`), '400', '900'];
    const { found, profile } = look('number', cells);
    expect(found('outliers')).toMatchObject({ count: 2, rows: [62, 63], cells: ['900', '400'] });
    expect(profile).toMatchObject({ outliers: 2 });
  });

  it('tells decimal points among commas, and asks where nothing tells', () => {
    expect(look('number', ['1,5', '2,25', '3,75', '4.5']).found('mixed-decimals')).toMatchObject({
      severity: 'problem',
      rows: [5],
      cells: ['4.5'],
      figures: { low: 1, high: 3 },
    });
    expect(look('number', ['1.234', '2.500', '7']).found('decimal-unclear')?.severity).toBe(
      'check',
    );
    expect(look('number', ['1,234', '2,500', '7']).found('decimal-unclear')?.severity).toBe('note');
    for (const cells of [
      ['1,234', '2.5'],
      ['0.125', '1.250'],
      ['1,234,567', '1,234'],
      ['1234', '5'],
    ])
      expect(look('number', cells).found('decimal-unclear')).toBeUndefined();
  });

  it('takes the same decimal mark as the rest of the code', () => {
    expect(look('number', ['1,5', '2.5', '3,5']).profile).toMatchObject({ decimal: ',' });
    expect(look('amount', ['1.5', '2,5']).profile).toMatchObject({ decimal: '.', known: 1 });
  });

  it('wonders about negatives, zeros and numbers that stand for unknown', () => {
    const usual = many(60, (i) => `${(i % 40) + 1}`);
    expect(look('number', [...usual, '-3']).found('negatives')?.rows).toEqual([62]);
    expect(look('number', [...usual, ...many(70, () => '0')]).found('zeros')?.count).toBe(70);
    expect(look('number', [...usual, '-1', '-1']).found('stand-in-numbers')?.cells).toEqual(['-1']);
    expect(look('number', [...usual, '999', '999']).found('stand-in-numbers')?.rows).toEqual([
      62, 63,
    ]);
    expect(look('number', [...usual, '99']).found('stand-in-numbers')).toBeUndefined();
    expect(look('number', ['-1', '-2', '-5', '-1', '3']).found('stand-in-numbers')).toBeUndefined();
  });
});

describe('the whole', () => {
  it('is ready, to be looked at, or to be repaired', () => {
    expect(look('number', ['1', '2', '3']).quality.verdict).toBe('ready');
    expect(look('date', ['03/04/2024', '05/06/2024']).quality.verdict).toBe('look');
    expect(look('number', ['1', 'x', '2']).quality.verdict).toBe('repair');
  });

  it('is told the gravest first, without a figure that is none', () => {
    const { quality } = look('number', [
      ...many(60, (i) => `${i}`),
      'x',
      '#REF!',
      '-99',
      '9000',
      '',
    ]);
    const severities = allFindings(quality).map(({ severity }) => severity);
    expect(severities).toEqual(
      [...severities].sort(
        (a, b) => ['problem', 'check', 'note'].indexOf(a) - ['problem', 'check', 'note'].indexOf(b),
      ),
    );
    expect(quality.counts.problem + quality.counts.check + quality.counts.note).toBe(
      severities.length,
    );
  });

  it('can be made of any cells with any role, and leaves the table alone', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('1', '2.5', '1,234', '2024-01-02', 'NA', 'yes', ' ', '#REF!', '03/04/2024'),
    );
    const roles = fc.constantFrom<Role>(
      'id',
      'text',
      'number',
      'amount',
      'category',
      'flag',
      'date',
      'target',
      'protected',
      'consent',
      'ignore',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 }),
        roles,
        roles,
        (rows, first, second) => {
          const table = tableOf({ a: rows.map(([a]) => a), date: rows.map(([, b]) => b) });
          const before = structuredClone(table);
          const quality = drain(examineTable(table, [first, second]));
          expect(table).toEqual(before);
          for (const found of allFindings(quality)) {
            expect(FINDING_CODES).toContain(found.code);
            for (const row of found.rows) expect(row >= 2 && row < rows.length + 2).toBe(true);
            for (const figure of Object.values(found.figures)) expect(figure).not.toBeNaN();
            expect(found.count).toBeGreaterThan(0);
          }
          for (const { filled, missing } of quality.columns)
            expect(filled + missing).toBe(rows.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

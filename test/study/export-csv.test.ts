import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/core/table/read-table';
import type { Outcome } from '../../src/study/outcome';
import { guardFormula, writeCell, writeCustomers, writeSummary } from '../../src/study/export-csv';
import { traitList } from '../../src/study/export-html';
import { WORDS } from '../../src/words/words';
import { fc } from '../fixtures/properties';
import { openText, TINY, TINY_CSV } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';

const golden = (name: string) => path.join(import.meta.dirname, '../golden/exports', name);
const NAMES = ['Late parcels', 'Tea; "cake" & more'];

function outcomeOf(rows: number): Outcome {
  return {
    ...TINY,
    labels: Int32Array.from({ length: rows }, (_, row) => row % 2),
    confidence: new Float32Array(rows).fill(0.5),
    map: new Float32Array(rows * 2).fill(1.25),
  };
}

function write(text: string, options = { guard: false, mark: false }, outcome?: Outcome): string {
  const { table, header, dialect } = readTable(text);
  const made = outcome ?? outcomeOf(table.rows);
  return [...writeCustomers(table, header, dialect, made, NAMES, options)].join('');
}

describe('writeCell', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['a;b', 'a;b'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['one\rend', '"one\rend"'],
    [' padded', '" padded"'],
    ['padded ', '"padded "'],
    ['味道', '味道'],
  ])('%j becomes %j', (text, cell) => {
    expect(writeCell(text, ',')).toBe(cell);
  });
});

describe('guardFormula', () => {
  it.each([
    '=1+1',
    '+cmd',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '=',
    '＝1+1',
    '＋1+1',
    '－1+a',
    '＠SUM',
    '=HYPERLINK("http://x")',
    "-1' OR 1",
  ])('%j is made text', (cell) => {
    expect(guardFormula(cell)).toBe(`'${cell}`);
  });

  it.each([
    '',
    'plain',
    '-5',
    '+5',
    '-1,234.50',
    '-3.5%',
    '($5)',
    '-$5',
    '1-2',
    'a=b',
    "'=1",
    '味道',
  ])('%j is left alone', (cell) => {
    expect(guardFormula(cell)).toBe(cell);
  });

  it.each(['-3,5', '-1.234,56', '+0,5', '-12,5 %'])(
    'leaves %j alone: a number with a decimal comma',
    (cell) => {
      expect(guardFormula(cell)).toBe(cell);
    },
  );

  it.each(['-', '--'])('leaves %j alone: it says that nothing is known', (cell) => {
    expect(guardFormula(cell)).toBe(cell);
  });
});

describe('writeCustomers', () => {
  it('writes the file as it was with five columns behind', async () => {
    const opened = await openText(TINY_CSV);
    const pieces = writeCustomers(opened.table, opened.header, opened.dialect, TINY, NAMES, {
      guard: true,
      mark: true,
    });
    const csv = [...pieces].join('');
    await expect(csv).toMatchFileSnapshot(golden('customers.csv'));
    expect(csv.startsWith('\ufeffid;city;said;segment;')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps delimiter, line ends, order and header of the file', () => {
    const csv = write('id|said\r\n2|b\r\n1|a\r\n');
    expect(csv).toBe(
      'id|said|segment|segment_name|segment_confidence|map_x|map_y\r\n' +
        '2|b|1|Late parcels|0.5|1.25|1.25\r\n' +
        '1|a|2|"Tea; ""cake"" & more"|0.5|1.25|1.25\r\n',
    );
    expect(write('comment\ngood tea\nlate again\nno news\n').split('\n')[1]).toBe(
      'good tea,1,Late parcels,0.5,1.25,1.25',
    );
    expect(write('a,b\r1,2\r3,4\r')).toContain('\r\n');
  });

  it('keeps the header as it stood, twice the same name and no name', () => {
    const [header] = write('id,id,, spaced ,city,plan,age\n1,2,x,y,a,b,3\n3,4,z,w,c,d,4\n').split(
      '\n',
    );
    expect(header).toMatch(/^id,id,," spaced ",city,plan,age,segment,segment_name,/);
  });

  it('names columns that had no header', () => {
    expect(write('1,2\n3,4\n5,6\n').split('\n')[0]).toMatch(/^Column 1,Column 2,segment,/);
  });

  it('takes a fresh name where the file has one of ours', () => {
    const [header] = write('segment,map_x,map_x_2\n1,2,3\n4,5,6\n').split('\n');
    expect(header).toBe(
      'segment,map_x,map_x_2,segment_2,segment_name,segment_confidence,map_x_3,map_y',
    );
  });

  it('leaves the segment of who is nowhere blank', () => {
    const outcome = { ...outcomeOf(2), labels: Int32Array.of(-1, 0) };
    expect(write('a,b\n1,2\n3,4\n', undefined, outcome).split('\n')[1]).toBe('1,2,,,0.5,1.25,1.25');
  });

  it('makes formulas text in cells, names and headers; numbers stay', () => {
    const text = 'id,=cmd\n1,=1+1\n2,-5\n3,@x\n';
    const { table, header, dialect } = readTable(text);
    const names = ['=SUM(A1)', '+tea'];
    const cells = (guard: boolean) =>
      [...writeCustomers(table, header, dialect, outcomeOf(3), names, { guard, mark: false })].join(
        '',
      );
    expect(cells(true)).toContain("id,'=cmd,");
    expect(cells(true)).toContain("1,'=1+1,1,'=SUM(A1),");
    expect(cells(true)).toContain("2,-5,2,'+tea,");
    expect(cells(false)).toContain('1,=1+1,1,=SUM(A1),');
  });

  it('reads back cell by cell what it wrote, when cells are not made safe', () => {
    // Carriage returns inside cells are a case of their own, in read-table.test.ts.
    const cell = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', ',', ';', '"', "'", '\n', '味', '🍵', '='),
      maxLength: 7,
    });
    const rows = fc.array(fc.tuple(fc.constantFrom('1', '20', '-3'), cell, cell), {
      minLength: 1,
      maxLength: 9,
    });
    const marks = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      newline: fc.constantFrom('\n', '\r\n'),
    });
    fc.assert(
      fc.property(rows, marks, (given, { delimiter, newline }) => {
        const write = (cells: readonly string[]) =>
          cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter);
        const text = [['id', 'first words', 'last words'], ...given].map(write).join(newline);
        const { table, header, dialect } = readTable(text, { delimiter, header: true });
        const outcome = outcomeOf(table.rows);
        const csv = [
          ...writeCustomers(table, header, dialect, outcome, NAMES, { guard: false, mark: true }),
        ].join('');
        const back = readTable(csv, { delimiter, header: true });
        expect(back.table.columns.map(({ name }) => name)).toEqual([
          'id',
          'first words',
          'last words',
          'segment',
          'segment_name',
          'segment_confidence',
          'map_x',
          'map_y',
        ]);
        expect(cellsOf(back.table)).toEqual(
          given.map((row, at) => [
            ...row,
            `${outcome.labels[at] + 1}`,
            NAMES[outcome.labels[at]],
            '0.5',
            '1.25',
            '1.25',
          ]),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('writes many rows in pieces, none of them lost', () => {
    const text = `id,x\n${Array.from({ length: 4321 }, (_, i) => `${i},${i % 7}`).join('\n')}\n`;
    const { table, header, dialect } = readTable(text);
    const options = { guard: true, mark: false };
    const pieces = [...writeCustomers(table, header, dialect, outcomeOf(4321), NAMES, options)];
    expect(pieces.length).toBeGreaterThan(2);
    const back = readTable(pieces.join(''));
    expect(back.table.rows).toBe(4321);
    expect(cellsOf(back.table).map(([id]) => id)).toEqual(cellsOf(table).map(([id]) => id));
  });
});

describe('writeSummary', () => {
  it('writes one row for each segment', async () => {
    const describe = (words: 'en' | 'zh') =>
      writeSummary(TINY.segments, NAMES, (segment) => traitList(segment, WORDS[words]), {
        guard: true,
        mark: true,
      });
    await expect(describe('en')).toMatchFileSnapshot(golden('summary.csv'));
    const rows = cellsOf(readTable(describe('zh')).table);
    expect(rows.map((cells) => cells.slice(0, 5))).toEqual([
      ['1', 'Late parcels', '3', '0.75', '0.8542'],
      ['2', 'Tea; "cake" & more', '1', '0.25', '0.5'],
    ]);
    expect(rows[1][7]).toBe('\'=HYPERLINK("http://x") <b>"tea" & cake</b>');
  });
});

it('has the mood of each customer behind, where it was read', () => {
  const { table, header, dialect } = readTable('id,text\n1,lovely\n2,\n');
  const moods = { moods: Int8Array.of(0, -1), strength: Float32Array.of(0.5, Number.NaN) };
  const csv = [
    ...writeCustomers(table, header, dialect, outcomeOf(table.rows), NAMES, {
      guard: false,
      mark: false,
      moods,
    }),
  ].join('');
  const [head, first, second] = csv.trim().split(/\r?\n/);
  expect(head).toMatch(/,map_x,map_y,mood,mood_strength$/);
  expect(first).toMatch(/,positive,0\.5$/);
  expect(second).toMatch(/,,$/);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  shiftPoint,
  writeDecimal,
  writeFloat32,
  writeNumber,
  writeSize,
} from '../../../src/study/formats/cell-text';
import { cellsOf } from '../../fixtures/tables';
import { open, textBook } from './write-formats';

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Names that are their own trimmed form, and cells of all kinds of characters. */
const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.constantFrom('__proto__', 'constructor', 'a.b', '1', 'toString', '名字', 'Column 1'),
);
const CELLS = [
  '',
  '=1+1',
  '007',
  '1e5',
  'null',
  '_x0041_',
  '<&>"\'',
  '{"a":1}',
  ' x ',
  'a\nb',
  '好🍵',
];
const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom(...CELLS));
const usable = (text: string) => !['\r', '\0', '\ufeff'].some((mark) => text.includes(mark));

const tables = fc
  .uniqueArray(
    name.filter((text) => text.trim() === text && usable(text)),
    { minLength: 2, maxLength: 6 },
  )
  .chain((names) =>
    fc.record({
      names: fc.constant(names),
      rows: fc.array(
        fc
          .array(cell.filter(usable), { minLength: names.length, maxLength: names.length })
          .filter((cells) => cells.some((text) => text.trim() !== '')),
        { minLength: 1, maxLength: 12 },
      ),
    }),
  );

describe('a table', () => {
  it('reads back the same from CSV, JSON, NDJSON and XLSX', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ names, rows }) => {
        const records = rows.map(
          (cells) =>
            `{${cells.map((text, i) => `${JSON.stringify(names[i])}:${JSON.stringify(text)}`).join(',')}}`,
        );
        const csv = [names, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n');
        const files: [string, Uint8Array | string, object][] = [
          [
            'delimited',
            csv,
            {
              delimiter: ',',
              quote: '"',
              headerRow: 1,
              comment: '',
              escape: '',
              footer: false,
              encoding: 'utf-8',
            },
          ],
          ['json', `[${records.join(',')}]`, {}],
          ['ndjson', `${records.join('\n')}\n${records[0]}`, {}],
          ['xlsx', textBook([names, ...rows]), {}],
        ];
        for (const [format, file, hints] of files) {
          const opened = await open(file, hints);
          expect(opened.format).toBe(format);
          expect(opened.table.columns.map((column) => column.name)).toEqual(names);
          expect(opened.header).toEqual(names);
          const expected = format === 'ndjson' ? [...rows, rows[0]] : rows;
          expect(cellsOf(opened.table)).toEqual(expected);
        }
      }),
      { seed: 20261122, numRuns: 150 },
    );
  });
});

describe('numbers as text', () => {
  it('read back as the same number, without an exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = writeNumber(value);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
        if (Math.abs(value) < 1e30 && Math.abs(value) > 1e-29) expect(text).not.toMatch(/e/);
      }),
      { seed: 1 },
    );
  });

  it('of 32 bits read back as the same one', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        expect(Math.fround(Number(writeFloat32(value)))).toBe(value === 0 ? 0 : value);
      }),
      { seed: 2 },
    );
    expect(
      [0.1, 3.4e38, 1.17549435e-38, 16777216].map((x) => writeFloat32(Math.fround(x))),
    ).toEqual(['0.1', '3.4e+38', '1.1754944e-38', '16777216']);
  });

  it.each<[string, number, string]>([
    ['0.07', 2, '7'],
    ['1.005', 2, '100.5'],
    ['-0.5', 2, '-50'],
    ['12', 3, '12000'],
    ['1.5', -3, '0.0015'],
    ['-15', -1, '-1.5'],
    ['0', 5, '0'],
    ['9.99', 0, '9.99'],
  ])('%s moved by %i places is %s', (text, places, moved) => {
    expect(shiftPoint(text, places)).toBe(moved);
  });

  it('decimals keep their places', () => {
    expect(writeDecimal(1230n, 2)).toBe('12.30');
    expect(writeDecimal(-5n, 2)).toBe('-0.05');
    expect(writeDecimal(5n, 0)).toBe('5');
    expect(writeDecimal(5n, -3)).toBe('5000');
    expect(writeNumber(-0)).toBe('0');
    expect(writeNumber(NaN)).toBe('');
    expect(writeNumber(12345678901234567890n)).toBe('12345678901234567890');
  });

  it('sizes are said as people do', () => {
    expect([0, 500, 1024, 1.5 * 2 ** 20, 2 ** 30, 2 ** 45].map(writeSize)).toEqual([
      '0 bytes',
      '500 bytes',
      '1 KB',
      '1.5 MB',
      '1 GB',
      '32 TB',
    ]);
  });
});

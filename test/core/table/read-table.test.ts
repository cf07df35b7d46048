import { describe, expect, it } from 'vitest';
import { asFault } from '../../../src/core/fault';
import { createTableReader, readTable } from '../../../src/core/table/read-table';
import type { ReadTable } from '../../../src/core/table/table';
import { faultOf } from '../../fixtures/faults';
import { cellsOf } from '../../fixtures/tables';
import { fc } from '../../fixtures/properties';

const namesOf = ({ table }: ReadTable) => table.columns.map(({ name }) => name);
const warningsOf = ({ warnings }: ReadTable) =>
  Object.fromEntries(warnings.map(({ code, ...rest }) => [code, rest]));

describe('readTable', () => {
  it('reads rows, columns and header', () => {
    const found = readTable('id,city\n1,York\n2,"Bath, Avon"\n');
    expect(found.table.rows).toBe(2);
    expect(namesOf(found)).toEqual(['id', 'city']);
    expect(found.header).toEqual(['id', 'city']);
    expect(cellsOf(found.table)).toEqual([
      ['1', 'York'],
      ['2', 'Bath, Avon'],
    ]);
    expect(found.warnings).toEqual([]);
  });

  it.each(['\n', '\r\n', '\r'])('keeps line ends inside quotes, with line ends %j', (newline) => {
    const text = ['id,said', '1,"one\ntwo\nthree"', '2,"say ""hi"""', '3,x'].join(newline);
    expect(cellsOf(readTable(text).table)).toEqual([
      ['1', 'one\ntwo\nthree'],
      ['2', 'say "hi"'],
      ['3', 'x'],
    ]);
  });

  it('reads cells whose lines end another way than those of the file', () => {
    const rows = Array.from({ length: 6 }, (_, i) => `${i},"Dear shop,\r\nwhere is it?\r\nBye"`);
    const found = readTable(['id,said', ...rows].join('\n'));
    expect(found.table.rows).toBe(6);
    expect(cellsOf(found.table)[5]).toEqual(['5', 'Dear shop,\r\nwhere is it?\r\nBye']);
  });

  it.each([
    'id,said\n1,"x"\r\n2,"y"\n3,z\r\n4,w\n',
    'id,said\r\n1,"x"\r\n2,"y"\n3,z\r\n4,w\r\n',
    'id,said\r\n1,x\r\n2,y\n3,z\r\n4,w\r\n',
  ])('reads lines that end now one way, now another: %#', (text) => {
    expect(cellsOf(readTable(text).table)).toEqual([
      ['1', 'x'],
      ['2', 'y'],
      ['3', 'z'],
      ['4', 'w'],
    ]);
  });

  it('keeps a carriage return at the end of a quoted cell', () => {
    expect(cellsOf(readTable('id,said\n1,"x\r"\n2,y\n').table)[0]).toEqual(['1', 'x\r']);
  });

  it('leaves out a byte order mark and keeps cells as they stand', () => {
    const found = readTable('\ufeffid, said \n 1 ,"  two  "\n2,\n');
    expect(namesOf(found)).toEqual(['id', 'said']);
    expect(found.header).toEqual(['id', ' said ']);
    expect(cellsOf(found.table)).toEqual([
      [' 1 ', '  two  '],
      ['2', ''],
    ]);
  });

  it('fills short rows and tells where the first one is', () => {
    const found = readTable('a,b,c\n1,2,3\n4\n5,6\n7,8,9\n');
    expect(cellsOf(found.table)[1]).toEqual(['4', '', '']);
    expect(warningsOf(found)).toEqual({ 'short-rows': { count: 2, row: 3 } });
  });

  it('gives what stands beyond the header a column of its own', () => {
    const found = readTable('a,b\n1,2\n3,4,5\n6,7,,\n');
    expect(namesOf(found)).toEqual(['a', 'b', 'Column 3']);
    expect(cellsOf(found.table)).toEqual([
      ['1', '2', ''],
      ['3', '4', '5'],
      ['6', '7', ''],
    ]);
    expect(warningsOf(found)).toMatchObject({ 'long-rows': { count: 1, row: 3 } });
  });

  it('leaves out empty lines, and tells of those among the rows', () => {
    const found = readTable('\n\na,b\n1,2\n\n3,4\n\n');
    expect(cellsOf(found.table)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(warningsOf(found)['blank-rows']).toMatchObject({ count: 2 });
  });

  it('takes an empty line in a single column for a customer who said nothing', () => {
    const found = readTable('comment\ngood tea\n\nlate parcel\n');
    expect(cellsOf(found.table)).toEqual([['good tea'], [''], ['late parcel']]);
  });

  it('numbers names that come twice and names that are missing', () => {
    const found = readTable('a,a,,a,a (2)\n1,2,3,4,5\n6,7,8,9,10\n', { header: true });
    expect(namesOf(found)).toEqual(['a', 'a (2)', 'Column 3', 'a (3)', 'a (2) (2)']);
    expect(found.header).toEqual(['a', 'a', '', 'a', 'a (2)']);
    expect(warningsOf(found)).toMatchObject({
      'renamed-columns': { count: 3, column: 'a' },
      'unnamed-columns': { count: 1, column: '3' },
    });
  });

  it('calls columns by their position where there is no header', () => {
    const found = readTable('1,2\n3,4\n5,6\n');
    expect(namesOf(found)).toEqual(['Column 1', 'Column 2']);
    expect(found.header).toEqual([]);
    expect(found.table.rows).toBe(3);
    expect(warningsOf(found)).toEqual({ 'no-header': { count: 1 } });
  });

  it('takes names that objects have for plain names', () => {
    const found = readTable('__proto__,constructor,toString,hasOwnProperty\n1,2,3,4\n5,6,7,8\n');
    expect(namesOf(found)).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty']);
    expect(cellsOf(found.table)).toEqual([
      ['1', '2', '3', '4'],
      ['5', '6', '7', '8'],
    ]);
    const cells = readTable('word\n__proto__\nconstructor\n__proto__\n').table.columns[0];
    expect(cells.levels).toEqual(['__proto__', 'constructor']);
    expect([...cells.codes]).toEqual([0, 1, 0]);
  });

  it('tells of a quote mark in the wrong place, once for each cell', () => {
    const found = readTable('id,said\n1,"a "b" c"\n2,ok\n3,"d"\n');
    expect(found.table.rows).toBe(3);
    expect(warningsOf(found)['stray-quotes']).toEqual({ count: 1, row: 2 });
  });

  it('reads quote marks as ordinary characters when told so', () => {
    const found = readTable('id,said\n1,5" screen\n2,"x\n', { quote: '' });
    expect(cellsOf(found.table)).toEqual([
      ['1', '5" screen'],
      ['2', '"x'],
    ]);
    expect(cellsOf(readTable("a,b\n1,'x, y'\n", { quote: "'" }).table)).toEqual([['1', 'x, y']]);
  });
});

describe('faults of a file', () => {
  it.each(['', '\n', '\n\n\r\n', '\ufeff'])('%j is empty', async (text) => {
    expect((await faultOf(() => readTable(text))).code).toBe('file-empty');
  });

  it.each(['a,b', 'a,b\n', 'a,b\n\n\n'])('%j has a header only', async (text) => {
    expect(await faultOf(() => readTable(text))).toMatchObject({
      code: 'file-header-only',
      details: { columns: 2 },
    });
  });

  it('says where a quote was opened and never closed', async () => {
    const fault = await faultOf(() => readTable('id,said,city\n1,a,x\n2,"b,y\n3,c,z\n'));
    expect(fault).toMatchObject({ code: 'quote-open', details: { row: 3, column: 'said' } });
  });

  it('says so before the whole of a large file is held', async () => {
    const reader = createTableReader();
    const line = `1,${'x'.repeat(98)}\n`;
    const fault = await faultOf(() => {
      reader.push(`id,said\n1,a\n2,"b\n`);
      for (let i = 0; i < 90; i++) reader.push(line.repeat(1000));
    });
    expect(fault).toMatchObject({ code: 'quote-open', details: { row: 3, column: 'said' } });
  });
});

describe('createTableReader', () => {
  function readInPieces(text: string, cuts: readonly number[]): ReadTable {
    const reader = createTableReader();
    const borders = [...cuts.map((cut) => Math.floor(cut * text.length)), text.length];
    let from = 0;
    for (const to of borders.sort((a, b) => a - b)) {
      reader.push(text.slice(from, to));
      from = to;
    }
    return reader.finish();
  }
  /** What was read, or the fault that reading ends with. */
  function attempt(read: () => ReadTable): unknown {
    try {
      return read();
    } catch (error) {
      return { code: asFault(error).code, details: asFault(error).details };
    }
  }
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  const cell = fc.oneof(
    fc.constantFrom('', 'York', '42', '-1.5', '味道不错', '🍵', '=1+1', ' a '),
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', ',', '"', '\n', '\r', ';'), maxLength: 8 }),
  );
  const quoted = (text: string) =>
    /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const file = fc.record({
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 12 }),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '\ufeff'),
    end: fc.boolean(),
  });

  it('reads a file in pieces as it reads it at once', () => {
    fc.assert(
      fc.property(file, cuts, ({ rows, newline, mark, end }, at) => {
        const lines = ['id,city,said', ...rows.map((row) => row.map(quoted).join(','))];
        const text = mark + lines.join(newline) + (end ? newline : '');
        expect(attempt(() => readInPieces(text, at))).toEqual(attempt(() => readTable(text)));
      }),
      { numRuns: 300 },
    );
  });

  it('reads a file larger than its sample in pieces as at once', () => {
    const spread = fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(file, spread, ({ rows, newline, end }, at) => {
        const part = rows.map((row) => row.map(quoted).join(',')).join(newline);
        const filler = `9,York,${'plain words '.repeat(20)}`;
        const head = `id,city,said${newline}`;
        const body = `${part}${newline}${filler}${newline}`;
        const times = Math.ceil(300000 / body.length);
        const text = head + body.repeat(times) + (end ? part : '');
        const read = (make: () => ReadTable) => attempt(() => ({ ...make(), warnings: [] }));
        expect(read(() => readInPieces(text, at))).toEqual(read(() => readTable(text)));
      }),
      { numRuns: 25 },
    );
  });

  it('reads plain bytes beside the text as it reads the text', () => {
    const row = fc.array(
      fc.oneof(
        fc.constantFrom('', 'York', '"say ""hi"", Bo"', '7', 'Total', '"a\nb"', ' x', '"open" z'),
        fc.string({ unit: 'grapheme-ascii' }).map((text) => text.replace(/["\r\n,]/g, '')),
      ),
      { minLength: 1, maxLength: 4 },
    );
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.nat(9), (rows, tea) => {
        const part = rows.map((cells) => cells.join(',')).join('\n');
        const filler = `9,York,${'plain words '.repeat(20)}`;
        const text = `id,city,said\n${`${part}\n${filler}\n`.repeat(1200)}`;
        const reader = createTableReader();
        const pushed = attempt(() => {
          for (let from = 0; from < text.length; from += 150_000) {
            const piece = text.slice(from, from + 150_000);
            reader.push(piece, from / 150_000 === tea ? undefined : encoder.encode(piece));
          }
          return reader.finish();
        });
        expect(pushed).toEqual(attempt(() => readTable(text)));
      }),
      { numRuns: 15 },
    );
  });

  it('counts a stray quote once, wherever the pieces are cut', () => {
    const filler = `9,${'plain words '.repeat(20)}\n`.repeat(600);
    const bad = '1,"a "b c"\n';
    const text = `id,said\n${filler}${bad}${filler}`;
    const at = text.indexOf(bad) + bad.length - 1;
    expect(readInPieces(text, [at / text.length]).warnings).toEqual(readTable(text).warnings);
  });

  it('keeps an empty last line of a single column, wherever the pieces are cut', () => {
    const text = `comment\n${`${'plain words '.repeat(20)}\n`.repeat(600)}\n`;
    const found = readInPieces(text, [(text.length - 1) / text.length]);
    expect(found.table.rows).toBe(readTable(text).table.rows);
  });
});

describe('cells of any kind', () => {
  it('come back as they were written', () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 6 });
    const row = fc.tuple(fc.constantFrom('1', '2', '30'), any, any);
    const given = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 10 }),
      newline: fc.constantFrom('\n', '\r\n'),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
    });
    fc.assert(
      fc.property(given, ({ rows, newline, delimiter }) => {
        const write = (cells: readonly string[]) =>
          cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter);
        const text = [['id', 'first words', 'last words'], ...rows].map(write).join(newline);
        const found = readTable(text, { delimiter, header: true });
        expect(cellsOf(found.table)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { DialectHints } from '../../../src/core/table/dialect';
import { createTableReader, readTable } from '../../../src/core/table/read-table';
import type { ReadTable } from '../../../src/core/table/table';
import { asFault } from '../../../src/core/fault';
import { cellsOf } from '../../fixtures/tables';
import { fc } from '../../fixtures/properties';

const lines = (...given: string[]) => given.join('\n');
const codesOf = ({ warnings }: ReadTable) => warnings.map(({ code }) => code);
const warningOf = (found: ReadTable, code: string) =>
  found.warnings.find((warning) => warning.code === code);
const ROWS = ['1,York,2.50', '2,Bath,3.50', '3,Leeds,4.00'];
const CELLS = ROWS.map((row) => row.split(','));

describe('lines above the header', () => {
  it.each<[string, string[], string[][]]>([
    ['a title', ['Customers of 2024'], [['Customers of 2024']]],
    ['a title in a wide file', ['Customers of 2024,,', ',,'], [['Customers of 2024', '', '']]],
    ['two titles and an empty line', ['Shop', 'May, June', ''], [['Shop'], ['May', ' June']]],
  ])('%s', (_, above, preamble) => {
    const found = readTable(lines(...above, 'id,city,spend', ...ROWS));
    expect(found.header).toEqual(['id', 'city', 'spend']);
    expect(found.preamble).toEqual(preamble);
    expect(found.dialect.headerRow).toBe(above.length + 1);
    expect(cellsOf(found.table)).toEqual(CELLS);
    expect(found.warnings).toEqual([{ code: 'preamble', count: preamble.length, row: 1 }]);
  });

  it('a sentence with as many cells as the rows', () => {
    const numbers = Array.from({ length: 9 }, (_, i) => `${i},${i * 2}`);
    const title = 'Made as a new list,Sample 12 by a person on a Wednesday';
    const found = readTable(lines(title, 'cm-1,A', ...numbers));
    expect([found.header, found.preamble.length]).toEqual([['cm-1', 'A'], 1]);
  });

  it('are none where the first line is a short row or a header with one name', () => {
    expect(readTable(lines('id,,', '1,York,2', '2,Bath,3')).preamble).toEqual([]);
    expect(readTable(lines(',value', 'a,1', 'b,2')).header).toEqual(['', 'value']);
  });

  it('are where the person says, and nowhere where there is none', () => {
    const text = lines('a,b,c', 'x,y,z', ...ROWS);
    const second = readTable(text, { headerRow: 2 });
    expect([second.header, second.preamble]).toEqual([['x', 'y', 'z'], [['a', 'b', 'c']]]);
    const none = readTable(lines('Title', '', ...ROWS), { headerRow: 0 });
    expect([none.preamble, none.table.rows, none.dialect.header]).toEqual([[], 4, false]);
  });

  it('of rows without a header are kept apart too', () => {
    const found = readTable(lines('Title of it', '1,2', '3,4', '5,6'));
    expect([found.dialect.header, found.preamble, found.table.rows]).toEqual([
      false,
      [['Title of it']],
      3,
    ]);
  });
});

describe('comment lines', () => {
  it.each(['#', '//', ';'])('beginning with %s are kept apart', (mark) => {
    const found = readTable(
      lines(`${mark} made by a tool`, 'id,city,spend', ROWS[0], `${mark}2,x`, ...ROWS.slice(1)),
    );
    expect(found.dialect.comment).toBe(mark);
    expect(cellsOf(found.table)).toEqual(CELLS);
    expect(found.comments).toEqual([`${mark} made by a tool`, `${mark}2,x`]);
    expect(found.warnings).toEqual([{ code: 'comment-lines', count: 2, row: 1 }]);
  });

  it('are none where rows or headers begin so', () => {
    const tags = readTable(lines('tag,n', '#tea,1', '#milk,2', 'x,3', 'y,4', 'z,5'));
    expect([tags.table.rows, tags.comments]).toEqual([5, []]);
    expect(readTable(lines('# energy, n', '0.1, 2', '0.2, 3')).header).toEqual(['# energy', ' n']);
    expect(readTable(lines('said', '#one, fine', 'two', 'three')).table.rows).toBe(3);
  });

  it('are rows where the person says so', () => {
    const text = lines('id,city', '# a note', '1,York', '2,Bath');
    expect(readTable(text).table.rows).toBe(2);
    expect(readTable(text, { comment: '' }).table.rows).toBe(3);
    expect(readTable(lines('a,b', '%x', '1,2'), { comment: '%' }).comments).toEqual(['%x']);
  });
});

describe('lines at the end', () => {
  it.each<[string, string[]]>([
    ['a count of rows', ['', '(3 rows affected)']],
    ['a count with a comma', ['(1,234 rows affected)']],
    ['a source', ['Source: a register of customers, 2024']],
    ['a note in a wide file', [',,', 'All sums are in pounds,,']],
    ['a page', ['Page 1 of 3']],
    ['Chinese notes', ['注：金额单位为元', '共 3 条']],
    ['a total', ['Total,,10.00']],
    ['a total and a note', ['Total,,10.00', 'Note: made by hand']],
  ])('%s', (_, below) => {
    const found = readTable(lines('id,city,spend', ...ROWS, ...below));
    expect(cellsOf(found.table)).toEqual(CELLS);
    expect(found.footer.length).toBe(below.filter((line) => /[^,]/.test(line)).length);
    expect(warningOf(found, 'footer')?.count).toBe(found.footer.length);
    expect(
      codesOf(readTable(lines('id,city,spend', ...ROWS, ...below), { footer: false })),
    ).not.toContain('footer');
  });

  it('stay rows where they may be customers', () => {
    const short = readTable(lines('id,city,spend', ...ROWS, '4'));
    expect([short.table.rows, short.footer]).toEqual([4, []]);
    const named = readTable(lines('id,city,spend', ...ROWS, 'Total,Bath,7'));
    expect([named.table.rows, codesOf(named)]).toEqual([4, ['totals-kept']]);
    const said = readTable(lines('said,stars,city', 'fine,3,York', 'I love this shop so much,,'));
    expect(said.table.rows).toBe(2);
    const single = readTable(lines('comment', 'good tea', 'Note: never again', 'Total'));
    expect(single.table.rows).toBe(3);
  });

  it('in the middle are rows in their order', () => {
    const found = readTable(lines('id,city,spend', ROWS[0], 'Total,,2.50', 'x', ...ROWS.slice(1)));
    expect(cellsOf(found.table).map(([first]) => first)).toEqual(['1', 'Total', 'x', '2', '3']);
  });

  it('a header said again is no row, nor is the title above it', () => {
    const found = readTable(
      lines('id,city,spend', ROWS[0], '', 'Second part,,', ',,', 'id,city,spend', ...ROWS.slice(1)),
    );
    expect(cellsOf(found.table)).toEqual(CELLS);
    expect(found.footer).toEqual([
      ['Second part', '', ''],
      ['id', 'city', 'spend'],
    ]);
    expect(codesOf(found)).toEqual(['blank-rows', 'footer', 'repeated-headers']);
  });
});

describe('marks of many kinds', () => {
  const table = [['id', 'city', 'spend'], ...CELLS];

  it.each([',', ';', '\t', '|', '^', '~', '\u0001', '\u001f', ':', '  ', ' '])(
    'cells between %j',
    (delimiter) => {
      const found = readTable(table.map((row) => row.join(delimiter)).join('\n'));
      expect(found.dialect.delimiter).toBe(delimiter);
      expect(cellsOf(found.table)).toEqual(CELLS);
    },
  );

  it.each([
    lines('time', '12:30', '12:45', '13:00'),
    lines('said', 'Re: your order', 'Re: my parcel', 'Re: tea'),
    lines('said', 'good tea', 'bad tea', 'no tea'),
    lines('start', '08:15:30', '09:15:30', '10:15:30'),
  ])('a single column stays one: %#', (text) => {
    expect(readTable(text).dialect.delimiter).toBe('');
  });

  it.each(['sep=;', 'SEP=;', '"sep=;"'])('the line %s of Excel', (first) => {
    const found = readTable(`${first}\r\na;b,c\r\n1;2,3\r\n`);
    expect(found.header).toEqual(['a', 'b,c']);
    expect(found.dialect).toMatchObject({ delimiter: ';', separatorLine: true });
    expect(found.warnings).toEqual([]);
  });

  it('backslashes before quotes, and before closing ones', () => {
    const escaped = readTable(lines('id,said', '1,"a \\"fine\\" tea, yes"', '2,"x"'));
    expect(cellsOf(escaped.table)[0]).toEqual(['1', 'a "fine" tea, yes']);
    expect(escaped.dialect.escape).toBe('\\');
    const paths = readTable(lines('id,path', '1,"C:\\tea\\"', '2,"D:\\"'));
    expect(cellsOf(paths.table)).toEqual([
      ['1', 'C:\\tea\\'],
      ['2', 'D:\\'],
    ]);
    const hint: DialectHints = { escape: '' };
    expect(readTable('a,b\n"x\\"y",1\n', hint).dialect.escape).toBeUndefined();
  });

  it('single quotes where they are quotes, apostrophes where they are not', () => {
    const quoted = readTable(lines("'id','said'", "'1','tea, please'", "'2','it''s late'"));
    expect(cellsOf(quoted.table)).toEqual([
      ['1', 'tea, please'],
      ['2', "it's late"],
    ]);
    expect(readTable(lines('id,said', "1,it's", "2,'tis")).dialect.quote).toBe('"');
  });

  it('quotes behind blanks', () => {
    const found = readTable(lines('id, said', '1, "tea, please"', '2, "late"'));
    expect(cellsOf(found.table)).toEqual([
      ['1', 'tea, please'],
      ['2', 'late'],
    ]);
    expect(found.dialect.spaced).toBe(true);
    expect(readTable(lines('a,b', '1,"x, "', '2,"y, "')).dialect.spaced).toBeUndefined();
  });

  it('inch marks at the beginning of cells', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i}\t${i % 3 === 0 ? '"x' : 'y'}\tz`);
    const found = readTable(lines('id\tsize\tend', ...rows));
    expect([found.dialect.quote, found.table.rows]).toEqual(['', 30]);
  });

  it('names of rows as R writes them', () => {
    const found = readTable(lines('"city","spend"', '"1","York",2', '"2","Bath",3'));
    expect(found.table.columns.map(({ name }) => name)).toEqual(['Column 1', 'city', 'spend']);
    expect(found.header).toEqual(['', 'city', 'spend']);
    expect(found.dialect.rowNames).toBe(true);
    const not = readTable(lines('"city","spend"', '"1","York",2', '"2","Bath",3'), {
      rowNames: false,
    });
    expect(not.header).toEqual(['city', 'spend']);
  });

  it('characters that nobody sees are kept and told of', () => {
    const found = readTable('id,said\n1,a\u0000b\n2,\u0085\n');
    expect(cellsOf(found.table)[0]).toEqual(['1', 'a\u0000b']);
    expect(found.warnings).toEqual([{ code: 'control-characters', count: 2 }]);
  });

  it('line ends that change between CR, LF and CR LF', () => {
    const found = readTable('id,city,spend\r1,York,2.50\r2,Bath,3.50\r\n3,Leeds,4.00\n');
    expect(cellsOf(found.table)).toEqual(CELLS);
  });
});

describe('a file of any layout', () => {
  const line = fc.constantFrom(
    'Title of the file',
    'Title,,',
    '',
    ',,',
    '   ',
    '# note',
    '#1,2,3',
    'id,city,spend',
    '1,York,2.50',
    '2,"Bath, Avon",3.50',
    '3,"two\nlines",4',
    '4,"said "x" here",5',
    '5,"12"x,6',
    '6, "spaced, cell" ,7',
    '7,"back \\" slash",8',
    'Total,,12.50',
    '(2 rows affected)',
    'Source: nobody',
    '9',
    '1,2,3,4',
    'sep=,',
  );
  const file = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 14 }),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    end: fc.boolean(),
  });
  function attempt(read: () => ReadTable): unknown {
    try {
      return read();
    } catch (error) {
      return { code: asFault(error).code, details: asFault(error).details };
    }
  }
  function inPieces(text: string, cuts: readonly number[]): ReadTable {
    const reader = createTableReader();
    let from = 0;
    for (const cut of [...cuts, 1].sort((a, b) => a - b)) {
      const to = Math.floor(cut * text.length);
      reader.push(text.slice(from, to));
      from = to;
    }
    return reader.finish();
  }
  const cut = fc.double({ min: 0, max: 1, noNaN: true });

  it('is read in pieces as at once', () => {
    fc.assert(
      fc.property(file, fc.array(cut, { maxLength: 6 }), ({ lines, newline, end }, cuts) => {
        const text = lines.join(newline) + (end ? newline : '');
        expect(attempt(() => inPieces(text, cuts))).toEqual(attempt(() => readTable(text)));
      }),
      { numRuns: 500 },
    );
  });

  it('larger than the sample is read in pieces as at once', () => {
    fc.assert(
      fc.property(file, fc.array(cut, { maxLength: 6 }), ({ lines, newline, end }, cuts) => {
        const rows = Array.from(
          { length: 2000 },
          (_, i) => `${i},York,${'plain words '.repeat(8)}`,
        );
        const text =
          ['id,city,spend', ...rows, ...lines, ...rows, ...lines].join(newline) +
          (end ? newline : '');
        expect(attempt(() => inPieces(text, cuts))).toEqual(attempt(() => readTable(text)));
      }),
      { numRuns: 20 },
    );
  });

  it('loses no line that says something', () => {
    fc.assert(
      fc.property(file, ({ lines, newline }) => {
        const said = lines.filter((one) => !/["]|^sep=/.test(one) && /[^\s,]/.test(one));
        const text = lines.filter((one) => !/["]|^sep=/.test(one)).join(newline);
        const found = attempt(() => readTable(text));
        if ((found as { code?: string }).code !== undefined) return;
        const { table, dialect, header, preamble, comments, footer } = found as ReadTable;
        if (dialect.delimiter !== ',') return;
        const records = [...(header.length > 0 ? [header] : []), ...preamble, ...footer];
        const count = records.length + comments.length;
        const blank = cellsOf(table).filter((row) => row.every((cell) => cell.trim() === ''));
        expect(table.rows - blank.length + count).toBe(said.length);
      }),
      { numRuns: 500 },
    );
  });
});

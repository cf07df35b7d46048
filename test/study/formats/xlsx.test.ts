import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { openFile } from '../../../src/study/open-file';
import { readNumberFormat, writeFormatted } from '../../../src/study/formats/number-format';
import { faultOf } from '../../fixtures/faults';
import { quiet } from '../../fixtures/studies';
import { cellsOf } from '../../fixtures/tables';
import { book, bookFiles, type Bytes, letters, open, textBook, zip } from './write-formats';

const text = (place: string, said: string) =>
  `<c r="${place}" t="inlineStr"><is><t>${said}</t></is></c>`;
const HEADER = `<row r="1">${text('A1', 'a')}${text('B1', 'b')}</row>`;
const sheetOf = (data: string) => ({ name: 'S', data });

async function cellsIn(data: string, more: Partial<Parameters<typeof book>[0]> = {}) {
  return cellsOf((await open(book({ sheets: [sheetOf(HEADER + data)], ...more }))).table);
}

describe('cells of a workbook', () => {
  it('are shared or inline strings, rich or not, without the readings beside them', async () => {
    const strings = [
      '<t>plain &amp; &#x597d;</t>',
      '<r><rPr><b/></rPr><t>rich </t></r><r><t xml:space="preserve"> text</t></r>',
      '<t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/>',
      '<t>line_x000D_\nend _x005F_x0041_ _xyz_</t>',
      '<t/>',
      '<t><![CDATA[<raw> & ]]>kept</t>',
    ];
    const rows = strings.map((_, i) => `<row><c t="s"><v>${i}</v></c><c><v>1</v></c></row>`);
    expect(await cellsIn(rows.join(''), { strings })).toEqual([
      ['plain & 好', '1'],
      ['rich  text', '1'],
      ['東京', '1'],
      ['line\r\nend _x0041_ _xyz_', '1'],
      ['', '1'],
      ['<raw> & kept', '1'],
    ]);
  });

  it('are booleans, errors, dates as text and the values that formulas had', async () => {
    const data =
      '<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="e"><v>#DIV/0!</v></c></row>' +
      '<row r="3"><c r="A3" t="b"><v>0</v></c><c r="B3"><f>A1+1</f><v>2.5</v></c></row>' +
      '<row r="4"><c r="A4" t="str"><f>"x"&amp;"y"</f><v>xy</v></c><c r="B4" t="d"><v>2024-02-29T08:00:00.000Z</v></c></row>' +
      '<row r="5"><c r="A5"><f>1</f></c><c r="B5" t="d"><v>2024-02-29</v></c></row>';
    expect(await cellsIn(data)).toEqual([
      ['true', '#DIV/0!'],
      ['false', '2.5'],
      ['xy', '2024-02-29 08:00:00'],
      ['', '2024-02-29'],
    ]);
  });

  it.each<[string, string, string]>([
    ['1.1000000000000001', 'General', '1.1'],
    ['0.30000000000000004', 'General', '0.3'],
    ['42', '0.00', '42'],
    ['-0', 'General', '0'],
    ['1E+21', 'General', '1000000000000000000000'],
    ['1.5E-7', 'General', '0.00000015'],
    ['1E+300', 'General', '1e+300'],
    ['123456789012345678901', 'General', '123456789012345678901'],
    ['-12345678901234567890', '#,##0', '-12345678901234567890'],
    ['0.256', '0%', '25.6%'],
    ['0.07', '0.00%', '7%'],
    ['-0.005', '0.0%;[Red]-0.0%', '-0.5%'],
    ['12', '0%', '1200%'],
    ['1234', '00000', '01234'],
    ['1234.5', '00000', '1234.5'],
    ['123456', '00000', '123456'],
    ['45351', 'yyyy-mm-dd', '2024-02-29'],
    ['45351', 'm/d/yy', '2024-02-29'],
    ['45351', 'yyyy"年"m"月"d"日"', '2024-02-29'],
    ['45351', '[$-409]mmm\\-yy;@', '2024-02-29'],
    ['45351', 'mmm', '2024-02-29'],
    ['45351.75', 'dd.mm.yyyy', '2024-02-29 18:00:00'],
    ['45351.378553240741', 'dd/mm/yyyy hh:mm', '2024-02-29 09:05:07'],
    ['45351', 'm/d/yyyy h:mm AM/PM', '2024-02-29 00:00:00'],
    ['45351.999999999', 'yyyy-mm-dd', '2024-03-01'],
    ['0.5625', 'h:mm', '13:30:00'],
    ['1.2604166666666667', '[h]:mm:ss', '30:15:00'],
    ['0.5', 'mm:ss', '12:00:00'],
    ['1', 'yyyy-mm-dd', '1900-01-01'],
    ['59', 'yyyy-mm-dd', '1900-02-28'],
    ['60', 'yyyy-mm-dd', '1900-02-29'],
    ['61', 'yyyy-mm-dd', '1900-03-01'],
    ['2958465', 'yyyy-mm-dd', '9999-12-31'],
    ['2958466.5', 'yyyy-mm-dd', '2958466.5'],
    ['-3', 'yyyy-mm-dd', '-3'],
    ['5', '"days" 0', '5'],
    ['5', '[Red]0', '5'],
    ['5', '#,##0.00 "mäh"', '5'],
    ['5', '_-* #,##0 [$€-407]_-', '5'],
    ['5', '@', '5'],
    ['5', '\\d0', '5'],
    ['0.5', '# ?/?', '0.5'],
    ['5000000', '0.00E+00', '5000000'],
  ])('%s as %s is %s', (value, code, told) => {
    expect(writeFormatted(value, readNumberFormat(164, code), false)).toBe(told);
  });

  it.each<[number, string]>([
    [0, '45351.5'],
    [9, '4535150%'],
    [10, '4535150%'],
    [14, '2024-02-29 12:00:00'],
    [22, '2024-02-29 12:00:00'],
    [27, '2024-02-29 12:00:00'],
    [58, '2024-02-29 12:00:00'],
    [49, '45351.5'],
  ])('a number in the format %i, which every file has, is %s', (id, told) => {
    expect(writeFormatted('45351.5', readNumberFormat(id, undefined), false)).toBe(told);
  });

  it('count their days from 1904 where the workbook says so', async () => {
    const data = '<row r="2"><c r="A2" s="1"><v>0</v></c><c r="B2" s="1"><v>43889</v></c></row>';
    const formats = [14];
    const cells = await cellsIn(data, { formats, workbook: '<workbookPr date1904="1"/>' });
    expect(cells).toEqual([['1904-01-01', '2024-02-29']]);
  });

  it('leave gaps where they are missing, with or without places', async () => {
    const data =
      '<row r="2"><c r="B2"><v>2</v></c></row><row><c><v>3</v></c></row>' +
      '<row r="6" spans="1:9"><c r="A6" s="1"/><c r="B6"><v>4</v></c></row>';
    const { table, warnings } = await open(book({ sheets: [sheetOf(HEADER + data)] }));
    expect(cellsOf(table)).toEqual([
      ['', '2'],
      ['3', ''],
      ['', '4'],
    ]);
    expect(warnings).toEqual([{ code: 'blank-rows', count: 2, row: 4 }]);
  });

  it('stand in the first place of a merged range', async () => {
    const data = `<row r="2">${text('A2', 'both')}<c r="B2"><v>1</v></c></row><row r="3"><c r="A3"/><c r="B3"><v>2</v></c></row>`;
    const sheet = {
      name: 'S',
      data: HEADER + data,
      after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
    };
    expect(cellsOf((await open(book({ sheets: [sheet] }))).table)).toEqual([
      ['both', '1'],
      ['', '2'],
    ]);
  });
});

describe('the names of the columns', () => {
  const named = async (data: string, hints = {}) => {
    const { table, header, warnings, dialect, preamble } = await open(
      book({ sheets: [sheetOf(data)] }),
      hints,
    );
    return {
      names: table.columns.map(({ name }) => name),
      rows: cellsOf(table),
      header,
      dialect,
      preamble,
      codes: warnings.map(({ code }) => code),
    };
  };

  it('stand under titles, in the first row with two filled cells', async () => {
    const data = `<row r="1">${text('B1', 'Customers')}</row><row r="2">${text('B2', 'of May')}</row><row r="4">${text('B4', ' id ')}${text('C4', 'city')}</row><row r="5"><c r="B5"><v>1</v></c></row>`;
    const found = await named(data);
    expect(found).toMatchObject({
      names: ['id', 'city'],
      header: [' id ', 'city'],
      rows: [['1', '']],
      preamble: [['Customers'], ['of May']],
      codes: ['preamble'],
      dialect: { header: true, headerRow: 4 },
    });
  });

  it('are the first filled row of a sheet of one column', async () => {
    const data = `<row r="3">${text('C3', 'said')}</row><row r="4">${text('C4', 'good')}</row><row r="5">${text('C5', 'bad')}</row>`;
    expect(await named(data)).toMatchObject({
      names: ['said'],
      rows: [['good'], ['bad']],
      codes: [],
    });
  });

  it('are made up where they are missing or doubled, and empty columns are left out', async () => {
    const data = `<row r="1">${text('B1', 'a')}${text('C1', 'a')}${text('E1', 'b')}${text('F1', '')}</row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="H2"><v>3</v></c></row>`;
    const found = await named(data);
    expect(found.names).toEqual(['Column 1', 'a', 'a (2)', 'b', 'Column 8']);
    expect(found.header).toEqual(['', 'a', 'a', 'b', '']);
    expect(found.rows).toEqual([['1', '2', '', '', '3']]);
    expect(found.codes.sort()).toEqual(['long-rows', 'renamed-columns', 'unnamed-columns']);
  });

  it('are where the person says, or nowhere', async () => {
    const data = `<row r="1">${text('A1', 'not')}${text('B1', 'this')}</row><row r="2">${text('A2', 'a')}${text('B2', 'b')}</row><row r="3"><c r="A3"><v>1</v></c></row>`;
    expect(await named(data, { headerRow: 2 })).toMatchObject({
      names: ['a', 'b'],
      rows: [['1', '']],
      preamble: [['not', 'this']],
      codes: ['preamble'],
    });
    for (const hints of [{ header: false }, { headerRow: 0 }])
      expect(await named(data, hints)).toMatchObject({
        names: ['Column 1', 'Column 2'],
        header: [],
        rows: [
          ['not', 'this'],
          ['a', 'b'],
          ['1', ''],
        ],
        dialect: { header: false },
        codes: ['no-header'],
      });
  });

  it('may be anything', async () => {
    const data = `<row r="1">${text('A1', '__proto__')}${text('B1', 'constructor')}</row><row r="2"><c r="A2"><v>1</v></c></row>`;
    expect((await named(data)).names).toEqual(['__proto__', 'constructor']);
  });
});

describe('the sheets of a workbook', () => {
  const rows = (count: number, from = 0) =>
    Array.from(
      { length: count },
      (_, i) =>
        `<row r="${i + 1}">${text(`A${i + 1}`, `x${i + from}`)}${text(`B${i + 1}`, 'y')}</row>`,
    ).join('');
  const wide = `<row r="1">${Array.from({ length: 200 }, (_, i) => text(`${letters(i)}1`, `long name ${i}`)).join('')}</row><row r="2"><c r="A2"><v>1</v></c></row>`;
  const blank = Array.from(
    { length: 90 },
    (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" s="1"/></row>`,
  ).join('');
  const sheets = [
    { name: 'wide', data: wide },
    { name: 'blank', data: blank },
    { name: 'long', data: rows(9) },
    { name: 'lists', data: rows(50), state: 'hidden' },
    { name: 'deep', data: rows(60), state: 'veryHidden' },
    { name: 'short', data: rows(3, 100) },
  ];

  it('are told; the one with the most filled rows is read, none that is hidden', async () => {
    const found = await open(book({ sheets, formats: [14] }));
    expect(found.parts).toEqual(['wide', 'blank', 'long', 'lists', 'deep', 'short']);
    expect([found.part, found.table.rows]).toEqual(['long', 8]);
  });

  it('can be chosen, and make another key', async () => {
    const file = book({ sheets, formats: [14] });
    const short = await open(file, { part: 'short' });
    expect([short.part, short.table.columns[0].name, short.table.rows]).toEqual([
      'short',
      'x100',
      2,
    ]);
    const hidden = await open(file, { part: 'lists' });
    const first = await open(file);
    expect(new Set([short.key, hidden.key, first.key]).size).toBe(3);
    expect((await open(file, { part: 'long' })).key).toBe(first.key);
    expect(await faultOf(() => open(file, { part: 'none' }))).toMatchObject({
      code: 'options-unknown',
      details: { option: 'none' },
    });
    expect((await faultOf(() => open(file, { part: 'blank' }))).code).toBe('file-empty');
  });

  it('are not told where there is one, and a chart is none', async () => {
    const single = await open(book({ sheets: [sheets[2]] }));
    expect([single.parts, single.part]).toEqual([undefined, undefined]);
    const files = bookFiles({ sheets: [sheets[2], sheets[5]] });
    const relations = 'xl/_rels/workbook.xml.rels';
    files[relations] = files[relations].replace(
      'x/worksheet" Target="worksheets/s1',
      'x/chartsheet" Target="worksheets/s1',
    );
    expect((await open(zip(files))).parts).toBeUndefined();
  });

  it('are read from other tools: prefixes, absolute places, UTF-16, other quotes', async () => {
    const files = bookFiles({ sheets: [{ name: 'S', data: rows(3) }] });
    const utf16 = (text: string) => {
      const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
      view.setUint16(0, 0xfeff, true);
      for (let i = 0; i < text.length; i++) view.setUint16(i * 2 + 2, text.charCodeAt(i), true);
      return new Uint8Array(view.buffer);
    };
    const sheet = files['xl/worksheets/s0.xml']
      .replace(/<(\/?)(?=\w)/g, '<$1x:')
      .replace(/"([^"]*)"/g, "'$1'");
    const entries = Object.fromEntries(
      Object.entries(files).map(([name, said]) => [name, strToU8(said)]),
    );
    entries['xl/worksheets/s0.xml'] = utf16(
      `<!-- a > b --><?p ?>${sheet.replace(/<\?xml.*?\?>/, '')}`,
    );
    const { table } = await open(zipSync(entries) as Bytes);
    expect(cellsOf(table)).toEqual([
      ['x1', 'y'],
      ['x2', 'y'],
    ]);
  });
});

describe('a workbook that cannot be read', () => {
  const good = bookFiles({
    sheets: [sheetOf(`${HEADER}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`)],
    strings: ['<t>x</t>'],
  });
  const broken: [string, Record<string, string>][] = [
    ['without a workbook', { ...good, 'xl/workbook.xml': '<nothing' }],
    ['with a sheet cut off', { ...good, 'xl/worksheets/s0.xml': '<worksheet><sheetData><row>' }],
    ['with a closing too many', { ...good, 'xl/worksheets/s0.xml': '<a></a></b>' }],
    ['whose string is missing', { ...good, 'xl/shared.xml': '<sst></sst>' }],
    [
      'with rows that go back',
      { ...good, 'xl/worksheets/s0.xml': good['xl/worksheets/s0.xml'].replace('r="2"', 'r="1"') },
    ],
    [
      'with a row beyond the last',
      {
        ...good,
        'xl/worksheets/s0.xml': good['xl/worksheets/s0.xml'].replace('r="2"', 'r="9999999"'),
      },
    ],
    [
      'with a column beyond the last',
      { ...good, 'xl/worksheets/s0.xml': good['xl/worksheets/s0.xml'].replace('A2', 'ZZZZ2') },
    ],
  ];

  it('reads where nothing is broken', async () => {
    expect(cellsOf((await open(zip(good))).table)).toEqual([['x', '']]);
  });

  it.each(broken)('%s says so', async (_, files) => {
    expect(await faultOf(() => open(zip(files)))).toMatchObject({
      code: 'file-damaged',
      details: { kind: 'XLSX' },
    });
  });

  it('that lacks the sheet says so', async () => {
    const rest = Object.fromEntries(
      Object.entries(good).filter(([name]) => name !== 'xl/worksheets/s0.xml'),
    );
    expect((await faultOf(() => open(zip(rest)))).code).toBe('file-damaged');
  });

  it('that has no cells, or only names, is told apart', async () => {
    const empty = await faultOf(() => open(book({ sheets: [sheetOf('<row r="1"/>')] })));
    expect(empty.code).toBe('file-empty');
    expect(await faultOf(() => open(book({ sheets: [sheetOf(HEADER)] })))).toMatchObject({
      code: 'file-header-only',
      details: { columns: 2 },
    });
  });

  it('with a password says so, an old one is what it was', async () => {
    const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    const name = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);
    const filler = new Array<number>(600000).fill(1);
    const locked = Uint8Array.from([...signature, ...filler, ...name, 0, 0, 1, 1]);
    expect(await faultOf(() => open(locked))).toMatchObject({
      code: 'file-locked',
      details: { kind: 'XLSX' },
    });
    expect(await faultOf(() => open(Uint8Array.from([...signature, 1, 1])))).toMatchObject({
      code: 'file-not-text',
      details: { kind: 'XLS' },
    });
  });

  it.each<[string, string]>([
    ['XLSB', 'xl/workbook.bin'],
    ['DOCX', 'word/document.xml'],
    ['ODS', 'content.xml'],
  ])('a %s file is named for what it is', async (kind, entry) => {
    expect(await faultOf(() => open(zip({ mimetype: 'x', [entry]: '<a/>' })))).toMatchObject({
      code: 'file-not-text',
      details: { kind },
    });
  });

  it('a cell far away from all others costs little', async () => {
    const data = `${HEADER}<row r="2"><c r="XFD2"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>`;
    const { table, warnings } = await open(book({ sheets: [sheetOf(data)] }));
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'b', 'Column 16384']);
    expect(warnings).toContainEqual({ code: 'blank-rows', count: 1048573, row: 3 });
  });
});

describe('a large workbook', () => {
  const rows = Array.from({ length: 30000 }, (_, i) => [`${i}`, `text of ${i} & more`, `${i % 7}`]);
  const file = new Blob([textBook([['id', 'said', 'level'], ...rows])]);

  it('is read piece by piece and tells how far it is', async () => {
    const report = vi.fn<(done: number, total: number) => void>();
    const { table, mark, encoding, format } = await openFile(file, {}, { ...quiet, report });
    expect(cellsOf(table)).toEqual(rows);
    expect([format, encoding, mark]).toEqual(['xlsx', 'utf-8', true]);
    const told = report.mock.calls.map(([done]) => done);
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(report.mock.lastCall).toEqual([file.size, file.size]);
  });

  it('stops while it is read', async () => {
    const controller = new AbortController();
    const watch = { signal: controller.signal, report: () => controller.abort() };
    expect((await faultOf(() => openFile(file, {}, watch))).code).toBe('stopped');
  });
});

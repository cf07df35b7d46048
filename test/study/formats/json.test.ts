import { describe, expect, it, vi } from 'vitest';
import { parseJson, writeJson } from '../../../src/study/formats/parse-json';
import { createJsonSplitter } from '../../../src/study/formats/split-json';
import { openFile } from '../../../src/study/open-file';
import { faultOf } from '../../fixtures/faults';
import { quiet } from '../../fixtures/studies';
import { cellsOf } from '../../fixtures/tables';
import { bytesOf, open } from './write-formats';

async function read(text: string | Uint8Array, hints = {}) {
  const opened = await open(text, hints);
  return {
    format: opened.format,
    names: opened.table.columns.map(({ name }) => name),
    rows: cellsOf(opened.table),
    codes: opened.warnings.map(({ code }) => code).sort(),
    opened,
  };
}

function utf16(text: string, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little);
  return new Uint8Array(view.buffer);
}

const PEOPLE = [
  { id: 1, name: 'Ann', city: 'Oslo' },
  { id: 2, name: 'Bo', city: 'Bern' },
];
const ROWS = [
  ['1', 'Ann', 'Oslo'],
  ['2', 'Bo', 'Bern'],
];
const NAMES = ['id', 'name', 'city'];

describe('forms of a table in JSON', () => {
  const columns = { id: [1, 2], name: ['Ann', 'Bo'], city: ['Oslo', 'Bern'] };
  const numbered = Object.fromEntries(
    Object.entries(columns).map(([name, cells]) => [name, { ...cells }]),
  );
  const lines = PEOPLE.map((person) => JSON.stringify(person));
  const lists = PEOPLE.map((person) => Object.values(person));

  it.each<[string, string, string]>([
    ['an array of records', 'json', JSON.stringify(PEOPLE)],
    ['an array with space around', 'json', `\n\t${JSON.stringify(PEOPLE, null, 2)}\r\n`],
    ['an array with a mark', 'json', `\ufeff${JSON.stringify(PEOPLE)}`],
    ['an object that holds it', 'json', JSON.stringify({ count: 2, data: PEOPLE, next: null })],
    ['an object that holds it deeper', 'json', JSON.stringify({ a: { b: { c: PEOPLE } } })],
    ['an object of columns', 'json', JSON.stringify(columns)],
    ['an object of numbered columns', 'json', JSON.stringify(numbered)],
    ['an array of lists', 'json', JSON.stringify([NAMES, ...lists])],
    [
      'names and lists apart',
      'json',
      JSON.stringify({ columns: NAMES, index: [0, 1], data: lists }),
    ],
    ['lines', 'ndjson', lines.join('\n')],
    ['lines with a line end', 'ndjson', `${lines.join('\r\n')}\r\n`],
    ['lines with a mark and empty ones', 'ndjson', `\ufeff${lines.join('\n\n')}\n\n`],
    [
      'records one after the other',
      'ndjson',
      PEOPLE.map((one) => JSON.stringify(one, null, 1)).join('\n'),
    ],
    ['lines of lists', 'ndjson', [NAMES, ...lists].map((list) => JSON.stringify(list)).join('\n')],
  ])('%s', async (_, format, text) => {
    expect(await read(text)).toMatchObject({ format, names: NAMES, rows: ROWS, codes: [] });
  });

  it('records by their key', async () => {
    const found = await read('{"u1":{"name":"Ann","n":1},"u2":{"name":"Bo"}}');
    expect(found).toMatchObject({
      names: ['key', 'name', 'n'],
      rows: [
        ['u1', 'Ann', '1'],
        ['u2', 'Bo', ''],
      ],
    });
  });

  it('one record alone', async () => {
    expect(await read('{"a":1,"b":{"c":"x"}}')).toMatchObject({
      format: 'json',
      names: ['a', 'b.c'],
      rows: [['1', 'x']],
    });
  });

  it('single values, which have no name', async () => {
    expect(await read('["a","b,c",""]')).toMatchObject({
      names: ['value'],
      rows: [['a'], ['b,c'], ['']],
    });
  });

  it('lists without names', async () => {
    expect(await read('[[1,"a"],[2,"b",true]]')).toMatchObject({
      names: ['Column 1', 'Column 2', 'Column 3'],
      rows: [
        ['1', 'a', ''],
        ['2', 'b', 'true'],
      ],
      codes: ['no-header'],
    });
    const named = await read('[["a","b"],["c","d"]]', { header: false });
    expect(named.rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(named.opened.dialect.header).toBe(false);
  });

  it('an object with several: the longest, or the one that is wanted', async () => {
    const text = JSON.stringify({ shops: [{ s: 1 }], deep: { people: PEOPLE }, tags: ['x'] });
    const found = await read(text);
    expect(found.opened).toMatchObject({ parts: ['shops', 'deep.people'], part: 'deep.people' });
    expect(found.rows).toEqual(ROWS);
    const shops = await read(text, { part: 'shops' });
    expect(shops).toMatchObject({ names: ['s'], rows: [['1']] });
    expect(shops.opened.key).not.toBe(found.opened.key);
    expect((await faultOf(() => open(text, { part: 'none' }))).code).toBe('options-unknown');
  });
});

describe('cells of JSON', () => {
  it('are written as a table writes them', async () => {
    const text = `[{"big":12345678901234567890,"float":1.50,"exp":1e-7,"huge":1e21,"zero":-0,
      "yes":true,"no":false,"null":null,"nan":NaN,"over":1e999,"tags":["a",1,null,true],
      "empty":[],"none":{},"objects":[{"a":1}],"lists":[[1],[2]],"text":"a\\u00e9\\n\\"x\\"\\\\"}]`;
    const { names, rows } = await read(text);
    const cells = Object.fromEntries(names.map((name, i) => [name, rows[0][i]]));
    expect(cells).toEqual({
      big: '12345678901234567890',
      float: '1.5',
      exp: '0.0000001',
      huge: '1000000000000000000000',
      zero: '0',
      yes: 'true',
      no: 'false',
      null: '',
      nan: '',
      over: '1e999',
      tags: 'a; 1; true',
      empty: '',
      none: '',
      objects: '[{"a":1}]',
      lists: '[[1],[2]]',
      text: 'aé\n"x"\\',
    });
  });

  it('are flattened down to three names', async () => {
    const text = '[{"a":{"b":{"c":1,"d":{"e":2,"f":"x"}}}},{"a":{"b":2}},{"a":null}]';
    const { names, rows } = await read(text);
    expect(names).toEqual(['a.b.c', 'a.b.d', 'a.b']);
    expect(rows).toEqual([
      ['1', '{"e":2,"f":"x"}', ''],
      ['', '', '2'],
      ['', '', ''],
    ]);
  });

  it('have no column for a name that only ever holds others', async () => {
    expect((await read('[{"a":null,"n":1},{"a":{"b":1}}]')).names).toEqual(['n', 'a.b']);
    expect((await read('[{"a":null,"n":1},{"a":null}]')).names).toEqual(['a', 'n']);
  });

  it('keep names apart that look the same, in the order in which they come', async () => {
    const { names, rows, codes } = await read(
      '[{"z":1,"a.b":2,"a":{"b":3},"2":4,"1":5," z ":6,"":7}]',
    );
    expect(names).toEqual(['z', 'a.b', 'a.b (2)', '2', '1', 'z (2)', 'Column 7']);
    expect(rows).toEqual([['1', '2', '3', '4', '5', '6', '7']]);
    expect(codes).toEqual(['renamed-columns', 'unnamed-columns']);
  });

  it('may have names that objects have of their own', async () => {
    const text =
      '[{"__proto__":"p","constructor":"c","toString":{"__proto__":"t"},"hasOwnProperty":1}]';
    const { names, rows } = await read(text);
    expect(names).toEqual(['__proto__', 'constructor', 'toString.__proto__', 'hasOwnProperty']);
    expect(rows).toEqual([['p', 'c', 't', '1']]);
    expect(({} as Record<string, unknown>).p).toBeUndefined();
  });

  it('come late, go missing, and count once when doubled', async () => {
    const { names, rows, codes } = await read('[{"a":1},{},{"b":2,"b":3},null,{"a":4}]');
    expect(names).toEqual(['a', 'b']);
    expect(rows).toEqual([
      ['1', ''],
      ['', ''],
      ['', '3'],
      ['4', ''],
    ]);
    expect(codes).toEqual(['blank-rows']);
  });

  it.each<[string, Uint8Array]>([
    ['UTF-16 little-endian with a mark', utf16('\ufeff[{"名字":"好🍵"}]', true)],
    ['UTF-16 big-endian with a mark', utf16('\ufeff[{"名字":"好🍵"}]', false)],
    ['UTF-16 without a mark', utf16('[{"名字":"好🍵","plain":"words"}]', true)],
    ['UTF-8 with a mark', bytesOf('\ufeff[{"名字":"好🍵"}]')],
  ])('are read from %s', async (_, bytes) => {
    const { names, rows, format } = await read(bytes);
    expect([format, names[0], rows[0][0]]).toEqual(['json', '名字', '好🍵']);
  });
});

describe('JSON that cannot be read', () => {
  const lines = Array.from({ length: 9 }, (_, i) => `{"id":${i},"said":"good"}`);
  const broken = (line: string) => [...lines.slice(0, 4), line, ...lines.slice(4)].join('\n');

  it.each<[string, string, string, number | undefined]>([
    ['a line cut off', broken('{"id":5,'), 'NDJSON', 5],
    ['a line without a colon', broken('{"id" 5}'), 'NDJSON', 5],
    ['a line of words', broken('oops'), 'NDJSON', 5],
    ['a line closed too often', broken('{"id":5}}'), 'NDJSON', 5],
    ['an open quote at the end', `${lines.join('\n')}\n{"id":"x`, 'NDJSON', 10],
    ['a comma at the end', '[{"a":1},{"a":2,}]', 'JSON', 2],
    ['a record without quotes', '[{"a":1},{a:2}]', 'JSON', 2],
    ['a missing comma', '[{"a":1} {"a":2}]', 'JSON', 2],
    ['an array cut off', '[{"a":1},{"a":2}', 'JSON', 3],
    ['a record cut off', '[{"a":1},{"a":', 'JSON', 2],
    ['words behind the array', '[{"a":1},{"a":2}] and', 'JSON', 3],
    ['an object cut off', '{"data":[{"a":1}', 'JSON', undefined],
    ['a number with a zero before', '[{"a":1},{"a":007}]', 'JSON', 2],
  ])('%s', async (_, text, kind, row) => {
    const { code, details } = await faultOf(() => open(text));
    expect({ code, details }).toEqual({
      code: 'file-damaged',
      details: row === undefined ? { kind } : { kind, row },
    });
  });

  it('with nothing in it is empty, or has names only', async () => {
    for (const text of ['[]', ' [ ] ', '{}', '[{},{}]', '{"data":[]} '.replace('"data":[]', '')])
      expect((await faultOf(() => open(text))).code, text).toBe('file-empty');
    expect(await faultOf(() => open('[["a","b"]]'))).toMatchObject({
      code: 'file-header-only',
      details: { columns: 2 },
    });
  });

  it('nested without end is refused, not a crash', async () => {
    const deep = `[{"a":${'['.repeat(50000)}${']'.repeat(50000)}}]`;
    expect((await faultOf(() => open(deep))).code).toBe('file-damaged');
  });

  it('of ever other names is refused before it fills the memory', async () => {
    const record = (row: number) =>
      `{${Array.from({ length: 40 }, (_, i) => `"k${row}-${i}":1`).join(',')}}`;
    const text = Array.from({ length: 4000 }, (_, row) => record(row)).join('\n');
    expect((await faultOf(() => open(text))).code).toBe('file-too-large');
  });
});

describe('tables as text that look like JSON', () => {
  it.each<[string, string, string[]]>([
    ['names in brackets', '[id],[name]\n1,Ann\n2,Bo\n', ['[id]', '[name]']],
    ['lists of one in cells', '[1],[2]\n[3],[4]\n[5],[6]\n', ['Column 1', 'Column 2']],
    ['a name in braces', '{id};{name}\n1;Ann\n2;Bo\n', ['{id}', '{name}']],
    ['objects in cells', '{"a":1}\t5\n{"a":2}\t6\n{"a":3}\t7\n', ['Column 1', 'Column 2']],
  ])('%s', async (_, text, names) => {
    const found = await read(text);
    expect([found.format, found.names]).toEqual(['delimited', names]);
  });

  it('are what the person says who names a delimiter', async () => {
    const found = await read('{"a":1}\n{"a":2}\n', { delimiter: '', header: false });
    expect([found.format, found.rows.length]).toEqual(['delimited', 2]);
  });
});

describe('long JSON', () => {
  const records = Array.from({ length: 40000 }, (_, i) => ({
    id: i,
    said: `text "${i}" \\ 好 ${'x'.repeat(i % 50)}`,
  }));
  const rows = records.map(({ id, said }) => [`${id}`, said]);

  it.each<[string, string]>([
    ['json', JSON.stringify(records)],
    ['ndjson', records.map((record) => JSON.stringify(record)).join('\n')],
    ['json', JSON.stringify({ meta: { pages: 1 }, data: records })],
  ])('is read piece by piece and tells how far it is (%s)', async (format, text) => {
    const file = new Blob([text]);
    expect(file.size).toBeGreaterThan(4 * (1 << 18));
    const report = vi.fn<(done: number, total: number) => void>();
    const opened = await openFile(file, {}, { ...quiet, report });
    expect(opened.format).toBe(format);
    expect(cellsOf(opened.table)).toEqual(rows);
    expect(report.mock.calls.length).toBeGreaterThan(5);
    expect(report.mock.lastCall).toEqual([file.size, file.size]);
    const controller = new AbortController();
    const stopping = { signal: controller.signal, report: () => controller.abort() };
    expect((await faultOf(() => openFile(file, {}, stopping))).code).toBe('stopped');
  });
});

describe('createJsonSplitter', () => {
  const text = ' [ {"a":"x\\"]}"} ,\n12,"s,\\\\",[1,[2]],true , null]\n';

  it('cuts the same wherever the pieces end', () => {
    for (let size = 1; size <= text.length; size++) {
      const found: string[] = [];
      const splitter = createJsonSplitter(true, ({ text, line }) => found.push(`${line}:${text}`));
      for (let at = 0; at < text.length; at += size) splitter.push(text.slice(at, at + size));
      splitter.finish();
      expect(found).toEqual([
        '1:{"a":"x\\"]}"}',
        '2:12',
        '2:"s,\\\\"',
        '2:[1,[2]]',
        '2:true',
        '2:null',
      ]);
    }
  });
});

describe('parseJson', () => {
  it.each(['{"a":[1,-2.5e3,"x\\u0041\\ud83c\\udf75",true,null,{}],"":[]}', '"x"', '-0.5', '[]'])(
    'agrees with JSON.parse on %s',
    (text) => {
      expect(JSON.parse(writeJson(parseJson(text)))).toEqual(JSON.parse(text));
    },
  );

  it.each([
    '',
    '{',
    '[1,]',
    '{"a"}',
    '01',
    '1.',
    '.5',
    '+1',
    'tru',
    '"a',
    '"\\x"',
    '[1]]',
    "'a'",
    'undefined',
  ])('refuses %s', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it('takes line ends and tabs in texts', () => {
    expect(parseJson('"a\tb\n\\"c"')).toBe('a\tb\n"c');
  });
});

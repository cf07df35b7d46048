import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createColumnBuilder } from '../../../src/core/table/column';
import {
  cellOf,
  cellsOf,
  createRecordParser,
  hashCell,
  type Marks,
} from '../../../src/core/table/records';
import { fc } from '../../fixtures/properties';

const PLAIN: Marks = { delimiter: ',', quote: '"', newline: '\n' };

function read(text: string, marks: Partial<Marks> = {}, expected = 0) {
  const records: string[][] = [];
  const comments: string[] = [];
  let stray = 0;
  let open = false;
  const parser = createRecordParser({ ...PLAIN, ...marks });
  parser.expected = expected;
  const used = parser.parse(
    text,
    true,
    (record) => {
      records.push(cellsOf(record));
      stray += record.strayQuotes;
      open ||= record.open;
      for (let col = 0; col < record.width; col++)
        expect(record.hashes[col]).toBe(hashCell(cellOf(record, col)));
    },
    (line) => comments.push(line),
  );
  expect(used).toBe(text.length);
  return { records, comments, stray, open };
}

describe('createRecordParser', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '中', '🍵', ' ', ',', '"', '\n', '\r', '\r\n', "'", ';'),
    maxLength: 6,
  });

  it('reads what another reader reads, where a file is well written', () => {
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), (given, delimiter) => {
        const text = Papa.unparse(given, { delimiter, newline: '\n', quotes: true });
        const theirs = Papa.parse<string[]>(text, { delimiter, newline: '\n' }).data;
        expect(read(text, { delimiter }).records).toEqual(theirs);
        expect(theirs).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });

  it('reads a text cut anywhere as it reads it at once', () => {
    const marks = fc.record({
      delimiter: fc.constantFrom(',', ';', ' ', '  ', ''),
      quote: fc.constantFrom('"' as const, "'" as const, '' as const),
      newline: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
      spaced: fc.boolean(),
      comment: fc.constantFrom('#', '//', ''),
    });
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', ',', '"', '\n', '\r', ';', "'", '\\', '#', '/'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        text,
        marks,
        fc.boolean(),
        fc.nat(60),
        fc.nat(3),
        (given, some, escaped, at, expected) => {
          const how: Marks = escaped ? { ...some, escape: '\\' } : some;
          const collect = (pieces: readonly string[]) => {
            const parser = createRecordParser(how);
            parser.expected = expected;
            const said: unknown[] = [];
            let pending = '';
            for (const [i, piece] of pieces.entries()) {
              pending += piece;
              const used = parser.parse(
                pending,
                i === pieces.length - 1,
                (record) => {
                  said.push([cellsOf(record), record.strayQuotes, record.open, record.filled]);
                },
                (line) => said.push(line),
              );
              pending = pending.slice(used);
            }
            return said;
          };
          expect(collect([given.slice(0, at), given.slice(at)])).toEqual(collect([given]));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes each kind of line end where it is one', () => {
    expect(read('a,b\r\nc\rd\n').records).toEqual([['a', 'b'], ['c\rd']]);
    expect(read('a\rb\r\nc\nd', { newline: '\r' }).records).toEqual([['a'], ['b'], ['c'], ['d']]);
    expect(read('"x\r"\r\ny').records).toEqual([['x\r'], ['y']]);
  });

  it('keeps quote marks inside quotes that nobody doubled', () => {
    expect(read('1,"a "b" c",2\n')).toMatchObject({ records: [['1', 'a "b" c', '2']], stray: 1 });
    expect(read('1,"said ""x"" and "y" ok"').records).toEqual([['1', 'said "x" and "y" ok']]);
  });

  it('ends a cell at a quote mark in the wrong place where the lines fit, and loses no row', () => {
    const found = read('A,"12"x\nB,"y"\nC,z\n', {}, 2);
    expect(found.records).toEqual([
      ['A', '12x'],
      ['B', 'y'],
      ['C', 'z'],
    ]);
    expect(found.stray).toBe(1);
    const long = read('A,"he said "hi\nthere" ok"\nB,"y"\n', {}, 2);
    expect(long.records).toEqual([
      ['A', 'he said "hi\nthere" ok'],
      ['B', 'y'],
    ]);
  });

  it('reads backslashes before quotes where told so', () => {
    const escape = '\\' as const;
    expect(read('"a\\"b","c\\\\","d""e"', { escape }).records).toEqual([['a"b', 'c\\', 'd"e']]);
    expect(read('"C:\\","x"').records).toEqual([['C:\\', 'x']]);
  });

  it('takes quotes behind blanks for quotes where told so', () => {
    const text = '1, "a, b" , c\n';
    expect(read(text, { spaced: true }).records).toEqual([['1', 'a, b', ' c']]);
    expect(read(text).records).toEqual([['1', ' "a', ' b" ', ' c']]);
  });

  it('reads cells with any number of blanks between them', () => {
    expect(read('  a   b c  d  \n1  2  3', { delimiter: '  ' }).records).toEqual([
      ['a', 'b c', 'd'],
      ['1', '2', '3'],
    ]);
    expect(read(' a  b\n1 2', { delimiter: ' ' }).records).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps comment lines apart, whatever they hold', () => {
    const found = read('# a "comment, \na,b\n#x\n1,2', { comment: '#' });
    expect(found.records).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(found.comments).toEqual(['# a "comment, ', '#x']);
  });

  it('tells of a quote that is never closed', () => {
    expect(read('a,"b\nc').open).toBe(true);
    expect(read('a,"b\nc"').open).toBe(false);
  });
});

describe('createColumnBuilder', () => {
  it('holds each text once, in the order of appearance', () => {
    const cells = fc.array(fc.oneof(fc.constantFrom('', 'a', 'York'), fc.string()), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(cells, fc.nat(5), (given, blanks) => {
        const builder = createColumnBuilder('x', blanks);
        for (const [i, cell] of given.entries()) {
          if (i % 2 === 0) builder.addText(cell);
          else builder.add(`<${cell}>`, 1, cell.length + 1, hashCell(cell));
        }
        const all = [...Array.from({ length: blanks }, () => ''), ...given];
        const { levels, codes } = builder.finish();
        expect(levels).toEqual([...new Set(all)]);
        expect(Array.from(codes, (code) => levels[code])).toEqual(all);
      }),
    );
  });

  it('tells texts of the same hash apart', () => {
    const builder = createColumnBuilder('x');
    for (const cell of ['one', 'two', 'one', 'three words of it'])
      builder.add(cell, 0, cell.length, 7);
    expect(builder.finish()).toEqual({
      name: 'x',
      levels: ['one', 'two', 'three words of it'],
      codes: Int32Array.from([0, 1, 0, 2]),
    });
  });
});

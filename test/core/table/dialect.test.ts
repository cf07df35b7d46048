import { describe, expect, it } from 'vitest';
import { detectDialect } from '../../../src/core/table/dialect';
import { looksLikeHeader } from '../../../src/core/table/header';
import { makeSample } from '../../../src/core/sample/make-sample';

describe('detectDialect', () => {
  const lines = ['id,city,spend', '1,York,2.5', '2,Bath,3.5', '3,Leeds,4'];

  it.each([',', ';', '\t', '|'])('finds the delimiter %j', (delimiter) => {
    const text = lines.map((line) => line.replaceAll(',', delimiter)).join('\n');
    expect(detectDialect(text, true)).toEqual({
      delimiter,
      quote: '"',
      newline: '\n',
      header: true,
    });
  });

  it.each(['\n', '\r\n', '\r'] as const)('finds the line ends %j', (newline) => {
    expect(detectDialect(lines.join(newline), true).newline).toBe(newline);
  });

  it('is not misled by delimiters and line ends inside quotes', () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${i};"a, b, c, d\nmore, and more"`);
    expect(detectDialect(['id;comment', ...rows].join('\r\n'), true)).toMatchObject({
      delimiter: ';',
      header: true,
    });
  });

  it('is not misled by decimal commas or by commas in some texts', () => {
    const decimals = ['name;spend;age', 'a;1,5;20', 'b;2,5;30', 'c;3,5;40'].join('\n');
    expect(detectDialect(decimals, true).delimiter).toBe(';');
    const tabs = ['id\ttext', '1\tgood, cheap', '2\tbad', '3\tlate, lost, never again'].join('\n');
    expect(detectDialect(tabs, true).delimiter).toBe('\t');
  });

  it('is not misled by lists in cells', () => {
    const rows = Array.from({ length: 9 }, (_, i) => `word${i}\t0.5\t[${i}, 2, 3, 4, 5]`);
    expect(detectDialect(rows.join('\n'), true).delimiter).toBe('\t');
  });

  it('is not misled by a delimiter at the end of every row but the header', () => {
    expect(detectDialect('a;b;c\n1;2;3;\n4;5;6;\n', true).delimiter).toBe(';');
    expect(detectDialect('a;b;c\n1;2;3;\n', true).delimiter).toBe(';');
  });

  it('reads a single column as one', () => {
    const text = ['comment', 'good tea', 'late, again', 'no news'].join('\n');
    expect(detectDialect(text, true)).toMatchObject({ delimiter: '', header: true });
  });

  it('leaves out the last record of a sample that was cut', () => {
    const text = `${lines.join('\n')}\n4,"cut in the mid`;
    expect(detectDialect(text, false)).toMatchObject({ delimiter: ',', header: true });
  });

  it('keeps what the person has set', () => {
    const text = ['a,b', '1,2', '3,4'].join('\n');
    expect(detectDialect(text, true, { delimiter: ';', quote: "'", header: false })).toEqual({
      delimiter: ';',
      quote: "'",
      newline: '\n',
      header: false,
    });
  });

  it.each(['en', 'zh'] as const)('reads the sample in %s', (language) => {
    expect(detectDialect(makeSample(language).csv.slice(0, 20000), false)).toEqual({
      delimiter: ',',
      quote: '"',
      newline: '\n',
      header: true,
    });
  });
});

describe('looksLikeHeader', () => {
  it.each<[string, string[][], boolean]>([
    [
      'names over numbers',
      [
        ['age', 'spend'],
        ['20', '1.5'],
        ['30', '2.5'],
      ],
      true,
    ],
    ['names over dates', [['joined'], ['2024-01-01'], ['2024-01-02']], true],
    [
      'names over words',
      [
        ['city', 'plan'],
        ['York', 'gold'],
        ['Bath', 'silver'],
      ],
      true,
    ],
    [
      'Chinese names',
      [
        ['编号', '评论'],
        ['1', '味道不错，很好吃'],
        ['2', '太慢了'],
      ],
      true,
    ],
    [
      'names over texts',
      [['comment'], ['the parcel is late again'], ['lovely tea, thank you']],
      true,
    ],
    [
      'years as names',
      [
        ['name', 'plan', 'city', 'land', '2023'],
        ['a', 'x', 'y', 'z', '5'],
        ['b', 'x', 'y', 'z', '6'],
      ],
      true,
    ],
    [
      'numbers over numbers',
      [
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
      false,
    ],
    [
      'a value that comes again',
      [
        ['York', 'gold'],
        ['York', 'gold'],
        ['Bath', 'gold'],
      ],
      false,
    ],
    [
      'repeated names over numbers',
      [
        ['a', 'a', 'a'],
        ['1', '2', '3'],
        ['4', '5', '6'],
      ],
      true,
    ],
    [
      'repeated words over words',
      [
        ['a', 'a', 'a'],
        ['b', 'c', 'b'],
        ['c', 'b', 'b'],
      ],
      false,
    ],
    [
      'years as the names of all columns but one',
      [
        ['Land', '2019', '2020', '2021'],
        ['York', '4', '5', '6'],
        ['Bath', '1', '2', '3'],
      ],
      true,
    ],
    [
      'no names at all',
      [
        ['', ''],
        ['1', '2'],
        ['3', '4'],
      ],
      false,
    ],
    ['sentences over sentences', [['The parcel was late.'], ['Lovely tea!'], ['No news?']], false],
    ['a single record', [['a', 'b']], true],
    ['nothing', [], false],
  ])('%s: %#', (_, records, header) => {
    expect(looksLikeHeader(records)).toBe(header);
  });
});

import { describe, expect, it } from 'vitest';
import { firstRecordsOf, lastRowsOf, readFirstRecords } from '../../../src/core/table/file-records';
import { readTable } from '../../../src/core/table/read-table';
import type { DialectHints } from '../../../src/core/table/dialect';
import { cellsOf, tableOf } from '../../fixtures/tables';

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => `C${i};${20 + i},5;2024-05-${10 + i}`).join('\n');
const HEAD = 'id;basket;joined';

function show(text: string, hints: DialectHints = {}) {
  const { dialect, footer } = readTable(text, hints);
  return readFirstRecords(text, true, dialect, footer);
}
const kinds = (text: string, hints?: DialectHints) =>
  show(text, hints).map(({ row, kind }) => `${row} ${kind}`);

describe('the first records of a file', () => {
  it('are told apart and counted as the row of the header is', () => {
    const text = `Sales of May;;\n;;\n# by the till\n${HEAD}\n${rows(3)}\n`;
    const shown = show(text);
    expect(shown.map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      '1 above',
      '2 blank',
      '3 comment',
      '4 header',
      '5 row',
      '6 row',
      '7 row',
    ]);
    expect(shown[2].cells).toEqual(['# by the till']);
    expect(shown[4].cells).toEqual(['C0', '20,5', '2024-05-10']);
  });

  it('name the columns of the table when any of them is taken for the header', () => {
    const text = `Sales of May;;\nmade;by;us\n${HEAD}\n${rows(5)}\n`;
    for (const { row, cells } of show(text).slice(0, -1)) {
      const { header } = readTable(text, { headerRow: row });
      expect(header).toEqual(cells);
    }
  });

  it('are all rows where nothing names the columns', () => {
    expect(kinds(`1;2\n3;4\n`, { header: false })).toEqual(['1 row', '2 row']);
  });

  it('keep titles apart where nothing names the columns', () => {
    const text = `Sales of May\nmade by us\n${HEAD}\n${rows(2)}\n`;
    expect(kinds(text, { header: false })).toEqual([
      '1 above',
      '2 above',
      '3 row',
      '4 row',
      '5 row',
    ]);
    expect(readTable(text, { header: false }).table.rows).toBe(3);
  });

  it('begin behind the line that names the separator', () => {
    expect(kinds(`sep=;\n${HEAD}\n${rows(2)}`)).toEqual([
      '1 separator',
      '2 header',
      '3 row',
      '4 row',
    ]);
  });

  it('show notes at the end apart, or as rows where that is wanted', () => {
    const text = `${HEAD}\n${rows(3)}\n\nSource: till 4;;\n`;
    expect(kinds(text).slice(-2)).toEqual(['5 blank', '6 apart']);
    expect(kinds(text, { footer: false }).slice(-2)).toEqual(['5 blank', '6 row']);
  });

  it('show the first rows only, long cells and wide records cut', () => {
    const wide = Array.from({ length: 100 }, (_, i) => `c${i}`).join(',');
    const long = `${'x'.repeat(500)},${'1,'.repeat(98)}1`;
    const shown = show(`${wide}\n${`${long}\n`.repeat(30)}`);
    expect(shown).toHaveLength(9);
    expect(shown.every(({ cells }) => cells.length === 60)).toBe(true);
    expect(shown[1].cells[0]).toBe(`${'x'.repeat(160)}…`);
  });

  it('have the nameless column of row names in its place', () => {
    const text = '"a","b"\n"1","x","y"\n"2","u","v"\n"3","s","t"\n';
    const shown = show(text);
    expect(shown[0]).toEqual({ row: 1, kind: 'header', cells: ['', 'a', 'b'] });
  });
});

describe('the ends of a table', () => {
  const table = tableOf({ n: Array.from({ length: 10 }, (_, i) => `${i}`) });

  it('do not overlap', () => {
    const first = firstRecordsOf(table);
    expect(first[0]).toEqual({ row: 1, kind: 'header', cells: ['n'] });
    const shown = [...first.slice(1).map(({ cells }) => cells), ...lastRowsOf(table)];
    expect(shown).toEqual(cellsOf(table));
  });

  it('leave out what is between', () => {
    const long = tableOf({ n: Array.from({ length: 50 }, (_, i) => `${i}`) });
    expect(lastRowsOf(long)).toEqual([['47'], ['48'], ['49']]);
  });
});

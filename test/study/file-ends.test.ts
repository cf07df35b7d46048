import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type FileHints, openFile } from '../../src/study/open-file';
import { quiet } from '../fixtures/studies';

const ROWS = Array.from({ length: 20 }, (_, i) => `C${i};${20 + i},5`).join('\n');
const TEXT = `Umsätze im Mai;\n;\nKunde;Umsatz\n${ROWS}\n`;

const open = (bytes: string | Uint8Array, hints: FileHints = {}) =>
  openFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), hints, quiet);
const kinds = async (bytes: string | Uint8Array, hints?: FileHints) =>
  (await open(bytes, hints)).ends?.first.map(({ row, kind }) => `${row} ${kind}`);

describe('the ends of a file', () => {
  it('are its first records and its last rows', async () => {
    const { ends, detected } = await open(TEXT);
    expect(ends?.first.slice(0, 4)).toEqual([
      { row: 1, kind: 'above', cells: ['Umsätze im Mai', ''] },
      { row: 2, kind: 'blank', cells: ['', ''] },
      { row: 3, kind: 'header', cells: ['Kunde', 'Umsatz'] },
      { row: 4, kind: 'row', cells: ['C0', '20,5'] },
    ]);
    expect(ends?.last).toEqual([
      ['C17', '37,5'],
      ['C18', '38,5'],
      ['C19', '39,5'],
    ]);
    expect(detected).toBeUndefined();
  });

  it('are the same behind a byte order mark, in another encoding and packed', async () => {
    const plain = await open(TEXT);
    expect((await open(`\ufeff${TEXT}`)).ends).toEqual(plain.ends);
    expect((await open(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))).ends).toEqual(plain.ends);
    expect((await open(gzipSync(TEXT))).ends).toEqual(plain.ends);
  });

  it('change with what the person sets, and what would be found is told', async () => {
    const set = await open(TEXT, { headerRow: 4, encoding: 'windows-1252', delimiter: ',' });
    expect(set.ends?.first.filter(({ kind }) => kind === 'header')).toEqual([
      { row: 4, kind: 'header', cells: ['C0;20', '5'] },
    ]);
    expect(set.ends?.first[0].cells[0]).toBe('UmsÃ¤tze im Mai;');
    expect(set.detected).toEqual({ encoding: 'utf-8', dialect: (await open(TEXT)).dialect });
  });

  it('know the rows of a sheet by their numbers there', async () => {
    const cell = (place: string, text: string) =>
      `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const row = (at: number, ...cells: string[]) => `<row r="${at}">${cells.join('')}</row>`;
    const rows = [
      row(1, cell('A1', 'Sales')),
      row(3, cell('A3', 'id'), cell('C3', 'city')),
      row(4, cell('A4', 'C1'), cell('C4', 'York')),
      row(6, cell('A6', 'C2'), cell('B6', 'x'), cell('C6', 'Bath')),
    ];
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const book = zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/workbook.xml': strToU8(
        `<workbook xmlns="${main}" xmlns:r="${related}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${related}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
      ),
    });
    expect((await open(book)).ends?.first).toEqual([
      { row: 1, kind: 'above', cells: ['Sales'] },
      { row: 3, kind: 'header', cells: ['id', '', 'city'] },
      { row: 4, kind: 'row', cells: ['C1', '', 'York'] },
      { row: 6, kind: 'row', cells: ['C2', 'x', 'Bath'] },
    ]);
    expect(await kinds(book, { headerRow: 4 })).toEqual([
      '1 above',
      '3 above',
      '4 header',
      '6 row',
    ]);
    expect((await open(book, { headerRow: 4 })).header).toEqual(['C1', '', 'York']);
    expect(await kinds(book, { header: false })).toEqual(['1 above', '3 row', '4 row', '6 row']);
  });

  it('show the names of a file whose names stand in no record', async () => {
    const json = JSON.stringify(Array.from({ length: 30 }, (_, at) => ({ id: `C${at}`, n: at })));
    const { ends } = await open(json);
    expect(ends?.first[0]).toEqual({ row: 1, kind: 'header', cells: ['id', 'n'] });
    expect(ends?.first).toHaveLength(9);
    expect(ends?.last.map(([id]) => id)).toEqual(['C27', 'C28', 'C29']);
  });
});

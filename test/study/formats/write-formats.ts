import { gzipSync, strToU8, zipSync } from 'fflate';
import { openFile, type FileHints, type OpenedFile } from '../../../src/study/open-file';
import { quiet } from '../../fixtures/studies';

export type Bytes = Uint8Array<ArrayBuffer>;

export const bytesOf = (text: string) => strToU8(text) as Bytes;
export const gzip = (bytes: Uint8Array) => gzipSync(bytes) as Bytes;
export const zip = (files: Readonly<Record<string, Uint8Array | string>>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, file]) => [
        name,
        typeof file === 'string' ? strToU8(file) : file,
      ]),
    ),
  ) as Bytes;

export const open = (
  file: Uint8Array | string,
  hints: FileHints = {},
  limit?: number,
): Promise<OpenedFile> =>
  openFile(new Blob([typeof file === 'string' ? file : new Uint8Array(file)]), hints, quiet, limit);

/** Text between tags. */
export const escapeXml = (text: string) =>
  text
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(
      // eslint-disable-next-line no-control-regex
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (mark) => `_x${mark.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    );

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATION = 'officeDocument/relationships';

export interface BookSheet {
  readonly name: string;
  /** What stands in `sheetData`. */
  readonly data: string;
  /** What stands behind it. */
  readonly after?: string;
  readonly state?: string;
}

export interface Book {
  readonly sheets: readonly BookSheet[];
  /** What stands in each `si`. */
  readonly strings?: readonly string[];
  /** Format codes of cell styles from 1 on; numbers are those that every file has. */
  readonly formats?: readonly (string | number)[];
  readonly workbook?: string;
}

/** The files of a workbook. */
export function bookFiles({
  sheets,
  strings,
  formats = [],
  workbook = '',
}: Book): Record<string, string> {
  const relations = [
    ...sheets.map(
      (_, i) => `<Relationship Id="s${i}" Type="x/worksheet" Target="worksheets/s${i}.xml"/>`,
    ),
    `<Relationship Id="st" Type="x/styles" Target="/xl/styles.xml"/>`,
    ...(strings ? [`<Relationship Id="ss" Type="x/sharedStrings" Target="./shared.xml"/>`] : []),
  ];
  const ids = formats.map((format, i) => (typeof format === 'number' ? format : 164 + i));
  return {
    '[Content_Types].xml': `${HEAD}<Types/>`,
    '_rels/.rels': `${HEAD}<Relationships><Relationship Id="w" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook>${workbook}<sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" ${state === undefined ? '' : `state="${state}" `}r:id="s${i}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet><numFmts>${formats
      .map((format, i) =>
        typeof format === 'number'
          ? ''
          : `<numFmt numFmtId="${ids[i]}" formatCode="${escapeXml(format)}"/>`,
      )
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, ...ids]
      .map((id) => `<xf numFmtId="${id}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...(strings
      ? {
          'xl/shared.xml': `${HEAD}<sst>${strings.map((inner) => `<si>${inner}</si>`).join('')}</sst>`,
        }
      : {}),
    ...Object.fromEntries(
      sheets.map(({ data, after = '' }, i) => [
        `xl/worksheets/s${i}.xml`,
        `${HEAD}<worksheet><sheetData>${data}</sheetData>${after}</worksheet>`,
      ]),
    ),
  };
}

export const book = (parts: Book) => zip(bookFiles(parts));

/** `A`, `Z`, `AA` for 0, 25, 26. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** A sheet of texts; every other cell is shared, the rest stand in the sheet. */
export function textBook(rows: readonly (readonly string[])[]): Bytes {
  const strings: string[] = [];
  const data = rows
    .map((cells, row) => {
      const inner = cells.map((cell, column) => {
        if (cell === '') return '';
        const place = `${letters(column)}${row + 1}`;
        const text = `<t xml:space="preserve">${escapeXml(cell)}</t>`;
        if ((row + column) % 2 === 0) return `<c r="${place}" t="inlineStr"><is>${text}</is></c>`;
        return `<c r="${place}" t="s"><v>${strings.push(text) - 1}</v></c>`;
      });
      return `<row r="${row + 1}">${inner.join('')}</row>`;
    })
    .join('');
  return book({ sheets: [{ name: 'Sheet', data }], strings });
}

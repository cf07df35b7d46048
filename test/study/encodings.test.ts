import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../src/study/open-file';
import { quiet } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';
import { DATA, present } from '../fixtures/torture';

const TORTURE = path.join(DATA, 'csv-torture');
const CHINESE = 'encodings-zh';

interface Golden {
  readonly records: number;
  readonly columns: number;
  readonly sha256: string;
}
const golden = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../golden/encodings.json'), 'utf8'),
) as Record<string, Golden>;

const WAIMAI = `${CHINESE}/reference_utf8.csv`;
const RARE = `${CHINESE}/reference_gb18030_as_utf8.csv`;

/**
 * Each file, the encoding that is found in it, whether it begins with a byte order mark, and the file in
 * UTF-8 that it equals. GBK is read as GB18030, which holds it whole. The file in Big5 comes without a
 * copy in UTF-8, so that it has only its golden figures to equal.
 */
const FILES: [string, string, boolean, string | undefined][] = [
  [`${CHINESE}/gbk.csv`, 'gb18030', false, WAIMAI],
  [`${CHINESE}/gb18030.csv`, 'gb18030', false, RARE],
  [`${CHINESE}/utf16le_bom.csv`, 'utf-16le', true, WAIMAI],
  [`${CHINESE}/utf16be_bom.csv`, 'utf-16be', true, WAIMAI],
  [`${CHINESE}/utf16le_nobom.csv`, 'utf-16le', false, WAIMAI],
  [`${CHINESE}/utf16le_bom_tab.txt`, 'utf-16le', true, WAIMAI],
  [`${CHINESE}/utf8_bom.csv`, 'utf-8', true, WAIMAI],
  [WAIMAI, 'utf-8', false, WAIMAI],
  [RARE, 'utf-8', false, RARE],
  ['messytables-horror/characters.csv', 'big5', false, undefined],
];

const bytesOf = (name: string) => readFileSync(path.join(TORTURE, name));

describe.skipIf(!present)(
  `files in Chinese encodings${present ? '' : ' (skipped: there is no folder ../shared/data beside this repository)'}`,
  () => {
    it('are all in this table', () => {
      const there = readdirSync(path.join(TORTURE, CHINESE)).map((name) => `${CHINESE}/${name}`);
      const known = FILES.map(([name]) => name);
      expect(there.filter((name) => !known.includes(name))).toEqual([]);
      expect(Object.keys(golden).sort()).toEqual([...known].sort());
    });

    it.each(FILES)('%s is found to be %s', async (name, encoding, mark, reference) => {
      const found = await openFile(new Blob([new Uint8Array(bytesOf(name))]), {}, quiet);
      expect([found.encoding, found.mark]).toEqual([encoding, mark]);
      expect([found.dialect.header, found.dialect.newline]).toEqual([true, '\r\n']);
      expect(found.warnings).toEqual([]);
      const records = [[...found.header], ...cellsOf(found.table)];

      // As another reader of CSV finds the same text in UTF-8.
      if (reference !== undefined) {
        const { data } = Papa.parse<string[]>(bytesOf(reference).toString('utf8').trimEnd(), {
          delimiter: ',',
        });
        expect(records).toEqual(data);
      }

      // As the decoders of Python read the file itself.
      const joined = records.map((cells) => cells.join('\u001f')).join('\u001e');
      expect({
        records: records.length,
        columns: found.table.columns.length,
        sha256: createHash('sha256').update(joined).digest('hex'),
      }).toEqual(golden[name]);
    });
  },
);

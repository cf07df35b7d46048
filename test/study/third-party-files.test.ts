import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../src/core/fault';
import { writeCustomers } from '../../src/study/export-csv';
import { type FileHints, openFile } from '../../src/study/open-file';
import { readTable } from '../../src/core/table/read-table';
import { RVL_READINGS } from '../fixtures/rvl-corpus';
import { quiet } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';
import { cleanReading, DATA, ELSEWHERE, POLLOCK, present } from '../fixtures/torture';

const title = present
  ? 'files of others'
  : 'files of others (skipped: there is no folder ../shared/data beside this repository)';

const bytesOf = (name: string) => readFileSync(path.join(DATA, name));
const textOf = (name: string) => bytesOf(name).toString('utf8');
const listOf = (folder: string) => (present ? readdirSync(path.join(DATA, folder)).sort() : []);
const open = (name: string, hints: FileHints = {}) =>
  openFile(new Blob([new Uint8Array(bytesOf(name))]), hints, quiet);

const MAIN: [string, number, number][] = [
  ['text-en/banking77.csv', 13083, 3],
  ['text-en/hwu64.csv', 11036, 4],
  ['text-en/stackoverflow_titles.csv', 20000, 2],
  ['mixed/amazon_alexa.tsv', 3150, 5],
  ['mixed/womens_clothing_reviews_1000.csv', 1000, 12],
  ['mixed/flipkart_reviews.csv', 2304, 3],
  ['mixed/onlinefoods.csv', 388, 13],
  ['mixed/cfpb_complaints_sample.csv', 6623, 18],
  ['sentiment/sst2.csv', 9613, 3],
  ['text-zh/waimai_10k.csv', 11987, 2],
  ['text-zh/online_shopping_5cats.csv', 14323, 3],
  ['text-zh/thucnews_titles.csv', 20000, 3],
  ['text-zh/iflytek_app_descriptions.csv', 1749, 4],
  ['structured/marketing_campaign.csv', 2240, 29],
  ['structured/marketing_campaign_excel_serial_dates.csv', 2240, 29],
  ['structured/Mall_Customers.csv', 200, 5],
  ['structured/Telco-Customer-Churn.csv', 7043, 21],
  ['structured/Wholesale_customers_data.csv', 440, 8],
  ['structured/Ecommerce_Customers.csv', 500, 5],
  ['structured/TravelInsurancePrediction.csv', 1987, 10],
  ['orders/Groceries_dataset.csv', 38765, 3],
  ['orders/cdnow_master.csv', 69659, 4],
  ['orders/cdnow_sample.csv', 6919, 5],
  ['orders/online_retail_2010-12.csv', 42481, 8],
  ['campaign/hillstrom_email_a.csv', 32000, 12],
  ['campaign/open_bandit/women_random.csv', 10000, 56],
  ['campaign/open_bandit/women_bts.csv', 10000, 56],
  ['campaign/open_bandit/women_item_context.csv', 46, 6],
  ['pii/pii_sentences_a.csv', 1500, 4],
];

describe.skipIf(!present)(title, () => {
  it.each(MAIN)('%s has %i rows and %i columns', async (name, rows, columns) => {
    const { table, dialect } = await open(name);
    expect([table.rows, table.columns.length, dialect.header]).toEqual([rows, columns, true]);
  });

  it.each<FileHints>([{}, { quote: '', delimiter: '\t' }])(
    'a list without a header keeps its first row: %j',
    async (hints) => {
      const { table, dialect } = await open('sentiment/vader_lexicon.txt', hints);
      expect([table.rows, table.columns.length, dialect.header]).toEqual([7520, 4, false]);
    },
  );

  const spectrum = listOf('csv-torture/csv-spectrum/csvs').map((name) => name.replace('.csv', ''));

  it.each(spectrum)('csv-spectrum: %s', async (name) => {
    const { table } = await open(`csv-torture/csv-spectrum/csvs/${name}.csv`);
    const expected = [
      JSON.parse(textOf(`csv-torture/csv-spectrum/json/${name}.json`)) as
        Record<string, string> | Record<string, string>[],
    ].flat();
    const found = cellsOf(table).map((cells) =>
      Object.fromEntries(cells.map((cell, at) => [table.columns[at].name, cell])),
    );
    // The expectation of this file has another telephone number, and damaged degree signs.
    const plain = (rows: readonly Record<string, string>[]) =>
      name === 'location_coordinates' ? rows.map((row) => [row.Cities, row.Counties]) : rows;
    expect(plain(found)).toEqual(plain(expected));
  });

  it('the big list of naughty strings comes back string by string', async () => {
    const naughty = JSON.parse(textOf('csv-torture/blns/blns.json')) as string[];
    const { table, header, dialect } = await open('csv-torture/blns/customers_blns.csv');
    const cells = cellsOf(table);
    expect(cells.map((row) => row[2])).toEqual(naughty);
    const outcome = {
      labels: new Int32Array(table.rows),
      confidence: new Float32Array(table.rows),
      map: new Float32Array(table.rows * 2),
      segments: [],
      groupKey: '',
    } as unknown as Parameters<typeof writeCustomers>[3];
    const options = { guard: false, mark: false };
    const csv = [...writeCustomers(table, header, dialect, outcome, ['all'], options)].join('');
    const back = readTable(csv, { header: true });
    expect(cellsOf(back.table).map((row) => row.slice(0, 4))).toEqual(cells);
    const safe = { guard: true, mark: false };
    const guarded = [...writeCustomers(table, header, dialect, outcome, ['all'], safe)].join('');
    for (const row of cellsOf(readTable(guarded, { header: true }).table))
      for (const cell of row)
        if (/^\s*[=+\-@\t\r]/.test(cell)) expect(cell).toMatch(/^[+-]\$?[\d.]+(?:E\+?\d+)?$|^--?$/);
  });

  it('payloads leave the page as text', async () => {
    const payloads = textOf('csv-torture/csv-injection/csv-payload.txt').trim().split('\n');
    const { table, header, dialect } = await open(
      'csv-torture/csv-injection/customers_with_payloads.csv',
    );
    expect(table.rows).toBe(6);
    const said = cellsOf(table).flat();
    expect(payloads.filter((payload) => said.includes(payload)).length).toBeGreaterThan(3);
    const outcome = {
      labels: new Int32Array(6),
      confidence: new Float32Array(6),
      map: new Float32Array(12),
      segments: [],
      groupKey: '',
    } as unknown as Parameters<typeof writeCustomers>[3];
    const csv = [
      ...writeCustomers(table, header, dialect, outcome, [payloads[0]], {
        guard: true,
        mark: false,
      }),
    ].join('');
    for (const cell of cellsOf(readTable(csv).table).flat())
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  const corpus = listOf('csv-torture/rvl-corpus');
  const refused: Record<string, string> = {
    'empty_file.csv': 'file-empty',
    'encoding_utf16le.csv': 'file-header-only',
    'only_header.csv': 'file-header-only',
    'sep_only.csv': 'file-empty',
    'unterminated_quote.csv': 'quote-open',
    'utf32be_bom.csv': 'file-not-text',
  };

  it.each(corpus)('rvl corpus: %s is read or refused with a reason', async (name) => {
    const code = await open(`csv-torture/rvl-corpus/${name}`).then(
      ({ table }) => (table.rows > 0 ? 'read' : 'nothing'),
      (error: unknown) => (isFault(error) ? error.code : `no fault: ${String(error)}`),
    );
    expect(code).toBe(refused[name] ?? 'read');
  });

  const readable = Object.entries(RVL_READINGS);

  it.each(present ? readable : [])('rvl corpus: %s cell by cell', async (name, expected) => {
    const { table, header } = await open(`csv-torture/rvl-corpus/${name}`);
    expect(header.map((cell) => cell.trim())).toEqual(expected[0]);
    expect(cellsOf(table)).toEqual(expected.slice(1));
  });

  it('reads what stands behind a quote in the wrong place, and tells of it', async () => {
    const { table, warnings } = await open('csv-torture/rvl-corpus/invalid_quote.csv');
    expect(cellsOf(table)).toEqual([['A', '12x']]);
    expect(warnings).toEqual([{ code: 'stray-quotes', count: 1, row: 2 }]);
  });

  const surveyed = listOf(`${POLLOCK}/clean`);

  it.each(surveyed.filter((name) => ELSEWHERE[name] === undefined))(
    'pollock: %s is read as it should be',
    async (name) => {
      const { table, dialect, header } = await open(`${POLLOCK}/${name}`);
      const clean = cleanReading(name);
      expect(cellsOf(table)).toEqual(clean.cells);
      // Files without a header got made-up names there.
      expect(dialect.header).toBe(clean.header[0] !== 'col_0');
      // R gives the names of rows no name.
      const names = dialect.rowNames === true ? ['', ...clean.header] : clean.header;
      if (dialect.header) expect(header.map((cell) => cell.trim())).toEqual(names);
    },
  );

  it.each(present ? Object.keys(ELSEWHERE) : [])('pollock: no row of %s is lost', async (name) => {
    const { table, footer } = await open(`${POLLOCK}/${name}`);
    expect(table.rows + footer.length).toBeGreaterThanOrEqual(cleanReading(name).cells.length);
  });

  it('files with titles, comments and notes keep them apart', async () => {
    const horror = 'csv-torture/messytables-horror';
    const pasted = await open(`${horror}/excel_pasting.csv`);
    expect(pasted.preamble.length).toBe(2);
    expect(pasted.header[1]).toBe('2000');
    expect(pasted.footer.map(([first]) => first.slice(0, 7))).toEqual([
      'Total',
      'Source:',
      'Note: i',
    ]);
    const padded = await open(`${horror}/weird_head_padding.csv`);
    expect(padded.header.slice(0, 3)).toEqual(['', '1985', '1993']);
    const unzipped = await open('csv-torture/real-oddities/unzip_preamble_complaints.csv');
    expect([unzipped.preamble.length, unzipped.header[0], unzipped.table.rows]).toEqual([
      2,
      'Date received',
      150,
    ]);
    const special = 'csv-torture/tabulator-special';
    const skipped = await open(`${special}/skip-rows.csv`);
    expect(skipped.comments.length).toBe(2);
    expect(cellsOf(skipped.table)).toEqual([
      ['1', 'english'],
      ['2', '中国人'],
    ]);
    const escaped = await open(`${special}/escaping.csv`);
    expect(cellsOf(escaped.table).map((row) => row[1])).toEqual([
      'Test line 1',
      'Test " line 2',
      'Test " line 3',
    ]);
  });

  it('an old file from a Macintosh', async () => {
    const mac = await open('csv-torture/messytables-horror/211.csv');
    expect([mac.dialect.newline, mac.table.rows, mac.table.columns.length]).toEqual([
      '\r',
      2132,
      96,
    ]);
  });
});

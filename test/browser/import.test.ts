import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import {
  cellsOf,
  csv,
  describePage,
  exportFile,
  findSegments,
  openFile,
  setExportOption,
  setRole,
  untilStage,
} from './harness';

const CITIES = ['York', 'Bath', 'Leeds'];
const customers = (from: number, count: number, more: (at: number) => string = () => '') =>
  Array.from({ length: count }, (_, i) => {
    const at = from + i;
    return `C${at},${CITIES[at % 3]},${(at * 37) % 101},${20 + (at % 2) * 60 + (at % 5)}${more(at)}`;
  }).join('\n');
const HEAD = 'id,city,visits,basket';

describePage('what people bring', {}, (built) => {
  it('several files with the same columns are put under each other', async () => {
    const { page, errors } = await built.visit();
    await page
      .getByLabel('Open a customer file')
      .setInputFiles([
        csv(`${HEAD}\n${customers(0, 60)}\n`, 'may.csv'),
        csv(`${HEAD}\n${customers(60, 40)}\n`, 'june.csv'),
      ]);
    expect(await untilStage(page, 'columns fault')).toBe('columns');
    await page.getByText('2 files with the same columns').waitFor();
    await page.getByText('100 customers with 5 columns').waitFor();
    await page.getByRole('combobox', { name: 'Role of source_file' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('files that do not fit together are refused by name', async () => {
    const { page } = await built.visit();
    await page
      .getByLabel('Open a customer file')
      .setInputFiles([
        csv(`${HEAD}\n${customers(0, 30)}\n`, 'may.csv'),
        csv('x,y\na,b\nc,d\ne,f\n', 'other.csv'),
      ]);
    expect(await untilStage(page, 'columns fault')).toBe('fault');
    await page.getByText('The files may.csv and other.csv do not fit together').waitFor();
  });

  it('cells pasted from a spreadsheet are opened', async () => {
    const { page } = await built.visit();
    await page.evaluate(
      (text) => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      },
      `${HEAD}\n${customers(0, 50)}\n`.replaceAll(',', '\t'),
    );
    expect(await untilStage(page, 'columns fault')).toBe('columns');
    await page.getByText('50 customers with 4 columns').waitFor();
  });

  it('who refuses consent or is on a list leaves, is counted, and keeps a row in the export', async () => {
    const { page } = await built.visit();
    const file = `${HEAD},opt_in\n${customers(0, 90, (at) => (at % 9 === 0 ? ',no' : ',yes'))}\n`;
    expect(await openFile(page, csv(file))).toBe('columns');
    await page.getByText('10 customers have refused consent').waitFor();
    await page
      .getByLabel('Add a list of objections')
      .setInputFiles(csv('customer\nC1\nC2\nC9\nC777\n', 'objections.csv'));
    await page.getByText('3 customers of this file are on the list objections.csv').waitFor();
    expect(await findSegments(page)).toBe('ready');
    // C9 had refused already.
    await page.getByText('78 customers').first().waitFor();
    const { header, rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    expect(rows).toHaveLength(90);
    const segment = header.indexOf('segment');
    const without = rows.filter((row) => row[segment] === '').map(([id]) => id);
    expect(without).toEqual([
      'C0',
      'C1',
      'C2',
      'C9',
      ...[18, 27, 36, 45, 54, 63, 72, 81].map((at) => `C${at}`),
    ]);
    for (const row of rows)
      expect(row.slice(segment + 1).every((cell) => cell === '')).toBe(without.includes(row[0]));
  });

  it('a corrected reading is offered for the next file of the same shape, and can be forgotten', async () => {
    const { page } = await built.visit();
    expect(await openFile(page, csv(`${HEAD}\n${customers(0, 60)}\n`, 'may.csv'))).toBe('columns');
    await setRole(page, 'city', 'Ignore');
    expect(await findSegments(page)).toBe('ready');
    await page.reload();
    await untilStage(page, 'ready');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page
      .locator('input[type=file][aria-label="Open another file"]')
      .setInputFiles(csv(`${HEAD}\n${customers(300, 70)}\n`, 'june.csv'));
    await page.getByText('Read as you set it for the last file with these columns').waitFor();
    const role = page.getByRole('combobox', { name: 'Role of city', exact: true });
    expect(await role.inputValue()).toBe('ignore');
    await page.getByRole('button', { name: 'Start from the proposals' }).click();
    await page.getByText('Read as you set it').waitFor({ state: 'detached' });
    expect(await role.inputValue()).toBe('category');
  });

  it('a workbook, packed and with two sheets, is opened and the other sheet can be chosen', async () => {
    const { page, errors } = await built.visit();
    const sheet = (rows: string[][]) =>
      `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
        .map(
          (cells, r) =>
            `<row r="${r + 1}">${cells.map((cell, c) => `<c r="${'ABCD'[c]}${r + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
        )
        .join('')}</sheetData></worksheet>`;
    const lines = (text: string) => text.split('\n').map((line) => line.split(','));
    const workbook = zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/workbook.xml': strToU8(
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Customers" sheetId="1" r:id="rId1"/><sheet name="Cities" sheetId="2" r:id="rId2"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(sheet(lines(`${HEAD}\n${customers(0, 40)}`))),
      'xl/worksheets/sheet2.xml': strToU8(
        sheet([
          ['city', 'people'],
          ['York', '5'],
          ['Bath', '6'],
          ['Leeds', '7'],
        ]),
      ),
    });
    const packed = Buffer.from(gzipSync(workbook));
    expect(
      await openFile(page, {
        name: 'customers.xlsx.gz',
        mimeType: 'application/gzip',
        buffer: packed,
      }),
    ).toBe('columns');
    await page.getByText('40 customers with 4 columns').waitFor();
    await page.getByRole('combobox', { name: 'Sheet or table of the file' }).selectOption('Cities');
    await page.getByText('3 customers with 2 columns').waitFor();
    expect(errors).toEqual([]);
  });

  it('order lines become customers, and lines again where that is wanted', async () => {
    const { page } = await built.visit();
    const lines = Array.from(
      { length: 400 },
      (_, i) =>
        `o${i},C${i % 70},2024-0${1 + (i % 9)}-1${i % 10},${5 + ((i * 31) % 90)},${CITIES[(i % 70) % 3]}`,
    );
    const file = `order_id,customer_id,order_date,amount,city\n${lines.join('\n')}\n`;
    expect(await openFile(page, csv(file, 'orders.csv'))).toBe('columns');
    await page.getByText('400 lines of 70 customers').waitFor();
    await page.getByRole('button', { name: 'Keep the lines as they are' }).click();
    await page.getByText('400 rows with 5 columns').waitFor();
    await page.getByRole('button', { name: 'Roll up to customers' }).click();
    await page.getByText('400 lines of 70 customers').waitFor();
    expect(await findSegments(page)).toBe('ready');
    const { header, rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    expect(rows).toHaveLength(70);
    expect(header.slice(0, 4)).toEqual(['customer_id', 'recency_days', 'orders', 'total_spent']);
    expect(new Set(rows.map((row) => row[header.indexOf('rfm_group')])).size).toBeGreaterThan(2);
  });

  it('quality is told, treatments are tried, undone and applied, and personal data is hidden', async () => {
    const { page } = await built.visit();
    const said = (at: number) =>
      at % 4 === 0
        ? `,"Please call me at 020 7946 0${100 + at}, order ${at}",ann${at}@example.org`
        : `,"The parcel number ${at} is late again and nobody answers",bob${at}@example.org`;
    const file = `${HEAD},comment,email\n${customers(0, 80, said)}\n`
      .replace('C7,Bath,57', 'C7,Bath,')
      .replace(/^(C8,\w+),\d+/m, '$1,9000');
    expect(await openFile(page, csv(file))).toBe('columns');
    await page.getByText('Data quality and treatments').click();
    await page.getByText('“visits” is not known').waitFor();
    const card = page.getByRole('article', { name: 'visits' });
    await card.getByText('Proposed: 1 outlier held within').waitFor();
    await page.getByRole('button', { name: 'As proposed' }).click();
    await card.getByRole('listitem').getByText('1 outlier held within').waitFor();
    const missing = page.getByRole('combobox', { name: 'Missing cells: visits' });
    await missing.selectOption('drop-rows');
    await card.getByText('1 row left out where it is not known').waitFor();
    await page.getByText('79 of 80 rows stay.').waitFor();
    await page.getByRole('button', { name: 'Undo the last change' }).click();
    expect(await missing.inputValue()).toBe('leave');
    await page.getByRole('button', { name: 'Nothing', exact: true }).click();
    await page.getByText('Nothing is changed').waitFor();
    await missing.selectOption('drop-rows');
    await page.getByText('79 of 80 rows stay.').waitFor();
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the report (HTML)' }).click(),
    ]);
    const told = readFileSync(await report.path(), 'utf8');
    expect(told).toContain('1 row left out where it is not known');
    expect(told).toContain('e-mail addresses in 100% of its cells');
    expect(told).not.toMatch(/ann\d+@|7946/);

    await page.getByText('Personal data', { exact: true }).click();
    await page.getByText('telephone numbers in 20 texts').waitFor();
    await page.getByText('02• •••• ••••').waitFor();
    await page.getByRole('button', { name: 'I have seen this and it is right' }).click();
    await page.getByText('found in 2 columns · confirmed').waitFor();
    await page.getByText('Texts', { exact: true }).click();
    await page.getByRole('heading', { name: 'Before and after' }).waitFor();
    await page.getByText('20 of 80 different texts are read otherwise').waitFor();
    await page.getByText('[phone]').first().waitFor();

    expect(await findSegments(page)).toBe('ready');
    await page.getByText('79 customers').first().waitFor();
    const { rows: hidden } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    expect(hidden).toHaveLength(80);
    expect(hidden[0][5]).toBe('[email]');
    expect(hidden[0][4]).toContain('[phone]');
    expect(hidden[7].slice(0, 3)).toEqual(['C7', 'Bath', '']);
    expect(hidden[7].at(-1)).toBe('');
    await setExportOption(page, /Hide personal data/, false);
    const { rows: open } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    expect(open[0][5]).toBe('ann0@example.org');
    const html = (await exportFile(page, 'Report (HTML)')).bytes.toString('utf8');
    expect(html).not.toContain('7946');
  });

  it('a title above the header is set aside with a word, and another row can name the columns', async () => {
    const { page } = await built.visit();
    const file = `Customers of May\nmade by the till\n${HEAD}\n${customers(0, 40)}\n`;
    expect(await openFile(page, csv(file))).toBe('columns');
    await page.getByText('40 customers with 4 columns').waitFor();
    await page.getByText('above the header').waitFor();
    const row = page.getByRole('spinbutton', { name: 'Row that names the columns' });
    expect(await row.inputValue()).toBe('3');
    await row.fill('4');
    await row.press('Tab');
    await page.getByText('39 customers with 4 columns').waitFor();
    await page.getByRole('combobox', { name: 'Role of C0', exact: true }).waitFor();
  });
});

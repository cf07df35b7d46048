import Papa from 'papaparse';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  browserPath,
  csv,
  exportFile,
  findSegments,
  launchBrowser,
  openFile,
  serveDist,
  setRole,
  type Site,
  untilStage,
  visit,
} from './harness';

const CITIES = ['York', 'Bath', 'Leeds'];
const customers = (from: number, count: number, more: (at: number) => string = () => '') =>
  Array.from({ length: count }, (_, i) => {
    const at = from + i;
    return `C${at},${CITIES[at % 3]},${(at * 37) % 101},${20 + (at % 2) * 60 + (at % 5)}${more(at)}`;
  }).join('\n');
const HEAD = 'id,city,visits,basket';

describe.skipIf(browserPath === undefined)('what people bring', () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launchBrowser(), serveDist()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('several files with the same columns are put under each other', async () => {
    const { page, context, errors } = await visit(browser, site.address);
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
    await context.close();
  });

  it('files that do not fit together are refused by name', async () => {
    const { page, context } = await visit(browser, site.address);
    await page
      .getByLabel('Open a customer file')
      .setInputFiles([
        csv(`${HEAD}\n${customers(0, 30)}\n`, 'may.csv'),
        csv('x,y\na,b\nc,d\ne,f\n', 'other.csv'),
      ]);
    expect(await untilStage(page, 'columns fault')).toBe('fault');
    await page.getByText('The files may.csv and other.csv do not fit together').waitFor();
    await context.close();
  });

  it('cells pasted from a spreadsheet are opened', async () => {
    const { page, context } = await visit(browser, site.address);
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
    await context.close();
  });

  it('who refuses consent or is on a list leaves, is counted, and keeps a row in the export', async () => {
    const { page, context } = await visit(browser, site.address);
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
    const { bytes } = await exportFile(page, 'Customers with segments (CSV)');
    const [header, ...rows] = Papa.parse<string[]>(bytes.toString('utf8').trim()).data;
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
    await context.close();
  });

  it('a corrected reading is offered for the next file of the same shape, and can be forgotten', async () => {
    const { page, context } = await visit(browser, site.address);
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
    await context.close();
  });
});

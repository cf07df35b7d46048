import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { hashPlain } from '../../src/core/hash';
import { cellsOf, csv, describePage, exportFile, findSegments, openFile, setRole } from './harness';

const CITIES = ['York', 'Bath', 'Leeds'];
const HEAD = 'id,city,visits,basket';
const customers = (count: number, more: (at: number) => string = () => '') =>
  Array.from(
    { length: count },
    (_, at) =>
      `C${at},${CITIES[at % 3]},${(at * 37) % 31},${20 + (at % 2) * 60 + (at % 5)}${more(at)}`,
  ).join('\n');

const role = (page: Page, column: string) =>
  page.getByRole('combobox', { name: `Role of ${column}`, exact: true });
const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

describePage('how a file is read and prepared', {}, (built) => {
  it('records are shown as they stand, and any of them can name the columns', async () => {
    const { page, errors } = await built.visit();
    const text = `Customers of May\nmade by the till\n# not to be sent\n${HEAD}\n${customers(40)}\n`;
    expect(await openFile(page, csv(text))).toBe('columns');
    await page.getByText('40 customers with 4 columns').waitFor();
    const records = page.getByRole('table', { name: 'Records of the file' });
    expect(await records.getByRole('row').nth(1).textContent()).toContain('Customers of May');
    expect(await records.getByRole('row').nth(3).textContent()).toContain('# not to be sent');
    const names = (row: number) =>
      page.getByRole('radio', { name: `Row ${row} names the columns` });
    expect(await names(4).isChecked()).toBe(true);
    expect(await names(3).count()).toBe(0);
    await records.getByText('29 more rows').waitFor();
    await records.getByText('C39').waitFor();

    await setRole(page, 'city', 'Ignore');
    await names(5).check();
    await page.getByText('39 customers with 4 columns').waitFor();
    expect(await names(5).isChecked()).toBe(true);
    await role(page, 'C0').waitFor();
    await page.getByRole('radio', { name: 'No row names the columns' }).check();
    await page.getByText('41 customers with 4 columns').waitFor();
    await role(page, 'Column 1').waitFor();
    await names(2).check();
    await role(page, 'made by the till').waitFor();
    await page.getByRole('button', { name: 'Back to what was found' }).click();
    await page.getByText('40 customers with 4 columns').waitFor();
    expect(await names(4).isChecked()).toBe(true);
    expect(await page.getByText('set by you').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('notes at the end can be kept as customers; roles set by hand stay', async () => {
    const { page } = await built.visit();
    const text = `${HEAD}\n${customers(40)}\n\nSource: till 4,,,\n`;
    expect(await openFile(page, csv(text))).toBe('columns');
    await page.getByText('40 customers with 4 columns').waitFor();
    const records = page.getByRole('table', { name: 'Records of the file' });
    await records.getByText('Source: till 4').waitFor();
    await setRole(page, 'visits', 'Category');
    await page.getByRole('spinbutton', { name: 'Number of segments' }).fill('3');
    await page.getByRole('button', { name: 'Keep them as customers' }).click();
    await page.getByText('41 customers with 4 columns').waitFor();
    expect(await role(page, 'visits').inputValue()).toBe('category');
    expect(await page.getByRole('spinbutton', { name: 'Number of segments' }).inputValue()).toBe(
      '3',
    );
    await page.getByRole('button', { name: 'Leave them out' }).click();
    await page.getByText('40 customers with 4 columns').waitFor();
    expect(await role(page, 'visits').inputValue()).toBe('category');
    expect(await role(page, 'basket').inputValue()).toBe('number');
  });

  it('what was found is told apart from what was set, and can be had back', async () => {
    const { page } = await built.visit();
    const rows = Array.from(
      { length: 40 },
      (_, at) => `客户${at};${at % 2 === 0 ? '北京' : '上海'};${at}`,
    );
    const gbk: Record<string, number[]> = {
      客: [0xbf, 0xcd],
      户: [0xbb, 0xa7],
      北: [0xb1, 0xb1],
      京: [0xbe, 0xa9],
      上: [0xc9, 0xcf],
      海: [0xba, 0xa3],
    };
    const bytes = [...`name;city;visits\n${rows.join('\n')}\n`].flatMap(
      (letter) => gbk[letter] ?? [letter.charCodeAt(0)],
    );
    const given = { name: 'gbk.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) };
    expect(await openFile(page, given)).toBe('columns');
    await page.getByText('How the file is read').click();
    const encoding = page.getByRole('combobox', { name: 'Encoding' });
    const chosen = () => encoding.locator('option:checked').textContent();
    expect(await chosen()).toBe('GB18030, GBK (Chinese) (found)');
    const records = page.getByRole('table', { name: 'Records of the file' });
    await records.getByText('客户39').waitFor();
    await encoding.selectOption('windows-1252');
    await records.getByText('¿Í»§39').waitFor();
    expect(await chosen()).toBe('Windows-1252, Latin-1 (Western)');
    expect(await encoding.locator('option').first().textContent()).toBe(
      'GB18030, GBK (Chinese) (found)',
    );
    await page.getByRole('combobox', { name: 'Separator' }).selectOption(',');
    await page.getByText('with 1 column').waitFor();
    await page.getByRole('button', { name: 'Back to what was found' }).click();
    await records.getByText('客户39').waitFor();
    await page.getByText('40 customers with 3 columns').waitFor();
  });

  it('day or month first is asked where both fit, heeded, and kept for the next file', async () => {
    const { page } = await built.visit();
    const dated = (at: number) => `,0${1 + (at % 9)}/0${1 + (at % 7)}/2024`;
    const text = `${HEAD},joined\n${customers(60, dated)}\n`;
    expect(await openFile(page, csv(text))).toBe('columns');
    const asked = page.getByRole('group', { name: '“08/01/2024” in joined can be two days' });
    await asked.getByText('the day is taken to come first').waitFor();
    await asked.getByRole('button', { name: '8 January 2024' }).waitFor();
    await asked.getByRole('button', { name: 'August 1, 2024' }).click();
    await asked.getByText('the day is taken to come first').waitFor({ state: 'detached' });
    expect(await findSegments(page)).toBe('ready');
    await page.getByRole('button', { name: 'Columns' }).click();
    const answer = asked.getByRole('button', { pressed: true });
    expect(await answer.textContent()).toContain('August 1, 2024');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page
      .locator('input[type=file][aria-label="Open another file"]')
      .setInputFiles(csv(text.replace('C0,', 'C900,'), 'june.csv'));
    await page.getByText('how dates and numbers are read').waitFor();
    expect(await answer.textContent()).toContain('August 1, 2024');
  });

  it('a number that can be two numbers is asked for, and heeded', async () => {
    const { page } = await built.visit();
    const text = `${HEAD},revenue\n${customers(60, (at) => `,${1 + (at % 9)}.${100 + at}`)}\n`;
    expect(await openFile(page, csv(text))).toBe('columns');
    const asked = page.getByRole('group', { name: '“1.100” in revenue can be two numbers' });
    await asked.getByText('the point is taken to stand before decimals').waitFor();
    await asked.getByRole('button', { name: '1.1', exact: true }).waitFor();
    await asked.getByRole('button', { name: '1,100', exact: true }).click();
    await asked.getByText('the point is taken').waitFor({ state: 'detached' });
    expect(await findSegments(page)).toBe('ready');
    await page.getByRole('button', { name: 'Columns' }).click();
    expect(await asked.getByRole('button', { pressed: true }).textContent()).toContain('1,100');
  });

  it('day or month first is asked of order lines, and changes how recent they are', async () => {
    const { page } = await built.visit();
    const lines = Array.from(
      { length: 400 },
      (_, i) => `o${i},C${i % 70},0${1 + (i % 9)}/0${1 + (i % 7)}/2024,${5 + ((i * 31) % 90)}`,
    );
    const text = `order_id,customer_id,order_date,amount\n${lines.join('\n')}\n`;
    expect(await openFile(page, csv(text, 'orders.csv'))).toBe('columns');
    await page.getByText('From 2024-01-01 to 2024-07-09').waitFor();
    await page.getByRole('button', { name: 'August 1, 2024' }).click();
    await page.getByText('From 2024-01-01 to 2024-09-07').waitFor();
    await page.getByRole('button', { name: '8 January 2024' }).click();
    await page.getByText('From 2024-01-01 to 2024-07-09').waitFor();
  });

  it('a preparation is saved and used on another file, tells what does not fit, and is undone', async () => {
    const { page } = await built.visit();
    const may = `${HEAD}\n${customers(60)}\n`;
    expect(await openFile(page, csv(may, 'may.csv'))).toBe('columns');
    await setRole(page, 'city', 'Ignore');
    await page.getByRole('spinbutton', { name: 'Number of segments' }).fill('4');
    await page
      .getByLabel('Add a list of objections')
      .setInputFiles(csv('customer\nC1\nC2\n', 'objections.csv'));
    await page.getByText('2 customers of this file are on the list').waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save preparation' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('may-preparation.json');
    const preparation = readFileSync(await saved.path(), 'utf8');
    expect(preparation).not.toContain('"C1"');

    const { page: other, errors } = await built.visit();
    const june = `${HEAD.replace('visits', 'calls')},tea\n${customers(50, (at) => `,${at % 2 === 0 ? 'green' : 'black'}`)}\n`;
    expect(await openFile(other, csv(june, 'june.csv'))).toBe('columns');
    const use = other.getByLabel('Use a preparation…');
    await use.setInputFiles(file('broken.json', preparation.replace('"role"', '"rule"')));
    const refused = other.getByText('columns[0].rule');
    await refused.waitFor();
    expect(await role(other, 'city').inputValue()).toBe('category');
    await use.setInputFiles(file('may.json', preparation));
    await other.getByText('The preparation is applied').waitFor();
    await other.getByText('Not in this file: visits.').waitFor();
    await other.getByText('New in this file and as proposed: calls and tea.').waitFor();
    expect(await refused.count()).toBe(0);
    expect(await role(other, 'city').inputValue()).toBe('ignore');
    const number = other.getByRole('spinbutton', { name: 'Number of segments' });
    expect(await number.inputValue()).toBe('4');
    await other.getByRole('button', { name: 'Undo' }).click();
    await other.getByText('The preparation is applied').waitFor({ state: 'detached' });
    expect(await role(other, 'city').inputValue()).toBe('category');
    expect(await number.inputValue()).toBe('');
    await use.setInputFiles(file('may.json', preparation));
    await other.getByText('2 customers of this file are on the list').waitFor();
    expect(await findSegments(other)).toBe('ready');
    await other.getByText('48 customers').first().waitFor();
    const { header, rows } = cellsOf(await exportFile(other, 'Customers with segments (CSV)'));
    expect(new Set(rows.map((row) => row[header.indexOf('segment')]))).toEqual(
      new Set(['', '1', '2', '3', '4']),
    );
    expect(errors).toEqual([]);
  });

  it('a reading that an older page kept is still offered', async () => {
    const shape = hashPlain(HEAD.split(','));
    const { page } = await built.visit({
      query: 'blank.html',
      answer: (name) => (name === 'blank.html' ? Buffer.from('<!doctype html>') : undefined),
    });
    await page.evaluate(
      async (row) => {
        const open = indexedDB.deleteDatabase('enclave');
        await new Promise((done) => (open.onsuccess = done));
        const made = indexedDB.open('enclave', 20);
        made.onupgradeneeded = () => {
          for (const [store, key] of [
            ['vectors', 'key'],
            ['results', 'key'],
            ['studies', 'id'],
            ['files', 'key'],
            ['readings', 'shape'],
          ])
            made.result.createObjectStore(store, { keyPath: key });
        };
        await new Promise((done) => (made.onsuccess = done));
        const change = made.result.transaction('readings', 'readwrite');
        change.objectStore('readings').put(row);
        await new Promise((done) => (change.oncomplete = done));
        made.result.close();
      },
      { shape, hints: {}, roles: { id: 'id', city: 'ignore', visits: 'number', basket: 'number' } },
    );
    await page.goto(page.url().replace('blank.html', ''));
    expect(await openFile(page, csv(`${HEAD}\n${customers(60)}\n`))).toBe('columns');
    await page
      .getByText('Read as you set it for the last file with these columns: roles of columns')
      .waitFor();
    expect(await role(page, 'city').inputValue()).toBe('ignore');
  });
});

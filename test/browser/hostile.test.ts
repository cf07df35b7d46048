import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { cutText } from '../../src/core/text/cut-text';
import {
  foreignParts,
  FORMULAS,
  HOSTILE_NAMES,
  HOSTILE_STRINGS,
  hostileRows,
  writeQuoted,
} from '../fixtures/hostile';
import {
  cellsOf,
  csv,
  describePage,
  exportFile,
  findSegments,
  hasShared,
  openFile,
  requestsBeyond,
  segmentNames,
  setExportOption,
  setRole,
  shared,
  untilStage,
  type Visit,
} from './harness';

const torture = path.join(shared, 'csv-torture');
const STRINGS = hasShared
  ? [
      ...HOSTILE_STRINGS,
      ...(JSON.parse(readFileSync(path.join(torture, 'blns/blns.json'), 'utf8')) as string[]),
      ...readFileSync(path.join(torture, 'csv-injection/csv-payload.txt'), 'utf8').split('\n'),
    ]
  : HOSTILE_STRINGS;
const FORMULA = /^\s*[=+\-@＝＋－＠\t]/u;
const GIVEN = [
  '</title></svg></p><script>alert(12)</script>',
  '=HYPERLINK("http://evil.example/","click")',
  '__proto__',
  '" onmouseover="alert(13)',
  '\u202egnp.\u{1f1e8}\u{1f1f3} 👩‍👩‍👧 Z\u0337\u0322a\u0334',
  'constructor',
];

/** Elements and attributes of a page or picture, as a browser reads it, and what it says. */
function readMarkup(page: Page, text: string, type: 'text/html' | 'image/svg+xml') {
  return page.evaluate(
    ([source, kind]) => {
      const found = new DOMParser().parseFromString(source, kind);
      return {
        said: found.documentElement.textContent,
        parts: [...found.querySelectorAll('*')].map((element) => ({
          name: element.localName,
          attributes: element.getAttributeNames(),
        })),
        targets: [...found.querySelectorAll('[href], [src]')].map(
          (element) => element.getAttribute('href') ?? element.getAttribute('src'),
        ),
      };
    },
    [text, type] as const,
  );
}

/** What the workings of the page itself never hold: elements and handlers that came from a file. */
function foreignElements(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter(
        (element) =>
          element.matches(
            'img:not([src="./icon.svg"]), script, iframe, base, meta, style, a[href^="javascript"], b, i',
          ) || element.getAttributeNames().some((name) => name.startsWith('on')),
      )
      .map(({ outerHTML }) => outerHTML),
  );
}

/** The height of a row of the table, in pixels. */
const ROW = 34;

/** All rows of the table of customers by their place, as they come into sight. */
async function shownRows(page: Page): Promise<string[][]> {
  const table = page.getByRole('table', { name: 'Customers' });
  const count = Number(await table.getAttribute('aria-rowcount')) - 1;
  const rows = new Map<number, string[]>();
  for (let top = 0; rows.size < count && top < count * ROW; top += 5 * ROW) {
    await table.locator('xpath=..').evaluate((scroller, to) => (scroller.scrollTop = to), top);
    // The first row in sight is there once the table has heard of the scrolling.
    const first = Math.min(Math.floor(top / ROW) + 3, count + 1);
    await page.waitForFunction((at) => {
      const rows = [...document.querySelectorAll('tbody tr[aria-rowindex]')];
      return (
        rows.some((row) => Number(row.getAttribute('aria-rowindex')) === at) &&
        rows.every((row) => row.querySelector('td:nth-child(3)')?.textContent !== '')
      );
    }, first);
    const seen = await table
      .locator('tbody tr[aria-rowindex]')
      .evaluateAll((list) =>
        list.map(
          (row) =>
            [
              Number(row.getAttribute('aria-rowindex')),
              [...row.querySelectorAll('td')].map((cell) => cell.textContent),
            ] as const,
        ),
      );
    for (const [at, cells] of seen) rows.set(at - 2, cells);
  }
  return Array.from({ length: count }, (_, at) => rows.get(at) ?? []);
}

describePage('names, formulas, markup and naughty strings stay text', {}, (built) => {
  let seen: Visit;
  /** Where exported pages are parsed, beyond the rules of our own. */
  let reader: Page;
  const alarms: string[] = [];
  const rows = hostileRows(STRINGS);
  const [header, ...cells] = rows;

  beforeAll(async () => {
    seen = await built.visit();
    reader = (await built.visit()).page;
    await reader.goto('about:blank');
    seen.context.on('dialog', (dialog) => {
      alarms.push(dialog.message());
      void dialog.dismiss();
    });
    seen.context.on('page', (page) => alarms.push(`opened ${page.url()}`));
  });

  it('in the columns, their roles and what is said of their quality', async () => {
    const { page } = seen;
    expect(await openFile(page, csv(writeQuoted(rows), '<img src=x onerror=alert(0)>.csv'))).toBe(
      'columns',
    );
    const table = page.getByRole('table', { name: 'Columns' });
    expect(await table.locator('tbody th').allTextContents()).toEqual(header);
    for (const name of header)
      await page.getByRole('combobox', { name: `Role of ${name}`, exact: true }).waitFor();
    await setRole(page, '<img src=x onerror=alert(1)>', 'Text');
    await setRole(page, '__proto__', 'Channel');
    await setRole(page, 'constructor', 'Amount');
    await setRole(page, 'hasOwnProperty', 'Ignore');
    await page.getByText('Data quality and treatments').click();
    await page.getByRole('button', { name: 'As proposed' }).waitFor();
    await page.getByText('Personal data', { exact: true }).click();
    await page.getByText('Texts', { exact: true }).click();
    await page.getByRole('heading', { name: 'Before and after' }).waitFor();
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the report (HTML)' }).click(),
    ]);
    const { said, parts } = await readMarkup(
      reader,
      readFileSync(await report.path(), 'utf8'),
      'text/html',
    );
    expect(foreignParts(parts)).toEqual([]);
    for (const name of [...HOSTILE_NAMES, '<img src=x onerror=alert(0)>.csv'])
      expect(said).toContain(name);
    expect(await foreignElements(page)).toEqual([]);
  });

  it('in segments, their traits and the list of customers, cell by cell', async () => {
    const { page } = seen;
    await page.getByRole('spinbutton', { name: 'Number of segments' }).fill('2');
    expect(await findSegments(page)).toBe('ready');
    expect(await segmentNames(page)).toHaveLength(2);
    await page.getByRole('list', { name: 'Segments' }).getByText('customers').first().click();
    const traits = (await page.locator('ul.traits').allTextContents()).join(' ');
    expect(HOSTILE_NAMES.some((name) => traits.includes(name))).toBe(true);
    await page.getByRole('button', { name: 'All segments' }).click();
    const table = page.getByRole('table', { name: 'Customers' });
    const columns = (await table.locator('thead th').allTextContents()).map((name) => name.trim());
    expect(columns.slice(2)).toEqual(header);
    const shown = await shownRows(page);
    expect(shown.map((row) => row.slice(2))).toEqual(
      cells.map((row) => row.map((cell) => cutText(cell, 180))),
    );
    expect(await foreignElements(page)).toEqual([]);
  });

  it('in the details of a customer', async () => {
    const { page } = seen;
    for (const at of [3, 5, 20, 24]) {
      await page.getByRole('searchbox', { name: 'Search customers' }).fill(`C${at}`);
      await page.locator(`button[data-at="0"][title="Row ${at + 1}"]`).click();
      await page.getByRole('heading', { name: `Row ${at + 1}`, exact: true }).waitFor();
      expect(await page.locator('.detail dt').allTextContents()).toEqual(header);
      await page.waitForFunction(
        (id) => document.querySelector('.detail dd')?.textContent === id,
        `C${at}`,
      );
      expect(await page.locator('.detail dd').allTextContents()).toEqual(cells[at]);
    }
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('');
    await page.locator('.detail .back').click();
    expect(await foreignElements(page)).toEqual([]);
  });

  it.each(GIVEN)('as the name of a segment: %j', async (name) => {
    const { page } = seen;
    await page.getByRole('list', { name: 'Segments' }).locator('li button').first().click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name of segment 1' }).fill(name);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.title h2').waitFor();
    expect(await page.locator('.title h2').textContent()).toBe(name);
    await page.getByRole('button', { name: 'All segments' }).click();
    expect((await segmentNames(page))[0]).toBe(name);
    expect(await page.locator('.labels button span').allTextContents()).toContain(name);
    expect(
      await page
        .getByRole('table', { name: 'Customers' })
        .locator('td.segment span')
        .allTextContents(),
    ).toContain(name);
    const report = (await exportFile(page, 'Report (HTML)')).bytes.toString('utf8');
    const picture = (await exportFile(page, 'Map (SVG)')).bytes.toString('utf8');
    for (const [text, type] of [
      [report, 'text/html'],
      [picture, 'image/svg+xml'],
    ] as const) {
      const { said, parts, targets } = await readMarkup(reader, text, type);
      expect(foreignParts(parts)).toEqual([]);
      expect(parts.length).toBeGreaterThan(cells.length);
      expect(said).toContain(name);
      expect(targets.filter((target) => !/^#(?:m\d|[a-z]+)$/.test(target ?? ''))).toEqual([]);
    }
    const summary = cellsOf(await exportFile(page, 'Segment summary (CSV)'));
    expect(summary.rows[0][1]).toBe(FORMULA.test(name) ? `'${name}` : name);
    for (const cell of summary.rows.flat()) expect(cell).not.toMatch(FORMULA);
    expect(await foreignElements(page)).toEqual([]);
  });

  it('in the exported customers: formulas as text, all else byte for byte', async () => {
    const { page } = seen;
    await setExportOption(page, /Hide personal data/, false);
    const guarded = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    const found = [guarded.header, ...guarded.rows];
    expect(found).toHaveLength(rows.length);
    found.forEach((row, at) =>
      rows[at].forEach((cell, column) => {
        if (row[column] === cell) return;
        expect(row[column]).toBe(`'${cell}`);
        expect(cell).toMatch(FORMULA);
      }),
    );
    const written = new Set(found.flat());
    for (const formula of FORMULAS) {
      expect(written).not.toContain(formula);
      expect(written).toContain(`'${formula}`);
    }
    await setExportOption(page, /would run as a formula/, false);
    const exact = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    expect([exact.header, ...exact.rows].map((row) => row.slice(0, header.length))).toEqual(rows);
    await setExportOption(page, /would run as a formula/, true);
  });

  it('in the report when it is opened by itself: nothing runs, nothing is asked for', async () => {
    const { page, context } = seen;
    const { bytes } = await exportFile(page, 'Report (HTML)');
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'report-')), 'report.html');
    writeFileSync(file, bytes);
    alarms.length = 0;
    const before = seen.requests.length;
    const other = await context.newPage();
    const errors: string[] = [];
    other.on('console', (message) => errors.push(message.text()));
    await other.goto(pathToFileURL(file).href);
    await other.getByRole('heading', { name: 'Overview' }).first().waitFor();
    await other.waitForTimeout(300);
    expect(seen.requests.slice(before)).toEqual([pathToFileURL(file).href]);
    expect(errors).toEqual([]);
    expect(alarms).toEqual(['opened about:blank']);
    alarms.length = 0;
    await other.close();
  });

  it('on the next visit, in the project file, and for the next file of the same shape', async () => {
    const { page } = seen;
    const names = await segmentNames(page);
    const customers = await exportFile(page, 'Customers with segments (CSV)');
    await page.reload();
    await untilStage(page, 'ready', 15000);
    expect(await segmentNames(page)).toEqual(names);
    const project = await exportFile(page, 'Project file');
    const other = await built.visit();
    expect(
      await openFile(other.page, {
        name: project.name,
        mimeType: 'application/octet-stream',
        buffer: project.bytes,
      }),
    ).toBe('ready');
    expect(await segmentNames(other.page)).toEqual(names);
    await setExportOption(other.page, /Hide personal data/, false);
    const again = await exportFile(other.page, 'Customers with segments (CSV)');
    expect(again.bytes.equals(customers.bytes)).toBe(true);

    await page.getByRole('button', { name: 'Menu' }).click();
    await page
      .locator('input[type=file][aria-label="Open another file"]')
      .setInputFiles(csv(writeQuoted(hostileRows()), 'june.csv'));
    await page.getByText('Read as you set it for the last file with these columns').waitFor();
    const role = (column: string) =>
      page.getByRole('combobox', { name: `Role of ${column}`, exact: true }).inputValue();
    expect(await role('__proto__')).toBe('channel');
    expect(await role('constructor')).toBe('amount');
    expect(await role('hasOwnProperty')).toBe('ignore');
    expect([...other.errors, ...requestsBeyond(other)]).toEqual([]);
  });

  it('and all the while no script ran, no window opened, nobody was asked', () => {
    expect(alarms).toEqual([]);
    expect(seen.errors).toEqual([]);
    expect(requestsBeyond(seen).filter((address) => !address.startsWith('file:'))).toEqual([]);
  });
});

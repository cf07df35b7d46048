import { beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import {
  describePage,
  exportFile,
  findSegments,
  openFile,
  segmentNames,
  untilStage,
  type Visit,
} from './harness';

const TRIED = 300000;

const runRows = (page: Page) => page.getByRole('table', { name: 'Runs' }).locator('tbody tr');
const runWith = (page: Page, ...texts: (string | RegExp)[]) =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), runRows(page));
const compare = (page: Page) => page.getByRole('tab', { name: 'Compare' }).click();
const customers = (page: Page) =>
  page.getByRole('region', { name: /Customers/ }).or(page.locator('.drawer'));

/** What the browser keeps: its version, and rows by store. */
const keptOn = (page: Page) =>
  page.evaluate(async () => {
    const opening = indexedDB.open('enclave');
    await new Promise((done) => (opening.onsuccess = done));
    const database = opening.result;
    const rows: Record<string, number> = {};
    for (const store of database.objectStoreNames) {
      const counting = database.transaction(store).objectStore(store).count();
      await new Promise((done) => (counting.onsuccess = done));
      rows[store] = counting.result;
    }
    const { version } = database;
    database.close();
    return { version, rows };
  });

describePage('runs side by side', {}, (built) => {
  let seen: Visit;
  beforeAll(async () => {
    seen = await built.visit();
    const { page } = seen;
    // The lab measures runs beside what is asked of it.
    page.setDefaultTimeout(120000);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await untilStage(page, 'columns');
    expect(await findSegments(page)).toBe('ready');
  });

  it('a newcomer has the default, and is told of it when they look', async () => {
    const { page } = seen;
    await compare(page);
    await runRows(page).first().waitFor();
    expect(await runRows(page).count()).toBe(1);
    const only = runRows(page).first();
    expect(await only.innerText()).toContain('Default');
    expect(await only.innerText()).toContain('Shown now');
    await page.getByText('There is one run so far').waitFor();
  });

  it('trying can be stopped, and what was tried until then stays', async () => {
    const { page } = seen;
    const button = page.getByRole('button', { name: 'Try several and compare' });
    await button.click();
    await page.locator('.trying').getByRole('button', { name: 'Stop' }).click();
    await button.waitFor();
    expect(await page.locator('.trying').count()).toBe(0);
    expect(await runRows(page).count()).toBeGreaterThanOrEqual(1);
    expect(await runRows(page).count()).toBeLessThan(5);
  });

  it('several are tried in the background, and one is recommended', async () => {
    const { page } = seen;
    const names = await segmentNames(page);
    const button = page.getByRole('button', { name: 'Try several and compare' });
    await button.click();
    await page.getByRole('progressbar', { name: /Getting ready|Trying/ }).waitFor();
    await page.getByRole('tab', { name: 'Map' }).click();
    expect(await segmentNames(page)).toEqual(names);
    await compare(page);
    await button.waitFor({ timeout: TRIED });
    expect(await runRows(page).count()).toBeGreaterThanOrEqual(5);
    expect(await runWith(page, 'Recommended').count()).toBe(1);
    for (const column of ['Comes back', 'Silhouette', 'Seconds'])
      await page.getByRole('columnheader', { name: column }).waitFor();
    // Every trial has all its figures.
    await page.waitForFunction(
      () => !/–/.test(document.querySelector('table[aria-label="Runs"]')?.textContent ?? '–'),
    );
    expect(await segmentNames(page)).toEqual(names);
  });

  it('two are compared: agreement, flow, counts, and who moved is selected', async () => {
    const { page } = seen;
    const count = Number(await runWith(page, 'Shown now').locator('td.figure').first().innerText());
    const pick = async (row: ReturnType<typeof runWith>) =>
      row.getByRole('checkbox', { name: /^Compare / }).check();
    for (const box of await runRows(page).getByRole('checkbox').all()) await box.uncheck();
    await page.getByText('Pick two runs in the table').waitFor();
    await pick(runWith(page, 'Shown now'));
    await pick(runWith(page, /Leiden/));
    await page.getByRole('heading', { name: /customers stay together/ }).waitFor();
    await page.getByText('Adjusted Rand index').waitFor();
    await page
      .getByText(/^Prefer “/)
      .first()
      .waitFor();

    const bands = page.getByRole('group', { name: 'Flow of customers' }).getByRole('button');
    expect(await bands.count()).toBeGreaterThanOrEqual(count);
    await page.getByText('Customers by segment in both').click();
    const table = page.getByRole('table', { name: 'Customers by segment in both' });
    expect(await table.locator('tbody tr').count()).toBe(count + 1);
    expect((await table.locator('tbody tr').last().innerText()).trim()).toMatch(/1,000$/);
    await page
      .getByRole('img', { name: /^Small map of / })
      .nth(1)
      .waitFor();

    const [move] = await page.getByRole('list', { name: 'Who moved' }).getByRole('button').all();
    const moved = Number(/(\d+) customers?/.exec(await move.innerText())?.[1]);
    expect(moved).toBeGreaterThan(0);
    await move.click();
    await page.getByText(`${moved} of 1,000 customers`).waitFor();
    await page.getByText(new RegExp(`^${moved} customers? (is|are) selected`)).waitFor();
    await page.getByRole('button', { name: 'Go to the map' }).click();
    await page.getByRole('tab', { name: 'Map', selected: true }).waitFor();
    await compare(page);

    // By keyboard, a band selects as a line does.
    await bands.first().focus();
    await page.keyboard.press('Enter');
    expect(await bands.first().getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await page.getByText('1,000 customers').first().waitFor();
    expect(await customers(page).count()).toBeGreaterThan(0);
  });

  it('another one is shown at once, renamed, pinned, removed and brought back', async () => {
    const { page } = seen;
    const ward = runWith(page, /Ward/).first();
    await ward.getByRole('button', { name: /^Show / }).click();
    await runWith(page, /Ward/, 'Shown now').waitFor();
    await untilStage(page, 'ready');
    await page
      .getByRole('button', { name: /^Rename Ward/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Name of the run' }).fill('Spring campaign');
    await page.keyboard.press('Enter');
    await runWith(page, 'Spring campaign', 'Shown now').waitFor();
    await page.getByRole('button', { name: 'Pin Spring campaign' }).click();
    await page.locator('button[aria-label="Pin Spring campaign"][aria-pressed="true"]').waitFor();

    const before = await runRows(page).count();
    await runWith(page, /Leiden/)
      .getByRole('button', { name: /^Remove / })
      .click();
    await page.getByText(/Leiden.* is removed/).waitFor();
    expect(await runRows(page).count()).toBe(before - 1);
    await page.locator('.removed').getByRole('button', { name: 'Undo' }).click();
    await runWith(page, /Leiden/).waitFor();
    expect(await runRows(page).count()).toBe(before);
    expect(seen.errors).toEqual([]);
  });

  it('all are there after reloading, and the project file carries the one that is shown', async () => {
    const { page } = seen;
    const before = await runRows(page).count();
    await page.reload();
    await untilStage(page, 'ready');
    await compare(page);
    await runWith(page, 'Spring campaign', 'Shown now').waitFor();
    expect(await runRows(page).count()).toBe(before);
    await runWith(page, 'Default')
      .getByRole('button', { name: /^Show / })
      .click();
    await runWith(page, 'Default', 'Shown now').waitFor();
    await runWith(page, 'Spring campaign')
      .getByRole('button', { name: /^Show / })
      .click();
    await runWith(page, 'Spring campaign', 'Shown now').waitFor();
    const project = await exportFile(page, 'Project file');

    const other = await built.visit();
    other.page.setDefaultTimeout(120000);
    expect(
      await openFile(other.page, {
        name: project.name,
        mimeType: 'application/zip',
        buffer: project.bytes,
      }),
    ).toBe('ready');
    await compare(other.page);
    await runWith(other.page, 'Spring campaign', 'Shown now').waitFor();
    expect(await runRows(other.page).count()).toBe(1);
    expect(other.errors).toEqual([]);
  });

  it('what an older page kept opens as it was, and its study is the first run', async () => {
    // Older pages had no other way than onnxruntime.
    const { page } = await built.visit({ query: '?device=onnx' });
    const address = page.url();
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await untilStage(page, 'columns');
    expect(await findSegments(page)).toBe('ready');
    const names = await segmentNames(page);
    // The same rows as version 3 of the page laid them out.
    await page.goto(address.replace('?device=onnx', 'icon.svg'));
    await page.evaluate(async () => {
      const opened = async (request: IDBOpenDBRequest) => {
        await new Promise((done) => (request.onsuccess = done));
        return request.result;
      };
      const now = await opened(indexedDB.open('enclave'));
      const old = {
        vectors: 'key',
        results: 'key',
        studies: 'id',
        files: 'key',
        readings: 'shape',
      };
      const rows: Record<string, unknown[]> = {};
      for (const store of Object.keys(old)) {
        const reading = now.transaction(store).objectStore(store).getAll();
        await new Promise((done) => (reading.onsuccess = done));
        rows[store] = reading.result as unknown[];
        for (const row of rows[store] as { plan?: { encoder: string } }[])
          if (row.plan !== undefined) row.plan.encoder = row.plan.encoder.replace('+onnx', '');
      }
      now.close();
      await new Promise((done) => (indexedDB.deleteDatabase('enclave').onsuccess = done));
      const making = indexedDB.open('enclave', 30);
      making.onupgradeneeded = () => {
        for (const [store, keyPath] of Object.entries(old)) {
          const made = making.result.createObjectStore(store, { keyPath });
          for (const row of rows[store]) made.add(row);
        }
      };
      (await opened(making)).close();
    });
    const before = await keptOn(page);
    expect(before.version).toBe(30);
    expect(Object.keys(before.rows)).not.toContain('runs');
    expect(before.rows.results).toBeGreaterThan(3);

    await page.goto(address);
    await untilStage(page, 'ready');
    expect(await segmentNames(page)).toEqual(names);
    await compare(page);
    await runWith(page, 'Default', 'Shown now').waitFor();
    const after = await keptOn(page);
    expect(after.version).toBeGreaterThanOrEqual(40);
    expect(after.rows.runs).toBe(1);
    for (const store of ['studies', 'files', 'readings', 'vectors'])
      expect(after.rows[store], store).toBe(before.rows[store]);
    expect(after.rows.results).toBeGreaterThanOrEqual(before.rows.results);
  });
});

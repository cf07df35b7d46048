import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { createRandom, shuffled } from '../../src/core/random';
import type { Page } from 'playwright-core';
import {
  cellsOf,
  csv,
  describePage,
  exportFile,
  findSegments,
  findViolations,
  openFile,
  requestsBeyond,
  segmentNames,
  untilStage,
} from './harness';

const { csv: SAMPLE, truth } = makeSample('en');
const [HEADER, ...ROWS] = SAMPLE.trimEnd().split('\n');
const ORDER = Array.from(shuffled(ROWS.length, createRandom(3)));
const FIRST = csv([HEADER, ...ORDER.slice(0, 500).map((row) => ROWS[row])].join('\n'), 'may.csv');
const REST = ORDER.slice(500);
/** A month with twice as many complaints, and a group that was not there. */
const NEXT = [
  HEADER,
  ...REST.flatMap((row) => (truth[row] === 1 ? [ROWS[row], `D${ROWS[row]}`] : [ROWS[row]])),
  ...Array.from(
    { length: 45 },
    (_, i) =>
      `W${i},Valletta,Website,2026-08-1${i % 9},1,9${i}0.00,3,0.00,0,5,Quote for tea at our wedding`,
  ),
].join('\n');

async function drop(page: Page, text: string, name: string): Promise<void> {
  await page.evaluate(
    ([content, called]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], called, { type: 'text/csv' }));
      for (const type of ['dragenter', 'dragover', 'drop'])
        window.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }),
        );
    },
    [text, name] as const,
  );
}

describePage('placing the next file', {}, (built) => {
  it('puts new customers into the segments, tells what changed, and exports them', async () => {
    const seen = await built.visit();
    const { page, errors } = seen;
    await openFile(page, FIRST);
    expect(await findSegments(page)).toBe('ready');
    const names = await segmentNames(page);
    const first = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    const project = await exportFile(page, 'Project file');
    await page.keyboard.press('Escape');

    await page.getByRole('tab', { name: 'Next file' }).click();
    await page.getByLabel('Place new customers…').setInputFiles(csv(NEXT, 'june.csv'));
    const view = page.getByRole('tabpanel');
    await view.getByText('june.csv:').waitFor({ timeout: 200000 });
    await view.getByText(/doubled, from/).waitFor();
    await view.getByText('New in city: Valletta (45 customers)').waitFor();
    await view.getByText('More than 1 in 20 customers do not fit').waitFor();
    await view
      .getByText(/wedding/)
      .first()
      .waitFor();
    const table = page.getByRole('table', { name: 'Segments in the new file' });
    expect(await table.getByRole('row').count()).toBe(names.length + 1);
    const misfits = page.getByRole('table', { name: 'Customers who do not fit' });
    await misfits.getByText('Quote for tea at our wedding').first().waitFor();
    await page.getByRole('img', { name: 'Map of the new customers' }).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      view.getByRole('button', { name: 'Export with segments (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('june-segments.csv');
    const placed = cellsOf({ bytes: readFileSync((await download.path()) ?? '') });
    expect(placed.header).toEqual(first.header);
    expect(placed.rows).toHaveLength(NEXT.split('\n').length - 1);
    const at = placed.header.indexOf('segment');
    const planted = placed.rows.filter(([id]) => id.startsWith('W'));
    expect(planted.filter((row) => row[at] === '').length).toBeGreaterThanOrEqual(43);
    expect(placed.rows.filter((row) => row[at] === '').length).toBeLessThan(70);
    expect(new Set(placed.rows.map((row) => row[at + 1]).filter((name) => name !== ''))).toEqual(
      new Set(first.rows.map((row) => row[at + 1])),
    );
    expect(await findViolations(page, '#view')).toEqual([]);
    expect(errors).toEqual([]);
    expect(requestsBeyond(seen)).toEqual([]);

    // Next month, on another machine: the project, then the file.
    const other = await built.visit();
    await openFile(other.page, {
      name: project.name,
      mimeType: 'application/zip',
      buffer: project.bytes,
    });
    await untilStage(other.page, 'ready');
    await drop(other.page, NEXT, 'june.csv');
    await other.page
      .getByRole('button', { name: 'Place its customers into these segments' })
      .click();
    await other.page.getByText('june.csv:').waitFor({ timeout: 200000 });
    const told = (page: Page) =>
      page.getByRole('table', { name: 'Segments in the new file' }).locator('td').allTextContents();
    expect(await told(other.page)).toEqual(await told(page));
    expect(other.errors).toEqual([]);
  });

  it('asks what to do with a dropped file of the same kind, and opens others', async () => {
    const { page, errors } = await built.visit();
    await openFile(
      page,
      csv('id,visits,basket\n1,10,10\n2,11,9\n3,60,70\n4,61,69\n5,62,71', 'a.csv'),
    );
    expect(await findSegments(page)).toBe('ready');
    const next = 'id,visits,basket\n6,10,11\n7,61,70';
    await drop(page, next, 'b.csv');
    const offer = page.getByRole('region', { name: 'What to do with the file' });
    await offer.getByText('b.csv has the columns of this study.').waitFor();
    await page.keyboard.press('Escape');
    await offer.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.documentElement.dataset.stage)).toBe('ready');

    await drop(page, next, 'b.csv');
    await offer.getByRole('button', { name: 'Start anew with this file' }).click();
    await untilStage(page, 'columns');
    await page.getByText('b.csv').first().waitFor();

    await findSegments(page);
    await drop(page, 'name,colour\nAnn,red\nBob,blue', 'c.csv');
    await untilStage(page, 'columns');
    await page.getByText('c.csv').first().waitFor();
    expect(errors).toEqual([]);
  });

  it('says why a file cannot be placed, and leaves the segments as they are', async () => {
    const { page } = await built.visit();
    await openFile(
      page,
      csv('id,visits,basket\n1,10,10\n2,11,9\n3,60,70\n4,61,69\n5,62,71', 'a.csv'),
    );
    expect(await findSegments(page)).toBe('ready');
    await page.getByRole('tab', { name: 'Next file' }).click();
    await page
      .getByLabel('Place new customers…')
      .setInputFiles(csv('name,colour\nAnn,red\nBob,blue', 'c.csv'));
    await page
      .getByRole('alert')
      .getByText(
        'This file has none of the columns that the segments were made from (visits, basket)',
      )
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.stage)).toBe('ready');
  });
});

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createRandom } from '../../src/core/random';
import { WORDS } from '../../src/words/words';
import {
  cellsOf,
  csv,
  describePage,
  exportFile,
  findSegments,
  findViolations,
  openFile,
  shared,
} from './harness';

const words = WORDS.en.judging;
const MALL = path.join(shared, 'structured/Mall_Customers.csv');
const random = createRandom(8);
const NOISE = csv(
  [
    'id,visits,basket,discount',
    ...Array.from({ length: 240 }, (_, row) =>
      [`C${row}`, ...[50, 80, 20].map((at) => (at + 9 * random.normal()).toFixed(2))].join(','),
    ),
  ].join('\n'),
);

const VERDICTS = Object.values(words.chips);
const chip = (page: Page) => page.locator('.inspector .chip');

describePage('judging', {}, (built) => {
  it('tells how real the segments of a small file are, and takes another number at a click', async () => {
    const { page, errors } = await built.visit();
    if (existsSync(MALL)) await openFile(page, MALL);
    else await page.getByRole('button', { name: 'Try the sample' }).click();
    expect(await findSegments(page)).toBe('ready');
    await chip(page).waitFor({ timeout: 120000 });
    const verdict = await chip(page).innerText();
    expect(VERDICTS).toContain(verdict);
    // Five groups by income and spending, found by everybody who tries this file.
    if (existsSync(MALL))
      expect([words.chips.natural, words.chips.reproducible]).toContain(verdict);
    await page
      .getByText(/\d+% found again/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: words.openLabel }).click();
    await page.getByRole('heading', { name: words.title }).waitFor();
    const plot = page.getByRole('group', { name: /^Silhouette by/ });
    await plot.getByRole('button', { name: /Use 15 segments$/ }).waitFor({ timeout: 240000 });
    await page
      .getByText(/prefers? 5\b/)
      .first()
      .waitFor();
    expect(await findViolations(page, '.judge')).toEqual([]);

    await plot.getByRole('button', { name: /Use 3 segments$/ }).click();
    await expect
      .poll(() => page.getByRole('list', { name: 'Segments' }).getByRole('listitem').count(), {
        timeout: 60000,
      })
      .toBe(3);
    await chip(page).waitFor({ timeout: 120000 });
    const summary = cellsOf(await exportFile(page, 'Segment summary (CSV)'));
    expect(summary.header.slice(-2)).toEqual(['stability', 'verdict']);
    expect(summary.rows.length).toBe(3);
    for (const row of summary.rows) expect(Number(row.at(-2))).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  it('says that there are no natural segments, and keeps everyone as one', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, NOISE);
    await findSegments(page);
    await page.getByText(words.says.none).waitFor({ timeout: 120000 });
    await page.getByRole('button', { name: words.useOne }).click();
    await page.getByText(words.says.single).waitFor({ timeout: 60000 });
    expect(await page.getByRole('list', { name: 'Segments' }).getByRole('listitem').count()).toBe(
      1,
    );
    const { header, rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    const at = header.indexOf('segment');
    expect(new Set(rows.map((row) => row[at]))).toEqual(new Set(['1']));
    expect(errors).toEqual([]);
  });

  it('can be used from the keyboard', async () => {
    const { page } = await built.visit();
    await openFile(page, NOISE);
    await findSegments(page);
    await chip(page).waitFor({ timeout: 120000 });
    await page.getByRole('tab', { name: WORDS.en.views.judge }).click();
    const plot = page.getByRole('group', { name: /^Gap by/ });
    await plot.getByRole('button', { name: /Use 15 segments$/ }).waitFor({ timeout: 240000 });
    await plot.locator('[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(label).toMatch(/Use \d+ segments?$/);
    const wanted = Number(/Use (\d+)/.exec(label ?? '')?.[1]);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByRole('list', { name: 'Segments' }).getByRole('listitem').count(), {
        timeout: 60000,
      })
      .toBe(wanted);
  });
});

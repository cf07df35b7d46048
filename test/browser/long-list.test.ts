import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { csv, describePage, findSegments, openFile, segmentNames, type Visit } from './harness';

const SEGMENTS = 24;

describePage('a long list of segments', { needs: ['models', 'writer'] }, (built) => {
  let seen: Visit;
  const rows = (page: Page) => page.getByRole('list', { name: 'Segments' }).locator('li strong');

  beforeAll(async () => {
    seen = await built.visit();
    const { page } = seen;
    await openFile(page, csv(makeSample('en').csv));
    await page.getByRole('spinbutton', { name: 'Number of segments' }).fill(`${SEGMENTS}`);
    expect(await findSegments(page)).toBe('ready');
    expect(await rows(page).count()).toBe(SEGMENTS);
  });

  it('is searched by name, and what was searched for stays while a segment is looked at', async () => {
    const { page } = seen;
    const search = page.getByRole('searchbox', { name: 'Find a segment' });
    const [first] = await segmentNames(page);
    await search.fill(first.toUpperCase());
    await page.getByText(`of ${SEGMENTS} segments`).waitFor();
    expect(await rows(page).count()).toBeLessThan(SEGMENTS);
    expect(await segmentNames(page)).toContain(first);
    await rows(page).first().click();
    await page.getByRole('button', { name: 'All segments' }).click();
    expect(await search.inputValue()).toBe(first.toUpperCase());
    await search.fill('no such words');
    await page.getByText('No segment has these words').waitFor();
    await page.getByRole('button', { name: 'Show all segments' }).click();
    await expect.poll(() => rows(page).count()).toBe(SEGMENTS);
  });

  it('is put in order by name and by confidence', async () => {
    const { page } = seen;
    const order = page.getByRole('combobox', { name: 'Order of the segments' });
    await order.selectOption('name');
    const names = await segmentNames(page);
    expect(names).toEqual([...names].sort(new Intl.Collator('en', { numeric: true }).compare));
    await order.selectOption('confidence');
    const sure = await page
      .getByRole('list', { name: 'Segments' })
      .getByText(/^Confidence/)
      .allTextContents();
    const shares = sure.map((text) => Number.parseFloat(text.replace(/\D+/, '')));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    await order.selectOption('found');
  });

  it('is not named by the small model unasked, and then the largest only, until it is stopped', async () => {
    const { page, errors } = seen;
    const plain = await segmentNames(page);
    const offer = page.getByRole('button', { name: 'Suggest names for the 20 largest' });
    await offer.waitFor();
    await page.getByText(`${SEGMENTS} segments have their plain name`).waitFor();
    await offer.click();
    const bar = page.getByRole('progressbar', { name: /suggesting names: \d+ of 20/ });
    await bar.waitFor();
    await page
      .getByRole('progressbar', { name: /suggesting names: [1-9] of 20/ })
      .waitFor({ timeout: 300000 });
    await page.getByRole('button', { name: 'Stop suggesting' }).click();
    await bar.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Suggest names for the next/ }).waitFor();
    const titled = await segmentNames(page);
    expect(titled.length).toBe(SEGMENTS);
    expect(titled.filter((name, at) => name !== plain[at]).length).toBeLessThanOrEqual(3);
    await page.getByRole('searchbox', { name: 'Find a segment' }).fill(titled[SEGMENTS - 1]);
    await page
      .getByRole('button', { name: /^Suggest (a name for this|names for these)/ })
      .waitFor();
    expect(errors).toEqual([]);
  });
});

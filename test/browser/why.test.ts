import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { makeSample } from '../../src/core/sample/make-sample';
import { WORDS } from '../../src/words/words';
import { tasksDuring } from './processor-time';
import {
  csv,
  describePage,
  findSegments,
  findViolations,
  openFile,
  segmentNames,
  untilStage,
} from './harness';

const SAMPLE = csv(makeSample('en').csv, 'tea.csv');
const { why, profile, walk } = WORDS.en;

/** Milliseconds of the processor that a task of the page may take. */
const TASK = 50;

/** Does something on the page, no task of which may hold it. */
async function smoothly(page: Page, work: () => Promise<void>): Promise<void> {
  const tasks = await tasksDuring(page, work);
  // Work that was not traced would pass, too.
  expect(tasks.length).toBeGreaterThan(0);
  expect(tasks.filter(({ worked }) => worked > TASK)).toEqual([]);
}

/** The first customer who says something, opened from the first segment. */
async function openCustomer(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Segments' }).locator('li strong').first().click();
  await page.locator('.quotes button').first().click();
  await page.getByRole('heading', { name: /^Row / }).waitFor();
}

const fold = (page: Page, title: string) => page.locator('details', { hasText: title });

describePage('why a customer is here', {}, (built) => {
  it('is told by columns, by neighbours and by its own words, and kept', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, SAMPLE);
    expect(await findSegments(page)).toBe('ready');
    const names = await segmentNames(page);
    await openCustomer(page);
    const open = fold(page, why.customer);
    await smoothly(page, async () => {
      await page.getByText(why.customer).click();
      await open.getByText(why.pullsMean).waitFor();
    });
    const told = await open.innerText();
    expect(names.some((name) => told.includes(`“${name}”`))).toBe(true);
    expect(told).toMatch(/Of the \d+ customers most like it/);
    // The shares of all pull, those that are not shown included, are all there is.
    const more = open.getByRole('button', { name: /^Show all/ });
    if (await more.isVisible()) await more.click();
    const shares = [...(await open.innerText()).matchAll(/([\d.]+)% of all pull/g)].map(([, n]) =>
      Number(n),
    );
    expect(shares.length).toBeGreaterThan(2);
    expect(Math.abs(shares.reduce((sum, n) => sum + n, 0) - 100)).toBeLessThan(shares.length);

    const text = open.locator('.text');
    await smoothly(page, async () => {
      await open.getByRole('button', { name: why.words.ask }).click();
      await text.waitFor({ timeout: 120000 });
    });
    const quote = (await page.locator('dl .text dd').first().innerText()).replace(/\s+/g, ' ');
    const lit = (await text.innerText()).replace(/[+−]/g, '').replace(/\s+/g, ' ');
    expect(lit).toContain(quote.slice(0, 40));
    // What is marked is told as a list, too.
    const marks = await text.locator('mark').count();
    expect(marks).toBeGreaterThan(0);
    const lists = open.getByRole('list', { name: /^Words that pull to/ });
    expect(await lists.locator('li').count()).toBe(marks);

    expect(await findViolations(page, '.inspector .why')).toEqual([]);

    // It is kept: after a reload the words are there without reading.
    await page.reload();
    await untilStage(page, 'ready');
    await openCustomer(page);
    await page.getByText(why.customer).click();
    await fold(page, why.customer).getByRole('button', { name: why.words.ask }).click();
    await fold(page, why.customer).locator('.text').waitFor();
    expect(await fold(page, why.customer).locator('mark').count()).toBe(marks);
    expect(errors).toEqual([]);
  });

  it('sets a segment beside its neighbour; a card of each prints on its page', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, SAMPLE);
    await findSegments(page);
    const names = await segmentNames(page);
    await page.getByRole('list', { name: 'Segments' }).locator('li strong').first().click();
    await page.getByText(why.segment).click();
    const open = fold(page, why.segment);
    await open.getByRole('heading', { name: why.edge }).waitFor();
    const other = open.getByRole('combobox', { name: why.compare });
    expect(await other.locator('option').count()).toBe(names.length - 1);
    expect(await open.innerText()).toMatch(/surely between -?[\d.]+ and -?[\d.]+/);
    const last = await other.locator('option').last().getAttribute('value');
    await other.selectOption(last ?? '');
    await open.getByRole('heading', { name: why.edge }).waitFor();

    const card = page.getByRole('article');
    await smoothly(page, async () => {
      await page.getByRole('button', { name: profile.button, exact: true }).click();
      await card.getByRole('heading', { name: profile.next }).waitFor();
      await page.getByRole('button', { name: profile.all }).click();
      await expect.poll(() => card.count()).toBe(names.length);
    });
    expect(await findViolations(page, '.profile')).toEqual([]);
    // What goes to paper is the cards and nothing else, one a page.
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.getByRole('button', { name: profile.print }).click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#printed article').count()).toBe(names.length);
    expect(await page.locator('#app').isVisible()).toBe(false);
    const pdf = await page.pdf();
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(names.length);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    expect(await page.locator('#printed').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('is walked by keyboard, with the same as a list', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, SAMPLE);
    await findSegments(page);
    const names = await segmentNames(page);
    await page.getByRole('list', { name: 'Segments' }).locator('li strong').first().click();
    const picture = page.getByRole('group', { name: walk.label(names[0]) });
    await smoothly(page, async () => {
      await page.getByRole('button', { name: walk.button, exact: true }).click();
      await picture.waitFor();
    });
    const nodes = picture.getByRole('button');
    const list = page.getByRole('list', { name: walk.label(names[0]) });
    const count = await nodes.count();
    expect(count).toBeGreaterThan(5);
    expect(await list.getByRole('button').count()).toBe(count);
    expect(await findViolations(page, '.walk')).toEqual([]);
    // The first is the nearest segment; the arrows go on round the ring.
    await nodes.first().focus();
    await page.keyboard.press('ArrowRight');
    const second = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(second).toBe(await nodes.nth(1).getAttribute('aria-label'));
    const customer = nodes.and(page.locator('.customer')).first();
    const name = /^(Row [\d,]+) /.exec((await customer.getAttribute('aria-label')) ?? '')?.[1];
    await customer.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: walk.label(name ?? '') }).waitFor();
    // It is looked at beside, too.
    await page.getByRole('heading', { name: name ?? '' }).waitFor();
    await page.keyboard.press('Backspace');
    await picture.waitFor();
    expect(errors).toEqual([]);
  });
});

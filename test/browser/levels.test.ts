import { expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { WORDS } from '../../src/words/words';
import {
  csv,
  describePage,
  findSegments,
  openFile,
  segmentNames,
  setRole,
  untilStage,
} from './harness';
import type { Page } from 'playwright-core';

const SAMPLE = csv(makeSample('en').csv, 'tea.csv');
const said = WORDS.en.levels;

/** The sample without its texts: quick, and the same with and without models. */
async function openSample(page: Page): Promise<void> {
  await openFile(page, SAMPLE);
  await setRole(page, 'comment', 'Ignore');
}

const level = (page: Page) => page.getByRole('combobox', { name: said.number });
const taken = async (page: Page) => Number(await level(page).inputValue());

async function untilTaken(page: Page, count: number): Promise<void> {
  await expect.poll(() => taken(page), { timeout: 60000 }).toBe(count);
  await untilStage(page, 'ready');
}

describePage('levels', {}, (built) => {
  it('go up and down by one click, and back to what was found', async () => {
    const { page, errors } = await built.visit();
    await openSample(page);
    expect(await findSegments(page)).toBe('ready');
    const names = await segmentNames(page);
    const found = await taken(page);
    expect(names.length).toBe(found);
    const offered = (
      await level(page)
        .locator('option')
        .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
    ).map(Number);
    expect(offered).toContain(found);
    expect(offered.length).toBeGreaterThanOrEqual(3);
    const next = offered[offered.indexOf(found) + 1];
    await page.getByRole('button', { name: said.moreTo(next) }).click();
    await untilTaken(page, next);
    await page.getByRole('button', { name: said.fewerTo(found) }).click();
    await untilTaken(page, found);
    expect(await segmentNames(page)).toEqual(names);
    await level(page).selectOption(`${offered.at(-1)}`);
    await untilTaken(page, offered.at(-1) ?? 0);
    const list = page.getByRole('list', { name: 'Segments' });
    expect(await list.locator('strong').count()).toBe(offered.at(-1));
    if ((offered.at(-1) ?? 0) > 12) {
      const heading = list.getByRole('heading', { level: 3 }).first();
      const [, size] = /(\d+) segments/.exec((await heading.textContent()) ?? '') ?? [];
      await heading.getByRole('button', { expanded: true }).click();
      expect(await list.locator('strong').count()).toBe((offered.at(-1) ?? 0) - Number(size));
    }
    expect(errors).toEqual([]);
  });

  it('stay when the page is opened again', async () => {
    const { page } = await built.visit();
    await openSample(page);
    await findSegments(page);
    const before = await taken(page);
    await page.getByRole('button', { name: /^More segments/ }).click();
    await expect.poll(() => taken(page), { timeout: 60000 }).toBeGreaterThan(before);
    await untilStage(page, 'ready');
    const [count, names] = [await taken(page), await segmentNames(page)];
    await page.reload();
    await untilStage(page, 'ready');
    expect(await taken(page)).toBe(count);
    expect(await segmentNames(page)).toEqual(names);
    await page.getByRole('button', { name: said.fewerTo(before) }).click();
    await untilTaken(page, before);
  });

  it('are chosen on the tree by keyboard and by dragging; branches pick segments out', async () => {
    const { page, errors } = await built.visit();
    await openSample(page);
    await findSegments(page);
    const found = await taken(page);
    const names = await segmentNames(page);
    await page.getByRole('tab', { name: 'Tree' }).click();
    const line = page.getByRole('slider', { name: said.tree.cut });
    await line.waitFor();
    expect(await line.getAttribute('aria-valuenow')).toBe(`${found}`);
    const tree = page.getByRole('tree', { name: said.tree.title });
    for (const name of names)
      expect(
        await tree.getByRole('treeitem', { name: new RegExp(`^${escape(name)}, `) }).count(),
        name,
      ).toBe(1);

    await line.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await line.getAttribute('aria-valuetext')).toBe(said.tree.propose(found - 1));
    expect(await taken(page)).toBe(found);
    await page.keyboard.press('Escape');
    expect(await line.getAttribute('aria-valuenow')).toBe(`${found}`);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await untilTaken(page, found - 1);
    await line.waitFor();

    const grip = await line.locator('rect').boundingBox();
    const top = await tree.boundingBox();
    if (grip === null || top === null) throw new Error('the line is not drawn');
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(top.x + 20, grip.y + grip.height / 2, { steps: 5 });
    await page.mouse.up();
    await untilTaken(page, 2);
    await line.waitFor();

    const everyone = tree.getByRole('treeitem', { level: 1 });
    await everyone.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText(/customers picked out$/).waitFor();
    expect(await tree.getByRole('treeitem', { selected: true, level: 2 }).count()).toBe(1);
    await page.getByRole('button', { name: said.tree.showOnMap }).click();
    expect(await page.getByRole('tab', { name: 'Map' }).getAttribute('aria-selected')).toBe('true');
    expect(errors).toEqual([]);
  });

  it('of HDBSCAN are drawn as crowds, and each customer is told how strongly it belongs', async () => {
    const { page, errors } = await built.visit();
    await openSample(page);
    await page.getByRole('combobox', { name: 'Method' }).selectOption('hdbscan');
    await findSegments(page);
    await page.getByRole('tab', { name: 'Tree' }).click();
    const crowds = page.getByRole('tree', { name: said.crowds.title });
    await crowds.waitFor();
    expect(await crowds.getByRole('treeitem').count()).toBeGreaterThan(await taken(page));
    await crowds.getByRole('treeitem').first().focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^1,000 customers picked out$/).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: said.tree.save }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('tea-crowds.svg');
    await page.getByRole('radio', { name: said.tree.levels }).check();
    await page.getByRole('tree', { name: said.tree.title }).waitFor();

    await page.getByRole('list', { name: 'Segments' }).getByRole('button').first().click();
    await page
      .getByRole('button', { name: /Row \d/ })
      .first()
      .click();
    await page.getByRole('button', { name: said.membership.ask }).click();
    const region = page.getByRole('region', { name: said.membership.title });
    await region
      .getByText(/^\d+%$/)
      .first()
      .waitFor({ timeout: 60000 });
    expect(errors).toEqual([]);
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

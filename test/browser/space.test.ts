import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import { createRandom } from '../../src/core/random';
import { WORDS } from '../../src/words/words';
import { cellsOf, csv, describePage, exportFile, openFile, setRole, untilStage } from './harness';

const random = createRandom(21);
const SAYS = [
  ['the parcel is late', 'where is my parcel', 'no news of the parcel', 'parcel lost again'],
  ['lovely green tea', 'the best tea in town', 'green tea again please', 'this tea is lovely'],
];
/** What customers say parts them in two, what they do parts them in two otherwise. */
const CUSTOMERS = Array.from({ length: 120 }, (_, at) => {
  const [said, done] = [random.below(2), random.below(2)];
  const figures = [10 + 30 * done, 5 + 20 * done, 7].map((middle, column) =>
    (middle + random.normal() * (column === 2 ? 4 : 1)).toFixed(2),
  );
  return { said, done, line: [`C${at}`, SAYS[said][random.below(4)], ...figures].join(',') };
});
const STRANGER = 'C120,the parcel is late,400,900,300';
const FILE = csv(
  ['id,comment,visits,basket,noise', ...CUSTOMERS.map(({ line }) => line), STRANGER].join('\n'),
);
const said = WORDS.en.space;

async function open(page: Page): Promise<void> {
  await openFile(page, FILE);
  await setRole(page, 'comment', 'Text');
  await page.getByRole('combobox', { name: 'Language model' }).selectOption('built-in');
  await page.getByRole('spinbutton', { name: 'Number of segments' }).fill('2');
  await openSpace(page);
}

async function openSpace(page: Page): Promise<void> {
  await page.locator('summary', { hasText: said.title }).click();
}

async function find(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Find segments', exact: true }).click();
  expect(await untilStage(page, 'ready fault')).toBe('ready');
}

async function labelsOf(page: Page): Promise<number[]> {
  const { header, rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
  const at = header.indexOf('segment');
  return rows.slice(0, CUSTOMERS.length).map((row) => Number(row[at]));
}

const agreement = (labels: readonly number[], kind: 'said' | 'done') =>
  adjustedRandIndex(
    labels,
    CUSTOMERS.map((customer) => customer[kind]),
  );

describePage('the space that customers are compared in', {}, (built) => {
  it('follows the slider, by keyboard, from what people say to what they do', async () => {
    const { page, errors } = await built.visit();
    await open(page);
    const slider = page.getByRole('slider', { name: said.slider });
    expect(await slider.inputValue()).toBe('50');
    expect(await slider.getAttribute('aria-valuetext')).toContain(said.suggested);
    await slider.focus();
    await page.keyboard.press('Home');
    await page.getByText(said.balance(1)).waitFor();
    await find(page);
    expect(agreement(await labelsOf(page), 'said')).toBeGreaterThan(0.95);

    await openSpace(page);
    await slider.focus();
    await page.keyboard.press('End');
    await page.getByText(said.balance(0)).waitFor();
    await page.getByRole('button', { name: 'Find segments again' }).click();
    await expect
      .poll(async () => agreement(await labelsOf(page), 'done'), { timeout: 60000 })
      .toBeGreaterThan(0.9);
    await page.getByRole('button', { name: said.back }).click();
    expect(await slider.inputValue()).toBe('50');
    expect(errors).toEqual([]);
  });

  it('leaves columns out that weigh nothing, and shows what parts the segments', async () => {
    const { page, errors } = await built.visit();
    await open(page);
    await page.getByRole('slider', { name: said.slider }).fill('100');
    for (const column of ['basket', 'visits'])
      await page
        .getByRole('combobox', { name: said.weightOf(column), exact: true })
        .selectOption({ label: said.weight.none });
    await find(page);
    expect(Math.abs(agreement(await labelsOf(page), 'done'))).toBeLessThan(0.2);
    await page.locator('summary', { hasText: said.parts.title }).click();
    const bars = page.getByRole('list', { name: said.parts.table }).getByRole('listitem');
    expect(await bars.count()).toBe(1);
    expect(await bars.first().textContent()).toMatch(/noise.*100%/);
    await page.getByText(said.parts.leftOut('basket and visits')).waitFor();

    await openSpace(page);
    await page.getByRole('button', { name: said.allUsual }).click();
    await page.getByRole('slider', { name: said.slider }).fill('50');
    await page.getByRole('button', { name: 'Find segments again' }).click();
    await expect.poll(() => bars.count(), { timeout: 60000 }).toBe(4);
    expect(errors).toEqual([]);
  });

  it('suggests a setting, with a reason and figures, and can be stopped', async () => {
    const { page, errors } = await built.visit();
    await open(page);
    const suggest = page.getByRole('button', { name: said.suggest, exact: true });
    await suggest.click();
    await page.getByRole('progressbar', { name: said.trying }).waitFor();
    await page.getByRole('button', { name: said.stop, exact: true }).click();
    await suggest.click();
    const figures = page.locator('summary', { hasText: said.tried.title });
    await figures.waitFor({ timeout: 120000 });
    await figures.click();
    expect(await page.getByRole('cell', { name: '75%' }).count()).toBeGreaterThan(0);
    await page.getByText(/Two halves of your customers|two halves of your customers/).waitFor();
    expect(errors).toEqual([]);
  });

  it('knows look-alikes and who stands alone', async () => {
    const { page, errors } = await built.visit();
    await open(page);
    await find(page);
    await page.locator('summary', { hasText: said.unusual.title }).click();
    await page.getByRole('button', { name: said.alike.row(121) }).click();
    await page.getByRole('heading', { name: said.alike.title }).waitFor();
    const alike = page.getByRole('button', { name: /^Open row \d+, \d+% alike$/ });
    await expect.poll(() => alike.count(), { timeout: 30000 }).toBe(5);
    await alike.first().click();
    await expect
      .poll(() => page.getByRole('heading', { name: WORDS.en.segments.row(121) }).count())
      .toBe(0);
    await expect.poll(() => alike.count(), { timeout: 30000 }).toBe(5);
    expect(errors).toEqual([]);
  });
});

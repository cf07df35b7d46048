import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { WORDS } from '../../src/words/words';
import { csv, describePage, findSegments, findViolations, openFile, setRole } from './harness';

const sample = makeSample('en').csv;
const SAMPLE = csv(sample, 'tea.csv');
const rows = Papa.parse<Record<string, string>>(sample, {
  header: true,
  skipEmptyLines: true,
}).data;
const said = WORDS.en.explore;

/** Columns only: quick, and the same with and without models. */
async function openColumns(page: Page): Promise<void> {
  await openFile(page, SAMPLE);
  await setRole(page, 'comment', 'Ignore');
  expect(await findSegments(page)).toBe('ready');
  await page.getByRole('tab', { name: 'Explore' }).click();
}

const chart = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const left = (page: Page, count: number) =>
  page.getByText(said.left(count, rows.length), { exact: true }).waitFor();

describePage('exploring', {}, (built) => {
  it('filters by bars, and every other chart and the map follow', async () => {
    const { page, errors } = await built.visit();
    await openColumns(page);
    const city = chart(page, 'city');
    await city.getByRole('checkbox', { name: /^Bath/ }).check();
    const inBath = rows.filter((row) => row.city === 'Bath');
    await left(page, inBath.length);
    const byApp = inBath.filter((row) => row.channel === 'App').length;
    await chart(page, 'channel').getByText(`${byApp}`, { exact: true }).waitFor();
    await page.getByText(WORDS.en.map.selected(inBath.length)).waitFor();

    await city.getByRole('checkbox', { name: /^York/ }).check();
    const inBoth = rows.filter((row) => row.city === 'Bath' || row.city === 'York');
    await left(page, inBoth.length);
    await chart(page, 'channel').getByRole('checkbox', { name: /^App/ }).check();
    await left(page, inBoth.filter((row) => row.channel === 'App').length);
    await page.getByRole('button', { name: said.reset }).click();
    await page.getByText(WORDS.en.map.selected(inBoth.length)).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('takes stretches of numbers by keyboard', async () => {
    const { page } = await built.visit();
    await openColumns(page);
    const low = page.getByRole('slider', { name: said.from('rating') });
    const bars = Number(await low.getAttribute('max')) + 1;
    const values = [...new Set(rows.map((row) => row.rating).filter(Boolean))].map(Number);
    expect(bars).toBe(values.length);
    await low.focus();
    await page.keyboard.press('ArrowRight');
    const least = Math.min(...values);
    const above = rows.filter((row) => row.rating !== '' && Number(row.rating) > least);
    await left(page, above.length);
  });

  it('colours the map by a column, with a legend, and shows what differs', async () => {
    const { page, errors } = await built.visit();
    await openColumns(page);
    await page
      .getByRole('combobox', { name: said.colourBy })
      .selectOption({ label: 'total_spent' });
    await page.getByRole('group', { name: `${said.legend}: total_spent` }).waitFor();
    await page.getByRole('radio', { name: said.heat }).check();
    const heat = page.getByRole('table', { name: said.heat });
    await heat.waitFor();
    const segments = await page
      .getByRole('list', { name: 'Segments' })
      .locator('li strong')
      .count();
    // One row for each segment, one for all, one of headings.
    expect(await heat.getByRole('row').count()).toBe(segments + 2);
    await heat.getByRole('button').first().click();
    await page.getByRole('radio', { name: said.scatter }).check();
    await page.getByRole('combobox', { name: said.across }).selectOption({ label: 'city' });
    await page.getByRole('combobox', { name: said.upwards }).selectOption({ label: 'channel' });
    const pair = rows.filter((row) => row.city === 'Leeds' && row.channel === 'Shop').length;
    await page.getByRole('button', { name: said.scatterCell('Leeds', 'Shop', pair) }).click();
    expect(await findViolations(page, '#view')).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('finds who says something', async () => {
    const { page } = await built.visit();
    await openFile(page, SAMPLE);
    expect(await findSegments(page)).toBe('ready');
    const asked = page.getByRole('searchbox', { name: said.search });
    await asked.fill('parcel late');
    await asked.press('Enter');
    const results = page.getByRole('region', { name: said.results });
    await results.waitFor();
    const holding = rows.filter(
      ({ comment }) => /\bparcel/i.test(comment) && /\blate/i.test(comment),
    );
    expect(holding.length).toBeGreaterThan(0);
    expect(await results.getByRole('status').textContent()).toContain(
      `${holding.length} customers say it`,
    );
    expect(await results.locator('mark').first().textContent()).toMatch(/^(parcel|late)/i);
    await page.getByRole('button', { name: said.pickHolding }).click();
    await page.getByText(WORDS.en.map.selected(holding.length)).waitFor();
    expect(await findViolations(page, '.results')).toEqual([]);
  });

  it('answers a question by counting, and says how it was understood', async () => {
    const { page, errors } = await built.visit();
    await openColumns(page);
    const asked = page.getByRole('searchbox', { name: said.search });
    await asked.fill('How many from Bath spent over 200 in purple?');
    await asked.press('Enter');
    const answer = page.getByRole('region', { name: WORDS.en.ask.title });
    await answer.waitFor();
    const meant = rows.filter((row) => row.city === 'Bath' && Number(row.total_spent) > 200);
    expect(await answer.getByRole('status').textContent()).toContain(
      WORDS.en.ask.counted(meant.length, rows.length),
    );
    const text = (await answer.textContent()) ?? '';
    expect(text).toContain('total_spent is more than 200');
    expect(text).toContain('city is “Bath”');
    expect(text).toContain(WORDS.en.ask.unread('“purple”'));

    await asked.fill('average rating of customers by App');
    await asked.press('Enter');
    const mean = (some: typeof rows) => {
      const known = some.filter((row) => row.rating !== '').map((row) => Number(row.rating));
      return known.reduce((sum, value) => sum + value, 0) / known.length;
    };
    const byApp = rows.filter((row) => row.channel === 'App');
    const others = rows.filter((row) => row.channel !== 'App');
    await answer.getByText(WORDS.en.ask.mean('rating', mean(byApp), mean(others))).waitFor();
    expect(await findViolations(page, '.answer')).toEqual([]);
    await answer.getByRole('button', { name: WORDS.en.ask.show }).click();
    await page.getByText(WORDS.en.map.selected(byApp.length)).waitFor();
    expect(errors).toEqual([]);
  });

  it('colours by mood and by theme once texts are read for it, and filters by them', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, SAMPLE);
    expect(await findSegments(page)).toBe('ready');
    await page.getByRole('tab', { name: 'Explore' }).click();
    const colours = page.getByRole('combobox', { name: said.colourBy });
    await colours.selectOption({ label: said.mood });
    const legend = page.getByRole('group', { name: `${said.legend}: ${said.mood}` });
    await legend.waitFor({ timeout: 120000 });
    expect(await legend.innerText()).toContain(WORDS.en.mood.moods.negative);

    const mood = chart(page, said.mood);
    await mood.getByRole('checkbox', { name: /^Negative/ }).check();
    await page.getByText(/^\d+ customers? selected/).waitFor();
    const cancelled = page.getByRole('progressbar', { name: said.readingThemes });
    await colours.selectOption({ label: said.theme });
    await page
      .getByRole('group', { name: `${said.legend}: ${said.theme}` })
      .waitFor({ timeout: 120000 });
    await cancelled.waitFor({ state: 'detached' });
    expect(await chart(page, said.theme).getByRole('checkbox').count()).toBeGreaterThan(2);
    expect(errors).toEqual([]);
  });
});

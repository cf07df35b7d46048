import { expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { WORDS } from '../../src/words/words';
import { csv, describePage, findSegments, openFile, requestsBeyond, untilStage } from './harness';

const SAMPLE = csv(makeSample('en').csv, 'tea.csv');
const said = WORDS.en.topics;

describePage('what people talk about', {}, (built) => {
  it('is told with sizes, phrases and quotes, goes with the rating, and is shown on the map', async () => {
    const visit = await built.visit();
    const { page, errors } = visit;
    expect(await openFile(page, SAMPLE)).toBe('columns');
    await findSegments(page);
    await untilStage(page, 'ready');
    await page.getByRole('tab', { name: 'Themes' }).click();
    const list = page.getByRole('list', { name: said.list });
    await list.waitFor({ timeout: 120000 });
    const count = await list.getByRole('listitem').count();
    expect(count).toBeGreaterThan(3);

    // The rating is the figure that is looked at first, what lowers it most stands on top.
    const effects = page.getByRole('table', { name: said.effects });
    await effects.waitFor();
    const figure = page.getByRole('combobox', { name: said.figure });
    expect(await figure.inputValue()).toBe('rating');
    const worst = effects.locator('tbody tr').first();
    expect(await worst.innerText()).toContain(said.sure);
    expect(await worst.locator('td').first().innerText()).toMatch(/^[-−]/);
    await effects.getByRole('button', { name: new RegExp(`^${said.moves}`) }).click();
    expect(await effects.locator('tbody tr').first().locator('td').first().innerText()).toMatch(
      /^\+/,
    );
    await figure.selectOption('total_spent');
    await page.getByText('The mean of total_spent is').waitFor();

    // The lines over time are images that say what they show.
    await list.getByRole('img').first().waitFor();

    const search = page.getByRole('searchbox', { name: said.search });
    await search.fill('parcel arrived late');
    await search.press('Enter');
    const texts = page.getByRole('list', { name: said.foundTexts });
    await texts.waitFor();
    expect(await texts.getByRole('button').first().innerText()).toMatch(/parcel|late|deliver/i);

    await list.getByRole('button').first().click();
    const name = await page.locator('#theme-name').innerText();
    expect(name).not.toBe('');
    expect(await page.locator('blockquote').count()).toBeGreaterThan(1);
    const size = (
      await page
        .getByText(/^[\d,]+ customers, /)
        .first()
        .innerText()
    ).split(' ')[0];
    await page.getByRole('button', { name: said.show }).click();
    await page.getByRole('tab', { name: 'Map', selected: true }).waitFor();
    await page.getByText(WORDS.en.map.selected(Number(size.replace(',', '')))).waitFor();

    await page.getByRole('tab', { name: 'Themes' }).click();
    await page.getByRole('button', { name: said.back }).click();
    await page.getByRole('button', { name: /^Coarser/ }).click();
    await expect
      .poll(() => list.getByRole('listitem').count(), { timeout: 120000 })
      .toBeLessThan(count);
    expect(requestsBeyond(visit)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

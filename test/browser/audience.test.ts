import { expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { WORDS } from '../../src/words/words';
import {
  cellsOf,
  csv,
  describePage,
  findSegments,
  findViolations,
  openFile,
  segmentNames,
  setRole,
} from './harness';
import type { Page } from 'playwright-core';

const SAMPLE = csv(makeSample('en').csv, 'tea.csv');
const said = WORDS.en.audience;
const { header, rows } = cellsOf({ bytes: SAMPLE.buffer });
/** The sample without its texts: quick, and the same with and without models. */
async function openBuilder(page: Page): Promise<void> {
  await openFile(page, SAMPLE);
  await setRole(page, 'comment', 'Ignore');
  await findSegments(page);
  await page.getByRole('tab', { name: WORDS.en.views.audience }).click();
  await page.getByRole('button', { name: said.builder.add }).waitFor();
}

/** A column of the sample by what its cells are, so that the sample may change its names. */
function columnWhere(test: (cells: readonly string[]) => boolean): {
  name: string;
  cells: string[];
} {
  const at = header.findIndex((_, col) => test(rows.map((row) => row[col])));
  return { name: header[at], cells: rows.map((row) => row[at]) };
}

const spend = columnWhere((cells) =>
  cells.every((cell) => /^\d+\.\d\d$/u.test(cell) || cell === ''),
);

describePage('the audience builder', {}, (built) => {
  it('counts who fits, says it, copies it, shows it and makes a segment of it', async () => {
    const { page, errors, context } = await built.visit();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openBuilder(page);
    const size = page.getByRole('status', { name: said.title });
    await expect.poll(() => size.textContent()).toMatch(/^1,000 of 1,000 customers, 100%$/);

    await page.getByRole('button', { name: said.builder.add }).click();
    const first = page.getByRole('group', { name: said.builder.whatOf(1) });
    await first
      .getByRole('combobox', { name: said.builder.whatOf(1) })
      .selectOption({ label: spend.name });
    await first.getByRole('spinbutton', { name: said.builder.value(spend.name) }).fill('100');
    const rich = spend.cells.filter((cell) => cell !== '' && Number(cell) >= 100).length;
    expect(rich).toBeGreaterThan(20);
    expect(rich).toBeLessThan(980);
    await expect.poll(() => size.textContent()).toBe(said.size(rich, 1000));
    await page.getByText(said.sentence(`${spend.name} is 100 or more`)).waitFor();

    // Another condition, by keyboard alone.
    await page.getByRole('button', { name: said.builder.add }).focus();
    await page.keyboard.press('Enter');
    const second = page.getByRole('group', { name: said.builder.whatOf(2) });
    await second
      .getByRole('combobox', { name: said.builder.whatOf(2) })
      .selectOption({ label: said.builder.segment });
    const [name] = await segmentNames(page);
    await second.getByRole('checkbox', { name, exact: true }).focus();
    await page.keyboard.press('Space');
    await expect
      .poll(async () => Number((await size.textContent())?.replace(/ .*/u, '')))
      .toBeLessThanOrEqual(rich);
    await second.getByRole('button', { name: said.builder.remove(2) }).click();
    await expect.poll(() => size.textContent()).toBe(said.size(rich, 1000));

    await page.getByRole('button', { name: 'SQL', exact: true }).click();
    await page.getByText(said.copied('SQL')).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(`WHERE "${spend.name}" >= 100;`);

    // The page's policy forbids scripts that it did not bring: the debugger's own may run.
    expect(await findViolations(page, '.view')).toEqual([]);

    const before = (await segmentNames(page)).length;
    await page.getByRole('button', { name: said.save }).click();
    await expect
      .poll(async () => await page.getByRole('button', { name: WORDS.en.segments.back }).count())
      .toBe(1);
    await page.getByRole('button', { name: WORDS.en.segments.back }).click();
    await expect
      .poll(async () => (await segmentNames(page)).length, { timeout: 60000 })
      .toBeGreaterThanOrEqual(before);
    await expect.poll(() => size.textContent()).toBe(said.size(rich, 1000));
    // All of them are in one segment now, and it is all they are.
    const shares = page.getByRole('region', { name: said.inSegments }).getByRole('listitem');
    await expect.poll(() => shares.count()).toBe(1);
    expect(await shares.first().textContent()).toContain(said.ofSegment(rich, rich));

    await page.getByRole('button', { name: said.show }).click();
    await page.getByRole('tab', { name: 'Map', selected: true }).waitFor();
    await page.getByText(WORDS.en.corrections.moveThese(rich)).first().waitFor();
    expect(errors).toEqual([]);
  });

  it('tells the rule of a segment, which opens in it, on a phone too', async () => {
    const { page, errors } = await built.visit({ viewport: { width: 390, height: 780 } });
    await openFile(page, SAMPLE);
    await setRole(page, 'comment', 'Ignore');
    await findSegments(page);
    await page.getByRole('list', { name: 'Segments' }).getByRole('button').first().click();
    const rule = page.getByRole('region', { name: said.rule.title });
    await rule.getByRole('button', { name: said.rule.find }).click();
    await rule
      .getByText(/^Of 100 who fit this rule, \d+ are in the segment/)
      .waitFor({ timeout: 60000 });
    await rule.getByRole('button', { name: said.rule.build }).click();
    const size = page.getByRole('status', { name: said.title });
    await expect.poll(() => size.textContent()).toMatch(/^\d+ of 1,000 customers/);
    expect(
      await page.getByRole('group', { name: said.builder.whatOf(1) }).count(),
    ).toBeGreaterThanOrEqual(1);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  });
});

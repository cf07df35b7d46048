import { beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import type { Page } from 'playwright-core';
import {
  cellsOf,
  csv,
  describePage,
  exportFile,
  findSegments,
  openFile,
  segmentNames,
  untilStage,
  type Visit,
} from './harness';

/** Which segment each customer of the sample is in, with its name, from the export. */
async function exported(page: Page) {
  const { header, rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
  const [label, name] = [header.indexOf('segment'), header.indexOf('segment_name')];
  return rows.map((row) => ({ label: row[label], name: row[name] }));
}

type Exported = Awaited<ReturnType<typeof exported>>;

const rowsNamed = (rows: Exported, name: string) =>
  [...rows.keys()].filter((row) => rows[row].name === name);
const rowsWith = (rows: Exported, row: number) =>
  [...rows.keys()].filter((other) => rows[other].label === rows[row].label);
const union = (...lists: number[][]) => lists.flat().sort((a, b) => a - b);

async function openSegment(page: Page, name: string): Promise<void> {
  const back = page.getByRole('button', { name: 'All segments' });
  if (await back.isVisible()) await back.click();
  await page.getByRole('list', { name: 'Segments' }).getByText(name, { exact: true }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** Presses a button that has the segments found anew, and waits until they are. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: typeof name === 'string' }).click();
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page
    .locator('[role=toolbar][aria-busy=true]')
    .waitFor({ state: 'detached', timeout: 300000 });
  expect(await untilStage(page, 'ready fault')).toBe('ready');
}

describePage('corrections', {}, (built) => {
  let seen: Visit;
  let before: Exported;
  let names: string[];

  beforeAll(async () => {
    seen = await built.visit();
    const { page } = seen;
    // In Chinese, for which no small model is loaded: names change with corrections only.
    await openFile(page, csv(makeSample('zh').csv, 'sample.csv'));
    expect(await findSegments(page)).toBe('ready');
    before = await exported(page);
    names = await segmentNames(page);
  });

  it('merge, undo and redo, by button and by key', async () => {
    const { page } = seen;
    const [a, b] = names;
    const both = union(rowsNamed(before, a), rowsNamed(before, b));
    await openSegment(page, a);
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page.getByRole('combobox', { name: 'Merge with' }).selectOption({ label: b });
    await press(page, 'Merge');
    const merged = await exported(page);
    expect(rowsWith(merged, both[0])).toEqual(both);
    await press(page, 'Undo');
    expect(await exported(page)).toEqual(before);
    await page.getByRole('heading', { name: 'Segments', exact: true }).click();
    await page.keyboard.press('Control+Shift+Z');
    await settled(page);
    expect(await exported(page)).toEqual(merged);
    await page.keyboard.press('Control+Z');
    await settled(page);
    expect(await exported(page)).toEqual(before);
  });

  it('split one segment, and leave the others', async () => {
    const { page } = seen;
    const [a] = names;
    const whole = rowsNamed(before, a);
    await openSegment(page, a);
    await page.getByRole('button', { name: 'Split…' }).click();
    await page.getByRole('spinbutton', { name: 'Split into' }).fill('3');
    await press(page, 'Split');
    const split = await exported(page);
    expect(new Set(whole.map((row) => split[row].label)).size).toBe(3);
    expect(new Set(split.map(({ label }) => label)).size).toBe(names.length + 2);
    await press(page, 'Undo');
    expect(await exported(page)).toEqual(before);
  });

  it('move customers that were circled on the map', async () => {
    const { page, errors } = seen;
    await page.getByRole('button', { name: 'Select with a lasso' }).click();
    const map = await page.getByRole('img', { name: 'Customer map' }).boundingBox();
    if (map === null) throw new Error('no map');
    const corner = (x: number, y: number) =>
      [map.x + map.width * x, map.y + map.height * y] as const;
    await page.mouse.move(...corner(0.3, 0.3));
    await page.mouse.down();
    for (const [x, y] of [
      [0.7, 0.3],
      [0.7, 0.7],
      [0.3, 0.7],
      [0.3, 0.3],
    ])
      await page.mouse.move(...corner(x, y), { steps: 4 });
    await page.mouse.up();
    const told = await page.getByText(/^[\d,]+ customers? selected$/u).textContent();
    const count = Number((told ?? '').replace(/\D/gu, ''));
    expect(count).toBeGreaterThan(3);
    await page.getByRole('combobox', { name: 'Move to segment' }).selectOption('new');
    await press(page, 'Move');
    const moved = await exported(page);
    const sizes = new Map<string, number>();
    for (const { label } of moved) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    expect([...sizes.values()]).toContain(count);
    await press(page, 'Undo');
    expect(errors).toEqual([]);
  });

  it('a name and a lock stay with their customers under another number', async () => {
    const { page } = seen;
    const [, , c] = names;
    const held = rowsNamed(before, c);
    await openSegment(page, c);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: /^Name of segment/u }).fill('Our favourites');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Our favourites' }).waitFor();
    await press(page, 'Lock');
    await page.getByRole('button', { name: 'Unlock' }).waitFor();
    expect((await exported(page)).map(({ label }) => label)).toEqual(
      before.map(({ label }) => label),
    );
    await page.getByRole('button', { name: 'All segments' }).click();
    await page
      .getByRole('spinbutton', { name: 'Number of segments' })
      .fill(String(names.length + 2));
    await press(page, 'Find segments again');
    const other = await exported(page);
    expect(new Set(other.map(({ label }) => label)).size).toBe(names.length + 2);
    expect(rowsWith(other, held[0])).toEqual(held);
    expect(rowsNamed(other, 'Our favourites')).toEqual(held);
  });

  it('examples say who would move before anything is learnt from them', async () => {
    const { page } = seen;
    const rows = await exported(page);
    const others = [...new Set(rows.map(({ name }) => name))].filter(
      (name) => name !== 'Our favourites',
    );
    await openSegment(page, others[0]);
    const typical = page.getByRole('button', { name: /Row [\d,]+$/u });
    await typical.first().click();
    await page.getByRole('button', { name: 'Compare with another customer…' }).click();
    await openFromList(page, others[1]);
    await typical.first().click();
    await page.getByRole('button', { name: /^Same kind as row/u }).click();
    await page.getByRole('button', { name: 'See corrections' }).click();
    await page.getByRole('list', { name: 'Examples to learn from' }).waitFor();
    await page.getByRole('button', { name: 'See who would move' }).click();
    const told = page.getByText(/would move; there would be/u);
    await told.waitFor({ timeout: 120000 });
    expect(await exported(page)).toEqual(rows);
    await press(page, 'Learn and group again');
    await page.getByText(/^Two customers are of the same kind \(row/u).waitFor();
    const learnt = await exported(page);
    expect(learnt).not.toEqual(rows);
    const held = rowsNamed(rows, 'Our favourites');
    expect(rowsNamed(learnt, 'Our favourites')).toEqual(held);
  });

  it('are listed in words, and each can be taken out', async () => {
    const { page, errors } = seen;
    await page.getByRole('tab', { name: 'Corrections' }).click();
    const list = page.getByRole('list', { name: 'List of corrections' }).getByRole('listitem');
    expect(await list.count()).toBe(3);
    expect(await list.nth(1).textContent()).toMatch(/Locked “Our favourites” with/u);
    await press(page, /^Remove: Two customers/u);
    await expect.poll(() => list.count()).toBe(2);
    await press(page, 'Undo');
    await expect.poll(() => list.count()).toBe(3);
    expect(errors).toEqual([]);
  });
});

async function openFromList(page: Page, name: string): Promise<void> {
  const back = page.locator('.inspector .back');
  while (await back.isVisible()) await back.click();
  await openSegment(page, name);
}

describePage('corrections on the next file', {}, (built) => {
  const file = (from: number, name: string) =>
    csv(
      [
        'id,visits,basket',
        ...Array.from({ length: 60 }, (_, at) => {
          const crowd = at % 3;
          return `C${from + at},${[10, 40, 80][crowd] + (at % 5)},${[5, 60, 20][crowd] + (at % 7)}`;
        }),
      ].join('\n'),
      name,
    );

  it('are carried out again, and those without their customers are marked', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, file(0, 'june.csv'));
    await page.getByRole('spinbutton', { name: 'Number of segments' }).fill('3');
    expect(await findSegments(page)).toBe('ready');
    const [a, b] = await segmentNames(page);
    await openSegment(page, a);
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page.getByRole('combobox', { name: 'Merge with' }).selectOption({ label: b });
    await press(page, 'Merge');

    await openAnother(page, file(30, 'july.csv'));
    await page.getByText(/corrections of segments/u).waitFor();
    expect(await findSegments(page)).toBe('ready');
    expect(await segmentNames(page)).toHaveLength(2);

    await openAnother(page, file(900, 'strangers.csv'));
    expect(await findSegments(page)).toBe('ready');
    expect(await segmentNames(page)).toHaveLength(3);
    await page.getByRole('tab', { name: 'Corrections' }).click();
    await page.getByText('too few of its customers are in this file').waitFor();
    expect(errors).toEqual([]);
  });
});

async function openAnother(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByLabel('Open another file').setInputFiles(file);
  await page.getByRole('table', { name: 'Columns' }).waitFor();
  await untilStage(page, 'columns fault');
}

import { expect, it } from 'vitest';
import { WORDS } from '../../src/words/words';
import {
  cellsOf,
  csv,
  describePage,
  exportFile,
  findSegments,
  openFile,
  segmentNames,
  untilStage,
} from './harness';

const { methods, orders, themes } = WORDS.en;
const LINES = Array.from({ length: 160 }, (_, at) => {
  const customer = `C${at % 40}`;
  const day = new Date(Date.UTC(2024, 0, 1 + ((at * 13) % 300))).toISOString().slice(0, 10);
  return `${customer},${day},${(((at * 37) % 90) + 5).toFixed(2)}`;
});
const ORDERS = csv(['customer_id,order_date,amount', ...LINES].join('\n'), 'orders.csv');

describePage('methods that read more than rows', {}, (built) => {
  it('say what to do where the list of themes is empty', async () => {
    const { page } = await built.visit();
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await untilStage(page, 'columns fault');
    await page.getByRole('combobox', { name: 'Method' }).selectOption('themes');
    await page.getByText(themes.used.texts).waitFor();
    await page.getByRole('combobox', { name: themes.source }).selectOption('own');
    expect(await page.getByRole('spinbutton', { name: 'Number of segments' }).count()).toBe(0);
    expect(await findSegments(page)).toBe('fault');
    await page.getByText('The list of themes is empty').waitFor();
  });

  it('finds who fits each of one’s own themes, and says where they come from', async () => {
    const { page, errors } = await built.visit();
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await untilStage(page, 'columns fault');
    await page.getByRole('combobox', { name: 'Method' }).selectOption('themes');
    await page.getByRole('combobox', { name: themes.source }).selectOption('own');
    await page
      .getByRole('textbox', { name: themes.list })
      .fill('Late delivery: parcel, courier, tracking\nTaste of the tea\nGift wrapping: present');
    expect(await findSegments(page)).toBe('ready');
    expect((await segmentNames(page)).sort()).toEqual([
      'Gift wrapping',
      'Late delivery',
      'Taste of the tea',
    ]);
    const segments = page.getByRole('list', { name: 'Segments' });
    await segments.getByText('Late delivery', { exact: true }).click();
    await page.getByText(themes.by.own).waitFor();
    const { header, rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    const [name, said] = ['segment_name', 'comment'].map((column) => header.indexOf(column));
    const parcels = rows.filter((row) => /parcel|courier/i.test(row[said]));
    const there = parcels.filter((row) => row[name] === 'Late delivery');
    expect(there.length / parcels.length).toBeGreaterThan(0.8);
    expect(errors).toEqual([]);
  });

  it('finds topics and tells their words', async () => {
    const { page, errors } = await built.visit();
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await untilStage(page, 'columns fault');
    await page.getByRole('combobox', { name: 'Method' }).selectOption({ label: methods.topics });
    expect(await findSegments(page)).toBe('ready');
    const names = await segmentNames(page);
    expect(names.length).toBeGreaterThan(2);
    const segments = page.getByRole('list', { name: 'Segments' });
    await segments.getByText(names[0], { exact: true }).click();
    await page.getByText(themes.topicWords).waitFor();
    expect(errors).toEqual([]);
  });

  it('cuts orders into the groups that the orders panel shows', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, ORDERS);
    const panel = page.getByRole('group', { name: orders.groupsTitle });
    const groups = await panel.locator('li .name').allTextContents();
    await page.getByRole('combobox', { name: 'Method' }).selectOption('rfm-grid');
    await page.getByText(themes.used.orders).waitFor();
    expect(await findSegments(page)).toBe('ready');
    expect((await segmentNames(page)).sort()).toEqual([...groups].sort());
    expect(errors).toEqual([]);
  });

  it('asks for columns that it cannot find by their names', async () => {
    const { page } = await built.visit();
    const rows = Array.from({ length: 40 }, (_, at) => `C${at},${((at * 7) % 41) + 0.5},${at % 9}`);
    await openFile(page, csv(['id,silence,baskets', ...rows].join('\n')));
    await page.getByRole('combobox', { name: 'Method' }).selectOption('rfm-grid');
    await page.getByText(themes.needsOrders).waitFor();
    await page
      .getByRole('combobox', { name: themes.columns.recency })
      .selectOption({ label: 'silence' });
    await page
      .getByRole('combobox', { name: themes.columns.frequency })
      .selectOption({ label: 'baskets' });
    expect(await page.getByText(themes.needsOrders).count()).toBe(0);
    expect(await findSegments(page)).toBe('ready');
    expect(await segmentNames(page)).toContain('Champions');
  });
});

describePage('themes by the small model', { needs: ['writer'] }, (built) => {
  it('come with progress and can be stopped', async () => {
    const { page, errors } = await built.visit();
    const lines = ['said', ...Array.from({ length: 60 }, (_, at) => SAID[at % SAID.length] + at)];
    await openFile(page, csv(lines.join('\n')));
    await page.getByRole('combobox', { name: 'Method' }).selectOption('themes');
    expect(await page.getByRole('combobox', { name: themes.source }).inputValue()).toBe('model');
    await page.getByRole('button', { name: 'Find segments', exact: true }).click();
    const forming = page.getByRole('progressbar', { name: WORDS.en.work.stages.group });
    await forming.waitFor({ timeout: 120000 });
    // The first batch has been written of; the second is being asked for.
    await expect
      .poll(async () => Number(await forming.getAttribute('aria-valuenow')), { timeout: 120000 })
      .toBeGreaterThan(200);
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await untilStage(page, 'columns ready fault')).toBe('columns');
    expect(errors).toEqual([]);
  });
});

const SAID = [
  'The parcel came late and the courier was rude, number ',
  'Green tea that tastes fresh, I drink it every day, cup ',
  'A gift for my mother, wrapped well, birthday ',
];

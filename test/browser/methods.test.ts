import { expect, it } from 'vitest';
import { METHOD_IDS, type MethodId, needsOf } from '../../src/core/cluster/method-ids';
import { createRandom } from '../../src/core/random';
import { WORDS } from '../../src/words/words';
import { cellsOf, csv, describePage, exportFile, findSegments, openFile } from './harness';

const random = createRandom(5);
/** Three crowds of forty customers, and twelve far from any. */
const SPOTS = [
  [10, 10],
  [60, 15],
  [35, 70],
];
const LINES = Array.from({ length: 132 }, (_, at) => {
  const [x, y] = SPOTS[at % 3];
  return at < 120
    ? `C${at},${(x + random.normal() * 1.5).toFixed(2)},${(y + random.normal() * 1.5).toFixed(2)}`
    : `C${at},${(random.next() * 90).toFixed(2)},${(random.next() * 90).toFixed(2)}`;
});
const FILE = csv(['id,visits,basket', ...LINES].join('\n'));

describePage('methods', {}, (built) => {
  it('are all offered by name, and say what they are for', async () => {
    const { page } = await built.visit();
    await openFile(page, FILE);
    const method = page.getByRole('combobox', { name: 'Method' });
    const offered = await method.locator('option').allTextContents();
    const { methods, themes } = WORDS.en;
    const nameOf = (id: MethodId) =>
      needsOf(id) === 'texts' ? themes.pair(methods[id], themes.unfit.texts) : methods[id];
    expect(offered.sort()).toEqual(METHOD_IDS.map(nameOf).sort());
    for (const id of METHOD_IDS) {
      if (needsOf(id) === 'texts') {
        expect(await method.locator(`option[value=${id}]`).isDisabled()).toBe(true);
        continue;
      }
      await method.selectOption(id);
      await page.getByText(WORDS.en.methodsMean[id]).waitFor();
    }
  });

  it('by density leave customers in no segment where that is wanted, place them where not', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, FILE);
    await page.getByRole('combobox', { name: 'Method' }).selectOption('hdbscan');
    await page.getByText('This method finds the number itself').waitFor();
    expect(await page.getByRole('spinbutton', { name: 'Number of segments' }).count()).toBe(0);
    await page.getByRole('spinbutton', { name: 'Fewest customers of a segment' }).fill('15');
    await page.getByRole('combobox', { name: 'Customers between segments' }).selectOption('leave');
    expect(await findSegments(page)).toBe('ready');
    const segmentOf = async () => {
      const { header, rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
      const at = header.indexOf('segment');
      return rows.map((row) => row[at]);
    };
    const left = await segmentOf();
    expect(new Set(left.slice(0, 120).filter((label) => label !== '')).size).toBe(3);
    expect(left.slice(120).filter((label) => label === '').length).toBeGreaterThan(0);

    await page
      .getByRole('combobox', { name: 'Customers between segments' })
      .selectOption({ label: 'Go to the nearest segment' });
    await page.getByRole('button', { name: 'Find segments again' }).click();
    await expect.poll(segmentOf, { timeout: 30000 }).not.toContain('');
    expect(errors).toEqual([]);
  });
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createRandom } from '../../src/core/random';
import { describePage, findSegments, openFile } from './harness';
import { expectResponsive, tasksDuring } from './processor-time';

const ROWS = 100_000;
const CHANNELS = ['shop', 'web', 'phone', 'partner'];

/** Made customers of six kinds, told apart by what they spend, how often they buy, and their age. */
function makeCustomers(): string {
  const random = createRandom(3);
  const lines = ['customer_id,total_spent,orders,age,channel'];
  for (let row = 0; row < ROWS; row++) {
    const kind = random.below(6);
    const spent = Math.max(1, 40 + kind * 90 + random.normal() * 15).toFixed(2);
    const orders = Math.max(1, Math.round(2 + (kind % 3) * 8 + random.normal()));
    const age = Math.round(25 + (kind % 4) * 12 + random.normal() * 3);
    lines.push(`C${row},${spent},${orders},${age},${CHANNELS[random.below(4)]}`);
  }
  return lines.join('\n');
}

describePage('a hundred thousand customers', {}, (built) => {
  it('are read, segmented, drawn and moved without a task of 50 ms', async () => {
    const { page, errors } = await built.visit();
    // From a file: bytes handed over by the test would hold the page up themselves.
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'scale-')), 'customers.csv');
    writeFileSync(file, makeCustomers());
    const tasks = await tasksDuring(page, async () => {
      expect(await openFile(page, file)).toBe('columns');
      expect(await findSegments(page)).toBe('ready');
      const table = page.getByRole('table', { name: 'Customers' });
      await table.waitFor();
      await expect.poll(() => table.getAttribute('aria-rowcount')).toBe(`${ROWS + 1}`);
      // A move of the map and a look at a customer, while it has as many points.
      const box = await page.getByRole('img', { name: 'Customer map' }).boundingBox();
      const [x, y] = [(box?.x ?? 0) + 200, (box?.y ?? 0) + 150];
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -200);
      await page.mouse.down();
      for (let step = 0; step < 30; step++) await page.mouse.move(x + step * 4, y);
      await page.mouse.up();
      await page.waitForTimeout(1500);
    });
    expectResponsive(tasks);
    await page.getByText('How these segments were made').click();
    await page.getByText('begun with 10,000 customers drawn at random, then all').waitFor();
    expect(errors).toEqual([]);
  });
});

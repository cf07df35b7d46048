import { existsSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describePage, findSegments, untilStage } from './harness';

/**
 * Megabytes more than at the start that a page may hold once everything is forgotten: the code of the
 * screens is loaded by then, and the browser gives memory back bit by bit.
 */
const TOLERANCE = 90;
/** Milliseconds that the browser may take for that. */
const PATIENCE = 30000;
/** Megabytes that a study takes at least; else nothing would be measured. */
const STUDY = 200;

/** What the page's process and its workers hold, in megabytes; shared pages count by share. */
async function memoryOf(context: BrowserContext, page: Page): Promise<number> {
  const session = await context.newCDPSession(page);
  for (let round = 0; round < 3; round++) {
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(800);
  }
  await session.detach();
  const browser = await context.browser()?.newBrowserCDPSession();
  const told = (await browser?.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  const held = told.processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => `/proc/${id}/smaps_rollup`)
    .filter((file) => existsSync(file))
    .map((file) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024);
  return held.reduce((sum, megabytes) => sum + megabytes, 0);
}

describePage('memory', { needs: ['models'] }, (built) => {
  it.skipIf(!existsSync('/proc/self/smaps_rollup'))(
    'is back at its start once everything is forgotten, again and again',
    async () => {
      const { context, page, errors } = await built.visit();
      await page.getByRole('button', { name: 'Try the sample' }).waitFor();
      const start = await memoryOf(context, page);
      for (let round = 0; round < 2; round++) {
        await page.getByRole('button', { name: 'Try the sample' }).click();
        await untilStage(page, 'columns');
        expect(await findSegments(page)).toBe('ready');
        const study = await memoryOf(context, page);
        await page.getByRole('button', { name: 'Menu' }).click();
        await page.getByRole('button', { name: 'Forget everything' }).click();
        await page.getByText('has been removed').waitFor();
        await expect.poll(() => page.workers().length).toBe(0);
        let forgotten = Infinity;
        await expect
          .poll(async () => (forgotten = (await memoryOf(context, page)) - start), {
            timeout: PATIENCE,
          })
          .toBeLessThan(TOLERANCE);
        console.log(
          `MB at the start ${Math.round(start)}, with a study ${Math.round(study)}, forgotten ${Math.round(start + forgotten)}`,
        );
        expect(study - start).toBeGreaterThan(STUDY);
      }
      expect(errors).toEqual([]);
    },
  );
});

import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { MEASURED } from '../../src/workers/near-webgpu';
import { csv, describePage, exportFile, findSegments, openFile } from './harness';
import { useEntry, WEBGPU } from './webgpu';
import type { NearEntry } from './near-entry';

type Entered = { near: NearEntry };

describePage('rows compared by WebGPU', { flags: WEBGPU }, (built) => {
  const open = useEntry(built, 'near');

  it.each([
    [700, 70, 15],
    [513, 64, 3],
    [300, 384, 15],
  ] as const)('%i x %i: the same lists to the bit, ties included', async (...size) => {
    const { page, errors } = await open();
    const { taken, wrong, ties } = await page.evaluate(
      ([rows, cols, k]) => (globalThis as unknown as Entered).near.compare(rows, cols, k),
      size,
    );
    expect({ taken, wrong }).toEqual({ taken: 1, wrong: 0 });
    expect(ties).toBeGreaterThan(200);
    expect(errors).toEqual([]);
  });

  it('the same without products of packed bytes', async () => {
    const { page } = await open();
    const found = await page.evaluate(() => {
      const { near } = globalThis as unknown as Entered;
      near.forgetPacked();
      return near.compare(513, 64, 3);
    });
    expect(found).toMatchObject({ taken: 1, wrong: 0 });
  });

  it('notices work that the device leaves out, and does it here', async () => {
    const { page } = await open();
    const found = await page.evaluate(() => {
      const { near } = globalThis as unknown as Entered;
      // The first piece is done on both sides and its lists are read; the third gift is the rest.
      near.dropWork(3);
      return near.compare(513, 64, 3);
    });
    expect(found).toMatchObject({ taken: 0, wrong: 0 });
  });

  it('the same neighbours, where all are compared and where cells are looked into', async () => {
    const { page } = await open();
    const found = await page.evaluate(() =>
      (globalThis as unknown as Entered).near.search(700, 70, 15),
    );
    expect(found).toEqual({ taken: 2, all: true, cells: true });
  });

  it('is not chosen by itself where a processor stands in for a card', async () => {
    const { page } = await open();
    expect(await page.evaluate(() => (globalThis as unknown as Entered).near.chosen(600, 64))).toBe(
      false,
    );
  });

  it('is chosen by itself where it is quicker, and only there', async () => {
    const { page } = await open();
    const found = await page.evaluate(() => (globalThis as unknown as Entered).near.choose());
    expect(found).toEqual({ few: false, beside: false, besideSlow: true, same: true });
  });

  it('gives the same segments, map and files, byte by byte', async () => {
    const customers = makeSample('en').csv.trim().split('\n').slice(0, 401).join('\n');
    const study = async (compare: string) => {
      const { page, context, errors } = await built.visit({ query: `?compare=${compare}` });
      await openFile(page, csv(customers));
      expect(await findSegments(page)).toBe('ready');
      const lab = page.workers().find((worker) => worker.url().includes('lab'));
      const taken = await lab?.evaluate(
        (name) => performance.getEntriesByName(name).length,
        MEASURED,
      );
      // The report tells how real the segments are once that is known.
      await page.locator('.inspector .chip').waitFor({ timeout: 120000 });
      const files: Record<string, string> = {};
      for (const item of ['Customers with segments (CSV)', 'Map (SVG)', 'Report (HTML)'])
        files[item] = createHash('sha256')
          .update((await exportFile(page, item)).bytes)
          .digest('hex');
      expect(errors).toEqual([]);
      await context.close();
      return { taken, files };
    };
    const processor = await study('wasm');
    const card = await study('webgpu');
    expect(processor.taken).toBe(0);
    expect(card.taken).toBe(1);
    expect(card.files).toEqual(processor.files);
  });
});

import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { MAPPED } from '../../src/workers/pull-webgpu';
import { csv, describePage, exportFile, findSegments, openFile } from './harness';
import { useEntry, WEBGPU } from './webgpu';
import type { PullEntry } from './pull-entry';

type Entered = { pull: PullEntry };

/** The worker that draws the map, which is gone once that is done: this one tells by whom it was drawn. */
const LAYOUT = /(^|\/)layout\.worker-[^/]*\.js$/;
const telling = (bytes: Buffer) =>
  Buffer.from(
    `const measure = performance.measure.bind(performance);
    performance.measure = (name, ...rest) => (console.log(name), measure(name, ...rest));
    ${bytes.toString()}`,
  );

describePage('a map drawn by WebGPU', { flags: WEBGPU }, (built) => {
  const open = useEntry(built, 'pull');

  it.each([
    [500, 6, 0, 1],
    [3000, 70, 0, 1],
    [3000, 6, 600, 2],
  ] as const)(
    '%i x %i, %i landmarks: the same places to the bit',
    async (rows, cols, few, times) => {
      const { page, errors } = await open();
      const found = await page.evaluate(
        (size) => (globalThis as unknown as Entered).pull.compare(...size),
        [rows, cols, few] as [number, number, number],
      );
      expect(found).toEqual({ taken: times, shown: true, wrong: 0, finite: true });
      expect(errors).toEqual([]);
    },
  );

  it('goes on here, to the same places, where the device leaves work out', async () => {
    const { page } = await open();
    const found = await page.evaluate(() => {
      const { pull } = globalThis as unknown as Entered;
      // The first is tried on both sides, the second is good.
      pull.dropWork(3);
      return pull.compare(500, 6, 0);
    });
    expect(found).toMatchObject({ taken: 0, wrong: 0 });
  });

  it('goes on here, to the same places, where the device is lost', async () => {
    const { page } = await open();
    const found = await page.evaluate(() => {
      const { pull } = globalThis as unknown as Entered;
      pull.loseDevice(3);
      return pull.compare(500, 6, 0);
    });
    expect(found).toMatchObject({ taken: 0, wrong: 0 });
  });

  it('is not chosen by itself where a processor stands in for a card', async () => {
    const { page } = await open();
    expect(await page.evaluate(() => (globalThis as unknown as Entered).pull.chosen())).toBe(false);
  });

  it('is chosen by itself where it is quicker, and only there', async () => {
    const { page } = await open();
    const found = await page.evaluate(() => (globalThis as unknown as Entered).pull.choose());
    expect(found).toEqual({ few: false, beside: false, same: true, goesOn: true });
  });

  it('gives the same map and files, byte by byte', async () => {
    const customers = makeSample('en').csv.trim().split('\n').slice(0, 301).join('\n');
    const study = async (compare: string) => {
      const { page, context, errors } = await built.visit({
        query: `?compare=${compare}`,
        answer: (file, bytes) => (LAYOUT.test(file) ? telling(bytes()) : undefined),
      });
      let drawn = 0;
      page.on('console', (message) => {
        if (message.text() === MAPPED) drawn++;
      });
      await openFile(page, csv(customers));
      expect(await findSegments(page)).toBe('ready');
      await page.locator('.inspector .chip').waitFor({ timeout: 120000 });
      const files: Record<string, string> = {};
      for (const item of ['Customers with segments (CSV)', 'Map (SVG)', 'Report (HTML)'])
        files[item] = createHash('sha256')
          .update((await exportFile(page, item)).bytes)
          .digest('hex');
      expect(errors).toEqual([]);
      await context.close();
      return { drawn, files };
    };
    const processor = await study('wasm');
    const card = await study('webgpu');
    expect(processor.drawn).toBe(0);
    expect(card.drawn).toBe(1);
    expect(card.files).toEqual(processor.files);
  });
});

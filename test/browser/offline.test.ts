import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import {
  describePage,
  dist,
  findSegments,
  requestsBeyond,
  segmentNames,
  serveDist,
  type Site,
  untilStage,
} from './harness';
import { WORDS } from '../../src/words/words';

const cached = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const files = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return names.map((name, at) => ({ name, files: files[at] }));
  });

/** Waits until the page is watched over and the code behind an opened file is kept. */
async function untilKept(page: Page, file: RegExp): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(async () => (await cached(page)).flatMap(({ files }) => files).join('\n'), {
      timeout: 20000,
    })
    .toMatch(file);
}

async function segmentSample(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await untilStage(page, 'columns fault');
  expect(await findSegments(page)).toBe('ready');
  return segmentNames(page);
}

describePage('a visit without a network', { needs: ['models'] }, (built) => {
  let site: Site | undefined;
  afterEach(() => site?.close());

  it('works after one with a network, models included', async () => {
    site = await serveDist();
    const seen = await built.visit({ at: site.address });
    const { page } = seen;
    const names = await segmentSample(page);
    expect(names).toHaveLength(6);
    await untilKept(page, /lab\.worker/);
    expect(requestsBeyond(seen)).toEqual([]);
    expect(seen.requests.some((address) => address.includes('offline.js'))).toBe(true);
    // Each file of a model is kept once, and nothing that few need is kept unasked.
    const kept = (await cached(page)).flatMap(({ files }) => files);
    expect(kept.filter((address) => address.endsWith('model.onnx'))).toHaveLength(1);
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept.filter((address) => /\.wasm$|writer/.test(address))).toEqual([]);

    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Forget everything' }).click();
    await page.getByText('has been removed').waitFor();
    await site.close();
    await expect(fetch(site.address)).rejects.toThrow();
    seen.errors.length = 0;
    await page.reload();
    expect(await segmentSample(page)).toEqual(names);
    expect(seen.errors).toEqual([]);
    expect(requestsBeyond(seen)).toEqual([]);
  });

  it('shows its first screen in either language before any file was opened', async () => {
    site = await serveDist();
    const { page, errors } = await built.visit({ at: site.address });
    await untilKept(page, /\/zh-[^/]+\.js/);
    await site.close();
    errors.length = 0;
    await page.reload();
    await page.getByRole('button', { name: WORDS.en.app.menu }).click();
    await page.getByRole('combobox', { name: WORDS.en.app.language }).selectOption('zh');
    await page.getByRole('heading', { name: WORDS.zh.drop.title }).waitFor();
    expect(errors).toEqual([]);
  });

  it('is offered the new build, whole, as soon as the host has one', async () => {
    const entry = /assets\/(index-[\w-]+)\.js/.exec(
      readFileSync(path.join(dist, 'index.html'), 'utf8'),
    )?.[1] as string;
    let renewed = false;
    const renew = (text: string) =>
      text.replaceAll(entry, 'index-renewed').replace(/("?digest"?:[`"'])/, '$1renewed-');
    site = await serveDist({
      answer(file, bytes) {
        if (!renewed) return undefined;
        // The code that changed has another name, and the host forgets the old one.
        if (file === `assets/${entry}.js`) return 'missing';
        if (file === 'assets/index-renewed.js')
          return Buffer.from(readFileSync(path.join(dist, `assets/${entry}.js`)));
        return /^(?:index\.html|offline\.js|assets\/.*\.js)$/.test(file)
          ? Buffer.from(renew(bytes().toString('utf8')))
          : undefined;
      },
    });
    const { page, context, errors } = await built.visit({ at: site.address });
    const code = (tab: Page) =>
      tab.evaluate(() => document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '');
    await untilKept(page, /index-/);
    const [before] = (await cached(page)).map(({ name }) => name);
    expect(await code(page)).toContain(entry);

    renewed = true;
    await page.reload();
    await untilStage(page, 'empty');
    expect(await code(page)).toContain('index-renewed');
    await untilKept(page, /index-renewed/);
    // The old worker goes when its last page is closed; then what it kept goes, too.
    await page.close();
    const next = await context.newPage();
    await next.goto(site.address);
    await expect
      .poll(async () => (await cached(next)).map(({ name }) => name), { timeout: 20000 })
      .not.toContain(before);
    expect((await cached(next)).map(({ name }) => name)).toHaveLength(1);
    await site.close();
    await next.reload();
    await untilStage(next, 'empty');
    expect(await code(next)).toContain('index-renewed');
    await next.getByRole('button', { name: 'Try the sample' }).waitFor();
    expect(errors).toEqual([]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { csv, describePage, dist, openFile } from './harness';

/** Bytes, gzipped, that may be asked for before a file is opened. */
const MOST = 200_000;

describePage('the first visit', {}, (built) => {
  it('asks for less than 200 kB before a file is opened', async () => {
    const { page, requests } = await built.visit();
    await page.getByRole('button', { name: 'Try the sample' }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForTimeout(2000);
    const folder = new URL('.', page.url()).pathname;
    const names = [
      ...new Set(
        requests.map((address) => {
          const name = new URL(address).pathname.slice(folder.length);
          return name === '' ? 'index.html' : name;
        }),
      ),
    ].filter((name) => existsSync(path.join(dist, name)));
    const sizes = names.map((name) => gzipSync(readFileSync(path.join(dist, name))).length);
    const sum = sizes.reduce((all, size) => all + size, 0);
    console.log(`${Math.round(sum / 1000)} kB in ${names.length} files before a file is opened`);
    // The document, its code, its styles, its worker: else the sum would say nothing.
    expect(names).toEqual(expect.arrayContaining(['index.html', 'icon.svg', 'offline.js']));
    expect(names.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(1);
    expect(sum).toBeGreaterThan(50_000);
    expect(sum).toBeLessThan(MOST);
    expect(names.filter((name) => /worker-|\.wasm$|onnx|gguf/.test(name))).toEqual([]);

    requests.length = 0;
    expect(await openFile(page, csv('id,spent\n1,2\n2,3\n3,9\n'))).toBe('columns');
    expect(requests.some((address) => address.includes('lab.worker'))).toBe(true);
  });
});

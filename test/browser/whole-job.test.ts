import { existsSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../src/core/sample/make-sample';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import {
  cellsOf,
  csv,
  describePage,
  dist,
  exportFile,
  findSegments,
  openFile,
  requestsBeyond,
  segmentNames,
  setRole,
  stageOf,
  untilStage,
  type Visit,
} from './harness';
import { expectResponsive, tasksDuring } from './processor-time';

describePage('the whole job on the sample', { needs: ['models'] }, (built) => {
  let seen: Visit;
  const sample = makeSample('en');

  beforeAll(async () => {
    seen = await built.visit();
  });

  it('begins with one thing to do and says that nothing is sent', async () => {
    const { page } = seen;
    expect(await stageOf(page)).toBe('empty');
    await expect(page.getByLabel('Open a customer file').isEnabled()).resolves.toBe(true);
    await expect(page.getByText('Nothing is uploaded').isVisible()).resolves.toBe(true);
    await expect(page.getByText('0 requests beyond this page').isVisible()).resolves.toBe(true);
  });

  it('shows the columns of the sample with their roles', async () => {
    const { page } = seen;
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await untilStage(page, 'columns');
    const table = page.getByRole('table', { name: 'Columns' });
    await expect(table.isVisible()).resolves.toBe(true);
    const role = (column: string) =>
      page.getByRole('combobox', { name: `Role of ${column}`, exact: true }).inputValue();
    expect(await role('customer_id')).toBe('id');
    expect(await role('comment')).toBe('text');
    expect(await role('total_spent')).toBe('amount');
    expect(await role('joined')).toBe('date');
    expect(await role('channel')).toBe('channel');
    await expect(
      page.getByRole('spinbutton', { name: 'Number of segments' }).inputValue(),
    ).resolves.toBe('');
    await expect(page.getByRole('combobox', { name: 'Method' }).isVisible()).resolves.toBe(true);
  });

  it('works with true progress and a way to stop, and ends with the true groups', async () => {
    const { page } = seen;
    await page.getByRole('button', { name: 'Find segments' }).click();
    await untilStage(page, 'working');
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    await expect(page.getByRole('button', { name: 'Stop' }).isVisible()).resolves.toBe(true);
    const counts: number[] = [];
    while ((await stageOf(page)) === 'working') {
      const text = await bar.getAttribute('aria-valuetext', { timeout: 1000 }).catch(() => null);
      const count = /^([\d,]+) of ([\d,]+) texts$/.exec(text ?? '');
      if (count) counts.push(Number(count[1].replace(',', '')));
      await page.waitForTimeout(100);
    }
    expect(await stageOf(page)).toBe('ready');
    expect(counts.length).toBeGreaterThan(3);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).toBeGreaterThan(3);

    await expect(
      page.getByRole('heading', { name: 'Segments', exact: true }).isVisible(),
    ).resolves.toBe(true);
    await expect(page.getByRole('img', { name: 'Customer map' }).isVisible()).resolves.toBe(true);
    await expect(page.getByRole('table', { name: 'Customers' }).isVisible()).resolves.toBe(true);
    const names = await segmentNames(page);
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
    expect(names.join(' ').toLowerCase()).toMatch(/flavour|quality|aroma/);
    expect(names.join(' ').toLowerCase()).toMatch(/parcel|delivery|late/);
  });

  it('shows all customers as a first guess while it reads, and says so', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, csv(sample.csv));
    await page.getByRole('button', { name: 'Find segments' }).click();
    const guess = page.getByText('First guess from single words: 1,000 customers');
    await guess.waitFor();
    await page
      .getByText('First picture from single words; the full reading is under way')
      .waitFor();
    const bar = page.getByRole('progressbar', { name: 'Reading what customers say' });
    await expect(bar.isVisible()).resolves.toBe(true);
    const colours = async () => {
      const shot = await page.getByRole('img', { name: 'Customer map' }).screenshot();
      return page.evaluate(
        async (png) => {
          const picture = await createImageBitmap(
            new Blob([Uint8Array.from(png)], { type: 'image/png' }),
          );
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
          context.drawImage(picture, 0, 0);
          const { data } = context.getImageData(0, 0, picture.width, picture.height);
          const counts = new Map<number, number>();
          for (let at = 0; at < data.length; at += 4) {
            const [red, green, blue] = data.subarray(at, at + 3);
            if (Math.max(red, green, blue) - Math.min(red, green, blue) < 60) continue;
            const hue = (red >> 5) * 64 + (green >> 5) * 8 + (blue >> 5);
            counts.set(hue, (counts.get(hue) ?? 0) + 1);
          }
          return [...counts.values()].filter((count) => count > 60).length;
        },
        [...shot],
      );
    };
    await expect.poll(colours, { timeout: 5000 }).toBeGreaterThan(3);
    expect(await stageOf(page)).toBe('working');
    expect(await untilStage(page, 'ready fault')).toBe('ready');
    await guess.waitFor({ state: 'detached' });
    expect(await segmentNames(page)).toHaveLength(6);
    expect(errors).toEqual([]);
  });

  it('never holds the main thread for 50 ms, from its start until the segments are there', async () => {
    const { page, errors } = await built.visit();
    const tasks = await tasksDuring(page, async () => {
      await page.reload();
      expect(await openFile(page, csv(sample.csv))).toBe('columns');
      expect(await findSegments(page)).toBe('ready');
    });
    expectResponsive(tasks);
    expect(errors).toEqual([]);
  });

  it('exports every row in order with its segment, and the segments are the true ones', async () => {
    const { page } = seen;
    const exported = await exportFile(page, 'Customers with segments (CSV)');
    expect(exported.name).toBe('tea-shop-customers-segments.csv');
    const [names, ...source] = Papa.parse<string[]>(sample.csv.trim()).data;
    const { header, rows } = cellsOf(exported);
    expect(rows).toHaveLength(source.length);
    expect(header).toEqual([
      ...names,
      'segment',
      'segment_name',
      'segment_confidence',
      'map_x',
      'map_y',
    ]);
    const width = names.length;
    rows.forEach((row, i) => {
      expect(row.slice(0, width)).toEqual(source[i]);
      expect(row[width]).toMatch(/^[1-6]$/);
      expect(Number(row[width + 2])).toBeGreaterThanOrEqual(0);
      expect(Number(row[width + 2])).toBeLessThanOrEqual(1);
      expect(Number.isFinite(Number(row[width + 3]) + Number(row[width + 4]))).toBe(true);
    });
    const labels = rows.map((row) => Number(row[width]));
    expect(adjustedRandIndex(labels, sample.truth)).toBeGreaterThan(0.97);
  });

  it('exports summary, report, pictures and project', async () => {
    const { page } = seen;
    const names = await segmentNames(page);
    const { rows } = cellsOf(await exportFile(page, 'Segment summary (CSV)'));
    expect(rows).toHaveLength(6);
    expect(rows.map(([, name]) => name)).toEqual(names);
    const report = (await exportFile(page, 'Report (HTML)')).bytes.toString('utf8');
    for (const name of names) expect(report).toContain(name);
    expect(report).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    const svg = (await exportFile(page, 'Map (SVG)')).bytes.toString('utf8');
    expect(svg.match(/<use /g)).toHaveLength(1000);
    const png = (await exportFile(page, 'Map (PNG)')).bytes;
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(20000);
  });

  it('links list, map and table, and keeps a name that the person gives', async () => {
    const { page } = seen;
    const [first] = await segmentNames(page);
    await page.getByRole('list', { name: 'Segments' }).getByText(first).click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name of segment 1' }).fill('Quality lovers');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Quality lovers' }).waitFor();
    await page
      .getByRole('table', { name: 'Customers' })
      .getByText('Quality lovers')
      .first()
      .waitFor();
    const shown = await page
      .getByRole('table', { name: 'Customers' })
      .locator('td.segment')
      .allTextContents();
    expect(new Set(shown.map((text) => text.trim()))).toEqual(new Set(['Quality lovers']));
    await page.getByRole('button', { name: 'All segments' }).click();
  });

  it('sorts and searches customers', async () => {
    const { page } = seen;
    const table = page.getByRole('table', { name: 'Customers' });
    const column = (await table.locator('thead th').allTextContents()).findIndex((text) =>
      text.includes('total_spent'),
    );
    const cells = async () =>
      (
        await table
          .locator('tbody tr:not(.space)')
          .locator(`td:nth-child(${column + 1})`)
          .allTextContents()
      )
        .slice(0, 10)
        .map((text) => Number(text.trim()));
    await table.getByRole('button', { name: 'total_spent' }).click();
    await table.locator('th[aria-sort="ascending"]').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length > 5);
    await page.waitForTimeout(400);
    const rising = await cells();
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    await table.getByRole('button', { name: 'total_spent' }).click();
    await page.waitForTimeout(400);
    const falling = await cells();
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
    expect(falling[0]).toBeGreaterThan(rising[9]);
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('C10042');
    await page.getByText('1 of 1,000 customers').waitFor();
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('');
  });

  it('asked nobody but its own origin, and says so', async () => {
    expect(requestsBeyond(seen)).toEqual([]);
    expect(seen.requests.length).toBeGreaterThan(5);
    await expect(seen.page.getByText('0 requests beyond this page').isVisible()).resolves.toBe(
      true,
    );
    expect(seen.errors).toEqual([]);
  });

  it('opens again on the next visit without computing', async () => {
    const { page } = seen;
    const before = await segmentNames(page);
    seen.requests.length = 0;
    await page.reload();
    await untilStage(page, 'ready', 15000);
    expect(await segmentNames(page)).toEqual(before);
    expect(before).toContain('Quality lovers');
    const models = seen.requests.filter((address) => address.endsWith('.onnx'));
    expect(models).toEqual([]);
  });

  it('opens its project file with everything in it, on a machine that knows nothing', async () => {
    const project = await exportFile(seen.page, 'Project file');
    expect(project.name).toBe('tea-shop-customers.enclave');
    const names = await segmentNames(seen.page);
    const other = await built.visit();
    expect(
      await openFile(other.page, {
        name: project.name,
        mimeType: 'application/octet-stream',
        buffer: project.bytes,
      }),
    ).toBe('ready');
    expect(await segmentNames(other.page)).toEqual(names);
    const [a, b] = await Promise.all([
      exportFile(seen.page, 'Customers with segments (CSV)'),
      exportFile(other.page, 'Customers with segments (CSV)'),
    ]);
    expect(b.bytes.equals(a.bytes)).toBe(true);
    expect(other.requests.filter((address) => address.endsWith('.onnx'))).toEqual([]);
  });

  it('finds another number of segments at once, without reading a text again', async () => {
    const { page } = seen;
    seen.requests.length = 0;
    await page.getByRole('spinbutton', { name: 'Number of segments' }).fill('4');
    await page.getByRole('button', { name: 'Find segments again' }).click();
    await untilStage(page, 'working', 5000).catch(() => undefined);
    await untilStage(page, 'ready');
    expect(await segmentNames(page)).toHaveLength(4);
    await page.getByRole('spinbutton', { name: 'Number of segments' }).fill('');
    await page.getByRole('button', { name: 'Find segments again' }).click();
    await page.waitForFunction(
      () => document.querySelectorAll('ul[aria-label="Segments"] > li').length === 6,
    );
    expect(await segmentNames(page)).toContain('Quality lovers');
  });

  it('forgets everything', async () => {
    const { page } = seen;
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Forget everything' }).click();
    await untilStage(page, 'empty', 10000);
    await page.getByText('has been removed').waitFor();
    const left = await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const counts: number[] = [];
      for (const name of names) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        for (const store of database.objectStoreNames)
          counts.push(
            await new Promise<number>((resolve) => {
              const counting = database.transaction(store).objectStore(store).count();
              counting.onsuccess = () => resolve(counting.result);
            }),
          );
        database.close();
      }
      return {
        rows: counts.reduce((sum, count) => sum + count, 0),
        settings: localStorage.length,
        caches: await Promise.all(
          (await caches.keys()).map(async (name) => {
            const kept = await (await caches.open(name)).keys();
            return kept.map(({ url }) => new URL(url).pathname);
          }),
        ),
      };
    });
    expect(left).toMatchObject({ rows: 0, settings: 0 });
    // What stays is the page itself and the models: files that lie on the host as well.
    const folder = new URL('.', page.url()).pathname;
    for (const file of left.caches.flat())
      expect(
        file === `${folder}index.html` || existsSync(path.join(dist, file.slice(folder.length))),
        file,
      ).toBe(true);
    await page.reload();
    await page.waitForTimeout(1000);
    expect(await stageOf(page)).toBe('empty');
  });
});

describePage('two tabs', { needs: ['models'] }, (built) => {
  it('read the texts of a file once between them', async () => {
    const { page, context } = await built.visit();
    const other = await context.newPage();
    await other.goto(page.url());
    const lines = Array.from({ length: 700 }, (_, i) => `A${i},order ${i} of tea came late again`);
    const file = csv(['id,comment', ...lines].join('\n'));
    for (const tab of [page, other]) {
      await openFile(tab, file);
      await setRole(tab, 'comment', 'Text');
    }
    await page.getByRole('button', { name: 'Find segments' }).click();
    await page.waitForFunction(async () => ((await navigator.locks.query()).held ?? []).length > 0);
    await other.getByRole('button', { name: 'Find segments' }).click();
    await page.waitForFunction(
      async () => ((await navigator.locks.query()).pending ?? []).length > 0,
    );
    for (const tab of [page, other]) expect(await untilStage(tab, 'ready fault')).toBe('ready');
    const [first, second] = await Promise.all(
      [page, other].map((tab) => exportFile(tab, 'Customers with segments (CSV)')),
    );
    expect(second.bytes.equals(first.bytes)).toBe(true);
    await context.close();
  });
});

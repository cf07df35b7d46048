import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { fitFrame, frameOf } from '../../src/core/draw/frame';
import { makeSample } from '../../src/core/sample/make-sample';
import {
  cellsOf,
  csv,
  describePage,
  exportFile,
  findSegments,
  openFile,
  root,
  segmentNames,
  stageOf,
  untilStage,
} from './harness';
import { WEBGPU } from './webgpu';

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What an accessibility checker finds wrong on the page as it stands. */
async function barriers(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  // The page's own policy lets no foreign script in; the checker comes in by the debugger.
  await session.send('Runtime.evaluate', { expression: axe });
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

describePage('everyone can use it', { needs: ['models'] }, (built) => {
  it.each([
    ['light', 'en-GB'],
    ['dark', 'zh-CN'],
  ] as const)('no barrier on any screen, %s, %s', async (scheme, locale) => {
    const { page, errors } = await built.visit({ scheme, locale });
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: /Try the sample|试用示例/ }).click();
    await untilStage(page, 'columns');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: /^(Find segments|开始分群)$/ }).click();
    await page.getByRole('progressbar').waitFor();
    expect(await barriers(page)).toEqual([]);
    await untilStage(page, 'ready');
    expect(await barriers(page)).toEqual([]);
    await page
      .getByRole('list', { name: /Segments|分群/ })
      .locator('button')
      .first()
      .click();
    await page.getByRole('button', { name: /^(Export|导出)$/ }).click();
    expect(await barriers(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('on a phone: nothing runs over the edge, the map keeps half the screen', async () => {
    const viewport = { width: 390, height: 844 };
    const { page } = await built.visit({ viewport });
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await overflow()).toBe(0);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await untilStage(page, 'columns');
    expect(await overflow()).toBe(0);
    expect(await findSegments(page)).toBe('ready');
    expect(await overflow()).toBe(0);
    const map = await page.getByRole('img', { name: 'Customer map' }).boundingBox();
    expect(map?.height).toBeGreaterThan(0.4 * viewport.height);
  });

  it('the keyboard alone does the whole job', async () => {
    const { page } = await built.visit();
    const tabTo = async (name: string) => {
      for (let i = 0; i < 90; i++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(
          () =>
            document.activeElement?.getAttribute('aria-label') ??
            document.activeElement?.textContent?.trim(),
        );
        if (focused === name) return;
      }
      throw new Error(`no way to ${name} by Tab`);
    };
    await tabTo('Try the sample');
    await page.keyboard.press('Enter');
    await untilStage(page, 'columns');
    await tabTo('Find segments');
    await page.keyboard.press('Enter');
    await untilStage(page, 'ready');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await tabTo('Customer map');
    const drawn = () =>
      page.evaluate(() => document.querySelector('canvas')?.toDataURL().slice(0, 20000));
    const before = await drawn();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(600);
    expect(await drawn()).not.toBe(before);
    await page.keyboard.press('s');
    const told = (await page.getByText(/customers? selected/).textContent()) ?? '';
    const selected = Number(/[\d,]+/.exec(told)?.[0].replace(',', ''));
    expect(selected).toBeGreaterThan(0);
    expect(selected).toBeLessThan(1000);
    await page.getByText(new RegExp(`^${selected} of 1,000 customers$`)).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(/customers? selected/).waitFor({ state: 'detached' });
    const focusedRow = () =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.at);
    for (let i = 0; i < 90 && (await focusedRow()) === undefined; i++)
      await page.keyboard.press('Tab');
    expect(await focusedRow()).toBe('0');
    await page.keyboard.press('End');
    await page.waitForFunction(
      () => (document.activeElement as HTMLElement | null)?.dataset.at === '999',
    );
    await page.keyboard.press('ArrowUp');
    await page.waitForTimeout(200);
    expect(await focusedRow()).toBe('998');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Row [\d,]+$/ }).waitFor();
    await tabTo('Export');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Report (HTML)' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem', { name: 'Report (HTML)' }).waitFor({ state: 'detached' });
  });

  it('the mouse picks customers with a lasso, hovers over one, and opens one', async () => {
    const { page } = await built.visit();
    await openFile(page, csv(makeSample('en').csv));
    expect(await findSegments(page)).toBe('ready');
    await page.waitForTimeout(600);
    const boxOfMap = async () => {
      const box = await page.getByRole('img', { name: 'Customer map' }).boundingBox();
      if (box === null) throw new Error('no map');
      return box;
    };
    const box = await boxOfMap();
    await page.getByRole('button', { name: 'Select with a lasso' }).click();
    await page.mouse.move(box.x + 2, box.y + 2);
    await page.mouse.down();
    for (const [x, y] of [
      [0.55, 0.01],
      [0.55, 0.98],
      [0.01, 0.98],
    ])
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 8 });
    await page.mouse.up();
    const told = (await page.getByText(/customers? selected/).textContent()) ?? '';
    const count = Number(/[\d,]+/.exec(told)?.[0].replace(',', ''));
    expect(count).toBeGreaterThan(50);
    expect(count).toBeLessThan(1000);
    await page.getByText(`${count} of 1,000 customers`).waitFor();
    await page.getByRole('button', { name: 'Clear the selection' }).click();

    const { rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
    const points = rows.map((row) => row.slice(-2).map(Number));
    // What is said of the export stands above the map, which is then lower.
    const now = await boxOfMap();
    const view = fitFrame(frameOf(Float32Array.from(points.flat())), now.width, now.height);
    const places = points.map(([x, y]) => ({
      x: now.x + x * view.scale + view.shiftX,
      y: now.y + y * view.scale + view.shiftY,
    }));
    // One that no label lies over.
    const free = await page.evaluate(
      (all) => all.findIndex(({ x, y }) => document.elementFromPoint(x, y)?.tagName === 'CANVAS'),
      places,
    );
    expect(free).toBeGreaterThanOrEqual(0);
    const at = places[free];
    await page.mouse.move(at.x, at.y);
    await page.locator('.tip').waitFor();
    expect(((await page.locator('.tip').textContent()) ?? '').length).toBeGreaterThan(20);
    await page.mouse.click(at.x, at.y);
    await page.getByRole('heading', { name: /^Row [\d,]+$/ }).waitFor();
    await page.getByText('customer_id').last().waitFor();
  });

  it('English and Chinese change over at once, and dark and light', async () => {
    const { page } = await built.visit();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: '中文' });
    await page.getByRole('heading', { name: '哪些客户属于同一类？' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await page.getByRole('combobox', { name: '外观' }).selectOption({ label: '深色' });
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.reload();
    await page.getByRole('heading', { name: '哪些客户属于同一类？' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  });

  it('a file dropped anywhere on the page is opened', async () => {
    const { page } = await built.visit();
    await page.evaluate((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }),
        );
    }, makeSample('en').csv);
    await untilStage(page, 'columns');
    await page.getByText('dropped.csv').waitFor();
  });
});

describePage('the page guards its own door', { needs: ['models'] }, (built) => {
  it('the policy stands in the page itself and stops a request to another origin, which is counted', async () => {
    const { page } = await built.visit();
    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*/);
    const outcome = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/steal').then(
        () => 'sent',
        () => 'blocked',
      ),
    );
    expect(outcome).toBe('blocked');
    await page.getByRole('button', { name: /requests beyond this page/ }).click();
    await page.getByText('1 attempt was blocked').waitFor();
  });
});

describePage('the small model', { needs: ['models', 'writer'] }, (built) => {
  it('proposes names after the map is usable, and one press goes back', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, csv(makeSample('en').csv));
    expect(await findSegments(page)).toBe('ready');
    const plain = await segmentNames(page);
    await page.getByText('The small model is suggesting names').waitFor();
    await page
      .getByText('The small model is suggesting names')
      .waitFor({ state: 'detached', timeout: 300000 });
    const titled = await segmentNames(page);
    expect(new Set(titled).size).toBe(6);
    console.log(`plain: ${plain.join(' | ')}\nsmall model: ${titled.join(' | ')}`);
    const changed = titled.findIndex((title, i) => title !== plain[i]);
    if (changed >= 0) {
      await page.getByRole('list', { name: 'Segments' }).getByText(titled[changed]).click();
      await page.getByText('Suggested by the small model').waitFor();
      await page.getByRole('button', { name: 'Back to the plain name' }).click();
      await page.getByRole('heading', { name: plain[changed] }).waitFor();
      // While it is not kept the browser asks before it leaves; once it is, it can be undone.
      const undo = page.getByRole('button', { name: 'Undo', exact: true });
      await expect.poll(() => undo.isEnabled()).toBe(true);
      await page.reload();
      await untilStage(page, 'ready');
      expect((await segmentNames(page))[changed]).toBe(plain[changed]);
    }
    expect(errors).toEqual([]);
    expect(await stageOf(page)).toBe('ready');
  });
});

describePage('WebGPU', { needs: ['models'], flags: WEBGPU }, (built) => {
  it('gives the same segments as the processor where a probe of it agrees', async () => {
    const customers = makeSample('en').csv.trim().split('\n').slice(0, 61).join('\n');
    const segments = async (device: string) => {
      const { page, context } = await built.visit({ query: `?device=${device}` });
      await openFile(page, csv(customers));
      expect(await findSegments(page)).toBe('ready');
      await page.getByText('How these segments were made').click();
      const ran =
        (await page.locator('dt', { hasText: 'Ran on' }).locator('+ dd').textContent()) ?? '';
      const { header, rows } = cellsOf(await exportFile(page, 'Customers with segments (CSV)'));
      await context.close();
      return { ran, labels: rows.map((row) => row[header.indexOf('segment')]) };
    };
    const processor = await segments('wasm');
    const graphics = await segments('webgpu');
    expect(processor.ran.trim()).toBe('wasm');
    expect(graphics.ran.trim()).toBe('webgpu');
    expect(graphics.labels).toEqual(processor.labels);
  });
});

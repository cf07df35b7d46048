import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';

// What the worker for visits without a network asks for is recorded like all else.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const shared = path.resolve(root, '../shared/data');
export const hasShared = existsSync(shared);
export const browserPath = process.env.ENCLAVE_BROWSER;
export const dist = path.join(root, 'dist');
export const hasModels = existsSync(path.join(dist, 'models/all-minilm-l6-v2/model.onnx'));
export const hasWriter = existsSync(path.join(dist, 'models/smollm2-135m-instruct/model.gguf'));

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface Site {
  readonly address: string;
  readonly origin: string;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** Answers of its own for some paths below the page: undefined lets the file speak. */
  readonly answer?: (file: string, bytes: () => Buffer) => Buffer | 'missing' | undefined;
}

/** The plainest of hosts: files of dist/ under a folder, no header beyond the type. */
export async function serveDist({ answer }: SiteOptions = {}): Promise<Site> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.replace(/^\/shop\/segments\//, '');
    const name = inside === '' ? 'index.html' : decodeURIComponent(inside);
    const file = path.join(dist, name);
    const there =
      pathname.startsWith('/shop/segments/') &&
      file.startsWith(dist) &&
      existsSync(file) &&
      statSync(file).isFile();
    const own = answer?.(name, () => readFileSync(file));
    if (own === 'missing' || (own === undefined && !there)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    });
    response.end(own ?? readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    address: `${origin}/shop/segments/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    args: [...FLAGS, ...flags],
  });
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses that anything in the page asked for. */
  readonly requests: string[];
  /** What the page complained of. */
  readonly errors: string[];
}

export interface VisitOptions {
  readonly locale?: string;
  readonly scheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface PlaceOptions {
  /** The address of a host of the test's own. */
  readonly at?: string;
}

export async function visit(
  browser: Browser,
  address: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    locale: options.locale ?? 'en-GB',
    colorScheme: options.scheme ?? 'light',
    acceptDownloads: true,
  });
  const requests: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(address);
  // Its text is read after its code; some tests open a page of their own.
  if ((await page.locator('#app').count()) > 0) await page.locator('#content').waitFor();
  return { context, page, requests, errors };
}

/** What was asked for beyond the page's own origin. */
export function requestsBeyond({ requests, page }: Visit): string[] {
  const { origin } = new URL(page.url());
  return requests.filter(
    (address) => !address.startsWith(`${origin}/`) && !/^(blob|data):/.test(address),
  );
}

export interface BuiltPage {
  /**
   * Opens the page anew, with nothing kept from before. What a test opens is closed after it; what is
   * opened before the tests of a block stays for all of them.
   *
   * @param options `query` behind the address; `answer` for a host that answers otherwise.
   */
  visit(
    options?: VisitOptions & SiteOptions & PlaceOptions & { readonly query?: string },
  ): Promise<Visit>;
}

/** What some checks need beside a browser, and what is missing where it is not there. */
const NEEDS = {
  models: [hasModels, 'the language models are not built in'],
  writer: [hasWriter, 'the small model is not built in'],
  shared: [hasShared, 'there is no folder ../shared/data beside this repository'],
} as const;

/**
 * A block of checks on the built page in a real browser, with one browser and one host for all of them;
 * left out, with the reason, where something that it needs is missing.
 */
export function describePage(
  title: string,
  { needs = [], flags = [] }: { needs?: readonly (keyof typeof NEEDS)[]; flags?: string[] },
  tests: (built: BuiltPage) => void,
): void {
  const missing = [
    ...(browserPath === undefined ? ['ENCLAVE_BROWSER names no browser'] : []),
    ...needs.filter((need) => !NEEDS[need][0]).map((need) => NEEDS[need][1]),
  ];
  const said = missing.length === 0 ? title : `${title} (skipped: ${missing.join(', ')})`;
  describe.skipIf(missing.length > 0)(said, () => tests(useBuiltPage(flags)));
}

function useBuiltPage(flags: readonly string[]): BuiltPage {
  let browser: Browser | undefined;
  let site: Site | undefined;
  const opened: { close(): Promise<void> }[] = [];
  let staying = 0;
  const closeDownTo = async (count: number) => {
    while (opened.length > count) await opened.pop()?.close();
  };
  beforeAll(async () => {
    [browser, site] = await Promise.all([launchBrowser(flags), serveDist()]);
  });
  beforeEach(() => {
    staying = opened.length;
  });
  afterEach(() => closeDownTo(staying));
  afterAll(async () => {
    await closeDownTo(0);
    await browser?.close();
    await site?.close();
  });
  return {
    async visit({ query = '', answer, at, ...options } = {}) {
      if (browser === undefined || site === undefined) throw new Error('no browser is open');
      let host = site;
      if (answer !== undefined) {
        host = await serveDist({ answer });
        opened.push(host);
      }
      const seen = await visit(browser, (at ?? host.address) + query, options);
      opened.push(seen.context);
      return seen;
    },
  };
}

export async function untilStage(page: Page, stages: string, timeout = 400000): Promise<string> {
  await page.waitForFunction(
    (wanted) => wanted.split(' ').includes(document.documentElement.dataset.stage ?? ''),
    stages,
    { timeout },
  );
  return stageOf(page);
}

export function stageOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.dataset.stage ?? '');
}

export async function openFile(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<string> {
  await page.getByLabel('Open a customer file').setInputFiles(file);
  return untilStage(page, 'columns fault ready');
}

export function csv(text: string, name = 'customers.csv') {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

export async function setRole(page: Page, column: string, role: string): Promise<void> {
  await page
    .getByRole('combobox', { name: `Role of ${column}`, exact: true })
    .selectOption({ label: role });
}

/** Presses "Find segments" and waits until they are there. */
export async function findSegments(page: Page, timeout?: number): Promise<string> {
  await page.getByRole('button', { name: 'Find segments', exact: true }).click();
  return untilStage(page, 'ready fault', timeout);
}

export async function exportFile(
  page: Page,
  item: string,
): Promise<{ name: string; bytes: Buffer }> {
  const menu = page.getByRole('menuitem', { name: item });
  if (!(await menu.isVisible()))
    await page.getByRole('button', { name: 'Export', exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), menu.click()]);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'export-')), download.suggestedFilename());
  await download.saveAs(file);
  return { name: download.suggestedFilename(), bytes: readFileSync(file) };
}

/** The cells of an exported table, as another reader of CSV finds them. */
export function cellsOf({ bytes }: { readonly bytes: Buffer }): {
  header: string[];
  rows: string[][];
} {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const [header, ...rows] = Papa.parse<string[]>(text, {
    delimiter: ',',
    skipEmptyLines: true,
  }).data;
  return { header, rows };
}

/** Sets a switch below the export menu. */
export async function setExportOption(page: Page, label: RegExp, on: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('checkbox', { name: label }).setChecked(on);
  await page.keyboard.press('Escape');
}

export function segmentNames(page: Page): Promise<string[]> {
  return page.getByRole('list', { name: 'Segments' }).locator('li strong').allTextContents();
}

/** What axe finds wrong with a part of the page: the rule, and the first element that breaks it. */
export async function findViolations(page: Page, part: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
  // The page's own policy lets no foreign script in; the checker comes in by the debugger.
  await session.send('Runtime.evaluate', { expression: axe });
  const { violations } = await page.evaluate(
    (wanted) =>
      (
        globalThis as unknown as {
          axe: {
            run(
              context: string,
            ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
        }
      ).axe.run(wanted),
    part,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

// How the map feels at scale: frames a second while it is moved, the page's own time for each, and how
// long the nearest customer takes to be found. Written to bench/results/feel.json.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { findBrowser } from './browser.js';
import { buildKernels } from './kernels.js';
import { root } from './prepare.js';

const ROWS = [10_000, 100_000, 1_000_000];
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const round = (value) => Number(value.toPrecision(3));

export async function benchFeel() {
  await buildKernels();
  const { build } = await import('vite');
  await build({ configFile: path.join(root, 'bench/feel/vite.config.ts'), logLevel: 'error' });
  const executablePath = await findBrowser();
  if (executablePath === undefined) process.exit(1);
  const folder = path.join(root, '.cache/bench-feel');
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const place = path.join(folder, pathname === '/' ? 'index.html' : pathname);
    if (!existsSync(place) || !statSync(place).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[path.extname(place)] ?? 'text/plain' });
    response.end(readFileSync(place));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const results = [];
  const note = (entry) => {
    results.push(entry);
    console.log(JSON.stringify(entry));
  };
  try {
    for (const rows of ROWS)
      for (const picked of [false, true]) {
        const page = await (await browser.newContext({ deviceScaleFactor: 1 })).newPage();
        await page.goto(`http://127.0.0.1:${server.address().port}/`);
        const session = await page.context().newCDPSession(page);
        await session.send('Performance.enable');
        const spent = async () => {
          const { metrics } = await session.send('Performance.getMetrics');
          const of = (name) => metrics.find((metric) => metric.name === name).value * 1000;
          return { script: of('ScriptDuration'), task: of('TaskDuration') };
        };
        await page.evaluate(([n, p]) => globalThis.feel.open(n, p), [rows, picked]);
        const how = picked ? 'one segment picked out' : 'all';
        for (const kind of ['pan', 'zoom']) {
          const before = await spent();
          const moved = await page.evaluate((kind) => globalThis.feel.move(kind, 4000), kind);
          const after = await spent();
          note({
            name: `map ${kind}, pixels by hand, ${how}`,
            rows,
            fps: round(moved.frames / moved.seconds),
            p95FrameMilliseconds: round(moved.p95),
            scriptMillisecondsPerFrame: round((after.script - before.script) / moved.frames),
            mainThreadMillisecondsPerFrame: round((after.task - before.task) / moved.frames),
          });
        }
        const found = await page.evaluate(() => globalThis.feel.hover(200));
        const searched = await page.evaluate(() => globalThis.feel.search(20));
        note({
          name: `map hover, ${how}`,
          rows,
          ours_s: round(found.p95 / 1000),
          median_s: round(found.p50 / 1000),
          every_point_s: round(searched / 1000),
        });
        if (!picked) {
          const drawn = await page.evaluate((n) => globalThis.feel.drawGl(n, 4000), rows);
          if (drawn !== undefined)
            note({
              name: 'map pan, WebGL2 played by the processor (SwiftShader)',
              rows,
              fps: round(drawn.frames / drawn.seconds),
              scriptMillisecondsFirstFrame: round(drawn.first),
              scriptMillisecondsPerFrame: round(drawn.later),
            });
        }
        await page.context().close();
      }
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
  const file = path.join(root, 'bench/results/feel.json');
  mkdirSync(path.dirname(file), { recursive: true });
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, no graphics card`;
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${JSON.stringify({ machine, date, results }, null, 2)}\n`);
  console.log('Written to bench/results/feel.json.');
  return results;
}

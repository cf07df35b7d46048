// Takes the pictures of the README from the real page: npm run pictures
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { checkNode, installPackages } from './install.js';

checkNode();
installPackages();
const { bringModels } = await import('./models.js');
const { buildPage, root } = await import('./prepare.js');
const { findBrowser } = await import('./browser.js');
await bringModels();
await buildPage();
const executablePath = await findBrowser();
if (executablePath === undefined) process.exit(1);

const { preview } = await import('vite');
const { chromium } = await import('playwright-core');
const server = await preview({ root, logLevel: 'error', preview: { open: false, port: 0 } });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const folder = path.join(root, 'docs/pictures');
mkdirSync(folder, { recursive: true });

async function visit(locale, colorScheme, words) {
  const context = await browser.newContext({
    locale,
    colorScheme,
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(server.resolvedUrls.local[0]);
  await page.getByRole('button', { name: words.sample }).click();
  const stage = (wanted) =>
    page.waitForFunction((name) => document.documentElement.dataset.stage === name, wanted, {
      timeout: 300000,
    });
  await stage('columns');
  await page.getByRole('button', { name: words.find }).click();
  await stage('ready');
  await page.waitForTimeout(1500);
  return page;
}

const english = await visit('en-GB', 'light', { sample: 'Try the sample', find: 'Find segments' });
await english.screenshot({ path: path.join(folder, 'segments.png') });
const chinese = await visit('zh-CN', 'dark', { sample: '试用示例', find: '开始分群' });
await chinese.getByRole('list', { name: '分群' }).getByRole('button').first().click();
await chinese.waitForTimeout(800);
await chinese.screenshot({ path: path.join(folder, 'evidence.png') });
await browser.close();
await server.close();
console.log(`Written to ${path.relative(root, folder)}.`);

// Everything that is checked, in one command; ends with "N passed, N failed, N skipped".
//   npm test               all of it
//   npm test -- --quick    without the browser and the build
//   npm test -- NAME       only test files whose path holds NAME, and no other checks
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkNode, installPackages } from './install.js';

checkNode();
installPackages();
const { buildPage, buildTool, root } = await import('./prepare.js');
const { bringModels } = await import('./models.js');
const { findBrowser } = await import('./browser.js');

const options = process.argv.slice(2);
const quick = options.includes('--quick');
const names = options.filter((option) => !option.startsWith('--'));
const totals = { passed: 0, failed: 0, skipped: 0 };

await bringModels();
await buildTool();
if (!quick) await buildPage();
const browser = quick ? undefined : await findBrowser();

const bin = (name) => path.join(root, 'node_modules', name);
function check(title, script, ...rest) {
  const began = Date.now();
  const result = spawnSync(process.execPath, [bin(script), ...rest], {
    cwd: root,
    encoding: 'utf8',
  });
  const good = result.status === 0;
  totals[good ? 'passed' : 'failed']++;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!good) console.log(`${result.stdout}\n${result.stderr}`);
}

if (names.length === 0) {
  check('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.');
  check('lint', 'eslint/bin/eslint.js', '--max-warnings', '0', '.');
  check('types of core', 'typescript/bin/tsc', '-p', 'src/core/tsconfig.json');
  check(
    'types',
    'svelte-check/bin/svelte-check',
    '--tsconfig',
    './tsconfig.json',
    '--fail-on-warnings',
  );
}

const report = path.join(root, '.cache/tests.json');
rmSync(report, { force: true });
const tests = spawnSync(
  process.execPath,
  [
    bin('vitest/vitest.mjs'),
    'run',
    ...names,
    ...(quick ? ['--project', 'unit'] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(browser === undefined ? {} : { ENCLAVE_BROWSER: browser }) },
  },
);
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  totals.passed += numPassedTests;
  totals.skipped += numPendingTests + numTodoTests;
  // A file that could not even be loaded has no tests to fail.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  totals.failed += numFailedTests + unloaded;
} else totals.failed++;
if (tests.status !== 0 && totals.failed === 0) totals.failed++;

console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;

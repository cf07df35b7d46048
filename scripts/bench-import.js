// Times the opening of one large CSV beside papaparse and csv-parse.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildForNode, root } from './prepare.js';

/**
 * Opens one large CSV with our reader and with papaparse by turns: in Node, each in a process of its own,
 * and on a page of a browser of its own; then on the built page.
 *
 * @param tools opens a page, tells what memory it has taken at most, rounds a figure.
 */
export async function timeImport(rows, { inPage, peakOf, round }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'enclave-import-'));
  try {
    const out = path.join(root, '.cache/bench-import');
    await buildForNode({ import: 'bench/import/main.ts', make: 'bench/import/make-file.ts' }, out);
    const file = path.join(folder, 'customers.csv');
    const inNode = (flags, script, ...rest) =>
      execFileSync(process.execPath, [...flags, path.join(out, script), ...rest], {
        encoding: 'utf8',
        env: { ...process.env, NODE_NO_WARNINGS: '1' },
      });
    inNode([], 'make.js', `${rows}`, file);
    const node = await byTurns(['ours', 'papaparse'], 3, (reader) =>
      JSON.parse(inNode(['--expose-gc', '--max-old-space-size=8192'], 'import.js', reader, file)),
    );
    const csvParse = JSON.parse(
      inNode(['--expose-gc', '--max-old-space-size=8192'], 'import.js', 'csvParse', file),
    );
    const page = await byTurns(['ours', 'papaparse'], 3, (reader) =>
      importInPage(reader, file, { inPage, peakOf }),
    );
    const { columns } = node.ours;
    return {
      rows,
      columns,
      megabytes: Math.round(statSync(file).size / 2 ** 20),
      node: {
        ...compare(node, 'seconds', round),
        processorSeconds: round(node.ours.processorSeconds),
        papaparseProcessorSeconds: round(node.papaparse.processorSeconds),
        csvParseSeconds: round(csvParse.seconds),
        bytesPerCell: round(node.ours.bytesPerCell),
        papaparseBytesPerCell: round(node.papaparse.bytesPerCell),
        csvParseBytesPerCell: round(csvParse.bytesPerCell),
      },
      chromium: {
        ...compare(page, 'took', round),
        bytesPerCell: round(page.ours.bytes / (rows * columns)),
        papaparseBytesPerCell: round(page.papaparse.bytes / (rows * columns)),
        peakMegabytes: page.ours.peakMegabytes,
        papaparsePeakMegabytes: page.papaparse.peakMegabytes,
      },
      builtPage: await openInBuiltPage(file, { inPage, peakOf, round }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The middle of several measurements of each name, taken by turns. */
async function byTurns(names, rounds, measure) {
  const all = Object.fromEntries(names.map((name) => [name, []]));
  for (let turn = 0; turn < rounds; turn++)
    for (const name of names) all[name].push(await measure(name));
  const middle = (list) => {
    const keys = Object.keys(list[0]).filter((key) => typeof list[0][key] === 'number');
    return Object.fromEntries(
      keys.map((key) => [key, list.map((one) => one[key]).sort((a, b) => a - b)[rounds >> 1]]),
    );
  };
  return Object.fromEntries(names.map((name) => [name, middle(all[name])]));
}

const compare = ({ ours, papaparse }, key, round) => ({
  seconds: round(ours[key]),
  papaparseSeconds: round(papaparse[key]),
  ratio: round(papaparse[key] / ours[key]),
});

function importInPage(reader, file, { inPage, peakOf }) {
  return inPage('/', async (page, browser) => {
    const session = await page.context().newCDPSession(page);
    const memory = async () => {
      for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
      return usedSize + (backingStorageSize ?? 0);
    };
    await page.locator('#file').setInputFiles(file);
    const before = await memory();
    const found = await page.evaluate((name) => globalThis.bench.importWith(name), reader);
    const bytes = (await memory()) - before;
    if (!(await page.evaluate(() => globalThis.bench.isHeld()))) throw new Error('nothing is held');
    return { ...found, bytes, peakMegabytes: await peakOf(browser) };
  });
}

function openInBuiltPage(file, { inPage, peakOf, round }) {
  return inPage('/app/', async (page, browser) => {
    const began = Date.now();
    await page.getByLabel('Open a customer file').setInputFiles(file);
    await page.waitForFunction(() => document.documentElement.dataset.stage === 'columns');
    return {
      secondsFromDropToColumns: round((Date.now() - began) / 1000),
      peakMegabytesOfTab: await peakOf(browser),
    };
  });
}

// Makes the table of words of each encoder that is there (src/models/distil-table.ts), for the first picture
// of a file. A table is made once for a model file and a recipe and kept in .cache/; the page finds it beside
// the model, with its length and check sum in words.json. Without it the page works and shows no first picture.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildModules } from './build-for-node.js';
import { buildKernels } from './kernels.js';

const run = promisify(execFile);
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, 'public/models');
const kept = path.join(root, '.cache/words');
const TIME_LIMIT = 180000;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * @param encoders of the manifest whose files are there and right.
 */
export async function makeWordTables(encoders, say = console.log) {
  await mkdir(kept, { recursive: true });
  const made = {};
  let tool;
  for (const spec of encoders) {
    try {
      const { sha256: sum } = spec.files.find(({ file }) => file === 'model.onnx');
      const table = path.join(kept, `${spec.id}-${sum.slice(0, 16)}-${await recipe()}.bin`);
      if (!existsSync(table)) {
        say(`${spec.id}/words.bin, made from the model`);
        tool ??= await buildMaker();
        await run(process.execPath, [tool, target, spec.id, table], { timeout: TIME_LIMIT });
      }
      const bytes = await readFile(table);
      const beside = path.join(target, spec.id, 'words.bin');
      made[spec.id] = { bytes: bytes.length, sha256: sha256(bytes) };
      if (!(await isSame(beside, bytes))) await copyFile(table, beside);
    } catch (error) {
      delete made[spec.id];
      await rm(path.join(target, spec.id, 'words.bin'), { force: true });
      const reason = /^\w*Error: .*$/m.exec(error.stderr ?? '')?.[0] ?? String(error.message);
      say(`  not made: ${reason.trim().split('\n')[0].slice(0, 200)}`);
    }
  }
  await writeFile(path.join(target, 'words.json'), `${JSON.stringify(made)}\n`);
}

/** The number of the recipe, from where it stands. */
async function recipe() {
  const source = await readFile(path.join(root, 'src/models/distil-table.ts'), 'utf8');
  return /export const RECIPE = (\d+)/.exec(source)[1];
}

async function isSame(place, bytes) {
  if (!existsSync(place) || (await stat(place)).size !== bytes.length) return false;
  return bytes.equals(await readFile(place));
}

async function buildMaker() {
  await buildKernels();
  const out = path.join(kept, 'maker');
  const modules = {
    'make-word-table': 'src/cli/make-word-table.ts',
    'word-table-thread': 'src/cli/word-table-thread.ts',
  };
  await buildModules(modules, out);
  return path.join(out, 'make-word-table.js');
}

// What has to be made before anything is run: the kernels, the page, and for Node the tool.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { buildModules } from './build-for-node.js';
import { buildKernels } from './kernels.js';
import { bringModels } from './models.js';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A digest of files and folders, to know whether something made from them is still good. */
function digestOf(...places) {
  const hash = createHash('sha256');
  const walk = (place) => {
    const full = path.join(root, place);
    if (!existsSync(full) || full.endsWith('-bytes.ts')) return;
    let names;
    try {
      names = readdirSync(full).sort();
    } catch {
      hash.update(place).update(readFileSync(full));
      return;
    }
    for (const name of names) walk(path.join(place, name));
  };
  places.forEach(walk);
  return hash.digest('hex');
}

/** Runs `make` unless what it makes was made from the same sources before. */
async function whenChanged(name, digest, made, make) {
  const mark = path.join(root, '.cache', `${name}.digest`);
  if (existsSync(made) && existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  await make();
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, digest);
}

const SOURCES = ['src', 'vite.config.ts', 'svelte.config.js', 'package-lock.json', 'scripts'];

/** The page, in dist/. */
export async function buildPage(say = console.log) {
  await buildKernels();
  const beside = ['index.html', 'public/icon.svg', 'public/models/index.json'];
  const digest = digestOf(...SOURCES, ...beside, 'public/models/words.json');
  await whenChanged('page', digest, path.join(root, 'dist/index.html'), async () => {
    say('Building the page');
    const { build } = await import('vite');
    await build({ root, logLevel: 'warn' });
  });
}

/** Modules for Node, each beside the thread in which texts are read. */
export async function buildForNode(modules, out) {
  await buildModules({ ...modules, 'encoder-thread': 'src/cli/encoder-thread.ts' }, out);
}

/** The tool for Node, in .cache/tool/. */
export async function buildTool() {
  await buildKernels();
  const out = path.join(root, '.cache/tool');
  await whenChanged('tool', digestOf(...SOURCES), path.join(out, 'cli.js'), async () => {
    await buildForNode({ cli: 'src/cli/cli.ts' }, out);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildKernels();
  await bringModels();
}

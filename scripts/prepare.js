// What has to be made before anything is built or run: the kernels, and for Node the tool.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { buildKernels } from './kernels.js';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A digest of files and folders, to know whether something made from them is still good. */
export function digestOf(...places) {
  const hash = createHash('sha256');
  const walk = (place) => {
    const full = path.join(root, place);
    if (!existsSync(full)) return;
    if (full.endsWith('wasm-bytes.ts')) return;
    try {
      for (const name of readdirSync(full).sort()) walk(path.join(place, name));
    } catch {
      hash.update(place).update(readFileSync(full));
    }
  };
  places.forEach(walk);
  return hash.digest('hex');
}

/** Runs `make` unless what it makes was made from the same sources before. */
export async function whenChanged(name, digest, made, make) {
  const mark = path.join(root, '.cache', `${name}.digest`);
  if (existsSync(made) && existsSync(mark) && readFileSync(mark, 'utf8') === digest) return false;
  await make();
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, digest);
  return true;
}

export async function buildTool() {
  await buildKernels();
  const out = path.join(root, '.cache/tool');
  const digest = digestOf('src', 'vite.config.ts', 'package-lock.json', 'scripts/prepare.js');
  await whenChanged('tool', digest, path.join(out, 'cli.js'), async () => {
    const { build } = await import('vite');
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      build: {
        ssr: true,
        outDir: out,
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: {
          input: {
            cli: path.join(root, 'src/cli/cli.ts'),
            'encoder-thread': path.join(root, 'src/cli/encoder-thread.ts'),
          },
          output: { entryFileNames: '[name].js' },
        },
      },
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();

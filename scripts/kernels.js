// Compiles the AssemblyScript kernels and writes their bytes as a TypeScript module, so that core
// needs no file access to load them.
import { readFileSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const source = path.join(root, 'src/core/kernels/assembly/dots.ts');
const target = path.join(root, 'src/core/kernels/wasm-bytes.ts');

export async function buildKernels() {
  const text = readFileSync(source, 'utf8');
  const mark = `// source ${createHash('sha256').update(text).digest('hex')}`;
  if (existsSync(target) && readFileSync(target, 'utf8').startsWith(mark)) return;

  const { default: asc } = await import('assemblyscript/asc');
  const cache = path.join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const wasm = path.join(cache, 'kernels.wasm');
  const { error, stderr } = await asc.main([
    source,
    '--outFile',
    wasm,
    '--optimizeLevel',
    '3',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--noAssert',
  ]);
  if (error) throw new Error(`kernels: ${error.message}\n${stderr.toString()}`);
  const bytes = [...readFileSync(wasm)];
  writeFileSync(
    target,
    `${mark}\n/** The compiled kernels; made by scripts/kernels.js. */\nexport const WASM_BYTES = Uint8Array.of(\n  ${bytes.join(',')},\n);\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();

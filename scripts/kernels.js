// Compiles the AssemblyScript kernels and writes their bytes as TypeScript modules, so that core
// needs no file access to load them.
import { readFileSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const kernels = path.join(root, 'src/core/kernels');

/** What several kernels import. */
const SHARED = path.join(kernels, 'assembly/sums.ts');

/** Module made, source, and each constant with the features that it is compiled for. */
const MODULES = [
  ['dots-bytes.ts', 'dots.ts', [['WASM_BYTES', ['simd']]]],
  ['boxes-bytes.ts', 'boxes.ts', [['WASM_BYTES', ['simd']]]],
  [
    'bert-bytes.ts',
    'bert.ts',
    [
      ['PLAIN_BYTES', ['simd']],
      ['RELAXED_BYTES', ['simd', 'relaxed-simd']],
    ],
  ],
  [
    'near-bytes.ts',
    'near.ts',
    [
      ['PLAIN_NEAR_BYTES', ['simd']],
      ['RELAXED_NEAR_BYTES', ['simd', 'relaxed-simd']],
    ],
  ],
];

async function compile(source, features) {
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
    ...features.flatMap((feature) => ['--enable', feature]),
    '--noAssert',
  ]);
  if (error) throw new Error(`kernels: ${error.message}\n${stderr.toString()}`);
  return [...readFileSync(wasm)].join(',');
}

export async function buildKernels() {
  for (const [made, from, variants] of MODULES) {
    const source = path.join(kernels, 'assembly', from);
    const target = path.join(kernels, made);
    const digest = createHash('sha256');
    for (const file of [source, SHARED]) digest.update(readFileSync(file, 'utf8'));
    const mark = `// source ${digest.digest('hex')}`;
    if (existsSync(target) && readFileSync(target, 'utf8').startsWith(mark)) continue;
    let text = `${mark}\n`;
    for (const [name, features] of variants)
      text +=
        `/** The kernels of ${from} with ${features.join(' and ')}; made by scripts/kernels.js. */\n` +
        `export const ${name} = Uint8Array.of(\n  ${await compile(source, features)},\n);\n`;
    writeFileSync(target, text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();

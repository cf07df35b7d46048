// Compiles the AssemblyScript kernels and writes their bytes as TypeScript modules, so that core
// needs no file access to load them.
import { readFileSync, readdirSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const kernels = path.join(root, 'src/core/kernels');

/**
 * Module made, source, how hard the compiler works on it, and each constant with the features that it is compiled
 * for. The products of the encoder are written in the order in which they are quickest; the compiler would mend it.
 */
const MODULES = [
  ['dots-bytes.ts', 'dots.ts', 3, [['WASM_BYTES', ['simd']]]],
  ['boxes-bytes.ts', 'boxes.ts', 3, [['WASM_BYTES', ['simd']]]],
  ['pull-bytes.ts', 'pull.ts', 3, [['PULL_BYTES', ['simd']]]],
  [
    'bert-bytes.ts',
    'bert.ts',
    0,
    [
      ['PLAIN_BYTES', ['simd']],
      ['RELAXED_BYTES', ['simd', 'relaxed-simd']],
    ],
  ],
  [
    'near-bytes.ts',
    'near.ts',
    3,
    [
      ['PLAIN_NEAR_BYTES', ['simd']],
      ['RELAXED_NEAR_BYTES', ['simd', 'relaxed-simd']],
    ],
  ],
];

async function compile(source, level, features) {
  const { default: asc } = await import('assemblyscript/asc');
  const cache = path.join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const wasm = path.join(cache, 'kernels.wasm');
  const { error, stderr } = await asc.main([
    source,
    '--outFile',
    wasm,
    '--optimizeLevel',
    String(level),
    '--runtime',
    'stub',
    ...features.flatMap((feature) => ['--enable', feature]),
    '--noAssert',
  ]);
  if (error) throw new Error(`kernels: ${error.message}\n${stderr.toString()}`);
  return [...readFileSync(wasm)].join(',');
}

export async function buildKernels() {
  const digest = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url), 'utf8'));
  const assembly = path.join(kernels, 'assembly');
  for (const file of readdirSync(assembly).sort())
    digest.update(readFileSync(path.join(assembly, file), 'utf8'));
  const mark = `// source ${digest.digest('hex')}`;
  for (const [made, from, level, variants] of MODULES) {
    const source = path.join(assembly, from);
    const target = path.join(kernels, made);
    if (existsSync(target) && readFileSync(target, 'utf8').startsWith(mark)) continue;
    let text = `${mark}\n`;
    for (const [name, features] of variants)
      text +=
        `/** The kernels of ${from} with ${features.join(' and ')}; made by scripts/kernels.js. */\n` +
        `export const ${name} = Uint8Array.of(\n  ${await compile(source, level, features)},\n);\n`;
    writeFileSync(target, text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();

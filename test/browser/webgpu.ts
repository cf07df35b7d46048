import path from 'node:path';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect } from 'vitest';
import { type BuiltPage, root, type Visit } from './harness';

/** A graphics card played by the processor: slow, and as exact. */
export const WEBGPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

/**
 * A page that holds nothing but one of the entries beside this file, `NAME-entry.ts`, which puts itself into
 * `globalThis` by its name.
 *
 * @returns opens it, where there is an adapter.
 */
export function useEntry(built: BuiltPage, name: string): () => Promise<Visit> {
  let script: Buffer;
  beforeAll(async () => {
    const made = await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      build: {
        write: false,
        target: 'es2023',
        lib: {
          entry: path.join(root, `test/browser/${name}-entry.ts`),
          formats: ['es'],
          fileName: name,
        },
      },
    });
    script = Buffer.from((made as Rolldown.RolldownOutput[])[0].output[0].code);
  });
  return async () => {
    const page = Buffer.from(
      `<!doctype html><link rel="icon" href="data:,"><script type="module" src="${name}.js"></script>`,
    );
    const visit = await built.visit({
      answer: (file) => ({ 'index.html': page, [`${name}.js`]: script })[file],
    });
    await visit.page.waitForFunction((given) => given in globalThis, name);
    expect(await visit.page.evaluate(async () => navigator.gpu.requestAdapter())).not.toBeNull();
    return visit;
  };
}

// Builds modules for Node out of the sources that the page is made of.
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * @param modules file by name; each becomes NAME.js.
 * @param out the folder, which is emptied first.
 */
export async function buildModules(modules, out) {
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
        input: Object.fromEntries(
          Object.entries(modules).map(([name, file]) => [name, path.join(root, file)]),
        ),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

// What the page keeps for a visit without a network: the list of the build's files, written into the
// worker that keeps them.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const WORKER = 'offline.js';
const MARK = '__BUILD__';

/** A plugin for the builder. */
export function offlineBuild(): Plugin {
  return {
    name: 'offline-build',
    apply: 'build',
    writeBundle({ dir = 'dist' }, bundle) {
      const list = listFiles(bundle, (name) => existsSync(path.join(dir, name)));
      const digest = createHash('sha256');
      for (const name of [...list.first, ...list.texts, ...list.later, ...list.seldom].sort())
        if (!name.startsWith('models/'))
          digest.update(name).update(readFileSync(path.join(dir, name)));
      const build = { digest: digest.digest('hex').slice(0, 16), ...list };
      const file = path.join(dir, WORKER);
      const code = readFileSync(file, 'utf8');
      if (code.split(MARK).length !== 2) throw new Error(`${WORKER} has no one place for its list`);
      writeFileSync(
        file,
        code.replace(MARK, () => JSON.stringify(build)),
      );
    },
  };
}

/** What is looked at of the files that the builder wrote. */
interface Written {
  readonly fileName: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

/**
 * The files of a bundle by when they are needed.
 *
 * @param isThere whether a file lies beside them that was not made by the builder.
 */
export function listFiles(
  bundle: Readonly<Record<string, Written>>,
  isThere: (name: string) => boolean,
) {
  const first = new Set(['index.html']);
  const add = (name: string) => {
    const chunk = bundle[name];
    if (first.has(name) || chunk === undefined) return;
    first.add(name);
    chunk.imports?.forEach(add);
    chunk.viteMetadata?.importedCss?.forEach((css) => first.add(css));
  };
  for (const chunk of Object.values(bundle))
    if (chunk.isEntry && chunk.fileName !== WORKER) add(chunk.fileName);
  for (const name of ['icon.svg', 'models/index.json']) if (isThere(name)) first.add(name);
  // The page asks for the text of its language by itself; without it nothing is shown.
  const texts = new Set<string>();
  const addText = (name: string) => {
    if (first.has(name) || texts.has(name)) return;
    texts.add(name);
    bundle[name]?.imports?.forEach(addText);
  };
  Object.keys(bundle)
    .filter((name) => /\/(?:en|zh)-[^/]+\.js$/.test(name))
    .forEach(addText);
  const rest = Object.keys(bundle).filter(
    (name) => !first.has(name) && !texts.has(name) && name !== WORKER,
  );
  // The engines of other devices and of the small model: megabytes that few ask for.
  const isSeldom = (name: string) => /\.wasm$|\/(?:ort|writer|wllama)\b[^/]*$/.test(name);
  return {
    first: [...first].sort(),
    texts: [...texts].sort(),
    later: rest.filter((name) => !isSeldom(name)).sort(),
    seldom: rest.filter(isSeldom).sort(),
  };
}

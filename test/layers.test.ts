import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Edge, readEdges, readSources, ROOT } from './fixtures/sources';

const files = readSources();
const edges = readEdges(files);

const layerOf = (name: string) => (name.includes('/') ? name.split('/')[0] : name);
const isWorker = (name: string) => name.endsWith('.worker.ts');
const isRoot = (name: string) => name === 'main.ts' || isWorker(name) || name.startsWith('cli/');

/** Which layers a layer may import, and of which it may only know the types. */
const ARROWS: Record<string, { values: string[]; types?: string[]; packages: string[] }> = {
  core: { values: [], packages: [] },
  words: { values: ['core'], types: ['study'], packages: [] },
  models: {
    values: ['core'],
    packages: ['@huggingface/tokenizers', 'onnxruntime-web', '@wllama/wllama'],
  },
  study: {
    values: ['core', 'models', 'words'],
    packages: ['fflate', 'hyparquet', 'hyparquet-compressors'],
  },
  store: { values: ['core'], types: ['study'], packages: ['dexie'] },
  workers: {
    values: ['core', 'models', 'study'],
    types: ['store', 'words'],
    packages: ['comlink', 'onnxruntime-web', '@wllama/wllama', '@wllama/wllama-compat'],
  },
  app: { values: ['core', 'study', 'words'], types: ['models', 'workers'], packages: ['comlink'] },
  ui: {
    values: ['app', 'core', 'study', 'words', 'models'],
    types: ['workers'],
    packages: ['svelte', 'd3-selection', 'd3-zoom'],
  },
  cli: {
    values: ['core', 'models', 'study', 'words'],
    packages: ['node', 'onnxruntime-web', '@wllama/wllama'],
  },
};

/** Single files that may know more than their layer. */
function isExcepted({ from, to }: Edge): boolean {
  if (isWorker(from) && to === 'store/store.ts') return true;
  return layerOf(from) === 'app' && to === 'workers/link.ts';
}

const told = ({ from, to, typeOnly }: Edge) => `${from} -> ${to}${typeOnly ? ' (types)' : ''}`;
const inner = edges.filter(({ isPackage }) => !isPackage);

describe('the arrows between layers', () => {
  it('are read from all modules', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(inner.length).toBeGreaterThan(200);
    expect(inner.filter(({ typeOnly }) => typeOnly).length).toBeGreaterThan(50);
    expect(new Set(files.map(({ name }) => layerOf(name)))).toEqual(
      new Set([...Object.keys(ARROWS), 'main.ts']),
    );
    for (const { to } of inner)
      expect(existsSync(path.join(ROOT, 'src', to.replace(/\?.*$/, ''))), to).toBe(true);
  });

  it.each(Object.keys(ARROWS))('%s imports only what it may', (layer) => {
    const { values, types = [], packages } = ARROWS[layer];
    const wrong = edges.filter((edge) => {
      if (layerOf(edge.from) !== layer) return false;
      if (edge.isPackage) {
        const [first, second] = edge.to.split('/');
        const name = first.startsWith('@')
          ? `${first}/${second}`
          : first.replace(/^node:.*/, 'node');
        return !packages.includes(name);
      }
      const target = layerOf(edge.to);
      if (target === layer || values.includes(target)) return false;
      return !(edge.typeOnly && types.includes(target)) && !isExcepted(edge);
    });
    expect(wrong.map(told)).toEqual([]);
  });

  it('only the parts of the lab and the workers themselves know the store', () => {
    const knowing = inner.filter(
      ({ from, to }) =>
        layerOf(to) === 'store' &&
        layerOf(from) !== 'store' &&
        // Whether there is anything to open again is asked before there is a lab.
        !(from === 'main.ts' && to === 'store/kept.ts'),
    );
    for (const { from, typeOnly } of knowing)
      expect(isWorker(from) || (from.startsWith('workers/lab') && typeOnly), from).toBe(true);
    expect(knowing.length).toBeGreaterThan(0);
  });

  it('only one module knows each package that stands for a place', () => {
    const users = (name: string) => [
      ...new Set(edges.filter(({ to }) => to === name).map(({ from }) => from)),
    ];
    expect(users('papaparse')).toEqual([]);
    expect(users('dexie')).toEqual(['store/store.ts']);
    expect(users('fflate')).toEqual(['study/formats/gzip.ts', 'study/project-file.ts']);
    expect(users('hyparquet')).toEqual(['study/formats/read-parquet.ts']);
    expect(users('hyparquet-compressors')).toEqual(['study/formats/read-parquet.ts']);
    expect(users('@huggingface/tokenizers')).toEqual(['models/word-tokens.ts']);
  });

  it('never run in a circle', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of inner)
      if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const walk = (name: string, trail: readonly string[]): string[] => {
      if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
      if (done.has(name)) return [];
      for (const to of next.get(name) ?? []) {
        const circle = walk(to, [...trail, name]);
        if (circle.length > 0) return circle;
      }
      done.add(name);
      return [];
    };
    for (const { name } of files) expect(walk(name, [])).toEqual([]);
    expect(done.size).toBeGreaterThan(60);
  });
});

describe('the places where parts are put together', () => {
  const making = (pattern: RegExp) =>
    files.filter(({ script }) => pattern.test(script)).map(({ name }) => name);

  it('are main.ts, the workers and the tool: nobody imports them', () => {
    const roots = files.filter(({ name }) => isRoot(name)).map(({ name }) => name);
    expect(roots).toContain('main.ts');
    expect(roots.filter(isWorker).length).toBe(5);
    const imported = inner.filter(
      ({ from, to }) => isRoot(to) && !(layerOf(from) === 'cli' && layerOf(to) === 'cli'),
    );
    expect(imported.map(told)).toEqual([]);
  });

  it('make all workers, databases and studies', () => {
    for (const name of making(/\bnew Worker\(/)) expect(isRoot(name), name).toBe(true);
    expect(making(/\bnew Worker\(/).length).toBe(4);
    expect(making(/(?<!function )\bopenStore\(/)).toEqual(['workers/lab.worker.ts']);
    expect(making(/\bnew Study\(/)).toEqual(['main.ts']);
    expect(making(/(?<!function )\bcreateLab\(/)).toEqual(['workers/lab.worker.ts']);
    expect(making(/\bmount\(/)).toEqual(['main.ts']);
  });
});

describe('what code may reach for', () => {
  const using = (pattern: RegExp) =>
    files
      .filter(({ text, script, name }) => pattern.test(name.endsWith('.svelte') ? text : script))
      .map(({ name }) => name);

  it('no chance without a seed, no date of today but what the page dates runs with', () => {
    expect(using(/\bMath\s*\.\s*random\b/)).toEqual([]);
    expect(using(/\bDate\s*\.\s*now\b/)).toEqual(['main.ts']);
    expect(using(/\bnew Date\(\s*\)/)).toEqual([]);
    expect(using(/\bcrypto\.(?:randomUUID|getRandomValues)\b/)).toEqual([]);
  });

  it('a clock only to breathe, to show progress and to tell how long it took', () => {
    expect(using(/\bperformance\.now\b/)).toEqual([
      'cli/encoder-thread.ts',
      'cli/name-files.ts',
      'cli/place-files.ts',
      'cli/rules-of-files.ts',
      'cli/segment-files.ts',
      'cli/theme-files.ts',
      'main.ts',
      'study/draw-map.ts',
      'study/drive.ts',
      'study/group-customers.ts',
      'study/preview.ts',
      'ui/map/glide.svelte.ts',
      'workers/encoder.ts',
      'workers/link.ts',
      'workers/near-webgpu.ts',
      'workers/pull-webgpu.ts',
    ]);
  });

  it('core neither a page nor a process', () => {
    const core = using(
      /\b(?:document|window|navigator|localStorage|indexedDB|fetch|process|setTimeout|console|performance|self)\b(?=[.(])/,
    ).filter((name) => name.startsWith('core/'));
    expect(core).toEqual([]);
    const defaults = files.filter(
      ({ name, script }) => name.startsWith('core/') && /\bexport default\b/.test(script),
    );
    expect(defaults).toEqual([]);
  });

  it('the network only for models beside the page, and its own files', () => {
    expect(using(/\bfetch\(/)).toEqual([
      'models/fetch-model.ts',
      'models/fetch-words.ts',
      'models/present-models.ts',
      'workers/offline.worker.ts',
    ]);
    expect(using(/\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\b/)).toEqual(
      [],
    );
  });

  it('markup only as text', () => {
    expect(using(/\{@html|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/)).toEqual([]);
    expect(using(/\beval\(|\bnew Function\(/)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { listFiles } from '../../scripts/offline-build';
import { answerFor, cachePrefix } from '../../src/workers/offline';

const SCOPE = 'https://shop.example/tools/segments/';
const build = {
  digest: 'abc',
  first: ['index.html', 'icon.svg', 'assets/index-1.js', 'models/index.json'],
  texts: ['assets/en-1.js'],
  later: ['assets/lab.worker-1.js'],
  seldom: ['assets/ort-1.wasm'],
};
const ask = (address: string, { method = 'GET', navigates = false } = {}) =>
  answerFor({ address: new URL(address, SCOPE).href, method, navigates }, SCOPE, build);

describe('answerFor', () => {
  it('gives the page as the host has it, and what is kept only without one', () => {
    const page = { from: 'host-first', name: 'index.html' };
    expect(ask('', { navigates: true })).toEqual(page);
    expect(ask('?device=onnx', { navigates: true })).toEqual(page);
    expect(ask('index.html', { navigates: true })).toEqual(page);
    expect(ask('models/index.json')).toEqual({ from: 'host-first', name: 'models/index.json' });
  });

  it.each(['icon.svg', 'assets/index-1.js', 'assets/lab.worker-1.js', 'assets/ort-1.wasm'])(
    'gives %s from what is kept',
    (name) => {
      expect(ask(name)).toEqual({ from: 'kept-first', name });
    },
  );

  it.each([
    'https://elsewhere.example/tools/segments/icon.svg',
    'http://shop.example/tools/segments/icon.svg',
    'https://shop.example/icon.svg',
    'https://shop.example/tools/segments-of-old/icon.svg',
    'models/all-minilm-l6-v2/model.onnx',
    'assets/index-2.js',
    'index.html',
  ])('leaves %s alone', (address) => {
    expect(ask(address)).toBeUndefined();
  });

  it('leaves alone what is sent', () => {
    expect(ask('icon.svg', { method: 'POST' })).toBeUndefined();
    expect(ask('', { method: 'POST', navigates: true })).toBeUndefined();
  });
});

describe('cachePrefix', () => {
  it('tells two pages of one host apart', () => {
    const [page, other] = [SCOPE, 'https://shop.example/tools/'].map(cachePrefix);
    expect(`${page}abc`.startsWith(other)).toBe(false);
    expect(`${other}abc`.startsWith(page)).toBe(false);
  });
});

describe('listFiles', () => {
  const chunk = (fileName: string, rest = {}) => [fileName, { fileName, ...rest }] as const;
  const bundle = Object.fromEntries([
    chunk('index.html'),
    chunk('offline.js', { isEntry: true }),
    chunk('assets/index-1.js', {
      isEntry: true,
      imports: ['assets/shared-1.js'],
      viteMetadata: { importedCss: new Set(['assets/index-1.css']) },
    }),
    chunk('assets/shared-1.js', { imports: ['assets/index-1.js'] }),
    chunk('assets/index-1.css'),
    chunk('assets/Workspace-1.js', { imports: ['assets/shared-1.js'] }),
    chunk('assets/lab.worker-1.js'),
    chunk('assets/en-1.js', { imports: ['assets/formats-1.js'] }),
    chunk('assets/zh-1.js', { imports: ['assets/formats-1.js'] }),
    chunk('assets/formats-1.js'),
    chunk('assets/writer.worker-1.js'),
    chunk('assets/ort.wasm.bundle-1.js'),
    chunk('assets/wllama-1.wasm'),
  ]);

  it('parts the files by when they are needed, each once, the worker itself not among them', () => {
    expect(listFiles(bundle, (name) => name === 'icon.svg')).toEqual({
      first: [
        'assets/index-1.css',
        'assets/index-1.js',
        'assets/shared-1.js',
        'icon.svg',
        'index.html',
      ],
      texts: ['assets/en-1.js', 'assets/formats-1.js', 'assets/zh-1.js'],
      later: ['assets/Workspace-1.js', 'assets/lab.worker-1.js'],
      seldom: ['assets/ort.wasm.bundle-1.js', 'assets/wllama-1.wasm', 'assets/writer.worker-1.js'],
    });
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHash } from 'node:crypto';
import { dot } from '../../src/core/matrix';
import { throughOnnx } from '../../src/core/encoder-names';
import { fetchModelFile } from '../../src/models/fetch-model';
import { BUILT_IN, modelOf } from '../../src/core/encoder-names';
import {
  encoderFor,
  ENCODERS,
  maybeEncoder,
  type ModelSpec,
  WRITERS,
} from '../../src/models/models';
import { presentModels } from '../../src/models/present-models';
import probes from '../../src/models/probes.json';
import { faultOf } from '../fixtures/faults';
import { WORDS } from '../../src/words/words';

afterEach(() => vi.unstubAllGlobals());

describe('the list of models', () => {
  it.each([...ENCODERS, ...WRITERS])('$id has files with sizes and check sums', (spec) => {
    expect(spec.files.length).toBeGreaterThan(0);
    for (const { file, bytes, sha256 } of spec.files) {
      expect(file).toMatch(/^[\w.-]+$/);
      expect(bytes).toBeGreaterThan(1000);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(spec.licence).not.toBe('');
  });

  it.each(ENCODERS)('$id tells how its vectors are made', (spec) => {
    expect(['mean', 'cls']).toContain(spec.pooling);
    expect(spec.dimensions).toBeGreaterThan(100);
    expect(spec.maxTokens).toBeGreaterThan(100);
    expect(spec.files.map(({ file }) => file).sort()).toEqual(['model.onnx', 'tokenizer.json']);
  });

  it.each(ENCODERS)('$id has probe vectors of length 1 in its own size', ({ id, dimensions }) => {
    const stored = (probes as Record<string, Record<string, number[]>>)[id];
    expect(Object.keys(stored).length).toBeGreaterThan(0);
    for (const vector of Object.values(stored)) {
      expect(vector.length).toBe(dimensions);
      expect(dot(vector, vector)).toBeCloseTo(1, 3);
    }
  });

  it('has a name for every encoder in both languages', () => {
    for (const words of Object.values(WORDS))
      for (const id of [...ENCODERS.map((spec) => spec.id), BUILT_IN])
        expect(words.encoders[id]).toBeTruthy();
  });

  it('finds encoders by id', () => {
    expect(maybeEncoder('all-minilm-l6-v2')?.dimensions).toBe(384);
    expect(maybeEncoder(BUILT_IN)).toBeUndefined();
    expect(maybeEncoder('constructor')).toBeUndefined();
  });

  it('has no id twice', () => {
    const ids = [...ENCODERS, ...WRITERS].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('encoders through onnxruntime', () => {
  it('go by another name, with the files of the same model', () => {
    const id = throughOnnx('all-minilm-l6-v2');
    expect(id).toBe('all-minilm-l6-v2+onnx');
    expect(throughOnnx(id)).toBe(id);
    expect(modelOf(id)).toBe('all-minilm-l6-v2');
    expect(maybeEncoder(id)).toMatchObject({ id: 'all-minilm-l6-v2', through: 'onnx' });
    expect(maybeEncoder('all-minilm-l6-v2')).toMatchObject({ through: 'kernels' });
    expect([throughOnnx(BUILT_IN), throughOnnx('')]).toEqual([BUILT_IN, '']);
    expect(maybeEncoder('other+onnx')).toBeUndefined();
  });
});

describe('encoderFor', () => {
  const all = ENCODERS.map(({ id }) => id);

  it.each([
    ['en', all, 'all-minilm-l6-v2'],
    ['zh', all, 'bge-small-zh-v1.5'],
    ['other', all, 'all-minilm-l6-v2'],
    ['zh', ['all-minilm-l6-v2'], BUILT_IN],
    ['en', [], BUILT_IN],
  ] as const)('%s among %j is %s', (language, present, encoder) => {
    expect(encoderFor(language, present)).toBe(encoder);
  });
});

describe('fetchModelFile', () => {
  const bytes = new TextEncoder().encode('the bytes of a model');
  const spec: ModelSpec = {
    id: 'small',
    title: 'Small',
    maker: 'Somebody',
    parameters: '1 M',
    licence: 'MIT',
    languages: ['en'],
    files: [
      {
        file: 'model.onnx',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    ],
  };
  const answer = (response: () => Response | Promise<Response>) => {
    const asked = vi.fn<(address: string) => Promise<Response>>(async () => response());
    vi.stubGlobal('fetch', asked);
    return asked;
  };
  const load = (name = 'model.onnx') => fetchModelFile('http://localhost/models/', spec, name);

  it('brings a file whose check sum is right', async () => {
    const asked = answer(() => new Response(bytes));
    expect(await load()).toEqual(bytes);
    expect(asked.mock.calls.map(([address]) => address)).toEqual([
      'http://localhost/models/small/model.onnx',
    ]);
  });

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['a bit is wrong', Uint8Array.from(bytes, (byte, i) => (i === 3 ? byte ^ 1 : byte))],
    ['it is cut off', bytes.slice(0, -1)],
    ['a page came in its place', new TextEncoder().encode('<!doctype html>')],
  ])('refuses one where %s', async (_, wrong) => {
    answer(() => new Response(wrong));
    expect(await faultOf(() => load())).toMatchObject({
      code: 'model-damaged',
      details: { model: 'small', file: 'model.onnx' },
    });
  });

  it('keeps what was whole, asks for it once, and brings it anew where it is not any more', async () => {
    const kept = new Map<string, Response>();
    const shelf = {
      match: async (address: string) => kept.get(address)?.clone(),
      put: async (address: string, response: Response) => void kept.set(address, response),
      delete: async (address: string) => kept.delete(address),
    };
    vi.stubGlobal('caches', { open: async () => shelf });
    answer(() => new Response(bytes.slice(1)));
    expect((await faultOf(() => load())).code).toBe('model-damaged');
    expect(kept.size).toBe(0);
    const asked = answer(() => new Response(bytes));
    expect(await load()).toEqual(bytes);
    expect(await load()).toEqual(bytes);
    expect(asked).toHaveBeenCalledTimes(1);
    kept.set('http://localhost/models/small/model.onnx', new Response('an older model'));
    expect(await load()).toEqual(bytes);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(await load()).toEqual(bytes);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('does without a place to keep it, or room there', async () => {
    const asked = answer(() => new Response(bytes));
    vi.stubGlobal('caches', { open: () => Promise.reject(new Error('not allowed')) });
    expect(await load()).toEqual(bytes);
    const full = { match: async () => undefined, put: () => Promise.reject(new Error('full')) };
    vi.stubGlobal('caches', { open: async () => full });
    expect(await load()).toEqual(bytes);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('checks the length where there is no digest to be had', async () => {
    vi.stubGlobal('crypto', {});
    answer(() => new Response(bytes));
    expect(await load()).toEqual(bytes);
    answer(() => new Response(bytes.slice(1)));
    expect((await faultOf(() => load())).code).toBe('model-damaged');
  });

  it('says when the file is not there', async () => {
    answer(() => new Response('', { status: 404 }));
    expect((await faultOf(() => load())).code).toBe('model-missing');
    answer(() => Promise.reject(new TypeError('no network')));
    expect(await faultOf(() => load())).toMatchObject({
      code: 'model-missing',
      details: { model: 'small' },
    });
    answer(() => new Response(bytes));
    expect((await faultOf(() => load('other.bin'))).code).toBe('model-missing');
  });
});

describe('presentModels', () => {
  const answerOnce = (response: () => Response | Promise<Response>) => {
    const asked = vi.fn<(address: string) => Promise<Response>>(async () => response());
    vi.stubGlobal('fetch', asked);
    return asked;
  };

  it('asks the folder for its list, once', async () => {
    const asked = answerOnce(() => Response.json(['all-minilm-l6-v2']));
    for (let i = 0; i < 2; i++)
      expect(await presentModels('http://localhost/a/')).toEqual(['all-minilm-l6-v2']);
    expect(asked.mock.calls).toEqual([['http://localhost/a/index.json']]);
  });

  it('finds none where there is no list, or another page in its place', async () => {
    answerOnce(() => new Response('', { status: 404 }));
    expect(await presentModels('http://localhost/b/')).toEqual([]);
    answerOnce(() => Promise.reject(new TypeError('no network')));
    expect(await presentModels('http://localhost/c/')).toEqual([]);
    answerOnce(() => new Response('<!doctype html>'));
    expect(await presentModels('http://localhost/d/')).toEqual([]);
  });
});

import { existsSync, openAsBlob } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGguf } from '../../src/models/read-gguf';
import { faultOf } from '../fixtures/faults';
import { gguf } from '../fixtures/gguf';

const read = (bytes: Uint8Array<ArrayBuffer>) => readGguf(new Blob([bytes]), 'own.gguf');
const FIELDS = {
  'general.architecture': 'qwen2',
  'general.name': 'Qwen2.5 0.5B Instruct',
  'tokenizer.ggml.tokens': ['a', 'the', '你好'],
  'general.license': 'apache-2.0',
  'general.size_label': '0.5B',
  'qwen2.context_length': 32768,
  'llama.context_length': 1,
};

describe('the head of a model file', () => {
  it('tells name, licence, kind, size and how much it reads', async () => {
    expect(await read(gguf(FIELDS))).toEqual({
      name: 'Qwen2.5 0.5B Instruct',
      licence: 'apache-2.0',
      architecture: 'qwen2',
      size: '0.5B',
      context: 32768,
    });
    expect(await read(gguf(FIELDS, { version: 2 }))).toMatchObject({ size: '0.5B' });
  });

  it('leaves out what the file does not say', async () => {
    expect(await read(gguf({ 'general.architecture': 'llama' }))).toEqual({
      architecture: 'llama',
    });
    expect(await read(gguf({ 'general.name': '  ' }))).toEqual({});
  });

  it.each([
    ['kind', gguf(FIELDS, { magic: 'GGML' })],
    ['kind', new TextEncoder().encode('customer,text\n1,late parcel\n2,refund\n')],
    ['kind', new Uint8Array(3)],
    ['version', gguf(FIELDS, { version: 1 })],
    ['parts', gguf({ ...FIELDS, 'split.count': 3 })],
    ['encodes', gguf({ ...FIELDS, 'general.architecture': 'bert' })],
    ['cut', gguf(FIELDS).slice(0, 120)],
  ])('says what is wrong: %s', async (reason, bytes) => {
    expect(await faultOf(() => read(bytes as Uint8Array<ArrayBuffer>))).toMatchObject({
      code: 'writer-unfit',
      details: { file: 'own.gguf', reason },
    });
  });

  const small = 'public/models/smollm2-135m-instruct/model.gguf';
  it.skipIf(!existsSync(small))('is read of the small model', async () => {
    expect(await readGguf(await openAsBlob(small), 'model.gguf')).toMatchObject({
      architecture: 'llama',
      context: 8192,
    });
  });
});

import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rowOf } from '../../src/core/matrix';
import { drain } from '../../src/core/steps';
import { fetchWords } from '../../src/models/fetch-words';
import { ENCODERS, type EncoderSpec } from '../../src/models/models';
import { roundTable, writeWordTable } from '../../src/models/word-table';
import { makeTokenizer } from '../fixtures/bert-tokenizer';
import { randomMatrix } from '../fixtures/matrices';

afterEach(() => vi.unstubAllGlobals());

const published = (bytes: Uint8Array) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const tokenizer = new TextEncoder().encode(JSON.stringify(makeTokenizer(true)));
const table = writeWordTable(roundTable(randomMatrix(250, 8, 4).data, 250, 8));
const spec: EncoderSpec = {
  ...ENCODERS[0],
  id: 'small',
  files: [{ file: 'tokenizer.json', ...published(tokenizer) }],
};
const FILES: Readonly<Record<string, Uint8Array<ArrayBuffer> | undefined>> = {
  'words.json': new TextEncoder().encode(JSON.stringify({ small: published(table) })),
  'small/words.bin': table,
  'small/tokenizer.json': tokenizer,
};

function serve(files: typeof FILES): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const name = address.replace('http://localhost/models/', '');
    asked.push(name);
    const bytes = files[name];
    return bytes === undefined ? new Response('', { status: 404 }) : new Response(bytes);
  });
  return asked;
}
const load = () => fetchWords('http://localhost/models/', spec);

describe('fetchWords', () => {
  it('reads texts by the table beside the model', async () => {
    const asked = serve(FILES);
    const words = await load();
    expect(asked.sort()).toEqual(['small/tokenizer.json', 'small/words.bin', 'words.json']);
    const read = drain(words!.read(['the tea', 'Tea, the', 'card']));
    expect(read.cols).toBe(8);
    expect(Math.hypot(...rowOf(read, 0))).toBeCloseTo(1, 5);
    expect(rowOf(read, 2)).not.toEqual(rowOf(read, 0));
  });

  it.each<[string, Partial<typeof FILES>]>([
    ['there is no list', { 'words.json': undefined }],
    ['a page comes in place of the list', { 'words.json': new TextEncoder().encode('<!doctype>') }],
    ['the list does not have the model', { 'words.json': new TextEncoder().encode('{}') }],
    ['there is no table', { 'small/words.bin': undefined }],
    [
      'a bit of the table is wrong',
      { 'small/words.bin': Uint8Array.from(table, (byte, i) => (i === 99 ? byte ^ 1 : byte)) },
    ],
    ['the tokenizer is damaged', { 'small/tokenizer.json': tokenizer.slice(1) }],
  ])('does without where %s', async (_, wrong) => {
    serve({ ...FILES, ...wrong });
    expect(await load()).toBeUndefined();
  });
});

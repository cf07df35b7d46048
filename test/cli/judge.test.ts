import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { segmentFiles } from '../../src/cli/segment-files';
import { createRandom } from '../../src/core/random';
import { BUILT_IN } from '../../src/core/encoder-names';

let folder = '';
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'enclave-judge-'));
  const random = createRandom(4);
  const lines = Array.from({ length: 150 }, (_, row) =>
    [
      `C${row}`,
      ...[20, 35].map((step) => (60 + (row % 3) * step + random.normal()).toFixed(2)),
    ].join(),
  );
  await writeFile(at('made.csv'), ['id,visits,basket', ...lines].join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Told {
  readonly judged?: { readonly verdict: string; readonly rows: number; readonly repeats: number };
  readonly segments: readonly { readonly stability?: number }[];
  readonly seconds: Record<string, number>;
}

const segment = async (judge: boolean) =>
  (await segmentFiles([at('made.csv')], {
    out: at('out.csv'),
    text: [],
    ignore: [],
    k: 3,
    method: undefined,
    model: BUILT_IN,
    models: at('none'),
    guard: true,
    threads: 1,
    vectors: undefined,
    preparation: undefined,
    objections: undefined,
    unmasked: false,
    judge,
  })) as Told;

it('tells how far segments are to be trusted where asked', async () => {
  const told = await segment(true);
  expect(told.judged).toMatchObject({ verdict: 'natural', rows: 150, repeats: 50 });
  expect(told.segments.map(({ stability }) => stability)).toEqual([1, 1, 1]);
  expect(told.seconds.judge).toBeGreaterThan(0);
});

it('says nothing of it where not asked', async () => {
  const told = await segment(false);
  expect(told.judged).toBeUndefined();
  expect(told.segments[0]).not.toHaveProperty('stability');
  expect(told.seconds).not.toHaveProperty('judge');
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nameFiles } from '../../src/cli/name-files';
import { BUILT_IN } from '../../src/core/encoder-names';
import { faultOf } from '../fixtures/faults';

let folder = '';
const at = (name: string) => path.join(folder, name);
const SAID = {
  alpha: [
    'my parcel is late',
    'the parcel is late again',
    'late parcel, no tracking',
    'parcel still late',
  ],
  beta: ['refund for my order', 'I want a refund', 'where is my refund', 'refund not paid'],
  gamma: [
    'lovely gift wrapping',
    'gift wrapping was lovely',
    'the wrapping of my gift',
    'gift wrapping please',
  ],
};

async function write(name: string, groups: Readonly<Record<string, readonly string[]>>) {
  const rows = Object.entries(groups).flatMap(([group, texts]) =>
    texts.map((text) => `"${text}",${group}`),
  );
  await writeFile(at(name), ['said,topic', ...rows].join('\n'));
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'enclave-name-'));
  await write('given.csv', SAID);
  await write('renamed.csv', { zulu: SAID.alpha, parcel: SAID.beta, x: SAID.gamma });
  await write('zh.csv', {
    a: ['送餐太慢了', '送餐很慢', '送餐又慢了', '送餐慢'],
    b: ['味道很好', '味道不错很好', '味道真好', '菜的味道好'],
  });
});
afterAll(() => rm(folder, { recursive: true }));

interface Told {
  readonly language: string;
  readonly groups: readonly {
    readonly group: string;
    readonly texts: number;
    readonly name: string;
    readonly words: number;
    readonly keyphrases: readonly {
      readonly phrase: string;
      readonly inside: number;
      readonly outside: number;
    }[];
    readonly quotes: { readonly central: readonly string[]; readonly diverse: readonly string[] };
    readonly trace: readonly {
      readonly word: string;
      readonly phrase?: string;
      readonly quote?: string;
    }[];
    readonly summary: { readonly pitch: { readonly text: string } };
  }[];
}

const OPTIONS = {
  group: 'topic',
  text: 'said',
  writer: 'plain',
  model: BUILT_IN,
  models: 'none',
  threads: 1,
  stopWords: [] as string[],
};
const name = async (file: string, more: Partial<typeof OPTIONS> = {}) =>
  (await nameFiles(at(file), { ...OPTIONS, ...more })) as Told;

it('names every group by its texts, with the evidence of every word', async () => {
  const { groups } = await name('given.csv');
  expect(groups.map(({ group }) => group)).toEqual(['alpha', 'beta', 'gamma']);
  expect(new Set(groups.map((one) => one.name)).size).toBe(3);
  for (const { group, name: title, words, texts, quotes, trace, keyphrases, summary } of groups) {
    const said = SAID[group as keyof typeof SAID];
    expect(texts).toBe(4);
    expect(words).toBe(title.split(' ').length);
    expect(trace.length).toBeGreaterThan(0);
    for (const { word, phrase, quote } of trace)
      expect((phrase ?? quote ?? '').toLowerCase()).toContain(word);
    for (const quote of [...quotes.central, ...quotes.diverse]) expect(said).toContain(quote);
    for (const { inside, outside } of keyphrases) expect(inside).toBeGreaterThan(outside);
    expect(summary.pitch.text).toContain('1 in 3 customers');
  }
  expect(groups[1].name.toLowerCase()).toContain('refund');
});

it('never sees what the groups are called', async () => {
  const byTexts = ({ groups }: Told) =>
    Object.fromEntries(groups.map((one) => [one.quotes.central[0], one.name]));
  expect(byTexts(await name('renamed.csv'))).toEqual(byTexts(await name('given.csv')));
});

it('gives Chinese names to Chinese texts', async () => {
  const { language, groups } = await name('zh.csv');
  expect(language).toBe('zh');
  for (const one of groups) expect(one.name).toMatch(/^\p{sc=Han}+$/u);
  expect(groups[0].name).toContain('送餐');
});

it('uses no word of the stop list', async () => {
  const { groups } = await name('given.csv', { stopWords: ['Refund'] });
  expect(groups[1].name.toLowerCase()).not.toContain('refund');
});

it.each([
  [{ group: 'nothing' }, 'nothing (said, topic)'],
  [{ text: 'nothing' }, 'nothing (said, topic)'],
  [{ writer: 'poet' }, '--writer poet'],
  [{ model: 'poet' }, '--model poet'],
])('tells of %j', async (more, option) => {
  expect(await faultOf(() => name('given.csv', more))).toMatchObject({
    code: 'options-unknown',
    details: { option },
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeFiles } from '../../src/cli/place-files';
import { readFiles } from '../../src/cli/read-files';
import { segmentFiles } from '../../src/cli/segment-files';
import { preparationToJson } from '../../src/study/preparation-json';
import { faultSentence } from '../../src/words/faults';
import { WORDS } from '../../src/words/words';
import { faultOf } from '../fixtures/faults';
import { sampleLines } from '../fixtures/studies';

let folder: string;
const at = (name: string) => path.join(folder, name);
const OPTIONS = {
  text: [],
  ignore: [],
  k: 3,
  method: undefined,
  model: 'built-in',
  models: 'nowhere',
  guard: true,
  threads: 1,
  vectors: undefined,
  preparation: undefined,
  objections: undefined,
  unmasked: false,
};

interface Told {
  readonly rows: number;
  readonly roles: Record<string, string>;
  readonly account: { readonly rows: number; readonly objected: number };
  readonly objections?: { readonly column: string; readonly matched: number };
  readonly combination?: object;
  readonly preparation?: { readonly missing: string[]; readonly added: string[] };
}

const segment = async (files: readonly string[], options: Partial<typeof OPTIONS> | object = {}) =>
  (await segmentFiles(files.map(at), {
    ...OPTIONS,
    out: at('out.csv'),
    ...options,
  })) as Told;

/** The number of the segment in a line that was written. */
const segmentOf = (line: string) => line.split(',').at(-5);
const LINES = sampleLines('en', 90);
const IDS = LINES.slice(1).map((line) => line.split(',')[0]);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'enclave-cli-'));
  await writeFile(at('customers.csv'), LINES.join('\n'));
  await writeFile(
    at('more.csv'),
    [LINES[0], ...LINES.slice(1).map((line) => `X${line}`)].join('\n'),
  );
  await writeFile(
    at('cities.csv'),
    ['customer_id,mood', ...IDS.slice(5).map((id) => `${id},fine`)].join('\n'),
  );
  await writeFile(at('objectors.csv'), ['who', ...IDS.slice(0, 7)].join('\n'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('segments from the command line', () => {
  it('leave out who is on a list of objections, and say how many', async () => {
    const told = await segment(['customers.csv'], { objections: at('objectors.csv') });
    expect(told.objections).toEqual({ column: 'who', matched: 7 });
    expect(told.account).toMatchObject({ rows: 83, objected: 7 });
    const out = (await readFile(at('out.csv'), 'utf8')).trim().split('\n');
    expect(out).toHaveLength(91);
    const blank = out.slice(1).filter((line) => line.endsWith(',,,,,'));
    expect(blank.map((line) => line.split(',')[0])).toEqual(IDS.slice(0, 7));
  });

  it('are joined or parted to the level that is asked for', async () => {
    const rowsOf = async () =>
      (await readFile(at('out.csv'), 'utf8')).trim().split('\n').slice(1).map(segmentOf);
    const found = await segment(['customers.csv']);
    const before = await rowsOf();
    expect(found.account).toMatchObject({ k: 3 });
    const fewer = await segment(['customers.csv'], { level: 2 });
    expect(fewer.account).toMatchObject({ k: 2, found: 3 });
    const joined = await rowsOf();
    expect(new Set(before.map((one, row) => `${one} in ${joined[row]}`)).size).toBe(3);
    const more = await segment(['customers.csv'], { level: 5 });
    expect(more.account).toMatchObject({ k: 5, found: 3 });
    const parted = await rowsOf();
    expect(new Set(parted.map((one, row) => `${one} of ${before[row]}`)).size).toBe(5);
  });

  it('are refused at a level that their hierarchy has not, with those that it has', async () => {
    const fault = await faultOf(() => segment(['customers.csv'], { level: 90 }));
    expect(fault).toMatchObject({ code: 'level-unreachable', details: { level: 90, found: 3 } });
    const most = Number(fault.details.most);
    expect(faultSentence(fault, WORDS.en)).toContain(`1 to ${most}`);
    expect((await segment(['customers.csv'], { level: most })).account).toMatchObject({ k: most });
    await writeFile(at('alike.csv'), 'id,colour\n1,red\n2,red\n3,blue\n4,blue\n5,red');
    const none = await faultOf(() => segment(['alike.csv'], { k: 1, level: 2 }));
    expect(none.details).toMatchObject({ found: 1, most: 1 });
    expect(faultSentence(none, WORDS.en)).toContain('no level of 2');
  });

  it('follow a preparation, other options first', async () => {
    const [first, second] = LINES[0].split(',');
    await writeFile(
      at('preparation.json'),
      preparationToJson({
        hints: {},
        columns: [
          { name: first, role: 'id' },
          { name: second, role: 'ignore' },
          { name: 'gone', role: 'text' },
        ],
        method: 'ward',
        k: 5,
      }),
    );
    const preparation = at('preparation.json');
    const told = await segment(['customers.csv'], { preparation, k: null });
    expect(told.roles[second]).toBe('ignore');
    expect(told.account).toMatchObject({ k: 5, method: 'ward' });
    expect(told.preparation?.missing).toEqual(['gone']);
    const other = await segment(['customers.csv'], { preparation, k: 2, method: 'kmeans' });
    expect(other.account).toMatchObject({ k: 2, method: 'kmeans' });
  });

  it('refuse a preparation that is none', async () => {
    await writeFile(at('broken.json'), '{"format":"other"}');
    const fault = await faultOf(() =>
      segment(['customers.csv'], { preparation: at('broken.json') }),
    );
    expect(fault.code).toBe('preparation-damaged');
  });

  it('are found in several files as one', async () => {
    const stacked = await segment(['customers.csv', 'more.csv']);
    expect(stacked.rows).toBe(180);
    expect(stacked.combination).toMatchObject({ kind: 'stacked', files: 2, rows: 180 });
    const joined = await segment(['customers.csv', 'cities.csv']);
    expect(joined.combination).toMatchObject({
      kind: 'joined',
      joins: [{ matched: 85, withoutMatch: 5 }],
    });
    expect(Object.keys(joined.roles)).toContain('mood');
  });
});

describe('placing from the command line', () => {
  const place = async (name: string, project = 'first.enclave') =>
    (await placeFiles([at(name)], {
      place: at(project),
      out: at('placed.csv'),
      models: 'nowhere',
      guard: true,
      unmasked: false,
      threads: 1,
    })) as {
      rows: number;
      fits: number;
      misfitRows: number[];
      segments: { segment: number; name: string; now: number; change: string }[];
      mismatches: { missing: string[]; added: string[] };
    };

  it('puts a file into the segments of a project', async () => {
    await segment(['customers.csv'], { project: at('first.enclave') });
    const first = (await readFile(at('out.csv'), 'utf8')).trim().split('\n');
    const told = await place('customers.csv');
    expect(told.rows).toBe(90);
    expect(told.fits).toBeGreaterThan(0.95);
    expect(told.segments).toHaveLength(3);
    expect(told.segments.every(({ change }) => change === 'same')).toBe(true);
    expect(told.mismatches).toMatchObject({ missing: [], added: [] });
    const placed = (await readFile(at('placed.csv'), 'utf8')).trim().split('\n');
    expect(placed[0]).toBe(first[0]);
    const same = placed.filter((line, row) => segmentOf(line) === segmentOf(first[row]));
    expect(same.length).toBeGreaterThanOrEqual(89);
  });

  it('refuses what is no project', async () => {
    expect((await faultOf(() => place('customers.csv', 'customers.csv'))).code).toBe(
      'project-damaged',
    );
    expect((await faultOf(() => place('customers.csv', 'nothing'))).code).toBe('project-damaged');
  });
});

describe('reading from the command line', () => {
  it('tells several files as one', async () => {
    expect(await readFiles([at('customers.csv'), at('cities.csv')])).toMatchObject({
      file: 'customers.csv + cities.csv',
      rows: 90,
      combination: { kind: 'joined', joins: [{ matched: 85 }] },
    });
  });

  it('says which file is not there', async () => {
    const fault = await faultOf(() => readFiles([at('nothing.csv')]));
    expect(fault.code).toBe('file-unreadable');
  });
});

describe('methods that read more than rows', () => {
  it('take themes of one’s own, phrases, and what says how customers buy', async () => {
    const own = await segment(['customers.csv'], {
      method: 'themes',
      themes: ['late parcel', 'gift wrapping'],
    });
    expect(own.account).toMatchObject({ method: 'themes', report: { from: { own: 2 } } });
    const found = await segment(['customers.csv'], { method: 'themes', phrases: true });
    expect(found.account).toMatchObject({ k: 3, report: { from: { phrases: 3, model: 0 } } });
    const grid = await segment(['customers.csv'], { method: 'rfm-grid' });
    expect(grid.account).toMatchObject({ report: { kind: 'rfm', scores: 5 } });
    expect(await readFile(at('out.csv'), 'utf8')).toContain(',Champions,');
  });

  it('say in a sentence what is missing', async () => {
    const sentence = async (files: string[], options: object) =>
      faultSentence(await faultOf(() => segment(files, options)), WORDS.en);
    expect(await sentence(['customers.csv'], { method: 'themes' })).toContain('small model');
    await writeFile(at('colours.csv'), 'id,colour\n1,red\n2,blue\n3,red\n4,blue\n5,red');
    expect(await sentence(['colours.csv'], { method: 'topics' })).toContain('role Text');
    expect(await sentence(['colours.csv'], { method: 'rfm-grid' })).toContain('how recently');
  });
});

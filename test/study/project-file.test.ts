import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashText } from '../../src/core/hash';
import { carryOut } from '../../src/study/carry-out';
import { placeFile } from '../../src/study/place-file';
import { isProject, type Project, readProject, writeProject } from '../../src/study/project-file';
import { openModel } from '../../src/study/segment-models';
import { createMemoryShelves, type VectorShelf } from '../../src/study/shelves';
import { faultOf } from '../fixtures/faults';
import {
  createPorts,
  createWatch,
  KEPT_ENCODER,
  openText,
  planFor,
  quiet,
  sampleLines,
} from '../fixtures/studies';

let project: Project;
let vectors: VectorShelf;
let file: Blob;
let entries: Record<string, Uint8Array>;

beforeAll(async () => {
  const text = sampleLines('zh', 80).join('\n');
  const opened = await openText(text);
  const shelves = createMemoryShelves();
  const { ports } = createPorts(shelves);
  const plan = planFor(opened, { k: 3 });
  const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
  vectors = shelves.vectors;
  project = {
    name: '客户.csv',
    source: new Blob([text]),
    hints: { encoding: 'utf-8' },
    opened,
    plan,
    outcome,
    names: { [outcome.groupKey]: { 1: 'My own <name>' } },
  };
  file = await writeProject(project, vectors);
  entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
});

/** The project with some of its entries changed or taken out. */
function changed(changes: Record<string, Uint8Array | undefined>): Blob {
  const kept = Object.entries({ ...entries, ...changes }).filter(
    (entry): entry is [string, Uint8Array] => entry[1] !== undefined,
  );
  return new Blob([zipSync(Object.fromEntries(kept)) as Uint8Array<ArrayBuffer>]);
}

function withManifest(change: (manifest: Record<string, unknown>) => unknown): Blob {
  const manifest = JSON.parse(new TextDecoder().decode(entries['project.json'])) as Record<
    string,
    unknown
  >;
  return changed({ 'project.json': strToU8(JSON.stringify(change(manifest))) });
}

describe('a project file', () => {
  it('gives everything back', async () => {
    const back = await readProject(file, quiet);
    expect(back.outcome).toEqual(project.outcome);
    expect(back.plan).toEqual(project.plan);
    expect(back.names).toEqual(project.names);
    expect(back.name).toBe('客户.csv');
    // What would be found without hints is worked out only where there are any.
    const { detected, ...opened } = back.opened;
    expect(detected).toEqual({ encoding: 'utf-8', dialect: project.opened.dialect });
    expect(opened).toEqual(project.opened);
    expect(await back.source.text()).toBe(await project.source.text());
  });

  it('is damaged where its levels do not fit its segments', async () => {
    for (const levels of [
      { ...project.outcome.levels, offered: ['3'] },
      { ...project.outcome.levels, groups: [[0, 1]] },
      { ...project.outcome.levels, groups: [[0, 1], [], [2]] },
      { ...project.outcome.levels, groups: [[0, 1], [7]] },
    ]) {
      const damaged = withManifest((manifest) => ({
        ...manifest,
        outcome: { ...(manifest.outcome as object), levels },
      }));
      expect(await faultOf(() => readProject(damaged, quiet))).toMatchObject({
        code: 'project-damaged',
      });
    }
    const older = withManifest((manifest) => ({
      ...manifest,
      outcome: { ...(manifest.outcome as object), levels: undefined },
    }));
    expect((await readProject(older, quiet)).outcome.levels).toBeUndefined();
  });

  it('carries the vectors of the texts', async () => {
    const back = await readProject(file, quiet);
    const batch = back.vectors.get(KEPT_ENCODER);
    expect([...back.vectors.keys()]).toEqual([KEPT_ENCODER]);
    expect(batch?.hashes.length).toBe(project.outcome.account.distinctTexts);
    expect(batch?.rows).toEqual(await vectors.get(KEPT_ENCODER, batch?.hashes ?? []));
    const { quotes } = project.outcome.segments[0];
    expect(batch?.hashes).toContain(hashText(quotes[0]));
  });

  it('opens again without computing', async () => {
    const back = await readProject(file, quiet);
    const shelves = createMemoryShelves();
    for (const [id, { hashes, rows }] of back.vectors) await shelves.vectors.put(id, hashes, rows);
    const { ports, asked } = createPorts(shelves);
    const { opened, plan } = back;
    const texts = opened.table.columns[10].levels.length;
    const again = await carryOut(opened.table, opened.key, plan, ports, createWatch());
    expect(again.segments).toEqual(back.outcome.segments);
    // Phrases for names are made anew; the texts of customers are not.
    expect(asked.texts).toBeGreaterThan(0);
    const fresh = createPorts();
    await carryOut(opened.table, opened.key, plan, fresh.ports, createWatch());
    expect(fresh.asked.texts - asked.texts).toBeGreaterThanOrEqual(texts - 2);
  });

  it('is a zip that any tool opens, with the customer file as it was', async () => {
    expect(Object.keys(entries).sort()).toEqual([
      'confidence.f32',
      'labels.i32',
      'map.f32',
      'project.json',
      'source.csv',
      'vectors.f32',
      'vectors.txt',
    ]);
    expect(entries['labels.i32'].length).toBe(80 * 4);
    expect(new TextDecoder().decode(entries['source.csv'])).toBe(await project.source.text());
  });

  it('keeps figures that are unknown unknown', async () => {
    const account = { ...project.outcome.account, silhouette: Number.NaN };
    const unknown = { ...project, outcome: { ...project.outcome, account } };
    const back = await readProject(await writeProject(unknown, vectors), quiet);
    expect(back.outcome).toEqual(unknown.outcome);
  });

  it('is written without texts and without vectors, too', async () => {
    const opened = await openText('age,spend\n20,1\n30,2\n40,9\n50,8\n');
    const { ports } = createPorts();
    const plan = planFor(opened, { k: 2 });
    const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
    const source = new Blob(['age,spend\n20,1\n30,2\n40,9\n50,8\n']);
    const small: Project = { name: 'a', source, hints: {}, opened, plan, outcome, names: {} };
    const back = await readProject(await writeProject(small, ports.vectors), quiet);
    expect(back.outcome).toEqual(outcome);
    expect(back.vectors.size).toBe(0);
  });
});

describe('what the next file is placed by', () => {
  const withModel = async () => {
    const { ports } = createPorts({ ...createMemoryShelves(), vectors });
    const { opened, plan, outcome } = project;
    const { table, key: tableKey } = opened;
    const { kept } = await openModel({ table, tableKey, plan, outcome, ports }, quiet);
    return { kept, file: await writeProject({ ...project, model: kept }, vectors) };
  };

  it('goes with the project, and comes back as it was', async () => {
    const { kept, file: whole } = await withModel();
    expect((await readProject(whole, quiet)).model).toEqual(kept);
  });

  it('is learnt anew where an older page, or a newer one, has written the project', async () => {
    expect((await readProject(file, quiet)).model).toBeUndefined();
    const other = strToU8(JSON.stringify({ version: 99, something: 'else' }));
    expect((await readProject(changed({ 'model.json': other }), quiet)).model).toBeUndefined();
    const { ports } = createPorts({ ...createMemoryShelves(), vectors });
    const lines = sampleLines('zh', 200);
    const next = new Blob([[lines[0], ...lines.slice(120)].join('\n')]);
    const { placed } = await placeFile(
      [{ name: 'next.csv', file: next }],
      await readProject(file, quiet),
      ports,
      { ...quiet, stage: () => undefined },
    );
    expect(placed.customers).toBe(81);
    expect(placed.shifts).toHaveLength(3);
  });

  it('is refused where it is damaged', async () => {
    const { kept } = await withModel();
    const broken: unknown[] = [
      'no JSON',
      null,
      { ...kept, version: 'one' },
      { ...kept, encoder: 'other' },
      { ...kept, recipe: { ...kept.recipe, blocks: [{ means: ['a'], scale: 1 }] } },
      { ...kept, recipe: { ...kept.recipe, columns: kept.recipe.columns.slice(1) } },
      { ...kept, fit: { ...kept.fit, distances: [] } },
      { ...kept, fit: { ...kept.fit, rule: 'chance' } },
      { ...kept, preparation: undefined },
      { ...kept, references: [80] },
      { ...kept, references: ['1'] },
    ];
    for (const model of broken) {
      const text = typeof model === 'string' ? model : JSON.stringify(model);
      const fault = await faultOf(() =>
        readProject(changed({ 'model.json': strToU8(text) }), quiet),
      );
      expect(fault.code).toBe('project-damaged');
    }
  });
});

describe('isProject', () => {
  it('knows a project from other files', async () => {
    expect(await isProject(file)).toBe(true);
    expect(await isProject(new Blob(['a,b\n1,2\n']))).toBe(false);
    expect(await isProject(new Blob([]))).toBe(false);
    const other = zipSync({ 'sheet.xml': strToU8('<x/>') }) as Uint8Array<ArrayBuffer>;
    expect(await isProject(new Blob([other]))).toBe(false);
    const gone = { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
    expect(await isProject(gone as unknown as Blob)).toBe(false);
  });
});

describe('a damaged project', () => {
  const code = async (blob: Blob) => (await faultOf(() => readProject(blob, quiet))).code;

  it('a zip that is cut off', async () => {
    expect(await code(file.slice(0, file.size - 200))).toBe('project-damaged');
  });

  it.each([
    'project.json',
    'source.csv',
    'labels.i32',
    'confidence.f32',
    'map.f32',
    'vectors.f32',
    'vectors.txt',
  ])('without %s', async (name) => {
    expect(await code(changed({ [name]: undefined }))).toBe('project-damaged');
  });

  it.each(['labels.i32', 'confidence.f32', 'map.f32', 'vectors.f32'])(
    'with %s of another length',
    async (name) => {
      expect(await code(changed({ [name]: entries[name].slice(0, -4) }))).toBe('project-damaged');
    },
  );

  it.each(['labels.i32', 'confidence.f32', 'map.f32', 'vectors.f32'])(
    'with %s cut inside a number',
    async (name) => {
      expect(await code(changed({ [name]: entries[name].slice(0, -3) }))).toBe('project-damaged');
    },
  );

  it.each<[string, (manifest: Record<string, unknown>) => unknown]>([
    ['another format', (manifest) => ({ ...manifest, format: 'other' })],
    ['no plan', (manifest) => ({ ...manifest, plan: undefined })],
    ['no outcome', (manifest) => ({ ...manifest, outcome: undefined })],
    ['no account', (manifest) => ({ ...manifest, outcome: { segments: [] } })],
    ['no hints', (manifest) => ({ ...manifest, hints: undefined })],
    ['a list in its place', () => []],
    ['nothing in its place', () => null],
  ])('with %s in project.json', async (_, change) => {
    expect(await code(withManifest(change))).toBe('project-damaged');
  });

  it('with a project.json that is no JSON', async () => {
    expect(await code(changed({ 'project.json': strToU8('{"format":') }))).toBe('project-damaged');
  });
});

describe('a project of version 1', () => {
  it('was encoded through onnxruntime, whose vectors are kept apart', async () => {
    const older = withManifest((manifest) => ({ ...manifest, version: 1 }));
    const { plan, outcome, vectors: batches } = await readProject(older, quiet);
    const name = `${KEPT_ENCODER}+onnx`;
    expect(plan.encoder).toBe(name);
    expect(outcome.account.encoder).toBe(name);
    expect([...batches.keys()]).toEqual([name]);
    const now = await readProject(file, quiet);
    expect([now.plan.encoder, ...now.vectors.keys()]).toEqual([KEPT_ENCODER, KEPT_ENCODER]);
  });
});

describe('a newer project', () => {
  it('says so', async () => {
    const newer = withManifest((manifest) => ({ ...manifest, version: 3 }));
    expect((await faultOf(() => readProject(newer, quiet))).code).toBe('project-newer');
  });

  it('says so also when its parts are called otherwise', async () => {
    const newer = withManifest(({ format }) => ({ format, version: 3, plans: [] }));
    expect((await faultOf(() => readProject(newer, quiet))).code).toBe('project-newer');
  });
});

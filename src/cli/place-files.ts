import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../core/fault';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import { maybeEncoder } from '../models/models';
import { writeCustomers } from '../study/export-csv';
import { maskersOf } from '../study/mask-columns';
import { type PlaceStage, placeFile } from '../study/place-file';
import { isProject, type Project, readProject } from '../study/project-file';
import { modelKey } from '../study/segment-models';
import { createMemoryShelves } from '../study/shelves';
import { namesOf } from '../words/names';
import { WORDS } from '../words/words';
import { openNodeEncoder } from './node-encoder';
import { blobOf, quiet } from './open-blobs';

export interface PlaceOptions {
  /** A project file with finished segments. */
  readonly place: string;
  readonly out: string;
  readonly models: string;
  readonly guard: boolean;
  readonly unmasked: boolean;
  readonly threads: number | undefined;
}

/** Places the customers of a file into the segments of a project, and writes them as the page does. */
export async function placeFiles(files: readonly string[], options: PlaceOptions): Promise<object> {
  const began = performance.now();
  const file = new Blob([await readFile(options.place).catch(() => '')]);
  if (!(await isProject(file))) throw new Fault('project-damaged');
  const project = await readProject(file, quiet);
  const shelves = createMemoryShelves();
  for (const [id, { hashes, rows }] of project.vectors) await shelves.vectors.put(id, hashes, rows);
  const { opened, hints, plan, outcome, model } = project;
  if (model !== undefined) await shelves.results.put(modelKey(opened.key, plan), model);

  const seconds: Partial<Record<PlaceStage | 'project' | 'write', number>> = {};
  let since = began;
  let current: PlaceStage | 'project' | 'write' = 'project';
  const enter = (stage: PlaceStage | 'write') => {
    const now = performance.now();
    seconds[current] = Math.round(now - since) / 1000;
    since = now;
    current = stage;
  };
  let close = () => undefined as void;
  let opening: ReturnType<typeof openNodeEncoder> | undefined;
  const { placed, next } = await placeFile(
    await Promise.all(
      files.map(async (name) => ({ name: path.basename(name), file: await blobOf(name) })),
    ),
    { opened, hints, plan, outcome },
    {
      ...shelves,
      dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? HASHED_DIMENSIONS,
      openEncoder: async (id) => {
        opening ??= openNodeEncoder(id, options.models, options.threads);
        const encoder = await opening;
        close = encoder.close;
        return encoder;
      },
    },
    { ...quiet, stage: enter },
  ).finally(() => close());
  enter('write');
  const names = namesFrom(project);
  const { table, header, dialect, mark, encoding } = next.opened;
  let csv = '';
  for (const piece of writeCustomers(table, header, dialect, placed, names, {
    guard: options.guard,
    ...(options.guard && !options.unmasked ? { maskers: maskersOf(table, next.plan.roles) } : {}),
    mark: mark || encoding !== 'utf-8',
  }))
    csv += piece;
  await writeFile(options.out, csv);
  enter('write');
  const { labels: _l, confidence: _c, map: _m, nearest: _n, misfits, shifts, ...told } = placed;
  void [_l, _c, _m, _n];
  return {
    file: files.map((name) => path.basename(name)).join(' + '),
    project: path.basename(options.place),
    out: options.out,
    ...told,
    fits: 1 - placed.misfitShare.share,
    segments: shifts.map((shift, label) => ({
      segment: label + 1,
      name: names[label],
      ...shift,
    })),
    misfitRows: [...misfits].map((row) => row + 1),
    seconds,
  };
}

/** The names that the person gave, else the plain ones. */
function namesFrom({ outcome, names }: Project): string[] {
  const given = new Map(Object.entries(names)).get(outcome.groupKey) ?? {};
  return namesOf(outcome.segments, WORDS.en).map((plain, label) =>
    given[label] === undefined || given[label] === '' ? plain : given[label],
  );
}

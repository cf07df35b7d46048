import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { findBadCorrection } from '../core/corrections/read-corrections';
import { Fault } from '../core/fault';
import { hashText } from '../core/hash';
import type { Watch } from '../core/ports';
import { throughOnnx } from '../core/encoder-names';
import { type Plan } from '../core/study';
import { customersOf } from './customers-of';
import { breathe } from './drive';
import { type CustomerHints, type OpenedCustomers, openCustomers } from './open-customers';
import type { GroupOfSegments, Outcome } from './outcome';
import { modelFromJson, modelToJson } from './model-json';
import { type CarriedRun, maybeCarried } from './runs';
import type { KeptModel } from './segment-models';
import type { KeptVector, VectorShelf } from './shelves';

/** Raised when older pages can no longer read what is written. */
const VERSION = 2;
const FORMAT = 'enclave-project';

/** Names given to segments, by grouping. */
export type Names = Readonly<Record<string, Readonly<Record<number, string>>>>;

/** Everything a study consists of. */
export interface Project {
  readonly name: string;
  readonly source: Blob;
  readonly hints: CustomerHints;
  readonly opened: OpenedCustomers;
  readonly plan: Plan;
  readonly outcome: Outcome;
  readonly names: Names;
  /** Of the outcome; absent in files of older pages. */
  readonly run?: CarriedRun | undefined;
  /** What the next file is placed by; absent in files of older pages, and learnt anew there. */
  readonly model?: KeptModel | undefined;
}

/** Kept vectors by encoder. */
export type Batches = Map<string, { hashes: string[]; rows: KeptVector[] }>;

interface Manifest {
  readonly format: string;
  readonly version: number;
  readonly name: string;
  readonly hints: CustomerHints;
  readonly plan: Plan;
  readonly names: Names;
  readonly run?: CarriedRun;
  readonly outcome: Omit<Outcome, 'labels' | 'confidence' | 'map'>;
  readonly vectors?: { readonly encoder: string; readonly dimensions: number };
}

/**
 * A project file: a zip that any tool opens, with the customer file as it was, what was found as JSON
 * and plain little-endian arrays, and the vectors, so that it opens on another machine without
 * computing.
 */
export async function writeProject(project: Project, shelf: VectorShelf): Promise<Blob> {
  const { outcome, plan } = project;
  const { labels, confidence, map, ...rest } = outcome;
  const entries: Zippable = {
    'source.csv': new Uint8Array(await project.source.arrayBuffer()),
    'labels.i32': bytesOf(labels),
    'confidence.f32': bytesOf(confidence),
    'map.f32': bytesOf(map),
  };
  const { texts } = customersOf(project.opened.table, plan);
  const hashes = texts.map(hashText);
  const kept = hashes.length === 0 ? [] : await shelf.get(plan.encoder, hashes);
  const held = kept.flatMap((row, i) => (row === undefined ? [] : [{ hash: hashes[i], row }]));
  const dimensions = held[0]?.row.vector.length ?? 0;
  if (held.length > 0) {
    const vectors = new Float32Array(held.length * dimensions);
    held.forEach(({ row }, i) => vectors.set(row.vector, i * dimensions));
    entries['vectors.f32'] = [bytesOf(vectors), { level: 0 }];
    entries['vectors.txt'] = strToU8(
      held.map(({ hash, row }) => `${hash}${row.parts === 1 ? '' : ` ${row.parts}`}`).join('\n'),
    );
  }
  const manifest: Manifest = {
    format: FORMAT,
    version: VERSION,
    name: project.name,
    hints: project.hints,
    plan,
    names: project.names,
    ...(project.run === undefined ? {} : { run: project.run }),
    outcome: rest,
    ...(held.length > 0 ? { vectors: { encoder: plan.encoder, dimensions } } : {}),
  };
  if (project.model !== undefined) entries['model.json'] = strToU8(modelToJson(project.model));
  entries['project.json'] = strToU8(JSON.stringify(manifest, null, 1));
  await breathe();
  return new Blob([zipSync(entries, { level: 6 }) as Uint8Array<ArrayBuffer>], {
    type: 'application/zip',
  });
}

/** Whether a file is a project of ours rather than any other zip, by its first bytes and its list. */
export async function isProject(file: Blob): Promise<boolean> {
  const head = new Uint8Array(
    await file
      .slice(0, 4)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  );
  if (head[0] !== 0x50 || head[1] !== 0x4b || head[2] !== 3 || head[3] !== 4) return false;
  const tail = new Uint8Array(await file.slice(Math.max(0, file.size - 4096)).arrayBuffer());
  const list = strFromU8(tail, true);
  return list.includes('project.json') && list.includes('labels.i32');
}

/** @throws Fault project-damaged, project-newer, or what reading its customer file throws. */
export async function readProject(
  file: Blob,
  watch: Watch,
): Promise<Project & { vectors: Batches }> {
  const entries = await open(file);
  const manifest = parseManifest(entries['project.json']);
  const source = new Blob([part(entries, 'source.csv')]);
  const opened = await openCustomers(source, manifest.hints, watch);
  const labels = new Int32Array(part(entries, 'labels.i32', 4).buffer);
  const confidence = new Float32Array(part(entries, 'confidence.f32', 4).buffer);
  const map = new Float32Array(part(entries, 'map.f32', 4).buffer);
  const { rows } = opened.table;
  const { segments } = manifest.outcome;
  if (
    labels.length !== rows ||
    confidence.length !== rows ||
    map.length !== rows * 2 ||
    manifest.plan.roles.length !== opened.table.columns.length ||
    labels.some((label) => label < -1 || label >= segments.length) ||
    !areLevels(manifest.outcome.levels, segments.length)
  )
    throw new Fault('project-damaged');
  return {
    name: manifest.name,
    source,
    hints: manifest.hints,
    opened,
    plan: manifest.plan,
    outcome: { ...restoreNumbers(manifest.outcome), labels, confidence, map },
    names: manifest.names,
    run: maybeCarried(manifest.run),
    model: readModel(entries, manifest.plan, opened.table.rows),
    vectors: readVectors(manifest, entries),
  };
}

async function open(file: Blob): Promise<Record<string, Uint8Array>> {
  try {
    return unzipSync(new Uint8Array(await file.arrayBuffer()));
  } catch {
    throw new Fault('project-damaged');
  }
}

function parseManifest(bytes: Uint8Array | undefined): Manifest {
  const manifest = parseJson(bytes);
  if (manifest?.format !== FORMAT || typeof manifest.version !== 'number')
    throw new Fault('project-damaged');
  if (manifest.version > VERSION) throw new Fault('project-newer');
  const { plan, outcome, hints, names } = manifest;
  if (
    !Array.isArray(plan?.roles) ||
    !Array.isArray(outcome?.segments) ||
    !isObject(outcome.account) ||
    !isObject(hints) ||
    !isObject(names) ||
    !areCorrections(plan.corrections)
  )
    throw new Fault('project-damaged');
  return manifest.version < VERSION ? upgrade(manifest as Manifest) : (manifest as Manifest);
}

/** Vectors of version 1 were made through onnxruntime, whose vectors differ a little from those of the kernels. */
function upgrade(manifest: Manifest): Manifest {
  const { plan, vectors, outcome } = manifest;
  const { account } = outcome;
  return {
    ...manifest,
    plan: { ...plan, encoder: throughOnnx(plan.encoder) },
    outcome: { ...outcome, account: { ...account, encoder: throughOnnx(account.encoder) } },
    ...(vectors === undefined
      ? {}
      : { vectors: { ...vectors, encoder: throughOnnx(vectors.encoder) } }),
  };
}

function areCorrections(found: unknown): boolean {
  return found === undefined || (Array.isArray(found) && findBadCorrection(found) < 0);
}

function parseJson(bytes: Uint8Array | undefined): Partial<Manifest> | undefined {
  try {
    const parsed: unknown = JSON.parse(strFromU8(bytes ?? new Uint8Array()));
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function readModel(
  entries: Record<string, Uint8Array>,
  plan: Plan,
  rows: number,
): KeptModel | undefined {
  const bytes = entries['model.json'] as Uint8Array | undefined;
  const model = bytes && modelFromJson(strFromU8(bytes));
  if (model === undefined) return undefined;
  const { references = [], encoder } = model;
  const outside = references.some((row) => !(Number.isInteger(row) && row >= 0 && row < rows));
  if (outside || (encoder !== '' && encoder !== plan.encoder)) throw new Fault('project-damaged');
  return model;
}

function areShared(found: unknown): boolean {
  if (!isObject(found)) return false;
  const { keyphrases, traits } = found as Partial<GroupOfSegments>;
  return (
    Array.isArray(keyphrases) &&
    Array.isArray(traits) &&
    keyphrases.every((known: unknown) => isObject(known) && 'phrase' in known) &&
    traits.every(isObject)
  );
}

/** Whether what is told of levels fits the segments; a project of an older page tells nothing. */
function areLevels(levels: Outcome['levels'] | null, k: number): boolean {
  if (levels === undefined) return true;
  if (!isObject(levels) || !Array.isArray(levels.offered)) return false;
  const counts: unknown[] = [...levels.offered, levels.found, levels.taken, levels.finest];
  if (!counts.every((count) => Number.isInteger(count) && (count as number) > 0)) return false;
  if (levels.groups === undefined) return true;
  if (!Array.isArray(levels.groups) || !levels.groups.every(Array.isArray)) return false;
  const { groups, shared = groups.map(() => ({ keyphrases: [], traits: [] })) } = levels;
  if (!Array.isArray(shared) || shared.length !== groups.length || !shared.every(areShared))
    return false;
  const inside: unknown[] = groups.flat();
  return (
    levels.groups.every((group: readonly unknown[]) => group.length > 0) &&
    inside.length === k &&
    new Set(inside).size === k &&
    inside.every(
      (label) => Number.isInteger(label) && (label as number) >= 0 && (label as number) < k,
    )
  );
}

/** JSON writes an unknown figure as null. */
function restoreNumbers(outcome: Manifest['outcome']): Manifest['outcome'] {
  const { account } = outcome;
  const number = (value: number | null) => value ?? Number.NaN;
  return {
    ...outcome,
    account: {
      ...account,
      silhouette: number(account.silhouette),
      calinskiHarabasz: number(account.calinskiHarabasz),
      daviesBouldin: number(account.daviesBouldin),
    },
  };
}

/** A copy with a buffer of its own, so that it can be seen as an array of numbers. */
function part(
  entries: Record<string, Uint8Array>,
  name: string,
  unit = 1,
): Uint8Array<ArrayBuffer> {
  const bytes = entries[name];
  if (bytes === undefined || bytes.length % unit !== 0) throw new Fault('project-damaged');
  return bytes.slice() as Uint8Array<ArrayBuffer>;
}

function readVectors(manifest: Manifest, entries: Record<string, Uint8Array>): Batches {
  const batches: Batches = new Map();
  if (manifest.vectors === undefined) return batches;
  const { encoder, dimensions } = manifest.vectors;
  const lines = strFromU8(part(entries, 'vectors.txt')).split('\n');
  const values = new Float32Array(part(entries, 'vectors.f32', 4).buffer);
  if (values.length !== lines.length * dimensions) throw new Fault('project-damaged');
  batches.set(encoder, {
    hashes: lines.map((line) => line.slice(0, 32)),
    rows: lines.map((line, i) => ({
      vector: values.slice(i * dimensions, (i + 1) * dimensions),
      // An older page wrote ' cut' where it had read the beginning only.
      parts: line.endsWith(' cut') ? 0 : Number(line.slice(33) || 1),
    })),
  });
  return batches;
}

function bytesOf(array: Int32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

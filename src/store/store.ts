import Dexie, { type Table as DexieTable } from 'dexie';
import { Fault } from '../core/fault';
import type { Role } from '../core/prepare/roles';
import { isThroughOnnx, modelOf, throughOnnx } from '../core/encoder-names';
import { type Plan } from '../core/study';
import type { ResultShelf, VectorShelf } from '../study/shelves';
import type { CustomerHints, OpenedCustomers } from '../study/open-customers';
import type { Preparation } from '../study/preparation';
import type { Names } from '../study/project-file';
import type { Run, RunShelf } from '../study/runs';
import { DATABASE } from './kept';

/** The study that opens again on the next visit. */
export interface KeptStudy {
  readonly id: 'last';
  readonly name: string;
  readonly hints: CustomerHints;
  /** Of the file as it was read; the file and its table are kept under it. */
  readonly tableKey: string;
  readonly plan: Plan;
  readonly names: Names;
}

/** A file that was read, and its bytes. */
export interface KeptFile {
  readonly key: string;
  readonly source: Blob;
  readonly opened: OpenedCustomers;
}

/** How the person had a file prepared, to be offered for the next one of the same shape. */
export interface KeptReading {
  /** Of the columns as they are found without help. */
  readonly shape: string;
  readonly preparation: Preparation;
}

/** As pages before version 3 kept it. */
interface OldReading {
  readonly shape: string;
  readonly hints: CustomerHints;
  readonly roles: Readonly<Record<string, Role>>;
}

interface VectorRow {
  readonly key: string;
  readonly vector: Float32Array;
  /** Pages before version 3 kept whether they had read the beginning only. */
  readonly parts?: number;
  readonly cut?: boolean;
}

interface ResultRow {
  readonly key: string;
  readonly value: unknown;
}

/** Everything this page keeps on the machine. */
export interface Store {
  readonly vectors: VectorShelf;
  readonly results: ResultShelf;
  readonly runs: RunShelf;
  lastStudy(): Promise<KeptStudy | undefined>;
  fileOf(tableKey: string): Promise<KeptFile | undefined>;
  /** @throws Fault storage-full */
  keepFile(file: KeptFile): Promise<void>;
  /** @throws Fault storage-full */
  keepStudy(study: KeptStudy): Promise<void>;
  readingOf(shape: string): Promise<KeptReading | undefined>;
  /** @throws Fault storage-full */
  keepReading(reading: KeptReading): Promise<void>;
  forgetReading(shape: string): Promise<void>;
  /** How many vectors are kept, over all encoders. */
  countVectors(): Promise<number>;
  /** Removes every trace. */
  forget(): Promise<void>;
}

class Database extends Dexie {
  readonly vectors!: DexieTable<VectorRow, string>;
  readonly results!: DexieTable<ResultRow, string>;
  readonly studies!: DexieTable<KeptStudy, string>;
  readonly files!: DexieTable<KeptFile, string>;
  readonly readings!: DexieTable<KeptReading, string>;
  readonly runs!: DexieTable<Run, string>;

  constructor(name: string) {
    super(name);
    // Each change of the layout gets a number of its own and, where rows change, an upgrade.
    this.version(1).stores({ vectors: 'key', results: 'key', studies: 'id', files: 'key' });
    this.version(2).stores({ readings: 'shape' });
    this.version(3)
      .stores({ readings: 'shape' })
      .upgrade((change) =>
        change
          .table<OldReading | KeptReading>('readings')
          .toCollection()
          .modify((row, place) => {
            if ('roles' in row) place.value = upgradeReading(row);
          }),
      );
    this.version(4).stores({ runs: 'id, tableKey' });
    // Before there were kernels everything went through onnxruntime, and had no mark.
    this.version(5)
      .stores({ runs: 'id, tableKey' })
      .upgrade(async (change) => {
        for (const table of ['studies', 'runs'])
          await change
            .table<{ plan: Plan }>(table)
            .toCollection()
            .modify((row) => {
              row.plan = { ...row.plan, encoder: throughOnnx(row.plan.encoder) };
            });
      });
  }
}

/** Where a vector lies: what went through onnxruntime where it always did. */
function keyOf(encoder: string, hash: string): string {
  const shelf = isThroughOnnx(encoder) ? modelOf(encoder) : `${encoder}+kernels`;
  return `${shelf} ${hash}`;
}

/** @param name of the database, so that tests can have one of their own. */
export function openStore(name = DATABASE): Store {
  const database = new Database(name);
  return {
    vectors: {
      async get(encoder, hashes) {
        const rows = await database.vectors.bulkGet(hashes.map((hash) => keyOf(encoder, hash)));
        return rows.map(
          (row) => row && { vector: row.vector, parts: row.parts ?? (row.cut === true ? 0 : 1) },
        );
      },
      async put(encoder, hashes, rows) {
        await guarded(
          database.vectors.bulkPut(
            hashes.map((hash, i) => ({ key: keyOf(encoder, hash), ...rows[i] })),
          ),
        );
      },
      ...claimsOf(name),
    },
    results: {
      get: async <T>(key: string) => (await database.results.get(key))?.value as T | undefined,
      put: async (key, value) => void (await guarded(database.results.put({ key, value }))),
    },
    runs: {
      async of(tableKey) {
        const runs = await database.runs.where('tableKey').equals(tableKey).toArray();
        return runs.sort((a, b) => b.when - a.when || (a.id < b.id ? -1 : 1));
      },
      put: async (run) => void (await guarded(database.runs.put(run))),
      remove: (id) => database.runs.delete(id),
    },
    lastStudy: () => database.studies.get('last'),
    fileOf: (tableKey) => database.files.get(tableKey),
    async keepFile(file) {
      if ((await database.files.where('key').equals(file.key).count()) > 0) return;
      await guarded(database.files.put(file));
    },
    keepStudy: async (study) => void (await guarded(database.studies.put(study))),
    readingOf: (shape) => database.readings.get(shape),
    keepReading: async (reading) => void (await guarded(database.readings.put(reading))),
    forgetReading: (shape) => database.readings.delete(shape),
    countVectors: () => database.vectors.count(),
    async forget() {
      await database.delete();
      await database.open();
    },
  };
}

function upgradeReading({ shape, hints, roles }: OldReading): KeptReading {
  const columns = Object.entries(roles).map(([name, role]) => ({ name, role }));
  return { shape, preparation: { hints, columns } };
}

/** Turns what a full disk throws into our own fault. */
async function guarded<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isQuota(error)) throw new Fault('storage-full');
    throw error;
  }
}

function isQuota(error: unknown): boolean {
  for (let at = error; at !== null && typeof at === 'object';) {
    const { name, inner, failures } = at as {
      name?: string;
      inner?: unknown;
      failures?: unknown[];
    };
    if (name === 'QuotaExceededError') return true;
    if (failures?.some(isQuota) === true) return true;
    at = inner as object;
  }
  return false;
}

/** Names that one tab at a time can hold, where the browser has locks. */
function claimsOf(store: string): Pick<VectorShelf, 'hold'> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (locks === undefined) return {};
  return {
    async hold(name, wait, signal, work) {
      const waiting = new AbortController();
      const stop = () => waiting.abort(new Fault('stopped'));
      if (signal.aborted) throw new Fault('stopped');
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await locks.request(
          `${store} ${name}`,
          wait ? { signal: waiting.signal } : { ifAvailable: true },
          async (lock) => {
            if (lock !== null) await work();
            return lock !== null;
          },
        );
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}

import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { METHOD_IDS, maybeMethodId } from '../core/cluster/methods';
import { asFault, Fault } from '../core/fault';
import { hashText } from '../core/hash';
import type { Prepared } from '../core/prepare/prepare-customers';
import { readColumns, type Role } from '../core/prepare/roles';
import { type Stage } from '../core/study';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import { cellAt } from '../core/table/table';
import { BUILT_IN, ENCODERS, maybeEncoder } from '../models/models';
import { customersOf } from '../study/customers-of';
import { carryOut, type StudyWatch } from '../study/carry-out';
import { writeCustomers } from '../study/export-csv';
import { maskersOf } from '../study/mask-columns';
import {
  type CustomerHints,
  type OpenedCustomers,
  openCustomers,
  readCustomerColumns,
} from '../study/open-customers';
import { createMemoryShelves, type VectorShelf } from '../study/shelves';
import { suggestPlan } from '../study/suggest-plan';
import { namesOf } from '../words/names';
import { faultSentence } from '../words/faults';
import { WORDS } from '../words/words';
import { openNodeEncoder, presentEncoders } from './node-encoder';

const USAGE = `usage:
  npm run --silent read -- FILE
  npm run --silent segment -- FILE --out OUT.csv [--text COL] [--ignore COL] [--k N]
                              [--method ${METHOD_IDS.join('|')}] [--model ID] [--byte-true]
                              [--vectors OUT.npy]
FILE is a table: text (CSV and its relatives), XLSX, Parquet, JSON or NDJSON, also in gzip or zip. --text and --ignore may be given several times.
--byte-true leaves cells alone that a spreadsheet would run as a formula. --vectors writes the vector
of each row's text, in the order of the file, to be read by numpy; a row without text is zero.
ID is one of: ${[...ENCODERS.map(({ id }) => id), BUILT_IN].join(', ')}.`;

const quiet: StudyWatch = {
  signal: new AbortController().signal,
  report: () => undefined,
  stage: () => undefined,
  part: () => undefined,
};

async function open(file: string, hints: CustomerHints = {}) {
  const blob = await openAsBlob(file).catch(() => {
    throw new Fault('file-unreadable', { message: file });
  });
  return openCustomers(blob, hints, quiet);
}

async function read(file: string): Promise<object> {
  // The file as it stands; what its lines are rolled up to is told beside it.
  const opened = await open(file, { orders: null });
  const { table } = opened;
  const rolled = opened.offered === undefined ? undefined : await open(file);
  return {
    file: path.basename(file),
    bytes: opened.bytes,
    format: opened.format,
    container: opened.container,
    parts: opened.parts,
    part: opened.part,
    encoding: opened.encoding,
    byteOrderMark: opened.mark,
    delimiter: opened.dialect.delimiter,
    quote: opened.dialect.quote,
    newline: opened.dialect.newline,
    header: opened.dialect.header,
    rows: table.rows,
    columns: readColumns(table).map(({ name, role, reason, filled, distinct, examples }) => ({
      name,
      role,
      reason,
      filled,
      distinct,
      examples,
    })),
    ...(rolled?.orders === undefined
      ? {}
      : {
          orders: {
            roles: rolled.orders.roles,
            ...rolled.orders.receipt,
            columns: rolled.table.columns.map(({ name }) => name),
          },
        }),
    warnings: opened.warnings,
    firstRows: Array.from({ length: Math.min(5, table.rows) }, (_, row) =>
      table.columns.map((column) => cellAt(column, row)),
    ),
  };
}

interface SegmentOptions {
  readonly out: string;
  readonly text: readonly string[];
  readonly ignore: readonly string[];
  readonly k: number | null;
  readonly method: string | undefined;
  readonly model: string | undefined;
  readonly models: string;
  readonly guard: boolean;
  readonly threads: number | undefined;
  readonly vectors: string | undefined;
}

async function segment(file: string, options: SegmentOptions): Promise<object> {
  const began = performance.now();
  const opened = await open(file);
  const { table } = opened;
  const roles = chooseRoles(opened, options);
  const plan = suggestPlan(table, roles, presentEncoders(options.models));
  const method = options.method === undefined ? plan.method : maybeMethodId(options.method);
  if (method === undefined)
    throw new Fault('options-unknown', { option: `--method ${options.method}` });
  const encoder = options.model ?? plan.encoder;
  if (encoder !== BUILT_IN && maybeEncoder(encoder) === undefined)
    throw new Fault('options-unknown', { option: `--model ${encoder}` });

  const seconds: Partial<Record<Stage | 'read' | 'write', number>> = {};
  let since = began;
  let current: Stage | 'read' | 'write' = 'read';
  const enter = (stage: Stage | 'write') => {
    const now = performance.now();
    seconds[current] = Math.round(now - since) / 1000;
    since = now;
    current = stage;
  };
  const shelves = createMemoryShelves();
  let close = () => undefined as void;
  let opening: ReturnType<typeof openNodeEncoder> | undefined;
  const outcome = await carryOut(
    table,
    opened.key,
    { ...plan, method, encoder, k: options.k },
    {
      ...shelves,
      dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? HASHED_DIMENSIONS,
      openEncoder: async (id) => {
        opening ??= openNodeEncoder(id, options.models, options.threads);
        const opened = await opening;
        close = opened.close;
        return opened;
      },
    },
    { ...quiet, stage: enter },
  ).finally(() => close());
  enter('write');
  const names = namesOf(outcome.segments, WORDS.en);
  let csv = '';
  for (const piece of writeCustomers(table, opened.header, opened.dialect, outcome, names, {
    guard: options.guard,
    ...(options.guard ? { maskers: maskersOf(table, roles) } : {}),
    mark: opened.mark || opened.encoding !== 'utf-8',
  }))
    csv += piece;
  await writeFile(options.out, csv);
  if (options.vectors !== undefined)
    await writeFile(
      options.vectors,
      await vectorsByRow(customersOf(table, plan), encoder, shelves.vectors),
    );
  enter('write');
  return {
    file: path.basename(file),
    out: options.out,
    rows: table.rows,
    roles: Object.fromEntries(table.columns.map(({ name }, at) => [name, roles[at]])),
    account: outcome.account,
    segments: outcome.segments.map(({ label, size, share, confidence, keyphrases, traits }) => ({
      segment: label + 1,
      name: names[label],
      size,
      share,
      confidence,
      keyphrases: keyphrases.map(({ phrase }) => phrase),
      traits: traits.slice(0, 5),
    })),
    seconds,
  };
}

/** The vectors of all rows in numpy's format (NEP 1): float32, rows x dimensions. */
async function vectorsByRow(
  prepared: Prepared,
  encoder: string,
  shelf: VectorShelf,
): Promise<Buffer> {
  const kept = await shelf.get(encoder, prepared.texts.map(hashText));
  const dimensions = kept.find((row) => row !== undefined)?.vector.length ?? 0;
  const values = new Float32Array(prepared.fileRows * dimensions);
  prepared.textOf.forEach((text, customer) => {
    const vector = kept[text]?.vector;
    if (vector !== undefined) values.set(vector, prepared.order[customer] * dimensions);
  });
  const shape = `{'descr': '<f4', 'fortran_order': False, 'shape': (${prepared.fileRows}, ${dimensions}), }`;
  const header = `${shape.padEnd(Math.ceil((shape.length + 11) / 64) * 64 - 11)}\n`;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(header.length);
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    size,
    Buffer.from(header),
    Buffer.from(values.buffer),
  ]);
}

function chooseRoles(opened: OpenedCustomers, options: SegmentOptions): Role[] {
  const { table } = opened;
  const names = table.columns.map(({ name }) => name);
  for (const name of [...options.text, ...options.ignore])
    if (!names.includes(name))
      throw new Fault('options-unknown', { option: `${name} (${names.join(', ')})` });
  return readCustomerColumns(opened).map(({ name, role }) => {
    if (options.ignore.includes(name)) return 'ignore';
    if (options.text.includes(name)) return 'text';
    return options.text.length > 0 && role === 'text' ? 'ignore' : role;
  });
}

async function main(): Promise<number> {
  const [command, ...rest] = process.argv.slice(2);
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      text: { type: 'string', multiple: true, default: [] },
      ignore: { type: 'string', multiple: true, default: [] },
      k: { type: 'string' },
      method: { type: 'string' },
      model: { type: 'string' },
      models: { type: 'string', default: process.env.ENCLAVE_MODELS ?? 'public/models' },
      threads: { type: 'string' },
      vectors: { type: 'string' },
      'byte-true': { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  const k = values.k === undefined ? null : Number(values.k);
  const bad =
    file === undefined ||
    positionals.length > 1 ||
    (k !== null && !(Number.isInteger(k) && k >= 1)) ||
    !['read', 'segment'].includes(command ?? '') ||
    (command === 'segment' && values.out === undefined);
  if (bad) {
    console.error(USAGE);
    return 2;
  }
  const result =
    command === 'read'
      ? await read(file)
      : await segment(file, {
          out: values.out ?? '',
          text: values.text,
          ignore: values.ignore,
          k,
          method: values.method,
          model: values.model,
          models: values.models,
          guard: !values['byte-true'],
          threads: values.threads === undefined ? undefined : Number(values.threads),
          vectors: values.vectors,
        });
  console.log(JSON.stringify(result, null, 2));
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 2;
  } else {
    console.error(faultSentence(asFault(error), WORDS.en));
    process.exitCode = 1;
  }
}

import {
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type RowGroup,
  type SchemaElement,
  type SchemaTree,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import type { Column } from '../../core/table/table';
import { breathe, heed } from '../drive';
import { createMemoryGauge, type MemoryLimit } from '../memory-limit';
import { bytesOf } from './bytes';
import { writeDay, writeDecimal, writeFloat32, writeMoment, writeTime } from './cell-text';
import type { JsonValue } from './parse-json';
import { cellOf, createFlattener } from './record-sink';
import { createTableBuilder, type FormatTable } from './table-builder';

const KIND = 'Parquet';
const TICKS = { MILLIS: 1000n, MICROS: 1000000n, NANOS: 1000000000n } as const;
const MIDNIGHT = ' 00:00:00';

/** What a value was called and meant before the marks were taken off. */
interface Field {
  readonly name: string;
  readonly inner: ReadonlyMap<string, Field>;
  readonly kind: 'group' | 'list' | 'map' | 'leaf';
  readonly write: (value: unknown) => JsonValue;
}

/**
 * Reads a Parquet file column by column, one row group at a time. Dates and times become ISO text,
 * decimals keep their places, nested values become columns as those of JSON do.
 *
 * @throws Fault file-damaged, file-header-only, file-not-text, file-too-large, file-unreadable,
 * stopped.
 */
export async function readParquet(
  file: Blob,
  memory: MemoryLimit,
  watch: Watch,
): Promise<FormatTable> {
  try {
    return await read(file, memory, watch);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const [, unsupported] =
      /unsupported (?:compression codec|encoding|type): (\w+)/.exec(String(error)) ?? [];
    throw unsupported === undefined
      ? new Fault('file-damaged', { kind: KIND })
      : new Fault('file-not-text', { kind: `${KIND} (${unsupported})` });
  }
}

async function read(file: Blob, memory: MemoryLimit, watch: Watch): Promise<FormatTable> {
  const buffer = {
    byteLength: file.size,
    slice: async (start: number, end?: number) => (await bytesOf(file.slice(start, end))).buffer,
  };
  const metadata = await parquetMetadataAsync(buffer, { geoparquet: false });
  const fields = plainFields(metadata);
  const rows = Number(metadata.num_rows);
  const builder = createTableBuilder();
  if (fields.length === 0) throw new Fault('file-empty');
  const flattener = createFlattener(builder);
  const flat: number[] = [];
  const begin = (at: number) => {
    const { kind, name } = fields[at];
    flat[at] ??= kind === 'leaf' || kind === 'list' ? builder.addColumn(name) : -1;
  };
  if (rows === 0) for (const at of fields.keys()) begin(at);
  builder.reserve(rows, fields.length);
  const groups = metadata.row_groups.map(({ num_rows }) => Number(num_rows));
  if (groups.reduce((sum, count) => sum + count, 0) !== rows)
    throw new Fault('file-damaged', { kind: KIND });
  const sizes = metadata.row_groups.map((group) => sizesOf(group, fields.length));
  const size = sizes.flat().reduce((sum, bytes) => sum + bytes, 0);
  const gauge = createMemoryGauge(size, memory, true);
  let start = 0;
  let done = 0;
  let read = 0;
  for (const [group, count] of groups.entries()) {
    for (const [at, field] of fields.entries()) {
      begin(at);
      const seen = await readColumn(buffer, metadata, `${at}`, start, count, (row, value) => {
        const cell = convert(value, field);
        if (flat[at] >= 0) builder.set(flat[at], row, cellOf(cell));
        else flattener.set(field.name, row, cell);
      });
      if (seen !== count) throw new Fault('file-damaged', { kind: KIND });
      done += count;
      read += sizes[group][at];
      gauge.check(read, (rows * read) / size, builder.taken);
      watch.report(done, rows * fields.length);
      await breathe();
      heed(watch);
    }
    start += count;
  }
  const found = builder.finish(rows);
  return {
    ...found,
    table: { rows, columns: found.table.columns.map(withoutMidnight) },
    named: true,
  };
}

/** How many bytes each field has in a row group, once unpacked. */
function sizesOf({ columns }: RowGroup, fields: number): number[] {
  const sizes = new Array<number>(fields).fill(0);
  for (const { meta_data } of columns)
    if (meta_data !== undefined)
      sizes[Number(meta_data.path_in_schema[0])] += Number(meta_data.total_uncompressed_size);
  return sizes;
}

/** @returns how many rows were there. */
async function readColumn(
  file: { byteLength: number; slice(start: number, end?: number): Promise<ArrayBuffer> },
  metadata: FileMetaData,
  column: string,
  start: number,
  count: number,
  take: (row: number, value: unknown) => void,
): Promise<number> {
  let seen = 0;
  await parquetRead({
    file,
    metadata,
    columns: [column],
    rowStart: start,
    rowEnd: start + count,
    compressors,
    utf8: false,
    geoparquet: false,
    parsers: PARSERS,
    onChunk({ columnData, rowStart }) {
      for (let i = 0; i < columnData.length && rowStart + i < start + count; i++) {
        take(rowStart + i, columnData[i]);
        seen++;
      }
    },
  });
  return seen;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const textOf = (bytes: Uint8Array | undefined) =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);

const PARSERS = {
  timestampFromMilliseconds: (ticks: bigint) => momentOf(ticks, TICKS.MILLIS),
  timestampFromMicroseconds: (ticks: bigint) => momentOf(ticks, TICKS.MICROS),
  timestampFromNanoseconds: (ticks: bigint) => momentOf(ticks, TICKS.NANOS),
  dateFromDays: (days: number | undefined) => (days === undefined ? undefined : writeDay(days)),
  stringFromBytes: textOf,
  jsonFromBytes: textOf,
};

function momentOf(ticks: bigint | undefined, perSecond: bigint): string | undefined {
  return ticks === undefined ? undefined : writeMoment(BigInt(ticks), perSecond);
}

/**
 * Gives every element a number for its name, which may be anything, and takes off the marks by which
 * values would lose something: decimals become whole numbers, maps become lists of pairs.
 */
function plainFields(metadata: FileMetaData): Field[] {
  const tree = parquetSchema(metadata);
  const paths: string[][] = [];

  function plain(node: SchemaTree, name: string, path: readonly string[]): Field {
    const { element, children } = node;
    const stood = element.name;
    const write = writerOf(element);
    const kind = kindOf(node);
    element.name = name;
    const here = [...path, name];
    if (kind !== 'list') unmark(element);
    if (children.length === 0) paths.push(here);
    const inner = new Map<string, Field>();
    for (const [at, child] of children.entries()) inner.set(`${at}`, plain(child, `${at}`, here));
    return { name: stood, inner, kind, write };
  }

  const fields = tree.children.map((child, at) => plain(child, `${at}`, []));
  for (const { columns } of metadata.row_groups)
    for (const [at, { meta_data }] of columns.entries())
      if (meta_data !== undefined) meta_data.path_in_schema = paths[at];
  return fields;
}

function kindOf({ element, children }: SchemaTree): Field['kind'] {
  if (children.length === 0) return element.repetition_type === 'REPEATED' ? 'list' : 'leaf';
  const marks = [element.converted_type, element.logical_type?.type];
  const [pairs] = children;
  if (marks.includes('LIST') && children.length === 1 && pairs.children.length < 2) {
    element.converted_type = 'LIST';
    return 'list';
  }
  const map = marks.includes('MAP') || marks.includes('MAP_KEY_VALUE');
  return map && children.length === 1 && pairs.children.length === 2 ? 'map' : 'group';
}

function unmark(element: SchemaElement): void {
  const { converted_type: mark, logical_type: logical } = element;
  const lossy = ['DECIMAL', 'MAP', 'MAP_KEY_VALUE', 'LIST', 'BSON', 'INTERVAL', 'ENUM'];
  if (mark !== undefined && lossy.includes(mark)) delete element.converted_type;
  const kept = ['STRING', 'DATE', 'JSON', 'UUID', 'FLOAT16', 'TIMESTAMP', 'INTEGER'];
  if (logical !== undefined && !kept.includes(logical.type)) delete element.logical_type;
}

/** How a plain value of a leaf becomes a cell. */
function writerOf(element: SchemaElement): Field['write'] {
  const { type, converted_type: mark, logical_type: logical } = element;
  if (mark === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = (logical?.type === 'DECIMAL' ? logical.scale : element.scale) ?? 0;
    return (value) => writeDecimal(unitsOf(value), scale);
  }
  if (logical?.type === 'TIME') {
    const perSecond = TICKS[logical.unit];
    return (value) => writeTime(BigInt(value as bigint), perSecond);
  }
  if (mark === 'TIME_MILLIS' || mark === 'TIME_MICROS') {
    const perSecond = mark === 'TIME_MILLIS' ? TICKS.MILLIS : TICKS.MICROS;
    return (value) => writeTime(BigInt(value as bigint), perSecond);
  }
  if (type === 'FLOAT' || logical?.type === 'FLOAT16')
    return (value) => writeFloat32(value as number);
  return plainValue;
}

function plainValue(value: unknown): JsonValue {
  if (value instanceof Uint8Array) return readBytes(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? value : String(value);
}

/** Bytes without a mark are nearly always text; otherwise they are shown as hexadecimal digits. */
function readBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

/** A whole number as Parquet stores it: a number, or bytes with the highest first. */
function unitsOf(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  let units = 0n;
  for (const byte of value) units = (units << 8n) | BigInt(byte);
  return BigInt.asIntN(value.length * 8, units);
}

/** A value as assembled, with its names and meaning given back. */
function convert(value: unknown, field: Field): JsonValue {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && field.kind !== 'list')
    return value.map((item) => convert(item, field));
  switch (field.kind) {
    case 'leaf':
      return field.write(value);
    case 'list': {
      const items = value as readonly unknown[];
      const [middle] = field.inner.values();
      if (middle === undefined) return items.map((item) => maybeWrite(item, field));
      const item = middle.inner.size === 1 ? [...middle.inner.values()][0] : middle;
      return items.map((one) => convert(one, item));
    }
    case 'map': {
      const [pairs] = field.inner.values();
      const found = new Map<string, JsonValue>();
      const [key, item] = [...pairs.inner.values()];
      for (const pair of (value as Record<string, readonly Record<string, unknown>[]>)['0'] ?? [])
        found.set(String(convert(pair['0'], key)), convert(pair['1'], item));
      return found;
    }
    case 'group': {
      const found = new Map<string, JsonValue>();
      for (const [place, inner] of field.inner)
        found.set(inner.name, convert((value as Record<string, unknown>)[place], inner));
      return found;
    }
  }
}

const maybeWrite = (value: unknown, field: Field) =>
  value === null || value === undefined ? null : field.write(value);

/** Moments that are all at midnight are dates. */
function withoutMidnight(column: Column): Column {
  const told = column.levels.filter((level) => level !== '');
  const all = told.length > 0 && told.every((level) => /^\d{4}-\d\d-\d\d 00:00:00$/.test(level));
  return all
    ? { ...column, levels: column.levels.map((level) => level.replace(MIDNIGHT, '')) }
    : column;
}

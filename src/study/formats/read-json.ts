import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import { breathe, heed } from '../drive';
import type { MemoryGauge } from '../memory-limit';
import { readPieces } from './bytes';
import { writeSize } from './cell-text';
import { type JsonValue, parseJson } from './parse-json';
import {
  createRecordSink,
  isList,
  isObject,
  type JsonObject,
  type RecordSink,
} from './record-sink';
import { createJsonSplitter, type JsonPiece } from './split-json';
import { createTableBuilder, type FormatTable } from './table-builder';

/** A single value longer than this cannot be held: it takes about ten times the memory of its text. */
const LONGEST_VALUE = 1 << 27;
/** How deep in an object tables are looked for. */
const DEEPEST = 3;

export interface JsonTable extends FormatTable {
  readonly format: 'json' | 'ndjson';
}

/**
 * Reads JSON in the forms that tables take: an array of records (objects, or lists of cells), an
 * object with such arrays in it, an object of columns, records one after the other (NDJSON).
 *
 * @param list whether the text begins with an array that is the table.
 * @param wanted which array of an object, by its names joined with dots.
 * @throws Fault file-damaged, file-empty, file-header-only, file-too-large, file-unreadable,
 * options-unknown, stopped.
 */
export async function readJson(
  file: Blob,
  encoding: string,
  list: boolean,
  wanted: string | undefined,
  named: boolean,
  gauge: MemoryGauge,
  watch: Watch,
): Promise<JsonTable> {
  let format: 'json' | 'ndjson' = 'json';
  let sink: RecordSink | undefined = list ? sinkOf(named) : undefined;
  let first: JsonPiece | undefined;
  let records = 0;

  const damaged = (row?: number) =>
    new Fault('file-damaged', {
      kind: format === 'json' ? 'JSON' : 'NDJSON',
      ...(row === undefined ? {} : { row }),
    });

  function parse({ text, line }: JsonPiece): JsonValue {
    try {
      return parseJson(text);
    } catch {
      throw damaged(format === 'ndjson' ? line : list ? records : undefined);
    }
  }

  function take(piece: JsonPiece): void {
    records++;
    if (!list) {
      if (records === 1) {
        first = piece;
        return;
      }
      if (first !== undefined) {
        format = 'ndjson';
        sink = sinkOf(named);
        sink.add(parse(first));
        first = undefined;
      }
    }
    sink?.add(parse(piece));
  }

  const splitter = createJsonSplitter(list, take);
  const split = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw damaged(format === 'ndjson' ? splitter.line : list ? records + 1 : undefined);
    }
  };
  const decoder = new TextDecoder(encoding);
  let done = 0;
  for await (const piece of readPieces(file)) {
    const text = decoder.decode(piece, { stream: true });
    split(() => splitter.push(text));
    if (splitter.waiting > LONGEST_VALUE)
      throw new Fault('file-too-large', {
        size: writeSize(file.size),
        limit: writeSize(LONGEST_VALUE),
      });
    done += piece.length;
    if (sink !== undefined) gauge.check(done, sink.rows, sink.taken);
    watch.report(done, file.size);
    await breathe();
    heed(watch);
  }
  split(() => {
    splitter.push(decoder.decode());
    splitter.finish();
  });
  if (first !== undefined) return { ...readRoot(parse(first), wanted, named), format };
  if (sink === undefined || records === 0) throw new Fault('file-empty');
  return { ...sink.finish(), format };
}

const sinkOf = (named: boolean, names?: readonly string[]) =>
  createRecordSink(createTableBuilder(), named, names);

/** The table of a text that is one value. */
function readRoot(root: JsonValue, wanted: string | undefined, named: boolean): FormatTable {
  if (!isObject(root)) return fill(sinkOf(named), isList(root) ? root : [root]);
  const split = splitForm(root);
  if (split !== undefined) return fill(sinkOf(named, split.names), split.rows);
  const columns = columnsForm(root);
  if (columns !== undefined) return readColumnsForm(columns);
  const tables = findTables(root);
  if (tables.length > 0) {
    const parts = tables.map(({ part }) => part);
    const chosen =
      wanted === undefined
        ? tables.reduce((best, one) => (one.rows.length > best.rows.length ? one : best))
        : tables.find(({ part }) => part === wanted);
    if (chosen === undefined) throw new Fault('options-unknown', { option: wanted ?? '' });
    const found = fill(sinkOf(named), chosen.rows);
    return tables.length > 1 ? { ...found, parts, part: chosen.part } : found;
  }
  if (isKeyed(root))
    return fill(
      sinkOf(named),
      [...root].map(([key, record]) => new Map([['key', key], ...(record as JsonObject)])),
    );
  return fill(sinkOf(named), root.size === 0 ? [] : [root]);
}

function fill(sink: RecordSink, records: readonly JsonValue[]): FormatTable {
  for (const record of records) sink.add(record);
  return sink.finish();
}

/** `{"columns": ["a", "b"], "data": [[1, 2]]}` */
function splitForm(root: JsonObject) {
  const names = root.get('columns');
  const rows = root.get('data');
  if (!isList(names) || !isList(rows) || names.length === 0 || !rows.every(isList))
    return undefined;
  return names.every((name) => typeof name === 'string') ? { names, rows } : undefined;
}

/** `{"a": [1, 2], "b": [3, 4]}` or `{"a": {"0": 1, "1": 2}, "b": {"0": 3, "1": 4}}` */
function columnsForm(root: JsonObject): [string, readonly JsonValue[]][] | undefined {
  const columns: [string, readonly JsonValue[]][] = [];
  for (const [name, value] of root) {
    const cells = isObject(value) && isNumbered(value) ? [...value.values()] : value;
    if (!isList(cells) || cells.some(isObject)) return undefined;
    columns.push([name, cells]);
  }
  const [length] = columns.map(([, cells]) => cells.length);
  const even = columns.every(([, cells]) => cells.length === length);
  return even && columns.some(([, cells]) => cells.some((cell) => !isList(cell)))
    ? columns
    : undefined;
}

function isNumbered(value: JsonObject): boolean {
  let next = 0;
  for (const key of value.keys()) if (key !== `${next++}`) return false;
  return next > 0;
}

function readColumnsForm(columns: readonly [string, readonly JsonValue[]][]): FormatTable {
  const sink = sinkOf(true);
  const [[, { length }]] = columns;
  for (let row = 0; row < length; row++)
    sink.add(new Map(columns.map(([name, cells]) => [name, cells[row]])));
  return sink.finish();
}

/** Arrays of objects or of lists inside an object. */
function findTables(root: JsonObject): { part: string; rows: readonly JsonValue[] }[] {
  const found: { part: string; rows: readonly JsonValue[] }[] = [];
  const walk = (value: JsonObject, place: string, depth: number) => {
    for (const [key, item] of value) {
      const part = place === '' ? key : `${place}.${key}`;
      if (isObject(item) && depth < DEEPEST) walk(item, part, depth + 1);
      if (isList(item) && item.some((one) => isObject(one) || isList(one)))
        found.push({ part, rows: item });
    }
  };
  walk(root, '', 1);
  return found;
}

/** `{"c1": {"name": "Ann"}, "c2": {"name": "Bo"}}`: records by their key. */
function isKeyed(root: JsonObject): boolean {
  const [first, ...rest] = root.values();
  if (!isObject(first) || rest.length === 0) return false;
  const shared = (record: JsonValue) =>
    isObject(record) && [...record.keys()].some((key) => first.has(key));
  return rest.every(shared);
}

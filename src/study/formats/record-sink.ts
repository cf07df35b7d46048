import type { Taken } from '../../core/table/column';
import { writeNumber } from './cell-text';
import { type JsonValue, writeJson } from './parse-json';
import type { FormatTable, TableBuilder } from './table-builder';

/** Objects in objects become columns down to this many names joined by dots. */
const DEEPEST = 3;

export type JsonObject = ReadonlyMap<string, JsonValue>;

export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] =>
  Array.isArray(value);
export const isObject = (value: JsonValue | undefined): value is JsonObject => value instanceof Map;

/** The columns that stand for a name, and for the names inside it. */
interface Branch {
  readonly name: string;
  column: number;
  readonly inner: Map<string, Branch>;
}

const createBranch = (name: string): Branch => ({ name, column: -1, inner: new Map() });

/** Writes values of JSON, nested as they may be, into columns. */
export interface Flattener {
  /** A value under a name of the outermost object. */
  set(name: string, row: number, value: JsonValue): void;
}

export function createFlattener(builder: TableBuilder): Flattener {
  const root = new Map<string, Branch>();

  function write(branch: Branch, row: number, value: JsonValue, depth: number): void {
    if (isObject(value) && value.size > 0 && depth < DEEPEST) {
      if (branch.column >= 0) builder.omitIfEmpty(branch.column);
      for (const [key, item] of value)
        write(branchOf(branch.inner, key, `${branch.name}.${key}`), row, item, depth + 1);
      return;
    }
    // A column is made even where nothing is known yet, unless the name turns out to hold others.
    const cell = cellOf(value);
    if (cell === '' && branch.inner.size > 0) return;
    if (branch.column < 0) branch.column = builder.addColumn(branch.name);
    builder.set(branch.column, row, cell);
  }

  return {
    set: (name, row, value) => write(branchOf(root, name, name), row, value, 1),
  };
}

function branchOf(branches: Map<string, Branch>, key: string, name: string): Branch {
  let branch = branches.get(key);
  if (branch === undefined) {
    branch = createBranch(name);
    branches.set(key, branch);
  }
  return branch;
}

const isScalar = (value: JsonValue) => !isList(value) && !isObject(value);

/** A value as the text of one cell. */
export function cellOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'bigint') return writeNumber(value);
  if (typeof value === 'boolean') return `${value}`;
  if (isObject(value)) return value.size === 0 ? '' : writeJson(value);
  if (!isList(value)) return '';
  if (value.every(isScalar))
    return value
      .filter((item) => item !== null)
      .map(cellOf)
      .join('; ');
  return writeJson(value);
}

/** Takes the records of a file, whatever they are: objects, lists of cells or single values. */
export interface RecordSink {
  readonly rows: number;
  /** What the records take that were added so far. */
  taken(): Taken;
  add(record: JsonValue): void;
  /** @throws Fault file-empty, file-header-only or file-too-large. */
  finish(): FormatTable;
}

/** The column of records that are single values. */
const VALUE = 'value';

/**
 * @param names of lists of cells; otherwise the first list of distinct texts names them.
 * @param named false where the first list holds a customer already.
 */
export function createRecordSink(
  builder: TableBuilder,
  named: boolean,
  names?: readonly string[],
): RecordSink {
  const flattener = createFlattener(builder);
  let rows = 0;
  let seen = 0;
  let positions: number[] | undefined;
  let bare = false;

  function nameLists(given: readonly string[] | undefined): void {
    positions = (given ?? []).map((name) => builder.addColumn(name));
    bare = given === undefined;
    if (bare) builder.warn('no-header');
  }

  function addList(list: readonly JsonValue[]): void {
    if (positions === undefined) {
      if (names !== undefined) nameLists(names);
      else if (named && rows === 0 && areNames(list)) return nameLists(list);
      else nameLists(undefined);
    }
    const columns = positions ?? [];
    if (!bare && list.length > columns.length) builder.warn('long-rows', seen);
    if (list.length < columns.length) builder.warn('short-rows', seen);
    for (const [at, value] of list.entries()) {
      columns[at] ??= builder.addColumn('');
      builder.set(columns[at], rows, cellOf(value));
    }
    rows++;
  }

  return {
    get rows() {
      return rows;
    },
    taken: builder.taken,
    add(record) {
      seen++;
      if (record === null) {
        builder.warn('blank-rows', seen);
        return;
      }
      if (isList(record)) return addList(record);
      if (isObject(record)) for (const [key, value] of record) flattener.set(key, rows, value);
      else flattener.set(VALUE, rows, record);
      rows++;
    },
    finish() {
      const found = builder.finish(rows);
      const unnamed = bare ? -1 : found.header.findIndex((name) => name.trim() === '');
      if (unnamed >= 0) builder.warn('unnamed-columns', 1, `${unnamed + 1}`);
      return {
        ...found,
        header: bare ? [] : found.header,
        warnings: builder.warnings(),
        named: !bare,
      };
    },
  };
}

function areNames(list: readonly JsonValue[]): list is readonly string[] {
  return (
    list.length > 0 &&
    list.every((name) => typeof name === 'string' && name.trim() !== '') &&
    new Set(list).size === list.length
  );
}

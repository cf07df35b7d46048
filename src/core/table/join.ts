import type { Steps } from '../steps';
import { type Column, isMissing, type Table } from './table';

/** A key as it is compared: without case, blanks around it, and a spreadsheet's needless .0. */
export function plainKey(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .replace(/\s+/gu, ' ')
    .toLowerCase()
    .replace(/^(\d+)\.0+$/, '$1');
}

/** The same without zeros in front, which a spreadsheet takes off. */
export function bareKey(cell: string): string {
  return plainKey(cell).replace(/^0+(?=\d+$)/, '');
}

/** Columns of two tables that name the same things. */
export interface SharedKey {
  readonly left: Column;
  readonly right: Column;
  /** Whether no two rows of the table have the same key. */
  readonly leftUnique: boolean;
  readonly rightUnique: boolean;
  /** Shares of the keys of each that the other has. */
  readonly leftShare: number;
  readonly rightShare: number;
  /** Whether a name says that the keys are customers. */
  readonly customers: boolean;
}

/** Longer cells are texts. */
const LONGEST_KEY = 80;
/** Share of a column's rows that must be filled. */
const FILLED = 0.5;
/** A key that few rows lack may stand twice by a slip. */
const UNIQUE = 0.999;
/** This share of the smaller side's keys must be found on the other; more where names say nothing. */
const OVERLAP = 0.2;
const OVERLAP_UNNAMED = 0.5;
/** Names that any table's key could have. */
const GENERIC = /^(?:id|no|nr|key|code|index|row|name|number|date|编号|序号|名称|日期)$/;

interface Keyed {
  readonly column: Column;
  readonly name: string;
  readonly keys: Set<string>;
  readonly unique: boolean;
}

/**
 * The pair of columns that best tells which rows of two tables belong together: first by what the
 * names say, then by the number of keys that both have.
 *
 * @param isCustomer whether a column's name says that it names customers; such keys may stand in
 * several rows on both sides, others only on one.
 * @returns undefined when there is none.
 */
export function* findSharedKey(
  first: Table,
  second: Table,
  isCustomer: (name: string) => boolean,
): Steps<SharedKey | undefined> {
  const total = first.columns.length + second.columns.length;
  const keyed: [Keyed[], Keyed[]] = [[], []];
  for (const [side, table] of [first, second].entries())
    for (const [at, column] of table.columns.entries()) {
      yield { done: side * first.columns.length + at, total };
      const found = readKeyed(column, table.rows);
      if (found !== undefined) keyed[side].push(found);
    }
  let best: { left: Keyed; right: Keyed; shared: number; rank: number } | undefined;
  for (const left of keyed[0])
    for (const right of keyed[1]) {
      const people = isCustomer(left.name) || isCustomer(right.name);
      if (!left.unique && !right.unique && !people) continue;
      const named = joinedName(left.name) === joinedName(right.name);
      const rank =
        (isCustomer(left.name) ? 2 : 0) +
        (isCustomer(right.name) ? 2 : 0) +
        (named ? (GENERIC.test(joinedName(left.name)) ? 1 : 2) : 0);
      const few = Math.min(left.keys.size, right.keys.size);
      const shared = countShared(left.keys, right.keys);
      if (few < 2 || shared < 2 || shared < (rank > 0 ? OVERLAP : OVERLAP_UNNAMED) * few) continue;
      if (best === undefined || rank > best.rank || (rank === best.rank && shared > best.shared))
        best = { left, right, shared, rank };
    }
  return (
    best && {
      left: best.left.column,
      right: best.right.column,
      leftUnique: best.left.unique,
      rightUnique: best.right.unique,
      leftShare: best.shared / best.left.keys.size,
      rightShare: best.shared / best.right.keys.size,
      customers: isCustomer(best.left.name) || isCustomer(best.right.name),
    }
  );
}

const joinedName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function readKeyed(column: Column, rows: number): Keyed | undefined {
  const keys = new Set<string>();
  const counts = new Int32Array(column.levels.length);
  for (const code of column.codes) counts[code]++;
  let filled = 0;
  for (const [code, cell] of column.levels.entries()) {
    if (counts[code] === 0 || isMissing(cell)) continue;
    if (cell.length > LONGEST_KEY) return undefined;
    filled += counts[code];
    keys.add(bareKey(cell));
  }
  if (filled === 0 || filled < FILLED * rows) return undefined;
  return { column, name: column.name, keys, unique: keys.size >= UNIQUE * filled };
}

function countShared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const key of small) if (large.has(key)) shared++;
  return shared;
}

/** Which keys of two columns are the same. */
export interface KeyMatch {
  /** For each level of the left column the level of the right one, -1 for none. */
  readonly rightOf: Int32Array;
  /** Keys of the right column that no row of the left has. */
  readonly unused: readonly string[];
}

/**
 * Matches the keys of two columns: those that are the same but for case, blanks and a needless .0, and
 * of the rest those that are the same but for zeros in front, where neither side has two of them.
 */
export function matchKeys(left: Column, right: Column): KeyMatch {
  const leftKeys = groupLevels(left, plainKey);
  const rightKeys = groupLevels(right, plainKey);
  const rightOf = new Int32Array(left.levels.length).fill(-1);
  const claimed = new Set<string>();
  const pair = (leftKey: string, rightKey: string) => {
    claimed.add(rightKey);
    const [level] = rightKeys.get(rightKey) ?? [];
    for (const code of leftKeys.get(leftKey) ?? []) rightOf[code] = level;
  };
  for (const key of leftKeys.keys()) if (rightKeys.has(key)) pair(key, key);
  const bare = (keys: Iterable<string>, taken: (key: string) => boolean) => {
    const found = new Map<string, string[]>();
    for (const key of keys)
      if (!taken(key)) found.set(bareKey(key), [...(found.get(bareKey(key)) ?? []), key]);
    return found;
  };
  const free = bare(rightKeys.keys(), (key) => claimed.has(key));
  for (const [key, own] of bare(leftKeys.keys(), (plain) => rightKeys.has(plain))) {
    const others = free.get(key) ?? [];
    if (own.length === 1 && others.length === 1) pair(own[0], others[0]);
  }
  const unused = [...rightKeys]
    .filter(([key]) => !claimed.has(key))
    .map(([, [level]]) => right.levels[level].trim());
  return { rightOf, unused };
}

/** Levels that stand in a row and say something, by their key. */
function groupLevels(column: Column, keyOf: (cell: string) => string): Map<string, number[]> {
  const used = new Uint8Array(column.levels.length);
  for (const code of column.codes) used[code] = 1;
  const found = new Map<string, number[]>();
  for (const [code, cell] of column.levels.entries()) {
    if (used[code] === 0 || isMissing(cell)) continue;
    const key = keyOf(cell);
    const levels = found.get(key);
    if (levels === undefined) found.set(key, [code]);
    else levels.push(code);
  }
  return found;
}

/** A column whose cells of one key are all written as the first of them. */
export function unifyKeys(column: Column): Column {
  const levels: string[] = [];
  const codeOf = new Map<string, number>();
  const settled = column.levels.map((cell) => {
    const key = isMissing(cell) ? `\n${cell}` : plainKey(cell);
    let code = codeOf.get(key);
    if (code === undefined) {
      code = levels.push(isMissing(cell) ? cell : cell.trim()) - 1;
      codeOf.set(key, code);
    }
    return code;
  });
  return { name: column.name, levels, codes: column.codes.map((code) => settled[code]) };
}

/** Rows of a table that a key was looked for, and what was found. */
export interface JoinCounts {
  readonly matched: number;
  /** Rows of the first table that have a key which the second lacks. */
  readonly withoutMatch: number;
  /** Rows of the first table without a key. */
  readonly withoutKey: number;
  /** Keys of the second table that no row of the first has. */
  readonly unused: number;
  /** Keys of either side that were not found on the other, to look at. */
  readonly strangers: { readonly first: readonly string[]; readonly second: readonly string[] };
  /** Rows that matched although their keys are not written the same way, and two that are not. */
  readonly alike: number;
  readonly alikeExample?: readonly [string, string];
}

const MOST_STRANGERS = 3;

/** Counts what a match comes to in the rows of the left table. */
export function countMatches(left: Column, right: Column, match: KeyMatch): JoinCounts {
  const counts = new Int32Array(left.levels.length);
  for (const code of left.codes) counts[code]++;
  let matched = 0;
  let withoutKey = 0;
  let alike = 0;
  let alikeExample: [string, string] | undefined;
  const strangers: string[] = [];
  for (const [code, cell] of left.levels.entries()) {
    const found = match.rightOf[code];
    if (isMissing(cell)) withoutKey += counts[code];
    else if (found < 0) {
      if (counts[code] > 0 && strangers.length < MOST_STRANGERS) strangers.push(cell.trim());
    } else {
      matched += counts[code];
      if (counts[code] > 0 && cell !== right.levels[found]) {
        alike += counts[code];
        alikeExample ??= [cell, right.levels[found]];
      }
    }
  }
  return {
    matched,
    withoutMatch: left.codes.length - matched - withoutKey,
    withoutKey,
    unused: match.unused.length,
    strangers: { first: strangers, second: match.unused.slice(0, MOST_STRANGERS) },
    alike,
    ...(alikeExample === undefined ? {} : { alikeExample }),
  };
}

/** For each row of the left table the row of the right one with its key, -1 for none. */
export function rowsBeside(left: Column, right: Column, match: KeyMatch): Int32Array {
  const rowOf = new Map<number, number>();
  right.codes.forEach((code, row) => {
    if (!rowOf.has(code)) rowOf.set(code, row);
  });
  return left.codes.map((code) =>
    match.rightOf[code] < 0 ? -1 : (rowOf.get(match.rightOf[code]) ?? -1),
  );
}

/** A column's cells at the rows given, an empty one for -1. */
export function takeCells(column: Column, name: string, rows: Int32Array): Column {
  const blank = column.levels.indexOf('');
  const levels = blank < 0 ? [...column.levels, ''] : column.levels;
  const none = blank < 0 ? column.levels.length : blank;
  return { name, levels, codes: rows.map((row) => (row < 0 ? none : column.codes[row])) };
}

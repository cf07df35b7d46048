import type { AskedOrder } from '../prepare/dates';
import type { DecimalMark } from '../prepare/numbers';
import { partOf, type Role } from '../prepare/roles';
import { rescale, type Steps } from '../steps';
import type { Column, Table } from '../table/table';
import { compareColumns } from './compare-columns';
import { countColumn, type CountedColumn, countRows, type Examined } from './counted-column';
import { examineCells, type Spelling, spellingsOf } from './examine-cells';
import {
  type DateProfile,
  type DatesRead,
  examineDates,
  findFuture,
  findSerials,
  latestPlausible,
} from './examine-dates';
import { examineIds, type IdProfile } from './examine-ids';
import { examineLevels, type LevelProfile } from './examine-levels';
import { examineNumbers, type NumberProfile } from './examine-numbers';
import { examineRows, type RowProfile } from './examine-rows';
import { examineTexts, type TextProfile } from './examine-texts';
import { findLeaks } from './find-leaks';
import { type Finding, type Severity, SEVERITIES } from './finding';
import type { MeasuredColumn } from './measured-column';
import { type Plot, topBars } from './plots';
import { type NumberReading, readNumbers } from './read-numbers';

/** A column that is not used is only counted. */
export interface OtherProfile {
  readonly kind: 'other';
}

export type Profile =
  NumberProfile | DateProfile | LevelProfile | TextProfile | IdProfile | OtherProfile;

export interface ColumnQuality {
  readonly name: string;
  readonly role: Role;
  /** Rows that say something, and rows that do not. */
  readonly filled: number;
  readonly missing: number;
  /** How the cells say that nothing is known. */
  readonly spellings: readonly Spelling[];
  /** Distinct cells that say something. */
  readonly distinct: number;
  readonly profile: Profile;
  readonly plot: Plot;
  /** The gravest first. */
  readonly findings: readonly Finding[];
}

/** In plain words: use it, look at some things first, or put some things right first. */
export type Verdict = 'ready' | 'look' | 'repair';

export interface Quality {
  readonly rows: number;
  readonly columns: readonly ColumnQuality[];
  readonly whole: RowProfile;
  /** About the file as a whole. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly verdict: Verdict;
}

export interface QualityOptions {
  /** The column to be predicted; left out, the first with the role target. */
  readonly target?: number;
  /** In milliseconds since 1970: dates after it are in the future. Left out, the file itself tells. */
  readonly today?: number;
  /** The row that a spreadsheet shows for the first one: 2, or 1 in a file without a header. */
  readonly firstRow?: number;
  /** How columns of dates order day and month, by their names, where the person has said it. */
  readonly dateOrders?: Readonly<Record<string, AskedOrder>>;
  /** The marks before the decimals of columns of numbers, likewise. */
  readonly decimalMarks?: Readonly<Record<string, DecimalMark>>;
}

/**
 * Looks at every column by its role, at all rows, and at what columns say of each other.
 *
 * @param roles one per column of the table.
 */
export function* examineTable(
  table: Table,
  roles: readonly Role[],
  options: QualityOptions = {},
): Steps<Quality> {
  const { firstRow = 2, today } = options;
  const orders = new Map(Object.entries(options.dateOrders ?? {}));
  const marks = new Map(Object.entries(options.decimalMarks ?? {}));
  const named = roles.indexOf('target');
  const target = options.target ?? (named < 0 ? undefined : named);
  const steps = table.columns.length + 3;
  const columns: ColumnQuality[] = [];
  const measured: MeasuredColumn[] = [];
  const dated: { at: number; read: DatesRead }[] = [];
  for (const [at, column] of table.columns.entries()) {
    const work = examineColumn(column, roles[at], firstRow, {
      order: orders.get(column.name),
      decimal: marks.get(column.name),
    });
    const { quality, values, read } = yield* rescale(work, at, steps);
    columns.push(quality);
    measured.push({ column, role: roles[at], distinct: quality.distinct, values });
    if (read !== undefined) dated.push({ at, read });
    yield { done: at + 1, total: steps };
  }
  const rowWork = examineRows(table, roles, firstRow);
  const whole = yield* rescale(rowWork, steps - 3, steps);
  const repeats = yield* rescale(compareColumns(measured), steps - 2, steps);
  const leaks = yield* rescale(findLeaks(measured, target), steps - 1, steps);
  const latest = latestPlausible(
    dated.map(({ read }) => read),
    today,
  );
  const later = dated.flatMap(({ read }) => findFuture(read, latest));
  const between = [...later, ...leaks, ...repeats];
  const settled = columns.map((column) => ({
    ...column,
    findings: sortFindings([
      ...column.findings,
      ...between.filter((finding) => finding.column === column.name),
    ]),
  }));
  const findings = sortFindings(whole.findings);
  const counts = countSeverities([...findings, ...settled.flatMap((column) => column.findings)]);
  return {
    rows: table.rows,
    columns: settled,
    whole: whole.profile,
    findings,
    counts,
    verdict: counts.problem > 0 ? 'repair' : counts.check > 0 ? 'look' : 'ready',
  };
}

/** All findings, the gravest first, in the order of the columns. */
export function allFindings(quality: Quality): Finding[] {
  return sortFindings([
    ...quality.findings,
    ...quality.columns.flatMap((column) => column.findings),
  ]);
}

function sortFindings(findings: readonly Finding[]): Finding[] {
  const weight = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
  return [...findings].sort((a, b) => weight(a) - weight(b));
}

function countSeverities(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { problem: 0, check: 0, note: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

interface ColumnWork {
  readonly quality: ColumnQuality;
  readonly values: Float64Array | undefined;
  readonly read: DatesRead | undefined;
}

function* examineColumn(
  column: Column,
  role: Role,
  firstRow: number,
  said: { readonly order: AskedOrder | undefined; readonly decimal: DecimalMark | undefined },
): Steps<ColumnWork> {
  const counted = yield* countColumn(column, firstRow);
  const cells = yield* examineCells(counted, role);
  let values: Float64Array | undefined;
  let read: DatesRead | undefined;
  let examined: Examined<Profile>;
  const part = partOf(role);
  if (part === 'number' || (part === undefined && MAY_COUNT.has(role))) {
    const reading = yield* readNumbers(counted, said.decimal);
    if (part === 'number' || countsSomething(counted, reading)) {
      values = spread(counted, reading.values);
      examined = examineNumbers(counted, reading);
    } else examined = yield* examineLevels(counted);
  } else if (part === 'date') {
    const dates = yield* examineDates(counted, said.order);
    read = dates.read;
    values = spread(counted, read.moments);
    examined = dates;
  } else if (part === 'category' || role === 'consent') examined = yield* examineLevels(counted);
  else if (part === 'text') examined = yield* examineTexts(counted);
  else if (role === 'id') examined = yield* examineIds(counted);
  else examined = examineOther(counted);
  const serials = part === 'date' || part === 'text' ? [] : findSerials(counted);
  const quality: ColumnQuality = {
    name: column.name,
    role,
    filled: counted.filled,
    missing: counted.rows - counted.filled,
    spellings: spellingsOf(counted.missing),
    distinct: counted.levels.length,
    profile: examined.profile,
    plot: examined.plot,
    findings: counted.filled === 0 ? cells : [...cells, ...serials, ...examined.findings],
  };
  return { quality, values, read };
}

/** Roles that tell what a column is for, not whether it counts something: a sum or a yes, an age or a sex. */
const MAY_COUNT: ReadonlySet<Role> = new Set(['target', 'protected']);
const MOST_ANSWERS = 20;

function countsSomething(counted: CountedColumn, reading: NumberReading): boolean {
  const numbers = counted.filled - countRows(reading.unreadable);
  return counted.levels.length > MOST_ANSWERS && numbers >= 0.9 * counted.filled;
}

function examineOther({ levels }: CountedColumn): Examined<OtherProfile> {
  const bars = levels.map(({ cell, count }) => [cell.trim(), count] as const);
  return { profile: { kind: 'other' }, plot: topBars(bars, 'level'), findings: [] };
}

/** What was read of each level, row by row. */
function spread({ column, levels }: CountedColumn, values: Float64Array): Float64Array {
  const byCode = new Float64Array(column.levels.length).fill(Number.NaN);
  levels.forEach(({ code }, at) => {
    byCode[code] = values[at];
  });
  return Float64Array.from(column.codes, (code) => byCode[code]);
}

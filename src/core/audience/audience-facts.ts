import { type AskedOrder, inferDateOrder, maybeDate } from '../prepare/dates';
import { type Consent, consentOf } from '../prepare/consent';
import { maybeFlag } from '../prepare/flags';
import { type DecimalMark, inferDecimalMark, maybeNumber } from '../prepare/numbers';
import type { Role } from '../prepare/roles';
import { maybeSerial, serialToDate } from '../quality/excel-dates';
import { type Column, isMissing, type Table } from '../table/table';

/** What conditions on a column are about. */
export type AudienceKind = 'number' | 'date' | 'category' | 'flag' | 'text' | 'consent';

const KINDS: Readonly<Partial<Record<Role, AudienceKind>>> = {
  number: 'number',
  amount: 'number',
  date: 'date',
  category: 'category',
  channel: 'category',
  campaign: 'category',
  target: 'category',
  flag: 'flag',
  text: 'text',
  consent: 'consent',
};

/** @returns undefined for columns that no audience is made by: keys, protected attributes, what is ignored. */
export function audienceKindOf(role: Role): AudienceKind | undefined {
  return KINDS[role];
}

/** A column as conditions read it: once for each distinct cell. What is costly is made when asked for. */
export interface AudienceColumn {
  readonly name: string;
  readonly kind: AudienceKind;
  readonly role: Role;
  readonly column: Column;
  /** Cells without blanks at their ends, '' where nothing is said; by level. */
  cells(): readonly string[];
  /** The same in small letters. */
  lower(): readonly string[];
  /** NaN where the cell is no number; by level. */
  numbers(): Float64Array;
  /** Whole days since 1970, NaN where the cell is no date; by level. */
  days(): Float64Array;
  flags(): readonly (boolean | undefined)[];
  consents(): readonly Consent[];
  /** The latest day that a row of the file holds; NaN where none does. */
  lastDay(): number;
}

/** Customers as audiences are made of them; arrays follow the rows of the file. */
export interface AudienceFacts {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, AudienceColumn>;
  /** 1 for customers who take part; nobody else is in any audience. */
  readonly present: Uint8Array;
  /** -1 is nowhere. */
  readonly labels: Int32Array;
  /** How many segments there are. */
  readonly segments: number;
  /** 0 to 1. */
  readonly confidence: ArrayLike<number>;
  /** How near each customer's text is to one that was asked for, as a cosine; undefined while unknown. */
  likeness?(text: string): ArrayLike<number> | undefined;
}

/** What a person may have said about how columns are read. */
export interface Readings {
  readonly dateOrders?: Readonly<Record<string, AskedOrder>> | undefined;
  readonly decimalMarks?: Readonly<Record<string, DecimalMark>> | undefined;
}

const DAY = 86_400_000;

/** The columns of a table that audiences can be made by, in its order. */
export function audienceColumns(
  table: Table,
  roles: readonly Role[],
  { dateOrders = {}, decimalMarks = {} }: Readings = {},
): Map<string, AudienceColumn> {
  const orders = new Map(Object.entries(dateOrders));
  const marks = new Map(Object.entries(decimalMarks));
  const columns = new Map<string, AudienceColumn>();
  table.columns.forEach((column, at) => {
    const kind = audienceKindOf(roles[at]);
    const { name, levels } = column;
    if (kind === undefined) return;
    const days = once(() => {
      const filled = levels.filter((cell) => !isMissing(cell));
      const serials = filled.filter((cell) => maybeSerial(cell) !== undefined).length;
      const counted = serials > filled.length / 2;
      const order = orders.get(name) ?? inferDateOrder(levels);
      return Float64Array.from(levels, (cell) => {
        if (isMissing(cell)) return Number.NaN;
        const serial = counted ? maybeSerial(cell) : undefined;
        const moment = serial === undefined ? maybeDate(cell, order) : serialToDate(serial);
        return moment === undefined ? Number.NaN : Math.floor(moment / DAY);
      });
    });
    const cells = once(() => levels.map((cell) => (isMissing(cell) ? '' : cell.trim())));
    columns.set(name, {
      name,
      kind,
      role: roles[at],
      column,
      cells,
      lower: once(() => cells().map((cell) => cell.toLowerCase())),
      numbers: once(() => {
        const mark = marks.get(name) ?? inferDecimalMark(levels);
        return Float64Array.from(levels, (cell) =>
          isMissing(cell) ? Number.NaN : (maybeNumber(cell, mark) ?? Number.NaN),
        );
      }),
      days,
      flags: once(() => levels.map((cell) => (isMissing(cell) ? undefined : maybeFlag(cell)))),
      consents: once(() => levels.map((cell) => consentOf(cell, name))),
      lastDay: once(() => {
        const byLevel = days();
        let last = Number.NaN;
        for (const code of column.codes)
          if (!(byLevel[code] <= last)) last = later(last, byLevel[code]);
        return last;
      }),
    });
  });
  return columns;
}

const later = (a: number, b: number) => (Number.isNaN(b) || a > b ? a : b);

function once<T extends object | number>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** A day as whole days since 1970; undefined for what is no day such as 2024-01-31. */
export function maybeDay(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return undefined;
  const moment = Date.parse(`${text}T00:00:00Z`);
  // 2024-02-30 is no day, though engines may read it as the first of March.
  return Number.isNaN(moment) || dayText(moment / DAY) !== text ? undefined : moment / DAY;
}

/** Whole days since 1970 as 2024-01-31. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

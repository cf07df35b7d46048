import type { DateOrder } from '../prepare/dates';
import type { DecimalMark } from '../prepare/numbers';
import { partOf, type Role } from '../prepare/roles';
import type { Table } from '../table/table';
import type { FindingCode } from './finding';
import type { ColumnQuality, Quality } from './quality';

export const MISSING_CHOICES = ['leave', 'median', 'mean', 'zero', 'level', 'drop-rows'] as const;
export type MissingChoice = (typeof MISSING_CHOICES)[number];

export const OUTLIER_CHOICES = ['keep', 'clip', 'drop-rows'] as const;
export type OutlierChoice = (typeof OUTLIER_CHOICES)[number];

export const SCALES = ['auto', 'log', 'linear'] as const;
export type Scale = (typeof SCALES)[number];

export const DATE_ORDERS = ['auto', 'ymd', 'dmy', 'mdy'] as const;
export const DECIMAL_MARKS = ['auto', '.', ','] as const;

/** The day from which a spreadsheet counts, where numbers are to be read as its dates. */
export const SERIAL_SYSTEMS = ['no', '1900', '1904'] as const;
export type SerialSystem = (typeof SERIAL_SYSTEMS)[number];

export const ROW_CHOICES = ['keep', 'drop-rows'] as const;
export type RowChoice = (typeof ROW_CHOICES)[number];

/** What is done about one column. */
export interface ColumnRecipe {
  readonly column: string;
  readonly role: Role;
  readonly missing: MissingChoice;
  /** What stands for unknown where `missing` is level. */
  readonly level: string;
  readonly outliers: OutlierChoice;
  /** How the grouping measures a number; the cells stay as they are. */
  readonly scale: Scale;
  /** Cells that are read as another one. */
  readonly merge: readonly (readonly [from: string, to: string])[];
  readonly order: DateOrder | 'auto';
  readonly decimal: DecimalMark | 'auto';
  readonly asDate: SerialSystem;
  readonly dropColumn: boolean;
}

/**
 * What is done about a file before it is used. It says what to do, never with which figures: a median
 * or a limit is found anew in the file that it is applied to.
 */
export interface Recipe {
  /** Rows that an earlier one equals in every cell. */
  readonly repeatedRows: RowChoice;
  /** Rows in which no cell says anything. */
  readonly emptyRows: RowChoice;
  readonly columns: readonly ColumnRecipe[];
}

/** What can be done about missing cells, by what the column is used for. */
export function missingChoices(role: Role): readonly MissingChoice[] {
  if (role === 'ignore') return ['leave'];
  const part = partOf(role);
  if (part === 'number') return ['leave', 'median', 'mean', 'zero', 'drop-rows'];
  if (part === 'date') return ['leave', 'median', 'mean', 'drop-rows'];
  // Consent, ids, targets and protected attributes are never made up.
  return part === undefined ? ['leave', 'drop-rows'] : ['leave', 'level', 'drop-rows'];
}

/** Without consent and ids nobody would know who must be left out. */
export function mayDrop(role: Role): boolean {
  return role !== 'consent' && role !== 'id';
}

/** The recipe that changes nothing in a column. */
export function leaveColumn(column: string, role: Role): ColumnRecipe {
  return {
    column,
    role,
    missing: 'leave',
    level: 'unknown',
    outliers: 'keep',
    scale: 'auto',
    merge: [],
    order: 'auto',
    decimal: 'auto',
    asDate: 'no',
    dropColumn: false,
  };
}

export function leaveTable(table: Table, roles: readonly Role[]): Recipe {
  return {
    repeatedRows: 'keep',
    emptyRows: 'keep',
    columns: table.columns.map(({ name }, at) => leaveColumn(name, roles[at])),
  };
}

/** So few outliers are more likely slips than customers. */
const FEW_OUTLIERS = 0.01;
/** Columns with these findings say nothing, nothing new, or too much. */
const DROPPED: readonly FindingCode[] = [
  'empty-column',
  'constant',
  'repeats-column',
  'leaks-target',
];

/**
 * What is proposed: what can be put right without making anything up. Unknown stays unknown, which
 * the grouping knows as a place of its own; a few outliers are held at the limits; spellings of one
 * level are merged; day numbers become dates; columns that say nothing or repeat another are left
 * out, and so are empty rows, and repeated rows where each row is a customer with an id.
 */
export function suggestRecipe(quality: Quality): Recipe {
  const ids = quality.columns.filter(({ role }) => role === 'id');
  const orders = ids.some(({ findings }) =>
    findings.some(({ code, severity }) => code === 'repeated-ids' && severity === 'check'),
  );
  const known = ids.length > 0 && !orders;
  return {
    repeatedRows: known && quality.whole.repeated > 0 ? 'drop-rows' : 'keep',
    emptyRows: quality.whole.empty > 0 ? 'drop-rows' : 'keep',
    columns: quality.columns.map(suggestColumn),
  };
}

function suggestColumn(column: ColumnQuality): ColumnRecipe {
  const { profile, name, findings } = column;
  const has = (code: FindingCode) => findings.some((finding) => finding.code === code);
  const serials = has('serial-dates') || has('serials-among-dates');
  const plain = leaveColumn(name, serials ? 'date' : column.role);
  const few =
    partOf(column.role) === 'number' &&
    profile.kind === 'number' &&
    profile.outliers > 0 &&
    profile.outliers <= Math.max(1, FEW_OUTLIERS * profile.known);
  // What people consented to is left as they said it.
  const spelled = profile.kind === 'category' && column.role !== 'consent';
  return {
    ...plain,
    outliers: few && !serials ? 'clip' : 'keep',
    merge: [...(spelled ? mergesOf(profile.merges) : []), ...standIns(column)],
    order: profile.kind === 'date' && has('date-orders-mixed') ? profile.order : 'auto',
    asDate: serials ? '1900' : 'no',
    dropColumn:
      mayDrop(column.role) &&
      findings.some(
        ({ code, severity }) =>
          DROPPED.includes(code) && !(code === 'repeats-column' && severity === 'note'),
      ),
  };
}

function mergesOf(merges: readonly { keep: string; others: readonly string[] }[]) {
  return merges.flatMap(({ keep, others }) => others.map((from) => [from, keep] as const));
}

/** Numbers that stand for "not known" become blank. */
function standIns({ findings }: ColumnQuality) {
  return findings
    .filter(({ code }) => code === 'stand-in-numbers')
    .flatMap(({ cells }) => cells.map((cell) => [cell, ''] as const));
}

/** How well a recipe fits another file. */
export interface RecipeFit {
  /** Columns that the recipe knows and the file lacks. */
  readonly missing: readonly string[];
  /** Columns of the file that the recipe does not know; nothing is done about them. */
  readonly added: readonly string[];
}

export function matchRecipe(table: Table, recipe: Recipe): RecipeFit {
  const present = new Set(table.columns.map(({ name }) => name));
  const known = new Set(recipe.columns.map(({ column }) => column));
  return {
    missing: [...known].filter((name) => !present.has(name)),
    added: [...present].filter((name) => !known.has(name)),
  };
}

/** How each column that stays is to be measured, in the order of the treated table. */
export function scalesOf(table: Table, recipe: Recipe): Scale[] {
  const scales = new Map(recipe.columns.map(({ column, scale }) => [column, scale]));
  return table.columns.map(({ name }) => scales.get(name) ?? 'auto');
}

/** The same recipe where columns have got other roles; what no longer fits a role is left. */
export function withRoles(
  recipe: Recipe,
  names: readonly string[],
  roles: readonly Role[],
): Recipe {
  const roleOf = new Map(names.map((name, at) => [name, roles[at]]));
  return {
    ...recipe,
    columns: recipe.columns.map((column) => {
      const role = roleOf.get(column.column) ?? column.role;
      if (role === column.role) return column;
      const missing = missingChoices(role).includes(column.missing) ? column.missing : 'leave';
      return { ...column, role, missing };
    }),
  };
}

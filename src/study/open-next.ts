import { Fault } from '../core/fault';
import type { RfmOptions } from '../core/orders/rfm';
import type { Watch } from '../core/ports';
import { partOf } from '../core/prepare/roles';
import type { Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { readAs } from './choose-hints';
import { combineFiles, type NamedFile } from './combine-files';
import {
  type CustomerHints,
  hintsForNext,
  type OpenedCustomers,
  openCustomers,
  readCustomerColumns,
} from './open-customers';
import { matchPreparation, preparationOf } from './preparation';

/** How the first file was read, and what was set for it. */
export interface FirstFile {
  readonly opened: OpenedCustomers;
  readonly hints: CustomerHints;
  readonly plan: Plan;
}

/** A file of new customers, prepared as the first one was. */
export interface NextFile {
  readonly name: string;
  readonly opened: OpenedCustomers;
  readonly plan: Plan;
  /** Columns that segments are made from and the file lacks. */
  readonly missing: readonly string[];
  /** Columns that tell who is left out and that the file lacks. */
  readonly unheard: readonly string[];
  /** Columns that the first file lacks: they are passed over. */
  readonly added: readonly string[];
}

/**
 * Reads a file of new customers as the first one was read, or as it is found where that fits better, and
 * gives its columns the roles that columns of the same names had. New columns are passed over, but for
 * consent, which is always heard.
 *
 * @param files one, or several that become one.
 * @throws Fault place-unlike where it has none of the columns, or what reading throws.
 */
export async function openNext(
  files: readonly NamedFile[],
  first: FirstFile,
  watch: Watch,
): Promise<NextFile> {
  const { file, name, hints } = await joinFiles(files, first, watch);
  const used = usedColumns(first);
  const opened = await readLike(file, hints, used, watch);
  const { table } = opened;
  const names = first.opened.table.columns.map((column) => column.name);
  const present = new Set(table.columns.map((column) => column.name));
  if (!used.some((column) => present.has(column)))
    throw new Fault('place-unlike', { columns: used.slice(0, 6).join(', ') });
  const found = readCustomerColumns(opened);
  const known = new Set(names);
  const roles = table.columns.map((column, at) =>
    !known.has(column.name) && found[at].role === 'consent' ? ('consent' as const) : 'ignore',
  );
  const { plan, added } = matchPreparation(table, preparationOf(names, first.plan, hints), {
    ...first.plan,
    roles,
  });
  const heard = names.filter(
    (_, at) =>
      first.plan.roles[at] === 'consent' ||
      (first.plan.roles[at] === 'id' && (first.plan.objections ?? []).length > 0),
  );
  return {
    name,
    opened,
    plan: { ...plan, ...(first.plan.space === undefined ? {} : { space: first.plan.space }) },
    missing: used.filter((column) => !present.has(column)),
    unheard: heard.filter((column) => !present.has(column)),
    added,
  };
}

/** The least share of the columns in use that a file must have to be taken for one of the same kind. */
const ALIKE = 0.6;
/** Files up to this size are read whole to see what they are. */
const SMALL = 1 << 22;
const HEAD = 1 << 18;

/** Whether a file looks like the next one of the same kind, by the columns that segments are made from. */
export async function resembles(
  files: readonly NamedFile[],
  first: FirstFile,
  watch: Watch,
): Promise<boolean> {
  const used = usedColumns(first);
  if (used.length === 0) return false;
  const hints = nextHints(first);
  for (const { file } of files) {
    const opened =
      (file.size > SMALL ? await readAs(await headOf(file), hints, watch) : undefined) ??
      (await readAs(file, hints, watch)) ??
      (await readAs(file, {}, watch));
    if (opened === undefined || shareOf(opened.table, used) < ALIKE) return false;
  }
  return files.length > 0;
}

/** Whole lines of the beginning of a large file. */
async function headOf(file: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const end = bytes.lastIndexOf(10);
  return new Blob([end < 0 ? bytes : bytes.slice(0, end + 1)]);
}

/** Columns that segments are made from. */
function usedColumns({ opened, plan }: FirstFile): string[] {
  const treated = new Map(plan.recipe?.columns.map((column) => [column.column, column]));
  return opened.table.columns
    .filter(
      ({ name }, at) =>
        partOf(plan.roles[at]) !== undefined && treated.get(name)?.dropColumn !== true,
    )
    .map(({ name }) => name);
}

function shareOf(table: Table, used: readonly string[]): number {
  const present = new Set(table.columns.map(({ name }) => name));
  return used.filter((name) => present.has(name)).length / Math.max(1, used.length);
}

async function joinFiles(
  files: readonly NamedFile[],
  first: FirstFile,
  watch: Watch,
): Promise<{ file: Blob; name: string; hints: CustomerHints }> {
  const hints = nextHints(first);
  if (files.length === 1) return { ...files[0], hints };
  const made = await combineFiles(files, watch);
  return { file: made.source, name: made.name, hints: { ...hints, ...made.hints } };
}

/** How the next file is to be read: orders by the roles and cut points of the first. */
function nextHints({ opened, hints }: FirstFile): CustomerHints {
  const roles = hints.orders ?? opened.orders?.roles ?? opened.gathered?.roles;
  if (hints.orders === null || roles === undefined) return hintsForNext(hints);
  const cuts = Object.fromEntries(
    Object.entries(opened.orders?.rfm?.cuts ?? {}).filter(([, points]) =>
      points.every((point) => Number.isFinite(point)),
    ),
  ) as RfmOptions;
  const orders = Object.keys(cuts).length === 0 ? roles : { ...roles, cuts };
  return hintsForNext({ ...hints, orders });
}

async function readLike(
  file: Blob,
  hints: CustomerHints,
  used: readonly string[],
  watch: Watch,
): Promise<OpenedCustomers> {
  const asked = await readAs(file, hints, watch);
  if (asked !== undefined && shareOf(asked.table, used) === 1) return asked;
  if (Object.keys(hints).length === 0) return asked ?? openCustomers(file, {}, watch);
  const plain =
    asked === undefined ? await openCustomers(file, {}, watch) : await readAs(file, {}, watch);
  if (plain === undefined || asked === undefined) return (asked ?? plain) as OpenedCustomers;
  return shareOf(plain.table, used) > shareOf(asked.table, used) ? plain : asked;
}

import { partOf, type Role } from '../core/prepare/roles';
import type { Plan } from '../core/study';
import { countRefused } from '../core/prepare/consent';
import { findObjectors } from '../core/prepare/objections';
import { findUnclearDate } from '../core/prepare/dates';
import { findUnclearNumber } from '../core/prepare/numbers';
import { firstRecordsOf, shorten } from '../core/table/file-records';
import type { Table } from '../core/table/table';
import { type OpenedCustomers, readCustomerColumns } from '../study/open-customers';
import { languageOf } from '../study/suggest-plan';
import type { OpenedSummary } from './lab-contract';

/** Records that are no rows, shown from the end of the file. */
const MOST_APART = 8;

/** What the page shows of a file that was read, under the plan that is shown with it. */
export function summariseFile(
  opened: OpenedCustomers,
  plan: Plan,
  { name, hints, applied }: Pick<OpenedSummary, 'name' | 'hints' | 'applied'>,
): OpenedSummary {
  const { table } = opened;
  return {
    name,
    rows: table.rows,
    columns: readCustomerColumns(opened),
    dialect: opened.dialect,
    encoding: opened.encoding,
    detected: opened.detected ?? { encoding: opened.encoding, dialect: opened.dialect },
    ends: opened.ends ?? { first: firstRecordsOf(table), last: [] },
    footer: opened.footer.slice(-MOST_APART).map(shorten),
    warnings: opened.warnings,
    hints,
    format: opened.format,
    parts: opened.parts ?? [],
    part: opened.part ?? '',
    orders: opened.orders,
    offered: opened.offered,
    gathered: opened.gathered,
    repeats: opened.repeats,
    applied,
    unclearDates: unclearDatesOf(table, plan.roles),
    unclearNumbers: unclearNumbersOf(opened, plan.roles),
    language: languageOf(table, plan.roles),
    plan,
    refused: countRefused(table, plan.roles),
    listed: findObjectors(table, plan.roles, new Set(plan.objections)).reduce(
      (sum, on) => sum + on,
      0,
    ),
  };
}

/** What was made of orders is written by us. */
export function unclearNumbersOf(
  { table, orders, format }: OpenedCustomers,
  roles: readonly Role[],
): OpenedSummary['unclearNumbers'] {
  const typed = format !== 'delimited';
  return table.columns.map((column, at) =>
    orders === undefined && !typed && partOf(roles[at]) === 'number'
      ? findUnclearNumber(column.levels)
      : undefined,
  );
}

export function unclearDatesOf(
  table: Table,
  roles: readonly Role[],
): OpenedSummary['unclearDates'] {
  return table.columns.map((column, at) =>
    roles[at] === 'date' ? findUnclearDate(column.levels) : undefined,
  );
}

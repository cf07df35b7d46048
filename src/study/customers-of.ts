import { findObjectors } from '../core/prepare/objections';
import { prepareCustomers, type Prepared } from '../core/prepare/prepare-customers';
import type { Plan } from '../core/study';
import type { Table } from '../core/table/table';

/** The customers that a plan lets take part, ready to be measured. */
export function customersOf(
  table: Table,
  { roles, objections = [] }: Pick<Plan, 'roles' | 'objections'>,
): Prepared {
  const suppressed = findObjectors(table, roles, new Set(objections));
  return prepareCustomers(table, roles, { suppressed });
}

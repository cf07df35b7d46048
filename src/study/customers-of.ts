import { maskPersonal } from '../core/personal/mask-personal';
import { findObjectors } from '../core/prepare/objections';
import { prepareCustomers, type Prepared } from '../core/prepare/prepare-customers';
import type { Role } from '../core/prepare/roles';
import { applyRecipe } from '../core/quality/apply-recipe';
import { type Recipe, scalesOf } from '../core/quality/recipe';
import { type Plan, type TextTreatment, TREAT_TEXTS } from '../core/study';
import type { Table } from '../core/table/table';
import { cleanText } from '../core/text/clean-text';

/** Customers as a plan lets them take part. */
export interface Customers extends Prepared {
  /** Rows of the file that the recipe drops. */
  readonly dropped: number;
}

/** The customers that a plan lets take part, ready to be measured; `order` names rows of `table`. */
export function customersOf(
  table: Table,
  plan: Pick<Plan, 'roles' | 'objections' | 'texts' | 'recipe'>,
): Customers {
  const { roles, objections = [], texts = TREAT_TEXTS, recipe } = plan;
  const prepare = (of: Table, ofRoles: readonly Role[]) =>
    prepareCustomers(of, ofRoles, {
      suppressed: findObjectors(of, ofRoles, new Set(objections)),
      treatText: treatment(texts),
    });
  if (recipe === undefined) return { ...prepare(table, roles), dropped: 0 };
  const treated = applyRecipe(table, recipe);
  const roleOf = new Map(table.columns.map(({ name }, at) => [name, roles[at]]));
  const prepared = prepare(
    treated.table,
    treated.table.columns.map(({ name }) => roleOf.get(name) ?? 'ignore'),
  );
  return {
    ...prepared,
    fileRows: table.rows,
    dropped: table.rows - treated.table.rows,
    order: prepared.order.map((row) => treated.rows[row]),
    numbers: scaleNumbers(prepared, treated.table, recipe),
  };
}

function scaleNumbers({ numbers }: Prepared, table: Table, recipe: Recipe): Prepared['numbers'] {
  const scales = scalesOf(table, recipe);
  const scaleOf = new Map(table.columns.map(({ name }, at) => [name, scales[at]]));
  return numbers.map((column) => ({ ...column, scale: scaleOf.get(column.name) ?? 'auto' }));
}

function treatment({ tidy, mask }: TextTreatment): (text: string) => string {
  return (text) => {
    const tidied = tidy ? cleanText(text) : text;
    return mask ? maskPersonal(tidied) : tidied;
  };
}

import { maskPersonal } from '../core/personal/mask-personal';
import { findObjectors } from '../core/prepare/objections';
import { prepareCustomers, type Prepared } from '../core/prepare/prepare-customers';
import { partOf, type Role } from '../core/prepare/roles';
import { applyRecipe } from '../core/quality/apply-recipe';
import { type Recipe, scalesOf } from '../core/quality/recipe';
import { type Plan, type TextTreatment, TREAT_TEXTS } from '../core/study';
import type { Table } from '../core/table/table';
import { dropBoilerplate } from '../core/text/boilerplate';
import { cleanText } from '../core/text/clean-text';

/** Customers as a plan lets them take part. */
export interface Customers extends Prepared {
  /** Rows of the file that the recipe drops. */
  readonly dropped: number;
}

/** The customers that a plan lets take part, ready to be measured; `order` names rows of `table`. */
export function customersOf(
  table: Table,
  plan: Pick<Plan, 'roles' | 'objections' | 'texts' | 'recipe' | 'dateOrders' | 'decimalMarks'>,
): Customers {
  const {
    roles,
    objections = [],
    texts = TREAT_TEXTS,
    recipe,
    dateOrders = {},
    decimalMarks = {},
  } = plan;
  const prepare = (of: Table, ofRoles: readonly Role[], marks = decimalMarks) =>
    prepareCustomers(of, ofRoles, {
      suppressed: findObjectors(of, ofRoles, new Set(objections)),
      treatText: treatmentOf(texts),
      dateOrders,
      decimalMarks: marks,
    });
  if (recipe === undefined) return { ...prepare(table, roles), dropped: 0 };
  const settled = settleReading(recipe, dateOrders, decimalMarks);
  const treated = applyRecipe(table, settled);
  // What a treatment has read it has written with a point.
  const written = new Set(
    settled.columns.filter(({ decimal }) => decimal !== 'auto').map(({ column }) => column),
  );
  const marks = Object.entries(decimalMarks).filter(([name]) => !written.has(name));
  const roleOf = new Map(table.columns.map(({ name }, at) => [name, roles[at]]));
  const prepared = prepare(
    treated.table,
    treated.table.columns.map(({ name }) => roleOf.get(name) ?? 'ignore'),
    Object.fromEntries(marks),
  );
  return {
    ...prepared,
    fileRows: table.rows,
    dropped: table.rows - treated.table.rows,
    order: prepared.order.map((row) => treated.rows[row]),
    numbers: scaleNumbers(prepared, treated.table, recipe),
  };
}

/** The recipe with what the person has said of dates and decimals, where it says nothing itself. */
function settleReading(
  recipe: Recipe,
  orders: NonNullable<Plan['dateOrders']>,
  marks: NonNullable<Plan['decimalMarks']>,
): Recipe {
  const orderOf = new Map(Object.entries(orders));
  const markOf = new Map(Object.entries(marks));
  return {
    ...recipe,
    columns: recipe.columns.map((column) => {
      const dated = column.order === 'auto' && column.role === 'date';
      const counted = column.decimal === 'auto' && partOf(column.role) === 'number';
      return {
        ...column,
        order: (dated ? orderOf.get(column.column) : undefined) ?? column.order,
        decimal: (counted ? markOf.get(column.column) : undefined) ?? column.decimal,
      };
    }),
  };
}

function scaleNumbers({ numbers }: Prepared, table: Table, recipe: Recipe): Prepared['numbers'] {
  const scales = scalesOf(table, recipe);
  const scaleOf = new Map(table.columns.map(({ name }, at) => [name, scales[at]]));
  return numbers.map((column) => ({ ...column, scale: scaleOf.get(column.name) ?? 'auto' }));
}

/** What a plan does to each text before anything reads it: tidied, without boilerplate, masked. */
export function treatmentOf(texts: TextTreatment): (text: string) => string {
  const { tidy, mask, links = 'drop', emoji = 'keep', boilerplate = [] } = texts;
  return (text) => {
    const tidied = tidy ? cleanText(text, { urls: links, emoji }) : text;
    const own = boilerplate.length === 0 ? tidied : dropBoilerplate(tidied, boilerplate);
    return mask ? maskPersonal(own) : own;
  };
}

import { maskPersonal } from '../core/personal/mask-personal';
import { type AskedOrder, inferDateOrder } from '../core/prepare/dates';
import { type DecimalMark, inferDecimalMark } from '../core/prepare/numbers';
import { findObjectors } from '../core/prepare/objections';
import { prepareCustomers, type Prepared } from '../core/prepare/prepare-customers';
import { type Part, partOf, type Role } from '../core/prepare/roles';
import { applyRecipe } from '../core/quality/apply-recipe';
import { type Recipe, scalesOf } from '../core/quality/recipe';
import type { LearntColumn } from '../core/quality/treat-column';
import { type Plan, type TextTreatment, TREAT_TEXTS } from '../core/study';
import type { Table } from '../core/table/table';
import { dropBoilerplate } from '../core/text/boilerplate';
import { cleanText } from '../core/text/clean-text';

/** Customers as a plan lets them take part. */
export interface Customers extends Prepared {
  /** Rows of the file that the recipe drops. */
  readonly dropped: number;
}

/** What preparing a file has learnt of it, so that another file can be prepared the same. */
export interface LearntPreparation {
  /** Of the treatments. */
  readonly treated: readonly LearntColumn[];
  /** How columns were read, by name; another file is read otherwise only where its own cells tell so. */
  readonly decimalMarks: Readonly<Record<string, DecimalMark>>;
  readonly dateOrders: Readonly<Record<string, AskedOrder>>;
}

type PreparingPlan = Pick<
  Plan,
  'roles' | 'objections' | 'texts' | 'recipe' | 'dateOrders' | 'decimalMarks'
>;

/**
 * The customers that a plan lets take part, ready to be measured; `order` names rows of `table`.
 *
 * @param known what was learnt of another file: its medians, limits and readings are taken.
 */
export function customersOf(
  table: Table,
  plan: PreparingPlan,
  known?: LearntPreparation,
): Customers {
  return readCustomers(table, plan, known).customers;
}

/** What preparing a table by a plan learns of it. */
export function learnPreparation(table: Table, plan: PreparingPlan): LearntPreparation {
  return readCustomers(table, plan).learnt;
}

function readCustomers(
  table: Table,
  plan: PreparingPlan,
  known?: LearntPreparation,
): { customers: Customers; learnt: LearntPreparation } {
  const {
    roles,
    objections = [],
    texts = TREAT_TEXTS,
    recipe,
    dateOrders = {},
    decimalMarks = {},
  } = plan;
  const prepare = (of: Table, ofRoles: readonly Role[], marks = decimalMarks) => {
    const read = settleMarks(of, ofRoles, { dateOrders, decimalMarks: marks }, known);
    const prepared = prepareCustomers(of, ofRoles, {
      suppressed: findObjectors(of, ofRoles, new Set(objections)),
      treatText: treatmentOf(texts),
      ...read,
    });
    return { prepared, read };
  };
  if (recipe === undefined) {
    const { prepared, read } = prepare(table, roles);
    return { customers: { ...prepared, dropped: 0 }, learnt: { treated: [], ...read } };
  }
  const settled = settleReading(recipe, dateOrders, decimalMarks);
  const treated = applyRecipe(table, settled, known?.treated);
  // What a treatment has read it has written with a point.
  const written = new Set(
    settled.columns.filter(({ decimal }) => decimal !== 'auto').map(({ column }) => column),
  );
  const marks = Object.entries(decimalMarks).filter(([name]) => !written.has(name));
  const roleOf = new Map(table.columns.map(({ name }, at) => [name, roles[at]]));
  const { prepared, read } = prepare(
    treated.table,
    treated.table.columns.map(({ name }) => roleOf.get(name) ?? 'ignore'),
    Object.fromEntries(marks),
  );
  return {
    customers: {
      ...prepared,
      fileRows: table.rows,
      dropped: table.rows - treated.table.rows,
      order: prepared.order.map((row) => treated.rows[row]),
      numbers: scaleNumbers(prepared, treated.table, recipe),
    },
    learnt: { treated: treated.learnt, ...read },
  };
}

type Marks = Pick<LearntPreparation, 'decimalMarks' | 'dateOrders'>;

/**
 * How columns of numbers and dates are read: as the person has said, else as their own cells tell, else as
 * those of the file before did.
 */
function settleMarks(
  { columns }: Table,
  roles: readonly Role[],
  { dateOrders, decimalMarks }: Marks,
  known?: Marks,
): Marks {
  const taking = (part: Part) => columns.filter((_, at) => partOf(roles[at]) === part);
  const said = { orders: mapOf(dateOrders), marks: mapOf(decimalMarks) };
  const before = { orders: mapOf(known?.dateOrders), marks: mapOf(known?.decimalMarks) };
  return {
    decimalMarks: Object.fromEntries(
      taking('number').map(({ name, levels }) => [
        name,
        said.marks.get(name) ?? inferDecimalMark(levels, before.marks.get(name)),
      ]),
    ),
    dateOrders: Object.fromEntries(
      taking('date').map(({ name, levels }) => [
        name,
        said.orders.get(name) ?? inferDateOrder(levels, before.orders.get(name)),
      ]),
    ),
  };
}

const mapOf = <T>(record: Readonly<Record<string, T>> = {}) => new Map(Object.entries(record));

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

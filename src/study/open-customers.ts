import { hashPlain } from '../core/hash';
import type { CustomerTable, OrderRoles, OrdersReceipt } from '../core/orders/customer-table';
import { inferOrderRoles } from '../core/orders/infer-order-roles';
import { nameRfm, scoreRfm } from '../core/orders/rfm';
import { rollUpOrders } from '../core/orders/roll-up-orders';
import type { Watch } from '../core/ports';
import { type ColumnReading, readColumns } from '../core/prepare/roles';
import { numbersOf } from '../core/prepare/views';
import type { Column, Table } from '../core/table/table';
import { breathe, drive } from './drive';
import { type FileHints, type OpenedFile, openFile } from './open-file';

/** How a file becomes customers; what is absent is worked out. */
export interface CustomerHints extends FileHints {
  /** How order lines are rolled up; null leaves them as they are. */
  readonly orders?: OrderRoles | null;
}

/** What was made of order lines. */
export interface RolledUp {
  readonly roles: OrderRoles;
  readonly receipt: OrdersReceipt;
  /** The columns of the lines, to choose other roles from. */
  readonly lineColumns: readonly string[];
  /** Made columns that repeat others in another form, or only name things: not used to group. */
  readonly aside: readonly string[];
}

/** A file as customers: its rows, or what its order lines were rolled up to. */
export interface OpenedCustomers extends OpenedFile {
  readonly orders?: RolledUp;
  /** How the file's lines could be rolled up, where the person wants them as they are. */
  readonly offered?: OrderRoles;
}

/** The kind of group that a customer's orders put it in. */
export const RFM_COLUMNS = ['rfm_recency', 'rfm_frequency', 'rfm_monetary', 'rfm_group'] as const;

/**
 * Reads a file, and where its rows are order lines, rolls them up to one row per customer with
 * recency, frequency and monetary value.
 *
 * @throws Fault what `openFile` throws, and options-unknown for roles that name no column.
 */
export async function openCustomers(
  file: Blob,
  hints: CustomerHints,
  watch: Watch,
): Promise<OpenedCustomers> {
  const opened = await openFile(file, hints, watch);
  await breathe();
  const roles = hints.orders ?? inferOrderRoles(opened.table);
  if (roles === undefined) return opened;
  if (hints.orders === null) return { ...opened, offered: roles };
  const rolled = await drive(rollUpOrders(opened.table, roles), watch);
  const { table, aside } = addRfm(rolled);
  return {
    ...opened,
    table,
    header: table.columns.map(({ name }) => name),
    key: hashPlain([opened.key, roles]),
    orders: {
      roles,
      receipt: rolled.receipt,
      lineColumns: opened.table.columns.map(({ name }) => name),
      aside,
    },
  };
}

/** Products that customers buy most, beyond which they are names rather than kinds. */
const MOST_PRODUCTS = 100;

/** What each column is taken for; what was made only to be looked at is not used. */
export function readCustomerColumns({ table, orders }: OpenedCustomers): ColumnReading[] {
  return readColumns(table).map((column) =>
    orders?.aside.includes(column.name) === true
      ? { ...column, role: 'ignore', reason: 'repeats' }
      : column,
  );
}

/** The scores of each customer and the group that they make, as columns of their own. */
function addRfm({ table, made }: CustomerTable): { table: Table; aside: string[] } {
  const many = (name: string) =>
    (table.columns.find((column) => column.name === name)?.levels.length ?? 0) > MOST_PRODUCTS;
  const aside = made
    .filter(
      ({ key, name }) =>
        key === 'first_order' ||
        key === 'last_order' ||
        key === 'lines' ||
        (key === 'top_product' && many(name)),
    )
    .map(({ name }) => name);
  const columnOf = (key: string) => {
    const name = made.find((one) => one.key === key)?.name;
    return table.columns.find((column) => column.name === name);
  };
  const recency = columnOf('recency_days');
  const orders = columnOf('orders');
  const spent = columnOf('total_spent');
  if (recency === undefined || orders === undefined) return { table, aside };
  const frequency = numbersOf(orders);
  const scores = scoreRfm(
    numbersOf(recency),
    frequency,
    spent === undefined ? frequency : numbersOf(spent),
  );
  const cells: Record<(typeof RFM_COLUMNS)[number], (row: number) => string> = {
    rfm_recency: (row) => score(scores.recency[row]),
    rfm_frequency: (row) => score(scores.frequency[row]),
    rfm_monetary: (row) => (spent === undefined ? '' : score(scores.monetary[row])),
    rfm_group: (row) =>
      nameRfm(
        scores.recency[row],
        scores.frequency[row],
        spent === undefined ? undefined : scores.monetary[row],
      ) ?? '',
  };
  const names = new Set(table.columns.map(({ name }) => name));
  const added = RFM_COLUMNS.filter((key) => !names.has(key)).map((key) =>
    columnFrom(
      key,
      Array.from({ length: table.rows }, (_, row) => cells[key](row)),
    ),
  );
  return {
    table: { rows: table.rows, columns: [...table.columns, ...added] },
    aside: [...aside, ...added.map(({ name }) => name)],
  };
}

const score = (value: number) => (value === 0 ? '' : `${value}`);

function columnFrom(name: string, cells: readonly string[]): Column {
  const levels = [...new Set(cells)];
  const codes = new Map(levels.map((level, code) => [level, code]));
  return { name, levels, codes: Int32Array.from(cells, (cell) => codes.get(cell) ?? 0) };
}

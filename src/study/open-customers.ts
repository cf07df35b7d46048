import { Fault } from '../core/fault';
import { hashPlain } from '../core/hash';
import type { CustomerTable, OrderRoles, OrdersReceipt } from '../core/orders/customer-table';
import { gatherCustomers, type GatherReceipt, isGathering } from '../core/orders/gather-customers';
import { inferOrderRoles } from '../core/orders/infer-order-roles';
import { inferRepeats, type Repeats } from '../core/orders/infer-repeats';
import { rollUpOrders } from '../core/orders/roll-up-orders';
import { type RfmSummary, scoreCustomers } from '../core/orders/score-customers';
import type { Watch } from '../core/ports';
import { findUnclearDate, type UnclearDate } from '../core/prepare/dates';
import { findUnclearNumber, type UnclearNumber } from '../core/prepare/numbers';
import { type ColumnReading, readColumns } from '../core/prepare/roles';
import type { Table } from '../core/table/table';
import { breathe, drive } from './drive';
import { type FileHints, type OpenedFile, openFile } from './open-file';

/** How a file becomes customers; what is absent is worked out. */
export interface CustomerHints extends FileHints {
  /**
   * How order lines are rolled up, or with nothing but a customer column, how the rows of a customer are
   * gathered; null leaves them as they are.
   */
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
  /** Undefined in a file without dates. */
  readonly rfm?: RfmSummary;
  /** A date of the lines that could be two days, where nothing tells which is meant. */
  readonly unclearDate?: UnclearDate;
  /** An amount that can be read two ways, where nothing tells which is meant. */
  readonly unclearNumber?: UnclearNumber;
}

/** What was made of rows that are no order lines, several per customer. */
export interface Gathered {
  readonly roles: OrderRoles;
  readonly receipt: GatherReceipt;
  readonly lineColumns: readonly string[];
}

/** A file as customers: its rows, or what its order lines were rolled up to. */
export interface OpenedCustomers extends OpenedFile {
  readonly orders?: RolledUp;
  /** How the file's lines could be rolled up, where the person wants them as they are. */
  readonly offered?: OrderRoles;
  readonly gathered?: Gathered;
  /** How rows could be gathered that are no order lines: done only when it is asked for. */
  readonly repeats?: Repeats;
}

/**
 * Reads a file, and where its rows are order lines, rolls them up to one row per customer with
 * recency, frequency and monetary value.
 *
 * @throws Fault what `openFile` throws, options-unknown for roles that name no column, cuts-unordered
 * and day-unreadable for cut points and a reference date that are none.
 */
export async function openCustomers(
  file: Blob,
  hints: CustomerHints,
  watch: Watch,
): Promise<OpenedCustomers> {
  return toCustomers(await openFile(file, hints, watch), hints, watch);
}

/** The lines of a file as they stand and what they come to, of one reading; as `openCustomers`. */
export async function openLinesAndCustomers(
  file: Blob,
  hints: CustomerHints,
  watch: Watch,
): Promise<{ lines: OpenedFile; customers: OpenedCustomers }> {
  const lines = await openFile(file, hints, watch);
  return { lines, customers: await toCustomers(lines, hints, watch) };
}

/** Hints that hold for a file of next month, too: the day to count back from does not. */
export function hintsForNext(hints: CustomerHints): CustomerHints {
  if (hints.orders?.referenceDate === undefined) return hints;
  const { referenceDate: _, ...orders } = hints.orders;
  void _;
  return { ...hints, orders };
}

async function toCustomers(
  opened: OpenedFile,
  hints: CustomerHints,
  watch: Watch,
): Promise<OpenedCustomers> {
  await breathe();
  const roles = hints.orders ?? inferOrderRoles(opened.table);
  if (roles === undefined) {
    const repeats = inferRepeats(opened.table);
    return repeats === undefined ? opened : { ...opened, repeats };
  }
  if (hints.orders === null) return { ...opened, offered: roles };
  const referenceDate = readDay(roles.referenceDate);
  const lineColumns = opened.table.columns.map(({ name }) => name);
  const as = (table: Table) => ({
    ...opened,
    table,
    header: table.columns.map(({ name }) => name),
    key: hashPlain([opened.key, roles]),
  });
  if (isGathering(roles)) {
    const { table, receipt } = await drive(gatherCustomers(opened.table, roles), watch);
    return { ...as(table), gathered: { roles, receipt, lineColumns } };
  }
  const options = referenceDate === undefined ? {} : { referenceDate };
  const rolled = await drive(rollUpOrders(opened.table, roles, options), watch);
  const { table, added, rfm } = await drive(scoreCustomers(rolled, roles.cuts), watch);
  const dates = opened.table.columns.find(({ name }) => name === roles.date);
  const unclearDate = dates && findUnclearDate(dates.levels);
  const costs = opened.table.columns.find(({ name }) => name === (roles.amount ?? roles.price));
  const unclearNumber = costs && findUnclearNumber(costs.levels);
  return {
    ...as(table),
    orders: {
      roles,
      receipt: rolled.receipt,
      lineColumns,
      aside: [...findAside(rolled), ...added],
      ...(rfm === undefined ? {} : { rfm }),
      ...(unclearDate === undefined ? {} : { unclearDate }),
      ...(unclearNumber === undefined ? {} : { unclearNumber }),
    },
  };
}

/** @throws Fault day-unreadable */
function readDay(day: string | undefined): number | undefined {
  if (day === undefined) return undefined;
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== day)
    throw new Fault('day-unreadable', { day: day.slice(0, 40) });
  return moment;
}

/** Products that customers buy most, beyond which they are names rather than kinds. */
const MOST_PRODUCTS = 100;

/** Read once for each file that is open. */
const READ = new WeakMap<OpenedCustomers, readonly ColumnReading[]>();

/** What each column is taken for; what was made only to be looked at is not used. */
export function readCustomerColumns(opened: OpenedCustomers): readonly ColumnReading[] {
  const known = READ.get(opened);
  if (known !== undefined) return known;
  const { table, orders } = opened;
  const read = readColumns(table).map((column): ColumnReading =>
    orders?.aside.includes(column.name) === true
      ? { ...column, role: 'ignore', reason: 'repeats' }
      : column,
  );
  READ.set(opened, read);
  return read;
}

function findAside({ table, made }: CustomerTable): string[] {
  const many = (name: string) =>
    (table.columns.find((column) => column.name === name)?.levels.length ?? 0) > MOST_PRODUCTS;
  return made
    .filter(
      ({ key, name }) =>
        key === 'first_order' ||
        key === 'last_order' ||
        key === 'lines' ||
        (key === 'top_product' && many(name)),
    )
    .map(({ name }) => name);
}

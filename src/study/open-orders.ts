import { type OrderLines, readLines } from '../core/orders/order-lines';
import type { Watch } from '../core/ports';
import { drive } from './drive';
import { type CustomerHints, openCustomers, type OpenedCustomers } from './open-customers';

/**
 * The order lines that customers were rolled up from, read once more; their customers are the rows of the
 * table.
 *
 * @returns undefined where nothing was rolled up.
 * @throws Fault stopped, or what reading the file throws.
 */
export async function openOrders(
  file: Blob,
  hints: CustomerHints,
  { orders, table }: OpenedCustomers,
  watch: Watch,
): Promise<OrderLines | undefined> {
  if (orders === undefined) return undefined;
  const { roles } = orders;
  const lines = await openCustomers(file, { ...hints, orders: null }, watch);
  const day = roles.referenceDate;
  const options = day === undefined ? {} : { referenceDate: Date.parse(`${day}T00:00:00Z`) };
  const read = await drive(readLines(lines.table, roles, options), watch);
  // A file that is read otherwise by now has other customers.
  return read.ids.length === table.rows ? read : undefined;
}

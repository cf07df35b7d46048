import { createHasher, hashText } from '../hash';
import type { Role } from '../prepare/roles';
import { cellAt, isMissing, type Table } from '../table/table';
import type { CustomerKey } from './correction';

/** Customers by what names them in other files too. */
export interface CustomerKeys {
  /** By an Id that no other customer has, else by the content of the row. */
  keyOf(customer: number): CustomerKey;
  /** Customers with a key, in their order; several where rows cannot be told apart. */
  find(key: CustomerKey): readonly number[];
}

const DIGITS = 20;

/**
 * The keys of customers. A customer is known by an Id wherever one is given, and by a hash of all
 * cells of its row, whatever the order of the columns; ids and cells cannot be read from a key.
 *
 * @param order the row of the table for each customer.
 */
export function keyCustomers(
  table: Table,
  roles: readonly Role[],
  order: ArrayLike<number>,
): CustomerKeys {
  const ids = table.columns.filter((_, at) => roles[at] === 'id');
  const columns = [...table.columns].sort((a, b) => (a.name < b.name ? -1 : 1));
  const byKey = new Map<CustomerKey, number[]>();
  const note = (key: CustomerKey, customer: number) => {
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [customer]);
    else known.push(customer);
  };
  const idKeys = ids.map((column) =>
    column.levels.map((cell) =>
      isMissing(cell) ? undefined : `i${hashText(cell.trim()).slice(0, DIGITS)}`,
    ),
  );
  const idOf = (customer: number, id: number) => idKeys[id][ids[id].codes[order[customer]]];
  const rows: CustomerKey[] = [];
  for (let customer = 0; customer < order.length; customer++) {
    const seen = new Set(ids.map((_, id) => idOf(customer, id)));
    for (const key of seen) if (key !== undefined) note(key, customer);
    const hasher = createHasher();
    for (const column of columns) hasher.text(column.name).text(cellAt(column, order[customer]));
    const key = `r${hasher.digest().slice(0, DIGITS)}`;
    note(key, customer);
    rows.push(key);
  }
  return {
    keyOf(customer) {
      for (let id = 0; id < ids.length; id++) {
        const key = idOf(customer, id);
        if (key !== undefined && byKey.get(key)?.length === 1) return key;
      }
      return rows[customer];
    },
    find: (key) => byKey.get(key) ?? [],
  };
}

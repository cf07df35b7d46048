import { readColumn } from '../prepare/roles';
import type { Table } from '../table/table';
import type { OrderRoles } from './customer-table';
import { readKeys } from './read-levels';
import { CUSTOMER_KEYS, joinName, splitName } from './order-names';
import { drain } from '../steps';

/** Customers who stand in several rows of a file that is no list of orders. */
export interface Repeats {
  readonly roles: OrderRoles;
  readonly rows: number;
  readonly customers: number;
  readonly withoutCustomer: number;
}

/** Fewer rows that come again are slips, which the quality of the file tells of. */
const FEWEST = 0.01;

/**
 * Whether a column that names customers by its name has the same customer in several rows.
 *
 * @returns undefined where every row is another customer, or only one is there.
 */
export function inferRepeats(table: Table): Repeats | undefined {
  for (const rule of CUSTOMER_KEYS)
    for (const column of table.columns) {
      if (!rule(joinName(column.name), splitName(column.name))) continue;
      const { ofLevel } = drain(readKeys(column));
      const seen = new Set<number>();
      let filled = 0;
      for (const code of column.codes) {
        if (ofLevel[code] < 0) continue;
        filled++;
        seen.add(ofLevel[code]);
      }
      const again = filled - seen.size;
      if (seen.size < 2 || again < Math.max(1, FEWEST * filled) || filled * 2 < table.rows)
        continue;
      const texts = table.columns.flatMap((other) =>
        other !== column && readColumn(other, table.rows).role === 'text' ? [other.name] : [],
      );
      return {
        roles: { customer: column.name, ...(texts.length === 0 ? {} : { texts }) },
        rows: table.rows,
        customers: seen.size,
        withoutCustomer: table.rows - filled,
      };
    }
  return undefined;
}

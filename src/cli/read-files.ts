import path from 'node:path';
import { readColumns } from '../core/prepare/roles';
import { cellAt } from '../core/table/table';
import { openLinesAndCustomers } from '../study/open-customers';
import { blobOfAll, quiet } from './open-blobs';

/** What the page would read of a file, or of several as one, as plain data. */
export async function readFiles(files: readonly string[]): Promise<object> {
  const { blob, hints, combination } = await blobOfAll(files);
  // The file as it stands; what its lines are rolled up to is told beside it.
  const { lines: opened, customers } = await openLinesAndCustomers(blob, hints, quiet);
  const { table } = opened;
  const { orders, repeats, gathered } = customers;
  return {
    file: files.map((file) => path.basename(file)).join(' + '),
    combination,
    bytes: opened.bytes,
    format: opened.format,
    container: opened.container,
    parts: opened.parts,
    part: opened.part,
    encoding: opened.encoding,
    byteOrderMark: opened.mark,
    delimiter: opened.dialect.delimiter,
    quote: opened.dialect.quote,
    newline: opened.dialect.newline,
    header: opened.dialect.header,
    rows: table.rows,
    columns: readColumns(table).map(({ name, role, reason, filled, distinct, examples }) => ({
      name,
      role,
      reason,
      filled,
      distinct,
      examples,
    })),
    orders: orders && {
      roles: orders.roles,
      ...orders.receipt,
      groups: orders.rfm?.groups,
      columns: customers.table.columns.map(({ name }) => name),
    },
    repeats,
    gathered,
    warnings: opened.warnings,
    firstRows: Array.from({ length: Math.min(5, table.rows) }, (_, row) =>
      table.columns.map((column) => cellAt(column, row)),
    ),
  };
}

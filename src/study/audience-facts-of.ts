import { audienceColumns, type AudienceFacts } from '../core/audience/audience-facts';
import { categoriesOf } from '../core/prepare/views';
import type { Plan } from '../core/study';
import type { Table } from '../core/table/table';
import type { Outcome } from './outcome';

/** The customers of a finished study as audiences are made of them; cells are read as they stand in the file. */
export function audienceFactsOf(
  table: Table,
  plan: Plan,
  {
    labels,
    confidence,
    map,
    segments,
  }: Pick<Outcome, 'labels' | 'confidence' | 'map' | 'segments'>,
): AudienceFacts {
  const { roles, dateOrders, decimalMarks } = plan;
  return {
    rows: table.rows,
    columns: audienceColumns(table, roles, { dateOrders, decimalMarks }),
    // Whoever takes no part has no place on the map.
    present: Uint8Array.from({ length: table.rows }, (_, row) =>
      Number.isNaN(map[row * 2]) ? 0 : 1,
    ),
    labels,
    segments: segments.length,
    confidence,
  };
}

/**
 * The same for groups that a column gives: one for each of its levels, in the order of their size, those of
 * one size in the order of their letters. Rows without a level are in none, and still there to be told apart.
 */
export function audienceFactsByColumn(
  table: Table,
  plan: Pick<Plan, 'roles' | 'dateOrders' | 'decimalMarks'>,
  group: string,
): { facts: AudienceFacts; names: readonly string[] } | undefined {
  const column = table.columns.find(({ name }) => name === group);
  if (column === undefined) return undefined;
  const { levels, codes } = categoriesOf(column);
  const sizes = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) sizes[code]++;
  const order = levels.map((_, code) => code).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const labelOf = new Int32Array(levels.length);
  order.forEach((code, label) => {
    labelOf[code] = label;
  });
  const { roles, dateOrders, decimalMarks } = plan;
  return {
    names: order.map((code) => levels[code]),
    facts: {
      rows: table.rows,
      columns: audienceColumns(table, roles, { dateOrders, decimalMarks }),
      present: new Uint8Array(table.rows).fill(1),
      labels: codes.map((code) => (code < 0 ? -1 : labelOf[code])),
      segments: levels.length,
      confidence: new Float32Array(table.rows).fill(1),
    },
  };
}

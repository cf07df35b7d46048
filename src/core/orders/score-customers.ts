import { Fault } from '../fault';
import { numbersOf } from '../prepare/views';
import { rescale, type Steps } from '../steps';
import type { Column, Table } from '../table/table';
import type { CustomerTable, MadeKey } from './customer-table';
import { createNamer, nameGroup, nameMade, type ScoreKey } from './made-names';
import { makeTextColumn } from './make-columns';
import {
  type CutPoints,
  findQuintiles,
  nameRfm,
  RFM_GROUPS,
  RFM_MEASURES,
  type RfmGroup,
  type RfmMeasure,
  type RfmOptions,
  scoreRfm,
} from './rfm';

/** How customers were scored, and how many are in each group. */
export interface RfmSummary {
  /** In days, orders and money; those of a file without amounts are two. */
  readonly cuts: Readonly<Partial<Record<RfmMeasure, CutPoints>>>;
  /** Measures whose cut points were given. */
  readonly own: readonly RfmMeasure[];
  /** Every customer is in one group; groups of nobody are left out. */
  readonly groups: readonly {
    readonly group: RfmGroup | 'no-orders';
    readonly customers: number;
  }[];
}

export interface ScoredTable {
  readonly table: Table;
  /** The names of the columns that were added. */
  readonly added: readonly string[];
  /** Undefined where no customer has a day, so that none can be scored. */
  readonly rfm?: RfmSummary;
}

/**
 * The scores of each customer and the group that they make, as columns of their own. Customers
 * without a line of an order do not move the quantiles; they and those without a day stand in a group
 * for themselves.
 *
 * @throws Fault cuts-unordered
 */
export function* scoreCustomers(
  { table, made, language }: CustomerTable,
  cuts: RfmOptions = {},
): Steps<ScoredTable> {
  checkCuts(cuts);
  const columnOf = (key: MadeKey) => {
    const name = made.find((one) => one.key === key)?.name;
    return table.columns.find((column) => column.name === name);
  };
  const lines = columnOf('lines');
  const days = columnOf('recency_days');
  const orders = columnOf('orders');
  const spent = columnOf('total_spent');
  if (days === undefined || orders === undefined || lines === undefined)
    return { table, added: [] };
  const known = numbersOf(lines);
  const ofBuyers = (column: Column) =>
    numbersOf(column).map((value, row) => (known[row] === 0 ? Number.NaN : value));
  const values = {
    recency: ofBuyers(days),
    frequency: ofBuyers(orders),
    monetary: spent && ofBuyers(spent),
  };
  yield { done: 1, total: 6 };
  const settled = {
    recency: cuts.recency ?? findQuintiles(values.recency),
    frequency: cuts.frequency ?? findQuintiles(values.frequency),
    monetary: values.monetary && (cuts.monetary ?? findQuintiles(values.monetary)),
  };
  yield { done: 2, total: 6 };
  const scores = scoreRfm(
    values.recency,
    values.frequency,
    values.monetary ?? values.frequency,
    settled.monetary === undefined
      ? { recency: settled.recency, frequency: settled.frequency }
      : { ...settled, monetary: settled.monetary },
  );
  const counts = new Map<RfmGroup | 'no-orders', number>();
  const groups: string[] = [];
  for (let row = 0; row < table.rows; row++) {
    const monetary = spent === undefined ? undefined : scores.monetary[row];
    const group = nameRfm(scores.recency[row], scores.frequency[row], monetary) ?? 'no-orders';
    counts.set(group, (counts.get(group) ?? 0) + 1);
    groups.push(nameGroup(group, language));
  }
  const write = (of: Uint8Array) => Array.from(of, (score) => (score === 0 ? '' : `${score}`));
  const columns: [ScoreKey, readonly string[]][] = [
    ['rfm_recency', write(scores.recency)],
    ['rfm_frequency', write(scores.frequency)],
    ...(spent ? [['rfm_monetary', write(scores.monetary)] as [ScoreKey, string[]]] : []),
    ['rfm_group', groups],
  ];
  const free = createNamer(table.columns.map(({ name }) => name));
  const added: Column[] = [];
  for (const [at, [key, cells]] of columns.entries())
    added.push(yield* rescale(makeTextColumn(free(nameMade(key, language)), cells), 2 + at, 6));
  const { monetary, ...rest } = settled;
  const scored = {
    table: { rows: table.rows, columns: [...table.columns, ...added] },
    added: added.map(({ name }) => name),
  };
  if (values.recency.every(Number.isNaN)) return scored;
  return {
    ...scored,
    rfm: {
      cuts: monetary === undefined ? rest : { ...rest, monetary },
      own: RFM_MEASURES.filter((measure) => cuts[measure] !== undefined),
      groups: [...RFM_GROUPS, 'no-orders' as const].flatMap((group) => {
        const customers = counts.get(group) ?? 0;
        return customers === 0 ? [] : [{ group, customers }];
      }),
    },
  };
}

function checkCuts(cuts: RfmOptions): void {
  for (const measure of RFM_MEASURES) {
    const points: unknown = cuts[measure];
    if (points === undefined) continue;
    const fits =
      Array.isArray(points) &&
      points.length === 4 &&
      points.every((cut, at) => Number.isFinite(cut) && (at === 0 || cut >= points[at - 1]));
    if (!fits) throw new Fault('cuts-unordered', { measure, cuts: String(points) });
  }
}

/** Values that get a score; `from` absent: down to the least, `to` absent: up to the most. */
export interface ScoreRange {
  readonly from?: number;
  readonly to?: number;
}

/**
 * The values of a measure that get 1 to 5 points, in this order; undefined where two cut points are the
 * same and no value gets the score. Days and orders are whole, so a range begins above the cut before
 * it; a sum of money begins at it.
 */
export function rangesOf(measure: RfmMeasure, cuts: CutPoints): (ScoreRange | undefined)[] {
  const whole = measure !== 'monetary';
  const ends = cuts.map((cut) => (whole ? Math.floor(cut) : cut));
  const ranges = Array.from({ length: ends.length + 1 }, (_, at): ScoreRange | undefined => {
    if (at === 0) return { to: ends[0] };
    if (at === ends.length) return { from: ends[at - 1] };
    if (ends[at] === ends[at - 1]) return undefined;
    return { from: whole ? ends[at - 1] + 1 : ends[at - 1], to: ends[at] };
  });
  return measure === 'recency' ? ranges.reverse() : ranges;
}

import { matchBest } from '../core/measure/match-labels';
import type { Watch } from '../core/ports';
import { keysOf, type Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { inFileOrder } from './file-order';
import { groupCustomers } from './group-customers';
import type { Keep } from './keep-results';
import { openSpace } from './open-space';
import type { Outcome } from './outcome';
import { ABSENT } from './runs';
import { shapeSegments } from './shape-segments';
import type { StudyPorts } from './study-ports';

/** Customers who would go from one segment to another. */
export interface Flow {
  /** The segment they are in, -1 for none. */
  readonly from: number;
  /** The segment of today that theirs would be most like; -1 for none, 'new' for one like no other. */
  readonly to: number | 'new';
  /** Rows of the file. */
  readonly rows: Int32Array;
}

/** What another plan would change about who is in which segment. */
export interface PlanPreview {
  /** Segments that there would be. */
  readonly k: number;
  /** Customers who take part. */
  readonly customers: number;
  /** Customers who would move. */
  readonly moved: number;
  /** The largest first. */
  readonly flows: readonly Flow[];
}

/** Finds who would be where under another plan, and keeps nothing. */
export async function previewPlan(
  table: Table,
  tableKey: string,
  plan: Plan,
  before: Pick<Outcome, 'labels' | 'segments'>,
  ports: StudyPorts,
  watch: Watch,
): Promise<PlanPreview> {
  const keys = keysOf(tableKey, plan);
  const keep: Keep = async <T>(key: string, make: () => Promise<T>) =>
    (await ports.results.get<T>(key)) ?? make();
  const space = await openSpace({ table, tableKey, plan, ports }, watch, keep);
  const found = await keep(keys.group, () => groupCustomers(space, plan, watch));
  const { labels, k } = await shapeSegments(space, found.clustering, plan, watch);
  const after = inFileOrder(space.prepared, labels, ABSENT);
  return findMoves(before.labels, before.segments.length, after, k);
}

/**
 * Who moves between two labellings, whose segments are matched so that as few as possible do.
 *
 * @param after -1 is nowhere, -2 takes no part.
 */
export function findMoves(
  before: Int32Array,
  kBefore: number,
  after: Int32Array,
  k: number,
): PlanPreview {
  const shared = new Float64Array(k * kBefore);
  after.forEach((label, row) => {
    if (label >= 0 && before[row] >= 0) shared[label * kBefore + before[row]]++;
  });
  const matched = matchBest(shared, k, kBefore);
  const flows = new Map<string, { from: number; to: Flow['to']; rows: number[] }>();
  let customers = 0;
  let moved = 0;
  after.forEach((label, row) => {
    if (label < -1) return;
    customers++;
    const from = before[row];
    const to = label < 0 ? -1 : matched[label] < 0 ? 'new' : matched[label];
    if (from === to) return;
    moved++;
    const place = `${from} ${to}`;
    const flow = flows.get(place);
    if (flow === undefined) flows.set(place, { from, to, rows: [row] });
    else flow.rows.push(row);
  });
  const order = ({ to }: { to: Flow['to'] }) => (to === 'new' ? kBefore : to);
  return {
    k,
    customers,
    moved,
    flows: [...flows.values()]
      .sort((a, b) => b.rows.length - a.rows.length || a.from - b.from || order(a) - order(b))
      .map(({ from, to, rows }) => ({ from, to, rows: Int32Array.from(rows) })),
  };
}

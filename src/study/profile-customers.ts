import type { GridGroup } from '../core/orders/rfm-grid';
import { NO_DAY, type OrderLines } from '../core/orders/order-lines';
import { readGrid } from '../core/orders/read-rfm';
import { DAY } from '../core/orders/read-levels';
import { type Consent, consentsOf } from '../core/prepare/consent';
import { ON_BORDER, findBorder } from '../core/explain/find-border';
import { ordersOf, type TimelineEvent } from '../core/profile/customer-timeline';
import type { Moments } from '../core/profile/find-rhythm';
import { profileSegment, type SegmentProfile } from '../core/profile/profile-segment';
import { cellAt } from '../core/table/table';
import type { Watch } from '../core/ports';
import { drive } from './drive';
import { explainCustomer } from './explain-customer';
import type { ExplainedSpace } from './explained-space';
import { maybeJudged } from './judge-outcome';
import { nearOf } from './near-customers';
import { openNearSpace } from './open-space';
import type { LookAlike } from '../core/graph/look-alikes';

/** What profiles read beside the space. */
export interface ProfileSources {
  readonly explained: ExplainedSpace;
  /** Undefined where customers are rows of the file. */
  readonly orders: OrderLines | undefined;
}

/** The card of a segment. */
export async function profileOf(
  { explained, orders }: ProfileSources,
  label: number,
  watch: Watch,
): Promise<SegmentProfile> {
  const { space, study, labels, rows, centres } = explained;
  const { outcome, plan, table, ports } = study;
  const segment = outcome.segments[label];
  const withRole = (role: string) =>
    table.columns.filter((_, at) => plan.roles[at] === role).map(({ name }) => name);
  const border = await drive(findBorder(rows, labels, centres, label), watch);
  const judged = await maybeJudged(study, ports.results);
  return profileSegment({
    prepared: space.prepared,
    labels,
    label,
    confidence: segment.confidence,
    traits: segment.traits,
    phrases: segment.keyphrases,
    quotes: segment.quotes,
    amounts: withRole('amount'),
    channels: withRole('channel'),
    protectedColumns: withRole('protected'),
    moments: momentsOf({ explained, orders }),
    rfm: orders === undefined ? undefined : gridOf(explained),
    consents: consentsIn(explained),
    border: border.share,
    stability: judged?.segments[label]?.stability,
  });
}

/** Dates of columns, and of orders. */
function momentsOf({ explained, orders }: ProfileSources): Moments[] {
  const { prepared } = explained.space;
  const customers = Int32Array.from(prepared.order.keys());
  const found: Moments[] = prepared.dates.map(({ name, values }) => ({
    name,
    customers,
    moments: values,
  }));
  if (orders?.days === undefined) return found;
  const { days, customerOf } = orders;
  // Several lines of a customer on one day are one visit.
  const seen = new Set<string>();
  const lines = [...days.keys()].filter((line) => {
    const row = customerOf[line];
    const visit = `${row} ${days[line]}`;
    if (days[line] === NO_DAY || row < 0 || explained.customerOf[row] < 0 || seen.has(visit))
      return false;
    seen.add(visit);
    return true;
  });
  return [
    {
      name: '',
      customers: Int32Array.from(lines, (line) => explained.customerOf[customerOf[line]]),
      moments: Float64Array.from(lines, (line) => days[line] * DAY),
    },
    ...found,
  ];
}

function gridOf({ study, space }: ExplainedSpace): readonly GridGroup[] | undefined {
  const read = readGrid(study.table, space.prepared.order);
  return 'groups' in read ? read.groups : undefined;
}

/** What each customer has said of being contacted: no from any column that says it, else yes. */
function consentsIn({ study, space }: ExplainedSpace): Consent[] | undefined {
  const columns = study.table.columns
    .filter((_, at) => study.plan.roles[at] === 'consent')
    .map(consentsOf);
  if (columns.length === 0) return undefined;
  return Array.from(space.prepared.order, (row) => {
    const said = columns.map((column) => column[row]);
    return said.includes('refused') ? 'refused' : said.includes('given') ? 'given' : 'unknown';
  });
}

/** The card of a customer; words are put to it elsewhere. */
export interface CustomerProfile {
  /** Of the file. */
  readonly row: number;
  readonly label: number;
  readonly confidence: number;
  /** The second-best segment, and where between the two it stands; undefined where there is one segment. */
  readonly second: number | undefined;
  readonly place: number | undefined;
  readonly onBorder: boolean;
  /** What the file says, column by column; empty cells are left out. */
  readonly facts: readonly {
    readonly column: string;
    readonly role: string;
    readonly value: string;
  }[];
  readonly text: string;
  readonly timeline: readonly TimelineEvent[];
  /** Days with orders that are not told because there are so many. */
  readonly earlier: number;
  readonly consent: Consent | undefined;
  readonly alike: readonly LookAlike[];
}

const MOST_EVENTS = 40;
const ALIKE = 5;

/** @returns undefined for a row that takes no part. */
export async function profileCustomer(
  { explained, orders }: ProfileSources,
  row: number,
  watch: Watch,
): Promise<CustomerProfile | undefined> {
  const { study, space } = explained;
  const customer = explained.customerOf[row] ?? -1;
  if (customer < 0) return undefined;
  const { table, plan, outcome } = study;
  const why = explainCustomer(explained, row);
  const text = space.prepared.textOf[customer];
  const events: TimelineEvent[] = [
    ...(orders === undefined ? [] : ordersOf(orders, row)),
    ...space.prepared.dates.flatMap(({ name, values }): TimelineEvent[] =>
      Number.isNaN(values[customer]) ? [] : [{ kind: 'date', day: values[customer], column: name }],
    ),
  ].sort((a, b) => a.day - b.day);
  const near = nearOf(await openNearSpace(study, watch));
  return {
    row,
    label: outcome.labels[row],
    confidence: outcome.confidence[row],
    second: why?.rival,
    place: why?.place,
    onBorder: why !== undefined && why.place < ON_BORDER,
    facts: table.columns.flatMap((column, at) => {
      const role = plan.roles[at];
      const value = cellAt(column, row).trim();
      return role === 'text' || value === '' ? [] : [{ column: column.name, role, value }];
    }),
    text: text < 0 ? '' : space.prepared.texts[text],
    timeline: events.slice(-MOST_EVENTS),
    earlier: Math.max(0, events.length - MOST_EVENTS),
    consent: consentsIn(explained)?.[customer],
    alike: near.lookAlikes(row, ALIKE) ?? [],
  };
}

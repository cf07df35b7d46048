import { settleLabels } from '../core/cluster/clustering';
import { takeRows } from '../core/matrix';
import type { Watch } from '../core/ports';
import type { Plan } from '../core/study';
import type { SetAside } from './correct-segments';
import type { Customers } from './customers-of';
import type { Space } from './find-space';
import type { Grouped } from './group-customers';

/**
 * Groups everyone beside the customers of locked segments, who keep theirs; the number of segments
 * counts the locked ones.
 */
export async function groupBeside(
  space: Space,
  { locked, locks, free }: SetAside,
  plan: Plan,
  watch: Watch,
  group: (space: Space, plan: Plan, watch: Watch) => Promise<Grouped>,
): Promise<Grouped> {
  const k = plan.k === null ? null : Math.min(free.length, Math.max(1, plan.k - locks));
  const rest: Space = {
    ...space,
    rows: takeRows(space.rows, free),
    prepared: takeCustomers(space.prepared, free),
  };
  const { clustering, ...account } = await group(rest, { ...plan, k }, watch);
  const labels = locked.slice();
  free.forEach((customer, at) => {
    const label = clustering.labels[at];
    labels[customer] = label < 0 ? -1 : locks + label;
  });
  return { ...account, clustering: settleLabels(space.rows, labels) };
}

/** Some of the customers, in their order; texts stay as they are numbered. */
function takeCustomers(prepared: Customers, customers: Int32Array): Customers {
  return {
    ...prepared,
    rows: customers.length,
    order: customers.map((customer) => prepared.order[customer]),
    textOf: customers.map((customer) => prepared.textOf[customer]),
    numbers: prepared.numbers.map((column) => ({
      ...column,
      values: Float64Array.from(customers, (customer) => column.values[customer]),
    })),
    dates: prepared.dates.map((column) => ({
      ...column,
      values: Float64Array.from(customers, (customer) => column.values[customer]),
    })),
    categories: prepared.categories.map((column) => ({
      ...column,
      codes: customers.map((customer) => column.codes[customer]),
    })),
  };
}

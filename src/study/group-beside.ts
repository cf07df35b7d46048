import { settleLabels } from '../core/cluster/clustering';
import { takeRows } from '../core/matrix';
import type { Watch } from '../core/ports';
import { takeCustomers } from '../core/prepare/prepare-customers';
import type { Plan } from '../core/study';
import type { SetAside } from './correct-segments';
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
    features: { ...space.features, matrix: takeRows(space.features.matrix, free) },
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

import type { Clustering } from '../core/cluster/clustering';
import { shareSeparation } from '../core/measure/separation-shares';
import type { Plan } from '../core/study';
import type { Space } from './find-space';
import type { Account } from './outcome';

/** What the account says of the space, and of what in it parts the segments. */
export function tellSpace(
  { features, joined = features, narrowed }: Pick<Space, 'features' | 'joined' | 'narrowed'>,
  { labels, k }: Pick<Clustering, 'labels' | 'k'>,
  plan: Plan,
): Pick<Account, 'shares' | 'narrowed' | 'refined' | 'weights'> {
  const used = new Set(joined.columns.map(({ column }) => column));
  const known = Object.entries(plan.space?.weights ?? {}).filter(
    ([column, weight]) => weight !== 1 && (weight === 0 || used.has(column)),
  );
  return {
    ...(k < 2 ? {} : { shares: shareSeparation(joined.matrix, joined.columns, labels, k) }),
    ...(narrowed === undefined ? {} : { narrowed }),
    ...(plan.refine === undefined ? {} : { refined: plan.refine }),
    ...(known.length === 0 ? {} : { weights: Object.fromEntries(known) }),
  };
}

import type { SuggestedShare } from '../core/features/suggest-share';
import type { LookAlike } from '../core/graph/look-alikes';
import type { Watch } from '../core/ports';
import { keysOf, type Plan } from '../core/study';
import { type NearCustomers, openNear, type Unusual } from '../study/near-customers';
import { proposeShare } from '../study/propose-share';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** What the lab tells of the space that customers are compared in. */
export interface SpaceLab {
  /** Tries texts and columns in several proportions. */
  suggestShare(plan: Plan, port: MessagePort): Promise<SuggestedShare>;
  /** Customers most like one; undefined for a row that takes no part. */
  lookAlikes(row: number, count: number, port: MessagePort): Promise<LookAlike[] | undefined>;
  /** Customers who stand alone, and customers who are the same. */
  unusual(port: MessagePort): Promise<Unusual>;
}

export function createSpaceLab(context: LabContext): SpaceLab {
  let open: { readonly key: string; readonly near: NearCustomers } | undefined;

  async function near(watch: Watch): Promise<NearCustomers> {
    const study = context.finished();
    const { compare: key } = keysOf(study.tableKey, study.plan);
    if (open?.key !== key) {
      const found = await openNear(study, watch);
      open = { key, near: found };
    }
    return open.near;
  }

  return {
    async suggestShare(plan, port) {
      const link = openLink<never>(port);
      try {
        const { table, key } = context.current().opened;
        return await proposeShare(table, key, plan, context.ports, link.watch);
      } finally {
        link.close();
      }
    },
    async lookAlikes(row, count, port) {
      const link = openLink<never>(port);
      try {
        return (await near(link.watch)).lookAlikes(row, count);
      } finally {
        link.close();
      }
    },
    async unusual(port) {
      const link = openLink<never>(port);
      try {
        return (await near(link.watch)).unusual();
      } finally {
        link.close();
      }
    },
  };
}

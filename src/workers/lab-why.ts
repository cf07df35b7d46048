import type { OrderLines } from '../core/orders/order-lines';
import type { SegmentProfile } from '../core/profile/profile-segment';
import type { Watch } from '../core/ports';
import { keysOf } from '../core/study';
import type { WalkLink, WalkNode } from '../core/walk/find-links';
import { type CustomerWhy, explainCustomer } from '../study/explain-customer';
import { explainSegment, type SegmentWhy } from '../study/explain-segment';
import { explainWords, type WordsWhy } from '../study/explain-words';
import { type ExplainedSpace, openExplained } from '../study/explained-space';
import { openOrders } from '../study/open-orders';
import { openWalk, type OpenWalk } from '../study/open-walk';
import { type CustomerProfile, profileCustomer, profileOf } from '../study/profile-customers';
import { NOBODY_WAITS } from '../study/drive';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** What the lab tells of why customers and segments are what they are. */
export interface WhyLab {
  /** Why the customer of a row has its place; undefined for a row that takes no part. */
  whyCustomer(row: number, port: MessagePort): Promise<CustomerWhy | undefined>;
  /** What the words of its text do; undefined for whoever says nothing. */
  whyWords(row: number, port: MessagePort): Promise<WordsWhy | undefined>;
  /** @param other the segment to compare with; undefined: the nearest. */
  whySegment(
    label: number,
    other: number | undefined,
    port: MessagePort,
  ): Promise<SegmentWhy | undefined>;
  /** The cards of segments, in the order asked for. */
  segmentProfiles(labels: readonly number[], port: MessagePort): Promise<SegmentProfile[]>;
  customerProfile(row: number, port: MessagePort): Promise<CustomerProfile | undefined>;
  /** Where one can go from a node. */
  walkFrom(node: WalkNode, port: MessagePort): Promise<WalkLink[]>;
}

/** What is opened of the study that is shown, for as long as it is shown. */
interface Open {
  readonly explained: ExplainedSpace;
  orders?: Promise<OrderLines | undefined>;
  walk?: Promise<OpenWalk>;
}

export function createWhyLab(context: LabContext): WhyLab {
  let open: { readonly key: string; readonly opening: Promise<Open> } | undefined;

  // What several questions share is opened whoever stops waiting for it.
  function settle(): Promise<Open> {
    const study = context.finished();
    const { outcome: key } = keysOf(study.tableKey, study.plan);
    if (open?.key !== key) {
      const opening = openExplained(study, NOBODY_WAITS).then((explained) => ({ explained }));
      open = { key, opening };
      opening.catch(() => {
        if (open?.opening === opening) open = undefined;
      });
    }
    return open.opening;
  }

  function ordersOf(opened: Open): Promise<OrderLines | undefined> {
    const { file, hints, opened: customers } = context.current();
    const reading = (opened.orders ??= openOrders(file, hints, customers, NOBODY_WAITS));
    reading.catch(() => delete opened.orders);
    return reading;
  }

  async function answer<T>(
    port: MessagePort,
    ask: (opened: Open, watch: Watch) => Promise<T>,
  ): Promise<T> {
    const link = openLink<never>(port);
    try {
      return await ask(await settle(), link.watch);
    } finally {
      link.close();
    }
  }

  return {
    whyCustomer: (row, port) =>
      answer(port, async ({ explained }) => explainCustomer(explained, row)),
    whyWords: (row, port) =>
      answer(port, ({ explained }, watch) => explainWords(explained, row, watch)),
    whySegment: (label, other, port) =>
      answer(port, ({ explained }, watch) => explainSegment(explained, label, other, watch)),
    segmentProfiles: (labels, port) =>
      answer(port, async (opened, watch) => {
        const orders = await ordersOf(opened);
        const cards: SegmentProfile[] = [];
        for (const label of labels) {
          cards.push(await profileOf({ explained: opened.explained, orders }, label, watch));
          watch.report(cards.length, labels.length);
        }
        return cards;
      }),
    customerProfile: (row, port) =>
      answer(port, async (opened, watch) =>
        profileCustomer(
          { explained: opened.explained, orders: await ordersOf(opened) },
          row,
          watch,
        ),
      ),
    walkFrom: (node, port) =>
      answer(port, async (opened) => {
        const opening = (opened.walk ??= ordersOf(opened).then((orders) =>
          openWalk(opened.explained, orders, NOBODY_WAITS),
        ));
        opening.catch(() => delete opened.walk);
        return (await opening).from(node);
      }),
  };
}

import { FIND_NUMBER, isMatrixMethod } from '../core/cluster/method-ids';
import { FEW_SEGMENTS } from '../core/cluster/method-settings';
import type { DensityDial } from '../core/measure/density-curve';
import type { Plan } from '../core/study';
import type { Account } from './outcome';

/** Whether segments of a method can be found again on part of the customers. */
export function canJudge({ method }: Pick<Plan, 'method'>): boolean {
  return isMatrixMethod(method);
}

/** The setting that decides how many segments there are. */
export type Dial = 'k' | DensityDial;

const DIALS: Partial<Record<Plan['method'], DensityDial>> = {
  hdbscan: 'minClusterSize',
  dbscan: 'eps',
  leiden: 'resolution',
};

/** The setting of a method that decides how many segments there are; undefined where there is none. */
export function dialOf(plan: Pick<Plan, 'method'>): Dial | undefined {
  if (!canJudge(plan)) return undefined;
  return FIND_NUMBER.has(plan.method) ? DIALS[plan.method] : 'k';
}

/** Seconds of one core (Node 20 on a server, all 66 runs together) as measured with k-means. */
const ALWAYS = 0.3;
/** Per customer judged: finding neighbours and drawing texts to them, or little for columns alone. */
const TEXTS = 3.4e-3;
const COLUMNS = 2e-4;
/** Per customer and segment, for drawn starts; per pair of customers, for the tree that starts many. */
const DRAWN = 5e-5;
const TREE = 1e-6;
/** Judging that takes longer does not begin by itself. */
const SOON = 20;

type Work = Pick<Account, 'rows' | 'k' | 'found' | 'distinctTexts'>;

/** How many seconds judging takes, roughly, by the size of the work alone. */
export function judgingSeconds({ rows, k: shown, found = 0, distinctTexts }: Work): number {
  const k = Math.max(shown, found);
  const judged = Math.min(rows, judgedAtMost(k));
  const starts = k > FEW_SEGMENTS ? TREE * judged ** 2 : DRAWN * judged * k;
  return ALWAYS + judged * (distinctTexts > 0 ? TEXTS : COLUMNS) + starts;
}

/** Whether judging is quick enough to begin by itself. */
export function isSoon(account: Work): boolean {
  return judgingSeconds(account) <= SOON;
}

/** Customers judged, and more where segments are many: so many to a segment, up to a limit. */
const JUDGED_ROWS = 2000;
const PER_SEGMENT = 40;
const MOST_ROWS = 4000;

export function judgedAtMost(k: number): number {
  return Math.min(MOST_ROWS, Math.max(JUDGED_ROWS, PER_SEGMENT * k));
}

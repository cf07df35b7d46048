import { FIND_NUMBER, isMatrixMethod } from '../core/cluster/methods';
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

/** Runs of the method on parts of the customers, four starts each, and the rounds of a start. */
const RUNS = 66;
const ROUNDS = 30;
/** Multiplications in a second, on a machine that has other things to do as well. */
const SPEED = 2.6e9;
const TEXT_COLS = 64;
const USUAL_COLS = 12;
/** Judging that takes longer does not begin by itself. */
const SOON = 60;

/** How many seconds judging takes, roughly, by the size of the work alone. */
export function judgingSeconds({
  rows,
  k,
  distinctTexts,
}: Pick<Account, 'rows' | 'k' | 'distinctTexts'>): number {
  const judged = Math.min(rows, judgedAtMost(k));
  const cols = distinctTexts > 0 ? TEXT_COLS : USUAL_COLS;
  return (RUNS * 2 * judged * cols * (ROUNDS * k + judged)) / SPEED;
}

/** Whether judging is quick enough to begin by itself. */
export function isSoon(account: Pick<Account, 'rows' | 'k' | 'distinctTexts'>): boolean {
  return judgingSeconds(account) <= SOON;
}

/** Customers judged, and more where segments are many: so many to a segment, up to a limit. */
const JUDGED_ROWS = 2000;
const PER_SEGMENT = 40;
const MOST_ROWS = 4000;

export function judgedAtMost(k: number): number {
  return Math.min(MOST_ROWS, Math.max(JUDGED_ROWS, PER_SEGMENT * k));
}

import { countLabels, type Clustering } from '../core/cluster/clustering';
import { shapingOf } from '../core/corrections/correction';
import { joinLabels } from '../core/measure/merge-likewise';
import type { Watch } from '../core/ports';
import type { Plan, StageKeys } from '../core/study';
import { setAside } from './correct-segments';
import type { Space } from './find-space';
import { groupCustomers } from './group-customers';
import type { Keep } from './keep-results';
import { findTree, takeLevel } from './take-level';

/** What the method drew of the segments that are shown; the rest a person has made. */
export interface DrawnLines {
  /** By customer the segment shown that what the method drew became; -1 is nowhere, or set aside. */
  readonly labels: Int32Array;
  /** By customer the segment as the method drew it, at the level shown; -1 likewise. */
  readonly drawn: Int32Array;
  /** By segment drawn the segment shown that it became: the same for those that were merged; -1 is none. */
  readonly became: Int32Array;
  /** How many the method is asked for. */
  readonly k: number;
  /** How many are left at the level shown; undefined where that is as they were found. */
  readonly level?: number;
  /** By segment shown, whether it is other than what was drawn: finding it again says nothing. */
  readonly byHand: readonly boolean[];
  /** The customers that the method groups, ascending; absent where nobody is set aside. */
  readonly free?: Int32Array;
}

/** A segment that has so much in common (Jaccard index) with what was drawn is still that. */
const SAME = 0.9;

/**
 * Tells what the method drew from what a person made of it. At the level shown, the segments that were
 * drawn became the ones that most of their customers are in; a segment that has then too little in common
 * with what became of it was made by hand: parted, put together of moved customers, or locked elsewhere.
 *
 * @param labels the segments shown, by customer; -1 is nowhere.
 * @throws Fault stopped
 */
export async function findLines(
  space: Space,
  labels: Int32Array,
  plan: Plan,
  keys: StageKeys,
  keep: Keep,
  watch: Watch,
): Promise<DrawnLines> {
  if (plan.level === undefined && shapingOf(plan.corrections).length === 0)
    return linesAsShown(labels);
  const { clustering } = await keep(keys.group, () => groupCustomers(space, plan, watch));
  const tree = await keep(keys.tree, () => findTree(space, clustering, watch));
  const level = await takeLevel(space, clustering, plan, watch, tree);
  return compareLines(labels, clustering, level, setAside(space, plan)?.free);
}

/** Where nobody has made anything of what the method drew. */
export function linesAsShown(labels: Int32Array): DrawnLines {
  const k = countLabels(labels);
  return {
    labels,
    drawn: labels,
    became: Int32Array.from({ length: k }, (_, label) => label),
    k,
    byHand: Array.from({ length: k }, () => false),
  };
}

/**
 * @param shown the segments shown, by customer.
 * @param found as the method found them, and at the level shown.
 * @param free the customers that the method grouped; all when absent.
 */
export function compareLines(
  shown: Int32Array,
  found: Pick<Clustering, 'labels'>,
  level: Pick<Clustering, 'labels'>,
  free?: Int32Array,
): DrawnLines {
  const drawn = free === undefined ? level.labels : keepOnly(level.labels, free);
  const own = free === undefined ? found.labels : keepOnly(found.labels, free);
  const k = countLabels(shown);
  const count = countLabels(drawn);
  const both = new Int32Array(count * k);
  for (let customer = 0; customer < shown.length; customer++)
    if (drawn[customer] >= 0 && shown[customer] >= 0) both[drawn[customer] * k + shown[customer]]++;
  const became = Int32Array.from({ length: count }, (_, label) => {
    const row = both.subarray(label * k, (label + 1) * k);
    const most = Math.max(0, ...row);
    return most === 0 ? -1 : row.indexOf(most);
  });
  const labels = joinLabels(drawn, became);
  const lines = new Set(labels.filter((label) => label >= 0)).size;
  const common = jaccards(shown, labels, k);
  const levels = distinct(drawn);
  const asked = distinct(own);
  return {
    labels,
    drawn,
    became,
    k: asked,
    ...(levels === asked ? {} : { level: levels }),
    // One line less is none: there is nothing beside it that was drawn.
    byHand: Array.from(common, (share) => share < SAME || (lines < 2 && k > 1)),
    ...(free === undefined ? {} : { free }),
  };
}

function keepOnly(labels: Int32Array, free: Int32Array): Int32Array {
  const kept = new Int32Array(labels.length).fill(-1);
  for (const customer of free) kept[customer] = labels[customer];
  return kept;
}

function jaccards(labels: Int32Array, others: Int32Array, k: number): Float64Array {
  const common = new Float64Array(k);
  const either = new Float64Array(k);
  for (let at = 0; at < labels.length; at++) {
    if (labels[at] === others[at]) {
      if (labels[at] < 0) continue;
      common[labels[at]]++;
      either[labels[at]]++;
      continue;
    }
    if (labels[at] >= 0) either[labels[at]]++;
    if (others[at] >= 0) either[others[at]]++;
  }
  return common.map((count, label) => (either[label] === 0 ? 0 : count / either[label]));
}

const distinct = (labels: Int32Array) => new Set(labels.filter((label) => label >= 0)).size;

import { chooseForSpace } from '../core/cluster/choose-among-many';
import type { Clustering } from '../core/cluster/clustering';
import type { MethodSettings } from '../core/cluster/method-settings';
import { FIND_NUMBER, isMatrixMethod } from '../core/cluster/method-ids';
import { METHODS } from '../core/cluster/methods';
import { type Matrix, takeRows } from '../core/matrix';
import { calinskiHarabasz, daviesBouldin, silhouette } from '../core/measure/separation';
import type { Watch } from '../core/ports';
import type { Plan } from '../core/study';
import { firstOfAlike, weighAlike } from '../core/text/alike';
import { keepExamples, setAside } from './correct-segments';
import { drive } from './drive';
import type { Space } from './find-space';
import { groupBeside } from './group-beside';
import { INFORMED_METHODS, type Known } from './informed-methods';
import type { Outcome } from './outcome';

/** Segments of customers of `prepared`. */
export interface Grouped {
  readonly clustering: Clustering;
  readonly tried: Outcome['account']['tried'];
  /** What it took; absent of what older pages found. */
  readonly seconds?: number;
  /** Of a method that reads more than rows. */
  readonly known?: Known;
}

/** How well segments are parted; NaN where there are fewer than two. */
export interface Separation {
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
}

/** Finds the segments of a space by the method of the plan. */
export async function groupCustomers(space: Space, plan: Plan, watch: Watch): Promise<Grouped> {
  const aside = setAside(space, plan);
  if (aside === undefined) return groupRows(space, plan, watch);
  return groupBeside(space, aside, plan, watch, groupRows);
}

async function groupRows(whole: Space, plan: Plan, watch: Watch): Promise<Grouped> {
  const { rows: space, prepared, alike } = whole;
  const began = performance.now();
  const { method } = plan;
  if (!isMatrixMethod(method)) {
    const { clustering: raw, ...rest } = await INFORMED_METHODS[method](whole, plan, watch);
    const clustering = await keepExamples(whole, raw, plan, watch);
    return { clustering, ...rest, seconds: (performance.now() - began) / 1000 };
  }
  const weights = alike === undefined ? {} : { weights: weighAlike(prepared.textOf, alike) };
  let { k } = plan;
  let tried: Grouped['tried'] = [];
  if (FIND_NUMBER.has(method)) k = 0;
  else if (k === null) {
    const { matrix, textShare } = whole.features;
    const once = (rows: Matrix) =>
      alike === undefined ? rows : takeRows(rows, firstOfAlike(prepared.textOf, alike));
    const undrawn = textShare === 1 && plan.refine === undefined ? once(matrix) : undefined;
    const choice = await drive(
      chooseForSpace(once(space), textShare, method, plan.seed, undrawn),
      watch,
    );
    k = choice.k;
    tried = choice.tried;
  }
  const found = await drive(
    METHODS[method](space, {
      k,
      seed: plan.seed,
      ...weights,
      settings: settingsOf({ prepared }, plan),
    }),
    watch,
  );
  const clustering = await keepExamples(whole, found, plan, watch);
  return { clustering, tried, seconds: (performance.now() - began) / 1000 };
}

/** What is set about the method, with what follows from the customers. */
export function settingsOf(
  { prepared }: Pick<Space, 'prepared'>,
  plan: Pick<Plan, 'settings'>,
): MethodSettings {
  return { selection: prepared.texts.length > 0 ? 'leaf' : 'eom', ...plan.settings };
}

export async function measureSegments(
  { rows }: Pick<Space, 'rows'>,
  { k, labels }: Clustering,
  watch: Watch,
): Promise<Separation> {
  if (k < 2 || k >= rows.rows)
    return {
      silhouette: Number.NaN,
      calinskiHarabasz: Number.NaN,
      daviesBouldin: Number.NaN,
    };
  return {
    silhouette: await drive(silhouette(rows, labels), watch),
    calinskiHarabasz: calinskiHarabasz(rows, labels, k),
    daviesBouldin: daviesBouldin(rows, labels, k),
  };
}

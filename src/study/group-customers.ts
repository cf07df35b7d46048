import { chooseNumber } from '../core/cluster/choose-k';
import type { Clustering } from '../core/cluster/clustering';
import { FIND_NUMBER, METHODS } from '../core/cluster/methods';
import { takeRows } from '../core/matrix';
import { calinskiHarabasz, daviesBouldin, silhouette } from '../core/measure/separation';
import type { Watch } from '../core/ports';
import type { Plan } from '../core/study';
import { firstOfAlike, weighAlike } from '../core/text/alike';
import { drive } from './drive';
import type { Space } from './find-space';
import type { Outcome } from './outcome';

/** Segments of customers of `prepared`. */
export interface Grouped {
  readonly clustering: Clustering;
  readonly tried: Outcome['account']['tried'];
}

/** How well segments are parted; NaN where there are fewer than two. */
export interface Separation {
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
}

/** Finds the segments of a space by the method of the plan. */
export async function groupCustomers(
  { rows: space, prepared, alike }: Space,
  plan: Plan,
  watch: Watch,
): Promise<Grouped> {
  const weights = alike === undefined ? {} : { weights: weighAlike(prepared.textOf, alike) };
  let { k } = plan;
  let tried: Grouped['tried'] = [];
  if (FIND_NUMBER.has(plan.method)) k = 0;
  else if (k === null) {
    const trial =
      alike === undefined ? space : takeRows(space, firstOfAlike(prepared.textOf, alike));
    const choice = await drive(chooseNumber(trial, plan.method, plan.seed), watch);
    k = choice.k;
    tried = choice.tried;
  }
  const clustering = await drive(
    METHODS[plan.method](space, {
      k,
      seed: plan.seed,
      ...weights,
      settings: { selection: prepared.texts.length > 0 ? 'leaf' : 'eom', ...plan.settings },
    }),
    watch,
  );
  return { clustering, tried };
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

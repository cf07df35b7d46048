import { chooseForSpace } from '../core/cluster/choose-among-many';
import { refineDeep } from '../core/features/refine-deep';
import { EXACT_ROWS } from '../core/graph/neighbours';
import type { Matrix } from '../core/matrix';
import type { Watch } from '../core/ports';
import { reduceRows } from '../core/project/reduce-rows';
import type { Plan } from '../core/study';
import { drive } from './drive';

/** What components keep of the spread where nobody has said. */
export const KEPT = 0.95;
/** Narrower spaces stay as they are where nobody has said. */
const WIDE = 128;

/** How a wide space was made narrower. */
export interface Narrowed {
  readonly components: number;
  /** Of so many columns. */
  readonly of: number;
  /** Share of the variance that the components keep, 0 to 1. */
  readonly kept: number;
}

/** The share of variance that components keep of a space of this size; 1 leaves it as it is. */
export function keptOf({ rows, cols }: Pick<Matrix, 'rows' | 'cols'>, plan: Plan): number {
  return plan.space?.components ?? (rows > EXACT_ROWS && cols > WIDE ? KEPT : 1);
}

/** The principal components of a space, where the plan or its size asks for them. */
export async function narrowSpace(
  joined: Matrix,
  plan: Plan,
  watch: Watch,
): Promise<{ matrix: Matrix; narrowed: Narrowed | undefined }> {
  const variance = keptOf(joined, plan);
  if (variance >= 1) return { matrix: joined, narrowed: undefined };
  const found = await drive(reduceRows(joined, { seed: plan.seed, variance }), watch);
  if (found.rows.cols === 0) return { matrix: joined, narrowed: undefined };
  return {
    matrix: found.rows,
    narrowed: { components: found.rows.cols, of: joined.cols, kept: found.kept },
  };
}

/**
 * Rows refined for as many groups as the plan wants, or as the rows themselves suggest.
 *
 * @param textShare of the space.
 */
export async function refineSpace(
  rows: Matrix,
  textShare: number,
  plan: Plan,
  watch: Watch,
): Promise<Matrix> {
  const groups =
    plan.k ?? (await drive(chooseForSpace(rows, textShare, 'kmeans', plan.seed), watch)).k;
  return drive(refineDeep(rows, { seed: plan.seed, groups: Math.max(2, groups) }), watch);
}

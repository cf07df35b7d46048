import { createArena } from '../kernels/dots';
import { type Matrix } from '../matrix';
import type { Steps } from '../steps';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';
import { assignToNearest } from './assign-to-nearest';
import { kmeans } from './kmeans';
import { cutTree, keptMerges, lastMerges, type Merge } from './part-tree';

export { cutTree, type Merge } from './part-tree';

const TILE = 256;
/** Room for rounding where a product decides that two are too far apart. */
const SLACK = 1 + 1e-9;

/** Above this many rows Ward starts from as many small k-means groups instead of single rows. */
export const WARD_ROWS = 20000;
const WARD_SEEDS = 4000;

/**
 * Ward's agglomerative clustering, cut at k.
 *
 * @param features rows x cols, finite. Above WARD_ROWS rows the merging starts from WARD_SEEDS
 * groups of k-means, each weighted by its size.
 */
export function* ward(features: Matrix, options: ClusterOptions): Steps<Clustering> {
  const equal = groupEqualRows(features, options.k);
  if (equal !== undefined) return settleLabels(features, equal);
  if (features.rows <= WARD_ROWS) {
    const weights = options.weights ?? new Float64Array(features.rows).fill(1);
    const merges = yield* mergeByWard(features, weights);
    return {
      ...settleLabels(features, cutTree(merges, features.rows, options.k)),
      tree: lastMerges(merges, features.rows, keptMerges(options.k)),
    };
  }
  const { seed, weights: counted } = options;
  const groups = yield* kmeans(features, {
    k: WARD_SEEDS,
    seed,
    ...(counted === undefined ? {} : { weights: counted }),
  });
  const weights = new Float64Array(groups.k);
  groups.labels.forEach((label, row) => {
    weights[label] += counted === undefined ? 1 : counted[row];
  });
  const merges = yield* mergeByWard(groups.centres, weights);
  const cut = cutTree(merges, groups.k, options.k);
  const nearest = assignToNearest(features, groups.centres);
  return {
    ...settleLabels(
      features,
      nearest.map((group) => cut[group]),
    ),
    tree: lastMerges(merges, groups.k, keptMerges(options.k), nearest),
  };
}

/**
 * All merges of Ward's method, lowest first. In each round every cluster knows its nearest other and
 * all pairs that choose each other merge at once; Ward's distance is reducible, so the tree is the
 * one that merging pair by pair gives (Murtagh 1983, doi:10.1093/comjnl/26.4.354). Means instead of
 * a distance table: O(rows) memory, products in blocks.
 *
 * @param weights how many customers each row stands for.
 * @returns rows - 1 merges.
 */
export function* mergeByWard(features: Matrix, weights: Float64Array): Steps<Merge[]> {
  const { rows, cols } = features;
  const arena = createArena();
  const means = arena.place(features);
  const asking = arena.reserve(TILE, cols);
  const out = arena.reserve(TILE, TILE);
  const view = arena.view(means);
  const askers = arena.view(asking);
  const dots = arena.view(out);
  const stride = means.stride;

  let active = rows;
  const weight = Float64Array.from(weights);
  const id = Int32Array.from({ length: rows }, (_, i) => i);
  const norm = new Float64Array(rows);
  const nearest = new Int32Array(rows).fill(-1);
  const distance = new Float64Array(rows).fill(Infinity);
  for (let i = 0; i < rows; i++) norm[i] = squared(view, i, stride);
  const merges: { a: number; b: number; height: number; made: number }[] = [];
  let made = rows;
  let stale = Int32Array.from({ length: rows }, (_, i) => i);

  while (active > 1) {
    for (const i of stale) {
      nearest[i] = -1;
      distance[i] = Infinity;
    }
    for (let from = 0; from < stale.length; from += TILE) {
      const count = Math.min(TILE, stale.length - from);
      for (let i = 0; i < count; i++) {
        const at = stale[from + i] * stride;
        askers.set(view.subarray(at, at + stride), i * stride);
      }
      for (let other = 0; other < active; other += TILE) {
        const others = Math.min(TILE, active - other);
        arena.dots(asking, 0, count, means, other, others, out);
        for (let i = 0; i < count; i++) {
          const row = stale[from + i];
          const own = weight[row];
          const length = norm[row];
          let least = distance[row];
          let found = nearest[row];
          for (let j = 0; j < others; j++) {
            const col = other + j;
            const squares = length + norm[col] - 2 * dots[i * out.stride + j];
            const beside = weight[col];
            // The factor below is no less than the lesser weight.
            if (squares * (own < beside ? own : beside) > least * SLACK || col === row) continue;
            const apart = ((2 * own * beside) / (own + beside)) * Math.max(0, squares);
            if (apart < least || (apart === least && id[col] < id[found])) {
              least = apart;
              found = col;
            }
          }
          distance[row] = least;
          nearest[row] = found;
        }
        yield { done: rows - active, total: rows };
      }
    }

    const gone = new Uint8Array(active);
    const changed = new Uint8Array(active);
    let merged = 0;
    let closest = -1;
    for (let a = 0; a < active; a++) {
      if (closest < 0 || distance[a] < distance[closest]) closest = a;
      const b = nearest[a];
      if (b > a && nearest[b] === a) {
        mergePair(a, b);
        merged++;
      }
    }
    if (merged === 0) {
      mergePair(Math.min(closest, nearest[closest]), Math.max(closest, nearest[closest]));
    }

    // Whoever pointed at a cluster that changed or vanished must look again, and so must the new.
    const moveTo = new Int32Array(active).fill(-1);
    let kept = 0;
    for (let i = 0; i < active; i++) if (gone[i] === 0) moveTo[i] = kept++;
    const again: number[] = [];
    for (let i = 0; i < active; i++) {
      if (gone[i] === 1) continue;
      const to = moveTo[i];
      const target = nearest[i];
      const lost = changed[i] === 1 || gone[target] === 1 || changed[target] === 1;
      if (lost) again.push(to);
      if (to !== i) {
        view.copyWithin(to * stride, i * stride, (i + 1) * stride);
        weight[to] = weight[i];
        id[to] = id[i];
        norm[to] = norm[i];
        distance[to] = distance[i];
      }
      nearest[to] = lost ? -1 : moveTo[target];
    }
    active = kept;
    stale = Int32Array.from(again);

    function mergePair(a: number, b: number): void {
      const sum = weight[a] + weight[b];
      const height = Math.sqrt(distance[nearest[a] === b ? a : b]);
      merges.push({ a: Math.min(id[a], id[b]), b: Math.max(id[a], id[b]), height, made });
      for (let col = 0; col < stride; col++) {
        const at = a * stride + col;
        view[at] = (weight[a] * view[at] + weight[b] * view[b * stride + col]) / sum;
      }
      weight[a] = sum;
      id[a] = made++;
      norm[a] = squared(view, a, stride);
      gone[b] = 1;
      changed[a] = 1;
    }
  }
  return inOrderOfHeight(merges, rows);
}

function squared(view: Float32Array, row: number, stride: number): number {
  let sum = 0;
  for (let at = row * stride; at < (row + 1) * stride; at++) sum += view[at] * view[at];
  return sum;
}

/** Sorts merges by height and renumbers the clusters they make, as SciPy's linkage does. */
function inOrderOfHeight(
  merges: { a: number; b: number; height: number; made: number }[],
  rows: number,
): Merge[] {
  const order = merges.map((_, i) => i);
  order.sort((p, q) => merges[p].height - merges[q].height || merges[p].made - merges[q].made);
  const renumbered = new Int32Array(rows + merges.length);
  for (let i = 0; i < rows; i++) renumbered[i] = i;
  order.forEach((from, to) => {
    renumbered[merges[from].made] = rows + to;
  });
  return order.map((from) => {
    const a = renumbered[merges[from].a];
    const b = renumbered[merges[from].b];
    return { a: Math.min(a, b), b: Math.max(a, b), height: merges[from].height };
  });
}

import { createArena } from '../kernels/dots';
import { type Matrix, squaredNorms } from '../matrix';
import { rescale, type Steps } from '../steps';
import { type ClusterOptions, type Clustering, groupEqualRows, settleLabels } from './clustering';
import { findCentres } from './mini-batch-kmeans';
import { cutTree, keptMerges, lastMerges, type Merge } from './part-tree';

export type Linkage = 'single' | 'complete' | 'average';

/** Above this many rows merging starts from small groups: the table of distances takes 200 MB there. */
export const LINKAGE_ROWS = 10000;
const LINKAGE_SEEDS = 2000;
/** The small groups need not be the best: one candidate each, two whole rounds. */
const SMALL_GROUPS = { trials: 1, epochs: 0 };
const TILE = 64;

/** Agglomerative clustering by the nearest pair of two groups; finds chains and lone strays. */
export const singleLinkage = methodOf('single');
/** Agglomerative clustering by the farthest pair of two groups; compact groups. */
export const completeLinkage = methodOf('complete');
/** Agglomerative clustering by the mean distance of all pairs of two groups (UPGMA). */
export const averageLinkage = methodOf('average');

function methodOf(linkage: Linkage) {
  return function* (features: Matrix, options: ClusterOptions): Steps<Clustering> {
    const equal = groupEqualRows(features, options.k);
    if (equal !== undefined) return settleLabels(features, equal);
    const { seed, k, weights } = options;
    if (features.rows <= LINKAGE_ROWS) {
      const merges = yield* mergeByLinkage(features, linkage, weights);
      return {
        ...settleLabels(features, cutTree(merges, features.rows, k)),
        tree: lastMerges(merges, features.rows, keptMerges(k)),
      };
    }
    const wanted = Math.max(LINKAGE_SEEDS, 2 * k);
    const heavy = weights === undefined ? {} : { weights };
    const small = yield* rescale(
      findCentres(features, { k: wanted, seed, starts: 1, ...heavy }, SMALL_GROUPS),
      0,
      2,
    );
    const masses = new Float64Array(wanted);
    small.labels.forEach((label, row) => {
      masses[label] += weights === undefined ? 1 : weights[row];
    });
    const merges = yield* rescale(mergeByLinkage(small.centres, linkage, masses), 1, 2);
    const cut = cutTree(merges, wanted, k);
    return {
      ...settleLabels(
        features,
        small.labels.map((label) => cut[label]),
      ),
      tree: lastMerges(merges, wanted, keptMerges(k), small.labels),
    };
  };
}

/**
 * All merges of a linkage, lowest first, by the nearest-neighbour chain over a table of distances
 * (Müllner 2011, arXiv:1109.2378); O(rows^2) time and memory.
 *
 * @param weights how many customers each row stands for; only the average linkage minds.
 * @returns rows - 1 merges, heights as SciPy gives them.
 */
export function* mergeByLinkage(
  features: Matrix,
  linkage: Linkage,
  weights?: Float64Array,
): Steps<Merge[]> {
  const { rows } = features;
  const total = 2 * rows;
  const table = yield* condensedDistances(features, total);
  /** Where the distances of row i to later rows j start, less j. */
  const base = Float64Array.from({ length: rows }, (_, i) => i * rows - (i * (i + 1)) / 2 - i - 1);
  const place = (i: number, j: number) => (i < j ? base[i] + j : base[j] + i);
  const mass = weights?.slice() ?? new Float64Array(rows).fill(1);
  const active = Int32Array.from({ length: rows }, (_, i) => i);
  let count = rows;
  const chain = new Int32Array(rows);
  let length = 0;
  const joined: { a: number; b: number; height: number }[] = [];

  while (count > 1) {
    if (length === 0) chain[length++] = active[0];
    let height: number;
    for (;;) {
      const tip = chain[length - 1];
      const before = length > 1 ? chain[length - 2] : -1;
      let nearest = before;
      height = before < 0 ? Infinity : table[place(tip, before)];
      let i = 0;
      for (; i < count && active[i] < tip; i++) {
        const d = table[base[active[i]] + tip];
        if (d < height) {
          height = d;
          nearest = active[i];
        }
      }
      for (const from = base[tip]; i < count; i++) {
        if (active[i] === tip) continue;
        const d = table[from + active[i]];
        if (d < height) {
          height = d;
          nearest = active[i];
        }
      }
      if (nearest === before && before >= 0) break;
      chain[length++] = nearest;
    }
    const a = Math.min(chain[length - 1], chain[length - 2]);
    const b = Math.max(chain[length - 1], chain[length - 2]);
    length -= 2;
    joined.push({ a, b, height });
    const sum = mass[a] + mass[b];
    const shareA = mass[a] / sum;
    const shareB = mass[b] / sum;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const other = active[i];
      if (other === a) continue;
      if (other === b) {
        kept = i;
        continue;
      }
      const to = place(other, b);
      const p = table[place(other, a)];
      const q = table[to];
      table[to] =
        linkage === 'average'
          ? shareA * p + shareB * q
          : linkage === 'single'
            ? Math.min(p, q)
            : Math.max(p, q);
    }
    mass[b] = sum;
    const gone = active.subarray(0, kept).indexOf(a);
    active.copyWithin(gone, gone + 1, count);
    count--;
    if ((count & 31) === 0) yield { done: total - count, total };
  }
  return inOrderOfHeight(joined, rows);
}

function* condensedDistances(features: Matrix, total: number): Steps<Float32Array> {
  const { rows } = features;
  const arena = createArena();
  const points = arena.place(features);
  const out = arena.reserve(TILE, rows);
  const dots = arena.view(out);
  const norms = squaredNorms(features);
  const table = new Float32Array((rows * (rows - 1)) / 2);
  let at = 0;
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    arena.dots(points, from, count, points, from, rows - from, out);
    for (let i = 0; i < count; i++) {
      const row = from + i;
      for (let other = row + 1; other < rows; other++)
        table[at++] = Math.sqrt(
          Math.max(0, norms[row] + norms[other] - 2 * dots[i * out.stride + other - from]),
        );
    }
    yield { done: from + count, total };
  }
  return table;
}

/** Sorts joins by height and numbers the clusters they make as SciPy does, rows first. */
function inOrderOfHeight(
  joined: readonly { a: number; b: number; height: number }[],
  rows: number,
): Merge[] {
  const order = Array.from(joined.keys());
  order.sort((p, q) => joined[p].height - joined[q].height || p - q);
  const parent = Int32Array.from({ length: 2 * rows - 1 }, (_, i) => i);
  const find = (row: number) => {
    let top = row;
    while (parent[top] !== top) top = parent[top];
    while (parent[row] !== top) {
      const next = parent[row];
      parent[row] = top;
      row = next;
    }
    return top;
  };
  return order.map((from, i) => {
    const { a, b, height } = joined[from];
    const one = find(a);
    const two = find(b);
    parent[one] = rows + i;
    parent[two] = rows + i;
    return { a: Math.min(one, two), b: Math.max(one, two), height };
  });
}

import type { Progress, Steps } from '../steps';
import { jaccard } from './shingles';

export interface Joiner {
  /** Joins all sets with the same key that are at least as alike as the threshold. */
  join(keys: Int32Array, progress: Progress): Steps<void>;
  /** The same number for all sets that were joined, directly or through others. */
  rootOf(set: number): number;
}

/** Buckets from this size on are searched by their rarest shingles. */
const LARGE = 24;
const COUNTERS = 1 << 20;

/**
 * Joins sets whose Jaccard similarity reaches a threshold, bucket by bucket.
 *
 * In a small bucket every pair is compared. In a large one only those that share one of their rarest
 * shingles, which two sets as alike as the threshold must (prefix filtering: Chaudhuri, Ganti and
 * Kaushik 2006, doi:10.1109/ICDE.2006.9), and only until they are known to belong together. So
 * neither a hundred thousand messages from one template nor as many copies take quadratic time.
 *
 * @param sets sorted, without repeats.
 */
export function createJoiner(sets: readonly Float64Array[], threshold: number): Joiner {
  const parents = Int32Array.from(sets, (_, i) => i);
  const seen = new Int32Array(sets.length).fill(-1);
  const rare: (Float64Array | undefined)[] = [];
  const counts = new Uint32Array(COUNTERS);
  let counted = 0;

  function rootOf(set: number): number {
    while (parents[set] !== set) {
      parents[set] = parents[parents[set]];
      set = parents[set];
    }
    return set;
  }

  /** @returns whether they belong together now. */
  function compare(a: number, b: number): boolean {
    const rootA = rootOf(a);
    const rootB = rootOf(b);
    if (rootA === rootB) return true;
    if (jaccard(sets[a], sets[b], threshold) < threshold) return false;
    parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    return true;
  }

  /** Its shingles that are rarest over all sets, so many that two alike sets must share one. */
  function rarestOf(set: number): Float64Array {
    const known = rare[set];
    if (known !== undefined) return known;
    const shingles = sets[set];
    const kept = shingles.length - Math.ceil(threshold * shingles.length - 1e-9) + 1;
    const rarest = shingles
      .slice()
      .sort((a, b) => counts[a % COUNTERS] - counts[b % COUNTERS] || a - b)
      .slice(0, kept);
    rare[set] = rarest;
    return rarest;
  }

  /** How often each shingle occurs, or those that share its counter: any order serves, a true one best. */
  function* countShingles(progress: Progress): Steps<void> {
    for (; counted < sets.length; counted++) {
      for (const shingle of sets[counted]) counts[shingle % COUNTERS]++;
      if ((counted & 4095) === 4095) yield progress;
    }
  }

  function* joinLarge(bucket: readonly number[], progress: Progress): Steps<void> {
    yield* countShingles(progress);
    // By shingle, those that hold it, in lists of sets that belong together.
    const holders = new Map<number, number[][]>();
    let compared = 0;
    for (const set of bucket) {
      const least = sets[set].length * threshold - 1e-9;
      for (const shingle of rarestOf(set)) {
        const lists = holders.get(shingle);
        if (lists === undefined) {
          holders.set(shingle, [[set]]);
          continue;
        }
        let joined = false;
        for (const list of lists) {
          if (rootOf(list[0]) === rootOf(set)) continue;
          for (let i = list.length - 1; i >= 0; i--) {
            const other = list[i];
            if (seen[other] === set || sets[other].length < least) continue;
            seen[other] = set;
            if ((++compared & 4095) === 0) yield progress;
            if (compare(set, other)) {
              joined = true;
              break;
            }
          }
        }
        const root = rootOf(set);
        const home = lists.findIndex((list) => rootOf(list[0]) === root);
        if (home < 0) lists.push([set]);
        else {
          lists[home].push(set);
          if (joined) holders.set(shingle, mergeLists(lists, rootOf));
        }
      }
      if ((++compared & 511) === 0) yield progress;
    }
    for (const set of bucket) seen[set] = -1;
  }

  return {
    rootOf,
    *join(keys, progress) {
      let searched = 0;
      for (const bucket of bucketsOf(keys)) {
        if ((searched += bucket.length) >= 1024) {
          searched = 0;
          yield progress;
        }
        bucket.sort((a, b) => sets[a].length - sets[b].length || a - b);
        if (bucket.length >= LARGE) yield* joinLarge(bucket, progress);
        else
          for (let i = 1; i < bucket.length; i++) {
            const least = sets[bucket[i]].length * threshold - 1e-9;
            for (let j = i - 1; j >= 0 && sets[bucket[j]].length >= least; j--)
              compare(bucket[i], bucket[j]);
          }
      }
      yield progress;
    },
  };
}

/** Lists of sets that belong together by now become one. */
function mergeLists(lists: readonly number[][], rootOf: (set: number) => number): number[][] {
  const byRoot = new Map<number, number[]>();
  for (const list of lists) {
    const root = rootOf(list[0]);
    const merged = byRoot.get(root);
    if (merged === undefined) byRoot.set(root, list);
    else if (merged.length >= list.length) for (const set of list) merged.push(set);
    else {
      for (const set of merged) list.push(set);
      byRoot.set(root, list);
    }
  }
  return [...byRoot.values()];
}

function* bucketsOf(keys: Int32Array): Generator<number[]> {
  const order = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) order[i] = (keys[i] >>> 0) * 0x200000 + i;
  order.sort();
  const keyAt = (at: number) => Math.floor(order[at] / 0x200000);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && keyAt(to) === keyAt(from)) to++;
    if (to - from > 1) yield Array.from(order.subarray(from, to), (value) => value % 0x200000);
    from = to;
  }
}
